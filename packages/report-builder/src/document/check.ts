import { reportError } from '../errors.ts';
import type { Block } from './block.ts';
import type { ChartBlock } from './chart.ts';
import type { ReportDocument } from './document.ts';
import type { MetricRelation } from './metric.ts';

type Path = readonly (string | number)[];

/**
 * Refuses a document whose parts do not fit each other: an id twice, a block that names a metric that is not there, a
 * chart without data, a value that disagrees with its status.
 *
 * @throws InvalidInputError `report/duplicate-id`, `report/unknown-metric`, `report/chart-without-data`, `report/invalid-input`
 */
export function checkDocument(document: ReportDocument): void {
  const known = new Set<string>();
  for (const [index, metric] of document.metrics.entries()) {
    if (known.has(metric.id)) {
      throw reportError('report/duplicate-id', ['metrics', index, 'id'], `metric "${metric.id}" is there twice`);
    }
    known.add(metric.id);
    if ((metric.value === null) === (metric.status.kind === 'known')) {
      throw reportError(
        'report/invalid-input',
        ['metrics', index, 'value'],
        'a known metric has a value, and only a known one',
      );
    }
  }
  for (const [index, relation] of document.relations.entries()) {
    for (const id of idsOfRelation(relation)) requireMetric(known, id, ['relations', index]);
  }
  const ids = new Set<string>();
  for (const [index, block] of document.blocks.entries()) checkBlock(block, known, ids, ['blocks', index]);
  for (const [index, block] of document.blocks.entries()) {
    if (block.type !== 'narrative') continue;
    for (const note of block.notes ?? []) {
      if (!ids.has(note)) {
        throw reportError('report/invalid-input', ['blocks', index, 'notes'], `no footnote "${note}"`);
      }
    }
  }
}

/** Every metric that a relation speaks of, the total first. */
export function idsOfRelation(relation: MetricRelation): readonly string[] {
  if (relation.kind === 'ratio') return [relation.total, relation.dividend, relation.divisor];
  if (relation.kind === 'linear') return [relation.total, ...relation.parts.map((part) => part.metric)];
  return [relation.total, ...relation.parts];
}

function checkBlock(block: Block, known: ReadonlySet<string>, ids: Set<string>, path: Path): void {
  if ('id' in block) {
    if (ids.has(block.id))
      throw reportError('report/duplicate-id', [...path, 'id'], `block "${block.id}" is there twice`);
    ids.add(block.id);
  }
  if (block.type === 'metric') {
    requireMetric(known, block.metric, [...path, 'metric']);
    if (block.before !== undefined) requireMetric(known, block.before, [...path, 'before']);
  }
  if (block.type === 'narrative' && block.metric !== undefined) requireMetric(known, block.metric, [...path, 'metric']);
  if (block.type === 'table') {
    for (const [row, { cells }] of block.rows.entries()) {
      if (cells.length !== block.columns.length) {
        throw reportError('report/invalid-input', [...path, 'rows', row, 'cells'], 'a row has one cell per column');
      }
      for (const [column, cell] of cells.entries()) {
        if ('metric' in cell) requireMetric(known, cell.metric, [...path, 'rows', row, 'cells', column]);
      }
    }
  }
  if (block.type === 'chart') checkChart(block, known, path);
}

function checkChart(chart: ChartBlock, known: ReadonlySet<string>, path: Path): void {
  if (chart.chart === 'timeline') {
    if (chart.spans.length === 0) throw withoutData(chart, [...path, 'spans']);
    return;
  }
  if (chart.chart === 'scatter') {
    if (chart.points.length === 0) throw withoutData(chart, [...path, 'points']);
    for (const [index, point] of chart.points.entries()) {
      requireMetric(known, point.x, [...path, 'points', index, 'x']);
      requireMetric(known, point.y, [...path, 'points', index, 'y']);
    }
    return;
  }
  if (chart.series.length === 0) throw withoutData(chart, [...path, 'series']);
  if (chart.categories.length === 0) throw withoutData(chart, [...path, 'categories']);
  if (chart.reference !== undefined) requireMetric(known, chart.reference.metric, [...path, 'reference']);
  for (const [index, series] of chart.series.entries()) {
    if (series.values.length !== chart.categories.length) {
      throw reportError(
        'report/invalid-input',
        [...path, 'series', index, 'values'],
        'a series has one value per category',
      );
    }
    for (const [place, id] of series.values.entries()) {
      requireMetric(known, id, [...path, 'series', index, 'values', place]);
    }
  }
}

function withoutData(chart: ChartBlock, path: Path) {
  return reportError('report/chart-without-data', path, `chart "${chart.id}" has nothing to draw`);
}

function requireMetric(known: ReadonlySet<string>, id: string, path: Path): void {
  if (!known.has(id)) throw reportError('report/unknown-metric', path, `the document has no metric "${id}"`);
}
