import { instantText } from '@meritkit/core/dates';
import { reject } from '@meritkit/core/errors';
import type { AccountState } from '../ledger/account.ts';
import type { Command } from '../ledger/command.ts';
import { decide } from '../ledger/decide.ts';
import type { Entry } from '../ledger/entry.ts';
import { evolve, evolveAccount } from '../ledger/evolve.ts';
import type { LedgerState } from '../ledger/state.ts';
import type { LedgerCommit, LedgerDocument, Loaded, OpenedAccount } from '../ports.ts';
import type { LedgerContext } from './context.ts';
import type { Moment, Refusal } from './operation.ts';

/** What the loaded parts amount to, for a decision. */
export function stateOf(context: LedgerContext, loaded: Loaded, opened: readonly OpenedAccount[]): LedgerState {
  // Without a prototype it is a hash table from the start: ids are all different, and no shape is made for each.
  const accounts: Record<string, AccountState> = Object.create(null);
  for (const account of loaded.accounts) accounts[account.id] = account;
  for (const { accountId, owner } of opened) {
    accounts[accountId] = {
      ...freshAccount,
      id: accountId,
      kind: owner.kind,
      unit: owner.unit,
    };
  }
  let closedThroughMs: Readonly<Record<string, number>> = nothing;
  for (const { type, id, body } of loaded.documents) {
    if (type === 'books') closedThroughMs = { ...closedThroughMs, [id]: Number(body.closedThroughMs) };
  }
  let entries: LedgerState['entries'] = nothing;
  for (const fate of loaded.entries) entries = { ...entries, [fate.entry.id]: fate };
  let resolvedHolds: LedgerState['resolvedHolds'] = nothing;
  for (const { holdId, resolved } of loaded.holds) if (resolved) resolvedHolds = { ...resolvedHolds, [holdId]: true };
  return { units: unitsWithStock(context, loaded), accounts, closedThroughMs, entries, resolvedHolds };
}

const nothing: Readonly<Record<string, never>> = Object.freeze({});
const freshAccount = Object.freeze({
  version: 0,
  posted: 0n,
  debt: 0n,
  lotsOpened: 0,
  lots: Object.freeze([]) as readonly never[],
  holds: Object.freeze([]) as readonly never[],
  counters: nothing,
});

/** Stock is counted in a unit of its own per item: `stock:<item>`, whole pieces. */
function unitsWithStock(context: LedgerContext, loaded: Loaded): LedgerState['units'] {
  let units: LedgerState['units'] | null = null;
  const add = (unit: string) => {
    units = { ...(units ?? context.units), [unit]: { scale: 0 } };
  };
  for (const document of loaded.documents) if (document.type === 'item') add(stockUnit(document.id));
  for (const { entry } of loaded.entries) {
    for (const { unit } of entry.postings) if (unit.startsWith('stock:')) add(unit);
  }
  return units ?? context.units;
}

/** The unit in which an item's stock is counted. */
export function stockUnit(itemId: string): string {
  return `stock:${itemId}`;
}

/** The entries of all commands, each decided on what the ones before led to, and the accounts they change. */
export function decideAll(
  context: LedgerContext,
  before: LedgerState,
  commands: readonly Command[],
  moment: Moment,
):
  | { readonly ok: true; readonly entries: readonly Entry[]; readonly after: ReadonlyMap<string, AccountState> }
  | Refusal {
  const entries: Entry[] = [];
  const after = new Map<string, AccountState>();
  let state = before;
  let left = commands.length;
  for (const command of commands) {
    left -= 1;
    const refused = tooFarBack(context, command, moment);
    if (refused !== null) return refused;
    const decision = decide(state, command);
    if (!decision.ok) return decision;
    for (const entry of decision.entries) {
      entries.push(entry);
      for (const { accountId } of entry.versions) {
        after.set(accountId, evolveAccount(after.get(accountId) ?? before.accounts[accountId]!, entry));
      }
      if (left > 0) state = evolve(state, entry);
    }
  }
  return { ok: true, entries, after };
}

/** The accounts to write: those that entries changed, and those that were opened. */
export function changedAccounts(
  before: LedgerState,
  after: ReadonlyMap<string, AccountState>,
  opened: readonly OpenedAccount[] | undefined,
): LedgerCommit['accounts'] {
  const changed: { readonly expectedVersion: number; readonly state: AccountState }[] = [];
  for (const state of after.values()) changed.push({ expectedVersion: before.accounts[state.id]!.version, state });
  for (const { accountId } of opened ?? []) {
    if (!after.has(accountId)) changed.push({ expectedVersion: 0, state: before.accounts[accountId]! });
  }
  return changed;
}

function tooFarBack(context: LedgerContext, command: Command, moment: Moment): Refusal | null {
  if (context.maximumBackdatingMs === null) return null;
  const earliest = moment.recordedMs - context.maximumBackdatingMs;
  return command.effectiveMs >= earliest ? null : reject('ledger/backdated', { earliest: instantText(earliest) });
}

/** The books that the entries rely on must not be closed in between. */
export function guardsOf(
  loaded: Loaded,
  entries: readonly Entry[],
  written: readonly LedgerDocument[],
): LedgerCommit['guards'] {
  const guards: { readonly type: 'books'; readonly id: string; readonly version: number }[] = [];
  for (const entry of entries) {
    for (const { unit } of entry.postings) {
      if (isGuarded(guards, unit) || find(written, unit) !== undefined) continue;
      guards.push({ type: 'books', id: unit, version: find(loaded.documents, unit)?.version ?? 0 });
    }
  }
  return guards;
}

function isGuarded(guards: LedgerCommit['guards'], unit: string): boolean {
  for (const guard of guards) if (guard.id === unit) return true;
  return false;
}

function find(documents: readonly LedgerDocument[], unit: string): LedgerDocument | undefined {
  for (const document of documents) if (document.type === 'books' && document.id === unit) return document;
  return undefined;
}
