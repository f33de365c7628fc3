import { instantText } from '@meritkit/core/dates';
import { booksOfBody, type ClosedPeriod, type PeriodTotals } from '../period/books.ts';
import { type PayrollExport, payrollOfBody } from '../period/payroll.ts';
import type { LedgerContext } from './context.ts';
import { badCursor, type ListInput, readNewestFirst, readPage } from './page.ts';
import { payrollId } from './periods.ts';
import { readKnownUnit } from './read.ts';
import { loadInScale } from './scale.ts';

/** A closed period on a screen. */
export interface PeriodRow {
  /** First instant. */
  readonly start: string;
  /** First instant after it. */
  readonly end: string;
  /** Null while its closing was cut short: the same `closePeriod` finishes it. */
  readonly totals: PeriodTotals | null;
  /** What was exported for payroll, without its lines; null where nothing was yet. `exportPayroll` gives it again. */
  readonly payroll: (Pick<PayrollExport, 'total' | 'taxValues'> & { readonly lines: number }) | null;
}

/** The closed periods of a unit with their totals, and what was exported of them, in the order of time or against it. */
export async function listPeriods(
  context: LedgerContext,
  input: ListInput & { readonly unit?: string; readonly newestFirst?: boolean },
): Promise<{
  /** Nothing is posted before it; null while no period is closed. */
  readonly closedThrough: string | null;
  readonly periods: readonly PeriodRow[];
  readonly nextCursor: string | null;
}> {
  const unit = readKnownUnit(context, input.unit);
  const { cursor, limit } = readPage(input);
  const { newestFirst } = readNewestFirst(input.newestFirst);
  if (cursor !== null && !/^-?\d{1,16}$/.test(cursor)) throw badCursor();
  const behindMs = cursor === null ? null : Number(cursor);
  const loaded = await loadInScale(context, { documents: [{ type: 'books', id: unit }] });
  const books = booksOfBody(loaded.documents[0]?.body);
  if (books === null) return { closedThrough: null, periods: [], nextCursor: null };
  const ordered = newestFirst === true ? books.periods.toReversed() : books.periods;
  const isBehind = ({ startMs }: ClosedPeriod) =>
    behindMs === null || (newestFirst === true ? startMs < behindMs : startMs > behindMs);
  const rest = ordered.filter(isBehind);
  const shown = rest.slice(0, limit);
  const ids = shown.map(({ startMs, endMs }) => payrollId(unit, startMs, endMs));
  const { documents } = await context.store.load({ documents: ids.map((id) => ({ type: 'payroll' as const, id })) });
  const exports = new Map(documents.map(({ id, body }) => [id, payrollOfBody(body)]));
  const periods = shown.map(({ startMs, endMs, totals }, index): PeriodRow => {
    const payroll = exports.get(ids[index]!);
    return {
      start: instantText(startMs),
      end: instantText(endMs),
      totals,
      payroll:
        payroll === undefined
          ? null
          : { lines: payroll.lines.length, total: payroll.total, taxValues: payroll.taxValues },
    };
  });
  const nextCursor = rest.length > limit ? String(shown.at(-1)!.startMs) : null;
  return { closedThrough: instantText(books.closedThroughMs), periods, nextCursor };
}
