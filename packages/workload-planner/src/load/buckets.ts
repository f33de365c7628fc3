import { isoWeekOf, monthOf, periodOfLabel } from '@meritkit/core/dates';
import { type DayNumber, fromDay, toDay } from '../time/day.ts';

/** The ways in which days can be gathered. */
export const bucketKinds = ['day', 'week', 'month'] as const;

/** How days are gathered. */
export type BucketKind = (typeof bucketKinds)[number];

/** A run of days: `[start, end)` as dates and `[first, last)` as numbers, clipped to what was asked. */
export interface Bucket {
  readonly label: string;
  readonly start: string;
  readonly end: string;
  readonly first: DayNumber;
  readonly last: DayNumber;
}

/** The buckets of the days `[start, end)`, in order; the first and the last hold only the days asked for. */
export function bucketsOf(by: BucketKind, start: DayNumber, end: DayNumber): readonly Bucket[] {
  const buckets: Bucket[] = [];
  let first = start;
  while (first < end) {
    const date = fromDay(first);
    const label = by === 'day' ? date : by === 'week' ? isoWeekOf(date) : monthOf(date);
    const last = Math.min(end, by === 'day' ? first + 1 : toDay(periodOfLabel(label).end));
    buckets.push({ label, start: date, end: fromDay(last), first, last });
    first = last;
  }
  return buckets;
}
