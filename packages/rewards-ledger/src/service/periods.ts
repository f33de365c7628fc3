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
import type { Written } from './operation.ts';
import { readId, readPart, readUnit } from './read.ts';
import { loadInScale } from './scale.ts';
import { toMilliseconds } from './time.ts';

/** Days to close, in the zone whose midnights bound them. */
export interface ClosePeriodInput {
  readonly key: string;
  readonly unit?: string;
  /** `YYYY-MM-DD`, half-open. */
  readonly period: { readonly start: string; readonly end: string };
  readonly timeZone: string;
  readonly actor?: Actor;
}

/**
 * Closes a period: first the books, so that nothing more is posted into it; then its totals, which never change.
 * A crash in between is resumed by the same call. Corrections go into later periods.
 */
export async function closePeriod(
  context: LedgerContext,
  input: ClosePeriodInput,
): Promise<Outcome<Written<{ readonly totals: PeriodTotals }>>> {
  const read = readUnit(context, input.unit);
  if (!read.ok) return read;
  const { unit } = read;
  const bounds = readBounds(input);
  readId(input.key, ['key'], '/totals'.length);
  // Books may be closed before a period is over, but a year that was mistyped would close them for ever.
  if (bounds.endMs > toMilliseconds(context.now()) + YEAR_MS) {
    throw invalidInput('ledger/invalid-input', ['period', 'end'], 'books close a year ahead at most');
  }
  const frozen = await freezeBooks(context, input, unit, bounds);
  if (!frozen.ok) return frozen;
  const sum = emptyTotals();
  for await (const entry of entriesOf(context, { unit, fromMs: bounds.startMs, beforeMs: bounds.endMs })) {
    addToTotals(sum, entry, unit);
  }
  const totals = finishTotals(sum, context.units[unit]!.scale);
  const written = await execute(context, {
    name: 'close-totals',
    key: `${input.key}/totals`,
    actor: input.actor,
    payload: [unit, bounds.startMs, bounds.endMs],
    request: { documents: [{ type: 'books', id: unit }] },
    plan: (loaded) => {
      const document = loaded.documents[0]!;
      const books = booksOfBody(document.body)!;
      const periods = books.periods.map((period) =>
        period.endMs === bounds.endMs && period.totals === null ? { ...period, totals } : period,
      );
      return {
        ok: true,
        commands: [],
        documents: [booksDocument(unit, document.version + 1, { ...books, periods })],
        answer: { totals: { ...totals } },
      };
    },
  });
  return written as Outcome<Written<{ readonly totals: PeriodTotals }>>;
}

interface Bounds {
  readonly startMs: number;
  readonly endMs: number;
}

function readBounds(input: Pick<ClosePeriodInput, 'period' | 'timeZone'>): Bounds {
  const { start, end } = readPart(input.period, ['period']);
  const startMs = parseInstant(startOfDayInstant(start, input.timeZone));
  const endMs = parseInstant(startOfDayInstant(end, input.timeZone));
  if (startMs < endMs) return { startMs, endMs };
  throw invalidInput('ledger/invalid-input', ['period'], 'the period ends before it starts');
}

function freezeBooks(
  context: LedgerContext,
  input: ClosePeriodInput,
  unit: string,
  bounds: Bounds,
): Promise<Outcome<Written>> {
  return execute(context, {
    name: 'close',
    key: input.key,
    actor: input.actor,
    payload: [unit, bounds.startMs, bounds.endMs],
    request: { documents: [{ type: 'books', id: unit }] },
    plan: (loaded) => {
      const document = loaded.documents[0];
      const books = booksOfBody(document?.body);
      if (books !== null && books.closedThroughMs !== bounds.startMs) {
        return reject('ledger/period-order', { unit, closedThrough: instantText(books.closedThroughMs) });
      }
      const period: ClosedPeriod = { startMs: bounds.startMs, endMs: bounds.endMs, totals: null };
      return {
        ok: true,
        commands: [],
        documents: [
          booksDocument(unit, (document?.version ?? 0) + 1, {
            schemaVersion: 1,
            closedThroughMs: bounds.endMs,
            periods: [...(books?.periods ?? []), period],
          }),
        ],
        answer: { closedThrough: instantText(bounds.endMs) },
      };
    },
  });
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
  input: ClosePeriodInput,
): Promise<Outcome<{ readonly payroll: PayrollExport }>> {
  const read = readUnit(context, input.unit);
  if (!read.ok) return read;
  const { unit } = read;
  const { startMs, endMs } = readBounds(input);
  const id = `${unit}/${instantText(startMs)}/${instantText(endMs)}`;
  const loaded = await loadInScale(context, {
    documents: [
      { type: 'books', id: unit },
      { type: 'payroll', id },
    ],
  });
  const done = loaded.documents.find((document) => document.type === 'payroll');
  if (done !== undefined) return { ok: true, payroll: payrollOfBody(done.body) };
  const books = booksOfBody(loaded.documents.find((document) => document.type === 'books')?.body);
  const period = books?.periods.find((candidate) => candidate.startMs === startMs && candidate.endMs === endMs);
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
