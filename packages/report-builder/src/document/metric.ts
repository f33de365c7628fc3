import type { Explanation } from '@meritkit/core/explanation';
import type { JsonObject } from '@meritkit/core/json';
import { z } from 'zod';
import { decimalString, localizedText, periodSchema, reportText } from './text.ts';

/** Where a number comes from: a tool's record, by the tool's own reference, or a stored fact. */
export const sourceSchema = z
  .strictObject({
    system: z.string(),
    ref: z.string(),
    url: z.string().exactOptional(),
    factId: z.string().exactOptional(),
    revision: z.number().exactOptional(),
  })
  .readonly();

/** Where a number comes from. */
export type Source = z.output<typeof sourceSchema>;

const operationSchema = z
  .strictObject({
    name: z.string(),
    version: z.number(),
    parameters: z.custom<JsonObject>((value) => typeof value === 'object' && value !== null).exactOptional(),
    rounding: z
      .strictObject({ decimals: z.number(), mode: z.enum(['half-up', 'half-even', 'down', 'up']) })
      .exactOptional(),
  })
  .readonly();

/** The explanation tree of core, as a schema. */
export const explanationSchema: z.ZodType<Explanation> = z.strictObject({
  key: z.string(),
  label: localizedText.exactOptional(),
  value: z.union([z.number(), z.string(), z.null()]),
  unit: z.string().exactOptional(),
  unknown: z.strictObject({ reason: z.string() }).exactOptional(),
  operation: operationSchema,
  weight: z.number().exactOptional(),
  sources: z.array(sourceSchema).readonly().exactOptional(),
  population: z
    .strictObject({
      name: z.string(),
      n: z.number(),
      statistics: z.record(z.string(), z.number()).exactOptional(),
    })
    .exactOptional(),
  get children() {
    return z.array(explanationSchema).readonly().exactOptional();
  },
});

/** Whether a number is there, is not known, or may not be shown; the last two with their reason. */
export const statusSchema = z.union([
  z.strictObject({ kind: z.literal('known') }).readonly(),
  z.strictObject({ kind: z.literal('unknown'), reason: z.string() }).readonly(),
  z.strictObject({ kind: z.literal('suppressed'), reason: z.string() }).readonly(),
]);

/** Whether a number is there. */
export type MetricStatus = z.output<typeof statusSchema>;

/** Who may see a number: any of these roles, or the people it is about. Absent: everybody who has the document. */
export const visibilitySchema = z
  .strictObject({
    roles: z.array(z.string()).readonly().exactOptional(),
    people: z.array(z.string()).readonly().exactOptional(),
  })
  .readonly();

/** What kind of claim a before/after pair makes. */
export const relationKind = z.enum(['association', 'comparison', 'experiment']);

/** A number with all that a person needs to believe it. `value` is null exactly when `status` is not known. */
export const metricSchema = z
  .strictObject({
    id: z.string().min(1),
    label: reportText,
    value: decimalString.nullable(),
    /** `percent`, `count`, `people`, `hours`, `days`, `minutes`, `ratio`, `score`, an ISO 4217 code, or a host's own word. */
    unit: z.string(),
    /** How many observations it rests on; null where that is no meaningful question. */
    n: z.int().min(0).nullable(),
    period: periodSchema,
    /** A definition of the metric registry. */
    formula: z.string(),
    sources: z.array(sourceSchema).readonly(),
    status: statusSchema,
    /** Places to show; the value itself is never rounded. */
    decimals: z.int().min(0).max(20).exactOptional(),
    interval: z
      .strictObject({ low: decimalString, high: decimalString, level: decimalString })
      .readonly()
      .exactOptional(),
    visibility: visibilitySchema.exactOptional(),
    explanation: explanationSchema.exactOptional(),
  })
  .readonly();

/** A number with all that a person needs to believe it. */
export type Metric = z.output<typeof metricSchema>;

const linear = z
  .strictObject({
    kind: z.literal('linear'),
    total: z.string(),
    parts: z
      .array(z.strictObject({ metric: z.string(), weight: decimalString }).readonly())
      .min(1)
      .readonly(),
    /** The weighted parts are divided by this (a mean's count); `1` for a sum. */
    divisor: decimalString,
    /** True where no part can be below zero. */
    nonNegative: z.boolean(),
  })
  .readonly();

const ratio = z
  .strictObject({
    kind: z.literal('ratio'),
    total: z.string(),
    dividend: z.string(),
    divisor: z.string(),
    scale: decimalString,
  })
  .readonly();

const opaque = z
  .strictObject({ kind: z.literal('function'), total: z.string(), parts: z.array(z.string()).min(1).readonly() })
  .readonly();

/** How one number of the document follows from others: what redaction needs to know so that nothing leaks. */
export const relationSchema = z.union([linear, ratio, opaque]);

/** How one number follows from others. */
export type MetricRelation = z.output<typeof relationSchema>;
