import { type AdmitDemandOptions, admitDemand } from '../admission/admit.ts';
import type { AdmissionRefusal, Undecided } from '../admission/answer.ts';
import { countTentative } from '../load/tentative.ts';
import { checkNumber } from '../model/check.ts';
import type { Allocation, WorkItem } from '../model/types.ts';
import { finish, neverStop, type Stop, type TaskProgress } from '../steps.ts';
import { learnersOf, proposeHire, proposeTraining } from './add-people.ts';
import { longestItems, proposeReduction, proposeTeamUp } from './change-item.ts';
import { evidenceOfChange } from './evidence.ts';
import { candidatesOf, commonOf, type Proposal, proposeCut, proposeDeferral, proposeMove } from './free-up.ts';
import { proposeLater, proposeReprioritising } from './give-way.ts';
import { effectOf, measureAgain, measureShortage, type Shortage } from './measure.ts';
import type { Remedy, RemedyRates, RemedyStep, TrainingTerms } from './types.ts';

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
  const admission = admitDemand(options);
  if (admission.ok || admission.rejection.code === 'planner/deadline-passed') return [];
  // From here on tentative allocations hold so many hours as they count for.
  const { tentative: _counted, ...rest } = options;
  const asked = { ...rest, team: countTentative(options.team, options) };
  const shortage = measureShortage(asked);
  const ways = waysOf(shortage, options, admission.rejection);
  const proposals: Proposal[] = [];
  for (const [tried, way] of ways.entries()) {
    if (stop()) break;
    proposals.push(...way().filter((proposal) => proposal !== null));
    yield { done: tried + 1, of: ways.length };
  }
  const alone = proposals.map(({ step }) => step).filter((step) => step.closes || asksForLess.includes(step.kind));
  const freeing = proposals.filter(({ step }) => itemOf(step) !== null);
  const together = stop() || freeing.some(({ step }) => step.closes) ? null : combine(shortage, freeing);
  return [...alone, ...(together === null ? [] : [together])].sort(compareRemedies);
}

/** Everything that is tried, one after another. */
function waysOf(
  shortage: Shortage,
  { training, rates = {} }: SuggestRemediesOptions,
  rejection: AdmissionRefusal | Undecided,
): readonly (() => readonly (Proposal | null)[])[] {
  const laterDate = 'earliestDate' in rejection ? rejection.earliestDate : null;
  const longest = longestItems(shortage.demand, rejection);
  const learners = training === undefined ? [] : learnersOf(shortage);
  return [
    ...candidatesOf(shortage).map((allocation) => () => waysToFree(shortage, allocation)),
    ...shortage.committed.map((other) => () => [proposeReprioritising(shortage, other)]),
    ...learners.map((person) => () => [proposeTraining(shortage, person, training!, rates)]),
    () => laterOrLess(shortage, laterDate, longest),
    () => [proposeTeamUp(shortage, longest)],
    () => [proposeHire(shortage, rates)],
  ];
}

