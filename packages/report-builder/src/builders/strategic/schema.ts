import { z } from 'zod';
import { date, decimal, id, money, sources, words } from '../inputs.ts';

/** Everything the strategic report says. */
export const strategicSchema = z
  .strictObject({
    /** What went into research and development, and what it brought back; one currency. */
    investment: money.exactOptional(),
    returns: money.exactOptional(),
    /** What the organisation can do, by the hours it spends on it. */
    capabilities: z
      .array(z.strictObject({ id, title: words, effortHours: decimal, sources: sources.exactOptional() }).readonly())
      .readonly(),
    /** What comes next, and the people it needs; what has ended by `asOf` is left out. */
    plan: z
      .array(
        z
          .strictObject({
            id,
            title: words,
            start: date,
            /** The day after the last. */
            end: date,
            needs: z.array(z.strictObject({ role: words, people: decimal }).readonly()).readonly(),
          })
          .readonly(),
      )
      .readonly(),
    sources: sources.exactOptional(),
  })
  .readonly();

/** Everything the strategic report says. */
export type StrategicInput = z.output<typeof strategicSchema>;
