import { describe, expect, it } from 'vitest';
import { leaveItem } from '../testing/catalogue.ts';
import { actor, bytesOf, countingIds, now, openLedger } from '../testing/ledgers.ts';
import type { CatalogueItem } from './redemption/item.ts';
import { type BookingOutcome, effectOfBooking, type Redemption, redemptionStatuses } from './redemption/redemption.ts';
import type { LedgerOptions } from './service/context.ts';
import { hashOfCall } from './service/four-eyes.ts';
import type { CancelRedemptionInput } from './service/redemptions.ts';

const item: CatalogueItem = { ...leaveItem, booking: true, taxValue: { amount: '800.00', currency: 'CNY' } };

/** A day of leave that was asked for, approved where it has to be, and booked. */
async function fulfilled(change: Partial<CatalogueItem> = {}, options: Partial<LedgerOptions> = {}) {
  const { ledger, store } = openLedger(options);
  await ledger.defineItem({ key: 'item', item: { ...item, ...change } });
  await ledger.earn({ key: 'g', personId: 'lin', amount: '25', at: now });
  const asked = await ledger.requestRedemption({ key: 'ask', personId: 'lin', item: 'leave', at: now, actor: lin });
  if (!asked.ok) throw new Error(asked.rejection.code);
  const { redemptionId, payloadHash } = asked;
  if (change.approval !== 'none') {
    await ledger.approveRedemption({ key: 'yes', redemptionId, payloadHash, at: now, actor: actor('boss') });
  }
  const say = (outcome: BookingOutcome, key: string = outcome) =>
    ledger.acknowledgeBooking({ key, redemptionId, at: now, outcome });
  if (change.booking !== false) await say('booked');
  const cancel: CancelRedemptionInput = { key: 'cancel', redemptionId, at: now, reason: 'a launch', actor: lin };
  const available = async () => (await ledger.balance({ personId: 'lin', at: now })).available;
  const row = async () => (await ledger.listRedemptions({ personId: 'lin' })).redemptions[0];
  return { ledger, store, redemptionId, cancel, say, available, row };
}

const lin = actor('lin');

function agreed(input: CancelRedemptionInput, approvedBy = 'boss'): CancelRedemptionInput {
  const payloadHash = hashOfCall({ call: 'cancelRedemption', input });
  return { ...input, approval: { approvedBy, requestedBy: input.actor.id, payloadHash } };
}

