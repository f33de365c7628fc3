import { describe, expect, it } from 'vitest';
import { bytesOf, now, openLedger } from '../testing/ledgers.ts';
import type { Ledger } from './service.ts';

const grant = { key: 'k', personId: 'lin', amount: '5' };

describe('an effective time ahead of the present', () => {
  it('is refused beyond a year, unless the ledger says otherwise, and changes nothing', async () => {
    const { ledger, store } = openLedger();
    const before = await bytesOf(store);
    expect(await ledger.earn({ ...grant, at: '2062-11-22T09:00:00+08:00' })).toEqual({
      ok: false,
      rejection: { code: 'ledger/postdated', latest: '2027-11-23T01:00:00Z' },
    });
    expect(await bytesOf(store)).toBe(before);
    expect((await ledger.earn({ ...grant, at: '2027-11-23T01:00:00Z' })).ok).toBe(true);
  });

  it('is held to what a ledger allows: the skew of clocks, or no limit', async () => {
    const { ledger: strict } = openLedger({ maximumAheadMs: 60_000 });
    expect((await strict.earn({ ...grant, at: '2026-11-22T09:01:00.001+08:00' })).ok).toBe(false);
    expect((await strict.earn({ ...grant, at: '2026-11-22T09:01:00+08:00' })).ok).toBe(true);
    expect((await strict.redeem({ ...grant, key: 'r', item: 'x', at: '2026-11-22T09:02:00+08:00' })).ok).toBe(false);
    const { ledger: free } = openLedger({ maximumAheadMs: Number.POSITIVE_INFINITY });
    expect((await free.earn({ ...grant, at: '2062-11-22T09:00:00+08:00' })).ok).toBe(true);
  });

  it('sweeps nothing that ends later', async () => {
    const { ledger, store } = openLedger();
    await ledger.earn({ ...grant, at: now, expires: '2026-11-23T00:00:00Z' });
    const before = await bytesOf(store);
    await expect(ledger.sweepExpired({ at: '2026-11-23T00:00:00Z' })).rejects.toMatchObject({
      code: 'ledger/invalid-input',
      issues: [{ path: ['at'] }],
    });
    expect(await ledger.sweepExpired({ at: now })).toEqual({ swept: 0, refused: 0 });
    expect(await bytesOf(store)).toBe(before);
  });

  it('leaves to others what they have reserved until then', async () => {
    const { ledger } = openLedger();
    await ledger.earn({ ...grant, at: now });
    const [tomorrow, later] = ['2026-11-23T09:00:00+08:00', '2026-11-24T09:00:00+08:00'];
    const held = await ledger.hold({ key: 'h', personId: 'lin', amount: '5', at: now, expires: tomorrow });
    expect((await ledger.earn({ key: 'ahead', personId: 'lin', amount: '1', at: later })).ok).toBe(true);
    const spend = { key: 'r', personId: 'lin', item: 'mug', at: later };
    expect(await ledger.redeem({ ...spend, amount: '2' })).toMatchObject({
      rejection: { code: 'ledger/insufficient-points', available: '1' },
    });
    expect((await ledger.redeem({ ...spend, amount: '1' })).ok).toBe(true);
    expect((await ledger.capture({ key: 'c', holdId: held.ok ? held.holdId : '', at: now })).ok).toBe(true);
  });

  it('is limited by a length of time', () => {
    for (const limit of [-1, Number.NaN, '5' as never]) {
      expect(() => openLedger({ maximumAheadMs: limit })).toThrow('maximumAheadMs: ');
      expect(() => openLedger({ maximumBackdatingMs: limit })).toThrow('maximumBackdatingMs: ');
    }
  });
});

