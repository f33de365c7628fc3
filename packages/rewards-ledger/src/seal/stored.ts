import { z } from 'zod';
import { entryKinds } from '../ledger/entry.ts';

const minorUnits = z
  .string()
  .regex(/^-?\d+$/, 'minor units such as "1250"')
  .transform((text) => BigInt(text));
const milliseconds = z.int();
const end = milliseconds.nullable();
const id = z.string().min(1);
const part = z.object({ lot: z.int(), amount: minorUnits });

/** A stored entry as JSON, version 1. */
export const entrySchema = z.object({
  schemaVersion: z.literal(1),
  id,
  kind: z.enum(entryKinds),
  effectiveMs: milliseconds,
  recordedMs: milliseconds,
  postings: z.array(z.object({ accountId: id, unit: id, amount: minorUnits })),
  lots: z.array(
    z.object({
      accountId: id,
      lot: z.int(),
      amount: minorUnits,
      original: minorUnits,
      expiresMs: end,
      opens: z.boolean(),
    }),
  ),
  debts: z.array(z.object({ accountId: id, amount: minorUnits })),
  holds: z.array(
    z.object({
      accountId: id,
      holdId: id,
      action: z.enum(['place', 'capture', 'release', 'time-out']),
      parts: z.array(part),
      expiresMs: end,
    }),
  ),
  counters: z.array(z.object({ accountId: id, counter: id, amount: minorUnits })),
  versions: z.array(z.object({ accountId: id, version: z.int() })),
  reverses: id.nullable(),
  subject: z.string().nullable(),
  memo: z.record(z.string(), z.json()).nullable(),
});
