import { VersionConflictError } from '@meritkit/core/errors';
import { deepFreeze } from '@meritkit/core/json';
import { createMemoryDatabase, type MemoryDatabase, type MemoryTransaction } from '@meritkit/core/memory';
import { detailsWithoutPerson, eventWithoutOwner, namesPerson } from '../erasure.ts';
import type { AccountOwner } from '../ledger/account.ts';
import type { LedgerStoreV1, TransactionalLedgerStoreV1 } from '../ports.ts';
import { appendTo, type Undo } from './append.ts';
import { putBinding, removeBinding } from './bindings.ts';
import { type HoldCell, type TenantData, tenantData } from './data.ts';
import { accountMatches, entryMatches, holdMatches, pageOf, placedHold, redemptionMatches, stored } from './lists.ts';
import { loadFrom } from './load.ts';
import { versionsOf } from './pack.ts';

/**
 * A ledger store in memory: for tests, examples and small tools. It is one process's memory, so nothing survives it.
 * Stores on the same `database` and tenant share their data and can join one transaction.
 *
 * @example
 * ```ts
 * import { createMemoryLedgerStore } from '@meritkit/rewards-ledger/memory';
 *
 * createMemoryLedgerStore({ tenantId: 'acme' }).specificationVersion; // 'v1'
 * ```
 */
export function createMemoryLedgerStore(options: {
  readonly tenantId: string;
  readonly database?: MemoryDatabase;
}): TransactionalLedgerStoreV1<MemoryTransaction> {
  const database = options.database ?? createMemoryDatabase();
  const data = tenantData(database, options.tenantId);
  const free: Turn = { wait: database.settled, undo: null };
  return {
    ...storeOn(options.tenantId, data, free),
    within: (transaction) => ({
      ...storeOn(options.tenantId, data, { wait: () => undefined, undo: undoList(transaction) }),
      joined: true,
    }),
  };
}

/** When a store may act, and where it writes down how to take back what it did. */
interface Turn {
  readonly wait: () => Promise<void> | undefined;
  readonly undo: Undo[] | null;
}

/** A list whose members are taken back, newest first, when the transaction is rolled back. */
function undoList(transaction: MemoryTransaction): Undo[] {
  const list: Undo[] = [];
  transaction.onRollback(() => {
    for (const undo of list.reverse()) undo();
  });
  return list;
}

async function afterTurn<Result>(turn: Turn, work: () => Result): Promise<Result> {
  for (let waiting = turn.wait(); waiting !== undefined; waiting = turn.wait()) await waiting;
  return work();
}

function storeOn(tenantId: string, data: TenantData, turn: Turn): LedgerStoreV1 {
  const acting = async <Result>(work: () => Result): Promise<Result> =>
    turn.wait() === undefined ? work() : afterTurn(turn, work);
  return {
    specificationVersion: 'v1',
    tenantId,
    load: (request) => acting(() => loadFrom(data, request)),
    append: (commit) => acting(() => appendTo(data, commit, turn.undo)),
    listEntries: (filter, page) =>
      acting(() => pageOf({ items: data.journal.rows, page, matches: entryMatches(filter), show: stored })),
    listAccounts: (filter, page) =>
      acting(() => {
        const items = [...data.accounts.values()].flatMap(({ state }) => state ?? []);
        return pageOf({ items, page, matches: accountMatches(filter) });
      }),
    listHolds: (filter, page) =>
      acting(() => {
        const show = (cell: HoldCell) => placedHold(data, cell);
        return pageOf({ items: [...data.holds.values()], page, matches: holdMatches(data, filter), show });
      }),
    listRedemptions: (filter, page) =>
      acting(() =>
        pageOf({ items: [...data.documents.redemption.values()], page, matches: redemptionMatches(filter) }),
      ),
    listDocuments: (type, page) => acting(() => pageOf({ items: [...data.documents[type].values()], page })),
    readDetails: (entryIds) => acting(() => detailsOf(data, entryIds)),
    readOutbox: (limit) => acting(() => [...data.outbox.values()].slice(0, limit)),
    acknowledgeOutbox: (eventIds) => acting(() => acknowledge(data, eventIds, turn.undo)),
    appendSeal: (sealed) => acting(() => writeSeal(data, sealed, turn.undo)),
    listSeals: (page) => acting(() => pageOf({ items: data.seals, page })),
    listSealLeaves: (page) => acting(() => pageOf({ items: data.leaves, page })),
    eraseOwner: (owner) => acting(() => erase(data, owner, turn.undo)),
  };
}

