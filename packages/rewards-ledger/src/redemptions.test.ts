import { describe, expect, it } from 'vitest';
import { actor, bytesOf, now, openLedger } from '../testing/ledgers.ts';
import type { LedgerEvent } from './events.ts';
import type { CatalogueItem } from './redemption/item.ts';
import { hashOfCall } from './service/four-eyes.ts';
import type { CancelRedemptionInput } from './service/redemptions.ts';

const leave: CatalogueItem = {
  id: 'annual-leave',
  title: { en: 'A day of leave', 'zh-CN': '年假一天' },
  kind: 'leave',
  unit: 'points',
  price: '100',
  approval: 'four-eyes',
  stocked: false,
  booking: true,
  taxValue: { amount: '800.00', currency: 'CNY' },
  active: true,
};
const mug: CatalogueItem = {
  ...leave,
  id: 'mug',
  kind: 'goods',
  price: '20',
  approval: 'none',
  stocked: true,
  booking: false,
  taxValue: null,
};

/** A cancellation that a second person agreed to. */
function agreed(input: CancelRedemptionInput): CancelRedemptionInput {
  const payloadHash = hashOfCall({ call: 'cancelRedemption', input });
  return { ...input, approval: { approvedBy: 'boss', requestedBy: input.actor.id, payloadHash } };
}

async function requested(item: CatalogueItem = leave, points = '250', more: Parameters<typeof openLedger>[0] = {}) {
  const opened = openLedger(more);
  const { ledger } = opened;
  await ledger.defineItem({ key: 'item', item });
  if (item.stocked) await ledger.stockItem({ key: 'stock', itemId: item.id, pieces: 2, at: now });
  await ledger.earn({ key: 'g', personId: 'lin', amount: points, at: now, expires: '2027-01-01T00:00:00+08:00' });
  const asked = await ledger.requestRedemption({
    key: 'ask',
    personId: 'lin',
    item: item.id,
    quantity: 2,
    at: now,
    actor: actor('lin'),
  });
  if (!asked.ok) throw new Error(asked.rejection.code);
  const available = async (at = now) => (await ledger.balance({ personId: 'lin', at })).available;
  return { ...opened, asked, redemptionId: asked.redemptionId, payloadHash: asked.payloadHash, available };
}

