import { admitDemand, wouldAdmit } from '../admission/admit.ts';
import { priorityOf } from '../model/priority.ts';
import type { Demand } from '../model/types.ts';
import { toDay } from '../time/day.ts';
import { toHours, toUnits } from '../time/hours.ts';
import { commonOf, type Proposal } from './free-up.ts';
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
  if (newDate === null || !wouldAdmit({ ...asked, committed: [...rest, { ...other, deadline: newDate }] })) return null;
  const lateDays = toDay(newDate) - toDay(other.deadline);
  const freesHours = toHours(shortage.missingUnits);
  const effect = { freesHours, missingHours: 0, closes: true, committedMissingHours: 0 };
  const breaks = [{ kind: 'deadline', itemId: other.id, deadline: other.deadline, newDate, lateDays }] as const;
  const price = { extraHours: 0, delayDays: lateDays, valueLost: 0, money: null };
  const step = {
    kind: 'reprioritise',
    demandId: other.id,
    newDate,
    ...commonOf(shortage, effect, breaks, price),
  } as const;
  return { step, team };
}

/** Delivers by the deadline what fits, and the rest by the earliest date that can be kept. */
export function proposeSplit(shortage: Shortage, laterDate: string): Proposal | null {
  const { team, demand, own } = shortage;
  const needed = own.reduce((sum, part) => sum + part.units, 0);
  const now = shortage.isOrdered ? doneInTime(shortage, laterDate) : needed - shortage.missingUnits;
  if (now <= 0) return null;
  const [hoursByDeadline, hoursLater] = [toHours(now), toHours(needed - now)];
  const lateDays = toDay(laterDate) - toDay(demand.deadline);
  const missingHours = toHours(shortage.missingUnits);
  const effect = { freesHours: 0, missingHours, closes: false, committedMissingHours: 0 };
  const breaks = [
    { kind: 'deadline', itemId: demand.id, deadline: demand.deadline, newDate: laterDate, lateDays },
  ] as const;
  const price = { extraHours: 0, delayDays: lateDays, valueLost: 0, money: null };
  const common = commonOf(shortage, effect, breaks, price);
  const step = { kind: 'split', demandId: demand.id, hoursByDeadline, hoursLater, laterDate, ...common } as const;
  return { step, team };
}

/** Micro-hours of the demand that the plan for a later date has behind it by the deadline: items that are done by then. */
function doneInTime(shortage: Shortage, laterDate: string): number {
  const { asked, demand } = shortage;
  const later = admitDemand({ ...asked, demand: { ...demand, deadline: laterDate } });
  if (!later.ok) return 0;
  const own = later.plan.filter((line) => line.demandId === demand.id);
  const open = new Set(own.filter((line) => line.lastDay > demand.deadline).map((line) => line.itemId));
  return own.reduce((sum, line) => sum + (open.has(line.itemId) ? 0 : toUnits(line.hours)), 0);
}
