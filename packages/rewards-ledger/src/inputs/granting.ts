import { z } from 'zod';
import { decimal, id, ruleEventSchema } from '../schemas.ts';
import { approval, instant, naming, written } from './parts.ts';

const granted = {
  ...written,
  amount: decimal,
  unit: id.optional(),
  expires: instant.optional(),
  approval: approval.optional(),
};

/** A grant as data from outside. */
export const earnInputSchema = naming({ ...granted, about: id.optional(), fromBudgetId: id.optional() });

/** Money for a budget as data from outside. */
export const fundInputSchema = z.strictObject({ ...granted, budgetId: id });

/** Points to pass on as data from outside. */
export const transferInputSchema = z.strictObject({
  ...granted,
  from: naming({}),
  to: naming({}),
  about: id.optional(),
});

const leg = { amount: decimal, unit: id.optional(), expires: instant.optional() };

/** A host's own entry as data from outside. */
export const postInputSchema = z.strictObject({
  ...written,
  postings: z.array(
    z.union([z.strictObject({ ...leg, accountId: id }), z.strictObject({ ...leg, account: naming({}) })]),
  ),
  about: id.optional(),
  approval: approval.optional(),
});

const { at: _, ...now } = written; // an award counts from its event

/** A grant by a rule as data from outside. */
export const awardInputSchema = z.strictObject({
  ...now,
  personId: id,
  rule: z.strictObject({ id, version: z.int().min(1) }),
  event: ruleEventSchema.strict(),
  approval: approval.optional(),
});

/** An entry to take back as data from outside. */
export const reverseInputSchema = z.strictObject({ ...written, entryId: id, approval: approval.optional() });

/** A grant to claw back as data from outside, with what happens to points already spent. */
export const clawbackInputSchema = reverseInputSchema.extend({
  spent: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('refuse') }),
    z.strictObject({ kind: z.literal('waive') }),
    z.strictObject({ kind: z.literal('debt'), limit: decimal }),
  ]),
});
