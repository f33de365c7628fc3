import { instantText, parseInstant, startOfDayInstant } from '@meritkit/core/dates';
import { invalidInput, type Outcome, reject } from '@meritkit/core/errors';
import type { Actor } from '@meritkit/core/ports';
import { amountText, readAmount } from '../amount/index.ts';
import type { Entry } from '../ledger/entry.ts';
import {
  addToTotals,
  type Books,
  booksBody,
  booksOfBody,
  type ClosedPeriod,
  emptyTotals,
  finishTotals,
  type PeriodTotals,
} from '../period/books.ts';
import {
  type PayrollExport,
  type PayrollLine,
  payrollBody,
  payrollLines,
  payrollOfBody,
  sumTaxValues,
} from '../period/payroll.ts';
import type { EntryFilter, LedgerDocument } from '../ports.ts';
import { type LedgerContext, YEAR_MS } from './context.ts';
import { execute } from './execute.ts';
import type { Refusal, Written } from './operation.ts';
import { readPart, readUnit } from './read.ts';
import { loadInScale } from './scale.ts';
import { toMilliseconds } from './time.ts';

/** A unit's days, in the zone whose midnights bound them. */
export interface PeriodInput {
  readonly key: string;
  readonly unit?: string;
  /** `YYYY-MM-DD`, half-open. */
  readonly period: { readonly start: string; readonly end: string };
  readonly timeZone: string;
  readonly actor?: Actor;
}

/** Days to close. */
export interface ClosePeriodInput extends PeriodInput {
  /**
   * True: the period may end after the present, a year ahead at most. What is closed stays closed, so nothing can be
   * posted in the unit until then.
   */
  readonly beforeItsEnd?: boolean;
}

/**
 * Closes a period: first the books, so that nothing more is posted into it; then its totals, which never change.
 * A crash in between is resumed by the same call, or by one for the same days under another key. Corrections go into
 * later periods.
 *
 * A unit's first period must not leave out entries that count from before it: they would be in no period and in no
 * payroll export (`ledger/entries-before-period`).
 */
export async function closePeriod(
  context: LedgerContext,
  input: ClosePeriodInput,
): Promise<Outcome<Written<{ readonly totals: PeriodTotals }>>> {
  const read = readUnit(context, input.unit);
  if (!read.ok) return read;
  const { unit } = read;
  const bounds = readBounds(input);
  // Books may be closed before a period is over, but a year that was mistyped would close them for ever.
  if (bounds.endMs > toMilliseconds(context.now()) + YEAR_MS) {
    throw invalidInput('ledger/invalid-input', ['period', 'end'], 'books close a year ahead at most');
  }
  const frozen = await freezeBooks(context, input, unit, bounds);
  if (!frozen.ok) return frozen;
  const totals = await totalsOf(context, unit, bounds);
  return { ok: true, entryId: null, totals: { ...totals }, events: [] };
}

/**
 * The totals of a closed period: those that were written, or else summed and written now. They belong to the period and
 * not to a key, so the write takes a key of chance: one made from the caller's could be taken already, by another call
 * of theirs, and the period would stay without totals for ever.
 */
async function totalsOf(context: LedgerContext, unit: string, bounds: Bounds): Promise<PeriodTotals> {
  const request = { documents: [{ type: 'books' as const, id: unit }] };
  const [document] = (await loadInScale(context, request)).documents;
  const written = periodIn(booksOfBody(document?.body), bounds)?.totals;
  if (written) return written;
  const sum = emptyTotals();
  for await (const entry of entriesOf(context, { unit, fromMs: bounds.startMs, beforeMs: bounds.endMs })) {
    addToTotals(sum, entry, unit);
  }
  const totals = finishTotals(sum, context.units[unit]!.scale);
  const answer = await execute(context, {
    name: 'close-totals',
    key: `totals:${context.newId()}`,
    payload: [unit, bounds.startMs, bounds.endMs],
    request,
    plan: (loaded) => {
      const books = booksOfBody(loaded.documents[0]!.body)!;
      const periods = books.periods.map((period) =>
        isPeriod(period, bounds) && period.totals === null ? { ...period, totals } : period,
      );
      const next = booksDocument(unit, loaded.documents[0]!.version + 1, { ...books, periods });
      // Of two that sum at once, the first writes; nothing is posted into a closed period, so both found the same.
      return { ok: true, commands: [], documents: periodIn(books, bounds)!.totals === null ? [next] : [] };
    },
  });
  if (answer.ok) return totals;
  throw invalidInput('ledger/invalid-input', ['ids'], 'the source of ids gave one that was used before');
}

