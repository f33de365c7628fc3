import { z } from 'zod';
import { isoInstant } from '../../document/text.ts';
import { decimal, id, sources, words } from '../inputs.ts';

/** Everything the delivery report says. */
export const deliverySchema = z
  .strictObject({
    issues: z
      .array(
        z
          .strictObject({
            id,
            title: words.exactOptional(),
            kind: z.enum(['feature', 'bug', 'other']),
            createdAt: isoInstant,
            /** Null while it is open. */
            resolvedAt: isoInstant.nullable(),
            sources: sources.exactOptional(),
          })
          .readonly(),
      )
      .readonly(),
    /** Hours beyond capacity by ISO week such as `2026-W47` (or a host's own span): a signal about health, never a merit. */
    overtime: z
      .array(
        z
          .strictObject({
            weekId: id,
            hours: decimal,
            people: z.int().min(0).exactOptional(),
            sources: sources.exactOptional(),
          })
          .readonly(),
      )
      .readonly()
      .exactOptional(),
    /** Stages of merged changes, as `measurePullRequests` gives them, in minutes. */
    pullRequests: z
      .array(
        z
          .strictObject({
            id,
            /** When it was merged: a change counts in the period it was merged in. */
            mergedAt: isoInstant.exactOptional(),
            firstCommit: z.string().nullable(),
            codingMinutes: z.int().min(0).nullable(),
            firstReviewId: z.string().nullable(),
            pickupMinutes: z.int().min(0).nullable(),
            reviewMinutes: z.int().min(0).nullable(),
            deploymentId: z.string().nullable(),
            deployMinutes: z.int().min(0).nullable(),
            cycleMinutes: z.int().min(0).nullable(),
          })
          .readonly(),
      )
      .readonly()
      .exactOptional(),
    /** The zone whose days decide what lies in the period, and whose weeks the trend counts in. */
    timeZone: z.string(),
  })
  .readonly();

/** Everything the delivery report says. */
export type DeliveryInput = z.output<typeof deliverySchema>;
