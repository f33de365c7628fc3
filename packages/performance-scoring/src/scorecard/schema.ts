import { invalidInput } from '@meritkit/core/errors';
import { parseWith } from '@meritkit/core/schema';
import { z } from 'zod';
import { deepestScorecard } from './depth.ts';

const id = z.string().min(1);
const finite = z.number().refine(Number.isFinite, 'a finite number');

/** A name in one language, or one per locale. */
export const localizedTextSchema = z.union([z.string(), z.record(z.string(), z.string()).readonly()]);

/** Where a fact comes from. */
export const factReferenceSchema = z
  .object({
    system: z.string().min(1),
    ref: z.string().min(1),
    url: z.string().exactOptional(),
    factId: z.string().exactOptional(),
    revision: z.number().exactOptional(),
  })
  .readonly();

/** A relative weight: a number or decimal text above zero. */
export const weightSchema = z.union([finite.gt(0), z.string().regex(/^\d+(\.\d+)?$/)]);

/** A number that stands still, or the person's own baseline. */
const anchor = z.union([finite, z.literal('baseline')]);

/** How a measured value becomes points; without one the value is the score. */
export const normaliserSchema = z.discriminatedUnion('kind', [
  z
    .object({
      kind: z.literal('linear'),
      start: anchor,
      target: anchor,
      /** Points at most, where exceeding the target may count; 100 unless stated. */
      maximum: finite.optional(),
      /** Points at least; 0 unless stated. */
      minimum: finite.optional(),
    })
    .readonly(),
  z
    .object({
      kind: z.literal('steps'),
      below: finite,
      steps: z
        .array(z.object({ from: finite, points: finite }).readonly())
        .min(1)
        .readonly(),
    })
    .readonly(),
  z.object({ kind: z.literal('logistic'), midpoint: finite, slope: finite }).readonly(),
  z.object({ kind: z.literal('range'), low: finite, high: finite, tolerance: finite.gt(0) }).readonly(),
  z.object({ kind: z.literal('percentile'), minimumPeers: z.int().min(2) }).readonly(),
  z
    .object({
      kind: z.literal('z-score'),
      center: finite,
      spread: finite.gt(0),
      minimumPeers: z.int().min(2),
      minimum: finite.optional(),
      maximum: finite.optional(),
    })
    .readonly(),
  z.object({ kind: z.literal('relative'), maximum: finite.optional() }).readonly(),
]);

/** What a person is measured against, where the normaliser says `baseline`. */
export const baselineSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('fixed'), value: finite }).readonly(),
  z.object({ kind: z.literal('by-level'), values: z.record(z.string(), finite).readonly() }).readonly(),
  z
    .object({
      kind: z.literal('by-level-and-complexity'),
      values: z.record(z.string(), z.record(z.string(), finite).readonly()).readonly(),
    })
    .readonly(),
  /** The median of the person's own earlier periods. */
  z.object({ kind: z.literal('own-history'), minimumPeriods: z.int().min(1) }).readonly(),
]);

/** Where a metric's values come from; `derived` names other metrics or derivations. */
export const metricSourceSchema = z.discriminatedUnion('kind', [
  z
    .object({
      kind: z.literal('facts'),
      factKinds: z.array(z.string()).readonly(),
      /**
       * What becomes of several facts' quantities; their sum unless stated. `share`: percent, of facts that say 1 for yes
       * and 0 for no, or of the sum of the `outOf` facts.
       */
      aggregate: z.enum(['sum', 'count', 'mean', 'share']).optional(),
      /** With `share`: the facts that are the whole, such as finished issues beside bugs. */
      outOf: z.array(z.string()).min(1).readonly().optional(),
      /**
       * With `share`: what in a fact's attributes says yes, such as `{ attribute: 'minutes', atMost: 1440 }` for an answer
       * within a day, or `{ attribute: 'onTime', equals: true }`. A fact without the attribute says neither yes nor no.
       */
      metWhen: z
        .union([
          z.object({ attribute: id, equals: z.union([z.string(), finite, z.boolean()]) }).readonly(),
          z.object({ attribute: id, atMost: finite }).readonly(),
          z.object({ attribute: id, atLeast: finite }).readonly(),
        ])
        .optional(),
      /** What it means that there is no fact: nothing is known (unless stated), or it truly never happened. */
      none: z.enum(['missing', 'zero']).optional(),
    })
    .readonly(),
  z.object({ kind: z.literal('key-result'), keyResultId: id }).readonly(),
  z.object({ kind: z.literal('rating'), raterGroups: z.array(z.string()).readonly().optional() }).readonly(),
  z.object({ kind: z.literal('survey'), surveyId: id.optional() }).readonly(),
  z.object({ kind: z.literal('derived'), from: z.array(id).min(1).readonly() }).readonly(),
]);

/** Protection against gaming: a ceiling, or a partner metric that must hold for this one to count in full. */
export const guardSchema = z
  .object({
    /** Points this metric gives at most. */
    cap: finite.optional(),
    /** Below `atLeast` points of the partner (or with the partner unknown) this metric gives `limit` points at most. */
    pairedWith: z.object({ metricId: id, atLeast: finite, limit: finite }).readonly().optional(),
  })
  .readonly();

