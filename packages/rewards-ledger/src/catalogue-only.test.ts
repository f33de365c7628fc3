import { describe, expect, it } from 'vitest';
import { leaveItem } from '../testing/catalogue.ts';
import { actor, bytesOf, countingIds, now, openLedger } from '../testing/ledgers.ts';
import type { CatalogueItem } from './redemption/item.ts';
import type { LedgerOptions } from './service/context.ts';
import { type ApprovedCall, hashOfCall } from './service/four-eyes.ts';
import type { LedgerAnswer } from './service.ts';

const mug: CatalogueItem = { ...leaveItem, id: 'mug', kind: 'goods', price: '40', approval: 'none' };
const course: CatalogueItem = { ...mug, id: 'course', kind: 'course', booking: true };

/** People, a team and a budget with points, and a catalogue; the ledger of the test has its own options. */
async function ready(options: Partial<LedgerOptions>) {
  const { ledger: before, store } = openLedger();
  for (const item of [leaveItem, mug, course]) await before.defineItem({ key: item.id, item });
  await before.earn({ key: 'p', personId: 'lin', amount: '100', at: now });
  await before.earn({ key: 't', teamId: 'ops', amount: '100', at: now });
  await before.fundBudget({ key: 'b', budgetId: 'q4', amount: '100', at: now });
  const { ledger } = openLedger({ ...options, store, ids: countingIds('later') });
  return { ledger, store };
}

const mia = actor('mia');

/** Every call by which somebody's points are spent. */
const spending: readonly [ApprovedCall, object][] = [
  ['redeem', { item: 'mug' }],
  ['redeem', { item: 'anything', amount: '40' }],
  ['hold', { amount: '40' }],
  ['requestRedemption', { item: 'mug', actor: mia }],
];

describe('above the limit', () => {
  it.each(spending)('%s %o spends the money of a team or a budget with a second person only', async (call, what) => {
    for (const owner of [{ teamId: 'ops' }, { budgetId: 'q4' }]) {
      const { ledger, store } = await ready({ approvalAbove: { points: '39' } });
      const make = ledger[call] as unknown as (input: object) => Promise<LedgerAnswer>;
      const input = { key: 'k', ...owner, ...what, at: now };
      const before = await bytesOf(store);
      expect(await make(input)).toMatchObject({ rejection: { code: 'ledger/approval-required' } });
      const payloadHash = hashOfCall({ call, input });
      const approval = { approvedBy: 'boss', requestedBy: 'mia', payloadHash };
      expect(await make({ ...input, approval: { ...approval, approvedBy: 'mia' } })).toMatchObject({
        rejection: { code: 'ledger/approver-is-requester' },
      });
      expect(await make({ ...input, key: 'another', approval })).toMatchObject({
        rejection: { code: 'ledger/approval-mismatch' },
      });
      expect(await bytesOf(store)).toBe(before);
      const done = await make({ ...input, approval });
      expect(done.ok).toBe(true);
      expect(await make({ ...input, approval })).toEqual(done);
      const entryId = done.ok ? (done.entryId ?? '') : '';
      expect((await store.readDetails([entryId]))[0]?.fields).toMatchObject({ approvedBy: 'boss', requestedBy: 'mia' });
    }
  });

  it.each(spending)('%s %o spends the points of a person, and up to it of anybody, without one', async (call, what) => {
    for (const [owner, limit] of [
      [{ personId: 'lin' }, '0'],
      [{ teamId: 'ops' }, '40'],
    ] as const) {
      const { ledger } = await ready({ approvalAbove: { points: limit } });
      const make = ledger[call] as unknown as (input: object) => Promise<LedgerAnswer>;
      expect((await make({ key: 'k', ...owner, ...what, at: now })).ok).toBe(true);
    }
  });

  it('an item with four eyes of its own waits for those', async () => {
    const { ledger } = await ready({ approvalAbove: { points: '0' } });
    const wish = { key: 'k', budgetId: 'q4', item: 'leave', at: now, actor: mia };
    expect(await ledger.requestRedemption(wish)).toMatchObject({ ok: true, status: 'requested' });
  });
});

describe('a ledger of its catalogue only', () => {
  it('spends points on nothing else', async () => {
    const { ledger, store } = await ready({ catalogueOnly: true });
    const before = await bytesOf(store);
    const unknown = { ok: false, rejection: { code: 'ledger/unknown-item', item: 'yacht' } };
    const lin = { personId: 'lin', at: now };
    expect(await ledger.redeem({ key: 'r', ...lin, item: 'yacht', amount: '10' })).toEqual(unknown);
    expect(await ledger.hold({ key: 'h', ...lin, about: 'yacht', amount: '10' })).toEqual(unknown);
    expect(await ledger.requestRedemption({ key: 'q', ...lin, item: 'yacht', actor: mia })).toEqual(unknown);
    expect(await ledger.hold({ key: 'h', ...lin, about: 'leave', amount: '10' })).toMatchObject({
      rejection: { code: 'ledger/approval-required' },
    });
    expect(await ledger.hold({ key: 'h', ...lin, about: 'course', amount: '10' })).toMatchObject({
      rejection: { code: 'ledger/booking-required' },
    });
    expect(await bytesOf(store)).toBe(before);
    expect((await ledger.redeem({ key: 'r', ...lin, item: 'mug' })).ok).toBe(true);
    expect((await ledger.hold({ key: 'h', ...lin, about: 'mug', amount: '10' })).ok).toBe(true);
    expect((await ledger.hold({ key: 'h2', ...lin, amount: '10' })).ok).toBe(true);
  });

  it('is not what a ledger is unless it is opened so', async () => {
    const { ledger } = await ready({});
    expect((await ledger.redeem({ key: 'r', personId: 'lin', item: 'yacht', amount: '10', at: now })).ok).toBe(true);
    expect((await ledger.hold({ key: 'h', personId: 'lin', about: 'leave', amount: '10', at: now })).ok).toBe(true);
  });
});

it('an item that is only booked is not given at once, and says so', async () => {
  const { ledger } = await ready({});
  expect(await ledger.redeem({ key: 'r', personId: 'lin', item: 'course', at: now })).toEqual({
    ok: false,
    rejection: { code: 'ledger/booking-required', item: 'course' },
  });
});
