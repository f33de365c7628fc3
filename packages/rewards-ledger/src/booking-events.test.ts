import { createMemoryDatabase } from '@meritkit/core/memory';
import { describe, expect, it } from 'vitest';
import { leaveItem } from '../testing/catalogue.ts';
import { actor, now, openLedger } from '../testing/ledgers.ts';
import { createMemoryLedgerStore } from './memory/index.ts';
import type { LedgerOptions } from './service/context.ts';
import { createLedger } from './service.ts';

/** The id of the event by which a tenant's leave system is asked for a day. */
async function bookingId(tenantId: string, options: Partial<LedgerOptions>, key = 'ask'): Promise<string | undefined> {
  const { ledger } = openLedger({ ...options, store: createMemoryLedgerStore({ tenantId }) });
  await ledger.defineItem({ key: 'item', item: { ...leaveItem, approval: 'none', booking: true } });
  await ledger.earn({ key: 'g', personId: 'lin', amount: '100', at: now });
  const asked = await ledger.requestRedemption({ key, personId: 'lin', item: 'leave', at: now, actor: actor('lin') });
  return asked.ok ? asked.events.find(({ type }) => type.includes('booking-requested'))?.id : undefined;
}

describe('the events that ask for a booking', () => {
  it.each([{}, { secret: 'shared by all tenants' }])('have an id of their own for each tenant: %o', async (options) => {
    const ids = [await bookingId('acme', options), await bookingId('umbrella', options)];
    expect(new Set(ids).size).toBe(2);
    expect(ids).not.toContain(undefined);
    expect(await bookingId('acme', options)).toBe(ids[0]);
  });

  it('are not told apart by where a tenant ends and a key begins', async () => {
    expect(await bookingId('a', {}, 'b/c')).not.toBe(await bookingId('a/b', {}, 'c'));
    expect(await bookingId('a', {}, '","c')).not.toBe(await bookingId('a","', {}, 'c'));
  });
});

describe("events of a store within a host's transaction", () => {
  it('are not published, because the host may still roll back: its ledger is refused', async () => {
    const database = createMemoryDatabase();
    const store = createMemoryLedgerStore({ tenantId: 'acme', database });
    const seen: string[] = [];
    const publish = (events: readonly { readonly type: string }[]) => void seen.push(...events.map(({ type }) => type));
    await expect(
      database.transact(async (transaction) => createLedger({ store: store.within(transaction), publish })),
    ).rejects.toMatchObject({ code: 'core/invalid-input', issues: [{ path: ['publish'] }] });

    const grant = { key: 'k', personId: 'lin', amount: '5', at: now };
    const within = (fails: boolean) =>
      database.transact(async (transaction) => {
        await createLedger({ store: store.within(transaction), outbox: true, now: () => now }).earn(grant);
        if (fails) throw new Error('the host changes its mind');
      });
    await within(true).catch(() => undefined);
    expect(await store.readOutbox(10)).toEqual([]);
    await within(false);
    expect((await store.readOutbox(10)).map(({ type }) => type)).toEqual(['meritkit.rewards.points-earned.v1']);
    expect(seen).toEqual([]);
    await createLedger({ store, publish, now: () => now }).earn({ ...grant, key: 'own' });
    expect(seen).toEqual(['meritkit.rewards.points-earned.v1']);
  });
});
