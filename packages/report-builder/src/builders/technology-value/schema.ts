import { z } from 'zod';
import { relationKind } from '../../document/metric.ts';
import { date, decimal, id, money, sources, words } from '../inputs.ts';

/** Something that technology changed, with the records that show it. */
export const effectSchema = z
  .strictObject({
    id,
    title: words,
    /**
     * The day it came about: an effect counts in the period that this day lies in. Absent: it is taken as of the report's
     * period, and the report says of how many.
     */
    achievedOn: date.exactOptional(),
    /** Unit of `before` and `after`. */
    unit: z.string().exactOptional(),
    before: decimal.exactOptional(),
    after: decimal.exactOptional(),
    /** How many observations `before` and `after` rest on. */
    n: z.int().min(0).exactOptional(),
    usersKept: decimal.exactOptional(),
    lossAvoided: money.exactOptional(),
    gain: money.exactOptional(),
    /** What kind of claim the pair makes; an `association` unless a comparison supports more. */
    relation: relationKind.exactOptional(),
    /** Who in business or finance confirmed it. Unconfirmed effects are shown and never counted. */
    confirmedBy: z.string().min(1).exactOptional(),
    /** The share of the change that is attributed to the work, in percent. */
    attribution: decimal.exactOptional(),
    assumptions: z.array(words).readonly().exactOptional(),
    sources,
  })
  .readonly();

/** Everything the technology value report says. */
export const technologyValueSchema = z
  .strictObject({
    effects: z.array(effectSchema).readonly(),
    investment: z
      .strictObject({
        researchSpend: money.exactOptional(),
        revenue: money.exactOptional(),
        innovationRevenue: money.exactOptional(),
        leavers: z.int().min(0).exactOptional(),
        averageHeadcount: decimal.exactOptional(),
        sources: sources.exactOptional(),
      })
      .readonly()
      .exactOptional(),
  })
  .readonly();

/** Something that technology changed. */
export type Effect = z.output<typeof effectSchema>;

/** Everything the technology value report says. */
export type TechnologyValueInput = z.output<typeof technologyValueSchema>;
