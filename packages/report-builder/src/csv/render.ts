import { chartTable, headOf, unitIn } from '../charts/table.ts';
import type { Cell, TableBlock } from '../document/block.ts';
import type { ReportDocument } from '../document/document.ts';
import { reportError } from '../errors.ts';
import { createWords, type ReaderOptions } from '../words/create.ts';
import type { Words } from '../words/words.ts';

/** How CSV is written. */
export interface CsvOptions extends ReaderOptions {
  /** A table or chart of the report by id; every metric, one per row, unless told. */
  readonly table?: string;
  /** A byte order mark first, so that Excel reads Chinese; on unless told. */
  readonly byteOrderMark?: boolean;
}

/**
 * A report's numbers as CSV (RFC 4180): every metric with unit, period, state and sources, or one of its tables. Numbers
 * stand exact and unformatted. Text that a spreadsheet would take for a formula gets an apostrophe in front.
 *
 * @throws InvalidInputError `report/unknown-metric` without such a table, `report/unknown-locale`, `report/unknown-time-zone`
 * @example
 * ```ts
 * import { buildReport } from '@meritkit/report-builder';
 * import { renderCsv } from '@meritkit/report-builder/csv';
 *
 * const report = buildReport(
 *   { title: 'Load', blocks: [{ type: 'metric', id: 'load', label: '=cmd()', value: '-12.5', unit: 'percent' }] },
 *   { asOf: '2026-11-22', period: { start: '2026-11-16', end: '2026-11-23' } },
 * );
 * renderCsv(report, { locale: 'en', timeZone: 'UTC', byteOrderMark: false }).split('\r\n')[1]; // "load,'=cmd(),-12.5,%,,2026-11-16,2026-11-23,known,,given,"
 * ```
 */
export function renderCsv(document: ReportDocument, options: CsvOptions): string {
  const words = createWords({ ...options, metrics: document.metrics });
  const rows =
    options.table === undefined ? metricRows(document, words) : tableRows(findTable(document, options.table), words);
  const mark = options.byteOrderMark === false ? '' : '\ufeff';
  return `${mark}${rows.map((row) => row.map(csvField).join(',')).join('\r\n')}\r\n`;
}

const columns = [
  'id',
  'label',
  'value',
  'unit',
  'n',
  'periodStart',
  'periodEnd',
  'state',
  'reason',
  'formula',
  'sources',
] as const;

function metricRows(document: ReportDocument, words: Words): readonly (readonly string[])[] {
  const head = columns.map((column) => words.say(`csv.${column}`));
  const rows = document.metrics.map((metric) => [
    metric.id,
    words.text(metric.label),
    metric.value ?? '',
    words.unitName(metric.unit),
    metric.n === null ? '' : String(metric.n),
    metric.period.start,
    metric.period.end,
    metric.status.kind,
    metric.status.kind === 'known' ? '' : words.reason(metric.status.reason),
    metric.formula,
    metric.sources.map((source) => `${source.system} ${source.ref}`).join('; '),
  ]);
  return [head, ...rows];
}

/** A table of the report, or the numbers behind one of its charts. */
export function findTable(document: ReportDocument, id: string): TableBlock {
  for (const block of document.blocks) {
    if (block.type === 'table' && block.id === id) return block;
    if (block.type === 'chart' && block.id === id) return chartTable(block);
  }
  throw reportError('report/unknown-metric', ['table'], `the report has no table or chart "${id}"`);
}

function tableRows(table: TableBlock, words: Words): readonly (readonly string[])[] {
  const head = table.columns.map((column) => headOf(column, words, unitIn(table, column)));
  return [head, ...table.rows.map((row) => row.cells.map((cell) => plainCell(cell, words)))];
}

/** A cell as data: an exact number, an ISO date, words, or the state in words. */
function plainCell(cell: Cell, words: Words): string {
  if ('empty' in cell) return '';
  if ('date' in cell) return cell.date;
  if ('text' in cell) return words.text(cell.text);
  const metric = words.find(cell.metric);
  return metric.value ?? words.metric(metric);
}

/** One field: quoted where it has to be, and never a formula. */
export function csvField(text: string): string {
  const safe = withoutFormula(text);
  return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}

/** OWASP, "CSV Injection": a leading `=`, `+`, `-`, `@`, tab or return starts a formula unless the text is a number. */
export function withoutFormula(text: string): string {
  if (/^-?\d+(\.\d+)?$/.test(text)) return text;
  return /^[\s\u200b\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20|]/.test(text) || /^[\t\r\n]/.test(text) ? `'${text}` : text;
}
