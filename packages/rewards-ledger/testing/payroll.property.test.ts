import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Ledger } from '../src/service.ts';
import { openLedger } from './ledgers.ts';

const people = ['lin', 'zhao'] as const;
const personId = fc.constantFrom(...people);
const amount = fc.integer({ min: 1, max: 30 }).map(String);
const at = fc.constantFrom('2026-11-10T00:00:00Z', '2026-11-20T00:00:00Z', '2026-12-10T00:00:00Z');

/** What redeems points, in any way there is, or takes that back. */
const calls = fc.oneof(
  fc.record({ kind: fc.constant('redeem' as const), personId, amount, at }),
  fc.record({ kind: fc.constant('hold' as const), personId, amount, at }),
  fc.record({ kind: fc.constant('capture' as const), hold: fc.nat({ max: 30 }), at }),
  fc.record({ kind: fc.constant('part' as const), hold: fc.nat({ max: 30 }), amount, at }),
  fc.record({ kind: fc.constant('post' as const), personId, amount, at }),
  fc.record({ kind: fc.constant('refund' as const), personId, amount, at }),
  fc.record({ kind: fc.constant('shared' as const), amount, at }),
  fc.record({ kind: fc.constant('transfer' as const), amount, at }),
  fc.record({ kind: fc.constant('reverse' as const), entry: fc.nat({ max: 30 }), at }),
);
type Call = typeof calls extends fc.Arbitrary<infer Value> ? Value : never;

function make(ledger: Ledger, call: Call, key: string): Promise<unknown> {
  const redeemed = 'clearing:redeemed:points';
  const given = { key, at: call.at };
  switch (call.kind) {
    case 'redeem':
      return ledger.redeem({ ...given, personId: call.personId, item: 'mug', amount: call.amount });
    case 'hold':
      return ledger.hold({ ...given, personId: call.personId, amount: call.amount, about: 'course' });
    case 'capture':
      return ledger.capture({ ...given, holdId: `id-${call.hold}` });
    case 'part':
      return ledger.capture({ ...given, holdId: `id-${call.hold}`, amount: call.amount });
    case 'reverse':
      return ledger.reverse({ ...given, entryId: `id-${call.entry}` });
    case 'transfer':
      return ledger.transfer({ ...given, from: { personId: 'lin' }, to: { personId: 'zhao' }, amount: call.amount });
    case 'shared': // of what lin gives, one point goes to zhao
      return ledger.post({
        ...given,
        postings: [
          { account: { personId: 'lin' }, amount: `-${call.amount}` },
          { account: { personId: 'zhao' }, amount: '1' },
          { accountId: redeemed, amount: String(Number(call.amount) - 1) },
        ],
      });
    default: {
      const [mine, theirs] = call.kind === 'post' ? ['-', ''] : ['', '-'];
      const postings = [
        { account: { personId: call.personId }, amount: `${mine}${call.amount}` },
        { accountId: redeemed, amount: `${theirs}${call.amount}` },
      ];
      return ledger.post({ ...given, postings });
    }
  }
}

const months = [
  { period: { start: '2026-11-01', end: '2026-12-01' }, timeZone: 'UTC' },
  { period: { start: '2026-12-01', end: '2027-01-01' }, timeZone: 'UTC' },
];

it('exports = redemptions - reversals, each once, in the period in which it happens', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(calls, { minLength: 1, maxLength: 25 }), async (life) => {
      const { ledger } = openLedger();
      for (const person of people) {
        await ledger.earn({ key: person, personId: person, amount: '60', at: '2026-11-02T00:00:00Z' });
      }
      for (const [index, call] of life.entries()) await make(ledger, call, `k${index}`);
      const exported: string[] = [];
      for (const [index, month] of months.entries()) {
        const closed = await ledger.closePeriod({ key: `close-${index}`, ...month, beforeItsEnd: true });
        const answer = await ledger.exportPayroll({ key: `payroll-${index}`, ...month });
        if (!closed.ok || !answer.ok) throw new Error('a period was not closed');
        expect(answer.payroll.total).toBe(closed.totals.redeemed);
        exported.push(...answer.payroll.lines.map((line) => `${line.entryId} ${line.accountId}`));
      }
      expect(new Set(exported).size).toBe(exported.length);
    }),
    { numRuns: 200 },
  );
});
