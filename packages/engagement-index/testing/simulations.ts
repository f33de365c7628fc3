import { createRandom } from '@meritkit/core/random';
import { logGamma, normalCdf } from '@meritkit/core/statistics';
import { correctRebound } from '../src/effects/regression-to-mean.ts';
import { adjustComparisons } from '../src/intervals/multiplicity.ts';
import { wilsonShare } from '../src/intervals/wilson.ts';
import { evaluatePolicy, type LoggedChoice } from '../src/ranking/off-policy.ts';
import { recommendActivity } from '../src/recommend/recommend.ts';
import { runCusum } from '../src/trend/charts.ts';

/** The grid on which Wilson's coverage is stated: sizes of teams and companies, shares from hostile to happy. */
export const coverageGrid = {
  sizes: [5, 8, 12, 20, 40, 80, 150, 300],
  shares: [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9],
};

/** Mean exact coverage of the 95% Wilson interval over the grid. */
export function wilsonCoverage(): number {
  let [sum, cells] = [0, 0];
  for (const answered of coverageGrid.sizes) {
    for (const share of coverageGrid.shares) {
      let covered = 0;
      for (let favourable = 0; favourable <= answered; favourable += 1) {
        const { lower, upper } = wilsonShare({ favourable, answered });
        if (lower > share || upper < share) continue;
        const choose = logGamma(answered + 1) - logGamma(favourable + 1) - logGamma(answered - favourable + 1);
        covered += Math.exp(choose + favourable * Math.log(share) + (answered - favourable) * Math.log(1 - share));
      }
      sum += covered;
      cells += 1;
    }
  }
  return sum / cells;
}

/** Mean coverage with the finite population: surveys of a company of `population`, drawn without replacement. */
export function finiteCoverage(options: { readonly seed: string; readonly runs: number }): number {
  const random = createRandom(options.seed);
  let hits = 0;
  for (let run = 0; run < options.runs; run += 1) {
    const population = random.integer(40, 400);
    const good = random.integer(Math.ceil(population * 0.15), Math.floor(population * 0.85));
    const answered = random.integer(Math.ceil(population * 0.2), Math.floor(population * 0.7));
    let [left, total, favourable] = [good, population, 0];
    for (let draw = 0; draw < answered; draw += 1) {
      if (random.next() * total < left) {
        favourable += 1;
        left -= 1;
      }
      total -= 1;
    }
    const { lower, upper } = wilsonShare({ favourable, answered, population });
    if (lower <= good / population && good / population <= upper) hits += 1;
  }
  return hits / options.runs;
}

/** Share of false discoveries among 40 comparisons of which 30 are null, at 5%. */
export function falseDiscoveries(options: { readonly seed: string; readonly runs: number }) {
  const random = createRandom(options.seed);
  const shares: number[] = [];
  for (let run = 0; run < options.runs; run += 1) {
    const pValues = Array.from(
      { length: 40 },
      (_, index) => 2 * normalCdf(-Math.abs(random.normal() + (index < 30 ? 0 : 3))),
    );
    const found = adjustComparisons({ pValues, method: 'benjamini-hochberg' }).map((value) => value <= 0.05);
    const total = found.filter(Boolean).length;
    shares.push(total === 0 ? 0 : found.slice(0, 30).filter(Boolean).length / total);
  }
  return meanAndError(shares);
}

/** How often an activity without effect, run on the worst of ten groups, is called an effect. */
export function worstGroupCalledEffect(options: { readonly seed: string; readonly runs: number }) {
  const random = createRandom(options.seed);
  const share = 0.5;
  const answered = 40;
  const binomial = () =>
    Array.from({ length: answered }, () => (random.next() < share ? 1 : 0)).reduce<number>((sum, one) => sum + one, 0) /
    answered;
  const called: number[] = [];
  const naive: number[] = [];
  for (let run = 0; run < options.runs; run += 1) {
    const before = Math.min(...Array.from({ length: 10 }, binomial));
    const after = binomial();
    called.push(correctRebound({ groups: 10, answered, companyShare: share, before, after }).isEffect ? 1 : 0);
    const pooled = (before + after) / 2;
    naive.push(Math.abs(after - before) / Math.sqrt((2 * pooled * (1 - pooled)) / answered) > 1.96 ? 1 : 0);
  }
  return { corrected: meanAndError(called), naive: meanAndError(naive) };
}

/** Mean waves until a CUSUM with slack .5 and limit 4 signals without a shift. */
export function cusumWaves(options: { readonly seed: string; readonly runs: number }) {
  const random = createRandom(options.seed);
  const lengths: number[] = [];
  for (let run = 0; run < options.runs; run += 1) {
    const values = Array.from({ length: 2500 }, () => random.normal());
    const at = runCusum({ values, target: 0, deviation: 1, slack: 0.5, limit: 4 }).signalAt;
    lengths.push(at === null ? 2500 : at + 1);
  }
  return meanAndError(lengths);
}

/** Rewards of the sampler and of most-popular in a company of two tastes, and what its own log says of most-popular. */
export function recommenderRun(options: { readonly seed: string; readonly steps: number }) {
  const random = createRandom(options.seed);
  const actions = ['challenge', 'story', 'quiz'];
  const truth: Readonly<Record<string, readonly number[]>> = { rd: [0.6, 0.2, 0.3], cs: [0.1, 0.5, 0.3] };
  const counts: Record<string, { shown: number; enrolled: number }[]> = Object.fromEntries(
    Object.keys(truth).map((group) => [group, actions.map(() => ({ shown: 0, enrolled: 0 }))]),
  );
  const log: LoggedChoice[] = [];
  let popularReward = 0;
  const popularCounts = actions.map(() => 0);
  for (let step = 0; step < options.steps; step += 1) {
    const context = random.next() < 0.6 ? 'rd' : 'cs';
    const known = counts[context]!;
    const pick = recommendActivity({
      seed: `${options.seed}-${step}`,
      options: actions.map((activityId, index) => ({ activityId, contentFit: 0.5, ...known[index]! })),
    });
    const at = actions.indexOf(pick.activityId);
    const reward = random.next() < truth[context]![at]! ? 1 : 0;
    known[at]!.shown += 1;
    known[at]!.enrolled += reward;
    log.push({ context, action: pick.activityId, propensity: pick.propensity, reward });
    const popular = popularCounts.indexOf(Math.max(...popularCounts));
    const popularHit = random.next() < truth[context]![popular]! ? 1 : 0;
    popularCounts[popular]! += popularHit;
    popularReward += popularHit;
  }
  const estimate = evaluatePolicy({
    log,
    policy: (_, action) => (action === 'challenge' ? 1 : 0),
    actions,
    rewardModel: () => 0.35,
  });
  return {
    sampled: log.reduce((sum, entry) => sum + entry.reward, 0) / options.steps,
    mostPopular: popularReward / options.steps,
    estimate,
    truthOfChallenge: 0.6 * 0.6 + 0.4 * 0.1,
  };
}

function meanAndError(values: readonly number[]) {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const spread = values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0) / (values.length - 1);
  return { mean, standardError: Math.sqrt(spread / values.length) };
}
