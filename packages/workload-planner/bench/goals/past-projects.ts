import { createRandom, type Random } from '@meritkit/core/random';

/** A project as it went: what was known when it was forecast, and how many periods the rest then took. */
export interface PastProject {
  readonly kind: string;
  readonly finished: readonly number[];
  readonly remaining: number;
  readonly tookPeriods: number;
}

/** Ways in which weeks come about that the forecast does not assume. Each returns a stream of items per week. */
export const worlds: Readonly<Record<string, (random: Random) => () => number>> = {
  // Bursts: a Poisson number of batches with log-normal sizes, heavy to the right.
  'heavy bursts': (random) => {
    const rate = 3 + 5 * random.next();
    return () => {
      let total = 0;
      for (let batch = poisson(rate, random); batch > 0; batch -= 1)
        total += Math.round(Math.exp(0.9 * random.normal()));
      return total;
    };
  },
  // Good and bad spells: the log of the rate wanders with a memory of 0.6; counts are Poisson around it.
  'correlated slips': (random) => {
    const base = 4 + 10 * random.next();
    let state = random.normal() * 0.45;
    return () => {
      state = 0.6 * state + 0.36 * random.normal();
      return poisson(base * Math.exp(state), random);
    };
  },
  // Stalls: usual weeks, now and then a run of weeks in which almost nothing is done.
  stalls: (random) => {
    const base = 6 + 8 * random.next();
    let stalled = false;
    return () => {
      stalled = stalled ? random.next() < 0.5 : random.next() < 0.08;
      return poisson(stalled ? base * 0.1 : base, random);
    };
  },
  // Slips with Pareto tails (index 2.5) that divide the week's output.
  'Pareto slips': (random) => {
    const base = 8 + 10 * random.next();
    return () => {
      const slip = Math.exp(-Math.log(1 - random.next()) / 2.5);
      return poisson((base * 1.67) / slip, random);
    };
  },
  // Few items, as in small teams or with large items: an event now and then, weeks without any.
  'few items': (random) => {
    const rate = 0.3 + 1.7 * random.next();
    return () => poisson(rate, random);
  },
  // Student t with three degrees of freedom on the log scale.
  'Student weeks': (random) => {
    const base = 5 + 10 * random.next();
    return () => {
      const chi = random.normal() ** 2 + random.normal() ** 2 + random.normal() ** 2;
      return poisson(base * Math.exp((0.3 * random.normal()) / Math.sqrt(chi / 3)), random);
    };
  },
};

/** Projects of every world in turn, with 12 to 30 weeks of history and 5 to 20 weeks of work ahead. */
export function* pastProjects(count: number, seed: number | string): Generator<PastProject> {
  const kinds = Object.keys(worlds);
  for (let index = 0; index < count; index += 1) {
    const random = createRandom(`${seed} ${index}`);
    const kind = kinds[index % kinds.length]!;
    const weeks = worlds[kind]!(random);
    for (let warm = 0; warm < 20; warm += 1) weeks();
    const finished = Array.from({ length: random.integer(12, 30) }, weeks);
    const mean = finished.reduce((sum, week) => sum + week, 0) / finished.length;
    if (mean === 0) continue;
    const remaining = Math.max(1, Math.round(mean * (5 + 15 * random.next())));
    let [done, tookPeriods] = [0, 0];
    while (done < remaining && tookPeriods < 5000) {
      const week = weeks();
      tookPeriods += done + week >= remaining ? (remaining - done) / week : 1;
      done += week;
    }
    yield { kind, finished, remaining, tookPeriods };
  }
}

function poisson(rate: number, random: Random): number {
  if (rate > 60) return Math.max(0, Math.round(rate + Math.sqrt(rate) * random.normal()));
  const limit = Math.exp(-rate);
  let [count, product] = [0, random.next()];
  while (product > limit) {
    count += 1;
    product *= random.next();
  }
  return count;
}