describe('a redemption that a second person approves', () => {
  it('goes from request over approval and booking to fulfilment', async () => {
    const { ledger, store, redemptionId, payloadHash, available } = await requested();
    expect(await available()).toBe('50');
    const approved = await ledger.approveRedemption({
      key: 'ok',
      redemptionId,
      payloadHash,
      at: now,
      actor: actor('boss'),
    });
    expect(approved).toMatchObject({ ok: true, status: 'awaiting-booking' });
    expect(approved.ok && approved.events.map((event) => event.type)).toEqual([
      'meritkit.rewards.hold-captured.v1',
      'meritkit.rewards.booking-requested.v1',
    ]);
    const booked = { redemptionId, at: now, outcome: 'booked' as const, reference: 'HR-1' };
    expect(await ledger.acknowledgeBooking({ key: 'b1', ...booked })).toMatchObject({ ok: true, status: 'fulfilled' });
    expect(await ledger.acknowledgeBooking({ key: 'b2', ...booked })).toMatchObject({
      ok: true,
      status: 'fulfilled',
      entryId: null,
    });
    const [redemption] = (await store.listDocuments('redemption', { cursor: null, limit: 1 })).items;
    expect(redemption?.body).toMatchObject({ status: 'fulfilled', requestedBy: null, bookingReference: 'HR-1' });
    expect(await ledger.acknowledgeBooking({ key: 'b3', ...booked, outcome: 'refused' })).toMatchObject({
      rejection: { code: 'ledger/redemption-state', status: 'fulfilled' },
    });
    expect(await available()).toBe('50');
  });

  it('tells the booking system whom it is for, in events alone, until that person is erased', async () => {
    const { ledger, store, redemptionId, payloadHash } = await requested(leave, '250', { outbox: true });
    const approval = { key: 'ok', redemptionId, payloadHash, at: now, actor: actor('boss') };
    const approved = await ledger.approveRedemption(approval);
    const bookingOf = (events: readonly LedgerEvent[]) => events.find(({ type }) => type.includes('booking-requested'));
    const whose = { redemptionId, ownerKind: 'person', ownerId: 'lin' };
    expect(approved.ok && bookingOf(approved.events)?.data).toMatchObject(whose);
    expect(bookingOf(await ledger.readOutbox({ limit: 100 }))?.data).toMatchObject(whose);
    expect(await ledger.approveRedemption(approval)).toEqual(approved);
    const cancel = { key: 'c', redemptionId, at: now, actor: actor('lin') };
    const cancelled = await ledger.cancelRedemption(cancel);
    expect(cancelled.ok).toBe(true);

    await ledger.eraseOwner({ personId: 'lin' });
    const again = await ledger.approveRedemption(approval);
    const waiting = await ledger.readOutbox({ limit: 100 });
    for (const events of [again.ok ? again.events : [], waiting]) {
      expect(bookingOf(events)?.data).toMatchObject({ redemptionId });
      expect(JSON.stringify(events)).not.toContain('"lin"');
    }
    expect(await bytesOf(store)).not.toContain('"lin"');
  });

  it('is approved by neither the requester nor the beneficiary, and only as it was seen', async () => {
    const { ledger, store, redemptionId, payloadHash } = await requested();
    const before = await bytesOf(store);
    const approve = (key: string, approver: string, hash = payloadHash) =>
      ledger.approveRedemption({ key, redemptionId, payloadHash: hash, at: now, actor: actor(approver) });
    expect(await approve('a1', 'lin')).toMatchObject({ rejection: { code: 'ledger/approver-is-requester' } });
    expect(await approve('a2', 'boss', '0'.repeat(64))).toMatchObject({
      rejection: { code: 'ledger/approval-mismatch' },
    });
    expect(await bytesOf(store)).toBe(before);
    const { ledger: second } = await requestedByBoss();
    expect(
      await second.approveRedemption({
        key: 'a',
        redemptionId: 'id-3',
        payloadHash: (await hashOf(second)) ?? '',
        at: now,
        actor: actor('lin'),
      }),
    ).toMatchObject({ rejection: { code: 'ledger/approver-is-beneficiary' } });
  });

  it('returns the points when the host refuses, when it is rejected, and when it is cancelled late', async () => {
    const refused = await requested();
    const { redemptionId, payloadHash } = refused;
    await refused.ledger.approveRedemption({ key: 'ok', redemptionId, payloadHash, at: now, actor: actor('boss') });
    expect(
      await refused.ledger.acknowledgeBooking({ key: 'b', redemptionId, at: now, outcome: 'refused' }),
    ).toMatchObject({ status: 'refused' });
    expect(await refused.available()).toBe('250');
    expect(await refused.available('2027-01-01T00:00:00+08:00')).toBe('0');

    const rejected = await requested();
    expect(
      await rejected.ledger.rejectRedemption({ key: 'no', redemptionId, at: now, actor: actor('boss') }),
    ).toMatchObject({ status: 'rejected' });
    expect(await rejected.available()).toBe('250');
    expect(
      await rejected.ledger.cancelRedemption({ key: 'c', redemptionId, at: now, actor: actor('lin') }),
    ).toMatchObject({
      rejection: { code: 'ledger/redemption-state', status: 'rejected' },
    });

    const cancelled = await requested();
    await cancelled.ledger.approveRedemption({ key: 'ok', redemptionId, payloadHash, at: now, actor: actor('boss') });
    await cancelled.ledger.acknowledgeBooking({ key: 'b', redemptionId, at: now, outcome: 'booked' });
    const cancel = agreed({ key: 'c', redemptionId, at: now, actor: actor('lin') });
    const undone = await cancelled.ledger.cancelRedemption(cancel);
    expect(undone.ok && undone.events.at(-1)?.type).toBe('meritkit.rewards.booking-to-undo.v1');
    expect(await cancelled.available()).toBe('50');
    await cancelled.ledger.acknowledgeBooking({ key: 'undone', redemptionId, at: now, outcome: 'undone' });
    expect(await cancelled.available()).toBe('250');
    const late = await cancelled.ledger.acknowledgeBooking({ key: 'late', redemptionId, at: now, outcome: 'booked' });
    expect(late.ok && late.events.at(-1)?.type).toBe('meritkit.rewards.booking-to-undo.v1');
  });

  it('keeps its points past their end while it waits, and loses them if it then fails', async () => {
    const { ledger, redemptionId, payloadHash, available } = await requested();
    const after = '2027-01-05T00:00:00+08:00';
    expect(await ledger.balance({ personId: 'lin', at: after })).toEqual({
      posted: '200',
      held: '200',
      available: '0',
    });
    expect(
      (await ledger.approveRedemption({ key: 'ok', redemptionId, payloadHash, at: after, actor: actor('boss') })).ok,
    ).toBe(true);
    await ledger.acknowledgeBooking({ key: 'b', redemptionId, at: after, outcome: 'refused' });
    expect(await available(after)).toBe('0');
  });

  it('lapses by itself when nobody decides', async () => {
    const { ledger } = openLedger();
    await ledger.defineItem({ key: 'item', item: leave });
    await ledger.earn({ key: 'g', personId: 'lin', amount: '100', at: now });
    const asked = await ledger.requestRedemption({
      key: 'ask',
      personId: 'lin',
      item: leave.id,
      at: now,
      expires: '2026-11-30T00:00:00+08:00',
      actor: actor('lin'),
    });
    if (!asked.ok) throw new Error('refused');
    const after = '2026-11-30T00:00:00+08:00';
    expect((await ledger.balance({ personId: 'lin', at: after })).available).toBe('100');
    const { redemptionId, payloadHash } = asked;
    expect(
      await ledger.approveRedemption({ key: 'ok', redemptionId, payloadHash, at: after, actor: actor('boss') }),
    ).toMatchObject({
      rejection: { code: 'ledger/hold-resolved' },
    });
    expect(await ledger.cancelRedemption({ key: 'c', redemptionId, at: after, actor: actor('lin') })).toMatchObject({
      status: 'cancelled',
    });
  });
});

