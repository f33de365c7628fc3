import type { AuditEntry, AuditSinkV1 } from '@meritkit/core/audit';
import { describe, expect, it } from 'vitest';
import { actor, bytesOf, countingIds, now, openLedger } from '../testing/ledgers.ts';
import type { Ledger } from './service.ts';

const expires = '2026-12-31T00:00:00Z';
const nobody: AuditSinkV1 = { record: async (_entries: readonly AuditEntry[]) => undefined } as unknown as AuditSinkV1;

async function granted(more: object = {}) {
  const opened = openLedger();
  const grant = await opened.ledger.earn({ key: 'g', personId: 'lin', amount: '100', at: now, ...more });
  if (!grant.ok) throw new Error(grant.rejection.code);
  return { ...opened, entryId: grant.entryId };
}

const lotsOf = async (ledger: Ledger, personId: string) => {
  const view = await ledger.viewAccount({ personId, at: now });
  return view.ok ? view.account.lots.map((lot) => [lot.remaining, lot.expires]) : [];
};

describe('points that are reserved', () => {
  it.each(['refuse', 'waive'] as const)('are not spent: taken back (%s) only once they are free', async (kind) => {
    const { ledger, store, entryId } = await granted();
    const held = await ledger.hold({ key: 'h', personId: 'lin', amount: '30', at: now });
    const holdId = held.ok ? held.holdId : '';
    await ledger.redeem({ key: 'r', personId: 'lin', item: 'mug', amount: '20', at: now });
    const before = await bytesOf(store);
    const command = { key: 'c', entryId, at: now, spent: { kind } };
    const refused = { ok: false, rejection: { code: 'ledger/points-held', held: '30', holdIds: [holdId] } };
    expect(await ledger.clawback(command)).toEqual(refused);
    expect(await ledger.reverse({ key: 'u', entryId, at: now })).toEqual(refused);
    expect(await bytesOf(store)).toBe(before);
    await ledger.release({ key: 'free', holdId, at: now });
    expect((await ledger.clawback(command)).ok).toBe(kind === 'waive');
    const left = kind === 'waive' ? '0' : '80';
    expect(await ledger.balance({ personId: 'lin', at: now })).toEqual({ posted: left, held: '0', available: left });
  });

  it('are owed where the house says so, and are no gain when they are free again', async () => {
    const { ledger, entryId } = await granted();
    const held = await ledger.hold({ key: 'h', personId: 'lin', amount: '30', at: now });
    const spent = { kind: 'debt', limit: '30' } as const;
    expect((await ledger.clawback({ key: 'c', entryId, at: now, spent })).ok).toBe(true);
    await ledger.release({ key: 'free', holdId: held.ok ? held.holdId : '', at: now });
    expect((await ledger.balance({ personId: 'lin', at: now })).available).toBe('0');
  });

  it('stay reserved past their end, and are not waived then either', async () => {
    const { ledger, store, entryId } = await granted({ expires: '2026-11-23T00:00:00Z' });
    await ledger.hold({ key: 'h', personId: 'lin', amount: '30', at: now });
    const later = openLedger({ store, now: () => '2026-11-24T00:00:00Z', ids: countingIds('later') }).ledger;
    expect(await later.clawback({ key: 'c', entryId, spent: { kind: 'waive' } })).toMatchObject({
      rejection: { code: 'ledger/points-held', held: '30' },
    });
  });
});

