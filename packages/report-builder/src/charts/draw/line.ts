import { scaleLinear } from 'd3-scale';
import { area, line } from 'd3-shape';
import type { CategoryChart } from '../../document/chart.ts';
import type { Metric } from '../../document/metric.ts';
import { domainOf, legendEntry } from './bar.ts';
import { element, label } from './element.ts';
import { type Canvas, type Drawing, legend, numberOf, paletteIndex, seriesClass, textSize } from './frame.ts';
import { boldWidth, fitText, textWidth } from './measure.ts';

const plotHeight = 200;

/** Lines with a marker per value, gaps where a value is unknown, bands for intervals, and names at their ends. */
export function drawLines(chart: CategoryChart, canvas: Canvas): Drawing {
  const { words, narrow, width } = canvas;
  const metrics = chart.series.map((series) => series.values.map(words.find));
  const names = chart.series.map((series) => words.text(series.label));
  const direct = !narrow && chart.series.length > 1 && chart.series.length <= 5;
  const reference = chart.reference === undefined ? undefined : words.find(chart.reference.metric);
  const vertical = scaleLinear()
    .domain(verticalDomain([...metrics.flat(), ...(reference === undefined ? [] : [reference])]))
    .nice(4);
  const ticks = vertical.ticks(4);
  const tickTexts = ticks.map((tick) => words.quantity(tickText(tick), chart.unit));
  const left = Math.max(...tickTexts.map((text) => textWidth(text, textSize.small))) + 10;
  const right = direct ? Math.min(140, Math.max(...names.map((name) => textWidth(name, textSize.label))) + 14) : 18;
  let y = 0;
  let marks = '';
  if (chart.series.length > 1 && !direct) {
    const drawn = legend(
      canvas,
      chart.series.map((series, index) => legendEntry(canvas, series, paletteIndex(chart.series, index))),
      0,
    );
    marks += drawn.marks;
    y += drawn.height;
  }
  y += 8;
  vertical.range([y + plotHeight, y]);
  const horizontal = scaleLinear()
    .domain([0, Math.max(1, chart.categories.length - 1)])
    .range([left + 8, width - right - 8]);
  for (const [index, tick] of ticks.entries()) {
    const at = vertical(tick);
    marks += element('path', {
      d: `M${round(left)} ${round(at)}H${round(width - right)}`,
      class: tick === 0 ? 'mk-axis' : 'mk-grid',
    });
    marks += label(tickTexts[index]!, { x: left - 6, y: at + 4, class: 'mk-m', 'text-anchor': 'end' });
  }
  marks += horizontalLabels(chart, canvas, horizontal, y + plotHeight + 16);
  if (reference !== undefined && chart.reference !== undefined) {
    const at = vertical(numberOf(reference) ?? 0);
    marks += element('path', { d: `M${round(left)} ${round(at)}H${round(width - right)}`, class: 'mk-reference' });
    marks += label(words.text(chart.reference.label), { x: left + 4, y: at - 5, class: 'mk-m' });
  }
  for (const [index, series] of chart.series.entries()) {
    marks += drawSeries(metrics[index]!, paletteIndex(chart.series, index), horizontal, vertical, series.meaning);
  }
  if (direct) marks += endLabels(names, metrics, vertical, width - right + 4, right - 6);
  if (chart.series.length === 1) marks += endValue(canvas, metrics[0]!, horizontal, vertical, width);
  return { marks, height: y + plotHeight + 26 };
}

type Scale = (value: number) => number;

function drawSeries(
  metrics: readonly Metric[],
  index: number,
  horizontal: Scale,
  vertical: Scale,
  meaning?: Parameters<typeof seriesClass>[1],
): string {
  const points = metrics.map((metric, place) => ({ place, metric, value: numberOf(metric) }));
  const colour = seriesClass(index, meaning);
  const path = line<(typeof points)[number]>()
    .defined((point) => point.value !== null)
    .x((point) => round(horizontal(point.place)))
    .y((point) => round(vertical(point.value!)))(points);
  const band = area<(typeof points)[number]>()
    .defined((point) => point.metric.interval !== undefined)
    .x((point) => round(horizontal(point.place)))
    .y0((point) => round(vertical(Number(point.metric.interval!.low))))
    .y1((point) => round(vertical(Number(point.metric.interval!.high))))(points);
  const dash = ['', '7 4', '2 3', '9 3 2 3', '4 2'][index % 5]!;
  return (
    (band === null || band === '' ? '' : element('path', { d: band, class: `${colour} mk-band` })) +
    (path === null
      ? ''
      : element('path', {
          d: path,
          class: `${colour} mk-line`,
          ...(dash === '' ? {} : { 'stroke-dasharray': dash }),
        })) +
    points
      .map((point) =>
        point.value === null ? '' : marker(index, horizontal(point.place), vertical(point.value), colour),
      )
      .join('')
  );
}

