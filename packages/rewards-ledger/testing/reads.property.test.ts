import { instantText } from '@meritkit/core/dates';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isDerivedAccount } from '../src/ledger/index.ts';
import type { LedgerStoreV1 } from '../src/ports.ts';
import type { Ledger } from '../src/service.ts';
import { leaveItem } from './catalogue.ts';
import { actor, openLedger } from './ledgers.ts';

const startMs = Date.parse('2026-11-22T00:00:00Z');
const hourMs = 3_600_000;
const people = ['lin', 'zhao', 'wu'] as const;

const personId = fc.constantFrom(...people);
const amount = fc.integer({ min: 1, max: 40 }).map(String);
const lasts = fc.option(fc.integer({ min: 1, max: 30 }), { nil: null });
const nth = fc.nat({ max: 40 });
const calls = fc.oneof(
  fc.record({ kind: fc.constantFrom('earn' as const, 'hold' as const), personId, amount, lasts }),
  fc.record({ kind: fc.constantFrom('redeem' as const, 'transfer' as const), personId, amount }),
  fc.record({ kind: fc.constantFrom('capture' as const, 'release' as const, 'reverse' as const), nth }),
  fc.record({ kind: fc.constant('request' as const), personId, lasts }),
);
type Call = typeof calls extends fc.Arbitrary<infer Value> ? Value : never;
const lives = fc.array(calls, { minLength: 1, maxLength: 30 });

function make(ledger: Ledger, call: Call, key: string, at: string, atMs: number): Promise<unknown> {
  const expires = 'lasts' in call && call.lasts !== null ? { expires: instantText(atMs + call.lasts * hourMs) } : {};
  const given = { key, at, ...expires };
  switch (call.kind) {
    case 'earn':
    case 'hold':
      return ledger[call.kind]({ ...given, personId: call.personId, amount: call.amount });
    case 'redeem':
      return ledger.redeem({ ...given, personId: call.personId, amount: call.amount, item: 'mug' });
    case 'transfer':
      return ledger.transfer({
        ...given,
        from: { personId: call.personId },
        to: { teamId: 'ops' },
        amount: call.amount,
      });
    case 'request':
      return ledger.requestRedemption({
        ...given,
        personId: call.personId,
        item: 'leave',
        actor: actor(call.personId),
      });
    case 'reverse':
      return ledger.reverse({ ...given, entryId: `id-${call.nth}` });
    default:
      return ledger[call.kind]({ ...given, holdId: `id-${call.nth}` });
  }
}

/** A ledger on which a life was lived, an hour a call, and the clock that its tests may turn on. */
async function lived(life: readonly Call[]) {
  const clock = { nowMs: startMs };
  const { ledger, store } = openLedger({ now: () => instantText(clock.nowMs) });
  await ledger.defineItem({ key: 'leave', item: leaveItem });
  for (const person of people) await ledger.earn({ key: person, personId: person, amount: '60' });
  for (const [index, call] of life.entries()) {
    clock.nowMs += hourMs;
    await make(ledger, call, `k${index}`, instantText(clock.nowMs), clock.nowMs);
  }
  return { ledger, store, clock };
}

/** What lies on the issuer and the clearing accounts, by all entries. */
async function derivedSum(store: LedgerStoreV1): Promise<bigint> {
  const { items } = await store.listEntries({}, { cursor: null, limit: 1000 });
  const postings = items.flatMap(({ entry }) => entry.postings).filter(({ accountId }) => isDerivedAccount(accountId));
  return postings.reduce((sum, posting) => sum + posting.amount, 0n);
}

const total = (texts: readonly string[]) => texts.reduce((sum, text) => sum + BigInt(text), 0n);

it('what lies on the listed accounts came from the issuer and has not gone to the clearing accounts', async () => {
  await fc.assert(
    fc.asyncProperty(lives, async (life) => {
      const { ledger, store } = await lived(life);
      await ledger.sweepExpired();
      const { accounts } = await ledger.listAccounts();
      expect(total(accounts.map(({ posted }) => posted))).toBe(-(await derivedSum(store)));
      for (const { owner, posted, held, available } of accounts) {
        const named = owner?.kind === 'team' ? { teamId: owner.id } : { personId: owner!.id };
        expect(await ledger.balance(named)).toEqual({ posted, held, available });
      }
    }),
    { numRuns: 60 },
  );
});

