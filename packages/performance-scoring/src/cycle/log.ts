import type { Outcome, Rejection } from '@meritkit/core/errors';
import { reject } from '@meritkit/core/errors';
import { sha256Hex } from '@meritkit/core/hash';
import { canonicalJson, type JsonObject } from '@meritkit/core/json';
import type { ReviewCycle } from './cycle.ts';

/** One transition, chained to the one before it. Free text stands outside, under a salted commitment. */
export interface LogEntry {
  readonly schemaVersion: 1;
  readonly index: number;
  readonly cycleId: string;
  readonly at: string;
  readonly actorId: string;
  readonly action: string;
  readonly data: JsonObject;
  /** Hash of the whole cycle after this step, so that a result cannot be changed behind the log either. */
  readonly stateHash: string;
  readonly previousHash: string;
  readonly hash: string;
}

/**
 * Words that can be erased: the log holds their commitment alone, which says nothing once the salt is gone. A text says no
 * version: these fields are what the log committed to, and an entry's version says how.
 */
export interface LogText {
  readonly id: string;
  readonly cycleId: string;
  readonly personId: string;
  readonly salt: string;
  readonly text: string;
}

/** The hash before the first entry. */
export const emptyLogHash = '0'.repeat(64);

/** What the log holds of a text. */
export function commitmentOf(text: LogText): string {
  return sha256Hex(canonicalJson([text.salt, text.id, text.cycleId, text.personId, text.text]));
}

/** What the log holds of a cycle: all of it but where the log itself stands. */
function stateHashOf({ log: _, ...state }: ReviewCycle): string {
  return sha256Hex(canonicalJson(state as unknown as JsonObject));
}

/** The next entry of the log, after a step that led to this cycle (whose `log` is still the one before). */
export function chainEntry(options: {
  readonly cycle: ReviewCycle;
  readonly at: string;
  readonly actorId: string;
  readonly action: string;
  readonly data: JsonObject;
}): LogEntry {
  const { cycle, ...rest } = options;
  const body = {
    schemaVersion: 1 as const,
    index: cycle.log.length,
    cycleId: cycle.id,
    ...rest,
    stateHash: stateHashOf(cycle),
    previousHash: cycle.log.hash,
  };
  return { ...body, hash: sha256Hex(canonicalJson(body)) };
}

/** Where and how a log is broken. */
export type LogRejection = Rejection<
  'performance/log-broken',
  { readonly index: number; readonly problem: 'order' | 'previous' | 'hash' | 'length' | 'head' | 'state' | 'text' }
>;

/**
 * Checks a cycle against its log, from the first entry: numbering, chain, every hash, the end, the cycle as it stands,
 * and the texts that still exist. Any changed byte of any entry or of the cycle fails; a text that was erased does not.
 *
 * @example
 * ```ts
 * import { decideCycle, verifyLog } from '@meritkit/performance-scoring';
 *
 * const decided = decideCycle({
 *   cycle: null, cycleId: 'q4', actorId: 'hr', at: '2026-10-01T09:00:00+08:00', newId: 'id-1', salt: 'id-2',
 *   command: { kind: 'open', cycleKind: 'quarterly', period: { start: '2026-10-01', end: '2027-01-01' }, participants: ['lin'] },
 * });
 * if (!decided.ok) throw new Error(decided.rejection.code);
 * const { cycle, entry } = decided;
 * verifyLog({ cycle, entries: [entry], texts: [] }); // { ok: true, entries: 1 }
 * verifyLog({ cycle: { ...cycle, participants: ['wu'] }, entries: [entry], texts: [] }).ok; // false
 * ```
 */
export function verifyLog(options: {
  readonly cycle: ReviewCycle;
  readonly entries: readonly LogEntry[];
  readonly texts: readonly LogText[];
}): Outcome<{ readonly entries: number }, LogRejection> {
  const { cycle, entries, texts } = options;
  const broken = (index: number, problem: LogRejection['problem']) =>
    reject('performance/log-broken', { index, problem });
  let previous = emptyLogHash;
  const commitments = new Set<string>();
  for (const [index, entry] of entries.entries()) {
    const { hash, ...body } = entry;
    if (entry.index !== index) return broken(index, 'order');
    if (entry.previousHash !== previous) return broken(index, 'previous');
    if (sha256Hex(canonicalJson(body)) !== hash) return broken(index, 'hash');
    previous = hash;
    const { textId, commitment } = entry.data;
    if (typeof textId === 'string') commitments.add(`${textId}/${String(commitment)}`);
  }
  const last = entries.at(-1);
  // What was tampered with may have lost its fields.
  if (last === undefined || entries.length !== cycle.log?.length) return broken(entries.length, 'length');
  if (previous !== cycle.log.hash) return broken(last.index, 'head');
  if (stateHashOf(cycle) !== last.stateHash) return broken(last.index, 'state');
  for (const text of texts) {
    if (!commitments.has(`${text.id}/${commitmentOf(text)}`)) return broken(entries.length, 'text');
  }
  return { ok: true, entries: entries.length };
}
