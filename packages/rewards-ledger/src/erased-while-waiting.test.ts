import { VersionConflictError } from '@meritkit/core/errors';
import { expect, it } from 'vitest';
import { leaveItem } from '../testing/catalogue.ts';
import { actor, bytesOf, now, openLedger } from '../testing/ledgers.ts';
import type { LedgerStoreV1 } from './ports.ts';

/** Two days of leave, of two people, whose undoing an assistant has asked for before anybody said that they are booked. */
async function waiting(change: (store: LedgerStoreV1) => LedgerStoreV1 = (store) => store) {
  const { store: kept } = openLedger();
  const store = change(kept);
  const { ledger } = openLedger({ store });
  await ledger.defineItem({ key: 'item', item: { ...leaveItem, approval: 'none', booking: true } });
  for (const personId of ['lin', 'zhao']) {
    await ledger.earn({ key: `g-${personId}`, personId, amount: '25', at: now });
    const wish = { key: `ask-${personId}`, personId, item: 'leave', at: now, actor: actor('assistant') };
    const asked = await ledger.requestRedemption(wish);
    const redemptionId = asked.ok ? asked.redemptionId : '';
    const by = { ...actor('assistant'), onBehalfOf: personId };
    await ledger.cancelRedemption({
      key: `c-${personId}`,
      redemptionId,
      at: now,
      reason: `${personId} is ill`,
      actor: by,
    });
  }
  const rows = async () => (await ledger.listRedemptions()).redemptions;
  return { ledger, store, rows };
}

it('takes an erased person and the words about them out of what waits for the leave system, and nobody else', async () => {
  const { ledger, store, rows } = await waiting();
  await ledger.eraseOwner({ personId: 'lin' });
  expect(await bytesOf(store)).not.toContain('lin');
  const named = { status: 'awaiting-undo', endedBy: 'assistant' };
  expect(await rows()).toMatchObject([
    { ...named, endedOnBehalfOf: null, endReason: null },
    { ...named, endedOnBehalfOf: 'zhao', endReason: 'zhao is ill' },
  ]);
});

it('takes out one who acted for others, and leaves the words that are not theirs', async () => {
  const { ledger, rows } = await waiting();
  await ledger.eraseOwner({ personId: 'assistant' });
  const [first] = await rows();
  expect(first).toMatchObject({ endedBy: null, endedOnBehalfOf: 'lin', endReason: 'lin is ill' });
  const answered = { key: 'u', redemptionId: first!.redemptionId, at: now, outcome: 'undone' } as const;
  expect(await ledger.acknowledgeBooking(answered)).toMatchObject({ ok: true, status: 'cancelled' });
  expect((await rows())[0]).toMatchObject({ status: 'cancelled', endedBy: null, endedOnBehalfOf: 'lin' });
});

it('erases on what another writer made of it meanwhile', async () => {
  let rivals = 0;
  const { ledger, store, rows } = await waiting((kept) => ({
    ...kept,
    append: async (commit) => {
      const [document] = commit.documents;
      if (document?.type === 'redemption' && commit.entries.length === 0 && commit.answer === null && rivals === 0) {
        rivals += 1;
        throw new VersionConflictError({ subject: 'redemption', expectedVersion: 1, actualVersion: 2 });
      }
      return kept.append(commit);
    },
  }));
  await ledger.eraseOwner({ personId: 'lin' });
  expect(rivals).toBe(1);
  expect(await bytesOf(store)).not.toContain('lin');
  expect(await rows()).toHaveLength(2);
});
