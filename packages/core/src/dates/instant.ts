import { invalidInput } from '../errors/index.ts';
import { dateOfEpochDay, epochDayOf, type IsoDate, isDate } from './date.ts';

/** A point in time as text with its offset, `2026-11-22T09:00:00+08:00` (RFC 3339; `Z` is an offset too). */
export type Instant = string;

const shape = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,9}))?(Z|[+-]\d{2}:\d{2})$/;
const day = 86_400_000;

/**
 * Reads an instant as milliseconds since 1970-01-01T00:00Z. Digits finer than a millisecond are dropped.
 *
 * @throws InvalidInputError `core/not-an-instant`: without an offset a time names no instant
 * @example
 * ```ts
 * import { parseInstant } from '@meritkit/core/dates';
 *
 * parseInstant('1970-01-01T08:00:01+08:00'); // 1000
 * ```
 */
export function parseInstant(instant: Instant, path: readonly (string | number)[] = []): number {
  const match = typeof instant === 'string' ? shape.exec(instant) : null;
  const [date = '', hours = '', minutes = '', seconds = '', fraction = '', offset = ''] = match?.slice(1) ?? [];
  const shift = offset === 'Z' ? 0 : Number(offset.slice(1, 3)) * 60 + Number(offset.slice(4));
  const inRange = Number(hours) <= 23 && Number(minutes) <= 59 && Number(seconds) <= 59;
  if (
    match === null ||
    !isDate(date) ||
    !inRange ||
    shift > 18 * 60 ||
    (offset !== 'Z' && Number(offset.slice(4)) > 59)
  ) {
    throw invalidInput(
      'core/not-an-instant',
      path,
      `${JSON.stringify(instant)} is not an instant with offset such as "2026-11-22T09:00:00+08:00"`,
    );
  }
  const clock = (Number(hours) * 60 + Number(minutes)) * 60_000 + Number(seconds) * 1000;
  const local = epochDayOf(date) * day + clock + Number(fraction.slice(0, 3).padEnd(3, '0'));
  return offset.startsWith('-') ? local + shift * 60_000 : local - shift * 60_000;
}

/**
 * Milliseconds since 1970-01-01T00:00Z as an instant in UTC; whole seconds are written without a fraction.
 *
 * @example
 * ```ts
 * import { instantText } from '@meritkit/core/dates';
 *
 * instantText(1000); // '1970-01-01T00:00:01Z'
 * ```
 */
export function instantText(milliseconds: number): Instant {
  if (!Number.isInteger(milliseconds)) {
    throw invalidInput('core/not-an-instant', [], `${milliseconds} is no whole number of milliseconds`);
  }
  const date = dateOfEpochDay(Math.floor(milliseconds / day));
  const rest = milliseconds - Math.floor(milliseconds / day) * day;
  const two = (value: number) => String(value).padStart(2, '0');
  const clock = `${two(Math.floor(rest / 3_600_000))}:${two(Math.floor(rest / 60_000) % 60)}:${two(Math.floor(rest / 1000) % 60)}`;
  return `${date}T${clock}${rest % 1000 === 0 ? '' : `.${String(rest % 1000).padStart(3, '0')}`}Z`;
}

/**
 * Negative, zero or positive: the order in time, whatever the offsets.
 *
 * @example
 * ```ts
 * import { compareInstants } from '@meritkit/core/dates';
 *
 * compareInstants('2026-11-22T09:00:00+08:00', '2026-11-22T01:00:00Z'); // 0
 * ```
 */
export function compareInstants(left: Instant, right: Instant): number {
  return parseInstant(left) - parseInstant(right);
}

/**
 * The calendar day that an instant falls on in a time zone.
 *
 * @param timeZone IANA name such as `Asia/Shanghai`, or an offset such as `+08:00`
 * @throws InvalidInputError `core/not-an-instant`, `core/unknown-time-zone`, `core/date-out-of-range` where that day
 * lies outside the years 0001 to 9999
 * @example
 * ```ts
 * import { dateInZone } from '@meritkit/core/dates';
 *
 * dateInZone('2026-12-31T16:00:00Z', 'Asia/Shanghai'); // '2027-01-01'
 * dateInZone('2026-12-31T16:00:00Z', 'America/New_York'); // '2026-12-31'
 * ```
 */
export function dateInZone(instant: Instant, timeZone: string): IsoDate {
  const milliseconds = parseInstant(instant);
  return dateOfEpochDay(Math.floor((milliseconds + offsetAt(milliseconds, timeZone)) / day));
}

/**
 * The first instant of a calendar day in a time zone, in UTC. Where clocks skip midnight, the day starts later; where
 * midnight comes twice, it starts with the first one.
 *
 * @throws InvalidInputError `core/not-a-date`, `core/unknown-time-zone`, `core/date-out-of-range` where it lies outside
 * the years 0001 to 9999 in UTC, as the start of 0001-01-01 in Shanghai does
 * @example
 * ```ts
 * import { startOfDayInstant } from '@meritkit/core/dates';
 *
 * startOfDayInstant('2026-11-22', 'Asia/Shanghai'); // '2026-11-21T16:00:00Z'
 * ```
 */
export function startOfDayInstant(date: IsoDate, timeZone: string): Instant {
  const midnight = epochDayOf(date) * day;
  const candidates = [midnight - day, midnight + day]
    .map((near) => midnight - offsetAt(near, timeZone))
    .filter((candidate) => candidate + offsetAt(candidate, timeZone) === midnight);
  return instantText(candidates.length > 0 ? Math.min(...candidates) : firstAtOrAfter(midnight, timeZone));
}

/** The instant at which the zone's clocks first show a local time or jump past it. */
function firstAtOrAfter(local: number, timeZone: string): number {
  let [before, after] = [local - 2 * day, local + 2 * day];
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (middle + offsetAt(middle, timeZone) >= local) after = middle;
    else before = middle;
  }
  return after;
}

/** The zone's offset from UTC at an instant, in milliseconds. */
function offsetAt(milliseconds: number, timeZone: string): number {
  const offset = fixedOffset.exec(timeZone) ?? zoneOffset.exec(formatOf(timeZone).format(milliseconds));
  const [sign, hours = '0', minutes = '0', seconds = '0'] = offset?.slice(1) ?? [];
  const size = (Number(hours) * 60 + Number(minutes)) * 60_000 + Number(seconds) * 1000;
  return sign === '-' ? -size : size;
}

const fixedOffset = /^([+-])((?:0\d|1[0-7])(?=:)|18(?=:00)):([0-5]\d)$/;
/** As English writes it: `GMT`, `GMT+08:00`, and to the second before zones were agreed, `GMT-00:44:30`. */
const zoneOffset = /GMT(?:([+-])(\d{2}):(\d{2})(?::(\d{2}))?)?$/;

/** One formatter per zone that exists; making one is slow. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  try {
    if (!/^[A-Za-z]/.test(timeZone)) throw new RangeError('a zone has a name');
    const format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
    formats.set(timeZone, format);
    return format;
  } catch {
    throw invalidInput('core/unknown-time-zone', ['timeZone'], `no time zone "${timeZone}"`);
  }
}