describe('the balance of a past time', () => {
  it('is what it was then, whatever was spent, held or swept since', async () => {
    const { ledger } = openLedger();
    const [tenth, twelfth] = ['2026-11-10T00:00:00Z', '2026-11-12T00:00:00Z'];
    await ledger.earn({ ...grant, key: 'a', amount: '100', at: tenth, expires: '2026-11-15T00:00:00Z' });
    await ledger.earn({ ...grant, key: 'b', amount: '10', at: twelfth });
    const read = async (at: string) => (await ledger.balance({ personId: 'lin', at })).available;
    const earlier = [await read('2026-11-09T23:59:59.999Z'), await read(tenth), await read('2026-11-14T00:00:00Z')];
    expect(earlier).toEqual(['0', '100', '110']);
    await ledger.redeem({ key: 'r', personId: 'lin', item: 'mug', amount: '4', at: now });
    await ledger.hold({ key: 'h', personId: 'lin', amount: '3', at: now });
    await ledger.sweepExpired();
    expect([await read('2026-11-09T23:59:59.999Z'), await read(tenth), await read('2026-11-14T00:00:00Z')]).toEqual(
      earlier,
    );
    expect(await read(now)).toBe('3');
    const view = await ledger.viewAccount({ personId: 'lin', at: '2026-11-14T00:00:00Z' });
    expect(view).toMatchObject({
      account: { held: '0', holds: [], lots: [{ remaining: '100' }, { remaining: '10' }] },
    });
  });

  it('is changed by an entry that is booked later with an earlier time', async () => {
    const { ledger } = openLedger();
    const read = async () => (await ledger.balance({ personId: 'lin', at: '2026-11-12T00:00:00Z' })).available;
    await ledger.earn({ ...grant, at: now });
    expect(await read()).toBe('0');
    await ledger.earn({ ...grant, key: 'forgotten', at: '2026-11-11T00:00:00Z' });
    expect(await read()).toBe('5');
  });

  it('reads one page for an entry since then, and no more where there is none', async () => {
    const { ledger, store } = openLedger();
    await ledger.earn({ ...grant, at: '2026-11-10T00:00:00Z' });
    const asked: unknown[] = [];
    const listEntries: typeof store.listEntries = (filter, page) => {
      asked.push([filter.fromMs, page.limit]);
      return store.listEntries(filter, page);
    };
    const { ledger: watched } = openLedger({ store: { ...store, listEntries } });
    expect((await watched.balance({ personId: 'lin', at: '2026-11-10T00:00:00Z' })).available).toBe('5');
    expect(asked).toEqual([[Date.parse('2026-11-10T00:00:00.001Z'), 1]]);
  });

  it('of the present reads no entry', async () => {
    const { ledger, store } = openLedger();
    await ledger.earn({ ...grant, at: now });
    const listEntries = () => Promise.reject(new Error('no entry is needed'));
    const { ledger: watched } = openLedger({ store: { ...store, listEntries } });
    for (const at of [undefined, now, '2027-01-01T00:00:00Z']) {
      const asked = { personId: 'lin', ...(at === undefined ? {} : { at }) };
      expect((await watched.balance(asked)).available).toBe('5');
    }
    await expect(watched.balance({ personId: 'lin', at: '2026-11-21T00:00:00Z' })).rejects.toThrow('no entry');
  });
});

describe('points that would have ended when they begin to count', () => {
  const ended = { at: now, expires: now };
  const rejection = {
    code: 'ledger/already-ended',
    effective: '2026-11-22T01:00:00Z',
    expires: '2026-11-22T01:00:00Z',
  };
  const budgeted = { key: 'n', from: { budgetId: 'q4' }, to: { personId: 'lin' }, amount: '5' };
  const legs = [
    { accountId: 'issuer:points', amount: '-5' },
    { account: { personId: 'lin' }, amount: '5', expires: now },
  ];
  const calls: Readonly<Record<string, (ledger: Ledger) => Promise<unknown>>> = {
    'a grant': (ledger) => ledger.earn({ ...grant, key: 'n', ...ended }),
    "a budget's funds": (ledger) => ledger.fundBudget({ key: 'n', budgetId: 'q4', amount: '5', ...ended }),
    'what a budget passes on': (ledger) => ledger.transfer({ ...budgeted, ...ended }),
    "a leg of a host's own entry": (ledger) => ledger.post({ key: 'n', at: now, postings: legs }),
  };

  it.each(Object.entries(calls))('%s: refused, and nothing changes', async (_, call) => {
    const { ledger, store } = openLedger();
    await ledger.earn({ ...grant, at: now });
    await ledger.fundBudget({ key: 'f', budgetId: 'q4', amount: '50', at: now });
    const before = await bytesOf(store);
    expect(await call(ledger)).toEqual({ ok: false, rejection });
    expect(await bytesOf(store)).toBe(before);
  });

  it('are granted where they counted for a while, though that is over by now', async () => {
    const { ledger } = openLedger();
    const old = { at: '2026-01-01T00:00:00Z', expires: '2026-01-01T00:00:00.001Z' };
    expect((await ledger.earn({ ...grant, ...old })).ok).toBe(true);
    const view = await ledger.viewAccount({ personId: 'lin', at: now });
    expect(view).toMatchObject({ account: { available: '0', lots: [{ remaining: '5', expired: true }] } });
  });
});
