import { z } from 'zod';
import { localizedTextSchema } from '../locale/schema.ts';
import { parseWith } from '../schema/parse.ts';
import type { Explanation } from './term.ts';

/** Schema of a fact's reference. */
export const factReferenceSchema = z.object({
  system: z.string().min(1),
  ref: z.string().min(1),
  url: z.string().optional(),
  factId: z.string().optional(),
  revision: z.number().int().min(0).optional(),
});

/** An explanation's schema: a tree of terms. */
export const explanationSchema = z.object({
  key: z.string().min(1),
  label: localizedTextSchema.optional(),
  value: z.union([z.number(), z.string(), z.null()]),
  unit: z.string().optional(),
  unknown: z.object({ reason: z.string().min(1) }).optional(),
  operation: z.object({
    name: z.string().min(1),
    version: z.number().int().min(1),
    parameters: z.record(z.string(), z.json()).optional(),
    rounding: z
      .object({ decimals: z.number().int().min(0), mode: z.enum(['half-up', 'half-even', 'down', 'up']) })
      .optional(),
  }),
  weight: z.number().min(0).optional(),
  sources: z.array(factReferenceSchema).optional(),
  population: z
    .object({ name: z.string(), n: z.number().int().min(0), statistics: z.record(z.string(), z.number()).optional() })
    .optional(),
  get children() {
    return z.array(explanationSchema).optional();
  },
});

/**
 * Reads an explanation that was stored or sent.
 *
 * @throws InvalidInputError `core/invalid-input` with each issue's path
 * @example
 * ```ts
 * import { parseExplanation } from '@meritkit/core/explanation';
 *
 * parseExplanation({ key: 'a', value: 1, operation: { name: 'given', version: 1 } }).value; // 1
 * ```
 */
export function parseExplanation(input: unknown): Explanation {
  return parseWith({ schema: explanationSchema, input }) as Explanation;
}
