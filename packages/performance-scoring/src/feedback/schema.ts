import { parseWith } from '@meritkit/core/schema';
import { z } from 'zod';
import { localizedTextSchema } from '../scorecard/schema.ts';

/** One rating of one person by another (or by themselves, in the self group). */
export const ratingSchema = z
  .object({
    ratee: z.string().min(1),
    rater: z.string().min(1),
    group: z.string().min(1),
    /** The question, where there are several. */
    item: z.string().optional(),
    value: z.number(),
  })
  .readonly();

/** Who rates from the same side, how much they count, and from how many on. */
export const raterGroupSchema = z
  .object({
    id: z.string().min(1),
    name: localizedTextSchema.optional(),
    weight: z.number().gt(0),
    minimumRaters: z.int().min(1),
    /** Anonymous groups show their mean only. */
    anonymous: z.boolean(),
  })
  .readonly();

/** How feedback is put together. */
export const feedbackPolicySchema = z
  .object({
    scale: z.object({ minimum: z.number(), maximum: z.number() }).readonly(),
    groups: z.array(raterGroupSchema).min(1).readonly(),
    /** The group in which people rate themselves, and nobody else. */
    selfGroup: z.string().optional(),
    correctLeniency: z.boolean().optional(),
  })
  .readonly();

/** A rating of a person. */
export type Rating = z.infer<typeof ratingSchema>;
/** A rater group. */
export type RaterGroup = z.infer<typeof raterGroupSchema>;
/** How feedback is put together. */
export type FeedbackPolicy = z.infer<typeof feedbackPolicySchema>;

/**
 * Reads ratings from outside.
 *
 * @throws InvalidInputError `performance/invalid-ratings` with the path of each issue
 * @example
 * ```ts
 * import { parseRatings } from '@meritkit/performance-scoring';
 *
 * parseRatings([{ ratee: 'lin', rater: 'zhou', group: 'manager', value: 4 }])[0]?.value; // 4
 * ```
 */
export function parseRatings(input: unknown): readonly Rating[] {
  return parseWith({ schema: z.array(ratingSchema).readonly(), input, code: 'performance/invalid-ratings' });
}

/**
 * Reads a feedback policy from outside.
 *
 * @throws InvalidInputError `performance/invalid-feedback-policy` with the path of each issue
 * @example
 * ```ts
 * import { parseFeedbackPolicy } from '@meritkit/performance-scoring';
 *
 * const groups = [{ id: 'peer', weight: 1, minimumRaters: 3, anonymous: true }];
 * parseFeedbackPolicy({ scale: { minimum: 1, maximum: 5 }, groups }).groups.length; // 1
 * ```
 */
export function parseFeedbackPolicy(input: unknown): FeedbackPolicy {
  return parseWith({ schema: feedbackPolicySchema, input, code: 'performance/invalid-feedback-policy' });
}
