import type { Slice } from '../slice/slice.ts';
import { escapeHtml } from './markup.ts';
import { appStyle } from './style.ts';
import { type AppKey, type AppLocale, say } from './words.ts';

/** What a page shows inside the frame. */
export interface PageParts {
  readonly locale: AppLocale;
  readonly current: 'staffing' | 'load' | 'report' | 'none';
  readonly title: string;
  /** Styles of embedded reports. */
  readonly style: string;
  readonly body: string;
  /** The same page in the other language. */
  readonly otherLanguage: string;
  readonly slice: Slice;
}

const places = [
  ['staffing', '/'],
  ['load', '/load'],
  ['report', '/report'],
] as const;

/** A whole page: the constant line that says what this is, the bar, and the content. No script. */
export function page(parts: PageParts): string {
  const { locale, slice } = parts;
  const demo = say(locale, 'app.demo', {
    git: slice.input.names.git,
    jira: slice.input.names.jira ?? 'none',
    date: slice.asOf,
  });
  const links = places.map(([name, path]) => {
    const here = name === parts.current ? ' aria-current="page"' : '';
    return `<a href="${path}?lang=${locale}"${here}>${escapeHtml(say(locale, `nav.${name}` as AppKey))}</a>`;
  });
  const other = locale === 'en' ? 'zh-CN' : 'en';
  return `<!doctype html><html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${escapeHtml(parts.title)} · Meritkit</title><style>${parts.style}${appStyle}</style></head><body>
<a class="skip" href="#content">${locale === 'en' ? 'Skip to content' : '跳到正文'}</a>
<header><div class="demo"><p>${escapeHtml(demo)}</p></div>
<nav class="bar" aria-label="Meritkit"><strong>${say(locale, 'app.name')}</strong>${links.join('')}<a class="language" lang="${other}" hreflang="${other}" href="${escapeHtml(parts.otherLanguage)}">${say(locale, 'nav.language')}</a></nav></header>
<main class="page" id="content">${parts.body}</main></body></html>
`;
}
