import { z } from 'zod';
import { decimal, id, sources, words } from '../inputs.ts';

/** Everything a personal state report says, from attributed facts only. */
export const personalStateSchema = z
  .strictObject({
    person: z.strictObject({ id, name: words }).readonly(),
    /** Who besides the person may see it. */
    managerId: id.exactOptional(),
    indicators: z
      .array(
        z
          .strictObject({
            id,
            title: words,
            unit: z.string(),
            value: decimal.nullable(),
            unknown: z.string().exactOptional(),
            before: decimal.exactOptional(),
            n: z.int().min(0).exactOptional(),
            /** What may lie behind it: questions, not verdicts. */
            causes: z.array(words).readonly().exactOptional(),
            /** Next steps that somebody could take. */
            suggestions: z.array(words).readonly().exactOptional(),
            sources,
          })
          .readonly(),
      )
      .readonly(),
  })
  .readonly();

/** Everything a personal state report says. */
export type PersonalStateInput = z.output<typeof personalStateSchema>;
