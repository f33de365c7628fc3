import { invalidInput } from '@meritkit/core/errors';

/** CSV as one text or in pieces of any size, so that a large file need not be held at once. */
export type CsvText = string | Iterable<string>;

const QUOTE = 34;
const LINE_FEED = 10;
const RETURN = 13;

/**
 * Rows of a CSV text (RFC 4180): quoted fields may hold separators, quotes and line breaks; a byte order mark and
 * empty lines are passed over. Written here because it must run without Node's buffers, on pieces, in every browser.
 *
 * @throws InvalidInputError `skills/invalid-csv` for a quote that never ends
 * @example
 * ```ts
 * import { readCsv } from '@meritkit/skills-matrix';
 *
 * [...readCsv({ text: 'a,"b, c"\r\n1,2\n' })]; // [['a', 'b, c'], ['1', '2']]
 * ```
 */
export function* readCsv(options: {
  readonly text: CsvText;
  readonly separator?: string;
}): Generator<readonly string[]> {
  yield* rowsOf(options, { places: null, width: 0 });
}

/** Which fields of a row are kept: for each column its place in the result, -1 for none; null keeps all. */
interface Kept {
  places: Int8Array | null;
  width: number;
}

/** Rows, of which only the fields that are kept are cut out of the text; `kept` may change between two rows. */
function* rowsOf(
  options: { readonly text: CsvText; readonly separator?: string },
  kept: Kept,
): Generator<readonly string[]> {
  const separator = (options.separator ?? ',').charCodeAt(0);
  const pieces = typeof options.text === 'string' ? [options.text] : options.text;
  let rest = '';
  for (const piece of pieces) {
    const text = rest === '' ? piece : rest + piece;
    const reader: Reader = { text, separator, isLast: false, at: 0, isEmpty: false };
    let from = 0;
    for (let row = readRow(reader, kept); row !== null; row = readRow(reader, kept)) {
      from = reader.at;
      if (!reader.isEmpty) yield row;
    }
    rest = text.slice(from);
  }
  const reader: Reader = { text: rest, separator, isLast: true, at: 0, isEmpty: false };
  const last = rest === '' ? null : readRow(reader, kept);
  if (last !== null && !reader.isEmpty) yield last;
}

interface Reader {
  readonly text: string;
  readonly separator: number;
  readonly isLast: boolean;
  at: number;
  /** The row just read was a line with nothing on it. */
  isEmpty: boolean;
}

/** The row from the reader's place on, which then lies behind it; null where the row is not complete yet. */
function readRow(reader: Reader, { places, width }: Kept): string[] | null {
  const { text, separator, isLast } = reader;
  const fields: string[] = places === null ? [] : new Array<string>(width).fill('');
  let at = reader.at;
  if (text.charCodeAt(at) === 0xfeff) at += 1;
  for (let column = 0; ; column += 1) {
    const isQuoted = text.charCodeAt(at) === QUOTE;
    const from = isQuoted ? at + 1 : at;
    const to = isQuoted ? closingQuote(text, from) : endOfField(text, at, separator);
    if (to < 0) {
      if (isLast) throw invalidInput('skills/invalid-csv', ['text'], 'a quoted field does not end');
      return null;
    }
    at = isQuoted ? to + 1 : to;
    if (at >= text.length && !isLast) return null;
    const place = places === null ? column : (places[column] ?? -1);
    if (place >= 0) fields[place] = fieldOf(text, from, to, isQuoted);
    const code = text.charCodeAt(at);
    if (code === separator) {
      at += 1;
      continue;
    }
    if (code === RETURN && at + 1 >= text.length && !isLast) return null;
    if (code !== RETURN && code !== LINE_FEED && at < text.length) {
      throw invalidInput('skills/invalid-csv', ['text'], 'text follows a closing quote');
    }
    reader.isEmpty = column === 0 && to === from;
    reader.at = code === RETURN && text.charCodeAt(at + 1) === LINE_FEED ? at + 2 : at + 1;
    return fields;
  }
}

function endOfField(text: string, from: number, separator: number): number {
  let at = from;
  for (; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === separator || code === LINE_FEED || code === RETURN) break;
  }
  return at;
}

function fieldOf(text: string, from: number, to: number, isQuoted: boolean): string {
  const field = text.slice(from, to);
  return isQuoted && field.includes('"') ? field.replaceAll('""', '"') : field;
}

function closingQuote(text: string, from: number): number {
  let at = text.indexOf('"', from);
  while (at >= 0 && text.charCodeAt(at + 1) === QUOTE) at = text.indexOf('"', at + 2);
  return at;
}

/**
 * Rows of a CSV text with a header, as a reader of columns by name.
 *
 * @throws InvalidInputError `skills/invalid-csv` when a column that is asked for is not there
 */
export function* readTable(options: {
  readonly text: CsvText;
  readonly columns: readonly string[];
  readonly separator?: string;
}): Generator<readonly string[]> {
  const kept: Kept = { places: null, width: options.columns.length };
  for (const row of rowsOf(options, kept)) {
    if (kept.places !== null) {
      yield row;
      continue;
    }
    kept.places = new Int8Array(row.length).fill(-1);
    for (const [place, name] of options.columns.entries()) {
      const at = row.indexOf(name);
      if (at < 0) throw invalidInput('skills/invalid-csv', ['text', 0], `there is no column "${name}"`);
      kept.places[at] = place;
    }
  }
}
