import { z } from 'zod';
import { entryKinds } from '../ledger/entry.ts';
import { itemKinds } from '../redemption/item.ts';
import { redemptionStatuses } from '../redemption/redemption.ts';
import { id } from '../schemas.ts';
import { ownerKinds } from '../service/owners.ts';
import { actor, instant, naming, namingAtMost } from './parts.ts';

const page = { cursor: z.string().max(1000).nullable().optional(), limit: z.int().min(1).max(1000).optional() };
const time = { from: instant.optional(), before: instant.optional() };
const newestFirst = z.boolean().optional();
const reader = { unit: id.optional(), actor: actor.optional() };

const kind = z.enum(ownerKinds).optional();

const asOf = naming({ ...reader, at: instant.optional() });

/** What each call that reads takes, as data from outside, such as a query; numbers and booleans are read already. */
export const readingSchemas = {
  balance: asOf,
  viewAccount: asOf,
  readStatement: naming({ ...reader, ...page, ...time, kinds: z.array(z.enum(entryKinds)).optional(), newestFirst }),
  readEntry: z.strictObject({ entryId: id, actor: actor.optional() }),
  listAccounts: z.strictObject({ ...reader, ...page, kind, at: instant.optional() }),
  listHolds: namingAtMost({ ...reader, ...page, at: instant.optional() }),
  listEndingPoints: z.strictObject({ ...reader, ...page, kind, from: instant, before: instant }),
  listRedemptions: namingAtMost({
    ...page,
    ...time,
    status: z.enum([...redemptionStatuses, 'lapsed']).optional(),
    item: id.optional(),
    newestFirst,
    actor: actor.optional(),
  }),
  listItems: z.strictObject({ ...page, kind: z.enum(itemKinds).optional(), active: z.boolean().optional() }),
  listPeriods: z.strictObject({ ...page, unit: id.optional(), newestFirst }),
};
