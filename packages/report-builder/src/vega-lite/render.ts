import type { JsonObject } from '@meritkit/core/json';
import { tokenColour } from '../charts/draw/style.ts';
import type { CategoryChart, ChartBlock, ScatterChart, TimelineChart } from '../document/chart.ts';
import type { ReportDocument } from '../document/document.ts';
import { reportError } from '../errors.ts';
import { createWords, type ReaderOptions } from '../words/create.ts';
import type { Words } from '../words/words.ts';

/** How a specification is written. */
export interface VegaLiteOptions extends ReaderOptions {
  /** In px, or as wide as its container. */
  readonly width?: number | 'container';
  readonly theme?: 'light' | 'dark';
}

/**
 * A chart of a report as a Vega-Lite 6 specification, for hosts with their own charts: data in place, words in the
 * reader's language. What is unknown or not shown is left out of the marks and named in the tooltip field `state`.
 *
 * @throws InvalidInputError `report/unknown-metric` without such a chart, `report/unknown-locale`, `report/unknown-time-zone`
 * @example
 * ```ts
 * import { buildLoadReport } from '@meritkit/report-builder';
 * import { renderVegaLite } from '@meritkit/report-builder/vega-lite';
 *
 * const report = buildLoadReport(
 *   { people: [{ id: 'lin', name: 'Lin' }], weeks: [{ id: '2026-W47' }],
 *     cells: [{ personId: 'lin', weekId: '2026-W47', assignedHours: '38.4', capacityHours: '32' }] },
 *   { asOf: '2026-11-22', period: { start: '2026-11-16', end: '2026-11-23' } },
 * );
 * renderVegaLite({ document: report, chart: 'load' }, { locale: 'en', timeZone: 'UTC' }).$schema;
 * // 'https://vega.github.io/schema/vega-lite/v6.json'
 * ```
 */
export function renderVegaLite(
  input: { readonly document: ReportDocument; readonly chart: string },
  options: VegaLiteOptions,
): JsonObject {
  const words = createWords({ ...options, metrics: input.document.metrics });
  const chart = input.document.blocks.find(
    (block): block is ChartBlock => block.type === 'chart' && block.id === input.chart,
  );
  if (chart === undefined) {
    throw reportError('report/unknown-metric', ['chart'], `the document has no chart "${input.chart}"`);
  }
  const theme = options.theme ?? 'light';
  const colour = (name: string) => tokenColour(name, theme);
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    title: {
      text: words.text(chart.title),
      anchor: 'start',
      ...(chart.subtitle === undefined ? {} : { subtitle: words.text(chart.subtitle) }),
    },
    description: words.text(chart.title),
    width: options.width ?? 'container',
    background: colour('surface'),
    config: {
      axis: { labelColor: colour('muted'), titleColor: colour('muted'), gridColor: colour('line') },
      title: { color: colour('ink'), subtitleColor: colour('muted') },
      legend: { labelColor: colour('ink'), titleColor: colour('muted') },
      range: { category: [1, 2, 3, 4, 5].map((index) => colour(`s${index}`)) },
    },
    ...bodyOf(chart, words, colour),
  };
}

type Colour = (name: string) => string;

function bodyOf(chart: ChartBlock, words: Words, colour: Colour): JsonObject {
  if (chart.chart === 'scatter') return scatter(chart, words, colour);
  if (chart.chart === 'timeline') return timeline(chart, words, colour);
  return chart.chart === 'heatmap' ? heatmap(chart, words, colour) : bars(chart, words, colour);
}

function rowsOf(chart: CategoryChart, words: Words) {
  return chart.series.flatMap((series) =>
    chart.categories.map((category, index) => {
      const metric = words.find(series.values[index]!);
      return {
        category: words.text(category.label),
        series: words.text(series.label),
        value: metric.value === null ? null : Number(metric.value),
        state: words.metric(metric),
        ...(metric.interval === undefined
          ? {}
          : { low: Number(metric.interval.low), high: Number(metric.interval.high) }),
      };
    }),
  );
}

const named = (labels: readonly string[]) => [...new Set(labels)];

function referenceLayer(chart: CategoryChart, words: Words, channel: 'x' | 'y', colour: Colour): JsonObject[] {
  if (chart.reference === undefined) return [];
  const value = words.find(chart.reference.metric).value;
  if (value === null) return [];
  return [
    {
      data: { values: [{ value: Number(value), label: words.text(chart.reference.label) }] },
      mark: { type: 'rule', strokeDash: [4, 3], color: colour('ink'), tooltip: true },
      encoding: { [channel]: { field: 'value', type: 'quantitative' } },
    },
  ];
}

