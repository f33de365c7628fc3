import { type Rejection, reject } from '@meritkit/core/errors';
import type { Allocation, Demand, Team, WorkItem } from '../model/types.ts';
import { fromDay, toDay } from '../time/day.ts';
import { daysOf, handOver, partAllocation, replaceAllocation, restOf, shiftAllocation } from './change.ts';
import { scaled, shared, withItem } from './change-demand.ts';
import type { Remedy, RemedyStep, WorkDays } from './types.ts';

/** The question as it stands with a remedy carried out: what `admitDemand` takes. */
export interface AppliedRemedy {
  readonly ok: true;
  readonly team: Team;
  readonly demand: Demand;
  readonly committed: readonly Demand[];
}

/** Training and hiring need people to act first: ask again with the team that they lead to. */
export type RemedyNeedsPeople = Rejection<'planner/remedy-needs-people', { readonly kind: 'train' | 'hire' }>;

/** The plan has changed since the remedy was suggested: what it names (`id`) is not there, or not on those days. */
export type RemedyOutdated = Rejection<'planner/remedy-outdated', { readonly id: string }>;

type Refused = { readonly ok: false; readonly rejection: RemedyNeedsPeople | RemedyOutdated };
type Answer = AppliedRemedy | Refused;

/**
 * Carries a remedy out on the plan that it was suggested for, and gives back the changed question. Nothing is stored. Work
 * that is put off, given up or handed over is parted at the day that the remedy's evidence names: what lies before stays.
 * A divisible demand that is split becomes two, the later one promised as `<id>#rest`; one of items keeps its order and
 * gets the later date.
 *
 * What was said to be enough is: `admitDemand` accepts the changed question of a remedy that `closes`, and of one that
 * asks for less or later.
 *
 * @example
 * ```ts
 * import { admitDemand, applyRemedy, suggestRemedies } from '@meritkit/workload-planner';
 *
 * const team = {
 *   people: [{ id: 'lin', hoursPerDay: 8, focus: 0.8, skills: { go: 4 } }],
 *   allocations: [
 *     { id: 'survey', personId: 'lin', hoursPerWeek: 8, start: '2026-11-16', end: '2026-11-30', core: false },
 *   ],
 * };
 * const demand = { id: 'promo', effortHours: 30, needs: { go: 3 }, start: '2026-11-16', deadline: '2026-11-20' };
 * const [remedy] = suggestRemedies({ team, demand });
 * const applied = applyRemedy({ team, demand, remedy: remedy! });
 * applied.ok && applied.team.allocations?.[0]?.start; // '2026-11-23'
 * applied.ok && admitDemand(applied).ok; // true
 * ```
 */
export function applyRemedy(options: {
  readonly team: Team;
  readonly demand: Demand;
  readonly committed?: readonly Demand[];
  readonly remedy: Remedy;
}): Answer {
  const { team, demand, committed = [], remedy } = options;
  const steps: readonly RemedyStep[] = remedy.kind === 'combine' ? remedy.steps : [remedy];
  let answer: Answer = { ok: true, team, demand, committed };
  for (const step of steps) {
    if (answer.ok) answer = takeStep(answer, step);
  }
  return answer;
}

function takeStep(asked: AppliedRemedy, step: RemedyStep): Answer {
  switch (step.kind) {
    case 'train':
    case 'hire':
      return reject('planner/remedy-needs-people', { kind: step.kind });
    case 'defer':
    case 'cut':
    case 'move':
      return freeHours(asked, step);
    case 'reprioritise':
      return letWait(asked, step.demandId, step.newDate);
    default:
      return step.demandId === asked.demand.id ? changeDemand(asked, step) : outdated(step.demandId);
  }
}

function outdated(id: string): Refused {
  return reject('planner/remedy-outdated', { id });
}

type Freeing = Extract<RemedyStep, { readonly kind: 'defer' | 'cut' | 'move' }>;

/** Takes the part of an allocation that the remedy's evidence names to where it says. */
function freeHours(asked: AppliedRemedy, { itemId, evidence }: Freeing): Answer {
  const { team } = asked;
  const allocation = (team.allocations ?? []).find(({ id }) => id === itemId);
  const given = evidence.givesWay.find(({ id }) => id === itemId);
  if (allocation === undefined || given === undefined) return outdated(itemId);
  const { before, after } = partAllocation(team, allocation, toDay(given.before.firstDay));
  if (after === null || !areSame(daysOf(after), given.before)) return outdated(itemId);
  if (given.after?.personId != null && !team.people.some(({ id }) => id === given.after?.personId)) {
    return outdated(given.after.personId);
  }
  const then = given.after === null ? null : movedTo(team, after, given.after);
  const parts = [before, then].filter((part) => part !== null);
  return { ...asked, team: replaceAllocation(team, itemId, parts) };
}

function movedTo(team: Team, part: Allocation, { personId, firstDay }: WorkDays): Allocation {
  const handed = personId === null || personId === part.personId ? part : handOver(team, part, personId);
  return shiftAllocation(handed, toDay(firstDay) - toDay(part.start));
}

function areSame(left: WorkDays, right: WorkDays): boolean {
  return left.personId === right.personId && left.firstDay === right.firstDay && left.lastDay === right.lastDay;
}

function letWait(asked: AppliedRemedy, demandId: string, deadline: string): Answer {
  if (!asked.committed.some(({ id }) => id === demandId)) return outdated(demandId);
  const committed = asked.committed.map((other) => (other.id === demandId ? { ...other, deadline } : other));
  return { ...asked, committed };
}

type Changing = Exclude<RemedyStep, Freeing | { readonly kind: 'reprioritise' | 'train' | 'hire' }>;

/** The demand as it is with less, later, or more people on an item. */
function changeDemand(asked: AppliedRemedy, step: Changing): Answer {
  const { demand } = asked;
  switch (step.kind) {
    case 'postpone':
      return { ...asked, demand: { ...demand, deadline: step.newDate } };
    case 'split':
      return split(asked, step);
    case 'reduce':
      if (step.itemId === demand.id) return { ...asked, demand: { ...demand, effortHours: step.hoursKept } };
      return changeItem(asked, step.itemId, (item) => scaled(item, step.hoursKept));
    case 'team-up':
      return changeItem(asked, step.itemId, (item) => shared(item, step.roleId, step.people));
  }
}

function changeItem(asked: AppliedRemedy, itemId: string, change: (item: WorkItem) => WorkItem): Answer {
  const item = asked.demand.items?.find(({ id }) => id === itemId);
  return item === undefined ? outdated(itemId) : { ...asked, demand: withItem(asked.demand, change(item)) };
}

/** What the rest is worth by itself nobody has said. */
function split(asked: AppliedRemedy, step: Extract<Changing, { readonly kind: 'split' }>): Answer {
  const { demand, committed } = asked;
  if (demand.items !== undefined) return { ...asked, demand: { ...demand, deadline: step.laterDate } };
  const { value: _value, ...same } = demand;
  const rest = {
    ...same,
    id: restOf(demand.id, new Set(committed.map(({ id }) => id))),
    effortHours: step.hoursLater,
    start: fromDay(toDay(demand.deadline) + 1),
    deadline: step.laterDate,
  };
  return { ...asked, demand: { ...demand, effortHours: step.hoursByDeadline }, committed: [...committed, rest] };
}
