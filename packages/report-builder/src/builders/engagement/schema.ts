import { z } from 'zod';
import { date, decimal, id, sources, words } from '../inputs.ts';

const interval = z.strictObject({ low: decimal, high: decimal, level: decimal }).readonly();

/** Everything the engagement report says. Anonymous numbers arrive already audited; nothing here leads to a person. */
export const engagementSchema = z
  .strictObject({
    /** What the anonymous numbers went through; their provenance ends here. */
    certificate: z
      .strictObject({
        id,
        survey: words,
        minimumGroup: z.int().min(2),
        answered: z.int().min(0),
        invited: z.int().min(0),
        method: z.string(),
      })
      .readonly(),
    items: z.array(z.strictObject({ id, title: words }).readonly()).readonly(),
    groups: z.array(z.strictObject({ id, title: words }).readonly()).readonly(),
    /** Favourable answers in percent; a cell that may not be shown has null and its reason. */
    cells: z
      .array(
        z
          .strictObject({
            itemId: id,
            groupId: id,
            favourable: decimal.nullable(),
            suppressed: z.string().exactOptional(),
            answered: z.int().min(0).exactOptional(),
            interval: interval.exactOptional(),
          })
          .readonly(),
      )
      .readonly(),
    issues: z
      .array(
        z
          .strictObject({
            id,
            title: words,
            affected: z.int().min(0),
            raisedOn: date,
            owner: words.exactOptional(),
            deadline: date.exactOptional(),
            resolvedOn: date.nullable(),
            /** "You said, we did". */
            answer: words.exactOptional(),
          })
          .readonly(),
      )
      .readonly(),
    /** Mean satisfaction on a scale of five. */
    satisfaction: decimal.exactOptional(),
    /** Managers' hours for people's matters, before and after. */
    managerHours: z
      .strictObject({ before: decimal, after: decimal, sources: sources.exactOptional() })
      .readonly()
      .exactOptional(),
  })
  .readonly();

/** Everything the engagement report says. */
export type EngagementInput = z.output<typeof engagementSchema>;
