import { scaleLinear } from 'd3-scale';
import type { TimelineChart } from '../../document/chart.ts';
import { dayBefore, dayNumber, dayText } from '../../words/date.ts';
import { element, escapeMarkup, label } from './element.ts';
import { type Canvas, type Drawing, seriesBar, textSize } from './frame.ts';
import { fitText, textWidth } from './measure.ts';

/** Spans of days on rows, oldest left; a span's name stands in it, or beside it where it does not fit. */
export function drawTimeline(chart: TimelineChart, canvas: Canvas): Drawing {
  const { words, narrow, width } = canvas;
  const rows = new Map<string, (typeof chart.spans)[number][]>();
  for (const span of chart.spans) {
    const name = words.text(span.row);
    rows.set(name, [...(rows.get(name) ?? []), span]);
  }
  const longest = Math.max(...[...rows.keys()].map((name) => textWidth(name, textSize.label)));
  const left = narrow ? 0 : Math.min(180, longest + 14);
  const first = Math.min(...chart.spans.map((span) => dayNumber(span.start)));
  const last = Math.max(...chart.spans.map((span) => dayNumber(span.end)));
  const scale = scaleLinear().domain([first, last]).range([left, width]);
  let y = 20;
  let bars = '';
  for (const [name, spans] of rows) {
    if (narrow) {
      bars += label(fitText(name, textSize.label, width), { x: 0, y: y + 12, class: 'mk-t' });
      y += 18;
    }
    const lanes = layLanes(spans);
    if (!narrow)
      bars += label(fitText(name, textSize.label, left - 12), {
        x: left - 10,
        y: y + 15,
        class: 'mk-t',
        'text-anchor': 'end',
      });
    for (const [index, span] of spans.entries()) bars += drawSpan(canvas, span, y + lanes[index]! * 26, scale);
    y += (Math.max(...lanes) + 1) * 26 + 6;
  }
  let grid = '';
  let previous = -Infinity;
  for (const day of ticksOf(first, last)) {
    const x = scale(day);
    grid += element('path', { d: `M${round(x)} 16V${round(y)}`, class: 'mk-grid' });
    const text = words.date(dayText(day), 'short');
    const wide = textWidth(text, textSize.small);
    const at = Math.min(x, width - wide);
    if (at < previous + 8) continue;
    grid += label(text, { x: at, y: 11, class: 'mk-m' });
    previous = at + wide;
  }
  return { marks: grid + bars, height: y + 4 };
}

function drawSpan(
  canvas: Canvas,
  span: TimelineChart['spans'][number],
  y: number,
  scale: (day: number) => number,
): string {
  const { words, width } = canvas;
  const x = scale(dayNumber(span.start));
  const wide = Math.max(3, scale(dayNumber(span.end)) - x - 1);
  const name = words.text(span.label);
  const sign = span.meaning === 'attention' || span.meaning === 'over' ? '▲ ' : span.meaning === 'good' ? '✓ ' : '';
  const text = `${sign}${name}`;
  const when = `${words.date(span.start)} – ${words.date(dayBefore(span.end))}`;
  const bar = seriesBar(
    canvas,
    { x, y, width: wide, height: 20 },
    0,
    span.meaning === 'good' ? undefined : span.meaning,
  );
  const size = textWidth(text, textSize.small);
  const title = element('title', {}, escapeMarkup(`${name}, ${when}`));
  const roomRight = width - (x + wide) - 6;
  const placed =
    size + 10 <= wide
      ? element('rect', { x: x + 4, y: y + 3, width: size + 6, height: 14, rx: 3, class: 'mk-plate' }) +
        label(text, { x: x + 7, y: y + 14, class: 'mk-t mk-small' })
      : roomRight >= Math.min(size, 60)
        ? label(fitText(text, textSize.small, roomRight), { x: x + wide + 5, y: y + 14, class: 'mk-t mk-small' })
        : label(fitText(text, textSize.small, x - 5), {
            x: x - 5,
            y: y + 14,
            class: 'mk-t mk-small',
            'text-anchor': 'end',
          });
  return element('g', {}, title + bar + placed);
}

/** A lane per span, so that spans of one row that overlap in time do not cover each other. */
function layLanes(spans: readonly { readonly start: string; readonly end: string }[]): readonly number[] {
  const free: string[] = [];
  return spans.map((span) => {
    const lane = free.findIndex((end) => end <= span.start);
    const chosen = lane === -1 ? free.length : lane;
    free[chosen] = span.end;
    return chosen;
  });
}

/** Mondays for a few weeks, firsts of months for longer. */
function ticksOf(first: number, last: number): readonly number[] {
  const ticks: number[] = [];
  const monthly = last - first > 70;
  for (let day = first; day <= last; day += 1) {
    // 1970-01-01 was a Thursday.
    const hit = monthly ? dayText(day).endsWith('-01') : (((day + 3) % 7) + 7) % 7 === 0;
    if (hit) ticks.push(day);
  }
  return ticks.length === 0 ? [first] : ticks;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
