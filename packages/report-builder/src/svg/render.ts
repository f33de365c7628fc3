import { drawChart } from '../charts/draw/draw.ts';
import { standaloneStyle } from '../charts/draw/style.ts';
import type { ChartBlock } from '../document/chart.ts';
import type { Metric } from '../document/metric.ts';
import { reportError } from '../errors.ts';
import { requireLocale } from '../words/locale.ts';
import { chartLocales, plainFormatter } from '../words/simple.ts';
import { createWordsWith } from '../words/words.ts';

/** How a chart is drawn. */
export interface SvgOptions {
  readonly locale: string;
  readonly timeZone: string;
  /** In px; below 520 the narrow variant for phones. 720 unless told. */
  readonly width?: number;
  /** `auto` follows the reader's preference by CSS. */
  readonly theme?: 'auto' | 'light' | 'dark';
  /** Begins every id in the drawing; two drawings on one page need two. The chart's id unless told. */
  readonly prefix?: string;
  /** A host's own words for chart messages by locale and key, with plain `{name}` placeholders. */
  readonly messages?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/**
 * One chart of a report as an SVG file's text, without a DOM: the same bytes every time.
 *
 * @throws InvalidInputError `report/unknown-metric` without such a chart, `report/chart-without-data`,
 * `report/unknown-locale`, `report/unknown-time-zone`
 * @example
 * ```ts
 * import { buildReport } from '@meritkit/report-builder';
 * import { renderSvg } from '@meritkit/report-builder/svg';
 *
 * const report = buildReport(
 *   { title: 'Load', blocks: [{ type: 'chart', chart: 'bar', id: 'load', unit: 'percent', title: 'Lin is over capacity',
 *     categories: [{ id: 'lin', label: 'Lin' }], series: [{ id: 'load', label: 'Load', values: ['120'] }] }] },
 *   { asOf: '2026-11-22', period: { start: '2026-11-16', end: '2026-11-23' } },
 * );
 * renderSvg({ document: report, chart: 'load' }, { locale: 'en', timeZone: 'UTC' }).slice(0, 4); // '<svg'
 * ```
 */
export function renderSvg(
  input: {
    readonly document: { readonly metrics: readonly Metric[]; readonly blocks: readonly object[] };
    readonly chart: string;
  },
  options: SvgOptions,
): string {
  requireLocale(options.locale, [...chartLocales, ...Object.keys(options.messages ?? {})]);
  const chart = input.document.blocks.find(
    (block): block is ChartBlock =>
      'type' in block && block.type === 'chart' && (block as ChartBlock).id === input.chart,
  );
  if (chart === undefined) {
    throw reportError('report/unknown-metric', ['chart'], `the document has no chart "${input.chart}"`);
  }
  const words = createWordsWith({
    locale: options.locale,
    timeZone: options.timeZone,
    metrics: input.document.metrics,
    format: plainFormatter(options.locale, options.messages),
  });
  return drawChart(chart, {
    words,
    width: options.width ?? 720,
    prefix: (options.prefix ?? `mk-${chart.id}`).replace(/[^\w-]/g, '-'),
    style: standaloneStyle(options.theme ?? 'auto'),
  });
}
