export { escapeMarkup } from '../charts/draw/element.ts';

import { escapeMarkup } from '../charts/draw/element.ts';

/** An address for an attribute; only web addresses are links, anything else stays text. */
export function safeUrl(url: string): string | undefined {
  return /^https?:\/\/[^\s]+$/i.test(url) ? escapeMarkup(url) : undefined;
}

/** A name for an id attribute. */
export function idText(text: string): string {
  return text.replace(/[^A-Za-z0-9_-]/g, (sign) => `_${sign.codePointAt(0)!.toString(36)}`);
}

/**
 * The page's `mk-` names under a host's own prefix. Only names inside tags are touched: text cannot hold an unescaped
 * quote, so it never looks like an attribute.
 */
export function withPrefix(markup: string, prefix: string): string {
  if (prefix === 'mk-') return markup;
  return markup.replace(
    /( (?:class|id|fill|href|popovertarget|aria-labelledby|aria-describedby)=")([^"]*)"/g,
    (_, name: string, value: string) => `${name}${value.replace(/(^|[ #])mk-/g, `$1${prefix}`)}"`,
  );
}
