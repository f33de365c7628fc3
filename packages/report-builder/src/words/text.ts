import { type LocalizedText, pickText } from '@meritkit/core/locale';

// Controls, bidirectional marks, overrides and isolates, line separators, the byte order mark.
const unsafe = /[\p{Cc}\p{Bidi_Control}\u2028\u2029\ufeff]/gu;

/** A user's words without characters that reorder, hide or break the text around them. */
export function cleanText(text: string): string {
  return text.replace(/[\t\r\n]+/g, ' ').replace(unsafe, '');
}

/** A user's words in the nearest locale. */
export function textIn(text: LocalizedText, locale: string): string {
  return cleanText(pickText(text, locale));
}