describe('a fulfilled redemption that is taken back', () => {
  it('gives the points back when the leave system has undone the booking, and not before', async () => {
    const { ledger, cancel, say, available, row } = await fulfilled();
    const asked = await ledger.cancelRedemption(agreed(cancel));
    expect(asked).toMatchObject({ ok: true, status: 'awaiting-undo' });
    expect(asked.ok && asked.events.map(({ type }) => type)).toEqual([
      'meritkit.rewards.entry-posted.v1',
      'meritkit.rewards.booking-to-undo.v1',
    ]);
    expect(await available()).toBe('15');
    expect(await row()).toMatchObject({ status: 'awaiting-undo', endedBy: 'lin', endReason: 'a launch' });
    expect(await say('undone')).toMatchObject({ ok: true, status: 'cancelled' });
    expect(await available()).toBe('25');
    expect(await row()).toMatchObject({ status: 'cancelled', endedBy: 'lin', endReason: 'a launch' });
  });

  it('stays fulfilled when the leave system cannot undo it, and can be asked for again', async () => {
    const { ledger, store, cancel, say, available, row } = await fulfilled();
    await ledger.cancelRedemption(agreed(cancel));
    expect(await say('kept')).toMatchObject({ ok: true, status: 'fulfilled' });
    expect(await available()).toBe('15');
    expect(await row()).toMatchObject({ status: 'fulfilled', endedBy: null, endReason: null });
    const documents = await store.listDocuments('redemption', { cursor: null, limit: 1 });
    expect(JSON.stringify(documents)).not.toContain('a launch');
    const again = agreed({ ...cancel, key: 'again' });
    expect(await ledger.cancelRedemption(again)).toMatchObject({ status: 'awaiting-undo' });
    await say('undone');
    expect(await available()).toBe('25');
  });

  it('counts among what waits for the leave system until that answers', async () => {
    const { ledger: before, store, cancel } = await fulfilled();
    await before.cancelRedemption(agreed(cancel));
    const { ledger } = openLedger({ store, ids: countingIds('later'), now: () => '2026-12-02T00:00:00Z' });
    const period = { start: '2026-11-01', end: '2026-12-01' };
    const closed = await ledger.closePeriod({ key: 'close', period, timeZone: 'Asia/Shanghai' });
    expect(closed).toMatchObject({ totals: { redeemed: '0', pending: '10' } });
  });

  it('changes nothing by a word that comes late or twice, and by one that contradicts', async () => {
    const { ledger, cancel, say, store, available } = await fulfilled();
    await ledger.cancelRedemption(agreed(cancel));
    expect(await say('booked', 'late')).toMatchObject({ ok: true, status: 'awaiting-undo', entryId: null, events: [] });
    expect(await say('refused')).toMatchObject({ rejection: { code: 'ledger/redemption-state' } });
    const twice = agreed({ ...cancel, key: 'twice' });
    expect(await ledger.cancelRedemption(twice)).toMatchObject({ rejection: { status: 'awaiting-undo' } });
    const undone = await say('undone');
    expect(await say('undone')).toEqual(undone);
    expect(await say('undone', 'undone-twice')).toMatchObject({ ok: true, status: 'cancelled', entryId: null });
    const before = await bytesOf(store);
    expect(await say('kept')).toMatchObject({ rejection: { code: 'ledger/redemption-state', status: 'cancelled' } });
    expect(await ledger.cancelRedemption(twice)).toMatchObject({ rejection: { status: 'cancelled' } });
    expect(await bytesOf(store)).toBe(before);
    expect(await available()).toBe('25');
  });

  it('is taken back at once where nothing was booked', async () => {
    const { ledger, cancel, available } = await fulfilled({ booking: false });
    expect(await ledger.cancelRedemption(agreed(cancel))).toMatchObject({ status: 'cancelled' });
    expect(await available()).toBe('25');
  });
});

