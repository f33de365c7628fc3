import type { Meaning } from '../../document/chart.ts';
import type { Metric } from '../../document/metric.ts';
import type { Words } from '../../words/words.ts';
import { element } from './element.ts';

/** What every drawing function gets. */
export interface Canvas {
  readonly words: Words;
  readonly width: number;
  /** True for the phone variant. */
  readonly narrow: boolean;
  /** Prefix of every id in the drawing. */
  readonly prefix: string;
}

/** A drawn chart body: marks, and the height they take. */
export interface Drawing {
  readonly marks: string;
  readonly height: number;
}

/** Sizes of text in charts, in px: nothing is below 11. */
export const textSize = { label: 12, small: 11 } as const;

/** A metric's value for geometry only; words come from the decimal text. */
export function numberOf(metric: Metric): number | null {
  return metric.value === null ? null : Number(metric.value);
}

/** The class of a series' colour. */
export function seriesClass(index: number, meaning: Meaning | undefined): string {
  if (meaning === 'neutral') return 'mk-n';
  if (meaning === 'over' || meaning === 'attention') return 'mk-over';
  if (meaning === 'good') return 'mk-good';
  return `mk-s${(index % 5) + 1}`;
}

/** Patterns besides colour: the first series is solid, others are hatched in their own way. */
export function patternDefinitions(prefix: string): string {
  const line = (path: string) => element('path', { d: path, class: 'mk-hatch' });
  const pattern = (name: string, size: number, content: string) =>
    element('pattern', { id: `${prefix}-${name}`, width: size, height: size, patternUnits: 'userSpaceOnUse' }, content);
  return element(
    'defs',
    {},
    pattern('p1', 6, line('M0 6L6 0M-1 1L1 -1M5 7L7 5')) +
      pattern('p2', 6, element('circle', { cx: 3, cy: 3, r: 1.2, class: 'mk-dot' })) +
      pattern('p3', 5, line('M0 2.5H5')) +
      pattern('p4', 6, line('M0 0L6 6M6 0L0 6')) +
      element(
        'pattern',
        { id: `${prefix}-px`, width: 6, height: 6, patternUnits: 'userSpaceOnUse' },
        element('path', { d: 'M0 0L6 6M-1 5L1 7M5 -1L7 1', class: 'mk-hidden-hatch' }),
      ),
  );
}

/** A filled rectangle of a series, with its pattern on top. */
export function seriesBar(
  canvas: Canvas,
  box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
  index: number,
  meaning?: Meaning,
): string {
  const shape = { ...box, width: Math.max(box.width, 1), rx: 2 };
  const pattern = meaning === undefined ? index % 5 : meaning === 'neutral' ? 0 : meaning === 'good' ? 0 : 1;
  const base = element('rect', { ...shape, class: seriesClass(index, meaning) });
  return pattern === 0 ? base : base + element('rect', { ...shape, fill: `url(#${canvas.prefix}-p${pattern})` });
}

/** A legend's row of swatches with words, wrapped; used where direct labels do not fit. */
export function legend(
  canvas: Canvas,
  entries: readonly {
    readonly text: string;
    readonly index: number;
    readonly meaning?: Meaning;
    readonly width: number;
  }[],
  y: number,
): Drawing {
  let x = 0;
  let top = y;
  let marks = '';
  for (const entry of entries) {
    const width = 18 + entry.width + 16;
    if (x > 0 && x + width - 16 > canvas.width) {
      x = 0;
      top += 20;
    }
    marks += seriesBar(canvas, { x, y: top + 2, width: 12, height: 12 }, entry.index, entry.meaning);
    marks += element('text', { x: x + 18, y: top + 12, class: 'mk-t' }, entry.text);
    x += width;
  }
  return { marks, height: top - y + 24 };
}

/** A series' place in the palette: series with a meaning of their own take none. */
export function paletteIndex(series: readonly { readonly meaning?: Meaning }[], index: number): number {
  return series.slice(0, index).filter((one) => one.meaning === undefined).length;
}
