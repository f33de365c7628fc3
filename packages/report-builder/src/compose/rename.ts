import type { Explanation } from '@meritkit/core/explanation';
import type { Block, Cell } from '../document/block.ts';
import type { ChartBlock } from '../document/chart.ts';
import { isMessage } from '../document/message.ts';
import type { Metric, MetricRelation } from '../document/metric.ts';
import type { Parameter, ReportText } from '../document/text.ts';

/** Gives every id of a part its own room in a larger document. */
export type Rename = (id: string) => string;

/** A text whose metric parameters point at the renamed metrics. */
export function renameText(text: ReportText, rename: Rename): ReportText {
  if (!isMessage(text) || text.with === undefined) return text;
  const entries = Object.entries(text.with).map(([name, parameter]): [string, Parameter] => [
    name,
    typeof parameter === 'object' && 'metric' in parameter ? { metric: rename(parameter.metric) } : parameter,
  ]);
  return { message: text.message, with: Object.fromEntries(entries) };
}

/** A metric under its new id, with the terms of its tree that are metrics of the same document. */
export function renameMetric(metric: Metric, rename: Rename, known: ReadonlySet<string>): Metric {
  const term = (explanation: Explanation): Explanation => ({
    ...explanation,
    key: known.has(explanation.key) ? rename(explanation.key) : explanation.key,
    ...(explanation.children === undefined ? {} : { children: explanation.children.map(term) }),
  });
  return {
    ...metric,
    id: rename(metric.id),
    label: renameText(metric.label, rename),
    ...(metric.explanation === undefined ? {} : { explanation: term(metric.explanation) }),
  };
}

/** A relation between renamed metrics. */
export function renameRelation(relation: MetricRelation, rename: Rename): MetricRelation {
  const total = rename(relation.total);
  if (relation.kind === 'ratio') {
    return { ...relation, total, dividend: rename(relation.dividend), divisor: rename(relation.divisor) };
  }
  if (relation.kind === 'linear') {
    return { ...relation, total, parts: relation.parts.map((part) => ({ ...part, metric: rename(part.metric) })) };
  }
  return { ...relation, total, parts: relation.parts.map(rename) };
}

/** A block under its new ids; sections of a part go one level down. */
export function renameBlock(block: Block, rename: Rename): Block {
  const text = (value: ReportText) => renameText(value, rename);
  switch (block.type) {
    case 'heading':
      return { ...block, level: 3, text: text(block.text) };
    case 'metric':
      return {
        ...block,
        metric: rename(block.metric),
        ...(block.before === undefined ? {} : { before: rename(block.before) }),
        ...(block.note === undefined ? {} : { note: text(block.note) }),
      };
    case 'narrative':
      return {
        ...block,
        text: text(block.text),
        ...(block.metric === undefined ? {} : { metric: rename(block.metric) }),
        ...(block.notes === undefined ? {} : { notes: block.notes.map(rename) }),
      };
    case 'callout':
      return { ...block, text: text(block.text), ...(block.title === undefined ? {} : { title: text(block.title) }) };
    case 'footnote':
      return { ...block, id: rename(block.id), text: text(block.text) };
    case 'table':
      return {
        ...block,
        id: rename(block.id),
        title: text(block.title),
        rows: block.rows.map((row) => ({ ...row, cells: row.cells.map((cell) => renameCell(cell, rename)) })),
      };
    case 'chart':
      return renameChart(block, rename);
  }
}

function renameCell(cell: Cell, rename: Rename): Cell {
  if ('metric' in cell) return { metric: rename(cell.metric) };
  return 'text' in cell ? { text: renameText(cell.text, rename) } : cell;
}

function renameChart(chart: ChartBlock, rename: Rename): ChartBlock {
  const named = {
    id: rename(chart.id),
    title: renameText(chart.title, rename),
    ...(chart.subtitle === undefined ? {} : { subtitle: renameText(chart.subtitle, rename) }),
  };
  if (chart.chart === 'timeline') return { ...chart, ...named };
  if (chart.chart === 'scatter') {
    const points = chart.points.map((point) => ({ ...point, x: rename(point.x), y: rename(point.y) }));
    return { ...chart, ...named, points };
  }
  const series = chart.series.map((one) => ({ ...one, values: one.values.map(rename) }));
  const reference =
    chart.reference === undefined
      ? {}
      : {
          reference: {
            metric: rename(chart.reference.metric),
            label: renameText(chart.reference.label, rename),
          },
        };
  return { ...chart, ...named, series, ...reference };
}
