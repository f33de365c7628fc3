import { readInputs } from '../builders/inputs.ts';
import type { Cell } from '../document/block.ts';
import type { ReportDocument } from '../document/document.ts';
import type { ReportText } from '../document/text.ts';
import { beginReport, type Draft, type ReportFrame } from '../draft/draft.ts';
import { type BlockInput, type CustomReportInput, customReportSchema, type Quantity } from './schema.ts';

/**
 * A report from a host's own blocks: headings, metrics, tables, charts, sentences, callouts and footnotes, with the
 * numbers written in place. Each number becomes a metric of the document with the report's period, so that provenance,
 * redaction and comparison work as in the built reports.
 *
 * @throws InvalidInputError `report/invalid-input`, `report/empty-period`, `report/chart-without-data`,
 * `report/duplicate-id`, `report/unknown-metric`
 * @example
 * ```ts
 * import { buildReport } from '@meritkit/report-builder';
 *
 * const report = buildReport(
 *   { title: { en: 'Shortlist', 'zh-CN': '候选人' }, blocks: [
 *     { type: 'metric', id: 'fit', label: 'Fit of Lin', value: '100', unit: 'percent' },
 *   ] },
 *   { asOf: '2026-11-22', period: { start: '2026-11-16', end: '2026-11-23' } },
 * );
 * report.metrics.map((metric) => metric.id); // ['fit']
 * ```
 */
export function buildReport(inputs: CustomReportInput, frame: ReportFrame): ReportDocument {
  const read = readInputs(customReportSchema, inputs, frame);
  const draft = beginReport({ kind: 'custom', title: read.input.title, frame: read.frame });
  for (const person of read.input.people ?? []) draft.name(person);
  for (const [index, block] of read.input.blocks.entries()) addBlock(draft, block, index);
  return draft.finish();
}

function addBlock(draft: Draft, block: BlockInput, index: number): void {
  if (block.type === 'metric') addMetric(draft, block, index);
  else if (block.type === 'table') addTable(draft, block);
  else if (block.type !== 'chart' || block.chart === 'timeline') draft.block(block);
  else if (block.chart === 'scatter') addScatter(draft, block);
  else addChart(draft, block);
}

type Of<Kind extends BlockInput['type']> = Extract<BlockInput, { readonly type: Kind }>;

function addMetric(draft: Draft, block: Of<'metric'>, index: number): void {
  const { type: _type, id = `metric-${index + 1}`, label, before, relation, note, ...quantity } = block;
  addQuantity(draft, id, label, quantity, undefined);
  if (before !== undefined) {
    addQuantity(draft, `${id}.before`, label, typeof before === 'string' ? { value: before } : before, block.unit);
  }
  draft.block({
    type: 'metric',
    metric: id,
    ...(before === undefined ? {} : { before: `${id}.before` }),
    ...(relation === undefined ? {} : { relation }),
    ...(note === undefined ? {} : { note }),
  });
}

function addTable(draft: Draft, block: Of<'table'>): void {
  const rows = block.rows.map((row, place) => {
    const rowId = row.id ?? String(place + 1);
    const cells = row.cells.map((cell, column): Cell => {
      if (cell === null) return { empty: true };
      if (typeof cell === 'string') return { text: cell };
      if ('date' in cell && Object.keys(cell).length === 1) return { date: cell.date as string };
      if (!('value' in cell)) return { text: cell as ReportText };
      const head = block.columns[column];
      const id = `${block.id}.${rowId}.${head?.id ?? column}`;
      addQuantity(draft, id, head?.label ?? block.title, cell as Quantity, head?.unit ?? block.unit);
      return { metric: id };
    });
    return { id: rowId, cells };
  });
  draft.block({ ...block, rows });
}

function addChart(draft: Draft, block: Extract<BlockInput, { readonly series: unknown }>): void {
  const { reference, ...rest } = block;
  const series = block.series.map((one) => ({
    ...one,
    values: one.values.map((value, place) => {
      const category = block.categories[place];
      const id = `${block.id}.${one.id}.${category?.id ?? place}`;
      addQuantity(draft, id, one.label, quantityOf(value), block.unit);
      return id;
    }),
  }));
  if (reference === undefined) {
    draft.block({ ...rest, series });
    return;
  }
  const metric = `${block.id}.reference`;
  addQuantity(draft, metric, reference.label, { value: reference.value }, block.unit);
  draft.block({ ...rest, series, reference: { metric, label: reference.label } });
}

function addScatter(draft: Draft, block: Extract<BlockInput, { readonly points: unknown }>): void {
  const points = block.points.map((point) => {
    const [x, y] = [`${block.id}.${point.id}.x`, `${block.id}.${point.id}.y`];
    addQuantity(draft, x, block.horizontal.label, quantityOf(point.x), block.horizontal.unit);
    addQuantity(draft, y, block.vertical.label, quantityOf(point.y), block.vertical.unit);
    return { ...point, x, y };
  });
  draft.block({ ...block, points });
}

function quantityOf(value: string | null | Quantity): Quantity {
  return typeof value === 'object' && value !== null ? value : { value };
}

function addQuantity(draft: Draft, id: string, label: ReportText, quantity: Quantity, unit: string | undefined): void {
  draft.metric({
    ...quantity,
    id,
    label,
    formula: 'given',
    ...(quantity.unit === undefined && unit !== undefined ? { unit } : {}),
  });
}
