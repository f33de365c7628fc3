import { scaleLinear } from 'd3-scale';
import type { ScatterChart } from '../../document/chart.ts';
import { element, escapeMarkup, label } from './element.ts';
import { type Canvas, type Drawing, numberOf, seriesClass, textSize } from './frame.ts';
import { marker, tickText } from './line.ts';
import { fitText, textWidth } from './measure.ts';

/** Points by two numbers, named where a name fits without covering another. */
export function drawScatter(chart: ScatterChart, canvas: Canvas): Drawing {
  const { words, width } = canvas;
  const points = chart.points.map((point) => ({
    point,
    x: numberOf(words.find(point.x)),
    y: numberOf(words.find(point.y)),
  }));
  const known = points.filter((each) => each.x !== null && each.y !== null) as {
    point: (typeof chart.points)[number];
    x: number;
    y: number;
  }[];
  const horizontal = scaleLinear()
    .domain(rangeOf(known.map((each) => each.x)))
    .nice(5);
  const vertical = scaleLinear()
    .domain(rangeOf(known.map((each) => each.y)))
    .nice(5);
  const ticks = vertical.ticks(5);
  const texts = ticks.map((tick) => words.quantity(tickText(tick), chart.vertical.unit));
  const left = Math.max(...texts.map((text) => textWidth(text, textSize.small))) + 10;
  const height = canvas.narrow ? 240 : 280;
  const top = 22;
  horizontal.range([left + 6, width - 12]);
  vertical.range([top + height, top]);
  let marks = label(fitText(`↑ ${words.text(chart.vertical.label)}`, textSize.small, width), {
    x: 0,
    y: 11,
    class: 'mk-m',
  });
  for (const [index, tick] of ticks.entries()) {
    const y = vertical(tick);
    marks += element('path', {
      d: `M${round(left)} ${round(y)}H${round(width)}`,
      class: tick === 0 ? 'mk-axis' : 'mk-grid',
    });
    marks += label(texts[index]!, { x: left - 6, y: y + 4, class: 'mk-m', 'text-anchor': 'end' });
  }
  for (const tick of horizontal.ticks(canvas.narrow ? 4 : 6)) {
    const text = words.quantity(tickText(tick), chart.horizontal.unit);
    const x = horizontal(tick);
    const anchor = x + textWidth(text, textSize.small) / 2 > width ? 'end' : 'middle';
    marks += label(text, { x, y: top + height + 16, class: 'mk-m', 'text-anchor': anchor });
  }
  const axis = `${words.text(chart.horizontal.label)} →`;
  marks += label(fitText(axis, textSize.small, width), {
    x: width,
    y: top + height + 34,
    class: 'mk-m',
    'text-anchor': 'end',
  });
  const taken: Box[] = known.map((each) => boxAround(horizontal(each.x), vertical(each.y), 10, 10));
  for (const { point, x, y } of known) {
    const colour = seriesClass(0, point.meaning);
    const name = words.text(point.label);
    const title = `${name}: ${words.metric(words.find(point.x))}, ${words.metric(words.find(point.y))}`;
    const shape = marker(
      point.meaning === 'attention' || point.meaning === 'over' ? 2 : 0,
      horizontal(x),
      vertical(y),
      `${colour} mk-point`,
    );
    marks += element('g', {}, element('title', {}, escapeMarkup(title)) + shape);
    marks += nameBeside(name, horizontal(x), vertical(y), width, taken);
  }
  return { marks, height: top + height + 42 };
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

function boxAround(x: number, y: number, width: number, height: number): Box {
  return { left: x - width / 2, right: x + width / 2, top: y - height / 2, bottom: y + height / 2 };
}

/** Right, left, above or below the point; nowhere if each would cover something (the table has every name). */
function nameBeside(name: string, x: number, y: number, width: number, taken: Box[]): string {
  const text = fitText(name, textSize.small, 120);
  const wide = textWidth(text, textSize.small);
  const places = [
    { x: x + 8, y: y + 4, anchor: 'start', box: boxAround(x + 8 + wide / 2, y, wide, 12) },
    { x: x - 8, y: y + 4, anchor: 'end', box: boxAround(x - 8 - wide / 2, y, wide, 12) },
    { x, y: y - 9, anchor: 'middle', box: boxAround(x, y - 13, wide, 12) },
    { x, y: y + 18, anchor: 'middle', box: boxAround(x, y + 14, wide, 12) },
  ];
  for (const place of places) {
    const { box } = place;
    const inside = box.left >= 0 && box.right <= width;
    const free = taken.every(
      (other) => box.right < other.left || box.left > other.right || box.bottom < other.top || box.top > other.bottom,
    );
    if (!inside || !free) continue;
    taken.push(box);
    return label(text, { x: place.x, y: place.y, class: 'mk-t mk-small', 'text-anchor': place.anchor });
  }
  return '';
}

function rangeOf(values: readonly number[]): [number, number] {
  if (values.length === 0) return [0, 1];
  const low = Math.min(0, ...values);
  const high = Math.max(...values);
  return low === high ? [low, low + 1] : [low, high];
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
