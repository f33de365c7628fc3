import { scaleLinear } from 'd3-scale';
import { stack } from 'd3-shape';
import type { CategoryChart } from '../../document/chart.ts';
import { legendEntry } from './bar.ts';
import { element, label } from './element.ts';
import { type Canvas, type Drawing, legend, numberOf, paletteIndex, seriesBar, textSize } from './frame.ts';
import { fitText, textWidth } from './measure.ts';

/** Parts of a whole in horizontal bars; each part's value stands in it where it fits. */
export function drawStackedBars(chart: CategoryChart, canvas: Canvas): Drawing {
  const { words, narrow, width } = canvas;
  const rows = chart.categories.map((category) => words.text(category.label));
  const labelWidth = narrow ? 0 : Math.min(200, Math.max(...rows.map((row) => textWidth(row, textSize.label))) + 14);
  const metrics = chart.series.map((series) => series.values.map(words.find));
  const numbers = rows.map((_, row) => metrics.map((values) => Math.max(0, numberOf(values[row]!) ?? 0)));
  const keys = chart.series.map((_, index) => String(index));
  const layers = stack<readonly number[], string>()
    .keys(keys)
    .value((values, key) => values[Number(key)]!)(numbers);
  const most = Math.max(...numbers.map((values) => values.reduce((sum, value) => sum + value, 0)));
  const scale = scaleLinear()
    .domain([0, most === 0 ? 1 : most])
    .range([labelWidth, width]);
  const drawn = legend(
    canvas,
    chart.series.map((series, index) => legendEntry(canvas, series, paletteIndex(chart.series, index))),
    0,
  );
  let { marks } = drawn;
  let y = drawn.height;
  for (const [row, text] of rows.entries()) {
    if (narrow) {
      marks += label(fitText(text, textSize.label, width), { x: 0, y: y + 12, class: 'mk-t' });
      y += 18;
    } else {
      marks += label(fitText(text, textSize.label, labelWidth - 12), {
        x: labelWidth - 10,
        y: y + 15,
        class: 'mk-t',
        'text-anchor': 'end',
      });
    }
    for (const [index, layer] of layers.entries()) {
      const [from, to] = layer[row]!;
      const metric = metrics[index]![row]!;
      const x = scale(from);
      const wide = scale(to) - x;
      if (wide <= 0) continue;
      const meaning = chart.series[index]!.meaning;
      marks += seriesBar(
        canvas,
        { x: x + 0.5, y, width: wide - 1, height: 22 },
        paletteIndex(chart.series, index),
        meaning,
      );
      const value = words.number(metric.value ?? '0', metric.decimals);
      if (textWidth(value, textSize.small) + 12 <= wide) {
        const size = textWidth(value, textSize.small) + 6;
        marks += element('rect', {
          x: x + wide / 2 - size / 2,
          y: y + 4,
          width: size,
          height: 14,
          rx: 3,
          class: 'mk-plate',
        });
        marks += label(value, { x: x + wide / 2, y: y + 15, class: 'mk-t mk-small', 'text-anchor': 'middle' });
      }
    }
    const hidden = metrics.map((values) => values[row]!).filter((metric) => metric.status.kind !== 'known');
    if (hidden.length === metrics.length) {
      marks += element('rect', { x: labelWidth, y, width: 36, height: 22, rx: 2, class: 'mk-unknown' });
      marks += label(fitText(words.metric(hidden[0]!), textSize.small, width - labelWidth - 44), {
        x: labelWidth + 44,
        y: y + 15,
        class: 'mk-m',
      });
    }
    y += narrow ? 32 : 30;
  }
  return { marks, height: y };
}
