import type { ReportDocument } from '../document/document.ts';
import type { Metric } from '../document/metric.ts';
import { reportError } from '../errors.ts';
import { openPage } from '../render/page.ts';
import type { ReaderOptions } from '../words/create.ts';
import type { Words } from '../words/words.ts';
import { type HtmlPage, htmlOfBlocks } from './blocks.ts';
import { escapeMarkup, safeUrl, withPrefix } from './markup.ts';
import { pageStyle, reportStyle } from './style.ts';
import { explanationOf, whyBody } from './why.ts';

/** How HTML is written. */
export interface HtmlOptions extends ReaderOptions {
  /** `auto` follows the reader's preference, by CSS alone. */
  readonly theme?: 'auto' | 'light' | 'dark';
  /** Begins every class name and id, for a host that embeds; `mk-` unless told. */
  readonly classPrefix?: string;
  /** For the style element, under a content security policy. */
  readonly nonce?: string;
  /** "Why?" panels at most; numbers beyond show no panel. 600 unless told. */
  readonly maximumPanels?: number;
}

/**
 * A report as one self-contained HTML page: no script, nothing loaded, dark by CSS, printable, phone first. Every number
 * opens the same "why?" panel (a popover, so without script and closed by Escape).
 *
 * @throws InvalidInputError `report/unknown-locale`, `report/unknown-time-zone`, `report/unknown-message`
 * @example
 * ```ts
 * import { buildTechnologyValueReport } from '@meritkit/report-builder';
 * import { renderHtml } from '@meritkit/report-builder/html';
 *
 * const report = buildTechnologyValueReport({ effects: [] }, { asOf: '2026-10-01', period: { start: '2026-07-01', end: '2026-10-01' } });
 * renderHtml(report, { locale: 'en', timeZone: 'UTC' }).slice(0, 15); // '<!doctype html>'
 * ```
 */
export function renderHtml(document: ReportDocument, options: HtmlOptions): string {
  const { body, style, title } = renderHtmlParts(document, options);
  const nonce = options.nonce === undefined ? '' : ` nonce="${escapeMarkup(options.nonce)}"`;
  return (
    `<!doctype html><html lang="${escapeMarkup(options.locale)}"><head><meta charset="utf-8">` +
    '<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="referrer" content="no-referrer">' +
    `<title>${escapeMarkup(title)}</title><style${nonce}>${pageStyle(options.theme ?? 'auto')}${style}</style></head>` +
    `<body>${body}</body></html>\n`
  );
}

/** The same report in parts, for a host that embeds it: the style once per page, the body where it belongs. */
export function renderHtmlParts(
  document: ReportDocument,
  options: HtmlOptions,
): { readonly title: string; readonly style: string; readonly body: string } {
  const prefix = options.classPrefix ?? 'mk-';
  if (!/^[A-Za-z][\w-]*$/.test(prefix)) {
    throw reportError('report/invalid-input', ['classPrefix'], `"${prefix}" does not begin a class name`);
  }
  const opened = openPage(document, options);
  const { words } = opened;
  const scope = 'mk-r';
  const asked = new Map<string, { readonly metric: Metric; readonly id: string }>();
  const most = options.maximumPanels ?? 600;
  const panelFor = (metric: Metric): string | undefined => {
    const known = asked.get(metric.id);
    if (known !== undefined) return known.id;
    if (asked.size >= most) return undefined;
    const id = `${scope}-w${asked.size + 1}`;
    asked.set(metric.id, { metric, id });
    return id;
  };
  const page: HtmlPage = { ...opened, panelFor, level: { current: 1 }, scope };
  const title = words.text(document.title);
  const when = `${words.period(document.period)} · ${words.say('page.asOf', { date: words.date(document.asOf) })}`;
  const blocks = htmlOfBlocks(
    page,
    document.blocks.filter((block) => block.type !== 'footnote'),
  );
  const redacted = noteOf(words, document.redacted, 'page.redacted') + noteOf(words, document.unnamed, 'page.unnamed');
  const body =
    `<main class="mk-report" lang="${escapeMarkup(options.locale)}"><header><h1>${escapeMarkup(title)}</h1>` +
    `<p class="mk-meta">${escapeMarkup(when)}</p>${redacted}</header>${blocks}${sourcesOf(page)}${panelsOf(page, [...asked.values()])}</main>`;
  return {
    title,
    style: reportStyle({ theme: options.theme ?? 'auto', classPrefix: prefix }),
    body: withPrefix(body, prefix),
  };
}

function noteOf(words: Words, said: boolean | undefined, key: string): string {
  return said === true ? `<p class="mk-meta">${escapeMarkup(words.say(key))}</p>` : '';
}

function sourcesOf(page: HtmlPage): string {
  if (page.footnotes.length === 0) return '';
  const { words } = page;
  const items = page.footnotes.map((note) => {
    const text = escapeMarkup(words.text(note.text));
    const url = note.url === undefined ? undefined : safeUrl(note.url);
    const content = url === undefined ? text : `<a href="${url}" rel="noopener noreferrer">${text}</a>`;
    return `<li id="${page.scope}-n${page.noteNumber(note.id)}">${content}</li>`;
  });
  return `<section class="mk-sources"><h2>${escapeMarkup(words.say('page.sources'))}</h2><ol>${items.join('')}</ol></section>`;
}

function panelsOf(page: HtmlPage, asked: readonly { readonly metric: Metric; readonly id: string }[]): string {
  const { words } = page;
  const labels = new Map(page.document.metrics.map((metric) => [metric.id, metric.label]));
  const labelOf = (key: string) => {
    const label = labels.get(key);
    return label === undefined ? undefined : words.text(label);
  };
  return asked
    .map(({ metric, id }) => {
      const title = words.say('page.whyOf', { value: words.metric(metric), label: words.text(metric.label) });
      const close = `<button type="button" popovertarget="${id}" popovertargetaction="hide">${escapeMarkup(words.say('page.close'))}</button>`;
      return (
        `<div popover class="mk-panel" id="${id}" role="dialog" aria-labelledby="${id}-t"><div class="mk-panel-head">` +
        `<p class="mk-panel-title" id="${id}-t">${escapeMarkup(title)}</p>${close}</div>` +
        `${whyBody(explanationOf(metric), metric, { words, labelOf })}</div>`
      );
    })
    .join('');
}
