/** A word of a comment: as it counts, and whether a sentence or clause ends after it. */
export interface Token {
  readonly word: string;
  readonly breakAfter: boolean;
}

/**
 * The words of a text in a locale that is passed in, lower case, English plurals and possessives cut. Chinese words
 * come from the runtime's segmenter; a host that wants another one passes `segment`.
 */
export function tokenize(options: {
  readonly text: string;
  readonly locale: string;
  readonly segment?: (text: string) => Iterable<string>;
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
  readonly segment?: (text: string) => Iterable<string>;
}): Generator<string> {
  if (options.segment !== undefined) yield* options.segment(options.text);
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
