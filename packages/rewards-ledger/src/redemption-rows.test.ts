import type { AuditSinkV1 } from '@meritkit/core/audit';
import { describe, expect, it } from 'vitest';
import { leaveItem } from '../testing/catalogue.ts';
import { actor, now, openLedger } from '../testing/ledgers.ts';
import type { LedgerOptions } from './service/context.ts';
import type { Ledger } from './service.ts';

const booked = { ...leaveItem, booking: true };

async function ready(options: Partial<LedgerOptions> = {}) {
  const opened = openLedger(options);
  const { ledger } = opened;
  await ledger.defineItem({ key: 'item', item: booked });
  await ledger.earn({ key: 'g', personId: 'lin', amount: '100', at: now });
  const ask = (key: string, more: object = {}) =>
    ledger.requestRedemption({ key, personId: 'lin', item: 'leave', at: now, actor: actor('lin'), ...more });
  return { ...opened, ask };
}

async function asked(ask: (key: string, more?: object) => ReturnType<Ledger['requestRedemption']>, more: object = {}) {
  const answer = await ask('ask', more);
  if (!answer.ok) throw new Error(answer.rejection.code);
  return { redemptionId: answer.redemptionId, payloadHash: answer.payloadHash, at: now };
}

async function onlyRow(ledger: Ledger) {
  return (await ledger.listRedemptions({ personId: 'lin' })).redemptions[0];
}

describe('a row of a redemption', () => {
  it('says who asked, approved and cancelled, and why', async () => {
    const { ledger, ask } = await ready();
    const { payloadHash, ...which } = await asked(ask, { reason: 'a wedding' });
    expect(await onlyRow(ledger)).toMatchObject({ requestReason: 'a wedding', approvedBy: null, endedBy: null });
    const boss = { ...actor('boss'), onBehalfOf: 'chief' };
    await ledger.approveRedemption({ key: 'a', ...which, payloadHash, reason: 'enjoy', actor: boss });
    expect(await onlyRow(ledger)).toMatchObject({
      approvedBy: 'boss',
      approvedOnBehalfOf: 'chief',
      approvalReason: 'enjoy',
      endedBy: null,
      endReason: null,
    });
    const assistant = { ...actor('assistant'), onBehalfOf: 'lin' };
    await ledger.cancelRedemption({ key: 'c', ...which, reason: 'called off', actor: assistant });
    const ended = { approvedBy: 'boss', endedBy: 'assistant', endedOnBehalfOf: 'lin', endReason: 'called off' };
    expect(await onlyRow(ledger)).toMatchObject({ status: 'awaiting-undo', ...ended });
    await ledger.acknowledgeBooking({ key: 'u', ...which, outcome: 'undone' });
    expect(await onlyRow(ledger)).toMatchObject({ status: 'cancelled', ...ended });
    await ledger.eraseOwner({ personId: 'lin' });
    expect((await ledger.listRedemptions()).redemptions[0]).toMatchObject({
      owner: null,
      requestReason: null,
      endedBy: null,
      endReason: null,
    });
  });

  it('says who rejected it, and why the leave system refused it', async () => {
    const { ledger, ask } = await ready();
    const { payloadHash: _, ...which } = await asked(ask);
    await ledger.rejectRedemption({ key: 'no', ...which, reason: 'release week', actor: actor('boss') });
    expect(await onlyRow(ledger)).toMatchObject({ status: 'rejected', endedBy: 'boss', endReason: 'release week' });

    const other = await ready();
    const { payloadHash, ...its } = await asked(other.ask);
    await other.ledger.approveRedemption({ key: 'a', ...its, payloadHash, actor: actor('boss') });
    await other.ledger.acknowledgeBooking({ key: 'b', ...its, outcome: 'refused', reason: 'no days left' });
    expect(await onlyRow(other.ledger)).toMatchObject({ status: 'refused', endedBy: null, endReason: 'no days left' });
  });

  it('has lapsed as of now where nobody decided in time, without anything having been written', async () => {
    let present = now;
    const { ledger, ask } = await ready({ now: () => present });
    const expires = '2026-11-25T00:00:00Z';
    await asked(ask, { expires });
    await ask('open');
    const count = async (status: 'lapsed' | 'requested') =>
      (await ledger.listRedemptions({ status })).redemptions.length;
    expect(await onlyRow(ledger)).toMatchObject({ status: 'requested', expires });
    expect([await count('requested'), await count('lapsed')]).toEqual([2, 0]);
    present = '2026-11-24T23:59:59.999Z';
    expect(await onlyRow(ledger)).toMatchObject({ status: 'requested' });
    present = expires;
    expect(await onlyRow(ledger)).toMatchObject({ status: 'lapsed', requestedBy: 'lin', expires });
    expect([await count('requested'), await count('lapsed')]).toEqual([1, 1]);
  });
});

