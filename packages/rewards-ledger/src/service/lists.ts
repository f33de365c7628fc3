import { containsDate, startOfDayInstant } from '@meritkit/core/dates';
import { MAXIMUM_PAGE_SIZE, type Page } from '@meritkit/core/ports';
import { balanceAt } from '../ledger/balance.ts';
import type { DocumentType, LedgerDocument } from '../ports.ts';
import { type CatalogueItem, type ItemKind, itemKinds, itemOfBody } from '../redemption/item.ts';
import type { EarningRule } from '../rules/index.ts';
import { ruleOfBody } from '../rules/rule.ts';
import type { LedgerContext } from './context.ts';
import { stockUnit } from './deciding.ts';
import { badCursor, type ListInput, readOneOf, readPageSize } from './page.ts';
import { readId } from './read.ts';
import { toMilliseconds } from './time.ts';

/** An item of the catalogue on a screen. */
export interface ItemRow extends CatalogueItem {
  /** Pieces that can be had: neither taken nor kept for a request that waits. Null of an item without a stock. */
  readonly piecesLeft: number | null;
}

/** The catalogue, in the order in which its items were first written. */
export async function listItems(
  context: LedgerContext,
  input: ListInput & { readonly kind?: ItemKind; readonly active?: boolean },
): Promise<{ readonly items: readonly ItemRow[]; readonly nextCursor: string | null }> {
  const { kind, active } = input;
  if (kind !== undefined) readOneOf(kind, itemKinds, 'kind');
  if (active !== undefined) readOneOf(active, [true, false], 'active');
  const { items, nextCursor } = await pageOfDocuments(context, 'item', input, (body) => {
    const item = itemOfBody(body);
    return (kind === undefined || item.kind === kind) && (active === undefined || item.active === active) ? item : null;
  });
  const left = await piecesLeft(context, items);
  return { items: items.map((item) => ({ ...item, piecesLeft: left(item) })), nextCursor };
}

/** Pieces that can be had. Of an item whose stock was never filled there are none. */
async function piecesLeft(
  context: LedgerContext,
  items: readonly CatalogueItem[],
): Promise<(item: CatalogueItem) => number | null> {
  const stocked = items.filter((item) => item.stocked);
  if (stocked.length === 0) return () => null;
  const owners = stocked.map(({ id }) => ({ kind: 'stock' as const, id, unit: stockUnit(id) }));
  const { accounts } = await context.store.load({ owners });
  const byUnit = new Map(accounts.map((account) => [account.unit, account]));
  const nowMs = toMilliseconds(context.now());
  return ({ id, stocked: isStocked }) => {
    if (!isStocked) return null;
    const account = byUnit.get(stockUnit(id));
    return account === undefined ? 0 : Number(balanceAt(account, nowMs).available);
  };
}

/** Every version of every earning rule, in the order in which they were written. */
export async function listRules(
  context: LedgerContext,
  input: ListInput & {
    readonly ruleId?: string;
    /** `YYYY-MM-DD`. */
    readonly inForceOn?: string;
  },
): Promise<{ readonly rules: readonly EarningRule[]; readonly nextCursor: string | null }> {
  const { ruleId, inForceOn } = input;
  if (ruleId !== undefined) readId(ruleId, ['ruleId']);
  if (inForceOn !== undefined) startOfDayInstant(inForceOn, 'UTC'); // a date at all?
  const { items, nextCursor } = await pageOfDocuments(context, 'rule', input, (body) => {
    const rule = ruleOfBody(body);
    const wanted =
      (ruleId === undefined || rule.id === ruleId) &&
      (inForceOn === undefined || containsDate(rule.inForce, inForceOn));
    return wanted ? rule : null;
  });
  return { rules: items, nextCursor };
}

/**
 * A full page of what a filter lets through, if there is so much. Where the first look leaves gaps, the next ones are as
 * large as a store gives: few open requests among thousands that are done cost a handful of calls. A page may then end
 * between two of the store's, so a cursor says how many rows to skip behind the store's own.
 */
async function pageOfDocuments<Item>(
  context: LedgerContext,
  type: DocumentType,
  input: ListInput,
  read: (body: LedgerDocument['body']) => Item | null,
): Promise<Page<Item>> {
  const limit = readPageSize(input.limit);
  let { skip, cursor } = readCursor(input.cursor);
  let size = Math.min(skip + limit, MAXIMUM_PAGE_SIZE);
  const items: Item[] = [];
  do {
    const page: Page<LedgerDocument> = await context.store.listDocuments(type, { cursor, limit: size });
    for (const [index, { body }] of page.items.entries()) {
      const item = index < skip ? null : read(body);
      if (item !== null) items.push(item);
      if (items.length === limit && index + 1 < page.items.length) {
        return { items, nextCursor: cursorText(index + 1, cursor) };
      }
    }
    [cursor, skip, size] = [page.nextCursor, Math.max(0, skip - page.items.length), MAXIMUM_PAGE_SIZE];
  } while (cursor !== null && items.length < limit);
  return { items, nextCursor: cursor === null ? null : cursorText(0, cursor) };
}

/** Where a page begins: behind the store's cursor (none: at the beginning), and behind so many rows more. */
interface Place {
  readonly skip: number;
  readonly cursor: string | null;
}

function cursorText(skip: number, cursor: string | null): string {
  return cursor === null ? `${skip}` : `${skip}:${cursor}`;
}

function readCursor(text: string | null = null): Place {
  if (text === null) return { skip: 0, cursor: null };
  const [, skip, cursor] = typeof text === 'string' ? (/^(\d{1,4})(?::(.*))?$/s.exec(text) ?? []) : [];
  if (skip !== undefined) return { skip: Number(skip), cursor: cursor ?? null };
  throw badCursor();
}