function periodIn(books: Books | null, bounds: Bounds): ClosedPeriod | undefined {
  return books?.periods.find((period) => isPeriod(period, bounds));
}

function isPeriod(period: ClosedPeriod, { startMs, endMs }: Bounds): boolean {
  return period.startMs === startMs && period.endMs === endMs;
}

interface Bounds {
  readonly startMs: number;
  readonly endMs: number;
}

function readBounds(input: Pick<PeriodInput, 'period' | 'timeZone'>): Bounds {
  const { start, end } = readPart(input.period, ['period']);
  const startMs = parseInstant(startOfDayInstant(start, input.timeZone));
  const endMs = parseInstant(startOfDayInstant(end, input.timeZone));
  if (startMs < endMs) return { startMs, endMs };
  throw invalidInput('ledger/invalid-input', ['period'], 'the period ends before it starts');
}

async function freezeBooks(
  context: LedgerContext,
  input: ClosePeriodInput,
  unit: string,
  bounds: Bounds,
): Promise<Outcome<Written>> {
  const request = { documents: [{ type: 'books' as const, id: unit }] };
  const isFirst = (await loadInScale(context, request)).documents.length === 0;
  const earliestMs = isFirst ? await findEarlier(context, unit, bounds.startMs) : null;
  return execute(context, {
    name: 'close',
    key: input.key,
    actor: input.actor,
    // `beforeItsEnd` is no part of what is asked for: a call that has to be sent again later may do without it.
    payload: [unit, bounds.startMs, bounds.endMs],
    request,
    plan: (loaded, moment) => {
      const document = loaded.documents[0];
      const books = booksOfBody(document?.body);
      const version = (document?.version ?? 0) + 1;
      const answer = { closedThrough: instantText(bounds.endMs) };
      // Closed, and its totals were never written: any call for these days may finish it. Writing the books as they are
      // keeps its key.
      if (books !== null && periodIn(books, bounds)?.totals === null) {
        return { ok: true, commands: [], documents: [booksDocument(unit, version, books)], answer };
      }
      const refused = refuseToClose(input, unit, bounds, { books, earliestMs, nowMs: moment.recordedMs });
      if (refused !== null) return refused;
      const period: ClosedPeriod = { startMs: bounds.startMs, endMs: bounds.endMs, totals: null };
      const periods = [...(books?.periods ?? []), period];
      const next: Books = { schemaVersion: 1, closedThroughMs: bounds.endMs, periods };
      return { ok: true, commands: [], documents: [booksDocument(unit, version, next)], answer };
    },
  });
}

function refuseToClose(
  { beforeItsEnd }: ClosePeriodInput,
  unit: string,
  { startMs, endMs }: Bounds,
  known: { readonly books: Books | null; readonly earliestMs: number | null; readonly nowMs: number },
): Refusal | null {
  const { books, earliestMs, nowMs } = known;
  if (books !== null && books.closedThroughMs !== startMs) {
    return reject('ledger/period-order', { unit, closedThrough: instantText(books.closedThroughMs) });
  }
  if (books === null && earliestMs !== null) {
    const [start, earliest] = [instantText(startMs), instantText(earliestMs)];
    return reject('ledger/entries-before-period', { unit, start, earliest });
  }
  // Nothing opens books again: a month or a year that was mistyped must not stop a unit.
  if (endMs > nowMs && beforeItsEnd !== true)
    return reject('ledger/period-not-over', { unit, end: instantText(endMs) });
  return null;
}

