import { createCrossover, type Individual } from './crossover.ts';
import type { ScheduleGenerator } from './generate.ts';
import type { Network } from './network.ts';
import { createOrderTurner } from './order.ts';
import type { FastRandom } from './random.ts';
import { createSampler } from './sample.ts';

/** One side from which schedules are built: from the start (0) or from the end (1) of the project. */
export interface Side {
  readonly network: Network;
  readonly generator: ScheduleGenerator;
  /** Another way to build: without idle time where there is one, else the same. */
  readonly parallel: ScheduleGenerator;
}

/** A schedule that no earlier one beats; `starts` count from the side that found it and are overwritten afterwards. */
export type Finder = (found: { readonly side: 0 | 1; readonly makespan: number; readonly starts: Int32Array }) => void;

/** A bi-population genetic algorithm that can be continued in portions. */
export interface Evolution {
  /**
   * Builds about so many more schedules, fewer if `done()` says so or what was planned is used up, never more than
   * planned in all; returns how many were built (parts count).
   */
  readonly run: (schedules: number, done: () => boolean) => number;
}

/**
 * The genetic algorithm with two populations (Debels & Vanhoucke 2005, 2007): schedules built from the start are
 * parents of schedules built from the end and the other way round, so that every child is also a justification pass.
 * The first members come from parallel generation, which is better on average; now and then a child does too.
 * A child replaces the worst of three drawn members unless it is longer or a duplicate, and is given up as soon as it
 * must be longer. A child as short as the best is justified until that no longer helps.
 */
export function createEvolution(options: {
  readonly sides: readonly [Side, Side];
  readonly load: Float64Array;
  readonly random: FastRandom;
  readonly population: number;
  /** Schedules that all calls of `run` together will build; the population shrinks towards them. */
  readonly planned: number;
  /** Shortest makespan known so far. */
  readonly best: number;
  readonly onFound: Finder;
}): Evolution {
  const { sides, random, population, onFound } = options;
  const { count, durations } = sides[0].network;
  const most = options.planned * count;
  const members = sides.map(() => Array.from({ length: population }, () => emptyIndividual(count)));
  const crossovers = [1, 0].map((opposite) =>
    createCrossover({ opposite: sides[opposite]!.network, load: options.load, random }),
  );
  const turners = [1, 0].map((opposite) => createOrderTurner(sides[opposite]!.network));
  const sampler = createSampler(sides[0].network, random);
  const order = new Int32Array(count);
  const polished = emptyIndividual(count);
  let spare = emptyIndividual(count);
  let best = options.best;
  let placed = 0;
  let side: 0 | 1 = 0;
  let next = 0;
  let filled = 0;
  let living = population;

  /** False when it was given up (the activity that came too late counts as placed) or would exceed what was planned. */
  const build = (at: 0 | 1, how: 'generator' | 'parallel', target: Individual, limit: number): boolean => {
    if (placed + count > most) return false;
    const makespan = sides[at][how].generate(order, target.starts, limit);
    if (makespan < 0) {
      placed -= makespan;
      return false;
    }
    placed += count;
    describeIndividual(target, makespan, durations, options.load);
    if (makespan <= best) {
      best = makespan;
      onFound({ side: at, makespan, starts: target.starts });
    }
    return true;
  };

  const fill = (): void => {
    const first = members[0]![filled]!;
    const second = members[1]![filled]!;
    sampler.sample(order);
    if (!build(0, 'parallel', first, noLimit)) return;
    turners[0]!.turn(first.makespan, first.starts, order);
    if (build(1, 'parallel', second, noLimit)) filled += 1;
  };

  /** Justifies a copy to and fro until two passes bring nothing; keeps it when it ended shorter on the child's side. */
  const polish = (child: Individual, at: 0 | 1): void => {
    polished.starts.set(child.starts);
    polished.makespan = child.makespan;
    let shortest = child.makespan;
    let here = at;
    for (let stalled = 0; stalled < 2; stalled += 1) {
      turners[here]!.turn(polished.makespan, polished.starts, order);
      here = here === 0 ? 1 : 0;
      if (!build(here, 'generator', polished, noLimit)) break;
      if (polished.makespan >= shortest) continue;
      shortest = polished.makespan;
      stalled = -1;
    }
    if (shortest >= child.makespan || here !== at) return;
    child.starts.set(polished.starts);
    child.makespan = polished.makespan;
    child.rating = polished.rating;
    child.hash = polished.hash;
  };

  const drawMember = (from: readonly Individual[]): Individual => {
    const first = from[random.below(living)]!;
    const second = from[random.below(living)]!;
    return second.rating < first.rating ? second : first;
  };

  /** The worst of three drawn members. */
  const drawVictim = (from: readonly Individual[]): number => {
    let victim = random.below(living);
    for (let draw = 1; draw < 3; draw += 1) {
      const rival = random.below(living);
      if (from[rival]!.rating > from[victim]!.rating) victim = rival;
    }
    return victim;
  };

  /** Lets the longest schedules die out as the plan is used up: wide search first, then the best among themselves. */
  const shrink = (): void => {
    const progress = Math.min(1, placed / (options.planned * count));
    const target = Math.max(Math.min(population, 8), Math.round(population * (1 - survivorsLost * progress)));
    if (target >= living) return;
    living = target;
    for (const family of members) family.sort((a, b) => a.rating - b.rating);
  };

  const breed = (): void => {
    const parents = members[side]!;
    const other = side === 0 ? 1 : 0;
    const family = members[other]!;
    const father = parents[next]!;
    let mother = drawMember(parents);
    if (mother.hash === father.hash) mother = parents[random.below(living)]!;
    const victim = drawVictim(family);
    const how = random.next() < parallelShare ? 'parallel' : 'generator';
    crossovers[side]!.cross(father, mother, order);
    const child = spare;
    if (build(other, how, child, family[victim]!.makespan)) {
      if (child.makespan <= best) polish(child, other);
      if (!isDuplicate(family, living, child)) {
        spare = family[victim]!;
        family[victim] = child;
      }
    }
    next += 1;
    if (next < living) return;
    next = 0;
    side = other;
    shrink();
  };

  const run = (schedules: number, done: () => boolean): number => {
    const before = placed;
    const enough = before + schedules * count;
    while (placed < enough && placed + count <= most && !done()) {
      if (filled < population) fill();
      else breed();
    }
    return (placed - before) / count;
  };
  return { run };
}

const noLimit = 2_000_000_000;
/** The share of the population that has died out when the plan is used up. */
const survivorsLost = 0.9;
/** The share of children that parallel generation builds. */
const parallelShare = 0.1;

function emptyIndividual(count: number): Individual {
  return { starts: new Int32Array(count), makespan: noLimit, rating: noLimit, hash: 0 };
}

function describeIndividual(target: Individual, makespan: number, durations: Int32Array, load: Float64Array): void {
  const { starts } = target;
  let hash = makespan;
  let work = 0;
  let moment = 0;
  for (let activity = 0; activity < starts.length; activity += 1) {
    const start = starts[activity]!;
    const share = load[activity]! * durations[activity]!;
    hash = (Math.imul(hash, 31) + start) | 0;
    work += share;
    moment += share * (start + durations[activity]! / 2);
  }
  target.makespan = makespan;
  target.rating = makespan + (work > 0 ? moment / (work * makespan) : 0);
  target.hash = hash;
}

function isDuplicate(family: readonly Individual[], living: number, child: Individual): boolean {
  for (let index = 0; index < living; index += 1)
    if (family[index]!.hash === child.hash && family[index]!.makespan === child.makespan) return true;
  return false;
}
