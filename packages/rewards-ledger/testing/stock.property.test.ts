import fc from 'fast-check';
import { expect, it } from 'vitest';
import { leaveItem } from './catalogue.ts';
import { actor, countingIds, now, openLedger } from './ledgers.ts';

const which = fc.nat({ max: 6 });
const quantity = fc.integer({ min: 1, max: 3 });
const calls = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('ask' as const), quantity, lapses: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('approve' as const), which }) },
  fc.record({ kind: fc.constant('reject' as const), which }),
  fc.record({ kind: fc.constant('cancel' as const), which }),
  fc.record({ kind: fc.constant('stock' as const), quantity }),
  fc.record({ kind: fc.constant('a day goes by' as const) }),
);
const day = 24 * 60 * 60 * 1000;

interface Wish {
  readonly redemptionId: string;
  readonly payloadHash: string;
  readonly pieces: number;
  readonly lapsesMs: number;
  state: 'open' | 'given' | 'ended';
}

it('promises each piece once, gives what it promised, and frees what is not given', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(calls, { maxLength: 20 }), async (list) => {
      let present = Date.parse(now);
      const at = () => new Date(present).toISOString();
      const { ledger } = openLedger({ now: at, ids: countingIds() });
      const wishes: Wish[] = [];
      let stocked = 2;
      const promised = () =>
        wishes.reduce((sum, { state, pieces, lapsesMs }) => {
          return state === 'given' || (state === 'open' && lapsesMs > present) ? sum + pieces : sum;
        }, 0);
      await ledger.defineItem({ key: 'item', item: { ...leaveItem, kind: 'goods', price: '1', stocked: true } });
      await ledger.stockItem({ key: 'stock', itemId: 'leave', pieces: stocked });
      await ledger.earn({ key: 'g', personId: 'lin', amount: '1000' });
      for (const [index, call] of list.entries()) {
        const key = `k${index}`;
        if (call.kind === 'a day goes by') present += day;
        else if (call.kind === 'stock') {
          await ledger.stockItem({ key, itemId: 'leave', pieces: call.quantity });
          stocked += call.quantity;
        } else if (call.kind === 'ask') {
          const lapsesMs = call.lapses ? present + day : Number.POSITIVE_INFINITY;
          const expires = call.lapses ? { expires: new Date(lapsesMs).toISOString() } : {};
          const wish = { key, personId: 'lin', item: 'leave', quantity: call.quantity, ...expires };
          const asked = await ledger.requestRedemption({ ...wish, actor: actor('lin') });
          expect(asked.ok).toBe(promised() + call.quantity <= stocked);
          if (asked.ok) wishes.push({ ...asked, pieces: call.quantity, lapsesMs, state: 'open' });
          else {
            const [available, needed] = [String(stocked - promised()), String(call.quantity)];
            expect(asked.rejection).toEqual({ code: 'ledger/out-of-stock', available, needed });
          }
        } else {
          const wish = wishes[call.which];
          if (wish === undefined) continue;
          const { redemptionId, payloadHash } = wish;
          const isOpen = wish.state === 'open' && wish.lapsesMs > present;
          if (call.kind === 'approve') {
            const answer = await ledger.approveRedemption({ key, redemptionId, payloadHash, actor: actor('boss') });
            expect(answer.ok).toBe(isOpen);
            if (answer.ok) wish.state = 'given';
          } else {
            const step = call.kind === 'reject' ? ledger.rejectRedemption : ledger.cancelRedemption;
            const answer = await step({ key, redemptionId, actor: actor('boss') });
            if (answer.ok) wish.state = 'ended';
          }
        }
        expect(promised()).toBeLessThanOrEqual(stocked);
      }
    }),
    { numRuns: Number(process.env.MERITKIT_CASES ?? 200) },
  );
});
