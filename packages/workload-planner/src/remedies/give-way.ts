import { earliestDeadline } from '../admission/earliest.ts';
import { fromDay, toDay } from '../time/day.ts';
import { toHours } from '../time/hours.ts';
import { commonOf, type Proposal } from './free-up.ts';
import type { Shortage } from './measure.ts';

/** Lets a demand of lower priority be late, as little as possible. Its new date is the price. */
export function proposeReprioritising(shortage: Shortage, demandId: string): Proposal | null {
  const { team, demand, committed, parts, own } = shortage;
  const other = committed.find((candidate) => candidate.id === demandId);
  if (other === undefined || (other.priority ?? 0) >= (demand.priority ?? 0)) return null;
  const ends = toDay(other.deadline) + 1;
  const newDate = earliestDeadline({ team, parts, demandId, tooEarly: ends });
  if (newDate === null) return null;
  const lateDays = toDay(newDate) - toDay(other.deadline);
  const gives = parts.filter((part) => part.demandId === demandId).reduce((sum, part) => sum + part.units, 0);
  const effect = {
    freesHours: toHours(Math.min(shortage.missingUnits, gives)),
    missingHours: 0,
    closes: true,
    committedMissingHours: 0,
  };
  const breaks = [{ kind: 'deadline', itemId: demandId, deadline: other.deadline, newDate, lateDays }] as const;
  const price = { extraHours: 0, delayDays: lateDays, valueLost: 0, money: null };
  const step = { kind: 'reprioritise', demandId, newDate, ...commonOf(shortage, effect, breaks, price) } as const;
  return own.length === 0 ? null : { step, team };
}

/** Delivers by the deadline what fits, and the rest by the earliest date on which it fits. */
export function proposeSplit(shortage: Shortage): Proposal | null {
  const { team, demand, parts, own } = shortage;
  const needed = own.reduce((sum, part) => sum + part.units, 0);
  const now = needed - shortage.missingUnits;
  if (now <= 0) return null;
  const laterDate = earliestDeadline({ team, parts, demandId: demand.id, tooEarly: toDay(demand.deadline) + 1 });
  if (laterDate === null) return null;
  const hoursLater = toHours(shortage.missingUnits);
  const lateDays = toDay(laterDate) - toDay(demand.deadline);
  const effect = { freesHours: 0, missingHours: hoursLater, closes: false, committedMissingHours: 0 };
  const breaks = [
    { kind: 'deadline', itemId: demand.id, deadline: demand.deadline, newDate: fromDay(toDay(laterDate)), lateDays },
  ] as const;
  const price = { extraHours: 0, delayDays: lateDays, valueLost: 0, money: null };
  const step = {
    kind: 'split',
    demandId: demand.id,
    hoursByDeadline: toHours(now),
    hoursLater,
    laterDate,
    ...commonOf(shortage, effect, breaks, price),
  } as const;
  return { step, team };
}
