import { z } from 'zod';
import { decimal, id, sources, words } from '../inputs.ts';

/** Everything the appraisal report says. */
export const appraisalSchema = z
  .strictObject({
    people: z
      .array(
        z
          .strictObject({
            id,
            name: words,
            /** Who besides the person may see it. */
            managerId: id.exactOptional(),
            terms: z
              .array(
                z
                  .strictObject({
                    id,
                    title: words,
                    /** Relative weight, such as 40, 30 and 30. */
                    weight: decimal,
                    value: decimal.nullable(),
                    unknown: z.string().exactOptional(),
                    sources: sources.exactOptional(),
                  })
                  .readonly(),
              )
              .min(1)
              .readonly(),
            /** A score computed elsewhere: refused when the terms do not add up to it. */
            score: decimal.exactOptional(),
            status: z.enum(['proposed', 'decided', 'appealed']).exactOptional(),
            /** Who decided. */
            decidedBy: words.exactOptional(),
          })
          .readonly(),
      )
      .readonly(),
    /** Roles that may see every score, such as `hr-partner`. */
    roles: z.array(id).readonly().exactOptional(),
  })
  .readonly();

/** Everything the appraisal report says. */
export type AppraisalInput = z.output<typeof appraisalSchema>;