/** A later date for what does not fit; and less of it, where no split says already how much fits. */
function laterOrLess(
  shortage: Shortage,
  laterDate: string | null,
  longest: readonly WorkItem[],
): readonly (Proposal | null)[] {
  const later = laterDate === null ? null : proposeLater(shortage, laterDate);
  return later?.step.kind === 'split' ? [later] : [later, proposeReduction(shortage, longest)];
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

/** Steps taken one after the other, and the team that they leave. */
interface Taken {
  readonly team: Shortage['team'];
  readonly steps: readonly RemedyStep[];
}

/**
 * A smallest set in the sense that no step of it can be left out: steps are added cheapest first until they are
 * enough, then each is tried without. Every step is worked out anew on what the ones before have left, so that no two of
 * them count on the same free hours.
 */
function combine(shortage: Shortage, proposals: readonly Proposal[]): Remedy | null {
  const ordered = proposals.map(({ step }) => step).sort(compareRemedies);
  const closes = (taken: Taken) => effectOf(shortage, taken.team).closes;
  let taken: Taken = { team: shortage.team, steps: [] };
  for (const step of ordered) {
    if (closes(taken)) break;
    if (!taken.steps.some((other) => itemOf(other) === itemOf(step))) taken = takeStep(shortage, taken, step) ?? taken;
  }
  if (!closes(taken)) return null;
  for (let at = taken.steps.length - 1; at >= 0; at -= 1) {
    const without = takeSteps(shortage, taken.steps.toSpliced(at, 1));
    if (without !== null && closes(without)) taken = without;
  }
  const { steps, team } = taken;
  const price = {
    extraHours: steps.reduce((sum, step) => sum + step.price.extraHours, 0),
    delayDays: Math.max(...steps.map((step) => step.price.delayDays)),
    valueLost: steps.reduce<number | null>(
      (sum, { price: { valueLost } }) => (sum === null || valueLost === null ? null : sum + valueLost),
      0,
    ),
    money: null,
  };
  const own = steps.flatMap((step) => step.breaks.filter(({ kind }) => kind !== 'demands'));
  const effect = effectOf(shortage, team);
  const givesWay = steps.flatMap((step) => step.evidence.givesWay);
  const evidence = evidenceOfChange(shortage, effect, givesWay);
  return { kind: 'combine', steps, ...commonOf(shortage, effect, { breaks: own, price, evidence }) };
}

function takeSteps(shortage: Shortage, steps: readonly RemedyStep[]): Taken | null {
  return steps.reduce<Taken | null>((taken, step) => taken && takeStep(shortage, taken, step), {
    team: shortage.team,
    steps: [],
  });
}

/** The same kind of step for the same work on what is left now; null where it no longer helps. */
function takeStep(shortage: Shortage, taken: Taken, step: RemedyStep): Taken | null {
  const allocation = (taken.team.allocations ?? []).find(({ id }) => id === itemOf(step));
  if (allocation === undefined) return null;
  const now = measureAgain(shortage, taken.team);
  const propose = step.kind === 'defer' ? proposeDeferral : step.kind === 'cut' ? proposeCut : proposeMove;
  const proposal = propose(now, allocation);
  return proposal && { team: proposal.team, steps: [...taken.steps, proposal.step] };
}

function itemOf(step: RemedyStep): string | null {
  return step.kind === 'defer' || step.kind === 'cut' || step.kind === 'move' ? step.itemId : null;
}

/** Kinds that never let the demand be met as it was asked, and are offered for what they are: a smaller or later one. */
const asksForLess: readonly Remedy['kind'][] = ['split', 'postpone', 'reduce'];

/** The order of what is otherwise alike. */
const kinds: readonly Remedy['kind'][] = [
  ...(['move', 'team-up', 'defer', 'reprioritise', 'cut', 'combine'] as const),
  ...(['split', 'postpone', 'reduce', 'train', 'hire'] as const),
];

function compareRemedies(one: Remedy, other: Remedy): number {
  const keys = (remedy: Remedy) => [
    remedy.closes ? 0 : 1,
    remedy.breaks.length,
    // Looking for people comes after what the people here can settle among themselves.
    remedy.kind === 'hire' ? 1 : 0,
    remedy.kind === 'combine' ? remedy.steps.length : 1,
    remedy.price.valueLost ?? Number.POSITIVE_INFINITY,
    remedy.price.extraHours,
    remedy.price.delayDays,
    kinds.indexOf(remedy.kind),
    -remedy.freesHours,
  ];
  const [left, right] = [keys(one), keys(other)];
  for (const [index, value] of left.entries()) {
    if (value !== right[index]) return value - right[index]!;
  }
  return nameOf(one) < nameOf(other) ? -1 : 1;
}

function nameOf(remedy: Remedy): string {
  if (remedy.kind === 'combine') return remedy.steps.map(nameOf).join();
  if (remedy.kind === 'train') return remedy.personId;
  if (remedy.kind === 'reprioritise' || remedy.kind === 'split' || remedy.kind === 'postpone') return remedy.demandId;
  return remedy.kind === 'hire' ? '' : remedy.itemId;
}
