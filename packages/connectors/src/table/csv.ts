/** A row of a table with the line it begins on, from 1. */
export interface CsvRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/** What is wrong with a text, and where: `line` is the one on which the row begins. */
export interface CsvProblem {
  readonly line: number;
  readonly detail: string;
}

/**
 * Reads comma-separated values (RFC 4180): quoted cells with doubled quotes and line breaks inside, any of the usual
 * line ends, a byte-order mark, empty lines skipped.
 *
 * @example
 * ```ts
 * import { readCsv } from '@meritkit/connectors';
 *
 * readCsv({ text: 'id,name\n7,"Lin, Wei"\n' }).rows; // [{ line: 1, cells: ['id', 'name'] }, { line: 2, cells: ['7', 'Lin, Wei'] }]
 * ```
 */
export function readCsv(options: { readonly text: string; readonly delimiter?: string }): {
  readonly rows: readonly CsvRow[];
  readonly problems: readonly CsvProblem[];
} {
  const text = options.text.startsWith('\ufeff') ? options.text.slice(1) : options.text;
  const delimiter = options.delimiter ?? ',';
  const rows: CsvRow[] = [];
  const problems: CsvProblem[] = [];
  let line = 1;
  let at = 0;
  while (at < text.length) {
    const start = line;
    const cells: string[] = [];
    for (;;) {
      const cell = readCell(text, at, delimiter);
      cells.push(cell.value);
      line += cell.breaks;
      if (cell.problem !== undefined) problems.push({ line: start, detail: cell.problem });
      at = cell.end;
      if (text[at] !== delimiter) break;
      at += 1;
    }
    if (text[at] === '\r' && text[at + 1] === '\n') at += 1;
    at += 1;
    line += 1;
    if (cells.length > 1 || cells[0] !== '') rows.push({ line: start, cells });
  }
  return { rows, problems };
}

interface Cell {
  readonly value: string;
  readonly end: number;
  /** Line breaks inside. */
  readonly breaks: number;
  readonly problem?: string;
}

function readCell(text: string, start: number, delimiter: string): Cell {
  if (text[start] !== '"') {
    let end = start;
    while (end < text.length && text[end] !== delimiter && text[end] !== '\n' && text[end] !== '\r') end += 1;
    return { value: text.slice(start, end), end, breaks: 0 };
  }
  let value = '';
  let from = start + 1;
  for (;;) {
    const quote = text.indexOf('"', from);
    if (quote === -1) {
      const rest = value + text.slice(from);
      return { value: rest, end: text.length, breaks: breaksIn(rest), problem: 'a quoted cell is not closed' };
    }
    value += text.slice(from, quote);
    if (text[quote + 1] !== '"') {
      const end = quote + 1;
      const closed = end >= text.length || text[end] === delimiter || text[end] === '\n' || text[end] === '\r';
      if (closed) return { value, end, breaks: breaksIn(value) };
      const rest = readCell(text, end, delimiter);
      return { ...rest, value: value + rest.value, breaks: breaksIn(value), problem: 'text follows a closing quote' };
    }
    value += '"';
    from = quote + 2;
  }
}

function breaksIn(text: string): number {
  return (text.match(/\r\n|\r|\n/g) ?? []).length;
}
