import { planFor, wouldAdmit } from '../admission/admit.ts';
import type { Unadmitted } from '../admission/answer.ts';
import { mayDo } from '../admission/parts.ts';
import type { Demand, SkillLevels, WorkItem } from '../model/types.ts';
import type { Paused } from '../steps.ts';
import { toHours, toUnits } from '../time/hours.ts';
import { scaled, shared, withItem } from './change-demand.ts';
import { evidenceOf } from './evidence.ts';
import { commonOf, type Proposal } from './free-up.ts';
import { plannedHours } from './later.ts';
import type { Shortage } from './measure.ts';

/** Items that are tried, the longest first: each try is a schedule of everything promised. */
const MOST_ITEMS = 3;
/** More people than this on one item get in each other's way. */
const MOST_PEOPLE = 4;
/** What is kept of an item is found to a quarter of an hour. */
const STEPS_PER_HOUR = 4;

/** The items that a change could start from: those on the path that is too long, else any; the longest first. */
export function longestItems(demand: Demand, rejection: Unadmitted): readonly WorkItem[] {
  const onPath = rejection.code === 'planner/order-too-long' ? new Set(rejection.itemIds) : null;
  return (demand.items ?? [])
    .filter(({ id, effortHours }) => effortHours > 0 && onPath?.has(id) !== false)
    .sort((one, other) => other.effortHours - one.effortHours || (one.id < other.id ? -1 : 1))
    .slice(0, MOST_ITEMS);
}

/**
 * Has more people share an item, or the part of it that takes longest, as few as let the demand be met. The effort stays:
 * what people who work together lose to talking is for the company to know.
 */
export function* proposeTeamUp(shortage: Shortage, items: readonly WorkItem[]): Paused<Proposal | null> {
  for (const item of items) {
    const { roleId, needs, people } = longestPart(item, shortage.demand);
    const candidateIds = item.candidateIds ?? shortage.demand.candidateIds;
    const able = shortage.team.people.filter((person) => mayDo(person, { needs, candidateIds })).length;
    for (let wanted = people + 1; wanted <= Math.min(able, MOST_PEOPLE); wanted += 1) {
      const proposal = teamUp(shortage, item, roleId, wanted);
      if (proposal !== null) return proposal;
      yield;
    }
  }
  return null;
}

function teamUp(shortage: Shortage, item: WorkItem, roleId: string | null, people: number): Proposal | null {
  const { asked, demand, team } = shortage;
  const plan = planFor({ ...asked, demand: withItem(demand, shared(item, roleId, people)) });
  if (plan === null) return null;
  const own = plan.filter((line) => line.demandId === demand.id && line.itemId === item.id);
  const effect = { freesHours: 0, missingHours: 0, closes: true, committedMissingHours: 0 };
  const common = commonOf(shortage, effect, {
    breaks: [],
    price: { extraHours: 0, delayDays: 0, valueLost: 0, money: null },
    evidence: evidenceOf({
      addsUpTo: 'itemHours',
      statedHours: item.effortHours,
      lines: plannedHours(shortage, demand, own),
      givesWay: [],
    }),
  });
  const ids = { demandId: demand.id, itemId: item.id, roleId };
  return { step: { kind: 'team-up', ...ids, people, itemHours: item.effortHours, ...common }, team };
}

/** The part of an item whose hours per person are the most: the item itself where it has no parts. */
function longestPart(
  item: WorkItem,
  demand: Demand,
): { readonly roleId: string | null; readonly needs: SkillLevels; readonly people: number } {
  const { people = 1, needs = demand.needs ?? {} } = item;
  const hoursEach = (role: NonNullable<WorkItem['roles']>[number]) => role.effortHours / (role.people ?? 1);
  const [role] = [...(item.roles ?? [])].sort((one, other) => hoursEach(other) - hoursEach(one));
  return role === undefined
    ? { roleId: null, needs, people }
    : { roleId: role.id, needs: role.needs, people: role.people ?? 1 };
}

/** Asks for less: of divisible work what fits, of items as much of one as can be done in time. */
export function* proposeReduction(shortage: Shortage, items: readonly WorkItem[]): Paused<Proposal | null> {
  const { demand, isOrdered, own, missingUnits } = shortage;
  if (demand.items !== undefined) {
    for (const item of items) {
      const smaller = (hours: number) => withItem(demand, scaled(item, hours));
      const kept = yield* mostKept(shortage, item.effortHours, smaller);
      if (kept > 0) return reduction(shortage, { id: item.id, hours: item.effortHours, kept, smaller: smaller(kept) });
    }
    return null;
  }
  const [hours, smaller] = [demand.effortHours!, (effortHours: number) => ({ ...demand, effortHours })];
  const needed = own.reduce((sum, part) => sum + part.units, 0);
  const kept = isOrdered ? yield* mostKept(shortage, hours, smaller) : toHours(needed - missingUnits);
  return kept <= 0 ? null : reduction(shortage, { id: demand.id, hours, kept, smaller: smaller(kept) });
}

/** The most hours, by quarters and less than all, with which admission accepts; 0 where a quarter of an hour does not fit. */
function* mostKept(shortage: Shortage, hours: number, smaller: (hours: number) => Demand): Paused<number> {
  const fits = (steps: number) => wouldAdmit({ ...shortage.asked, demand: smaller(steps / STEPS_PER_HOUR) });
  let isTooMuch = Math.ceil(hours * STEPS_PER_HOUR);
  if (isTooMuch <= 1 || !fits(1)) return 0;
  let kept = 1;
  while (isTooMuch - kept > 1) {
    yield;
    const middle = Math.floor((kept + isTooMuch) / 2);
    if (fits(middle)) kept = middle;
    else isTooMuch = middle;
  }
  return kept / STEPS_PER_HOUR;
}

function reduction(
  shortage: Shortage,
  change: { readonly id: string; readonly hours: number; readonly kept: number; readonly smaller: Demand },
): Proposal | null {
  const { asked, demand, team } = shortage;
  const { id, hours, kept, smaller } = change;
  const plan = planFor({ ...asked, demand: smaller });
  if (plan === null) return null;
  const own = plan.filter((line) => line.demandId === demand.id && line.itemId === id);
  const hoursCut = toHours(toUnits(hours) - toUnits(kept));
  const missingHours = toHours(shortage.missingUnits);
  const effect = { freesHours: 0, missingHours, closes: false, committedMissingHours: 0 };
  const common = commonOf(shortage, effect, {
    breaks: [{ kind: 'dropped', itemId: id, hours: hoursCut }],
    // What a part of a demand is worth nobody has said.
    price: { extraHours: 0, delayDays: 0, valueLost: null, money: null },
    evidence: evidenceOf({
      addsUpTo: 'hoursKept',
      statedHours: kept,
      lines: plannedHours(shortage, demand, own),
      givesWay: [],
    }),
  });
  return { step: { kind: 'reduce', demandId: demand.id, itemId: id, hoursKept: kept, hoursCut, ...common }, team };
}
