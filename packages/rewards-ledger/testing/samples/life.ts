import type { JsonObject } from '@meritkit/core/json';
import type { LedgerEvent } from '../../src/events.ts';
import type { LedgerDocument, LedgerStoreV1 } from '../../src/ports.ts';
import type { CatalogueItem } from '../../src/redemption/item.ts';
import type { EarningRule } from '../../src/rules/index.ts';
import { entryToJson } from '../../src/seal/index.ts';
import type { Seal, SealLeaf } from '../../src/seal/types.ts';
import { hashOfCall } from '../../src/service/four-eyes.ts';
import type { CancelRedemptionInput } from '../../src/service/redemptions.ts';
import type { Ledger } from '../../src/service.ts';
import { actor, countingIds, now, openLedger } from '../ledgers.ts';

const item: CatalogueItem = {
  id: 'annual-leave',
  title: { en: 'A day of leave', 'zh-CN': '年假一天' },
  kind: 'leave',
  unit: 'points',
  price: '100',
  approval: 'four-eyes',
  stocked: true,
  booking: true,
  taxValue: { amount: '800.00', currency: 'CNY' },
  active: true,
};
const rule: EarningRule = {
  id: 'help',
  version: 1,
  unit: 'points',
  inForce: { start: '2026-01-01', end: null },
  timeZone: 'Asia/Shanghai',
  amount: '10',
  per: 'event',
  multipliers: [{ id: 'night', when: { attribute: 'shift', equals: 'night' }, factor: '1.5' }],
  prerequisites: [],
  caps: [{ id: 'month', per: 'month', maximum: '100', beyond: 'refuse' }],
  budgetId: null,
  expiresAfterDays: 365,
  rounding: 'half-up',
};

/** What is stored and sent: the first entry of each kind, the first event of each type, a document of each type. */
export interface StoredSamples {
  readonly entries: readonly JsonObject[];
  readonly events: readonly LedgerEvent[];
  readonly documents: readonly LedgerDocument[];
  /** What commands answered beside the entries, by key. */
  readonly answers: Readonly<Record<string, JsonObject>>;
  readonly seals: readonly Seal[];
  readonly leaves: readonly SealLeaf[];
}

/** A life in which every kind of entry, event and document is written, the same every time. */
export async function writeSamples(): Promise<StoredSamples> {
  const { ledger, store } = openLedger({ outbox: true });
  const at = now;
  const [lin, boss] = [actor('lin'), actor('boss')];
  const entryOf = (answer: { readonly ok: boolean; readonly entryId?: string | null }) => answer.entryId ?? '';
  await ledger.fundBudget({ key: 'fund', budgetId: 'team', amount: '1000', at, expires: '2027-01-01T00:00:00+08:00' });
  const grant = await ledger.earn({ key: 'earn', personId: 'lin', amount: '300', at, reason: 'help', about: 'c-7' });
  await ledger.earn({ key: 'short', personId: 'chen', amount: '5', at, expires: '2026-11-22T10:00:00+08:00' });
  await ledger.transfer({ key: 'pass', from: { budgetId: 'team' }, to: { personId: 'zhao' }, amount: '50', at });
  await ledger.redeem({ key: 'redeem', personId: 'lin', item: 'mug', amount: '20', at });
  const legs = [
    { account: { personId: 'zhao' }, amount: '-10' },
    { accountId: 'clearing:redeemed:points', amount: '10' },
  ];
  await ledger.post({ key: 'post', postings: legs, at });
  const held = await ledger.hold({ key: 'hold', personId: 'zhao', amount: '5', at });
  if (held.ok) await ledger.release({ key: 'release', holdId: held.holdId, at });
  await ledger.defineRule({ key: 'rule', rule });
  const event = { at, attributes: { shift: 'night' } };
  await ledger.award({ key: 'award', personId: 'zhao', rule: { id: 'help', version: 1 }, event });
  await ledger.defineItem({ key: 'item', item });
  await ledger.stockItem({ key: 'stock', itemId: item.id, pieces: 3, at });
  const asked = await ledger.requestRedemption({ key: 'ask', personId: 'lin', item: item.id, at, actor: lin });
  if (asked.ok) {
    const { redemptionId, payloadHash } = asked;
    await ledger.approveRedemption({ key: 'yes', redemptionId, payloadHash, at, actor: boss });
    await ledger.acknowledgeBooking({ key: 'booked', redemptionId, at, outcome: 'booked', reference: 'HR-1' });
    await takeBack(ledger, { key: 'cancel', redemptionId, at, reason: 'ill', actor: lin });
    await ledger.acknowledgeBooking({ key: 'undone', redemptionId, at, outcome: 'undone' });
  }
  await waitForUndo(ledger);
  await ledger.clawback({ key: 'claw', entryId: entryOf(grant), at, spent: { kind: 'debt', limit: '100' } });
  const later = { store, now: () => '2026-11-23T00:00:00+08:00', ids: countingIds('sweep') };
  await openLedger(later).ledger.sweepExpired();
  const month = { period: { start: '2026-11-01', end: '2026-12-01' }, timeZone: 'Asia/Shanghai' };
  await ledger.closePeriod({ key: 'close', ...month, beforeItsEnd: true });
  await ledger.exportPayroll({ key: 'payroll', ...month });
  await sealInPages(store);
  return collect(store);
}

