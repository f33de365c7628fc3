import { z } from 'zod';
import { id } from '../schemas.ts';

/** An instant with its offset; the call that gets it reads it. */
export const instant = z.string().min(20).max(40);

/** Free text, erasable. */
export const text = z.string().max(10_000);

/** Who makes a call, and for whom. */
export const actor = z.object({ id, onBehalfOf: id.optional(), requestId: z.string(), reason: z.string().optional() });

/** A second person's agreement. */
export const approval = z.object({
  approvedBy: id,
  approvedOnBehalfOf: id.optional(),
  requestedBy: id,
  requestedOnBehalfOf: id.optional(),
  payloadHash: z.string().length(64),
});

/** Whose account; the call that gets it sees that it is one of the three. */
export const owner = { personId: id.optional(), teamId: id.optional(), budgetId: id.optional() };

/** What most calls that write take. */
export const written = {
  key: id,
  at: instant.optional(),
  reason: text.optional(),
  actor: actor.optional(),
};
