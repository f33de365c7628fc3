import { z } from 'zod';
import { chartSchema } from './chart.ts';
import { relationKind } from './metric.ts';
import { isoDate, reportText } from './text.ts';

/** A heading; level 2 is a section of the report. */
export const headingSchema = z
  .strictObject({ type: z.literal('heading'), level: z.union([z.literal(2), z.literal(3)]), text: reportText })
  .readonly();

/** Numbers that stand alone, with a sentence each where one helps. */
export const metricBlockSchema = z
  .strictObject({
    type: z.literal('metric'),
    metric: z.string(),
    /** The value before, where this is a before/after pair. */
    before: z.string().exactOptional(),
    relation: relationKind.exactOptional(),
    note: reportText.exactOptional(),
  })
  .readonly();

const cellSchema = z.union([
  z.strictObject({ metric: z.string() }).readonly(),
  z.strictObject({ text: reportText }).readonly(),
  z.strictObject({ date: isoDate }).readonly(),
  z.strictObject({ empty: z.literal(true) }).readonly(),
]);

/** A cell: a metric, words, a date, or nothing to say. */
export type Cell = z.output<typeof cellSchema>;

/** A table; each row's cells stand in the order of the columns. The first column is the row's header. */
export const tableSchema = z
  .strictObject({
    type: z.literal('table'),
    id: z.string().min(1),
    title: reportText,
    /** The unit of every number whose column names none. */
    unit: z.string().exactOptional(),
    columns: z
      .array(
        z
          .strictObject({
            id: z.string().min(1),
            label: reportText,
            unit: z.string().exactOptional(),
            align: z.enum(['start', 'end']).exactOptional(),
          })
          .readonly(),
      )
      .min(1)
      .readonly(),
    rows: z
      .array(z.strictObject({ id: z.string().min(1), cells: z.array(cellSchema).readonly() }).readonly())
      .readonly(),
    /** What will be here, and the first step, when there are no rows. */
    empty: reportText.exactOptional(),
  })
  .readonly();

/** A sentence. `notes` are footnotes by id. */
export const narrativeSchema = z
  .strictObject({
    type: z.literal('narrative'),
    text: reportText,
    /** Before/after sentences say what kind of claim they make. */
    relation: relationKind.exactOptional(),
    notes: z.array(z.string()).readonly().exactOptional(),
    /** The number to ask "why?" about. */
    metric: z.string().exactOptional(),
  })
  .readonly();

/** Words to notice. */
export const calloutSchema = z
  .strictObject({
    type: z.literal('callout'),
    tone: z.enum(['information', 'attention', 'good']),
    title: reportText.exactOptional(),
    text: reportText,
  })
  .readonly();

/** A footnote: where something comes from, or what it means. */
export const footnoteSchema = z
  .strictObject({
    type: z.literal('footnote'),
    id: z.string().min(1),
    text: reportText,
    url: z.string().exactOptional(),
  })
  .readonly();

/** Anything a report is made of. */
export const blockSchema = z.union([
  headingSchema,
  metricBlockSchema,
  tableSchema,
  chartSchema,
  narrativeSchema,
  calloutSchema,
  footnoteSchema,
]);

/** A number that stands alone. */
export type MetricBlock = z.output<typeof metricBlockSchema>;
/** A table. */
export type TableBlock = z.output<typeof tableSchema>;
/** A sentence. */
export type NarrativeBlock = z.output<typeof narrativeSchema>;
/** Words to notice. */
export type CalloutBlock = z.output<typeof calloutSchema>;
/** A footnote. */
export type FootnoteBlock = z.output<typeof footnoteSchema>;
/** Anything a report is made of. */
export type Block = z.output<typeof blockSchema>;
