import type { createKeeper, Incumbent } from '../incumbent.ts';
import { packNeeds } from '../packed-needs.ts';
import type { Problem } from '../problem.ts';
import type { FastRandom } from '../random.ts';
import { createLearningSearch, type LearningSearch } from './prove.ts';

/** Raises the lower bound and, where the relaxation is the project, shortens the schedule. */
export interface Prover {
  /** Destructive bound by propagation alone (Klein & Scholl 1999): deadlines that fall without a choice. */
  readonly raiseByPropagation: () => void;
  /** One portion of search from below and one from above. */
  readonly work: (done: () => boolean) => void;
}

const patience = 3000;

/** A prover that shares the incumbent with the other searches. */
export function createProver(options: {
  readonly problem: Problem;
  readonly incumbent: Incumbent;
  readonly keeper: ReturnType<typeof createKeeper>;
  readonly random: FastRandom;
}): Prover {
  const { problem, incumbent, keeper, random } = options;
  const { network } = problem.sides[0];
  const packed = packNeeds(problem.relaxed);
  const open = (deadline: number): LearningSearch =>
    createLearningSearch({ network, packed, ...problem.relaxed, deadline, random });
  const portion = Math.max(20, Math.round(6000 / Math.max(60, network.count)));
  let above: LearningSearch | undefined;
  let below: LearningSearch | undefined;
  let aim = 0;
  let floor = 0;
  let fruitless = 0;
  let turn = 0;
  let isRelaxedSolved = false;

  const raiseByPropagation = (): void => {
    while (open(incumbent.lowerBound).search(0, () => false) === 'refuted') keeper.raised(incumbent.lowerBound + 1);
  };

  /** Asks for a schedule shorter than the best by one; refuting that proves the best optimal. */
  const workFromAbove = (done: () => boolean): void => {
    if (above === undefined) {
      aim = incumbent.makespan - 1;
      above = open(aim);
      above.suggest(Int32Array.from(incumbent.schedule.starts));
    } else if (incumbent.makespan - 1 < aim) {
      aim = incumbent.makespan - 1;
      above.tighten(aim);
      above.suggest(Int32Array.from(incumbent.schedule.starts));
    }
    const verdict = above.search(portion, done);
    if (verdict === 'refuted') keeper.raised(aim + 1);
    if (verdict === 'found') keeper.foundStarts(above.starts);
    fruitless = verdict === 'unknown' ? fruitless + portion : 0;
  };

  /** Asks for a schedule as short as the bound; refuting that raises the bound. */
  const workFromBelow = (done: () => boolean): void => {
    if (below === undefined || floor < incumbent.lowerBound) {
      floor = incumbent.lowerBound;
      below = open(floor);
    }
    const verdict = below.search(portion, done);
    if (verdict === 'refuted') keeper.raised(floor + 1);
    if (verdict === 'found') {
      if (problem.isExact) keeper.foundStarts(below.starts);
      else isRelaxedSolved = true;
    }
    fruitless = verdict === 'unknown' ? fruitless + portion : 0;
  };

  const work = (done: () => boolean): void => {
    turn += 1;
    // Large projects on which search has long brought nothing get a smaller share of it.
    if (network.count > 70 && fruitless > patience && turn % 4 !== 0) return;
    if (problem.isExact && (turn % 3 !== 0 || incumbent.makespan - incumbent.lowerBound === 1)) workFromAbove(done);
    else if (!isRelaxedSolved) workFromBelow(done);
  };
  return { raiseByPropagation, work };
}
