/**
 * Cuts a text into words and marks, in their order: the place for a host's own segmenter. The words of a theme and
 * of a comment go through the same one, so that they meet.
 *
 * @example
 * ```ts
 * import { findThemes, type SegmentWords } from '@meritkit/engagement-index';
 *
 * // With @node-rs/jieba: const jieba = Jieba.withDict(dict); const segmentWords = (text) => jieba.cut(text, true);
 * const segmentWords: SegmentWords = (text) => text.split(' ');
 * const comments = ['a', 'b', 'c', 'd', 'e'].map((respondent) => ({ respondent, text: '加班 太 多' }));
 * findThemes({ comments, locale: 'zh-CN', minimumAuthors: 5, segmentWords })[0]?.id; // 'overtime'
 * ```
 */
export type SegmentWords = (text: string) => Iterable<string>;

/** A word of a comment: as it counts, and whether a sentence or clause ends after it. */
export interface Token {
  readonly word: string;
  readonly breakAfter: boolean;
}

/**
 * The words of a text in a locale that is passed in, lower case, English plurals and possessives cut. Chinese words
 * come from the runtime's segmenter; a host that wants another one passes `segmentWords`.
 */
export function tokenize(options: {
  readonly text: string;
  readonly locale: string;
  readonly segmentWords?: SegmentWords;
}): readonly Token[] {
  const words: { word: string; breakAfter: boolean }[] = [];
  for (const piece of piecesOf(options)) {
    const word = piece.normalize('NFKC').toLowerCase().trim();
    if (word === '') continue;
    if (/^[\p{P}\p{S}\p{C}]+$/u.test(word)) {
      const last = words[words.length - 1];
      if (last !== undefined && !/^['’]$/.test(word)) last.breakAfter = true;
      continue;
    }
    words.push({ word: baseForm(word), breakAfter: false });
  }
  return words;
}

function* piecesOf(options: {
  readonly text: string;
  readonly locale: string;
  readonly segmentWords?: SegmentWords;
}): Generator<string> {
  if (options.segmentWords !== undefined) yield* options.segmentWords(options.text);
  else {
    for (const { segment } of segmenterOf(options.locale).segment(options.text)) yield segment;
  }
}

const segmenters = new Map<string, Intl.Segmenter>();

function segmenterOf(locale: string): Intl.Segmenter {
  let segmenter = segmenters.get(locale);
  if (segmenter === undefined) {
    segmenter = new Intl.Segmenter(locale, { granularity: 'word' });
    segmenters.set(locale, segmenter);
  }
  return segmenter;
}

function baseForm(word: string): string {
  if (!/^[a-z'’]+$/.test(word)) return word;
  const plain = word.replace(/['’]s$/, '').replaceAll('’', "'");
  if (plain.length > 4 && plain.endsWith('ies')) return `${plain.slice(0, -3)}y`;
  if (plain.length > 3 && plain.endsWith('s') && !/(ss|us|is|as)$/.test(plain)) return plain.slice(0, -1);
  return plain;
}

/** True for a word with Chinese characters. */
export function isChinese(word: string): boolean {
  return /\p{Script=Han}/u.test(word);
}
