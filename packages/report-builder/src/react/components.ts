import type { Explanation } from '@meritkit/core/explanation';
import { createElement, type ReactElement } from 'react';
import type { ReportDocument } from '../document/document.ts';
import { renderWhy, type WhyOptions } from '../html/explain.ts';
import { type HtmlOptions, renderHtmlParts } from '../html/render.ts';
import { reportStyle } from '../html/style.ts';
import { elementsOf } from './elements.ts';

/** What `<Report>` takes. */
export interface ReportProperties extends HtmlOptions {
  readonly document: ReportDocument;
}

/**
 * A report in a React tree, the same markup as `/html`: its style under the host's nonce, its names under the host's
 * class prefix. It has no state and no effect, so it renders on a server as well. Needs the optional peer `react`.
 *
 * @throws InvalidInputError `report/unknown-locale`, `report/unknown-time-zone`
 * @example
 * ```ts
 * import { createElement } from 'react';
 * import { buildTechnologyValueReport } from '@meritkit/report-builder';
 * import { Report } from '@meritkit/report-builder/react';
 *
 * const document = buildTechnologyValueReport({ effects: [] }, { asOf: '2026-10-01', period: { start: '2026-07-01', end: '2026-10-01' } });
 * createElement(Report, { document, locale: 'en', timeZone: 'UTC', classPrefix: 'acme-' }).type === Report; // true
 * ```
 */
export function Report(properties: ReportProperties): ReactElement {
  const { document, ...options } = properties;
  const { style, body } = renderHtmlParts(document, options);
  return createElement(
    'div',
    { className: `${options.classPrefix ?? 'mk-'}embedded` },
    styleElement(style, options.nonce),
    ...elementsOf(body),
  );
}

/** What `<Why>` takes. */
export interface WhyProperties extends WhyOptions {
  readonly explanation: Explanation;
  readonly theme?: 'auto' | 'light' | 'dark';
  readonly nonce?: string;
}

/** The inside of the "why?" panel for any explanation tree; the host brings the dialog around it. */
export function Why(properties: WhyProperties): ReactElement {
  const { explanation, nonce, theme, ...options } = properties;
  const prefix = options.classPrefix ?? 'mk-';
  return createElement(
    'div',
    { className: `${prefix}embedded` },
    styleElement(reportStyle({ theme: theme ?? 'auto', classPrefix: prefix }), nonce),
    createElement('div', { className: `${prefix}why-body` }, ...elementsOf(renderWhy(explanation, options))),
  );
}

/** The style holds none of the signs that React escapes in text, so it arrives as it is. */
function styleElement(text: string, nonce: string | undefined): ReactElement {
  return createElement('style', nonce === undefined ? {} : { nonce }, text);
}
