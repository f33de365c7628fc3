import { InvalidInputError } from '@meritkit/core/errors';
import { safeParseWith } from '@meritkit/core/schema';
import { z } from 'zod';
import { sourceSchema } from '../document/metric.ts';
import { decimalString, isoDate, localizedText, periodSchema } from '../document/text.ts';

/** Words a user wrote: one text, or one per locale. */
export const words = localizedText;

/** A decimal at the edge: text, or a safe number that is written out exactly as it prints. */
export const decimal = decimalString;

/** An amount in one currency. */
export const money = z
  .strictObject({ amount: decimalString, currency: z.string().regex(/^[A-Z]{3}$/, 'not an ISO 4217 code') })
  .readonly();

/** An id: never empty. */
export const id = z.string().min(1);

/** Records behind a number. */
export const sources = z.array(sourceSchema).readonly();

/** `YYYY-MM-DD`. */
export const date = isoDate;

/** Half-open days. */
export const period = periodSchema;

/** The second argument of every builder. */
export const frameSchema = z.strictObject({ asOf: isoDate, period: periodSchema }).readonly();

/** Reads a builder's two arguments; an empty period has its own code. */
export function readInputs<Schema extends z.ZodType>(
  schema: Schema,
  input: unknown,
  frame: unknown,
): { readonly input: z.output<Schema>; readonly frame: z.output<typeof frameSchema> } {
  const readFrame = safeParseWith({ schema: frameSchema, input: frame, code: 'report/invalid-input' });
  if (!readFrame.ok) {
    const empty = readFrame.issues.some((issue) => issue.message.startsWith('the period is empty'));
    throw new InvalidInputError({
      code: empty ? 'report/empty-period' : 'report/invalid-input',
      issues: readFrame.issues,
    });
  }
  const read = safeParseWith({ schema, input, code: 'report/invalid-input' });
  if (!read.ok) throw new InvalidInputError({ code: 'report/invalid-input', issues: read.issues });
  return { input: read.value, frame: readFrame.value };
}

/** Refuses an id that stands twice in a list. */
export function requireUnique(items: readonly { readonly id: string }[], path: string): void {
  const seen = new Set<string>();
  for (const [index, item] of items.entries()) {
    if (seen.has(item.id)) {
      throw new InvalidInputError({
        code: 'report/duplicate-id',
        issues: [{ path: [path, index, 'id'], code: 'report/duplicate-id', message: `"${item.id}" is there twice` }],
      });
    }
    seen.add(item.id);
  }
}