function detailsOf(data: TenantData, entryIds: readonly string[]) {
  return entryIds.flatMap((entryId) => {
    const cell = data.journal.find(entryId);
    return cell === undefined || cell.details === null ? [] : [{ entryId, fields: cell.details, salt: cell.salt }];
  });
}

function acknowledge(data: TenantData, eventIds: readonly string[], undo: Undo[] | null): void {
  const before = new Map(data.outbox);
  for (const eventId of eventIds) data.outbox.delete(eventId);
  undo?.push(() => restore(data.outbox, before));
}

function writeSeal(
  data: TenantData,
  { seal, leaves, salts }: Parameters<LedgerStoreV1['appendSeal']>[0],
  undo: Undo[] | null,
): void {
  if (seal.index !== data.seals.length) {
    throw new VersionConflictError({
      subject: 'seals',
      expectedVersion: seal.index,
      actualVersion: data.seals.length,
    });
  }
  data.seals.push(deepFreeze({ ...seal }));
  for (const leaf of leaves) data.leaves.push(Object.freeze({ ...leaf }));
  const setSalts = (saltOf: (salt: string) => string | null) => {
    for (const { entryId, salt } of salts) {
      const cell = data.journal.find(entryId);
      if (cell !== undefined) cell.salt = saltOf(salt);
    }
  };
  setSalts((salt) => salt);
  undo?.push(() => {
    data.seals.pop();
    data.leaves.length -= leaves.length;
    setSalts(() => null);
  });
}

function erase(data: TenantData, owner: AccountOwner, undo: Undo[] | null) {
  const accounts = new Set<string>();
  for (const account of data.accounts.values()) {
    const known = account.owner;
    if (known === null || known.kind !== owner.kind || known.id !== owner.id) continue;
    accounts.add(account.id);
    account.owner = null;
    removeBinding(data.bindings, known);
    undo?.push(() => {
      account.owner = known;
      putBinding(data.bindings, known, account);
    });
  }
  let details = 0;
  for (const cell of data.journal.rows) {
    const { details: fields, salt } = cell;
    if (fields === null) continue;
    const isOwn = versionsOf(cell).some((version) => accounts.has(version.accountId));
    const isNamed = owner.kind === 'person' && namesPerson({ fields, personId: owner.id });
    if (!isOwn && !isNamed) continue;
    const before = { details: fields, salt };
    const left = isOwn ? null : detailsWithoutPerson({ fields, salt, personId: owner.id });
    cell.details = left === null ? null : Object.freeze(left.fields);
    cell.salt = left === null ? null : left.salt;
    details += 1;
    undo?.push(() => Object.assign(cell, before));
  }
  forgetInOutbox(data, owner, undo);
  return { accounts: accounts.size, details };
}

function forgetInOutbox(data: TenantData, owner: AccountOwner, undo: Undo[] | null): void {
  const before = new Map(data.outbox);
  for (const event of before.values()) data.outbox.set(event.id, deepFreeze(eventWithoutOwner({ event, owner })));
  undo?.push(() => restore(data.outbox, before));
}

function restore<Key, Value>(map: Map<Key, Value>, before: ReadonlyMap<Key, Value>): void {
  map.clear();
  for (const [key, value] of before) map.set(key, value);
}
