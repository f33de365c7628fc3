import type { JsonObject } from '@meritkit/core/json';

/** What a redemption is found by. */
export interface RedemptionTerms {
  readonly accountId: string | null;
  readonly itemId: string | null;
  readonly status: string | null;
  /** When it was asked for, in milliseconds. */
  readonly requestedMs: number | null;
  /** When an undecided request lapses, in milliseconds; null: never. */
  readonly endsMs: number | null;
}

/**
 * What a stored redemption is found by: for the columns that an adapter of `LedgerStoreV1` keeps beside the body, so that
 * `listRedemptions` is answered by an index. They change with every write of the document.
 *
 * @example
 * ```ts
 * import { termsOfRedemption } from '@meritkit/rewards-ledger';
 *
 * const payload = { accountId: 'a1', itemId: 'leave', requestedAt: '2026-11-22T01:00:00Z' };
 * termsOfRedemption({ status: 'requested', payload, expires: null });
 * // { accountId: 'a1', itemId: 'leave', status: 'requested', requestedMs: 1795309200000, endsMs: null }
 * ```
 */
export function termsOfRedemption(body: JsonObject): RedemptionTerms {
  const { status, expires } = body;
  const payload = (body.payload ?? {}) as JsonObject;
  return {
    accountId: text(payload.accountId),
    itemId: text(payload.itemId),
    status: text(status),
    requestedMs: milliseconds(payload.requestedAt),
    endsMs: milliseconds(expires),
  };
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

/** Instants were written by the ledger itself, in UTC and in one form. */
function milliseconds(value: unknown): number | null {
  return typeof value === 'string' ? Date.parse(value) : null;
}