/** Takes back what a second person had to approve. */
function takeBack(ledger: Ledger, cancel: CancelRedemptionInput) {
  const payloadHash = hashOfCall({ call: 'cancelRedemption', input: cancel });
  const approval = { approvedBy: 'boss', requestedBy: cancel.actor.id, payloadHash };
  return ledger.cancelRedemption({ ...cancel, approval });
}

/** A redemption whose undoing the host has yet to answer, and whether it booked at all. */
async function waitForUndo(ledger: Ledger): Promise<void> {
  const mia = actor('mia');
  const wish = { key: 'ask-2', budgetId: 'team', item: item.id, at: now, expires: '2026-11-24T00:00:00Z', actor: mia };
  const asked = await ledger.requestRedemption(wish);
  if (!asked.ok) throw new Error(asked.rejection.code);
  const { redemptionId, payloadHash } = asked;
  await ledger.approveRedemption({ key: 'yes-2', redemptionId, payloadHash, at: now, actor: actor('boss') });
  await takeBack(ledger, { key: 'cancel-2', redemptionId, at: now, reason: 'a launch', actor: mia });
}

/** A store of short pages: where sealing stopped is noted only past the first one. */
async function sealInPages(store: LedgerStoreV1): Promise<void> {
  const short: LedgerStoreV1 = {
    ...store,
    listEntries: (filter, page) => store.listEntries(filter, { ...page, limit: 5 }),
  };
  const { ledger } = openLedger({ store: short, ids: countingIds('sealing') });
  await ledger.sealEntries({ batchSize: 8, salts: countingIds('a-salt-of-sixteen-bytes') });
}

/** Commands of each kind that answer more than their entry. */
const answering = ['hold', 'rule', 'award', 'item', 'ask', 'yes', 'booked', 'cancel', 'undone', 'close', 'payroll'];

async function collect(store: LedgerStoreV1): Promise<StoredSamples> {
  const page = { cursor: null, limit: 1000 };
  const types = ['books', 'item', 'redemption', 'rule', 'payroll', 'unit', 'sealing'] as const;
  const lists = await Promise.all(types.map((type) => store.listDocuments(type, page)));
  const entries = (await store.listEntries({}, page)).items.map(({ entry }) => entryToJson(entry));
  return {
    entries: firstOfEach(entries, (entry) => entry.kind),
    events: firstOfEach(await store.readOutbox(1000), (event) => event.type),
    documents: lists.flatMap((list) => list.items),
    answers: await answersIn(store),
    seals: (await store.listSeals(page)).items,
    leaves: (await store.listSealLeaves(page)).items,
  };
}

async function answersIn(store: LedgerStoreV1): Promise<StoredSamples['answers']> {
  const answers: Record<string, JsonObject> = {};
  for (const key of answering) {
    const { record } = await store.load({ key });
    if (record === null || record.answer === null) throw new Error(`${key} answers nothing beside its entry`);
    answers[key] = record.answer;
  }
  return answers;
}

function firstOfEach<Item>(items: readonly Item[], kindOf: (item: Item) => unknown): readonly Item[] {
  const seen = new Set<unknown>();
  return items.filter((item) => !seen.has(kindOf(item)) && seen.add(kindOf(item)));
}
