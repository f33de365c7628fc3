import type { CategoryChart } from '../../document/chart.ts';
import type { Metric } from '../../document/metric.ts';
import { element, escapeMarkup, label } from './element.ts';
import { type Canvas, type Drawing, numberOf, textSize } from './frame.ts';
import { fitText, textWidth, wrapText } from './measure.ts';

const cellHeight = 28;
const gap = 2;

/**
 * A heat map: series are rows, categories are columns. One hue, five steps; above the reference a cell carries a sign and
 * an edge as well; what may not be shown is hatched. Columns that do not fit beside each other go into further panels.
 */
export function drawHeatmap(chart: CategoryChart, canvas: Canvas): Drawing {
  const { words, narrow, width } = canvas;
  const metrics = chart.series.map((series) => series.values.map(words.find));
  const names = chart.series.map((series) => words.text(series.label));
  const longest = Math.max(...names.map((name) => textWidth(name, textSize.label)));
  const labelWidth = Math.min(longest + 12, narrow ? 92 : 180);
  const texts = metrics.flat().map((metric) => cellText(canvas, metric));
  const heads = chart.categories.map((category) => words.text(category.label));
  const least = Math.max(30, ...texts.map((text) => textWidth(text, textSize.small) + 8));
  const perPanel = Math.max(1, Math.min(chart.categories.length, Math.floor((width - labelWidth) / (least + gap))));
  const panels = Math.ceil(chart.categories.length / perPanel);
  const each = Math.ceil(chart.categories.length / panels);
  const cellWidth = Math.min(84, (width - labelWidth) / each - gap);
  const limit = chart.reference === undefined ? null : numberOf(words.find(chart.reference.metric));
  const shade = shadeOf(metrics.flat(), chart.scale === 'diverging' ? limit : null);
  let y = 0;
  let marks = '';
  for (let panel = 0; panel < panels; panel += 1) {
    const columns = heads.slice(panel * each, (panel + 1) * each);
    const lines = columns.map((head) => wrapText(head, textSize.small, cellWidth + gap, 2));
    const deepest = Math.max(...lines.map((each) => each.length));
    for (const [column, each] of lines.entries()) {
      const x = labelWidth + column * (cellWidth + gap) + cellWidth / 2;
      for (const [line, text] of each.entries()) {
        const at = y + 11 + (deepest - each.length + line) * 13;
        marks += label(text, { x, y: at, class: 'mk-m', 'text-anchor': 'middle' });
      }
    }
    y += 5 + deepest * 13;
    for (const [row, name] of names.entries()) {
      marks += label(fitText(name, textSize.label, labelWidth - 10), {
        x: labelWidth - 8,
        y: y + 18,
        class: 'mk-t',
        'text-anchor': 'end',
      });
      for (const column of columns.keys()) {
        const metric = metrics[row]![panel * each + column]!;
        const box = { x: labelWidth + column * (cellWidth + gap), y, width: cellWidth, height: cellHeight, rx: 3 };
        marks += drawCell(canvas, metric, box, shade, limit, `${name}, ${columns[column]}`);
      }
      y += cellHeight + gap;
    }
    y += 10;
  }
  const key = drawKey(chart, canvas, metrics.flat(), limit, y);
  return { marks: marks + key.marks, height: y + key.height };
}

type Box = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly rx: number;
};

function drawCell(
  canvas: Canvas,
  metric: Metric,
  box: Box,
  shade: (value: number) => string,
  limit: number | null,
  where: string,
): string {
  const value = numberOf(metric);
  const x = box.x + box.width / 2;
  const y = box.y + box.height / 2 + 4;
  const title = element('title', {}, escapeMarkup(`${where}: ${canvas.words.metric(metric)}`));
  if (value === null) {
    const hidden = metric.status.kind === 'suppressed';
    const shape = hidden
      ? element('rect', { ...box, class: 'mk-hidden' }) + element('rect', { ...box, fill: `url(#${canvas.prefix}-px)` })
      : element('rect', { ...box, class: 'mk-unknown' });
    return element(
      'g',
      {},
      title + shape + (hidden ? '' : label('?', { x, y, class: 'mk-m', 'text-anchor': 'middle' })),
    );
  }
  const over = limit !== null && value > limit;
  const step = shade(value);
  const edge = over ? element('rect', { ...inset(box), class: 'mk-over-edge' }) : '';
  const sign = over && box.width >= 44 ? '▲' : '';
  const text = `${sign}${cellText(canvas, metric)}`;
  return element(
    'g',
    {},
    title +
      element('rect', { ...box, class: `mk-h${step}` }) +
      edge +
      label(text, { x, y, class: `mk-small mk-on${step}${over ? ' mk-strong' : ''}`, 'text-anchor': 'middle' }),
  );
}