/** A metric: what is measured and how it becomes points. */
export const metricSchema = z
  .object({
    id,
    name: localizedTextSchema.optional(),
    /** elastic: the work itself, by ability; target: agreed with the business; assist: help for others. */
    class: z.enum(['elastic', 'target', 'assist']).optional(),
    unit: z.string().optional(),
    direction: z.enum(['higher', 'lower', 'range']).optional(),
    /** Relative among its siblings. */
    weight: weightSchema,
    source: metricSourceSchema.optional(),
    normaliser: normaliserSchema.optional(),
    baseline: baselineSchema.optional(),
    guard: guardSchema.optional(),
    /** How several pieces of evidence become one value; without it a second piece is refused. */
    combine: z.enum(['mean', 'sum', 'minimum', 'maximum']).optional(),
  })
  .readonly();

const dimensionFields = z.object({
  id,
  name: localizedTextSchema.optional(),
  weight: weightSchema,
  metrics: z.array(metricSchema).readonly().optional(),
  get dimensions() {
    return z.array(dimensionFields).readonly().optional();
  },
});

/** A branch of the tree: weighted metrics, further dimensions, or both. */
export const dimensionSchema = dimensionFields;

/** A measure that is computed before it becomes a metric; only its origin matters here. */
export const derivationSchema = z
  .object({
    id,
    factKinds: z.array(z.string()).readonly().optional(),
    from: z.array(id).readonly().optional(),
  })
  .readonly();

/** A scorecard: a tree of weighted dimensions and metrics. */
export const scorecardSchema = z
  .object({
    schemaVersion: z.literal(1).optional(),
    id,
    name: localizedTextSchema.optional(),
    /** Share of the weight that must be known for a score to be given, 0 to 1. */
    minimumCoverage: finite.min(0).max(1).optional(),
    /** Whether every missing metric must come with a reason that somebody stated. */
    requireMissingReasons: z.boolean().optional(),
    /** The points' range; with it a result says between which scores the missing parts leave it. */
    scale: z.object({ minimum: finite, maximum: finite }).readonly().optional(),
    /** Points that declared extras may add at most. Without it there are none. */
    bonus: z
      .object({ cap: finite.gt(0) })
      .readonly()
      .optional(),
    metrics: z.array(metricSchema).readonly().optional(),
    dimensions: z.array(dimensionSchema).readonly().optional(),
    derivations: z.array(derivationSchema).readonly().optional(),
  })
  .readonly();

/** One value for one metric, with its source. */
export const evidenceSchema = z
  .object({
    metricId: id,
    value: finite,
    source: factReferenceSchema.optional(),
    sources: z.array(factReferenceSchema).readonly().optional(),
    /** Kinds of the facts it was computed from; time worked taints it. */
    factKinds: z.array(z.string()).readonly().optional(),
    /** In the value's own unit. */
    standardError: finite.min(0).optional(),
  })
  .readonly();

/** A relative weight above zero: an integer, a number, or decimal text. */
export type Weight = z.infer<typeof weightSchema>;
/** How a measured value becomes points. */
export type Normaliser = z.infer<typeof normaliserSchema>;
/** What a person is measured against. */
export type Baseline = z.infer<typeof baselineSchema>;
/** Where a metric's values come from. */
export type MetricSource = z.infer<typeof metricSourceSchema>;
/** Protection against gaming. */
export type Guard = z.infer<typeof guardSchema>;
/** A metric of a scorecard. */
export type Metric = z.infer<typeof metricSchema>;
/** A branch of a scorecard's tree. */
export type Dimension = Readonly<z.infer<typeof dimensionSchema>>;
/** A tree of dimensions and metrics with relative weights. */
export type Scorecard = z.infer<typeof scorecardSchema>;
/** A value for a metric, with its source. */
export type Evidence = z.infer<typeof evidenceSchema>;

/**
 * Reads a scorecard from outside.
 *
 * @throws InvalidInputError `performance/invalid-scorecard` with the path of each issue; `performance/cyclic-scorecard`
 * for a dimension that contains itself
 * @example
 * ```ts
 * import { parseScorecard } from '@meritkit/performance-scoring';
 *
 * parseScorecard({ id: 'engineer', metrics: [{ id: 'project', weight: 1 }] }).id; // 'engineer'
 * ```
 */
export function parseScorecard(input: unknown): Scorecard {
  refuseEndless(input, [], []);
  return parseWith({ schema: scorecardSchema, input, code: 'performance/invalid-scorecard' });
}

/** What is read level by level must come to an end. */
function refuseEndless(branch: unknown, path: readonly (string | number)[], open: readonly unknown[]): void {
  if (open.includes(branch)) throw invalidInput('performance/cyclic-scorecard', path, 'a dimension contains itself');
  if (open.length > deepestScorecard) {
    throw invalidInput('performance/invalid-scorecard', path, `a tree of more than ${deepestScorecard} levels`);
  }
  if (typeof branch !== 'object' || branch === null || !('dimensions' in branch)) return;
  if (!Array.isArray(branch.dimensions)) return;
  for (const [index, dimension] of branch.dimensions.entries()) {
    refuseEndless(dimension, [...path, 'dimensions', index], [...open, branch]);
  }
}

/**
 * Reads evidence from outside.
 *
 * @throws InvalidInputError `performance/invalid-evidence` with the path of each issue
 * @example
 * ```ts
 * import { parseEvidence } from '@meritkit/performance-scoring';
 *
 * parseEvidence([{ metricId: 'project', value: 90 }]).length; // 1
 * ```
 */
export function parseEvidence(input: unknown): readonly Evidence[] {
  return parseWith({ schema: z.array(evidenceSchema).readonly(), input, code: 'performance/invalid-evidence' });
}
