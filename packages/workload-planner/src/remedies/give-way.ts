import { admitDemand, planFor } from '../admission/admit.ts';
import type { PlannedWork } from '../admission/witness.ts';
import { priorityOf } from '../model/priority.ts';
import type { Demand } from '../model/types.ts';
import { toDay } from '../time/day.ts';
import { toHours, toUnits } from '../time/hours.ts';
import { evidenceOf } from './evidence.ts';
import { commonOf, type Proposal } from './free-up.ts';
import { hoursAfterDate, plannedHours, waitingDemand } from './later.ts';
import type { Shortage } from './measure.ts';

/** Lets a demand of lower priority be late, as little as possible. Its new date is the price. */
export function proposeReprioritising(shortage: Shortage, other: Demand): Proposal | null {
  const { asked, team, demand, committed } = shortage;
  if (priorityOf(other) >= priorityOf(demand)) return null;
  // The other way about: with this demand promised, when could that one be done?
  const rest = committed.filter((one) => one !== other);
  const answer = admitDemand({ ...asked, demand: other, committed: [...rest, demand] });
  if (answer.ok || !('earliestDate' in answer.rejection)) return null;
  const newDate = answer.rejection.earliestDate;
  const plan = newDate === null ? null : planFor({ ...asked, committed: [...rest, { ...other, deadline: newDate }] });
  if (newDate === null || plan === null) return null;
  const lines = shortage.isOrdered
    ? plannedHours(shortage, other, openLines(plan, other))
    : hoursAfterDate(shortage, other.id, newDate);
  const freesHours = sumOf(lines);
  const effect = { freesHours, missingHours: 0, closes: true, committedMissingHours: 0 };
  const common = commonOf(shortage, effect, {
    ...lateness(other, newDate),
    evidence: evidenceOf({
      addsUpTo: 'freesHours',
      statedHours: freesHours,
      lines,
      givesWay: [waitingDemand(other, newDate, freesHours)],
    }),
  });
  return { step: { kind: 'reprioritise', demandId: other.id, newDate, ...common }, team };
}

/** Delivers by the deadline what fits, and the rest by the earliest date that can be kept; or all of it where nothing fits. */
export function proposeLater(shortage: Shortage, laterDate: string): Proposal | null {
  const { asked, team, demand, own } = shortage;
  const plan = shortage.isOrdered ? planFor({ ...asked, demand: { ...demand, deadline: laterDate } }) : null;
  if (shortage.isOrdered && plan === null) return null;
  const lines =
    plan === null
      ? hoursAfterDate(shortage, demand.id, laterDate)
      : plannedHours(shortage, demand, openLines(plan, demand));
  const needed = own.reduce((sum, part) => sum + part.units, 0);
  const hoursLater = plan === null ? toHours(shortage.missingUnits) : sumOf(lines);
  const hoursByDeadline = toHours(needed - toUnits(hoursLater));
  const missingHours = toHours(shortage.missingUnits);
  const effect = { freesHours: 0, missingHours, closes: false, committedMissingHours: 0 };
  const givesWay = [waitingDemand(demand, laterDate, hoursLater)];
  const common = commonOf(shortage, effect, {
    ...lateness(demand, laterDate),
    evidence: evidenceOf({ addsUpTo: 'hoursLater', statedHours: hoursLater, lines, givesWay }),
  });
  const demandId = demand.id;
  return hoursByDeadline <= 0
    ? { step: { kind: 'postpone', demandId, newDate: laterDate, hoursLater, ...common }, team }
    : { step: { kind: 'split', demandId, hoursByDeadline, hoursLater, laterDate, ...common }, team };
}

/** A demand that is done later than it should be: what that breaks, and its price. */
function lateness({ id, deadline }: Demand, newDate: string) {
  const lateDays = toDay(newDate) - toDay(deadline);
  return {
    breaks: [{ kind: 'deadline', itemId: id, deadline, newDate, lateDays }],
    price: { extraHours: 0, delayDays: lateDays, valueLost: 0, money: null },
  } as const;
}

/** A demand's lines of a plan that belong to items not done by its deadline. */
function openLines(plan: readonly PlannedWork[], demand: Demand): readonly PlannedWork[] {
  const own = plan.filter((line) => line.demandId === demand.id);
  const open = new Set(own.filter((line) => line.lastDay > demand.deadline).map((line) => line.itemId));
  return own.filter((line) => open.has(line.itemId));
}

function sumOf(lines: readonly { readonly hours: number }[]): number {
  return toHours(lines.reduce((sum, { hours }) => sum + toUnits(hours), 0));
}
