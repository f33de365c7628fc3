import { parseWith } from '@meritkit/core/schema';
import { z } from 'zod';
import { localizedTextSchema } from '../scorecard/schema.ts';

const common = {
  id: z.string().min(1),
  title: localizedTextSchema,
  ownerId: z.string().min(1).optional(),
  /** Relative among the objective's key results; 1 unless stated. */
  weight: z.number().gt(0).optional(),
  /** How sure the owner is to reach it, 0 to 1. */
  confidence: z.number().min(0).max(1).optional(),
  /** Last day, included. */
  dueDate: z.string().optional(),
};

const measured = {
  start: z.number(),
  target: z.number(),
  /** Left out while nobody has measured it. */
  current: z.number().optional(),
  unit: z.string().optional(),
};

/** A key result: a number, a percentage, milestones, or done or not. */
export const keyResultSchema = z.discriminatedUnion('kind', [
  z.object({ ...common, kind: z.literal('number'), ...measured }).readonly(),
  z.object({ ...common, kind: z.literal('percent'), ...measured }).readonly(),
  z
    .object({
      ...common,
      kind: z.literal('milestone'),
      milestones: z
        .array(z.object({ id: z.string().min(1), title: localizedTextSchema.optional(), done: z.boolean() }).readonly())
        .min(1)
        .readonly(),
    })
    .readonly(),
  z.object({ ...common, kind: z.literal('boolean'), done: z.boolean().optional() }).readonly(),
]);

/** An objective with its key results. */
export const objectiveSchema = z
  .object({
    id: z.string().min(1),
    title: localizedTextSchema,
    ownerId: z.string().min(1).optional(),
    teamId: z.string().min(1).optional(),
    /** The objective it serves, of a team or another person. */
    alignsTo: z.string().min(1).optional(),
    period: z.object({ start: z.string(), end: z.string() }).readonly().optional(),
    keyResults: z.array(keyResultSchema).readonly(),
  })
  .readonly();

/** A key result. */
export type KeyResult = z.infer<typeof keyResultSchema>;
/** An objective. */
export type Objective = z.infer<typeof objectiveSchema>;

/**
 * Reads objectives from outside.
 *
 * @throws InvalidInputError `performance/invalid-objective` with the path of each issue
 * @example
 * ```ts
 * import { parseObjectives } from '@meritkit/performance-scoring';
 *
 * parseObjectives([{ id: 'o', title: 'Trust', keyResults: [{ id: 'k', kind: 'boolean', title: 'Audit passed' }] }])[0]?.id; // 'o'
 * ```
 */
export function parseObjectives(input: unknown): readonly Objective[] {
  return parseWith({ schema: z.array(objectiveSchema).readonly(), input, code: 'performance/invalid-objective' });
}
