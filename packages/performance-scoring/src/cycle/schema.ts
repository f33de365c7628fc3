import { parseWith } from '@meritkit/core/schema';
import { z } from 'zod';
import type { CycleCommand } from './command.ts';
import { cycleStages } from './cycle.ts';

const name = z.string().min(1);

/** A command as it comes from outside. */
export const cycleCommandSchema: z.ZodType<CycleCommand> = z.discriminatedUnion('kind', [
  z
    .object({
      kind: z.literal('open'),
      cycleKind: z.enum(['quarterly', 'half-yearly', 'milestone']),
      period: z.object({ start: z.string(), end: z.string() }).readonly(),
      participants: z.array(name).min(1).readonly(),
    })
    .readonly(),
  z.object({ kind: z.literal('advance'), from: z.enum(cycleStages).exactOptional() }).readonly(),
  z
    .object({
      kind: z.literal('record-score'),
      personId: name,
      value: z.number(),
      coverage: z.number().gt(0).max(1),
      explanationHash: name,
    })
    .readonly(),
  z.object({ kind: z.literal('admit'), personId: name }).readonly(),
  z.object({ kind: z.literal('leave-unscored'), personId: name, reason: z.string() }).readonly(),
  z.object({ kind: z.literal('confirm'), personId: name, seen: z.number().exactOptional() }).readonly(),
  z
    .object({
      kind: z.literal('override'),
      personId: name,
      value: z.number(),
      reason: z.string(),
      seen: z.number().exactOptional(),
    })
    .readonly(),
  z.object({ kind: z.literal('appeal'), personId: name, reason: z.string() }).readonly(),
  z
    .object({
      kind: z.literal('decide-appeal'),
      appealId: name,
      decision: z.enum(['upheld', 'rejected']),
      reason: z.string(),
      value: z.number().exactOptional(),
    })
    .readonly(),
]);

/**
 * Reads a command from outside, such as the body of a request.
 *
 * @throws InvalidInputError `performance/invalid-cycle` with the path of each issue
 * @example
 * ```ts
 * import { parseCycleCommand } from '@meritkit/performance-scoring';
 *
 * parseCycleCommand({ kind: 'confirm', personId: 'lin' }).kind; // 'confirm'
 * ```
 */
export function parseCycleCommand(input: unknown): CycleCommand {
  return parseWith({ schema: cycleCommandSchema, input, code: 'performance/invalid-cycle' });
}
