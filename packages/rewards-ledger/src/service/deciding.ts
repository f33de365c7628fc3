import { instantText } from '@meritkit/core/dates';
import { reject } from '@meritkit/core/errors';
import { type AccountState, emptyAccount } from '../ledger/account.ts';
import { added } from '../ledger/added.ts';
import type { Command } from '../ledger/command.ts';
import { decide } from '../ledger/decide.ts';
import type { Entry } from '../ledger/entry.ts';
import { evolve, evolveAccounts } from '../ledger/evolve.ts';
import type { LedgerState } from '../ledger/state.ts';
import { booksOfBody } from '../period/books.ts';
import type { LedgerCommit, LedgerDocument, Loaded, OpenedAccount } from '../ports.ts';
import type { LedgerContext } from './context.ts';
import type { Moment, Refusal } from './operation.ts';

/** What the loaded parts amount to, for a decision. */
export function stateOf(context: LedgerContext, loaded: Loaded, opened: readonly OpenedAccount[]): LedgerState {
  const accounts = opened.length === 0 ? loaded.accounts : [...loaded.accounts, ...opened.map(freshAccount)];
  let closedThroughMs: Readonly<Record<string, number>> = nothing;
  for (const { type, id, body } of loaded.documents) {
    const books = type === 'books' ? booksOfBody(body) : null;
    if (books !== null) closedThroughMs = { ...closedThroughMs, [id]: books.closedThroughMs };
  }
  let entries: LedgerState['entries'] = nothing;
  for (const fate of loaded.entries) entries = { ...entries, [fate.entry.id]: fate };
  let resolvedHolds: LedgerState['resolvedHolds'] = nothing;
  for (const { holdId, resolved } of loaded.holds) if (resolved) resolvedHolds = { ...resolvedHolds, [holdId]: true };
  return { units: unitsWithStock(context, loaded), accounts, closedThroughMs, entries, resolvedHolds };
}

const nothing: Readonly<Record<string, never>> = Object.freeze({});

function freshAccount({ accountId, owner }: OpenedAccount): AccountState {
  return emptyAccount({ id: accountId, kind: owner.kind, unit: owner.unit });
}

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

/** The entries that commands lead to, and the accounts after them, in the order of the state they were decided on. */
export interface Decided {
  readonly ok: true;
  readonly entries: readonly Entry[];
  readonly accounts: readonly AccountState[];
}

/** Decides commands in order, each on what the ones before led to. */
export function decideAll(
  context: LedgerContext,
  before: LedgerState,
  commands: readonly Command[],
  moment: Moment,
): Decided | Refusal {
  const only = commands[0];
  if (only !== undefined && commands.length === 1) {
    const decision = decideInTime(context, before, only, moment);
    if (!decision.ok) return decision;
    const { entries } = decision;
    return { ok: true, entries, accounts: entries.reduce(evolveAccounts, before.accounts) }; // no whole state needed
  }
  const entries: Entry[] = [];
  let state = before;
  for (const command of commands) {
    const decision = decideInTime(context, state, command, moment);
    if (!decision.ok) return decision;
    entries.push(...decision.entries);
    state = decision.entries.reduce(evolve, state);
  }
  return { ok: true, entries, accounts: state.accounts };
}

function decideInTime(context: LedgerContext, state: LedgerState, command: Command, moment: Moment) {
  const { maximumBackdatingMs, maximumAheadMs } = context;
  const latest = moment.recordedMs + maximumAheadMs;
  if (command.effectiveMs > latest) return reject('ledger/postdated', { latest: instantText(latest) });
  if (maximumBackdatingMs === null) return decide(state, command);
  const earliest = moment.recordedMs - maximumBackdatingMs;
  if (command.effectiveMs >= earliest) return decide(state, command);
  return reject('ledger/backdated', { earliest: instantText(earliest) });
}

/** The accounts to write: those that entries changed, and those that were opened. */
export function changedAccounts(
  before: readonly AccountState[],
  after: readonly AccountState[],
  opened: readonly OpenedAccount[],
): LedgerCommit['accounts'] {
  const firstOpened = before.length - opened.length;
  let changed: { readonly expectedVersion: number; readonly state: AccountState }[] = [];
  for (let index = 0; index < before.length; index += 1) {
    const state = after[index]!;
    if (state === before[index] && index < firstOpened) continue;
    changed = added(changed, { expectedVersion: before[index]!.version, state });
  }
  return changed;
}

/** The books that the entries rely on must not be closed in between. */
export function guardsOf(
  loaded: Loaded,
  entries: readonly Entry[],
  written: readonly LedgerDocument[],
): LedgerCommit['guards'] {
  let guards: { readonly type: 'books'; readonly id: string; readonly version: number }[] = [];
  for (const entry of entries) {
    for (const { unit } of entry.postings) {
      if (isGuarded(guards, unit) || find(written, unit) !== undefined) continue;
      guards = added(guards, { type: 'books', id: unit, version: find(loaded.documents, unit)?.version ?? 0 });
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
