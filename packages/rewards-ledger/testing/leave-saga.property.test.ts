import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { LedgerEvent } from '../src/events.ts';
import type { BookingOutcome } from '../src/redemption/redemption.ts';
import type { Ledger } from '../src/service.ts';
import { leaveItem } from './catalogue.ts';
import { actor, now, openLedger } from './ledgers.ts';

/** A leave system that reads events in their order, answers when it likes, and undoes no day that was taken. */
class LeaveSystem {
  booked = false;
  private taken = false;
  private readonly seen = new Set<string>();
  private readonly unsaid: { readonly key: string; readonly outcome: BookingOutcome }[] = [];

  private readonly refuses: boolean;

  constructor(refuses: boolean) {
    this.refuses = refuses;
  }

  /** Reads what waits; an event that is not acknowledged comes again. */
  async read(ledger: Ledger, acknowledges: boolean): Promise<boolean> {
    const [event] = await ledger.readOutbox({ limit: 1 });
    if (event === undefined) return false;
    if (!this.seen.has(event.id)) this.take(event);
    this.seen.add(event.id);
    if (acknowledges) await ledger.acknowledgeOutbox({ eventIds: [event.id] });
    return true;
  }

  takeTheDay(): void {
    this.taken = this.booked;
  }

  /** Says one of the words that it has not said, in any order, perhaps to say it again. */
  async say(ledger: Ledger, redemptionId: string, which: number, again: boolean): Promise<boolean> {
    const index = which % Math.max(1, this.unsaid.length);
    const word = this.unsaid[index];
    if (word === undefined) return false;
    if (!again) this.unsaid.splice(index, 1);
    const answer = await ledger.acknowledgeBooking({ ...word, redemptionId, at: now });
    if (!answer.ok) expect(answer.rejection.code).toBe('ledger/redemption-state');
    return true;
  }

  private take({ id, type }: LedgerEvent): void {
    if (type === 'meritkit.rewards.booking-requested.v1') {
      this.booked = !this.refuses;
      this.unsaid.push({ key: id, outcome: this.booked ? 'booked' : 'refused' });
    }
    if (type !== 'meritkit.rewards.booking-to-undo.v1') return;
    if (!this.taken) this.booked = false;
    this.unsaid.push({ key: id, outcome: this.booked ? 'kept' : 'undone' });
  }
}

const happenings = fc.oneof(
  fc.record({ kind: fc.constant('read' as const), acknowledges: fc.boolean() }),
  fc.record({ kind: fc.constant('say' as const), which: fc.nat({ max: 5 }), again: fc.boolean() }),
  fc.record({ kind: fc.constant('cancel' as const) }),
  fc.record({ kind: fc.constant('the day comes' as const) }),
);

it('never keeps both the points and the day, and never loses both, in whichever order the words come', async () => {
  const statuses = new Set<string>();
  await fc.assert(
    fc.asyncProperty(fc.array(happenings, { maxLength: 14 }), fc.boolean(), async (order, refuses) => {
      const { ledger } = openLedger({ outbox: true });
      const leave = new LeaveSystem(refuses);
      await ledger.defineItem({ key: 'item', item: { ...leaveItem, approval: 'none', booking: true } });
      await ledger.earn({ key: 'g', personId: 'lin', amount: '25', at: now });
      const wish = { key: 'ask', personId: 'lin', item: 'leave', at: now, actor: actor('lin') };
      const asked = await ledger.requestRedemption(wish);
      const redemptionId = asked.ok ? asked.redemptionId : '';
      for (const [index, each] of order.entries()) {
        if (each.kind === 'read') await leave.read(ledger, each.acknowledges);
        else if (each.kind === 'say') await leave.say(ledger, redemptionId, each.which, each.again);
        else if (each.kind === 'the day comes') leave.takeTheDay();
        else await ledger.cancelRedemption({ key: `c${index}`, redemptionId, at: now, actor: actor('lin') });
      }
      while ((await leave.read(ledger, true)) || (await leave.say(ledger, redemptionId, 0, false)));
      const { available } = await ledger.balance({ personId: 'lin', at: now });
      const status = (await ledger.listRedemptions()).redemptions[0]!.status;
      statuses.add(status);
      expect([available, status === 'fulfilled']).toEqual(leave.booked ? ['15', true] : ['25', false]);
    }),
    { numRuns: Number(process.env.MERITKIT_CASES ?? 1000) },
  );
  expect([...statuses].sort()).toEqual(['cancelled', 'fulfilled', 'refused']);
});
