import type { Outcome, Rejection } from '@meritkit/core/errors';
import { reject } from '@meritkit/core/errors';
import { sha256Hex } from '@meritkit/core/hash';
import { canonicalJson, type JsonObject } from '@meritkit/core/json';

/** One transition, chained to the one before it. Free text stands outside, under a salted commitment. */
export interface LogEntry {
  readonly schemaVersion: 1;
  readonly index: number;
  readonly cycleId: string;
  readonly at: string;
  readonly actorId: string;
  readonly action: string;
  readonly data: JsonObject;
  readonly previousHash: string;
  readonly hash: string;
}

/** Words that can be erased: the log holds their commitment alone, which says nothing once the salt is gone. */
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

/** The next entry after a log of this length and hash. */
export function chainEntry(options: {
  readonly log: { readonly length: number; readonly hash: string };
  readonly cycleId: string;
  readonly at: string;
  readonly actorId: string;
  readonly action: string;
  readonly data: JsonObject;
}): LogEntry {
  const { log, ...rest } = options;
  const body = { schemaVersion: 1 as const, index: log.length, ...rest, previousHash: log.hash };
  return { ...body, hash: sha256Hex(canonicalJson(body)) };
}

/** Where and how a log is broken. */
export type LogRejection = Rejection<
  'performance/log-broken',
  { readonly index: number; readonly problem: 'order' | 'previous' | 'hash' | 'length' | 'head' | 'text' }
>;

/**
 * Checks a log from its first entry: numbering, chain, every hash, the end, and the texts that still exist. Any changed
 * byte of any entry fails; a text that was erased does not.
 *
 * @example
 * ```ts
 * import { verifyLog } from '@meritkit/performance-scoring';
 *
 * verifyLog({ entries: [], head: { length: 0, hash: '0'.repeat(64) }, texts: [] }); // { ok: true, entries: 0 }
 * ```
 */
export function verifyLog(options: {
  readonly entries: readonly LogEntry[];
  readonly head: { readonly length: number; readonly hash: string };
  readonly texts: readonly LogText[];
}): Outcome<{ readonly entries: number }, LogRejection> {
  const { entries, head, texts } = options;
  const broken = (index: number, problem: LogRejection['problem']) =>
    reject('performance/log-broken', { index, problem });
  let previous = emptyLogHash;
  const commitments = new Map<string, number>();
  for (const [index, entry] of entries.entries()) {
    const { hash, ...body } = entry;
    if (entry.index !== index) return broken(index, 'order');
    if (entry.previousHash !== previous) return broken(index, 'previous');
    if (sha256Hex(canonicalJson(body)) !== hash) return broken(index, 'hash');
    previous = hash;
    const { textId, commitment } = entry.data;
    if (typeof textId === 'string') commitments.set(`${textId}/${String(commitment)}`, index);
  }
  if (entries.length !== head.length) return broken(entries.length, 'length');
  if (previous !== head.hash) return broken(entries.length - 1, 'head');
  for (const text of texts) {
    if (!commitments.has(`${text.id}/${commitmentOf(text)}`)) return broken(entries.length, 'text');
  }
  return { ok: true, entries: entries.length };
}
