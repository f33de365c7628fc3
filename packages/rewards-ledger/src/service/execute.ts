import { instantText, parseInstant } from '@meritkit/core/dates';
import { type Outcome, type Rejection, reject, VersionConflictError } from '@meritkit/core/errors';
import type { Publish } from '@meritkit/core/events';
import { hmacSha256Hex, sha256Hex } from '@meritkit/core/hash';
import { canonicalJson, type JsonObject } from '@meritkit/core/json';
import type { Actor } from '@meritkit/core/ports';
import { eventOfEntry, type LedgerEvent } from '../events.ts';
import type { AccountOwner, AccountState } from '../ledger/account.ts';
import type { Command } from '../ledger/command.ts';
import { decide } from '../ledger/decide.ts';
import type { Entry } from '../ledger/entry.ts';
import { evolve, evolveAccount } from '../ledger/evolve.ts';
import type { LedgerState } from '../ledger/state.ts';
import type { CommitRecord, LedgerCommit, LedgerDocument, Loaded, LoadRequest, OpenedAccount } from '../ports.ts';
import { auditAnswer } from './audit.ts';
import type { LedgerContext } from './context.ts';
import { readId } from './read.ts';

/** A call's plan for what was loaded. Commands are decided in order, each on what the ones before led to. */
export interface Plan {
  readonly ok: true;
  readonly commands: readonly Command[];
  readonly opened?: readonly OpenedAccount[];
  readonly details?: Readonly<Record<string, string>>;
  readonly documents?: readonly LedgerDocument[];
  readonly answer?: JsonObject;
  readonly notices?: readonly Notice[];
}

/** An event that no entry stands for. */
export interface Notice {
  readonly type: string;
  readonly subject: string;
  readonly data: JsonObject;
}

/** A refusal of a plan. */
export interface Refusal {
  readonly ok: false;
  readonly rejection: Rejection;
}

/** One call on the ledger. */
export interface Operation {
  readonly name: string;
  readonly key: string;
  /** What the caller asked for, as given: the fingerprint is taken from it before anything is validated. */
  readonly payload: readonly unknown[];
  readonly request: LoadRequest;
  readonly owner?: AccountOwner;
  readonly actor?: Actor | undefined;
  readonly plan: (loaded: Loaded, moment: Moment) => Plan | Refusal;
}

/** When a call is recorded, and ids for what it writes. */
export interface Moment {
  readonly recordedMs: number;
  readonly newId: () => string;
}

/** What every call that writes answers: the entry, its events, and what the call itself adds. */
export type Written<Extra extends object = object> = {
  /** Null when there was nothing to write. */
  readonly entryId: string | null;
  readonly events: readonly LedgerEvent[];
} & Readonly<Extra>;

/**
 * Loads, decides, saves, publishes; decides again when a concurrent writer was faster. The key is resolved before
 * anything is validated: a replay gets the answer of the first time, another payload a `ledger/key-conflict`.
 */
export function execute(context: LedgerContext, operation: Operation): Promise<Outcome<Written>> {
  const answer = commitOperation(context, operation);
  return context.audit === null || operation.actor === undefined
    ? answer
    : auditAnswer(context, context.audit, operation, operation.actor, answer);
}

async function commitOperation(context: LedgerContext, operation: Operation): Promise<Outcome<Written>> {
  readId(operation.key, ['key']);
  const { key, fingerprint } = identify(context, operation);
  const request = { ...operation.request, key };
  for (let attempt = 1; ; attempt += 1) {
    const loaded = await context.store.load(request);
    if (loaded.record !== null) {
      if (loaded.record.fingerprint !== fingerprint) return reject('ledger/key-conflict', { key: operation.key });
      return answerOf(context, operation, loaded.record);
    }
    const written = writeCommit(context, operation, loaded, key, fingerprint);
    if (!written.ok) return written;
    if (written.commit === null) return { ok: true, entryId: null, events: [] };
    try {
      const { record, repeated } = await context.store.append(written.commit);
      const answer = answerOf(context, operation, record);
      if (!repeated && context.publish !== null && answer.ok) publishAll(context.publish, answer.events);
      return answer;
    } catch (error) {
      if (VersionConflictError.isInstance(error) && attempt < context.attempts) continue;
      if (isKeyConflict(error)) return reject('ledger/key-conflict', { key: operation.key });
      throw error;
    }
  }
}

function isKeyConflict(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'core/key-conflict';
}

function identify(context: LedgerContext, operation: Operation) {
  const text = fingerprintText(operation);
  if (context.secret === null) return { key: operation.key, fingerprint: text };
  return {
    key: hmacSha256Hex(context.secret, `key\u0000${operation.key}`),
    fingerprint: hmacSha256Hex(context.secret, `payload\u0000${text}`),
  };
}

/** An injective text of what was asked; long ones as their hash. */
function fingerprintText(operation: Operation): string {
  let flat = true;
  for (const part of operation.payload) {
    if ((typeof part === 'object' && part !== null) || typeof part === 'bigint') flat = false;
  }
  const question = [operation.name, operation.payload];
  const text = flat ? JSON.stringify(question) : canonicalJson(question);
  return text.length > 512 ? `${operation.name}#${sha256Hex(text)}` : text;
}

