import { describe, expect, it } from 'vitest';
import { leaveItem } from '../testing/catalogue.ts';
import { actor, now, openLedger } from '../testing/ledgers.ts';
import { createMemoryLedgerStore } from './memory/index.ts';
import type { LedgerOptions } from './service/context.ts';

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
