import { malformedAt } from './errors.ts';

/** A value of a MiniZinc data file: numbers and truths as they stand, sets and tables as lists. */
export type DznValue = number | boolean | readonly DznValue[];

/** An assignment of a data file and the line its name stands on. */
export interface DznEntry {
  readonly value: DznValue;
  readonly line: number;
}

/**
 * Reads the assignments of a MiniZinc `.dzn` file: whole numbers, truths, lists, tables `[| ... |]` and sets.
 *
 * Throws `InvalidInputError` (`planner/instance-malformed`) with the file's name and line.
 */
export function readDzn(options: { readonly text: string; readonly name: string }): ReadonlyMap<string, DznEntry> {
  const tokens = tokensOf(options.text, options.name);
  const entries = new Map<string, DznEntry>();
  let position = 0;
  const fail = (message: string): never => {
    const line = tokens[Math.min(position, tokens.length - 1)]?.line ?? 1;
    throw malformedAt({ name: options.name, line, message });
  };
  const take = (expected: string): void => {
    if (tokens[position]?.text !== expected)
      fail(`expected "${expected}", got "${tokens[position]?.text ?? 'the end'}"`);
    position += 1;
  };
  const listUntil = (end: string): DznValue[] => {
    const items: DznValue[] = [];
    while (tokens[position]?.text !== end) {
      items.push(value());
      if (tokens[position]?.text === ',') position += 1;
      else if (tokens[position]?.text !== end) fail(`expected "," or "${end}"`);
    }
    return items;
  };
  const value = (): DznValue => {
    const text = tokens[position]?.text ?? fail('a value is missing: the text ends');
    position += 1;
    if (/^-?\d+$/.test(text)) return Number(text);
    if (text === 'true' || text === 'false') return text === 'true';
    if (text === '[' || text === '{') {
      const items = listUntil(text === '[' ? ']' : '}');
      position += 1;
      return items;
    }
    if (text === '[|') {
      const rows: DznValue[][] = [];
      while (tokens[position]?.text !== '|]') {
        rows.push(listUntil(rowEnd(position)));
        if (tokens[position]?.text === '|') position += 1;
      }
      position += 1;
      return rows;
    }
    position -= 1;
    return fail(`expected a value, got "${text}"`);
  };
  const rowEnd = (from: number): string => {
    for (let index = from; index < tokens.length; index += 1) {
      const { text } = tokens[index]!;
      if (text === '|' || text === '|]') return text;
    }
    return fail('a table is not closed by "|]"');
  };
  while (position < tokens.length) {
    const { text, line } = tokens[position]!;
    if (!/^[A-Za-z]\w*$/.test(text)) fail(`expected a name, got "${text}"`);
    position += 1;
    take('=');
    entries.set(text, { value: value(), line });
    take(';');
  }
  return entries;
}

function tokensOf(text: string, name: string): { readonly text: string; readonly line: number }[] {
  const tokens: { readonly text: string; readonly line: number }[] = [];
  text.split(/\r?\n/).forEach((row, index) => {
    const line = index + 1;
    const plain = row.replace(/%.*$/, '');
    const pattern = /\s+|\[\||\|\]|[[\]{},;=|]|-?\d+|[A-Za-z]\w*|(.)/gy;
    for (let match = pattern.exec(plain); match !== null; match = pattern.exec(plain)) {
      if (match[1] !== undefined) throw malformedAt({ name, line, message: `unexpected "${match[1]}"` });
      if (match[0].trim() !== '') tokens.push({ text: match[0], line });
    }
  });
  return tokens;
}
