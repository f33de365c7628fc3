import { chartTable, headOf } from '../charts/table.ts';
import type { Block, Cell, TableBlock } from '../document/block.ts';
import type { ReportDocument } from '../document/document.ts';
import { narrativeText, noteReferences, openPage, type Page } from '../render/page.ts';
import type { ReaderOptions } from '../words/create.ts';
import { escapeMarkdown } from './escape.ts';

/** How Markdown is written. */
export interface MarkdownOptions extends ReaderOptions {
  /** Put the report's title, date and period first; off by default, so that the text stands under a host's own heading. */
  readonly title?: boolean;
}

/**
 * A report as Markdown (CommonMark with tables): sentences as a list, charts as their tables, sources at the end.
 *
 * @throws InvalidInputError `report/unknown-locale`, `report/unknown-time-zone`, `report/unknown-message`
 * @example
 * ```ts
 * import { buildTechnologyValueReport } from '@meritkit/report-builder';
 * import { renderMarkdown } from '@meritkit/report-builder/markdown';
 *
 * const report = buildTechnologyValueReport({ effects: [] }, { asOf: '2026-10-01', period: { start: '2026-07-01', end: '2026-10-01' } });
 * renderMarkdown(report, { locale: 'zh-CN', timeZone: 'Asia/Shanghai' }).split('\n')[0]; // '- 研发投入：未知（未提供）'
 * ```
 */
export function renderMarkdown(document: ReportDocument, options: MarkdownOptions): string {
  const page = openPage(document, options);
  const parts: string[] = [];
  if (options.title === true) {
    const { words } = page;
    const when = `${words.period(document.period)} · ${words.say('page.asOf', { date: words.date(document.asOf) })}`;
    parts.push(`# ${escapeMarkdown(words.text(document.title))}`, escapeMarkdown(when));
  }
  if (document.redacted === true) parts.push(`> ${escapeMarkdown(page.words.say('page.redacted'))}`);
  if (document.unnamed === true) parts.push(`> ${escapeMarkdown(page.words.say('page.unnamed'))}`);
  let list: string[] = [];
  const flush = () => {
    if (list.length > 0) parts.push(list.join('\n'));
    list = [];
  };
  for (const block of document.blocks) {
    const line = lineOf(page, block);
    if (line !== undefined) {
      list.push(line);
      continue;
    }
    const text = paragraphOf(page, block);
    if (text === undefined) continue;
    flush();
    parts.push(text);
  }
  flush();
  const notes = page.footnotes.map((note) => {
    const text = escapeMarkdown(page.words.text(note.text));
    return `\\[${page.noteNumber(note.id)}\\] ${note.url === undefined ? text : linked(text, note.url)}`;
  });
  if (notes.length > 0) parts.push(notes.join('  \n'));
  return `${parts.join('\n\n')}\n`;
}

/** Only web addresses become links. */
function linked(text: string, url: string): string {
  return /^https?:\/\/\S+$/i.test(url)
    ? `[${text}](<${encodeURI(decodeSafely(url)).replace(/[<>()]/g, encodeURIComponent)}>)`
    : text;
}

function decodeSafely(url: string): string {
  try {
    return decodeURI(url);
  } catch {
    return url;
  }
}

function lineOf(page: Page, block: Block): string | undefined {
  const { words } = page;
  if (block.type === 'narrative') {
    const text = narrativeText(page, block);
    return `- ${escapeMarkdown(text)}${noteReferences(page, text, block.notes)}`;
  }
  if (block.type !== 'metric') return undefined;
  const metric = words.find(block.metric);
  const value = words.metric(metric);
  const before = block.before === undefined ? '' : `${words.metric(words.find(block.before))} → `;
  const relation = block.relation === undefined ? '' : words.say(`relation.${block.relation}`);
  const note = block.note === undefined ? '' : words.text(block.note);
  const extra = [relation, note].filter((text) => text !== '').map((text) => words.say('line.aside', { text }));
  const line = words.say('value.line', { label: words.text(metric.label), value: `${before}${value}` });
  return `- ${escapeMarkdown(line)}${escapeMarkdown(extra.join(''))}`;
}

function paragraphOf(page: Page, block: Block): string | undefined {
  const { words } = page;
  if (block.type === 'heading') return `${'#'.repeat(block.level)} ${escapeMarkdown(words.text(block.text))}`;
  if (block.type === 'callout') {
    const title = words.text(block.title ?? { message: `tone.${block.tone}` });
    return `> **${escapeMarkdown(title)}** ${escapeMarkdown(words.text(block.text))}`;
  }
  if (block.type === 'table') return tableOf(page, block);
  if (block.type === 'chart') return tableOf(page, chartTable(block));
  return undefined;
}

function tableOf(page: Page, table: TableBlock): string {
  const { words } = page;
  const caption = words.text(table.title);
  const titled =
    table.unit === undefined ? caption : words.say('table.unit', { title: caption, unit: words.unitName(table.unit) });
  const title = `**${escapeMarkdown(titled)}**`;
  if (table.rows.length === 0) {
    return `${title}\n\n${escapeMarkdown(words.text(table.empty ?? { message: 'page.nothing' }))}`;
  }
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const head = row(table.columns.map((column) => escapeMarkdown(headOf(column, words))));
  const rule = row(table.columns.map((column) => (column.align === 'end' ? '--:' : '---')));
  const body = table.rows.map(({ cells }) =>
    row(cells.map((cell, index) => cellText(page, cell, table.columns[index]?.unit ?? table.unit))),
  );
  return [title, '', head, rule, ...body].join('\n');
}

function cellText(page: Page, cell: Cell, unit: string | undefined): string {
  const { words } = page;
  if ('empty' in cell) return '';
  if ('date' in cell) return escapeMarkdown(words.date(cell.date));
  if ('text' in cell) return escapeMarkdown(words.text(cell.text));
  const metric = words.find(cell.metric);
  return escapeMarkdown(unit === metric.unit ? words.bare(metric) : words.metric(metric));
}
