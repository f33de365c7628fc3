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
  const separator = (options.separator ?? ',').charCodeAt(0);
  const pieces = typeof options.text === 'string' ? [options.text] : options.text;
  let rest = '';
  for (const piece of pieces) {
    const buffer = rest === '' ? piece : rest + piece;
    let from = 0;
    for (
      let row = readRow(buffer, from, separator, false);
      row !== null;
      row = readRow(buffer, from, separator, false)
    ) {
      from = row.next;
      if (row.fields.length > 1 || row.fields[0] !== '') yield row.fields;
    }
    rest = buffer.slice(from);
  }
  const last = rest === '' ? null : readRow(rest, 0, separator, true);
  if (last !== null && (last.fields.length > 1 || last.fields[0] !== '')) yield last.fields;
}

/** The row from a position on; null where it is not complete yet. */
function readRow(
  text: string,
  start: number,
  separator: number,
  isLast: boolean,
): { readonly fields: string[]; readonly next: number } | null {
  const fields: string[] = [];
  let at = start;
  if (text.charCodeAt(at) === 0xfeff) at += 1;
  for (;;) {
    let field: string;
    if (text.charCodeAt(at) === QUOTE) {
      const end = closingQuote(text, at + 1);
      if (end < 0) {
        if (isLast) throw invalidInput('skills/invalid-csv', ['text'], 'a quoted field does not end');
        return null;
      }
      field = text.slice(at + 1, end);
      if (field.includes('"')) field = field.replaceAll('""', '"');
      at = end + 1;
    } else {
      let end = at;
      for (; end < text.length; end += 1) {
        const code = text.charCodeAt(end);
        if (code === separator || code === LINE_FEED || code === RETURN) break;
      }
      field = text.slice(at, end);
      at = end;
    }
    if (at >= text.length && !isLast) return null;
    fields.push(field);
    const code = text.charCodeAt(at);
    if (code === separator) {
      at += 1;
      continue;
    }
    if (code === RETURN) {
      if (at + 1 >= text.length && !isLast) return null;
      return { fields, next: text.charCodeAt(at + 1) === LINE_FEED ? at + 2 : at + 1 };
    }
    if (code === LINE_FEED || at >= text.length) return { fields, next: at + 1 };
    throw invalidInput('skills/invalid-csv', ['text'], 'text follows a closing quote');
  }
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
  let positions: readonly number[] | null = null;
  for (const row of readCsv(options)) {
    if (positions === null) {
      positions = options.columns.map((name) => {
        const at = row.indexOf(name);
        if (at < 0) throw invalidInput('skills/invalid-csv', ['text', 0], `there is no column "${name}"`);
        return at;
      });
    } else yield positions.map((at) => row[at] ?? '');
  }
}
