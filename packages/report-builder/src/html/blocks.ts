import { drawChart } from '../charts/draw/draw.ts';
import { chartTable, headOf } from '../charts/table.ts';
import { multiplyDecimals } from '../decimal/decimal.ts';
import type { Block, CalloutBlock, Cell, MetricBlock, NarrativeBlock, TableBlock } from '../document/block.ts';
import type { ChartBlock } from '../document/chart.ts';
import type { Metric } from '../document/metric.ts';
import { narrativeText, type Page } from '../render/page.ts';
import { escapeMarkup, idText } from './markup.ts';

/** A page being written: which metrics are asked about, and how deep the headings are. */
export interface HtmlPage extends Page {
  /** The id of a metric's panel, which is drawn once however often it is asked for; undefined where panels are used up. */
  readonly panelFor: (metric: Metric) => string | undefined;
  readonly level: { current: number };
  readonly scope: string;
}

/** Consecutive sentences become one list, consecutive metrics one row of figures. */
export function htmlOfBlocks(page: HtmlPage, blocks: readonly Block[]): string {
  const parts: string[] = [];
  for (let index = 0; index < blocks.length; index += 1) {
    const { type } = blocks[index]!;
    if (type === 'narrative' || type === 'metric') {
      let end = index;
      while (end < blocks.length && blocks[end]!.type === type) end += 1;
      const run = blocks.slice(index, end);
      parts.push(
        type === 'narrative' ? narrativeList(page, run as NarrativeBlock[]) : metricRow(page, run as MetricBlock[]),
      );
      index = end - 1;
    } else parts.push(htmlOfBlock(page, blocks[index]!));
  }
  return parts.join('');
}

function htmlOfBlock(page: HtmlPage, block: Block): string {
  if (block.type === 'heading') {
    page.level.current = block.level;
    return `<h${block.level}>${escapeMarkup(page.words.text(block.text))}</h${block.level}>`;
  }
  if (block.type === 'callout') return callout(page, block);
  if (block.type === 'chart') return figure(page, block);
  if (block.type === 'table') {
    const level = page.level.current + 1;
    const { words } = page;
    const caption = words.text(block.title);
    const title =
      block.unit === undefined
        ? caption
        : words.say('table.unit', { title: caption, unit: words.unitName(block.unit) });
    return `<h${level}>${escapeMarkup(title)}</h${level}>${tableOf(page, block)}`;
  }
  return '';
}

function narrativeList(page: HtmlPage, blocks: readonly NarrativeBlock[]): string {
  const items = blocks.map((block) => {
    const text = escapeMarkup(narrativeText(page, block));
    const notes = (block.notes ?? [])
      .map(
        (note) => `<a class="mk-note" href="#${page.scope}-n${page.noteNumber(note)}">[${page.noteNumber(note)}]</a>`,
      )
      .join('');
    const metric = block.metric === undefined ? undefined : page.words.find(block.metric);
    return `<li><span>${text}${notes === '' ? '' : ` ${notes}`}</span>${metric === undefined ? '' : whyButton(page, metric)}</li>`;
  });
  return `<ul class="mk-points">${items.join('')}</ul>`;
}

function whyButton(page: HtmlPage, metric: Metric): string {
  const panel = page.panelFor(metric);
  if (panel === undefined) return '';
  const { words } = page;
  const name = words.say('page.whyOf', { value: words.metric(metric), label: words.text(metric.label) });
  return `<button type="button" class="mk-why" popovertarget="${panel}" aria-label="${escapeMarkup(name)}">${escapeMarkup(words.say('page.why'))}</button>`;
}

function metricRow(page: HtmlPage, blocks: readonly MetricBlock[]): string {
  const { words } = page;
  const items = blocks.map((block) => {
    const metric = words.find(block.metric);
    const before =
      block.before === undefined
        ? ''
        : `<span class="mk-before">${escapeMarkup(words.metric(words.find(block.before)))} → </span>`;
    const state = metric.status.kind === 'known' ? '' : ' class="mk-state"';
    const notes = [
      ...(block.relation === undefined ? [] : [words.say(`relation.${block.relation}`)]),
      ...(block.note === undefined ? [] : [words.text(block.note)]),
      ...(metric.interval === undefined
        ? []
        : [
            words.say('format.interval', {
              level: words.quantity(multiplyDecimals(metric.interval.level, '100'), 'percent'),
              low: words.quantity(metric.interval.low, metric.unit, metric.decimals),
              high: words.quantity(metric.interval.high, metric.unit, metric.decimals),
            }),
          ]),
    ];
    const noteLine = notes.map((note) => `<dd class="mk-kpi-note">${escapeMarkup(note)}</dd>`).join('');
    return `<div class="mk-kpi"><dt>${escapeMarkup(words.text(metric.label))}</dt><dd${state}>${before}${numberOf(page, metric, words.metric(metric))}</dd>${noteLine}</div>`;
  });
  return `<dl class="mk-kpis">${items.join('')}</dl>`;
}

