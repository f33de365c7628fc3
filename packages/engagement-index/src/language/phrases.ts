import { everydayWords, negations, stopWords } from './dictionary.ts';
import { isChinese, type Token } from './segment.ts';

/** Pointwise mutual information (in nats) from which neighbouring words count as one phrase. */
const PHRASE_INFORMATION = 2;

/** A comment in words; `covered` are the positions that a theme has taken. Internal. */
export interface Text {
  readonly author: string;
  readonly tokens: readonly Token[];
  readonly covered: ReadonlySet<number>;
}

/** A phrase or word where somebody wrote it; `at` are its positions in that comment. Internal. */
export interface Mention {
  readonly text: string;
  readonly author: string;
  readonly negated: boolean;
  readonly tokens: readonly Token[];
  readonly at: readonly number[];
}

/** Neighbouring words that enough people wrote together and that attract each other, wherever they stand. Internal. */
export function* attractedPhrases(texts: readonly Text[], minimumAuthors: number): Generator<Mention> {
  const words = new Map<string, Set<string>>();
  const pairs = new Map<string, Set<string>>();
  const authors = new Set(texts.map((text) => text.author)).size;
  const add = (map: Map<string, Set<string>>, key: string, author: string) => {
    const seen = map.get(key);
    if (seen === undefined) map.set(key, new Set([author]));
    else seen.add(author);
  };
  for (const { author, tokens } of texts) {
    for (let at = 0; at < tokens.length; at += 1) {
      add(words, tokens[at]!.word, author);
      const pair = pairAt(tokens, at);
      if (pair !== null) add(pairs, pair, author);
    }
  }
  for (const { author, tokens, covered } of texts) {
    for (let at = 0; at < tokens.length; at += 1) {
      const pair = pairAt(tokens, at);
      if (pair === null || covered.has(at) || covered.has(at + 1)) continue;
      const together = pairs.get(pair)!.size;
      if (together < minimumAuthors) continue;
      const [left, right] = [words.get(tokens[at]!.word)!.size, words.get(tokens[at + 1]!.word)!.size];
      if (Math.log((together * authors) / (left * right)) < PHRASE_INFORMATION) continue;
      yield { text: pair, author, negated: isNegated(tokens, at), tokens, at: [at, at + 1] };
    }
  }
}

/** Content words outside themes and phrases, wherever they stand. Internal. */
export function* contentWords(texts: readonly Text[], phrases: readonly Mention[]): Generator<Mention> {
  const taken = new Map<readonly Token[], Set<number>>();
  for (const { tokens, at } of phrases) taken.set(tokens, new Set([...(taken.get(tokens) ?? []), ...at]));
  for (const { author, tokens, covered } of texts) {
    const inPhrase = taken.get(tokens);
    for (let at = 0; at < tokens.length; at += 1) {
      const { word } = tokens[at]!;
      if (covered.has(at) || inPhrase?.has(at) === true || !isContent(word)) continue;
      yield { text: word, author, negated: isNegated(tokens, at), tokens, at: [at] };
    }
  }
}

/** Words of two Chinese characters or three letters that are neither grammar nor what every comment is about. */
function isContent(word: string): boolean {
  if (stopWords.has(word) || negations.has(word) || everydayWords.has(word)) return false;
  return isChinese(word) ? word.length >= 2 : /^\p{L}[\p{L}'-]{2,}$/u.test(word);
}

/** Two neighbouring content words, joined as their language writes them. */
function pairAt(tokens: readonly Token[], at: number): string | null {
  const [left, right] = [tokens[at], tokens[at + 1]];
  if (left === undefined || right === undefined || left.breakAfter) return null;
  for (const { word } of [left, right]) {
    if (stopWords.has(word) || negations.has(word) || (!isChinese(word) && word.length < 2)) return null;
  }
  return isChinese(left.word) && isChinese(right.word) ? `${left.word}${right.word}` : `${left.word} ${right.word}`;
}

/** True when a negation stands up to three words before, in the same clause. Internal. */
export function isNegated(tokens: readonly Token[], at: number): boolean {
  for (let back = 1; back <= 3 && at - back >= 0; back += 1) {
    const before = tokens[at - back]!;
    if (before.breakAfter) return false;
    if (negations.has(before.word)) return true;
  }
  return false;
}
