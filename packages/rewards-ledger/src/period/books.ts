import type { JsonObject } from '@meritkit/core/json';
import { amountText } from '../amount/index.ts';
import type { Entry } from '../ledger/entry.ts';
import { readStored } from '../stored/upcast.ts';

/** Totals of a closed period: of all entries whose effective time lies in it. Decimal text. */
export interface PeriodTotals {
  readonly entries: number;
  /** What came from the issuer, net. */
  readonly issued: string;
  /** What was redeemed, net of cancelled redemptions. */
  readonly redeemed: string;
  readonly expired: string;
  /** Clawed back from nobody: what the house bore. */
  readonly waived: string;
  /** What people, teams, budgets hold more than before: issued - redeemed - expired - pending + waived. */
  readonly change: string;
  readonly pending: string;
}

/** A period whose totals no longer change. */
export interface ClosedPeriod {
  /** First instant, in milliseconds. */
  readonly startMs: number;
  /** First instant after it. */
  readonly endMs: number;
  /** Null while the books are closed up to `endMs` but the totals are not written yet. */
  readonly totals: PeriodTotals | null;
}

/** A unit's books: up to where they are closed, and the closed periods. */
export interface Books {
  readonly schemaVersion: 1;
  readonly closedThroughMs: number;
  readonly periods: readonly ClosedPeriod[];
}

/** Sums up a period's entries in one unit. The entries come in pages; the sums are mergeable. */
export interface TotalsSum {
  entries: number;
  readonly byAccount: Map<string, bigint>;
}

/** No entries yet. */
export function emptyTotals(): TotalsSum {
  return { entries: 0, byAccount: new Map() };
}

/** Adds an entry: derived accounts by their id, all others together. */
export function addToTotals(sum: TotalsSum, entry: Entry, unit: string): void {
  let counted = false;
  for (const posting of entry.postings) {
    if (posting.unit !== unit) continue;
    counted = true;
    const derived = posting.accountId.startsWith('issuer:') || posting.accountId.startsWith('clearing:');
    const key = derived
      ? posting.accountId
          .split(':')
          .slice(0, posting.accountId.startsWith('issuer:') ? 1 : 2)
          .join(':')
      : '';
    sum.byAccount.set(key, (sum.byAccount.get(key) ?? 0n) + posting.amount);
  }
  if (counted) sum.entries += 1;
}

/** The totals as decimal text. */
export function finishTotals(sum: TotalsSum, scale: number): PeriodTotals {
  const of = (key: string) => sum.byAccount.get(key) ?? 0n;
  const text = (amount: bigint) => amountText({ amount, scale });
  return {
    entries: sum.entries,
    issued: text(-of('issuer')),
    redeemed: text(of('clearing:redeemed')),
    expired: text(of('clearing:expired')),
    waived: text(-of('clearing:waived')),
    pending: text(of('clearing:pending')),
    change: text(of('')),
  };
}

/** Books as a document's body. */
export function booksBody(books: Books): JsonObject {
  return books as unknown as JsonObject;
}

/** Books from a document's body; empty where nothing was closed. */
export function booksOfBody(body: JsonObject | undefined): Books | null {
  return body === undefined ? null : (readStored('books', body) as unknown as Books);
}