function bars(chart: CategoryChart, words: Words, colour: Colour): JsonObject {
  const values = rowsOf(chart, words);
  const order = named(values.map((row) => row.category));
  const names = named(values.map((row) => row.series));
  const unit = words.unitName(chart.unit);
  const line = chart.chart === 'line';
  const category = { field: 'category', type: line ? 'ordinal' : 'nominal', sort: order, title: null };
  const value = {
    field: 'value',
    type: 'quantitative',
    title: unit,
    ...(chart.chart === 'stacked-bar' ? { stack: 'zero' } : {}),
  };
  const shared = {
    color: { field: 'series', type: 'nominal', sort: names, title: null },
    tooltip: ['category', 'series', 'state'].map((field) => ({ field, type: 'nominal' })),
  };
  const intervals = values.some((row) => row.low !== undefined);
  const place = line ? { x: category } : { y: category };
  const offset = chart.chart === 'bar' && names.length > 1 ? { yOffset: { field: 'series', sort: names } } : {};
  const main = {
    mark: line ? { type: 'line', point: true } : { type: 'bar' },
    encoding: { ...place, ...offset, [line ? 'y' : 'x']: value, ...shared },
  };
  const range = line
    ? { y: { field: 'low', type: 'quantitative', title: unit }, y2: { field: 'high' } }
    : { x: { field: 'low', type: 'quantitative', title: unit }, x2: { field: 'high' } };
  const interval = { mark: { type: 'rule' }, encoding: { ...place, ...offset, ...range } };
  return {
    data: { values },
    layer: [main, ...(intervals ? [interval] : []), ...referenceLayer(chart, words, line ? 'y' : 'x', colour)],
  };
}

function heatmap(chart: CategoryChart, words: Words, colour: Colour): JsonObject {
  const values = rowsOf(chart, words);
  const x = { field: 'category', type: 'ordinal', sort: named(values.map((row) => row.category)), title: null };
  const y = { field: 'series', type: 'ordinal', sort: named(values.map((row) => row.series)), title: null };
  const scale = { range: [colour('h1'), colour('h3'), colour('h5')] };
  const tooltip = ['series', 'category', 'state'].map((field) => ({ field, type: 'nominal' }));
  const unit = words.unitName(chart.unit);
  return {
    data: { values },
    layer: [
      {
        mark: { type: 'rect' },
        encoding: { x, y, color: { field: 'value', type: 'quantitative', title: unit, scale }, tooltip },
      },
      {
        transform: [{ filter: 'datum.value !== null' }],
        mark: { type: 'text', color: colour('ink') },
        encoding: { x, y, text: { field: 'value', type: 'quantitative' } },
      },
    ],
  };
}

function scatter(chart: ScatterChart, words: Words, colour: Colour): JsonObject {
  const values = chart.points.map((point) => {
    const [x, y] = [words.find(point.x), words.find(point.y)];
    return {
      name: words.text(point.label),
      x: x.value === null ? null : Number(x.value),
      y: y.value === null ? null : Number(y.value),
      state: `${words.metric(x)}, ${words.metric(y)}`,
    };
  });
  const axis = (field: string, side: ScatterChart['horizontal']) => ({
    field,
    type: 'quantitative',
    title: `${words.text(side.label)} (${words.unitName(side.unit)})`,
  });
  const encoding = {
    x: axis('x', chart.horizontal),
    y: axis('y', chart.vertical),
    tooltip: ['name', 'state'].map((field) => ({ field, type: 'nominal' })),
  };
  return {
    data: { values },
    layer: [
      { mark: { type: 'point', filled: true, color: colour('s1') }, encoding },
      {
        mark: { type: 'text', align: 'left', dx: 7, color: colour('ink') },
        encoding: { ...encoding, text: { field: 'name', type: 'nominal' } },
      },
    ],
  };
}

function timeline(chart: TimelineChart, words: Words, colour: Colour): JsonObject {
  const values = chart.spans.map((span) => ({
    row: words.text(span.row),
    name: words.text(span.label),
    start: span.start,
    end: span.end,
  }));
  return {
    data: { values, format: { type: 'json', parse: { start: 'utc:"%Y-%m-%d"', end: 'utc:"%Y-%m-%d"' } } },
    mark: { type: 'bar', color: colour('s1') },
    encoding: {
      y: { field: 'row', type: 'nominal', sort: named(values.map((row) => row.row)), title: null },
      x: { field: 'start', type: 'temporal', scale: { type: 'utc' }, title: null },
      x2: { field: 'end' },
      tooltip: [
        { field: 'name', type: 'nominal' },
        { field: 'start', type: 'nominal' },
        { field: 'end', type: 'nominal' },
      ],
    },
  };
}
