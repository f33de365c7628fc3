import { instantText } from '@meritkit/core/dates';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { accountAsOf, balanceAt } from '../src/ledger/index.ts';
import type { LedgerStoreV1 } from '../src/ports.ts';
import type { Ledger } from '../src/service.ts';
import { openLedger } from './ledgers.ts';

const people = ['lin', 'zhao'] as const;
const startMs = Date.parse('2026-11-22T00:00:00Z');
const hourMs = 3_600_000;

const personId = fc.constantFrom(...people);
const amount = fc.integer({ min: 1, max: 40 }).map(String);
const lasts = fc.option(fc.integer({ min: 1, max: 12 }), { nil: null });
const nth = fc.nat({ max: 30 });
const calls = fc.oneof(
  fc.record({ kind: fc.constant('earn' as const), personId, amount, lasts }),
  fc.record({ kind: fc.constant('redeem' as const), personId, amount }),
  fc.record({ kind: fc.constant('transfer' as const), amount }),
  fc.record({ kind: fc.constant('hold' as const), personId, amount, lasts }),
  fc.record({ kind: fc.constant('capture' as const), nth }),
  fc.record({ kind: fc.constant('release' as const), nth }),
  fc.record({ kind: fc.constant('reverse' as const), nth }),
  fc.record({ kind: fc.constant('clawback' as const), nth }),
);
type Call = typeof calls extends fc.Arbitrary<infer Value> ? Value : never;

function make(ledger: Ledger, call: Call, key: string, atMs: number): Promise<unknown> {
  const at = instantText(atMs);
  const expires = 'lasts' in call && call.lasts !== null ? { expires: instantText(atMs + call.lasts * hourMs) } : {};
  const given = { key, at, ...expires };
  switch (call.kind) {
    case 'earn':
    case 'hold':
      return ledger[call.kind]({ ...given, personId: call.personId, amount: call.amount });
    case 'redeem':
      return ledger.redeem({ ...given, personId: call.personId, amount: call.amount, item: 'mug' });
    case 'transfer':
      return ledger.transfer({ ...given, from: { personId: 'lin' }, to: { personId: 'zhao' }, amount: call.amount });
    case 'capture':
    case 'release':
      return ledger[call.kind]({ ...given, holdId: `id-${call.nth}` });
    case 'reverse':
      return ledger.reverse({ ...given, entryId: `id-${call.nth}` });
    default:
      return ledger.clawback({ ...given, entryId: `id-${call.nth}`, spent: { kind: 'debt', limit: '50' } });
  }
}

async function everything(store: LedgerStoreV1) {
  const page = { cursor: null, limit: 1000 };
  const entries = (await store.listEntries({}, page)).items.map(({ entry }) => entry);
  return { entries, accounts: (await store.listAccounts({}, page)).items };
}

/** A call, how many hours after the one before, and whether a sweep follows. */
const steps = fc.array(fc.record({ call: calls, after: fc.integer({ min: 1, max: 5 }), sweeps: fc.boolean() }), {
  minLength: 1,
  maxLength: 25,
});

it('the balance of a time is for ever what it was then, swept since or not', async () => {
  await fc.assert(
    fc.asyncProperty(steps, fc.boolean(), async (life, sweeping) => {
      let nowMs = startMs;
      const { ledger } = openLedger({ now: () => instantText(nowMs) });
      const told: { readonly at: string; readonly answers: readonly unknown[] }[] = [];
      const ask = (at: string) =>
        Promise.all(
          people.flatMap((person) => [
            ledger.balance({ personId: person, at }),
            ledger.viewAccount({ personId: person, at }),
          ]),
        );
      for (const person of people) await ledger.earn({ key: person, personId: person, amount: '60' });
      for (const [index, { call, after, sweeps }] of life.entries()) {
        nowMs += after * hourMs;
        await make(ledger, call, `k${index}`, nowMs);
        told.push({ at: instantText(nowMs), answers: await ask(instantText(nowMs)) });
        if (!sweeping || !sweeps) continue;
        nowMs += 1;
        await ledger.sweepExpired();
      }
      nowMs += 100 * hourMs;
      if (sweeping) await ledger.sweepExpired();
      for (const { at, answers } of told) expect(await ask(at)).toEqual(answers);
    }),
    { numRuns: 150 },
  );
});

it('an account as of its last entry or later is the account, in whatever order its entries count', async () => {
  const backdated = fc.array(fc.record({ call: calls, hour: fc.integer({ min: 0, max: 40 }) }), { maxLength: 25 });
  await fc.assert(
    fc.asyncProperty(backdated, fc.integer({ min: 0, max: 45 }), async (life, hour) => {
      const { ledger, store } = openLedger({ now: () => instantText(startMs + 50 * hourMs) });
      for (const person of people)
        await ledger.earn({ key: person, personId: person, amount: '60', at: instantText(startMs) });
      for (const [index, step] of life.entries())
        await make(ledger, step.call, `k${index}`, startMs + step.hour * hourMs);
      await ledger.sweepExpired({ at: instantText(startMs + 41 * hourMs) });
      const { entries, accounts } = await everything(store);
      for (const account of accounts) {
        expect(accountAsOf({ account, entries, atMs: startMs + 41 * hourMs })).toEqual(account);
        const then = accountAsOf({ account, entries, atMs: startMs + hour * hourMs });
        expect(then.posted).toBe(then.lots.reduce((sum, lot) => sum + lot.remaining, 0n) - then.debt);
        const shuffled = accountAsOf({ account, entries: entries.toReversed(), atMs: startMs + hour * hourMs });
        expect(balanceAt(shuffled, startMs + hour * hourMs)).toEqual(balanceAt(then, startMs + hour * hourMs));
      }
    }),
    { numRuns: 150 },
  );
});
