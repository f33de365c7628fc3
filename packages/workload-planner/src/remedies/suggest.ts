import { type AdmitDemandOptions, admitSteps } from '../admission/admit.ts';
import type { Admission, Unadmitted } from '../admission/answer.ts';
import type { RejectionCode } from '../errors.ts';
import { countTentative } from '../load/tentative.ts';
import { checkNumber } from '../model/check.ts';
import type { Allocation, WorkItem } from '../model/types.ts';
import { finish, neverStop, type Paused, type Stop, type TaskProgress } from '../steps.ts';
import { learnersOf, proposeHire, proposeTraining } from './add-people.ts';
import { longestItems, proposeReduction, proposeTeamUp } from './change-item.ts';
import { combine, itemOf } from './combine.ts';
import { candidatesOf, type Proposal, proposeCut, proposeDeferral, proposeMove } from './free-up.ts';
import { proposeLater, proposeReprioritising } from './give-way.ts';
import { measureShortage, type Shortage } from './measure.ts';
import { compareRemedies } from './rank.ts';
import type { Remedy, RemedyRates, TrainingTerms } from './types.ts';

/** The options of `suggestRemedies`. */
export interface SuggestRemediesOptions extends AdmitDemandOptions {
  /** How long learning takes here. Without it no training is proposed: nobody should guess that. */
  readonly training?: TrainingTerms;
  readonly rates?: RemedyRates;
}

/**
 * What can be done so that a demand can be met, best first: each that is enough alone, the smallest set of steps where
 * none is, more people on an item that takes too long, a split of the demand (or, where nothing of it fits, a later date and
 * less of it), and hiring. Every one says what it frees, what it costs and what it breaks.
 *
 * "Enough" is shown, not guessed: for divisible work by the maximum flow, for items with an order by a schedule that
 * admission itself accepts.
 *
 * Ranked by: enough or not; how much it breaks; how many steps; value given up; days of delay; extra hours. None is
 * ever overtime: capacity stays what it is.
 *
 * @throws InvalidInputError as `admitDemand`
 * @example
 * ```ts
 * import { suggestRemedies } from '@meritkit/workload-planner';
 *
 * const team = {
 *   people: [{ id: 'lin', hoursPerDay: 8, focus: 0.8, skills: { go: 4 } }],
 *   allocations: [
 *     { id: 'survey', personId: 'lin', hoursPerWeek: 8, start: '2026-11-16', end: '2026-11-30', core: false },
 *   ],
 * };
 * const demand = { id: 'promo', effortHours: 30, needs: { go: 3 }, start: '2026-11-16', deadline: '2026-11-20' };
 * suggestRemedies({ team, demand }).map((remedy) => remedy.kind); // ['defer', 'hire', 'split']
 * ```
 */
export function suggestRemedies(options: SuggestRemediesOptions): readonly Remedy[] {
  return finish(remedySteps(options, neverStop));
}

/** As `suggestRemedies`, one way after another; stopped, it ranks those that it has tried. */
export function* remedySteps(options: SuggestRemediesOptions, stop: Stop): Generator<TaskProgress, readonly Remedy[]> {
  checkTerms(options);
  const admission = yield* asked(options, stop);
  if (admission.ok || endsIt.includes(admission.rejection.code)) return [];
  // From here on tentative allocations hold so many hours as they count for.
  const { tentative: _counted, ...rest } = options;
  const question = { ...rest, team: countTentative(options.team, options) };
  const shortage = measureShortage(question);
  const ways = waysOf(shortage, options, admission.rejection);
  const proposals: Proposal[] = [];
  for (const [tried, way] of ways.entries()) {
    if (stop()) break;
    const found = yield* through(way(), { done: tried, of: ways.length }, stop);
    proposals.push(...(found ?? []).filter((proposal) => proposal !== null));
    yield { done: tried + 1, of: ways.length };
  }
  const alone = proposals.map(({ step }) => step).filter((step) => step.closes || asksForLess.includes(step.kind));
  const freeing = proposals.filter(({ step }) => itemOf(step) !== null);
  const together =
    stop() || freeing.some(({ step }) => step.closes)
      ? null
      : yield* through(combine(shortage, freeing, options.rates ?? {}), { done: ways.length, of: ways.length }, stop);
  return [...alone, ...(together === null ? [] : [together])].sort(compareRemedies);
}

/** Takes the steps of one way, and tells between them that it is still at it; null where it is left. */
function* through<Result>(
  steps: Paused<Result>,
  progress: TaskProgress,
  stop: Stop,
): Generator<TaskProgress, Result | null> {
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done === true) return step.value;
    yield progress;
    if (stop()) return null;
  }
}

/** Answers that no remedy follows. */
const endsIt: readonly RejectionCode[] = ['planner/deadline-passed', 'planner/search-stopped'];

/** Admission's answer. How far it is tells nothing of the ways that are to be tried after it, so all of it counts as none. */
function* asked(options: AdmitDemandOptions, stop: Stop): Generator<TaskProgress, Admission> {
  const steps = admitSteps(options, stop);
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done === true) return step.value;
    yield { done: 0, of: 1 };
  }
}

type Proposals = readonly (Proposal | null)[];

/** A way that is tried in one go. */
// biome-ignore lint/correctness/useYield: there is nothing to pause between
function* atOnce(find: () => Proposals): Paused<Proposals> {
  return find();
}

/** Everything that is tried, one after another. */
function waysOf(
  shortage: Shortage,
  { training, rates = {} }: SuggestRemediesOptions,
  rejection: Unadmitted,
): readonly (() => Paused<Proposals>)[] {
  const laterDate = 'earliestDate' in rejection ? rejection.earliestDate : null;
  const longest = longestItems(shortage.demand, rejection);
  const learners = training === undefined ? [] : learnersOf(shortage);
  return [
    ...candidatesOf(shortage).map((allocation) => () => atOnce(() => waysToFree(shortage, allocation))),
    ...shortage.committed.map((other) => () => atOnce(() => [proposeReprioritising(shortage, other)])),
    ...learners.map((person) => () => atOnce(() => [proposeTraining(shortage, person, training!, rates)])),
    () => laterOrLess(shortage, laterDate, longest),
    function* () {
      return [yield* proposeTeamUp(shortage, longest)];
    },
    () => atOnce(() => [proposeHire(shortage, rates)]),
  ];
}

/** A later date for what does not fit; and less of it, where no split says already how much fits. */
function* laterOrLess(shortage: Shortage, laterDate: string | null, longest: readonly WorkItem[]): Paused<Proposals> {
  const later = laterDate === null ? null : proposeLater(shortage, laterDate);
  return later?.step.kind === 'split' ? [later] : [later, yield* proposeReduction(shortage, longest)];
}

function checkTerms(options: SuggestRemediesOptions): void {
  if (options.training === undefined) return;
  checkNumber(options.training.weeksPerLevel, ['training', 'weeksPerLevel']);
  checkNumber(options.training.hoursPerWeek, ['training', 'hoursPerWeek'], 0, 168);
}

/** Putting off or handing over; giving up only where putting off would break something. */
function waysToFree(shortage: Shortage, allocation: Allocation): readonly Proposal[] {
  const defer = proposeDeferral(shortage, allocation);
  const move = proposeMove(shortage, allocation);
  const cut = defer !== null && defer.step.breaks.length > 0 ? proposeCut(shortage, allocation) : null;
  return [defer, move, cut].filter((proposal) => proposal !== null);
}

/** Kinds that never let the demand be met as it was asked, and are offered for what they are: a smaller or later one. */
const asksForLess: readonly Remedy['kind'][] = ['split', 'postpone', 'reduce'];