describe('a redemption that needs no approval', () => {
  const course: CatalogueItem = { ...leave, id: 'course', kind: 'course', approval: 'none' };

  it('takes the points when it is asked for, and waits for its booking only', async () => {
    const { ledger, store, asked, redemptionId, payloadHash, available } = await requested(course);
    expect(asked.status).toBe('awaiting-booking');
    expect(asked.events.map((event) => event.type)).toEqual([
      'meritkit.rewards.points-held.v1',
      'meritkit.rewards.hold-captured.v1',
      'meritkit.rewards.booking-requested.v1',
    ]);
    expect(await ledger.balance({ personId: 'lin', at: now })).toEqual({ posted: '50', held: '0', available: '50' });
    const before = await bytesOf(store);
    const decision = { redemptionId, at: now, actor: actor('boss') };
    for (const refused of [
      await ledger.approveRedemption({ key: 'ok', payloadHash, ...decision }),
      await ledger.rejectRedemption({ key: 'no', ...decision }),
    ]) {
      expect(refused).toMatchObject({ rejection: { code: 'ledger/redemption-state', status: 'awaiting-booking' } });
    }
    expect(await bytesOf(store)).toBe(before);
    const refused = await ledger.acknowledgeBooking({ key: 'b', redemptionId, at: now, outcome: 'refused' });
    expect(refused).toMatchObject({ ok: true, status: 'refused' });
    expect(await available()).toBe('250');
  });

  it('is fulfilled at once where nothing is booked, or refused as a whole', async () => {
    const { ledger, store, asked, redemptionId, available } = await requested(mug);
    expect(asked.status).toBe('fulfilled');
    expect(await available()).toBe('210');
    const before = await bytesOf(store);
    const again = { personId: 'lin', item: 'mug', at: now, actor: actor('lin') };
    expect(await ledger.requestRedemption({ key: 'third', ...again })).toEqual({
      ok: false,
      rejection: { code: 'ledger/out-of-stock', available: '0', needed: '1' },
    });
    expect(await bytesOf(store)).toBe(before);
    await ledger.cancelRedemption({ key: 'c', redemptionId, at: now, actor: actor('lin') });
    expect(await available()).toBe('250');
    expect(await ledger.requestRedemption({ key: 'after', ...again, expires: now })).toMatchObject({
      status: 'fulfilled',
    });
  });

  it('is refused where the item was never stocked', async () => {
    const { ledger } = openLedger();
    await ledger.defineItem({ key: 'item', item: mug });
    await ledger.earn({ key: 'g', personId: 'lin', amount: '100', at: now });
    const asked = { personId: 'lin', item: 'mug', quantity: 3, at: now, actor: actor('lin') };
    expect(await ledger.requestRedemption({ key: 'ask', ...asked })).toEqual({
      ok: false,
      rejection: { code: 'ledger/out-of-stock', available: '0', needed: '3' },
    });
  });
});

