import { z } from 'zod';
import { bookingOutcomes } from '../redemption/redemption.ts';
import { decimal, id, taxValueSchema } from '../schemas.ts';
import { actor, approval, instant, naming, text, written } from './parts.ts';

/** A redemption at once as data from outside. */
export const redeemInputSchema = naming({
  ...written,
  item: id,
  amount: decimal.optional(),
  unit: id.optional(),
  taxValue: taxValueSchema.strict().optional(),
  approval: approval.optional(),
});

/** Points to reserve as data from outside. */
export const holdInputSchema = naming({
  ...written,
  amount: decimal,
  unit: id.optional(),
  expires: instant.optional(),
  about: id.optional(),
  approval: approval.optional(),
});

const { reason: _, ...resolved } = written; // the hold has said why

/** A hold to release as data from outside. */
export const releaseInputSchema = z.strictObject({ ...resolved, holdId: id });

/** A hold to capture as data from outside. */
export const captureInputSchema = releaseInputSchema.extend({
  amount: decimal.optional(),
  taxValue: taxValueSchema.strict().optional(),
});

/** A wish to redeem as data from outside. */
export const requestRedemptionInputSchema = naming({
  ...written,
  actor,
  item: id,
  quantity: z.int().min(1).optional(),
  unit: id.optional(),
  expires: instant.optional(),
  approval: approval.optional(),
});

/** A decision on a redemption as data from outside. */
export const decideRedemptionInputSchema = z.strictObject({ ...written, actor, redemptionId: id });

/** A redemption to take back as data from outside. */
export const cancelRedemptionInputSchema = decideRedemptionInputSchema.extend({ approval: approval.optional() });

/** An approval of a redemption as data from outside, with the hash of what was seen. */
export const approveRedemptionInputSchema = decideRedemptionInputSchema.extend({ payloadHash: z.string().length(64) });

/** The word of a booking system as data from outside. */
export const bookingInputSchema = z.strictObject({
  ...written,
  redemptionId: id,
  outcome: z.enum(bookingOutcomes),
  reference: text.optional(),
});
