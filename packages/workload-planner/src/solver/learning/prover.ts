import type { createKeeper, Incumbent } from '../incumbent.ts';
import { packNeeds } from '../packed-needs.ts';
import type { Problem } from '../problem.ts';
import type { FastRandom } from '../random.ts';
import { createLearningSearch, type LearningSearch, type SearchVerdict } from './prove.ts';
import { createWindows } from './window.ts';

/** Raises the lower bound and, where the relaxation is the project, shortens the schedule. */
export interface Prover {
  /** Destructive bound by propagation alone (Klein & Scholl 1999): deadlines that fall without a choice. */
  readonly raiseByPropagation: () => void;
  /** One portion of search from below and one from above. */
  readonly work: (done: () => boolean) => void;
}

const patience = 1000;
const windowConflicts = 40;

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
  const windows = createWindows(network, random);
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

  /** The search for a schedule shorter than the best by one. */
  const shorter = (): LearningSearch => {
    if (above === undefined) above = open(incumbent.makespan - 1);
    else if (incumbent.makespan - 1 < aim) above.tighten(incumbent.makespan - 1);
    aim = incumbent.makespan - 1;
    return above;
  };

  const heed = (search: LearningSearch, verdict: SearchVerdict): void => {
    if (verdict === 'refuted') keeper.raised(aim + 1);
    if (verdict === 'found') keeper.foundStarts(search.starts);
  };

  /** Refuting a shorter schedule proves the best optimal. */
  const workFromAbove = (done: () => boolean): void => {
    const search = shorter();
    search.suggest(Int32Array.from(incumbent.recent));
    const verdict = search.search(portion, done);
    heed(search, verdict);
    fruitless = verdict === 'unknown' ? fruitless + portion : 0;
  };

  /** Frees a stretch of the schedule and asks to close it up by one period, what lies behind it moving up as it is. */
  const workOnWindow = (done: () => boolean): void => {
    const search = shorter();
    const { anchors, wanted } = windows.draw(incumbent.recent, incumbent.makespan);
    search.suggest(wanted);
    heed(search, search.searchAround(anchors, windowConflicts, done));
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
    if (!problem.isExact) {
      if (!isRelaxedSolved) workFromBelow(done);
      return;
    }
    // Large projects on which search has long brought nothing belong to the genetic algorithm, a few windows apart.
    const isHopeless = network.count > 70 && fruitless > patience;
    if (isHopeless && turn % 16 !== 0) return;
    if (turn % 2 === 0) workOnWindow(done);
    else if (turn % 3 !== 0 || incumbent.makespan - incumbent.lowerBound === 1) workFromAbove(done);
    else workFromBelow(done);
  };
  return { raiseByPropagation, work };
}
