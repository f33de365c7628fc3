import { z } from 'zod';

/** A BCP 47 tag such as `en` or `zh-CN`. */
export const localeTag = z.string().regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$/, 'not a locale tag such as "zh-CN"');

/** A plain decimal as text: `-12.50`, no exponent. */
export const decimalString = z.string().regex(/^-?\d+(\.\d+)?$/, 'not a decimal such as "12.50"');

/** A calendar date, `YYYY-MM-DD`. */
export const isoDate = z.string().refine(isCalendarDate, 'not a date such as "2026-11-22"');

/** An instant with its offset, ISO 8601. */
export const isoInstant = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/, 'not an instant with an offset');

/** Half-open: `start` is in, `end` is out. */
export const periodSchema = z
  .strictObject({ start: isoDate, end: isoDate })
  .refine((period) => period.start < period.end, 'the period is empty: its end is not after its start')
  .readonly();

/** A period of calendar days, half-open. */
export type ReportPeriod = z.output<typeof periodSchema>;

/** Words as their author wrote them: one text, or one per locale. */
export const localizedText = z.union([z.string(), z.record(localeTag, z.string()).readonly()]);

/** What a message's placeholder may hold: text, a quantity, a date, a period, or a metric of the document. */
export const parameterSchema = z.union([
  z.string(),
  z.strictObject({ text: localizedText }).readonly(),
  z
    .strictObject({
      number: decimalString,
      unit: z.string().exactOptional(),
      decimals: z.int().min(0).max(20).exactOptional(),
    })
    .readonly(),
  z.strictObject({ metric: z.string() }).readonly(),
  z.strictObject({ date: isoDate }).readonly(),
  z.strictObject({ instant: isoInstant }).readonly(),
  z.strictObject({ period: periodSchema }).readonly(),
  z.strictObject({ key: z.string() }).readonly(),
  z.strictObject({ unit: z.string() }).readonly(),
]);

/** A placeholder's value. */
export type Parameter = z.output<typeof parameterSchema>;

/** A sentence by key and parameters: the document holds no language. */
export const messageSchema = z
  .strictObject({ message: z.string(), with: z.record(z.string(), parameterSchema).readonly().exactOptional() })
  .readonly();

/** A sentence by key and parameters. */
export type Message = z.output<typeof messageSchema>;

/** What a person reads: a catalogue's message, or words that a user wrote. */
export const reportText = z.union([messageSchema, localizedText]);

/** What a person reads. */
export type ReportText = z.output<typeof reportText>;

function isCalendarDate(text: string): boolean {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (found === null) return false;
  const [year, month, day] = [Number(found[1]), Number(found[2]), Number(found[3])];
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}
