import { isDate, startOfDayInstant } from '@meritkit/core/dates';
import { readInstant } from '../shared/instant.ts';

/** The order of day, month and year in a column. */
export type DateOrder = 'year-month-day' | 'day-month-year' | 'month-day-year';

/** A day as tables write it (`2026-11-22`, `2026/11/22`, `2026年11月22日`, `22.11.2026`); null for anything else. */
export function readDate(text: string, order: DateOrder | undefined = 'year-month-day'): string | null {
  const match = /^(\d{1,4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,4})\s*日?(?:[T ].*)?$/.exec(
    text.normalize('NFKC').trim(),
  );
  if (match === null) return null;
  const [first = '', second = '', third = ''] = match.slice(1);
  const parts = {
    'year-month-day': [first, second, third],
    'day-month-year': [third, second, first],
    'month-day-year': [third, first, second],
  }[order];
  const [year = '', month = '', day = ''] = parts;
  if (year.length !== 4) return null;
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isDate(date) ? date : null;
}

/** A point in time: an instant with offset, or the start of a day in the table's zone. */
export function readMoment(
  text: string,
  options: { readonly timeZone?: string | undefined; readonly order?: DateOrder | undefined },
): string | null {
  const instant = readInstant(text.trim());
  if (instant !== null) return instant;
  if (options.timeZone === undefined || /\d:\d/.test(text)) return null;
  const date = readDate(text, options.order);
  // The first day there is, by which tables say "none", begins before all days in the east.
  return date === null || date === '0001-01-01' ? null : startOfDayInstant(date, options.timeZone);
}

/** A number as people write it in a table (`1,234.50`, full-width digits) as decimal text; null for anything else. */
export function readQuantity(text: string): string | null {
  const plain = text.normalize('NFKC').trim();
  const grouped = /^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(plain) ? plain.replaceAll(',', '') : plain;
  return /^-?\d{1,15}(\.\d{1,12})?$/.test(grouped) ? grouped : null;
}

const yes = new Set(['true', 'yes', 'y', '1', '是', '有', '对']);
const no = new Set(['false', 'no', 'n', '0', '否', '无', '不']);

/** Yes or no in English or Chinese; null for anything else. */
export function readBoolean(text: string): boolean | null {
  const plain = text.normalize('NFKC').trim().toLowerCase();
  return yes.has(plain) ? true : no.has(plain) ? false : null;
}
