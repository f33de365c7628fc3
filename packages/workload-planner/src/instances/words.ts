import { malformedAt } from './errors.ts';

/** A word of a text and the line (from 1) it stands on. */
export interface Word {
  readonly text: string;
  readonly line: number;
}

/** The words of a text in order, split at white space, each with its line. */
export function wordsOf(text: string): readonly Word[] {
  return text
    .split(/\r?\n/)
    .flatMap((row, index) => (row.match(/\S+/g) ?? []).map((word) => ({ text: word, line: index + 1 })));
}

/** Reads whole numbers one after the other from words and says where one is missing or malformed. */
export interface NumberReader {
  /** The next whole number, at least `minimum` (0 unless told); `what` names it in the error. */
  readonly next: (what: string, minimum?: number) => number;
  /** The line of the last number read. */
  readonly line: () => number;
  /** True when no word is left; otherwise `line` is that of the next word. */
  readonly done: () => boolean;
}

/** A reader over words; `name` is the file's name for errors, `endLine` where the text ends. */
export function readNumbers(options: {
  readonly words: readonly Word[];
  readonly name: string;
  readonly endLine: number;
}): NumberReader {
  let position = 0;
  let line = options.words[0]?.line ?? options.endLine;
  return {
    next: (what, minimum = 0) => {
      const word = options.words[position];
      if (word === undefined)
        throw malformedAt({ name: options.name, line: options.endLine, message: `${what} is missing: the text ends` });
      position += 1;
      line = word.line;
      if (!/^-?\d{1,9}$/.test(word.text))
        throw malformedAt({
          name: options.name,
          line,
          message: `${what}: expected a whole number, got "${word.text}"`,
        });
      const value = Number(word.text);
      if (value < minimum)
        throw malformedAt({
          code: 'planner/instance-number',
          name: options.name,
          line,
          message: `${what}: ${value} is below ${minimum}`,
        });
      return value;
    },
    line: () => line,
    done: () => {
      line = options.words[position]?.line ?? line;
      return position >= options.words.length;
    },
  };
}
