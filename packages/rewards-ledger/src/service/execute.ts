import { instantText } from '@meritkit/core/dates';
import { type Outcome, reject, VersionConflictError } from '@meritkit/core/errors';
import { publishAfterCommit } from '@meritkit/core/events';
import { hmacSha256Hex, sha256Hex } from '@meritkit/core/hash';
import { canonicalJson, type JsonObject } from '@meritkit/core/json';
import { eventOfEntry, type LedgerEvent } from '../events.ts';
import type { Appended, CommitRecord, LedgerCommit, Loaded, LoadRequest } from '../ports.ts';
import { readStored } from '../stored/upcast.ts';
import { auditAnswer } from './audit.ts';
import type { LedgerContext } from './context.ts';
import { changedAccounts, decideAll, guardsOf, stateOf } from './deciding.ts';
import type { Moment, Operation, Plan, Posted, Refusal, Written } from './operation.ts';
import { readActor, readId, readInstant } from './read.ts';
import { loadInScale, scalesToWrite, unknownUnits } from './scale.ts';

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

/** As `execute`, for a call whose plan is one entry: it has nothing to answer without having written that. */
export function executeEntry<Extra extends object = object>(
  context: LedgerContext,
  operation: Operation,
): Promise<Outcome<Posted<Extra>>> {
  return execute(context, operation) as Promise<Outcome<Posted<Extra>>>;
}

async function commitOperation(context: LedgerContext, operation: Operation): Promise<Outcome<Written>> {
  readId(operation.key, ['key']);
  if (operation.actor !== undefined) readActor(operation.actor); // before anything is done in their name
  const asked = identify(context, operation);
  for (let attempt = 1; ; attempt += 1) {
    const loaded = await loadInScale(context, asked.request);
    const decided = decideOn(context, operation, asked, loaded);
    if ('ok' in decided) return decided;
    try {
      return finish(context, operation, loaded, decided, await context.store.append(decided));
    } catch (error) {
      if (VersionConflictError.isInstance(error) && attempt < context.attempts) continue;
      if (isKeyConflict(error)) return keyConflict(operation);
      throw error;
    }
  }
}

/** What a key stands for, and what its decision reads. */
interface Asked {
  readonly key: string;
  readonly fingerprint: string;
  readonly request: LoadRequest;
}

/** What to commit, or the answer where there is nothing to commit: the first time's, or a refusal. */
function decideOn(
  context: LedgerContext,
  operation: Operation,
  asked: Asked,
  loaded: Loaded,
): LedgerCommit | Outcome<Written> {
  const { record } = loaded;
  if (record === null) return commitOf(context, operation, asked, loaded);
  return record.fingerprint === asked.fingerprint
    ? answerOf(context, operation, record, loaded)
    : keyConflict(operation);
}

function finish(
  context: LedgerContext,
  operation: Operation,
  loaded: Loaded,
  commit: LedgerCommit,
  { record, repeated }: Appended,
): Outcome<Written> {
  const answer = answerOf(context, operation, record, loaded);
  if (repeated) return answer;
  noteScales(context, commit);
  const { publish } = context;
  if (publish !== undefined) publishAfterCommit({ publish, events: answer.events });
  return answer;
}

function keyConflict({ key }: Operation): Refusal {
  return reject('ledger/key-conflict', { key });
}

function isKeyConflict(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'core/key-conflict';
}

function identify(context: LedgerContext, operation: Operation): Asked {
  const { secret } = context;
  const text = fingerprintText(operation);
  const key = secret === null ? operation.key : flatText(hmacSha256Hex(secret, `key\u0000${operation.key}`));
  const fingerprint = secret === null ? text : flatText(hmacSha256Hex(secret, `payload\u0000${text}`));
  return { key, fingerprint, request: { ...operation.request, key } };
}

/** The same text in one piece: one that was put together from many keeps them all for as long as it lives. */
function flatText(text: string): string {
  const codes: number[] = [];
  for (let index = 0; index < text.length; index += 1) codes.push(text.charCodeAt(index));
  return String.fromCharCode(...codes);
}

