import type { JsonObject } from '@meritkit/core/json';
import { defineUpcasters, jsonSchemaOf, parseStored, type Upcasters } from '@meritkit/core/schema';
import { z } from 'zod';
import { cycleStages, type ReviewCycle } from './cycle/cycle.ts';
import type { LogEntry } from './cycle/log.ts';
import { cycleCommandSchema } from './cycle/schema.ts';
import { feedbackPolicySchema, ratingSchema } from './feedback/schema.ts';
import { objectiveSchema } from './objectives/schema.ts';
import { evidenceSchema, scorecardSchema } from './scorecard/schema.ts';
import { valueEffectSchema } from './value/schema.ts';

const override = z
  .object({ from: z.number(), to: z.number(), by: z.string(), at: z.string(), reasonId: z.string() })
  .readonly();

const result = z
  .object({
    personId: z.string(),
    proposed: z.number(),
    current: z.number(),
    coverage: z.number(),
    explanationHash: z.string(),
    status: z.enum(['proposed', 'confirmed']),
    confirmedBy: z.string().nullable(),
    overrides: z.array(override).readonly(),
    tookPart: z.array(z.string()).readonly(),
  })
  .readonly();

const unscored = z.object({ personId: z.string(), by: z.string(), at: z.string(), reasonId: z.string() }).readonly();

const appeal = z
  .object({
    id: z.string(),
    personId: z.string(),
    at: z.string(),
    reasonId: z.string(),
    status: z.enum(['open', 'upheld', 'rejected']),
    decidedBy: z.string().nullable(),
    decisionReasonId: z.string().nullable(),
  })
  .readonly();

/** A stored review cycle of the current version. */
export const reviewCycleSchema: z.ZodType<ReviewCycle> = z
  .object({
    schemaVersion: z.literal(1),
    id: z.string().min(1),
    kind: z.enum(['quarterly', 'half-yearly', 'milestone']),
    period: z.object({ start: z.string(), end: z.string() }).readonly(),
    stage: z.enum(cycleStages),
    participants: z.array(z.string()).min(1).readonly(),
    inputsHash: z.string().nullable(),
    results: z.array(result).readonly(),
    unscored: z.array(unscored).readonly(),
    appeals: z.array(appeal).readonly(),
    log: z.object({ length: z.int().min(0), hash: z.string() }).readonly(),
  })
  .readonly();

/** The one place where older versions of what reviews store are read. */
const cycleVersions = defineUpcasters({ type: 'review-cycle', steps: [] });
const entryVersions = defineUpcasters({ type: 'review log entry', steps: [] });

/**
 * Reads a stored review cycle of any version ever published.
 *
 * @throws InvalidInputError `performance/invalid-cycle` with the path of each issue; core's `core/newer-document`
 * @example
 * ```ts
 * import { decideCycle, readReviewCycle } from '@meritkit/performance-scoring';
 *
 * const decided = decideCycle({
 *   cycle: null, cycleId: 'q4', actorId: 'hr', at: '2026-10-01T09:00:00+08:00', newId: 'id-1', salt: 'id-2',
 *   command: { kind: 'open', cycleKind: 'quarterly', period: { start: '2026-10-01', end: '2027-01-01' }, participants: ['lin'] },
 * });
 * if (decided.ok) readReviewCycle(JSON.parse(JSON.stringify(decided.cycle))).stage; // 'goals-agreed'
 * ```
 */
export function readReviewCycle(document: unknown): ReviewCycle {
  const code = 'performance/invalid-cycle';
  return parseStored({ schema: reviewCycleSchema, upcasters: cycleVersions, input: document, code });
}

/**
 * Refuses a cycle and log entries that a later build wrote: they are not broken, this one cannot check them. Nothing
 * else is asked of them, since what was tampered with is for the log to tell. A version is under the entry's hash, so
 * no step ever changes an entry. Internal.
 *
 * @throws InvalidInputError core's `core/newer-document`
 */
export function refuseNewer(cycle: ReviewCycle, entries: readonly LogEntry[]): void {
  const check = (versions: Upcasters, { schemaVersion }: ReviewCycle | LogEntry) => {
    if (Number(schemaVersion) > versions.current) versions.read({ schemaVersion });
  };
  check(cycleVersions, cycle);
  for (const entry of entries) check(entryVersions, entry);
}

const published = {
  scorecard: scorecardSchema,
  evidence: evidenceSchema,
  rating: ratingSchema,
  'feedback-policy': feedbackPolicySchema,
  objective: objectiveSchema,
  'value-effect': valueEffectSchema,
  'review-cycle': reviewCycleSchema,
  'cycle-command': cycleCommandSchema,
};

/**
 * JSON Schemas (draft 2020-12) of this package's documents by name, for hosts in other languages.
 *
 * @example
 * ```ts
 * import { jsonSchemas } from '@meritkit/performance-scoring';
 *
 * Object.keys(jsonSchemas()).length; // 8
 * ```
 */
export function jsonSchemas(): Readonly<Record<keyof typeof published, JsonObject>> {
  return Object.fromEntries(
    Object.entries(published).map(([name, schema]) => [
      name,
      jsonSchemaOf({ schema, id: `https://meritkit.dev/schemas/performance/${name}-v1.json` }),
    ]),
  ) as Readonly<Record<keyof typeof published, JsonObject>>;
}
