import { isDate, parseInstant } from '@meritkit/core/dates';

const shape = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?)\s?(Z|UTC|[+-]\d{2}:?\d{2})$/;

/** An instant as tools write it (`+0800`, `UTC`, a space for the T), in the form that core reads; null when it is none. */
export function readInstant(text: unknown): string | null {
  if (typeof text !== 'string') return null;
  const match = shape.exec(text);
  const [date = '', clock = '', zone = ''] = match?.slice(1) ?? [];
  if (match === null || !isDate(date)) return null;
  const offset =
    zone === 'Z' || zone === 'UTC' ? 'Z' : zone.includes(':') ? zone : `${zone.slice(0, 3)}:${zone.slice(3)}`;
  const instant = `${date}T${clock}${offset}`;
  try {
    const milliseconds = parseInstant(instant);
    return milliseconds >= earliest && milliseconds < latest ? instant : null;
  } catch {
    return null;
  }
}

/**
 * The times that fall on a day in every zone. Beyond them lie the zero times by which tools say that there is none
 * (0001-01-01, 9999-12-31).
 */
const [earliest, latest] = ['0001-01-02T00:00:00Z', '9999-12-31T00:00:00Z'].map((text) => parseInstant(text)) as [
  number,
  number,
];

/** Milliseconds since 1970 as payloads carry them, up to where days end. */
export const LATEST_MILLISECONDS = latest - 1;

/** Milliseconds since 1970 as a revision: a record edited later has the higher one. */
export function revisionOf(instant: string): number {
  return Math.max(0, parseInstant(instant));
}

/** Whole minutes from one instant to a later one, rounded down; null when it would be negative. */
export function minutesBetween(start: string, end: string): number | null {
  const minutes = Math.floor((parseInstant(end) - parseInstant(start)) / 60_000);
  return minutes < 0 ? null : minutes;
}
