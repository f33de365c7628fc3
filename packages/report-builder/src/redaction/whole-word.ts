/** Scripts that write words without spaces between them. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const hangul = /\p{Script=Hangul}/u;
const wordCharacter = /[\p{L}\p{N}\p{M}]/u;

/** From where its search begins: letters and digits of a script with spaces. Sticky: set `lastIndex`. */
export const spacedWord = new RegExp(`(?:(?!${unspaced.source}|${hangul.source})${wordCharacter.source})+`, 'uy');

/** True when the characters from `start` to `end` are words of their own, and no part of a longer one. */
export type IsWhole = (start: number, end: number) => boolean;

/**
 * Judges places in one text. Between letters that are written with spaces (Latin, Cyrillic, ...) a word ends where the
 * letters do. Where a script has no spaces, the dictionary of `Intl.Segmenter` tells words: what lies strictly inside
 * one word (林 in 森林) is no word of its own. Korean hangs particles on a name, so there only its beginning counts.
 */
export function wholeWordsIn(text: string): IsWhole {
  let words: readonly (readonly [start: number, end: number])[] | undefined;
  return (start, end) => {
    const [before, after] = [characterBefore(text, start), characterAt(text, end)];
    const [first, last] = [characterAt(text, start)!, characterBefore(text, end)!];
    if (!mayEnd(before, first, 'left') || !mayEnd(after, last, 'right')) return false;
    if (!joins(before, first) && !joins(after, last)) return true;
    words ??= segmentsOf(text);
    return !words.some(([from, to]) => from <= start && end <= to && to - from > end - start);
  };
}

function characterAt(text: string, index: number): string | undefined {
  const point = text.codePointAt(index);
  return point === undefined ? undefined : String.fromCodePoint(point);
}

function characterBefore(text: string, index: number): string | undefined {
  return [...text.slice(Math.max(0, index - 2), index)].at(-1);
}

function mayEnd(outer: string | undefined, inner: string, side: 'left' | 'right'): boolean {
  if (outer === undefined || !wordCharacter.test(outer)) return true;
  if (/\p{M}/u.test(outer) && side === 'right') return false;
  if (unspaced.test(outer) || unspaced.test(inner)) return true;
  return side === 'right' && hangul.test(outer) && hangul.test(inner);
}

/** Two letters that only a dictionary can part. */
function joins(outer: string | undefined, inner: string): boolean {
  return outer !== undefined && unspaced.test(outer) && unspaced.test(inner);
}

function segmentsOf(text: string): readonly (readonly [number, number])[] {
  // Without a dictionary every place counts as a word: one too many is taken out rather than one too few.
  if (typeof Intl.Segmenter === 'undefined') return [];
  const segments = new Intl.Segmenter('zh', { granularity: 'word' }).segment(text);
  return [...segments].map(({ index, segment }) => [index, index + segment.length] as const);
}