/** A number that can be asked "why?". */
function numberOf(page: HtmlPage, metric: Metric, text: string): string {
  const panel = page.panelFor(metric);
  if (panel === undefined) return escapeMarkup(text);
  return `<button type="button" class="mk-number" popovertarget="${panel}">${escapeMarkup(text)}</button>`;
}

function callout(page: HtmlPage, block: CalloutBlock): string {
  const { words } = page;
  const title = words.text(block.title ?? { message: `tone.${block.tone}` });
  return `<div class="mk-callout mk-callout-${block.tone}" role="note"><p>${escapeMarkup(title)}</p><p>${escapeMarkup(words.text(block.text))}</p></div>`;
}

function figure(page: HtmlPage, chart: ChartBlock): string {
  const { words } = page;
  const level = page.level.current + 1;
  const name = `${page.scope}-${idText(chart.id)}`;
  const draw = (width: number, variant: string) => drawChart(chart, { words, width, prefix: `${name}-${variant}` });
  const subtitle = chart.subtitle === undefined ? words.unitName(chart.unit) : words.text(chart.subtitle);
  return (
    `<figure class="mk-figure"><h${level}>${escapeMarkup(words.text(chart.title))}</h${level}>` +
    `<p class="mk-meta">${escapeMarkup(subtitle)}</p>` +
    `<div class="mk-wide">${draw(720, 'w')}</div><div class="mk-narrow">${draw(326, 'n')}</div>` +
    `<details><summary>${escapeMarkup(words.say('page.data'))}</summary>${tableOf(page, chartTable(chart))}</details></figure>`
  );
}

/** A table in a frame that scrolls by itself; with more than three columns it stacks on a phone. */
export function tableOf(page: HtmlPage, table: TableBlock): string {
  const { words } = page;
  if (table.rows.length === 0) {
    return `<p class="mk-meta">${escapeMarkup(words.text(table.empty ?? { message: 'page.nothing' }))}</p>`;
  }
  const heads = table.columns.map((column) => escapeMarkup(headOf(column, words)));
  const end = (index: number) => (table.columns[index]?.align === 'end' ? 'mk-end mk-num' : '');
  const head = heads
    .map((text, index) => `<th scope="col" role="columnheader"${classOf(end(index))}>${text}</th>`)
    .join('');
  const rows = table.rows.map(({ cells }) => {
    const first = `<th scope="row" role="rowheader">${cellText(page, cells[0]!, table.columns[0]?.unit ?? table.unit)}</th>`;
    const rest = cells.slice(1).map((cell, place) => {
      const name = `${end(place + 1)}${'empty' in cell ? ' mk-none' : ''}`.trim();
      return `<td role="cell" data-label="${heads[place + 1]}"${classOf(name)}>${cellText(page, cell, table.columns[place + 1]?.unit ?? table.unit)}</td>`;
    });
    return `<tr role="row">${first}${rest.join('')}</tr>`;
  });
  const label = escapeMarkup(words.text(table.title));
  const stack = table.columns.length > 3 ? ' class="mk-stack"' : '';
  return `<div class="mk-table" role="group" aria-label="${label}" tabindex="0"><table role="table"${stack}><thead role="rowgroup"><tr role="row">${head}</tr></thead><tbody role="rowgroup">${rows.join('')}</tbody></table></div>`;
}

function classOf(name: string): string {
  return name === '' ? '' : ` class="${name}"`;
}

function cellText(page: HtmlPage, cell: Cell, unit: string | undefined): string {
  const { words } = page;
  if ('empty' in cell) return '';
  if ('date' in cell) return escapeMarkup(words.date(cell.date));
  if ('text' in cell) return escapeMarkup(words.text(cell.text));
  const metric = words.find(cell.metric);
  const text = unit === metric.unit ? words.bare(metric) : words.metric(metric);
  return metric.status.kind === 'known'
    ? numberOf(page, metric, text)
    : `<span class="mk-state">${escapeMarkup(text)}</span>`;
}
