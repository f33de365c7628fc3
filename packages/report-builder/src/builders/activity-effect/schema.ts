import { z } from 'zod';
import { decimal, id, period, sources, words } from '../inputs.ts';

const side = z.strictObject({ took: z.int().min(0), invited: z.int().min(0) }).readonly();

/** Everything the activity report says. */
export const activityEffectSchema = z
  .strictObject({
    activity: z.strictObject({ id, title: words }).readonly(),
    /**
     * When the earlier side was counted; it ends by the start of the report's period, which is that of the later side. Its
     * numbers carry the report's period where it is not told.
     */
    beforePeriod: period.exactOptional(),
    /** Who took part out of who could, before and after, by group. */
    groups: z
      .array(
        z.strictObject({ id, title: words, before: side, after: side, sources: sources.exactOptional() }).readonly(),
      )
      .min(1)
      .readonly(),
    /** What kind of claim the pairs make; an association unless a comparison supports more. */
    relation: z.enum(['association', 'comparison', 'experiment']).exactOptional(),
    /** An effect estimated elsewhere, in percentage points, with its interval: what is left after chance. */
    effect: z
      .strictObject({
        value: decimal,
        interval: z.strictObject({ low: decimal, high: decimal, level: decimal }).readonly(),
        method: words,
        n: z.int().min(0),
      })
      .readonly()
      .exactOptional(),
  })
  .readonly();

/** Everything the activity report says. */
export type ActivityEffectInput = z.output<typeof activityEffectSchema>;
