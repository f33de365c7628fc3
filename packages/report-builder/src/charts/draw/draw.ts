import type { ChartBlock } from '../../document/chart.ts';
import { reportError } from '../../errors.ts';
import type { Words } from '../../words/words.ts';
import { drawBars } from './bar.ts';
import { element, escapeMarkup } from './element.ts';
import { type Canvas, type Drawing, patternDefinitions } from './frame.ts';
import { drawHeatmap } from './heatmap.ts';
import { drawLines } from './line.ts';
import { drawScatter } from './scatter.ts';
import { drawStackedBars } from './stacked.ts';
import { drawTimeline } from './timeline.ts';

/** Where a chart is drawn. */
export interface DrawOptions {
  readonly words: Words;
  /** In px; below 520 the narrow variant for phones is drawn. */
  readonly width: number;
  /** Prefix of every id in the drawing; two drawings on one page need two. */
  readonly prefix: string;
  /** Style sheet to carry along, for a drawing that stands alone. */
  readonly style?: string;
}

/**
 * A chart as SVG text: named by its finding, described by its measure, with its numbers in the marks.
 *
 * @throws InvalidInputError `report/chart-without-data`
 */
export function drawChart(chart: ChartBlock, options: DrawOptions): string {
  requireData(chart);
  const { words, prefix, width } = options;
  const canvas: Canvas = { words, width, narrow: width < 520, prefix };
  const drawing = drawBody(chart, canvas);
  const subtitle = chart.subtitle === undefined ? words.unitName(chart.unit) : words.text(chart.subtitle);
  const kind = words.say(`chart.kind.${chart.chart}`);
  const height = Math.ceil(drawing.height);
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      class: 'mk-chart',
      role: 'img',
      'aria-labelledby': `${prefix}-t ${prefix}-d`,
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
    },
    element('title', { id: `${prefix}-t` }, escapeMarkup(words.text(chart.title))) +
      element('desc', { id: `${prefix}-d` }, escapeMarkup(words.say('chart.description', { kind, subtitle }))) +
      (options.style === undefined ? '' : element('style', {}, options.style)) +
      patternDefinitions(prefix) +
      drawing.marks,
  );
}

function drawBody(chart: ChartBlock, canvas: Canvas): Drawing {
  switch (chart.chart) {
    case 'bar':
      return drawBars(chart, canvas);
    case 'stacked-bar':
      return drawStackedBars(chart, canvas);
    case 'line':
      return drawLines(chart, canvas);
    case 'heatmap':
      return drawHeatmap(chart, canvas);
    case 'scatter':
      return drawScatter(chart, canvas);
    case 'timeline':
      return drawTimeline(chart, canvas);
  }
}

function requireData(chart: ChartBlock): void {
  const empty =
    chart.chart === 'timeline'
      ? chart.spans.length === 0
      : chart.chart === 'scatter'
        ? chart.points.length === 0
        : chart.series.length === 0 || chart.categories.length === 0;
  if (empty) throw reportError('report/chart-without-data', [chart.id], `chart "${chart.id}" has nothing to draw`);
}