function inset(box: Box) {
  return { x: box.x + 1, y: box.y + 1, width: box.width - 2, height: box.height - 2, rx: 2 };
}

function cellText(canvas: Canvas, metric: Metric): string {
  return metric.value === null ? '' : canvas.words.quantity(metric.value, shortUnit(metric.unit), metric.decimals ?? 0);
}

/** In a cell a percent sign says what it is; longer units stand in the subtitle. */
function shortUnit(unit: string): string {
  return unit === 'percent' ? 'percent' : 'count';
}

/** Five steps between the smallest and the largest value; around a midpoint, two hues of two steps. */
function shadeOf(metrics: readonly Metric[], midpoint: number | null): (value: number) => string {
  const known = metrics.flatMap((metric) => numberOf(metric) ?? []);
  const high = Math.max(...known);
  const smallest = Math.min(...known);
  const low = smallest > high / 2 ? smallest : Math.min(smallest, 0);
  if (midpoint !== null) {
    const reach = Math.max(high - midpoint, midpoint - smallest) || 1;
    return (value) => {
      const place = (value - midpoint) / reach;
      if (Math.abs(place) < 0.1) return '1';
      return place > 0 ? (place > 0.55 ? '5' : '3') : place < -0.55 ? 'b5' : 'b3';
    };
  }
  return (value) => String(high === low ? 3 : Math.min(5, 1 + Math.floor(((value - low) / (high - low)) * 5)));
}

/** What the signs mean, only those that occur. */
function drawKey(
  chart: CategoryChart,
  canvas: Canvas,
  metrics: readonly Metric[],
  limit: number | null,
  y: number,
): Drawing {
  const { words, prefix } = canvas;
  const over = limit !== null && metrics.some((metric) => (numberOf(metric) ?? -Infinity) > limit);
  const hidden = metrics.find((metric) => metric.status.kind === 'suppressed');
  const unknown = metrics.find((metric) => metric.status.kind === 'unknown');
  const entries: { readonly text: string; readonly mark: (x: number, top: number) => string }[] = [];
  const box = (x: number, top: number) => ({ x, y: top, width: 14, height: 14, rx: 2 });
  if (over && chart.reference !== undefined) {
    entries.push({
      text: `▲ ${words.say('format.aside', { text: words.say('chart.overKey'), aside: words.text(chart.reference.label) })}`,
      mark: (x, top) => element('rect', { ...box(x, top), class: 'mk-over-edge' }),
    });
  }
  if (hidden !== undefined) {
    entries.push({
      text: words.metric(hidden),
      mark: (x, top) =>
        element('rect', { ...box(x, top), class: 'mk-hidden' }) +
        element('rect', { ...box(x, top), fill: `url(#${prefix}-px)` }),
    });
  }
  if (unknown !== undefined) {
    entries.push({
      text: `? ${words.metric(unknown)}`,
      mark: (x, top) => element('rect', { ...box(x, top), class: 'mk-unknown' }),
    });
  }
  let top = y;
  let x = 0;
  let marks = '';
  for (const entry of entries) {
    const text = fitText(entry.text, textSize.small, canvas.width - 24);
    const wide = 20 + textWidth(text, textSize.small) + 14;
    if (x > 0 && x + wide > canvas.width) {
      x = 0;
      top += 20;
    }
    marks += entry.mark(x, top) + label(text, { x: x + 20, y: top + 11, class: 'mk-m' });
    x += wide;
  }
  return { marks, height: entries.length === 0 ? 0 : top - y + 20 };
}