/** An injective text of what was asked; long ones as their hash. */
function fingerprintText(operation: Operation): string {
  const { payload } = operation;
  let given = payload.length; // what is not given at the end says nothing
  while (given > 0 && payload[given - 1] === undefined) given -= 1;
  const question = [operation.name, given === payload.length ? payload : payload.slice(0, given)];
  let flat = true;
  for (const part of payload) {
    if ((typeof part === 'object' && part !== null) || typeof part === 'bigint') flat = false;
  }
  const text = flat ? JSON.stringify(question) : canonicalJson(question);
  return text.length > 512 ? `${operation.name}#${sha256Hex(text)}` : text;
}

function noteScales(context: LedgerContext, { documents }: LedgerCommit): void {
  for (const { type, id } of documents) if (type === 'unit') context.knownScales.add(id);
}

function commitOf(
  context: LedgerContext,
  operation: Operation,
  asked: Asked,
  loaded: Loaded,
): LedgerCommit | Outcome<Written> {
  const { key, fingerprint } = asked;
  const now = context.now();
  const moment: Moment = {
    recordedMs: typeof now === 'number' ? now : readInstant(now, ['now']),
    newId: context.newId,
  };
  const plan = operation.plan(loaded, moment);
  if (!plan.ok) return plan;
  const opened = plan.opened ?? [];
  const before = stateOf(context, loaded, opened);
  const decided = decideAll(context, before, plan.commands, moment);
  if (!decided.ok) return decided;
  const { entries } = decided;
  const planned = plan.documents ?? [];
  if (entries.length === 0 && planned.length === 0) return { ok: true, entryId: null, events: [] };
  const unknown = unknownUnits(context, asked.request);
  const documents = unknown.length === 0 ? planned : [...planned, ...scalesToWrite(context, unknown, entries)];
  const first = entries[0];
  const details =
    first === undefined || plan.details === undefined ? [] : [{ entryId: first.id, fields: plan.details }];
  const answer =
    plan.answer === undefined && !plan.notices
      ? null
      : { schemaVersion: 1, ...plan.answer, ...noticesOf(context, plan, key, moment) };
  return {
    key,
    fingerprint,
    opened,
    accounts: changedAccounts(before.accounts, decided.accounts, opened),
    entries,
    details,
    documents,
    guards: guardsOf(loaded, entries, documents),
    outbox: context.outbox ? eventsOf(context, operation, { entries, answer }, loaded) : [],
    answer,
  };
}

function noticesOf(context: LedgerContext, plan: Plan, key: string, moment: Moment): JsonObject {
  if (plan.notices === undefined || plan.notices.length === 0) return {};
  // Tenants share a source and may share keys: a receiver that knows events by source and id must not take one for another's.
  const stem = sha256Hex(canonicalJson([context.store.tenantId, key])).slice(0, 32);
  const notices = plan.notices.map((notice, index) => ({
    specversion: '1.0',
    id: `${stem}/${index + 1}`,
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

/** The events of a commit: one per entry, then its notices. The same commit has the same events for ever. */
function eventsOf(
  context: LedgerContext,
  operation: Operation,
  { entries, answer }: Pick<CommitRecord, 'entries' | 'answer'>,
  loaded: Loaded,
): readonly LedgerEvent[] {
  const { source, units, store } = context;
  const events = entries.map((entry) =>
    eventOfEntry({ entry, source, tenantId: store.tenantId, units, owner: operation.owner }),
  );
  const notices = answer?.notices as readonly LedgerEvent[] | undefined;
  return notices === undefined ? events : [...events, ...notices.map((notice) => withOwner(notice, loaded))];
}

/** Whom a host's system is asked to book for: said when the event is given, and kept nowhere but in the outbox. */
function withOwner(notice: LedgerEvent, { bindings }: Loaded): LedgerEvent {
  const owner = bindings.find(({ accountId }) => accountId === notice.data.accountId)?.owner;
  if (owner === undefined) return notice;
  return { ...notice, data: { ...notice.data, ownerKind: owner.kind, ownerId: owner.id } };
}

function answerOf(
  context: LedgerContext,
  operation: Operation,
  record: CommitRecord,
  loaded: Loaded,
): Written & { readonly ok: true } {
  const entryId = record.entries[0]?.id ?? null;
  const kept = record.answer === null ? null : readStored('answer', record.answer);
  const events = eventsOf(context, operation, { entries: record.entries, answer: kept }, loaded);
  if (kept === null) return { ok: true, entryId, events };
  const { schemaVersion: _version, notices: _, ...answer } = kept;
  return { ok: true, entryId, ...answer, events };
}
