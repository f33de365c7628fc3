import { z } from 'zod';
import { calloutSchema, footnoteSchema, headingSchema, narrativeSchema } from '../document/block.ts';
import { categorySchema, meaningSchema, timelineChartSchema } from '../document/chart.ts';
import { knownPersonSchema } from '../document/document.ts';
import { explanationSchema, relationKind, sourceSchema, visibilitySchema } from '../document/metric.ts';
import { decimalString, isoDate, localizedText, messageSchema, periodSchema, reportText } from '../document/text.ts';

const quantityFields = {
  /** Decimal text; null where it is not known, with the reason in `unknown`. */
  value: decimalString.nullable(),
  unit: z.string().exactOptional(),
  unknown: z.string().exactOptional(),
  /** Why it may not be shown; the value is then left out. */
  suppressed: z.string().exactOptional(),
  n: z.int().min(0).exactOptional(),
  period: periodSchema.exactOptional(),
  sources: z.array(sourceSchema).readonly().exactOptional(),
  decimals: z.int().min(0).max(20).exactOptional(),
  interval: z
    .strictObject({ low: decimalString, high: decimalString, level: decimalString })
    .readonly()
    .exactOptional(),
  explanation: explanationSchema.exactOptional(),
  visibility: visibilitySchema.exactOptional(),
};

/** A number as a host has it. */
export const quantitySchema = z.strictObject(quantityFields).readonly();

/** A number as a host has it. */
export type Quantity = z.output<typeof quantitySchema>;

const chartValue = z.union([decimalString, z.null(), quantitySchema]);

const metricInput = z
  .strictObject({
    type: z.literal('metric'),
    id: z.string().min(1).exactOptional(),
    label: reportText,
    ...quantityFields,
    before: z.union([decimalString, quantitySchema]).exactOptional(),
    relation: relationKind.exactOptional(),
    note: reportText.exactOptional(),
  })
  .readonly();

const cellInput = z.union([
  z.string(),
  z.null(),
  quantitySchema,
  z.strictObject({ date: isoDate }).readonly(),
  messageSchema,
  localizedText,
]);

const tableInput = z
  .strictObject({
    type: z.literal('table'),
    id: z.string().min(1),
    title: reportText,
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
      .array(z.strictObject({ id: z.string().min(1).exactOptional(), cells: z.array(cellInput).readonly() }).readonly())
      .readonly(),
    empty: reportText.exactOptional(),
  })
  .readonly();

const chartBase = {
  type: z.literal('chart'),
  id: z.string().min(1),
  title: reportText,
  subtitle: reportText.exactOptional(),
  unit: z.string(),
};

const categoryInput = z
  .strictObject({
    ...chartBase,
    chart: z.enum(['bar', 'stacked-bar', 'line', 'heatmap']),
    categories: z.array(categorySchema).readonly(),
    series: z
      .array(
        z
          .strictObject({
            id: z.string().min(1),
            label: reportText,
            meaning: meaningSchema.exactOptional(),
            values: z.array(chartValue).readonly(),
          })
          .readonly(),
      )
      .readonly(),
    reference: z.strictObject({ value: decimalString, label: reportText }).readonly().exactOptional(),
    scale: z.enum(['sequential', 'diverging']).exactOptional(),
  })
  .readonly();

const axisSchema = z.strictObject({ label: reportText, unit: z.string() }).readonly();

const scatterInput = z
  .strictObject({
    ...chartBase,
    chart: z.literal('scatter'),
    horizontal: axisSchema,
    vertical: axisSchema,
    points: z
      .array(
        z
          .strictObject({
            id: z.string().min(1),
            label: reportText,
            x: chartValue,
            y: chartValue,
            meaning: meaningSchema.exactOptional(),
          })
          .readonly(),
      )
      .readonly(),
  })
  .readonly();

/** A host's own report: blocks with their numbers in place. */
export const customReportSchema = z
  .strictObject({
    title: reportText,
    /** Whom the texts name, so that `redact` can leave them out for a reader. */
    people: z.array(knownPersonSchema).readonly().exactOptional(),
    blocks: z
      .array(
        z.union([
          headingSchema,
          metricInput,
          tableInput,
          categoryInput,
          scatterInput,
          timelineChartSchema,
          narrativeSchema,
          calloutSchema,
          footnoteSchema,
        ]),
      )
      .readonly(),
  })
  .readonly();

/** A host's own report. */
export type CustomReportInput = z.output<typeof customReportSchema>;

/** A block with its numbers in place. */
export type BlockInput = CustomReportInput['blocks'][number];
