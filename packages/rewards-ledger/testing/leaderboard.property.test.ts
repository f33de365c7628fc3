import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Entry } from '../src/ledger/index.ts';
import type { Ledger } from '../src/service.ts';
import { now, openLedger } from './ledgers.ts';

const people = ['lin', 'zhao', 'chen'] as const;
const personId = fc.constantFrom(...people);
const amount = fc.integer({ min: 1, max: 40 }).map(String);
const other = fc.constantFrom('issuer:points', 'clearing:redeemed:points', 'clearing:expired:points');

/** One random call of every kind that credits or takes back, by its place in the life. */
const calls = fc.oneof(
  fc.record({ kind: fc.constant('earn' as const), personId, amount }),
  fc.record({ kind: fc.constant('redeem' as const), personId, amount }),
  fc.record({ kind: fc.constant('transfer' as const), personId, to: personId, amount }),
  fc.record({ kind: fc.constant('credit' as const), personId, other, amount }),
  fc.record({ kind: fc.constant('debit' as const), personId, other, amount }),
  fc.record({ kind: fc.constant('reverse' as const), entry: fc.nat({ max: 30 }) }),
);
type Call = typeof calls extends fc.Arbitrary<infer Value> ? Value : never;

function make(ledger: Ledger, call: Call, key: string): Promise<unknown> {
  const at = now;
  switch (call.kind) {
    case 'earn':
      return ledger.earn({ key, personId: call.personId, amount: call.amount, at });
    case 'redeem':
      return ledger.redeem({ key, personId: call.personId, item: 'mug', amount: call.amount, at });
    case 'transfer':
      return ledger.transfer({ key, from: call, to: { personId: call.to }, amount: call.amount, at } as never);
    case 'reverse':
      return ledger.reverse({ key, entryId: `id-${call.entry}`, at });
    default: {
      const sign = call.kind === 'credit' ? '' : '-';
      const postings = [
        { account: { personId: call.personId }, amount: `${sign}${call.amount}` },
        { accountId: call.other, amount: call.kind === 'credit' ? `-${call.amount}` : call.amount },
      ];
      return ledger.post({ key, postings, at });
    }
  }
}

/** What an entry that stands adds to an account: what it credits, unless it gives back what was spent or had ended. */
function earnedBy({ kind, postings }: Entry, accountId: string, transfers: boolean): bigint {
  if (!['earn', 'post', ...(transfers ? ['transfer'] : [])].includes(kind)) return 0n;
  if (postings.some((posting) => posting.accountId.startsWith('clearing:') && posting.amount < 0n)) return 0n;
  const own = postings.find((posting) => posting.accountId === accountId)?.amount ?? 0n;
  return own > 0n ? own : 0n;
}

it('the leaderboard is the fold of the entries that stand: what was reversed is not there', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(calls, { minLength: 1, maxLength: 25 }), fc.boolean(), async (life, transfers) => {
      const { ledger, store } = openLedger();
      for (const person of people) await ledger.earn({ key: person, personId: person, amount: '5', at: now });
      for (const [index, call] of life.entries()) await make(ledger, call, `k${index}`);
      const entries = (await store.listEntries({}, { cursor: null, limit: 1000 })).items.map(({ entry }) => entry);
      const reversed = new Set(entries.map((entry) => entry.reverses));
      const standing = entries.filter((entry) => entry.reverses === null && !reversed.has(entry.id));
      const { top } = await ledger.readLeaderboard({ top: 3, transfers });
      for (const person of people) {
        const view = await ledger.viewAccount({ personId: person, at: now });
        const accountId = view.ok ? view.account.accountId : '';
        const earned = standing.reduce((sum, entry) => sum + earnedBy(entry, accountId, transfers), 0n);
        expect(top.find((row) => row.personId === person)?.points ?? '0').toBe(String(earned));
      }
    }),
    { numRuns: 200 },
  );
});
