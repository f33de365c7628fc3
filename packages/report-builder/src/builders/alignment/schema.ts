import { z } from 'zod';
import { date, id, period, sources, words } from '../inputs.ts';

/**
 * Why something was late, or a customer complained. Only `research` counts for research and development; `unknown` counts
 * for nobody.
 */
export const causeSchema = z.enum(['research', 'over-promise', 'changed-requirement', 'unknown']);

/** Why something was late. */
export type Cause = z.output<typeof causeSchema>;

const demandSchema = z
  .strictObject({
    id,
    title: words.exactOptional(),
    /** The last day that is still on time: a demand belongs to the period that this day lies in. */
    deadline: date,
    /** Null while it is not delivered. */
    deliveredOn: date.nullable(),
    /** Level of the people who worked on it, such as `senior`. */
    level: id.exactOptional(),
    /** Why it was late; `unknown` unless told. */
    cause: causeSchema.exactOptional(),
    complaint: z.strictObject({ cause: causeSchema }).readonly().exactOptional(),
    sources: sources.exactOptional(),
  })
  .readonly();

/** Everything the alignment report says. */
export const alignmentSchema = z
  .strictObject({
    current: z.strictObject({ demands: z.array(demandSchema).readonly() }).readonly(),
    /** An earlier period to stand beside the report's own; its pairs are an association unless `relation` says more. */
    previous: z
      .strictObject({ period, demands: z.array(demandSchema).readonly() })
      .readonly()
      .exactOptional(),
    relation: z.enum(['association', 'comparison', 'experiment']).exactOptional(),
    levels: z
      .array(z.strictObject({ id, title: words }).readonly())
      .readonly()
      .exactOptional(),
  })
  .readonly();

/** Everything the alignment report says. */
export type AlignmentInput = z.output<typeof alignmentSchema>;

/** Something that sales asked for. */
export type Demand = z.output<typeof demandSchema>;