describe('a reservation that would be over before it begins', () => {
  it.each(['2026-11-22T00:00:00Z', now])('is refused: %s', async (expires) => {
    const { ledger, ask } = await ready();
    const ended = { ok: false, rejection: { code: 'ledger/already-ended', effective: '2026-11-22T01:00:00Z' } };
    expect(await ask('ask', { expires })).toMatchObject(ended);
    expect(await ledger.hold({ key: 'h', personId: 'lin', amount: '5', at: now, expires })).toMatchObject(ended);
    const later = '2026-11-22T01:00:00.001Z';
    expect((await ask('ask', { expires: later })).ok).toBe(true);
    expect((await ledger.hold({ key: 'h', personId: 'lin', amount: '5', at: now, expires: later })).ok).toBe(true);
  });
});

describe('an approver', () => {
  it('who has the id of an item, a team or a budget is a person of their own', async () => {
    const { ledger } = openLedger();
    const item = { ...leaveItem, id: '7', stocked: true };
    await ledger.defineItem({ key: 'item', item });
    await ledger.stockItem({ key: 'stock', itemId: '7', pieces: 9, at: now });
    await ledger.earn({ key: 'p', personId: 'lin', amount: '20', at: now });
    await ledger.earn({ key: 't', teamId: '7', amount: '20', at: now });
    await ledger.fundBudget({ key: 'b', budgetId: '7', amount: '20', at: now });
    for (const owner of [{ personId: 'lin' }, { teamId: '7' }, { budgetId: '7' }]) {
      const key = JSON.stringify(owner);
      const wish = await ledger.requestRedemption({ key, ...owner, item: '7', at: now, actor: actor('mia') });
      const { redemptionId, payloadHash } = wish.ok ? wish : { redemptionId: '', payloadHash: '' };
      const approve = { key: `yes ${key}`, redemptionId, payloadHash, at: now };
      expect(await ledger.approveRedemption({ ...approve, actor: actor('7') })).toMatchObject({ status: 'fulfilled' });
    }
  });
});

describe('an inbox', () => {
  it('of few open requests among many that are done is asked of the store once, for as many rows as are shown', async () => {
    const { ledger, store } = openLedger();
    await ledger.defineItem({ key: 'done', item: { ...leaveItem, id: 'done', approval: 'none' } });
    await ledger.defineItem({ key: 'open', item: leaveItem });
    await ledger.earn({ key: 'g', personId: 'lin', amount: '100000', at: now });
    for (let turn = 0; turn < 2100; turn += 1) {
      const item = turn % 175 === 100 ? 'leave' : 'done';
      await ledger.requestRedemption({ key: `${turn}`, personId: 'lin', item, at: now, actor: actor('lin') });
    }
    const asked: number[] = [];
    const listRedemptions: typeof store.listRedemptions = (filter, page) => {
      asked.push(page.limit);
      return store.listRedemptions(filter, page);
    };
    const listDocuments = () => Promise.reject(new Error('the store filters, not the service'));
    const { ledger: reader } = openLedger({ store: { ...store, listRedemptions, listDocuments } });
    const all = await reader.listRedemptions({ status: 'requested', limit: 20 });
    expect(all.redemptions).toHaveLength(12);
    expect(all.nextCursor).toBeNull();
    expect(asked.splice(0)).toEqual([20]);

    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<Ledger['listRedemptions']>> = await reader.listRedemptions({
        status: 'requested',
        limit: 5,
        cursor,
      });
      seen.push(...page.redemptions.map(({ redemptionId }) => redemptionId));
      cursor = page.nextCursor;
      expect(asked.splice(0)).toEqual([5]);
    } while (cursor !== null);
    expect(seen).toEqual(all.redemptions.map(({ redemptionId }) => redemptionId));
  });

  it('takes only cursors that a page gave', async () => {
    const { ledger } = openLedger();
    for (const cursor of ['', 'x', ':5', '-1']) {
      await expect(ledger.listRedemptions({ cursor })).rejects.toThrow('cursor: ');
    }
    for (const cursor of ['', 'x', ':5', '12345', '-1']) {
      await expect(ledger.listItems({ cursor })).rejects.toThrow('cursor: ');
    }
  });

  it('is recorded with its reader, though it is nobody’s by name', async () => {
    const recorded: unknown[] = [];
    const record = async (entries: readonly unknown[]) => void recorded.push(...entries);
    const { ledger, ask } = await ready({ audit: { record } as unknown as AuditSinkV1 });
    await ask('ask');
    recorded.length = 0;
    await ledger.listRedemptions({ actor: actor('boss') });
    expect(recorded).toMatchObject([{ action: 'ledger.redemptions.read', actor: { id: 'boss' } }]);
    await ledger.listRedemptions();
    expect(recorded).toHaveLength(1);
  });
});