describe('the catalogue', () => {
  it('counts stock and asks for the price that is shown', async () => {
    const { ledger, redemptionId, payloadHash } = await requested({ ...mug, approval: 'four-eyes' }, '100');
    await ledger.defineItem({ key: 'free', item: mug });
    expect(await ledger.redeem({ key: 'r0', personId: 'lin', item: 'mug', amount: '19', at: now })).toEqual({
      ok: false,
      rejection: { code: 'ledger/price-changed', item: 'mug', given: '19', price: '20' },
    });
    // The two pieces there are were asked for: they are promised to nobody else.
    expect(await ledger.redeem({ key: 'r1', personId: 'lin', item: 'mug', at: now })).toEqual({
      ok: false,
      rejection: { code: 'ledger/out-of-stock', available: '0', needed: '1' },
    });
    expect(
      await ledger.approveRedemption({ key: 'ok', redemptionId, payloadHash, at: now, actor: actor('boss') }),
    ).toMatchObject({ status: 'fulfilled' });
    await ledger.cancelRedemption(agreed({ key: 'c', redemptionId, at: now, actor: actor('lin') }));
    expect((await ledger.redeem({ key: 'r2', personId: 'lin', item: 'mug', at: now })).ok).toBe(true);
    expect((await ledger.redeem({ key: 'r3', personId: 'lin', item: 'mug', at: now })).ok).toBe(true);
    expect(await ledger.redeem({ key: 'r4', personId: 'lin', item: 'mug', at: now })).toMatchObject({
      rejection: { code: 'ledger/out-of-stock' },
    });
  });

  it('does not give away what needs approval, is gone, or is kept in another unit', async () => {
    const { ledger } = openLedger({ units: { points: { scale: 0 }, hours: { scale: 2 } } });
    await ledger.earn({ key: 'g', personId: 'lin', amount: '100', at: now });
    await ledger.defineItem({ key: 'i1', item: leave });
    await ledger.defineItem({ key: 'i2', item: { ...mug, active: false } });
    const redeem = (key: string, item: string, unit?: string) =>
      ledger.redeem({ key, personId: 'lin', item, at: now, ...(unit === undefined ? {} : { unit }) });
    expect(await redeem('r1', leave.id)).toMatchObject({ rejection: { code: 'ledger/approval-required' } });
    expect(await redeem('r2', 'mug')).toMatchObject({ rejection: { code: 'ledger/item-unavailable' } });
    await ledger.defineItem({ key: 'i3', item: { ...mug, stocked: false } });
    expect(await redeem('r3', 'mug', 'hours')).toMatchObject({ rejection: { code: 'ledger/unit-mismatch' } });
    expect(await ledger.defineItem({ key: 'i4', item: { ...mug, price: '0.5' } })).toMatchObject({
      rejection: { code: 'ledger/too-precise' },
    });
  });
});

async function requestedByBoss() {
  const opened = openLedger();
  await opened.ledger.defineItem({ key: 'item', item: leave });
  await opened.ledger.earn({ key: 'g', personId: 'lin', amount: '100', at: now });
  await opened.ledger.requestRedemption({ key: 'ask', personId: 'lin', item: leave.id, at: now, actor: actor('boss') });
  return opened;
}

async function hashOf(ledger: Awaited<ReturnType<typeof requestedByBoss>>['ledger']) {
  const again = await ledger.requestRedemption({
    key: 'ask',
    personId: 'lin',
    item: leave.id,
    at: now,
    actor: actor('boss'),
  });
  return again.ok ? again.payloadHash : null;
}
