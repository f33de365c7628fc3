import writeXlsxFile from 'write-excel-file/universal';
import { chartTable, headOf, unitIn } from '../charts/table.ts';
import { withoutFormula } from '../csv/render.ts';
import type { Cell, TableBlock } from '../document/block.ts';
import type { ReportDocument } from '../document/document.ts';
import type { Metric } from '../document/metric.ts';
import { createWords, type ReaderOptions } from '../words/create.ts';
import type { Words } from '../words/words.ts';

/** A cell of a sheet. */
export interface XlsxCell {
  readonly value: string | number;
  readonly type: StringConstructor | NumberConstructor;
  readonly format?: string;
  readonly fontWeight?: 'bold';
  readonly align?: 'right';
}

/** A sheet: a name of at most 31 signs, and its rows. */
export interface XlsxSheet {
  readonly sheet: string;
  readonly data: readonly (readonly (XlsxCell | null)[])[];
  readonly columns: readonly { readonly width: number }[];
}

/**
 * A report as an Excel workbook: a sheet with every metric, then one per table and chart. Numbers are numbers where a
 * double holds them exactly, and text otherwise; nothing is a formula. Needs the optional peer `write-excel-file`.
 *
 * @throws InvalidInputError `report/unknown-locale`, `report/unknown-time-zone`
 * @example
 * ```ts
 * import { buildStrategicReport } from '@meritkit/report-builder';
 * import { renderXlsx } from '@meritkit/report-builder/xlsx';
 *
 * const report = buildStrategicReport({ capabilities: [], plan: [] }, { asOf: '2026-10-01', period: { start: '2026-01-01', end: '2026-10-01' } });
 * const bytes = await renderXlsx(report, { locale: 'zh-CN', timeZone: 'Asia/Shanghai' });
 * String.fromCharCode(...bytes.slice(0, 2)); // 'PK'
 * ```
 */
export async function renderXlsx(document: ReportDocument, options: ReaderOptions): Promise<Uint8Array> {
  const sheets = sheetsOf(document, options);
  const file = writeXlsxFile(
    sheets.map(({ sheet, data, columns }) => ({
      sheet,
      data: data.map((row) => [...row]) as never,
      columns: [...columns],
      stickyRowsCount: 1,
    })),
  );
  const blob = await file.toBlob();
  return new Uint8Array(await blob.arrayBuffer());
}

/** The sheets of a workbook, for a host that writes them by other means. */
export function sheetsOf(document: ReportDocument, options: ReaderOptions): readonly XlsxSheet[] {
  const words = createWords({ ...options, metrics: document.metrics });
  const tables = document.blocks.flatMap((block) =>
    block.type === 'table' ? [block] : block.type === 'chart' ? [chartTable(block)] : [],
  );
  const used = new Set<string>();
  const named = (wanted: string) => uniqueName(wanted, used);
  return [
    metricSheet(document, words, named(words.say('xlsx.metrics'))),
    ...tables
      .filter((table) => table.rows.length > 0)
      .map((table) => tableSheet(table, words, named(words.text(table.title)))),
  ];
}

/** Excel's rules: at most 31 signs, none of `\ / ? * [ ] :`, no apostrophe at an end, every name once. */
function uniqueName(wanted: string, used: Set<string>): string {
  const base =
    wanted
      .replace(/[\\/?*[\]:]/g, ' ')
      .replace(/\s+/g, ' ')
      .replace(/^'+|'+$/g, '')
      .trim() || 'Sheet';
  for (let time = 1; ; time += 1) {
    const tail = time === 1 ? '' : ` ${time}`;
    const name = `${[...base]
      .slice(0, 31 - tail.length)
      .join('')
      .trimEnd()}${tail}`;
    if (used.has(name.toLowerCase())) continue;
    used.add(name.toLowerCase());
    return name;
  }
}

const text = (value: string, bold = false): XlsxCell => ({
  value: withoutFormula(value),
  type: String,
  ...(bold ? { fontWeight: 'bold' as const } : {}),
});

function numberCell(metric: Metric, words: Words): XlsxCell {
  if (metric.value === null) return text(words.metric(metric));
  const value = Number(metric.value);
  const digits = metric.value.replace(/^-?0*\.?0*|\./g, '').length;
  if (digits > 15) return { ...text(metric.value), align: 'right' };
  return { value, type: Number, align: 'right' };
}

function metricSheet(document: ReportDocument, words: Words, name: string): XlsxSheet {
  const head = ['label', 'value', 'unit', 'n', 'periodStart', 'periodEnd', 'sources'];
  return {
    sheet: name,
    columns: [40, 18, 12, 8, 12, 12, 40].map((width) => ({ width })),
    data: [
      head.map((column) => text(words.say(`csv.${column}`), true)),
      ...document.metrics.map((metric) => [
        text(words.text(metric.label)),
        numberCell(metric, words),
        text(words.unitName(metric.unit)),
        metric.n === null ? null : { value: metric.n, type: Number },
        text(metric.period.start),
        text(metric.period.end),
        text(metric.sources.map((source) => `${source.system} ${source.ref}`).join('; ')),
      ]),
    ],
  };
}

function tableSheet(table: TableBlock, words: Words, name: string): XlsxSheet {
  const head = table.columns.map((column) => text(headOf(column, words, unitIn(table, column)), true));
  return {
    sheet: name,
    columns: table.columns.map((_, index) => ({ width: index === 0 ? 32 : 16 })),
    data: [head, ...table.rows.map((row) => row.cells.map((cell) => sheetCell(cell, words)))],
  };
}

function sheetCell(cell: Cell, words: Words): XlsxCell | null {
  if ('empty' in cell) return null;
  if ('date' in cell) return text(cell.date);
  return 'text' in cell ? text(words.text(cell.text)) : numberCell(words.find(cell.metric), words);
}
