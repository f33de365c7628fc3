import { invalidInput } from '@meritkit/core/errors';
import { MAXIMUM_PAGE_SIZE, type PageRequest } from '@meritkit/core/ports';
import { readAt } from './read.ts';

/** Which part of a list: up to `limit` rows (100 unless given, 1,000 at most) behind a cursor of the page before. */
export interface ListInput {
  readonly cursor?: string | null;
  readonly limit?: number;
}

/** Which time a list is about: from an instant on, and before another one. */
export interface TimeInput {
  readonly from?: string;
  readonly before?: string;
}

/** The page of the store that a list asks for. @throws InvalidInputError `ledger/invalid-input` */
export function readPage({ cursor = null, limit }: ListInput): PageRequest {
  if (cursor === null || (typeof cursor === 'string' && cursor.length <= 1000)) {
    return { cursor, limit: readPageSize(limit) };
  }
  throw badCursor();
}

/** How many rows. @throws InvalidInputError `ledger/invalid-input` */
export function readPageSize(limit = 100): number {
  if (Number.isInteger(limit) && limit >= 1 && limit <= MAXIMUM_PAGE_SIZE) return limit;
  throw invalidInput('ledger/invalid-input', ['limit'], `a page has 1 to ${MAXIMUM_PAGE_SIZE} rows`);
}

/** The refusal of a text that no page gave. */
export function badCursor() {
  return invalidInput('ledger/invalid-input', ['cursor'], 'a cursor is the text that a page before gave');
}

/** The bounds of a time in milliseconds; what is not given is left out. @throws InvalidInputError `ledger/invalid-input` */
export function readTime({ from, before }: TimeInput): { readonly fromMs?: number; readonly beforeMs?: number } {
  const bounds = {
    ...(from === undefined ? {} : { fromMs: readAt(from, 0, ['from']) }),
    ...(before === undefined ? {} : { beforeMs: readAt(before, 0, ['before']) }),
  };
  const { fromMs, beforeMs } = bounds;
  if (fromMs === undefined || beforeMs === undefined || fromMs < beforeMs) return bounds;
  throw invalidInput('ledger/invalid-input', ['before'], 'a time ends after it begins');
}

/** Whether a list is read from its end. @throws InvalidInputError `ledger/invalid-input` */
export function readNewestFirst(newestFirst: boolean | undefined): { readonly newestFirst?: true } {
  if (newestFirst !== undefined) readOneOf(newestFirst, [true, false], 'newestFirst');
  return newestFirst === true ? { newestFirst } : {};
}

/** Sees that a value is one of those there are. @throws InvalidInputError `ledger/invalid-input` */
export function readOneOf(value: unknown, known: readonly unknown[], name: string): void {
  if (known.includes(value)) return;
  throw invalidInput('ledger/invalid-input', [name], `one of ${known.join(', ')} is expected`);
}