describe('a host’s own entry', () => {
  const pass = (from: string, to: string, more: object = {}) => [
    { account: { personId: from }, amount: '-40' },
    { account: { personId: to }, amount: '40', ...more },
  ];

  it('passes points on with their own end, to somebody without an account too', async () => {
    const { ledger } = await granted({ expires });
    expect((await ledger.post({ key: 'p', postings: pass('lin', 'zhao'), at: now })).ok).toBe(true);
    expect(await lotsOf(ledger, 'zhao')).toEqual([['40', expires]]);
    const both = [
      ...pass('lin', 'wu'),
      { accountId: 'issuer:points', amount: '-5' },
      { account: { personId: 'wu' }, amount: '5' },
    ];
    expect((await ledger.post({ key: 'q', postings: both, at: now })).ok).toBe(true);
    expect(await lotsOf(ledger, 'wu')).toEqual([
      ['40', expires],
      ['5', null],
    ]);
  });

  it('does not lengthen the life of somebody’s points', async () => {
    const { ledger, store } = await granted({ expires });
    const before = await bytesOf(store);
    const longer = { key: 'p', postings: pass('lin', 'zhao', { expires: '2027-12-31T00:00:00Z' }), at: now };
    await expect(ledger.post(longer)).rejects.toMatchObject({
      code: 'ledger/invalid-input',
      issues: [{ path: ['postings', 1, 'expires'] }],
    });
    expect(await ledger.post({ key: 'self', postings: pass('lin', 'lin'), at: now })).toEqual({
      ok: false,
      rejection: { code: 'ledger/unbalanced', unit: 'points', difference: '0' },
    });
    expect(await bytesOf(store)).toBe(before);
  });

  it('gives the points of the issuer and of a budget the end it names', async () => {
    const { ledger } = await granted();
    await ledger.fundBudget({ key: 'f', budgetId: 'q4', amount: '50', at: now, expires });
    const to = (personId: string) => ({ account: { personId }, amount: '40', expires: '2027-06-30T00:00:00Z' });
    const fromIssuer = [{ accountId: 'issuer:points', amount: '-40' }, to('zhao')];
    const fromBudget = [{ account: { budgetId: 'q4' }, amount: '-40' }, to('wu')];
    expect((await ledger.post({ key: 'i', postings: fromIssuer, at: now })).ok).toBe(true);
    expect((await ledger.post({ key: 'b', postings: fromBudget, at: now })).ok).toBe(true);
    expect([await lotsOf(ledger, 'zhao'), await lotsOf(ledger, 'wu')]).toEqual([
      [['40', '2027-06-30T00:00:00Z']],
      [['40', '2027-06-30T00:00:00Z']],
    ]);
  });

  it('takes nothing from somebody without an account', async () => {
    const { ledger } = await granted();
    expect(await ledger.post({ key: 'p', postings: pass('wu', 'lin'), at: now })).toMatchObject({
      rejection: { code: 'ledger/unknown-account', account: 'person:wu' },
    });
  });
});

describe('an actor that is none', () => {
  const calls: readonly [string, (ledger: Ledger, more: object) => Promise<unknown>][] = [
    ['capture', (ledger, more) => ledger.capture({ key: 'c', holdId: 'id-3', at: now, ...more })],
    ['release', (ledger, more) => ledger.release({ key: 'c', holdId: 'id-3', at: now, ...more })],
    ['stockItem', (ledger, more) => ledger.stockItem({ key: 'c', itemId: 'mug', pieces: 3, at: now, ...more })],
    [
      'splitBudget',
      (ledger, more) => ledger.splitBudget({ key: 'c', budgetId: 'q4', amount: '4', parts: 2, at: now, ...more }),
    ],
    ['sweepExpired', (ledger, more) => ledger.sweepExpired({ at: now, ...more })],
  ];

  it.each(calls)('is told before anything is done: %s', async (_, call) => {
    const opened = openLedger({ audit: nobody });
    const { ledger, store } = opened;
    await ledger.earn({ key: 'g', personId: 'lin', amount: '5', at: now, expires: '2026-11-22T09:30:00+08:00' });
    await ledger.hold({ key: 'h', personId: 'lin', amount: '2', at: now });
    await ledger.fundBudget({ key: 'f', budgetId: 'q4', amount: '50', at: now });
    const later = openLedger({
      audit: nobody,
      store,
      now: () => '2026-11-22T10:00:00+08:00',
      ids: countingIds('later'),
    });
    const before = await bytesOf(store);
    for (const by of [actor(''), { id: 'hr', requestId: '' }, null]) {
      await expect(call(later.ledger, { actor: by, at: '2026-11-22T09:45:00+08:00' })).rejects.toMatchObject({
        code: 'ledger/invalid-input',
      });
    }
    expect(await bytesOf(store)).toBe(before);
  });
});

describe('the units of a ledger', () => {
  it('are those it was opened with', async () => {
    const units = { points: { scale: 0 } };
    const { ledger } = openLedger({ units });
    await ledger.earn({ key: 'g', personId: 'lin', amount: '300', at: now });
    units.points.scale = 2;
    expect((await ledger.balance({ personId: 'lin', at: now })).posted).toBe('300');
  });
});