it('the points that end in a time are those that a sweep at its end moves, and open holds are what is held', async () => {
  await fc.assert(
    fc.asyncProperty(lives, fc.integer({ min: 1, max: 40 }), async (life, hours) => {
      const { ledger, store, clock } = await lived(life);
      await ledger.sweepExpired();
      const { holds } = await ledger.listHolds();
      const { accounts } = await ledger.listAccounts();
      expect(total(holds.map((hold) => hold.amount))).toBe(total(accounts.map(({ held }) => held)));

      const from = instantText(startMs);
      clock.nowMs += hours * hourMs;
      const before = instantText(clock.nowMs + 1);
      const { rows } = await ledger.listEndingPoints({ from, before });
      for (const row of rows) expect(total(row.ends.map((end) => end.amount))).toBe(BigInt(row.amount));
      const known = (await store.listEntries({}, { cursor: null, limit: 1000 })).items.length;
      await ledger.sweepExpired();
      const swept = (await store.listEntries({}, { cursor: null, limit: 1000 })).items.slice(known);
      const moved = swept
        .flatMap(({ entry }) => entry.postings)
        .filter((own) => own.accountId === 'clearing:expired:points');
      expect(total(rows.map((row) => row.amount))).toBe(moved.reduce((sum, own) => sum + own.amount, 0n));
    }),
    { numRuns: 60 },
  );
});

interface Paged {
  readonly rows: readonly unknown[];
  readonly nextCursor: string | null;
}

it('pages of any size join to one page, and newest first is the reverse', async () => {
  const time = { from: instantText(startMs), before: instantText(startMs + 100 * hourMs) };
  type Ask = { readonly limit: number; readonly cursor?: string | null; readonly newestFirst?: boolean };
  const lists: Readonly<Record<string, (ledger: Ledger, ask: Ask) => Promise<Paged>>> = {
    statement: async (ledger, ask) => {
      const { lines, ...page } = await ledger.readStatement({ personId: 'lin', ...ask });
      return { ...page, rows: lines };
    },
    redemptions: async (ledger, ask) => {
      const { redemptions, ...page } = await ledger.listRedemptions({ status: 'requested', ...ask });
      return { ...page, rows: redemptions };
    },
    accounts: async (ledger, { newestFirst: _, ...ask }) => {
      const { accounts, ...page } = await ledger.listAccounts(ask);
      return { ...page, rows: accounts };
    },
    holds: async (ledger, { newestFirst: _, ...ask }) => {
      const { holds, ...page } = await ledger.listHolds(ask);
      return { ...page, rows: holds };
    },
    'ending points': async (ledger, { newestFirst: _, ...ask }) => ledger.listEndingPoints({ ...time, ...ask }),
  };
  await fc.assert(
    fc.asyncProperty(lives, fc.integer({ min: 1, max: 4 }), async (life, limit) => {
      const { ledger } = await lived(life);
      for (const [name, list] of Object.entries(lists)) {
        const whole = await list(ledger, { limit: 1000 });
        expect(whole.nextCursor).toBeNull();
        const isOrdered = name === 'statement' || name === 'redemptions';
        for (const newestFirst of isOrdered ? [false, true] : [false]) {
          const joined: unknown[] = [];
          let cursor: string | null = null;
          do {
            const page: Paged = await list(ledger, { limit, cursor, newestFirst });
            joined.push(...page.rows);
            cursor = page.nextCursor;
            if (cursor !== null) expect(page.rows, name).toHaveLength(limit);
          } while (cursor !== null);
          expect(joined, name).toEqual(newestFirst ? whole.rows.toReversed() : whole.rows);
        }
      }
    }),
    { numRuns: 40 },
  );
});