function writeCommit(
  context: LedgerContext,
  operation: Operation,
  loaded: Loaded,
  key: string,
  fingerprint: string,
): { readonly ok: true; readonly commit: LedgerCommit | null } | Refusal {
  const now = context.now();
  const moment: Moment = { recordedMs: typeof now === 'number' ? now : parseInstant(now), newId: context.newId };
  const plan = operation.plan(loaded, moment);
  if (!plan.ok) return plan;
  const before = stateOf(context, loaded, plan.opened ?? []);
  const decided = decideAll(context, before, plan.commands, moment);
  if (!decided.ok) return decided;
  const { entries, after } = decided;
  const documents = plan.documents ?? [];
  if (entries.length === 0 && documents.length === 0) return { ok: true, commit: null };
  const first = entries[0];
  const details =
    first === undefined || plan.details === undefined ? [] : [{ entryId: first.id, fields: plan.details }];
  const answer =
    plan.answer === undefined && !plan.notices ? null : { ...plan.answer, ...noticesOf(context, plan, key, moment) };
  const record: CommitRecord = { key, fingerprint, entries, answer };
  return {
    ok: true,
    commit: {
      key,
      fingerprint,
      opened: plan.opened ?? [],
      accounts: changedAccounts(before, after, plan.opened),
      entries,
      details,
      documents,
      guards: guardsOf(loaded, entries, documents),
      outbox: context.outbox ? eventsOf(context, operation, record) : [],
      answer,
    },
  };
}

function stateOf(context: LedgerContext, loaded: Loaded, opened: readonly OpenedAccount[]): LedgerState {
  const accounts: Record<string, AccountState> = {};
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
function decideAll(
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
  for (const [index, command] of commands.entries()) {
    const refused = tooFarBack(context, command, moment);
    if (refused !== null) return refused;
    const decision = decide(state, command);
    if (!decision.ok) return decision;
    for (const entry of decision.entries) {
      entries.push(entry);
      for (const { accountId } of entry.versions) {
        after.set(accountId, evolveAccount(after.get(accountId) ?? before.accounts[accountId]!, entry));
      }
      if (index + 1 < commands.length) state = evolve(state, entry);
    }
  }
  return { ok: true, entries, after };
}

function changedAccounts(
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
function guardsOf(
  loaded: Loaded,
  entries: readonly Entry[],
  written: readonly LedgerDocument[],
): LedgerCommit['guards'] {
  const guards: { readonly type: 'books'; readonly id: string; readonly version: number }[] = [];
  for (const entry of entries) {
    for (const { unit } of entry.postings) {
      if (guards.some((guard) => guard.id === unit) || find(written, unit) !== undefined) continue;
      guards.push({ type: 'books', id: unit, version: find(loaded.documents, unit)?.version ?? 0 });
    }
  }
  return guards;
}

function find(documents: readonly LedgerDocument[], unit: string): LedgerDocument | undefined {
  for (const document of documents) if (document.type === 'books' && document.id === unit) return document;
  return undefined;
}

function noticesOf(context: LedgerContext, plan: Plan, key: string, moment: Moment): JsonObject {
  if (plan.notices === undefined || plan.notices.length === 0) return {};
  const notices = plan.notices.map((notice, index) => ({
    specversion: '1.0',
    id: `${sha256Hex(key).slice(0, 32)}/${index + 1}`,
    source: context.source,
    type: notice.type,
    time: instantText(moment.recordedMs),
    subject: notice.subject,
    datacontenttype: 'application/json',
    tenantid: context.store.tenantId,
    schemaversion: 1,
    data: notice.data,
  }));
  return { notices };
}

function eventsOf(context: LedgerContext, operation: Operation, record: CommitRecord): readonly LedgerEvent[] {
  const { source, units } = context;
  const { tenantId } = context.store;
  const events: LedgerEvent[] = [];
  for (const entry of record.entries) {
    events.push(
      eventOfEntry({
        entry,
        source,
        tenantId,
        units,
        ...(operation.owner === undefined ? {} : { owner: operation.owner }),
      }),
    );
  }
  const notices = record.answer?.notices as readonly LedgerEvent[] | undefined;
  if (notices !== undefined) events.push(...notices);
  return events;
}

function answerOf(context: LedgerContext, operation: Operation, record: CommitRecord): Outcome<Written> {
  const entryId = record.entries[0]?.id ?? null;
  const events = eventsOf(context, operation, record);
  if (record.answer === null) return { ok: true, entryId, events };
  const { notices: _, ...answer } = record.answer;
  return { ok: true, entryId, ...answer, events };
}

/** Publishing is best effort: the commit stands, and a host that needs certainty reads the outbox. */
function publishAll(publish: Publish, events: readonly LedgerEvent[]): void {
  try {
    publish(events);
  } catch {
    return;
  }
}
