import { scaleLinear } from 'd3-scale';
import type { CategoryChart } from '../../document/chart.ts';
import type { Metric } from '../../document/metric.ts';
import { element, escapeMarkup, label } from './element.ts';
import { type Canvas, type Drawing, legend, numberOf, paletteIndex, seriesBar, textSize } from './frame.ts';
import { boldWidth, fitText, textWidth } from './measure.ts';

/** Horizontal bars from a zero baseline, each with its value at its end, and the series' name where it stands alone. */
export function drawBars(chart: CategoryChart, canvas: Canvas): Drawing {
  const { words, narrow, width } = canvas;
  const rows = chart.categories.map((category) => words.text(category.label));
  const several = chart.series.length > 1;
  const labelWidth = narrow ? 0 : Math.min(200, Math.max(...rows.map((row) => textWidth(row, textSize.label))) + 14);
  const metrics = chart.series.map((series) => series.values.map(words.find));
  const reference = chart.reference === undefined ? undefined : words.find(chart.reference.metric);
  const textsAt = (named: boolean) =>
    metrics.map((values, index) => values.map((metric) => endText(chart, canvas, metric, index, named)));
  const widest = (texts: readonly (readonly string[])[]) =>
    Math.max(...texts.flat().map((text) => boldWidth(text, textSize.label)));
  const direct =
    several && chart.categories.length <= 4 && chart.series.length <= 5 && widest(textsAt(true)) <= width * 0.5;
  const endTexts = textsAt(direct);
  const endWidth = Math.min(width * 0.5, widest(endTexts) + 12);
  const values = [...metrics.flat(), ...(reference === undefined ? [] : [reference])];
  const scale = scaleLinear()
    .domain(domainOf(values))
    .range([labelWidth, Math.max(labelWidth + 20, width - endWidth)]);
  const zero = scale(0);
  let y = 0;
  let marks = '';
  if (several && !direct) {
    const drawn = legend(
      canvas,
      chart.series.map((series, index) => legendEntry(canvas, series, paletteIndex(chart.series, index))),
      y,
    );
    marks += drawn.marks;
    y += drawn.height;
  }
  if (reference !== undefined) y += 18;
  const top = y;
  const barHeight = several ? 16 : 20;
  for (const [row, text] of rows.entries()) {
    if (narrow) {
      marks += label(fitText(text, textSize.label, width), { x: 0, y: y + 12, class: 'mk-t' });
      y += 18;
    } else {
      const middle = y + (barHeight * chart.series.length + 2 * (chart.series.length - 1)) / 2 + 4;
      marks += label(fitText(text, textSize.label, labelWidth - 12), {
        x: labelWidth - 10,
        y: middle,
        class: 'mk-t',
        'text-anchor': 'end',
      });
    }
    for (const [index, series] of chart.series.entries()) {
      const metric = metrics[index]![row]!;
      marks += drawBar(canvas, {
        metric,
        index: paletteIndex(chart.series, index),
        y,
        height: barHeight,
        zero,
        scale,
        text: endTexts[index]![row]!,
        ...(series.meaning === undefined ? {} : { meaning: series.meaning }),
      });
      y += barHeight + 2;
    }
    y += narrow ? 10 : 12;
  }
  marks += element('path', { d: `M${round(zero)} ${round(top)}V${round(y - 8)}`, class: 'mk-axis' });
  if (reference !== undefined && chart.reference !== undefined) {
    marks += referenceLine(canvas, words.text(chart.reference.label), scale(numberOf(reference) ?? 0), top, y - 8);
  }
  return { marks, height: y };
}

interface BarMark {
  readonly metric: Metric;
  readonly index: number;
  readonly meaning?: NonNullable<CategoryChart['series'][number]['meaning']>;
  readonly y: number;
  readonly height: number;
  readonly zero: number;
  readonly scale: (value: number) => number;
  readonly text: string;
}

function drawBar(canvas: Canvas, bar: BarMark): string {
  const { y, height, zero, metric } = bar;
  const value = numberOf(metric);
  const middle = y + height / 2;
  if (value === null) {
    const box = { x: zero, y, width: 36, height, rx: 2 };
    const shape =
      metric.status.kind === 'suppressed'
        ? element('rect', { ...box, class: 'mk-hidden' }) +
          element('rect', { ...box, fill: `url(#${canvas.prefix}-px)` })
        : element('rect', { ...box, class: 'mk-unknown' });
    const room = canvas.width - zero - 44;
    return shape + label(fitText(bar.text, textSize.small, room), { x: zero + 44, y: middle + 4, class: 'mk-m' });
  }
  const end = bar.scale(value);
  const shape = seriesBar(
    canvas,
    { x: Math.min(zero, end), y, width: Math.abs(end - zero), height },
    bar.index,
    bar.meaning,
  );
  const edge = metric.interval === undefined ? end : Math.max(end, bar.scale(Number(metric.interval.high)));
  return (
    shape +
    whisker(metric, bar.scale, middle) +
    label(fitText(bar.text, textSize.label * 1.1, canvas.width - Math.max(edge, zero) - 6), {
      x: Math.max(edge, zero) + 6,
      y: middle + 4,
      class: 'mk-t mk-v',
    })
  );
}

/** The interval, drawn and not only dotted. */
function whisker(metric: Metric, scale: (value: number) => number, y: number): string {
  if (metric.interval === undefined) return '';
  const low = round(scale(Number(metric.interval.low)));
  const high = round(scale(Number(metric.interval.high)));
  return element('path', {
    d: `M${low} ${round(y)}H${high}M${low} ${round(y - 4)}V${round(y + 4)}M${high} ${round(y - 4)}V${round(y + 4)}`,
    class: 'mk-whisker',
  });
}

/** A dashed line that values are read against, named at its top. */
export function referenceLine(canvas: Canvas, text: string, x: number, top: number, bottom: number): string {
  const before = x + textWidth(text, textSize.small) + 4 > canvas.width;
  return (
    element('path', { d: `M${round(x)} ${round(top - 4)}V${round(bottom)}`, class: 'mk-reference' }) +
    label(text, { x: before ? x - 4 : x + 4, y: top - 6, class: 'mk-m', 'text-anchor': before ? 'end' : 'start' })
  );
}

function endText(chart: CategoryChart, canvas: Canvas, metric: Metric, index: number, direct: boolean): string {
  const value = canvas.words.metric(metric);
  return direct ? `${value} · ${canvas.words.text(chart.series[index]!.label)}` : value;
}

/** A legend entry of a series. */
export function legendEntry(canvas: Canvas, series: CategoryChart['series'][number], index: number) {
  const text = fitText(canvas.words.text(series.label), textSize.label, canvas.width - 24);
  return {
    text: escapeMarkup(text),
    width: textWidth(text, textSize.label),
    index,
    ...(series.meaning === undefined ? {} : { meaning: series.meaning }),
  };
}

/** From zero to the largest end of a value or its interval. */
export function domainOf(metrics: readonly Metric[]): [number, number] {
  const ends = metrics.flatMap((metric) => {
    const value = numberOf(metric);
    if (value === null) return [];
    return metric.interval === undefined ? [value] : [value, Number(metric.interval.low), Number(metric.interval.high)];
  });
  const low = Math.min(0, ...ends);
  const high = Math.max(0, ...ends);
  return low === high ? [0, 1] : [low, high];
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