describe('taking back what was fulfilled', () => {
  it('takes a second person where the item did', async () => {
    const { ledger, store, cancel } = await fulfilled();
    const before = await bytesOf(store);
    expect(await ledger.cancelRedemption(cancel)).toMatchObject({ rejection: { code: 'ledger/approval-required' } });
    expect(await ledger.cancelRedemption(agreed({ ...cancel, actor: actor('mia') }, 'lin'))).toMatchObject({
      rejection: { code: 'ledger/approver-is-beneficiary' },
    });
    expect(await ledger.cancelRedemption(agreed(cancel, 'lin'))).toMatchObject({
      rejection: { code: 'ledger/approver-is-requester' },
    });
    const { approval } = agreed({ ...cancel, key: 'another' });
    expect(await ledger.cancelRedemption({ ...cancel, ...(approval && { approval }) })).toMatchObject({
      rejection: { code: 'ledger/approval-mismatch' },
    });
    expect(await bytesOf(store)).toBe(before);
  });

  it('takes a second person above the limit, and nobody up to it', async () => {
    for (const [limit, isRefused] of [
      ['9', true],
      ['10', false],
    ] as const) {
      const { ledger: _, store, cancel, available } = await fulfilled({ approval: 'none' });
      const { ledger } = openLedger({ store, ids: countingIds(limit), approvalAbove: { points: limit } });
      const answer = await ledger.cancelRedemption(cancel);
      if (isRefused) expect(answer).toMatchObject({ rejection: { code: 'ledger/approval-required' } });
      else expect(answer).toMatchObject({ ok: true, status: 'awaiting-undo' });
      expect(await available()).toBe('15');
      expect((await ledger.cancelRedemption(isRefused ? agreed(cancel) : cancel)).ok).toBe(true);
    }
  });

  it('takes nobody while the booking is not confirmed: whoever asked thinks again', async () => {
    const { ledger } = openLedger({ approvalAbove: { points: '25' } });
    await ledger.defineItem({ key: 'item', item });
    await ledger.earn({ key: 'g', personId: 'lin', amount: '25', at: now });
    const asked = await ledger.requestRedemption({ key: 'ask', personId: 'lin', item: 'leave', at: now, actor: lin });
    const { redemptionId, payloadHash } = asked.ok ? asked : { redemptionId: '', payloadHash: '' };
    await ledger.approveRedemption({ key: 'yes', redemptionId, payloadHash, at: now, actor: actor('boss') });
    const cancelled = await ledger.cancelRedemption({ key: 'c', redemptionId, at: now, actor: lin });
    expect(cancelled).toMatchObject({ ok: true, status: 'awaiting-undo', entryId: null });
    expect(cancelled.ok && cancelled.events.map(({ type }) => type)).toEqual(['meritkit.rewards.booking-to-undo.v1']);
  });

  it('names whoever does it', async () => {
    const { ledger, cancel } = await fulfilled({ approval: 'none' });
    for (const broken of [undefined, { id: 7 }, { id: 'lin', onBehalfOf: 7 }]) {
      await expect(ledger.cancelRedemption({ ...cancel, actor: broken as never })).rejects.toThrow('actor.');
    }
  });

  it('is forgotten with the people that it names', async () => {
    const { ledger, store, cancel, say } = await fulfilled();
    await ledger.cancelRedemption(agreed({ ...cancel, actor: { ...actor('mia'), onBehalfOf: 'chief' } }, 'boss'));
    await say('undone');
    for (const personId of ['mia', 'chief', 'boss']) await ledger.eraseOwner({ personId });
    const { items } = await store.listEntries({}, { cursor: null, limit: 100 });
    const details = JSON.stringify(await store.readDetails(items.map(({ entry }) => entry.id)));
    for (const name of ['mia', 'chief', 'boss']) expect(details).not.toContain(`"${name}"`);
    expect(details).toContain('a launch');
    await ledger.eraseOwner({ personId: 'lin' });
    expect(JSON.stringify(await store.readDetails(items.map(({ entry }) => entry.id)))).not.toContain('a launch');
  });

  it('leaves the clearing entries of a redemption to its own steps', async () => {
    const { ledger, store } = await fulfilled();
    const { items } = await store.listEntries({ kinds: ['post'] }, { cursor: null, limit: 10 });
    const settled = items[0]?.entry.id ?? '';
    expect(await ledger.reverse({ key: 'r', entryId: settled, at: now })).toMatchObject({
      rejection: { code: 'ledger/not-reversible', kind: 'redemption' },
    });
  });
});

describe('the word of a booking system', () => {
  it('means one thing in each state', () => {
    const outcomes = ['booked', 'refused', 'undone', 'kept'] as const;
    const table = redemptionStatuses.map((status) =>
      outcomes.map((outcome) => {
        const decided = effectOfBooking({ id: 'r', status } as Redemption, outcome);
        return decided.ok ? decided.effect : null;
      }),
    );
    const unanswered = outcomes.map((outcome) => {
      const decided = effectOfBooking({ id: 'r', status: 'awaiting-undo', unanswered: true } as Redemption, outcome);
      return decided.ok ? decided.effect : null;
    });
    expect(unanswered).toEqual(['note', 'undo', 'undo', 'keep']);
    expect(Object.fromEntries(redemptionStatuses.map((status, index) => [status, table[index]]))).toEqual({
      requested: [null, null, null, null],
      'awaiting-booking': ['settle', 'refund', null, null],
      fulfilled: ['nothing', null, null, 'nothing'],
      'awaiting-undo': ['nothing', null, 'undo', 'keep'],
      rejected: [null, null, null, null],
      refused: [null, 'nothing', null, null],
      cancelled: ['undo-booking', 'nothing', 'nothing', null],
    });
  });
});