/** A shape per series, so that colour is never alone. */
export function marker(index: number, x: number, y: number, colour: string): string {
  const at = (dx: number, dy: number) => `${round(x + dx)} ${round(y + dy)}`;
  const shapes = [
    () => element('circle', { cx: x, cy: y, r: 3.5, class: colour }),
    () =>
      element('path', {
        d: `M${at(-3.5, -3.5)}H${round(x + 3.5)}V${round(y + 3.5)}H${round(x - 3.5)}Z`,
        class: colour,
      }),
    () => element('path', { d: `M${at(0, -4.5)}L${at(4.5, 3.5)}L${at(-4.5, 3.5)}Z`, class: colour }),
    () => element('path', { d: `M${at(0, -5)}L${at(5, 0)}L${at(0, 5)}L${at(-5, 0)}Z`, class: colour }),
    () => element('path', { d: `M${at(0, 4.5)}L${at(4.5, -3.5)}L${at(-4.5, -3.5)}Z`, class: colour }),
  ];
  return shapes[index % 5]!();
}

function horizontalLabels(chart: CategoryChart, canvas: Canvas, horizontal: Scale, y: number): string {
  const texts = chart.categories.map((category) => canvas.words.text(category.label));
  const room = horizontal(1) - horizontal(0);
  const widest = Math.max(...texts.map((text) => textWidth(text, textSize.small))) + 10;
  const every = Math.max(1, Math.ceil(widest / room));
  return texts
    .map((text, place) => {
      if ((texts.length - 1 - place) % every !== 0) return '';
      const x = horizontal(place);
      const half = textWidth(text, textSize.small) / 2;
      const anchor = x + half > canvas.width ? 'end' : x - half < 0 ? 'start' : 'middle';
      return label(text, { x, y, class: 'mk-m', 'text-anchor': anchor });
    })
    .join('');
}

/** Names at the lines' ends, pushed apart where they would overlap. */
function endLabels(
  names: readonly string[],
  metrics: readonly (readonly Metric[])[],
  vertical: Scale,
  x: number,
  room: number,
): string {
  const wanted = names
    .map((name, index) => {
      const last = [...metrics[index]!].reverse().find((metric) => metric.value !== null);
      return { name, index, y: last === undefined ? vertical(0) : vertical(Number(last.value)) };
    })
    .sort((one, other) => one.y - other.y || one.index - other.index);
  let previous = -Infinity;
  return wanted
    .map(({ name, y }) => {
      previous = Math.max(y, previous + 14);
      return label(fitText(name, textSize.label, room), { x, y: previous + 4, class: 'mk-t' });
    })
    .join('');
}

function endValue(
  canvas: Canvas,
  metrics: readonly Metric[],
  horizontal: Scale,
  vertical: Scale,
  width: number,
): string {
  const place = metrics.findLastIndex((metric) => metric.value !== null);
  if (place < 0) return '';
  const metric = metrics[place]!;
  const text = canvas.words.metric(metric);
  const x = Math.min(horizontal(place), width - boldWidth(text, textSize.label) / 2 - 1);
  return label(text, { x, y: vertical(Number(metric.value)) - 9, class: 'mk-t mk-v', 'text-anchor': 'middle' });
}

/** From zero where the values allow; a narrow range far from zero keeps its shape. */
function verticalDomain(metrics: readonly Metric[]): [number, number] {
  const [low, high] = domainOf(metrics);
  const known = metrics.flatMap((metric) => (metric.value === null ? [] : [Number(metric.value)]));
  const smallest = Math.min(...known);
  return low === 0 && smallest > high * 0.7 ? [smallest - (high - smallest || 1) * 0.5, high] : [low, high];
}

/** A tick as decimal text, free of the last bits of binary fractions. */
export function tickText(tick: number): string {
  const text = String(Number(tick.toPrecision(12)));
  return /e/.test(text) ? BigInt(Math.round(tick)).toString() : text;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
