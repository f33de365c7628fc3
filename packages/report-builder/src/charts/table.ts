import type { Cell, TableBlock } from '../document/block.ts';
import type { CategoryChart, ChartBlock, ScatterChart, TimelineChart } from '../document/chart.ts';
import { dayBefore } from '../words/date.ts';
import type { Words } from '../words/words.ts';

/** A column's label, with its unit where it names one. */
export function headOf(column: TableBlock['columns'][number], words: Words, unit = column.unit): string {
  const label = words.text(column.label);
  return unit === undefined ? label : words.say('format.aside', { text: label, aside: words.unitName(unit) });
}

/** The unit of a column of numbers where no title stands above it: its own, or the table's. */
export function unitIn(table: TableBlock, column: TableBlock['columns'][number]): string | undefined {
  return column.unit ?? (column.align === 'end' ? table.unit : undefined);
}

/** The numbers behind a chart as a table: what stands beside it for readers who do not see it. */
export function chartTable(chart: ChartBlock): TableBlock {
  if (chart.chart === 'scatter') return scatterTable(chart);
  if (chart.chart === 'timeline') return timelineTable(chart);
  return categoryTable(chart);
}

function categoryTable(chart: CategoryChart): TableBlock {
  const heat = chart.chart === 'heatmap';
  const rows = heat ? chart.series : chart.categories;
  const columns = heat ? chart.categories : chart.series;
  return {
    type: 'table',
    id: `${chart.id}-data`,
    title: chart.title,
    columns: [
      { id: '(row)', label: { message: 'table.item' } },
      ...columns.map((column) => ({ id: column.id, label: column.label, align: 'end' as const })),
    ],
    rows: rows.map((row, rowIndex) => ({
      id: row.id,
      cells: [
        { text: row.label },
        ...columns.map(
          (_, index): Cell => ({
            metric: heat ? chart.series[rowIndex]!.values[index]! : chart.series[index]!.values[rowIndex]!,
          }),
        ),
      ],
    })),
  };
}

function scatterTable(chart: ScatterChart): TableBlock {
  return {
    type: 'table',
    id: `${chart.id}-data`,
    title: chart.title,
    columns: [
      { id: 'point', label: { message: 'table.item' } },
      { id: 'x', label: chart.horizontal.label, unit: chart.horizontal.unit, align: 'end' },
      { id: 'y', label: chart.vertical.label, unit: chart.vertical.unit, align: 'end' },
    ],
    rows: chart.points.map((point) => ({
      id: point.id,
      cells: [{ text: point.label }, { metric: point.x }, { metric: point.y }],
    })),
  };
}

function timelineTable(chart: TimelineChart): TableBlock {
  return {
    type: 'table',
    id: `${chart.id}-data`,
    title: chart.title,
    columns: [
      { id: 'row', label: { message: 'table.row' } },
      { id: 'item', label: { message: 'table.item' } },
      { id: 'start', label: { message: 'table.start' } },
      { id: 'end', label: { message: 'table.end' } },
    ],
    rows: chart.spans.map((span) => ({
      id: span.id,
      cells: [{ text: span.row }, { text: span.label }, { date: span.start }, { date: dayBefore(span.end) }],
    })),
  };
}
