import { parseWith } from '@meritkit/core/schema';
import { z } from 'zod';
import { factReferenceSchema, localizedTextSchema } from '../scorecard/schema.ts';

const decimal = z.string().regex(/^-?\d+(\.\d+)?$/, 'decimal text such as "12.50"');
const share = z.string().regex(/^(0(\.\d+)?|1(\.0+)?)$/, 'a share between 0 and 1 as decimal text');

/** A quantity with its range; without low or high it is taken to be certain on that side. */
const rangeOf = <Value extends z.ZodString>(value: Value) =>
  z.object({ low: value.optional(), base: value, high: value.optional() }).readonly();

/** A claimed effect in money, in users, or both, with everything that is needed to count it. */
export const valueEffectSchema = z
  .object({
    id: z.string().min(1),
    title: localizedTextSchema,
    /** Who claims it. */
    claimedBy: z.string().min(1),
    /** Several effects with the same outcome share it: their attributions together are at most the whole. */
    outcomeId: z.string().min(1).optional(),
    money: z
      .object({ currency: z.string().length(3), low: decimal.optional(), base: decimal, high: decimal.optional() })
      .readonly()
      .optional(),
    users: rangeOf(decimal).optional(),
    /** What was measured, such as a success rate; for the reader, not for the sum. */
    before: decimal.optional(),
    after: decimal.optional(),
    unit: z.string().optional(),
    /** Share of the effect that would have come without this work. */
    counterfactual: rangeOf(share).optional(),
    /** Share of the rest that is due to the claimant. */
    attribution: rangeOf(share).optional(),
    relation: z.enum(['association', 'comparison', 'experiment']),
    assumptions: z.array(localizedTextSchema).readonly().optional(),
    sources: z.array(factReferenceSchema).readonly().optional(),
    confirmation: z
      .object({ by: z.string().min(1), role: z.enum(['business', 'finance']), at: z.string().min(1) })
      .readonly()
      .optional(),
  })
  .readonly();

/** A claimed effect. */
export type ValueEffect = z.infer<typeof valueEffectSchema>;

/**
 * Reads effects from outside.
 *
 * @throws InvalidInputError `performance/invalid-effect` with the path of each issue
 * @example
 * ```ts
 * import { parseValueEffects } from '@meritkit/performance-scoring';
 *
 * parseValueEffects([{ id: 'bug', title: 'Critical bug fixed', claimedBy: 'lin', relation: 'association', users: { base: '100' } }]).length; // 1
 * ```
 */
export function parseValueEffects(input: unknown): readonly ValueEffect[] {
  return parseWith({ schema: z.array(valueEffectSchema).readonly(), input, code: 'performance/invalid-effect' });
}
