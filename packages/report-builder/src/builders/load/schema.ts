import { z } from 'zod';
import { decimal, id, sources, words } from '../inputs.ts';

/** Everything the load report says. */
export const loadSchema = z
  .strictObject({
    people: z.array(z.strictObject({ id, name: words }).readonly()).readonly(),
    /** Columns in order; an ISO week such as `2026-W47`, or a host's own span. */
    weeks: z.array(z.strictObject({ id, label: words.exactOptional() }).readonly()).readonly(),
    /** Hours by person and week; what is absent is unknown. */
    cells: z
      .array(
        z
          .strictObject({
            personId: id,
            weekId: id,
            assignedHours: decimal,
            /** Without overtime: overtime is not capacity. */
            capacityHours: decimal,
            sources: sources.exactOptional(),
          })
          .readonly(),
      )
      .readonly(),
  })
  .readonly();

/** Everything the load report says. */
export type LoadInput = z.output<typeof loadSchema>;
