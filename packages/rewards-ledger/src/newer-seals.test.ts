import { expect, it } from 'vitest';
import { now, openLedger } from '../testing/ledgers.ts';
import { everythingIn } from './conformance/fixtures.ts';
import type { LedgerStoreV1 } from './ports.ts';
import { verifySeals } from './seal/index.ts';

/** A chain of three seals of one entry each, the one in the middle as a later version would write it. */
async function withNewerSeal(newer: number) {
  const { ledger, store } = openLedger();
  for (const key of ['a', 'b', 'c']) await ledger.earn({ key, personId: 'lin', amount: '1', at: now });
  await ledger.sealEntries({ batchSize: 1 });
  const page = { cursor: null, limit: 10 };
  const [stored, leaves, journal] = [
    (await store.listSeals(page)).items,
    (await store.listSealLeaves(page)).items,
    (await store.listEntries({}, page)).items,
  ];
  const seals = stored.map((seal) => (seal.index === newer ? { ...seal, schemaVersion: 2 as never } : seal));
  const entries = journal.map((entry) => ({ ...entry, details: null }));
  const later: LedgerStoreV1 = { ...store, listSeals: async () => ({ items: seals, nextCursor: null }) };
  return { seals, leaves, entries, later };
}

it('a seal of a later version is told apart from one that was changed', async () => {
  const { seals, leaves, entries, later } = await withNewerSeal(1);
  const newer = { kind: 'newer-document', index: 1, position: null };
  expect(verifySeals({ seals, leaves, entries })).toEqual([newer]);
  const { ledger } = openLedger({ store: later });
  expect(await ledger.verifyLedger()).toMatchObject({ ok: false, problems: [newer] });
});

it('hides neither a broken chain nor a change under the seals beside it', async () => {
  const { seals, leaves, entries } = await withNewerSeal(1);
  const torn = seals.map((seal) => (seal.index === 1 ? { ...seal, hash: 'f'.repeat(64) } : seal));
  expect(verifySeals({ seals: torn, leaves, entries }).map(({ kind, index }) => [kind, index])).toEqual([
    ['newer-document', 1],
    ['chain', 2],
  ]);
  expect(verifySeals({ seals, leaves, entries: entries.slice(0, 2) })).toContainEqual(
    expect.objectContaining({ kind: 'entry-missing', index: 2 }),
  );
});

it('a chain that a later version goes on with is not sealed by this one', async () => {
  const { later } = await withNewerSeal(2);
  const { ledger } = openLedger({ store: later });
  const before = await everythingIn(later, ['lin']);
  await expect(ledger.sealEntries()).rejects.toMatchObject({ code: 'core/newer-document' });
  expect(await everythingIn(later, ['lin'])).toEqual(before);
});
