import { z } from 'zod';
import { isoDate, reportText } from './text.ts';

/** What a colour would say; a sign or a word always says it too. */
export const meaningSchema = z.enum(['neutral', 'good', 'attention', 'over']);

/** What a colour would say. */
export type Meaning = z.output<typeof meaningSchema>;

/** Something on an axis. */
export const categorySchema = z.strictObject({ id: z.string().min(1), label: reportText }).readonly();

const common = {
  type: z.literal('chart'),
  id: z.string().min(1),
  /** The finding, as a sentence. */
  title: reportText,
  /** The measure and its period. */
  subtitle: reportText.exactOptional(),
  unit: z.string(),
};

/** A value that others are read against, such as a capacity of 100%. */
export const referenceSchema = z.strictObject({ metric: z.string(), label: reportText }).readonly();

/** Bars, stacked bars, lines and heat maps: series over categories. In a heat map the series are the rows. */
export const categoryChartSchema = z
  .strictObject({
    ...common,
    chart: z.enum(['bar', 'stacked-bar', 'line', 'heatmap']),
    categories: z.array(categorySchema).readonly(),
    series: z
      .array(
        z
          .strictObject({
            id: z.string().min(1),
            label: reportText,
            meaning: meaningSchema.exactOptional(),
            /** One metric per category, in their order. */
            values: z.array(z.string()).readonly(),
          })
          .readonly(),
      )
      .readonly(),
    reference: referenceSchema.exactOptional(),
    /** Heat maps: `diverging` only around a real midpoint, which is the reference. */
    scale: z.enum(['sequential', 'diverging']).exactOptional(),
  })
  .readonly();

/** Points by two metrics each. */
export const scatterChartSchema = z
  .strictObject({
    ...common,
    chart: z.literal('scatter'),
    horizontal: z.strictObject({ label: reportText, unit: z.string() }).readonly(),
    vertical: z.strictObject({ label: reportText, unit: z.string() }).readonly(),
    points: z
      .array(
        z
          .strictObject({
            id: z.string().min(1),
            label: reportText,
            x: z.string(),
            y: z.string(),
            meaning: meaningSchema.exactOptional(),
          })
          .readonly(),
      )
      .readonly(),
  })
  .readonly();

/** Spans of days on rows. */
export const timelineChartSchema = z
  .strictObject({
    ...common,
    chart: z.literal('timeline'),
    spans: z
      .array(
        z
          .strictObject({
            id: z.string().min(1),
            row: reportText,
            label: reportText,
            start: isoDate,
            /** The day after the last. */
            end: isoDate,
            meaning: meaningSchema.exactOptional(),
          })
          .readonly(),
      )
      .readonly(),
  })
  .readonly();

/** The one chart vocabulary, drawn by every renderer. */
export const chartSchema = z.union([categoryChartSchema, scatterChartSchema, timelineChartSchema]);

/** Series over categories. */
export type CategoryChart = z.output<typeof categoryChartSchema>;
/** Points by two metrics. */
export type ScatterChart = z.output<typeof scatterChartSchema>;
/** Spans of days. */
export type TimelineChart = z.output<typeof timelineChartSchema>;
/** A chart of the one vocabulary. */
export type ChartBlock = z.output<typeof chartSchema>;
