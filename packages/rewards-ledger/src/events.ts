import { instantText } from '@meritkit/core/dates';
import type { CloudEvent } from '@meritkit/core/events';
import type { JsonObject } from '@meritkit/core/json';
import { amountText, scaleOf, type Units } from './amount/index.ts';
import { type AccountOwner, isDerivedAccount } from './ledger/account.ts';
import type { Entry, EntryKind } from './ledger/entry.ts';

/** An event in a CloudEvents 1.0 envelope. The same commit always gives the same events with the same ids. */
export type LedgerEvent = CloudEvent<string, JsonObject>;

const types: Readonly<Record<EntryKind, string>> = {
  earn: 'meritkit.rewards.points-earned.v1',
  transfer: 'meritkit.rewards.points-transferred.v1',
  redeem: 'meritkit.rewards.points-redeemed.v1',
  fund: 'meritkit.rewards.budget-funded.v1',
  hold: 'meritkit.rewards.points-held.v1',
  capture: 'meritkit.rewards.hold-captured.v1',
  release: 'meritkit.rewards.hold-released.v1',
  expire: 'meritkit.rewards.points-expired.v1',
  reverse: 'meritkit.rewards.entry-reversed.v1',
  clawback: 'meritkit.rewards.points-clawed-back.v1',
  post: 'meritkit.rewards.entry-posted.v1',
};

/** The types of the events that entries lead to. */
export const entryEventTypes: readonly string[] = Object.values(types);

/**
 * The event of an entry. `owner` names whose points moved, for the host; it is not part of the journal.
 *
 * @throws InvalidInputError `ledger/unknown-unit` for an entry in a unit that `units` does not have
 * @example
 * ```ts
 * import { createLedger, eventOfEntry } from '@meritkit/rewards-ledger';
 * import { createMemoryLedgerStore } from '@meritkit/rewards-ledger/memory';
 *
 * const store = createMemoryLedgerStore({ tenantId: 'acme' });
 * await createLedger({ store }).earn({ key: 'k1', personId: 'lin', amount: '300' });
 * const { items } = await store.listEntries({}, { cursor: null, limit: 10 });
 * const units = { points: { scale: 0 } };
 * eventOfEntry({ entry: items[0]!.entry, source: '/meritkit/rewards', tenantId: 'acme', units }).type;
 * // 'meritkit.rewards.points-earned.v1'
 * ```
 */
export function eventOfEntry(options: {
  readonly entry: Entry;
  readonly source: string;
  readonly tenantId: string;
  readonly units: Units;
  readonly owner?: AccountOwner | undefined;
}): LedgerEvent {
  const { entry } = options;
  return {
    specversion: '1.0',
    id: `${entry.id}/0`,
    source: options.source,
    type: types[entry.kind],
    time: timeText(entry.recordedMs),
    subject: firstOwnedAccount(entry) ?? entry.id,
    datacontenttype: 'application/json',
    tenantid: options.tenantId,
    schemaversion: 1,
    data: dataOf(entry, options.units, options.owner),
  };
}

function dataOf(entry: Entry, units: Units, owner: AccountOwner | undefined): JsonObject {
  const { id: entryId, subject, reverses } = entry;
  const postings = postingsOf(entry, units);
  // Written in one piece where little is known, as of nearly every entry: an object that grows costs as much again.
  if (subject === null && reverses === null && owner !== undefined) {
    return { entryId, ownerKind: owner.kind, ownerId: owner.id, postings };
  }
  return {
    entryId,
    ...(owner === undefined ? {} : { ownerKind: owner.kind, ownerId: owner.id }),
    ...(subject === null ? {} : { about: subject }),
    ...(reverses === null ? {} : { reverses }),
    postings,
  };
}

function postingsOf(entry: Entry, units: Units): readonly JsonObject[] {
  return entry.postings.map(({ accountId, unit, amount }) => ({
    accountId,
    unit,
    amount: amountText({ amount, scale: scaleOf(units, unit) }),
  }));
}

function firstOwnedAccount(entry: Entry): string | undefined {
  for (const { accountId } of entry.postings) if (!isDerivedAccount(accountId)) return accountId;
  return undefined;
}

let lastMs = Number.NaN;
let lastText = '';

/** Entries of one burst share their millisecond; its text is written once. */
function timeText(milliseconds: number): string {
  if (milliseconds !== lastMs) {
    lastText = instantText(milliseconds);
    lastMs = milliseconds;
  }
  return lastText;
}
