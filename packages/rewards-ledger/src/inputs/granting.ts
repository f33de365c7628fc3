import { z } from 'zod';
import { decimal, id, ruleEventSchema } from '../schemas.ts';
import { approval, instant, owner, written } from './parts.ts';

const granted = {
  ...written,
  amount: decimal,
  unit: id.optional(),
  expires: instant.optional(),
  approval: approval.optional(),
};

/** A grant as data from outside. */
export const earnInputSchema = z.object({ ...owner, ...granted, about: id.optional(), fromBudgetId: id.optional() });

/** Money for a budget as data from outside. */
export const fundInputSchema = z.object({ ...granted, budgetId: id });

/** Points to pass on as data from outside. */
export const transferInputSchema = z.object({
  ...granted,
  from: z.object(owner),
  to: z.object(owner),
  about: id.optional(),
});

const leg = { amount: decimal, unit: id.optional(), expires: instant.optional() };

/** A host's own entry as data from outside. */
export const postInputSchema = z.object({
  ...written,
  postings: z.array(z.union([z.object({ ...leg, accountId: id }), z.object({ ...leg, account: z.object(owner) })])),
  about: id.optional(),
  approval: approval.optional(),
});

const { at: _, ...now } = written; // an award counts from its event

/** A grant by a rule as data from outside. */
export const awardInputSchema = z.object({
  ...now,
  personId: id,
  rule: z.object({ id, version: z.int().min(1) }),
  event: ruleEventSchema,
  approval: approval.optional(),
});

/** An entry to take back as data from outside. */
export const reverseInputSchema = z.object({ ...written, entryId: id, approval: approval.optional() });

/** A grant to claw back as data from outside, with what happens to points already spent. */
export const clawbackInputSchema = reverseInputSchema.extend({
  spent: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('refuse') }),
    z.object({ kind: z.literal('waive') }),
    z.object({ kind: z.literal('debt'), limit: decimal }),
  ]),
});
