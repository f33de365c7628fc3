import { type LocalizedText, pickText } from '@meritkit/core/locale';

// C0 and C1 controls except tab and line feed, bidirectional overrides and isolates, line separators, the byte order mark.
const unsafe = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/g;

/** A user's words without characters that reorder, hide or break the text around them. */
export function cleanText(text: string): string {
  return text.replace(unsafe, '').replace(/[\t\n]+/g, ' ');
}

/** A user's words in the nearest locale. */
export function textIn(text: LocalizedText, locale: string): string {
  return cleanText(pickText(text, locale));
}
