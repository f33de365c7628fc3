export {
  type CalendarException,
  type CalendarV1,
  type PersonCalendar,
  parsePersonCalendar,
  personCalendarSchema,
  type WorkingPattern,
  workingHours,
  workingHoursIn,
} from './calendar.ts';
