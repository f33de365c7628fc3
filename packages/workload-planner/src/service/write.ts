import { type AuditSinkV1, createAuditEntry } from '@meritkit/core/audit';
import { VersionConflictError } from '@meritkit/core/errors';
import { createEvent, type Publish, publishAfterCommit } from '@meritkit/core/events';
import { sha256Hex, stableId } from '@meritkit/core/hash';
import { canonicalJson, type JsonObject } from '@meritkit/core/json';
import type { Actor, IdSource } from '@meritkit/core/ports';
import type { PlannerEvent, PlannerEvents } from '../events.ts';
import type { TentativeCounting } from '../load/tentative.ts';
import type { DocumentId, PeopleSourceV1, PlannerDocument, PlannerStoreV1 } from '../ports.ts';
import { readAnswer, storedAnswer } from './stored.ts';

/** What a planner is made of. */
export interface PlannerOptions {
  readonly store: PlannerStoreV1;
  readonly people: PeopleSourceV1;
  /** The present, an instant with offset; the machine's clock in UTC unless given. */
  readonly now?: () => string;
  /** Whose day is today (an IANA name); that of `now`'s own offset unless given. */
  readonly timeZone?: string;
  /** Ids of events and audit lines; UUIDs of version 7 unless given. */
  readonly ids?: IdSource;
  /** How tentative allocations count in all answers; in full where left out. */
  readonly tentative?: TentativeCounting;
  readonly audit?: AuditSinkV1;
  /** Called with the events after the commit, best effort. Refused on a store within a host's transaction. */
  readonly publish?: Publish;
}

/** The options with everything decided. */
export interface PlannerContext extends PlannerOptions {
  readonly now: () => string;
  readonly ids: IdSource;
}

/** What every call that writes carries. */
export interface PlannerCommand {
  readonly key: string;
  readonly actor: Actor;
}

/** What a write answers. `events` are what was published: none on a replay, none for a refusal told before. */
export interface Written<Result> {
  readonly result: Result;
  readonly events: readonly PlannerEvent[];
}

/** Other writers may come first this many times before a call gives up. */
const ATTEMPTS = 20;

/** What a call has decided to write, and what it answers. */
export interface Decision<Result> {
  readonly result: Result;
  readonly put: readonly PlannerDocument[];
  readonly remove: readonly DocumentId[];
  readonly events: readonly PlannerEvent[];
  /** Whose data it changes, where it is one person's. */
  readonly personId?: string;
}

/**
 * Load, decide, save, publish; decided anew when another write came in between. A key is kept by what it changed: an answer
 * that changes nothing (a demand declined, an id that is not there) leaves it free, so that the same call may have its
 * effect once there is room.
 */
export async function write<Result extends object>(
  options: PlannerContext,
  command: PlannerCommand,
  action: string,
  payload: object,
  decide: () => Promise<Decision<Result>>,
): Promise<Written<Result>> {
  const { store } = options;
  const fingerprint = sha256Hex(canonicalJson({ action, payload }));
  for (let attempt = 1; ; attempt += 1) {
    const expectedVersion = await store.readVersion();
    const known = await store.findCommit(command.key);
    try {
      // A replay needs no decision: the people may have changed since.
      const decision: Decision<Result> | null = known === null ? await decide() : null;
      if (decision !== null && decision.put.length + decision.remove.length === 0) {
        return await tell(options, command, action, { fingerprint, expectedVersion, decision });
      }
      const { result, personId, ...rest } = decision ?? nothing<Result>();
      const guard = { key: command.key, expectedVersion };
      const answer = storedAnswer(action, result);
      const { repeated, record: kept } = await store.append({ guard, fingerprint, ...rest, answer });
      if (repeated) return { result: readAnswer<Result>(kept.answer), events: [] };
      await record(options, command.actor, `planner.${action}`, { type: 'planner', id: command.key, personId });
      publishAfterCommit({ publish: options.publish, events: rest.events });
      return { result, events: rest.events };
    } catch (error) {
      if (!VersionConflictError.isInstance(error) || attempt === ATTEMPTS) throw error;
    }
  }
}

/**
 * Answers what changes nothing. Its events reach the outbox under a key of their own, made of the caller's key and the
 * answer: a call sent again is told once for as long as its answer is the same.
 *
 * @throws VersionConflictError when another write came in between: it may have made room, or used the key
 */
async function tell<Result extends object>(
  options: PlannerContext,
  command: PlannerCommand,
  action: string,
  decided: { readonly fingerprint: string; readonly expectedVersion: number; readonly decision: Decision<Result> },
): Promise<Written<Result>> {
  const { store } = options;
  const { fingerprint, expectedVersion, decision } = decided;
  const { result, ...rest } = decision;
  let isTold = false;
  if (rest.events.length > 0) {
    const key = stableId('planner-told', command.key, fingerprint, canonicalJson(asJson(result)));
    const told = await store.append({
      guard: { key, expectedVersion },
      fingerprint,
      ...rest,
      answer: storedAnswer(action, {}),
    });
    isTold = told.repeated;
  }
  // A commit under a known key is not held against the version, and one without events is none.
  if (rest.events.length === 0 || isTold) await checkVersion(store, expectedVersion);
  await record(options, command.actor, `planner.${action}`, { type: 'planner', id: command.key }, 'refused');
  const events = isTold ? [] : rest.events;
  publishAfterCommit({ publish: options.publish, events });
  return { result, events };
}

async function checkVersion(store: PlannerStoreV1, expectedVersion: number): Promise<void> {
  const actualVersion = await store.readVersion();
  if (actualVersion === expectedVersion) return;
  throw new VersionConflictError({ subject: 'planner book', expectedVersion, actualVersion });
}

/** What a replay decides: its answer is the kept one. */
function nothing<Result>(): Decision<Result> {
  return { result: {} as Result, put: [], remove: [], events: [] };
}

/** What an audit line is about; a subject of type `person` is also whose data it was. */
interface Subject {
  readonly type: string;
  readonly id: string;
  readonly personId?: string | undefined;
}

/** Tells the audit who did or saw what. */
export async function record(
  options: PlannerContext,
  actor: Actor,
  action: string,
  { type, id, personId = type === 'person' ? id : undefined }: Subject,
  outcome: 'done' | 'refused' = 'done',
): Promise<void> {
  const head = { id: options.ids(), at: options.now(), actor, action, subject: { type, id } };
  const entry = { ...head, ...(personId === undefined ? {} : { personId }), dataKind: 'load', outcome };
  await options.audit?.record([createAuditEntry(entry)]);
}

/** An event of the planner, now. */
export function eventOf<Type extends Extract<keyof PlannerEvents, string>>(
  options: PlannerContext,
  actor: Actor,
  type: Type,
  subject: string,
  data: PlannerEvents[Type],
): PlannerEvent {
  const { tenantId } = options.store;
  const event = createEvent({
    type: type as `meritkit.${string}.${string}.v${number}`,
    id: options.ids(),
    time: options.now(),
    tenantId,
    subject,
    actor,
    data,
  });
  return event as unknown as PlannerEvent;
}

function asJson(value: object): JsonObject {
  return JSON.parse(JSON.stringify(value)) as JsonObject;
}
