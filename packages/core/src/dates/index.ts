export { addDays, addMonths, compareDates, daysBetween, weekdayOf } from './arithmetic.ts';
export {
  halfYearOf,
  halfYearPeriod,
  isoWeekOf,
  monthOf,
  monthPeriod,
  periodOfLabel,
  quarterOf,
  quarterPeriod,
  weekPeriod,
  yearOf,
  yearPeriod,
} from './buckets.ts';
export { dateOfEpochDay, datePartsOf, epochDayOf, type IsoDate, isDate, isLeapYear } from './date.ts';
export { compareInstants, dateInZone, type Instant, instantText, parseInstant, startOfDayInstant } from './instant.ts';
export {
  containsDate,
  eachDay,
  eachMonth,
  eachWeek,
  mergePeriods,
  type OpenPeriod,
  overlap,
  overlaps,
  type Period,
  periodDays,
  readPeriod,
  subtractPeriod,
} from './period.ts';