/**
 * When the earliest of the entries counts that count from before a time, of the first thousand in the journal; null where
 * there are none. Asked once in a unit's life, for its first period: later ones follow the one before.
 */
async function findEarlier(context: LedgerContext, unit: string, beforeMs: number): Promise<number | null> {
  const { items } = await context.store.listEntries({ unit, beforeMs }, { cursor: null, limit: 1000 });
  return items.length === 0 ? null : Math.min(...items.map(({ entry }) => entry.effectiveMs));
}

function booksDocument(unit: string, version: number, books: Books): LedgerDocument {
  return { type: 'books', id: unit, version, body: booksBody(books) };
}

/**
 * The payroll export of a closed period: every redemption exactly once, less those taken back in it. Asked again, it
 * gives the same lines.
 */
export async function exportPayroll(
  context: LedgerContext,
  input: PeriodInput,
): Promise<Outcome<{ readonly payroll: PayrollExport }>> {
  const read = readUnit(context, input.unit);
  if (!read.ok) return read;
  const { unit } = read;
  const { startMs, endMs } = readBounds(input);
  const id = payrollId(unit, startMs, endMs);
  const loaded = await loadInScale(context, {
    documents: [
      { type: 'books', id: unit },
      { type: 'payroll', id },
    ],
  });
  const done = loaded.documents.find((document) => document.type === 'payroll');
  if (done !== undefined) return { ok: true, payroll: payrollOfBody(done.body) };
  const books = booksOfBody(loaded.documents.find((document) => document.type === 'books')?.body);
  const period = periodIn(books, { startMs, endMs });
  if (period === undefined) return reject('ledger/unknown-period', { unit, end: instantText(endMs) });
  const payroll = await collectPayroll(context, unit, startMs, endMs);
  const written = await execute(context, {
    name: 'payroll',
    key: input.key,
    payload: [id],
    request: { documents: [{ type: 'payroll', id }] },
    plan: (present) => ({
      ok: true,
      commands: [],
      documents: present.documents.length > 0 ? [] : [{ type: 'payroll', id, version: 1, body: payrollBody(payroll) }],
      answer: { payrollId: id },
    }),
  });
  return written.ok ? { ok: true, payroll } : written;
}

/** The document that keeps the export of a period. */
export function payrollId(unit: string, startMs: number, endMs: number): string {
  return `${unit}/${instantText(startMs)}/${instantText(endMs)}`;
}

async function collectPayroll(
  context: LedgerContext,
  unit: string,
  startMs: number,
  endMs: number,
): Promise<PayrollExport> {
  const { scale } = context.units[unit]!;
  const lines: PayrollLine[] = [];
  for await (const entry of entriesOf(context, { unit, fromMs: startMs, beforeMs: endMs })) {
    const reversed = entry.reverses === null ? null : await entryOf(context, entry.reverses);
    lines.push(...payrollLines({ entry, unit, scale, reversed }));
  }
  const total = lines.reduce((sum, line) => {
    const reading = readAmount({ text: line.amount, scale, signed: true });
    return reading.ok ? sum + reading.amount : sum;
  }, 0n);
  return {
    schemaVersion: 1,
    unit,
    start: instantText(startMs),
    end: instantText(endMs),
    lines,
    total: amountText({ amount: total, scale }),
    taxValues: sumTaxValues(lines),
  };
}

async function entryOf(context: LedgerContext, entryId: string): Promise<Entry | null> {
  const loaded = await context.store.load({ entryIds: [entryId] });
  return loaded.entries[0]?.entry ?? null;
}

/** Every entry that a filter lets through, page by page, in the order of the journal. */
export async function* entriesOf(context: LedgerContext, filter: EntryFilter): AsyncGenerator<Entry> {
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof context.store.listEntries>> = await context.store.listEntries(filter, {
      cursor,
      limit: 1000,
    });
    for (const { entry } of page.items) yield entry;
    cursor = page.nextCursor;
  } while (cursor !== null);
}
