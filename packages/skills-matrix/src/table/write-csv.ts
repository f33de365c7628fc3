const FORMULA = /^'*[=+\-@\t\r]/;
const PLAIN_NUMBER = /^-?\d+(\.\d+)?$/;

/**
 * Rows as CSV (RFC 4180, CRLF). A text that a spreadsheet would run as a formula gets an apostrophe in front.
 *
 * Source: OWASP, "CSV Injection".
 * @example
 * ```ts
 * import { writeCsv } from '@meritkit/skills-matrix';
 *
 * writeCsv({ rows: [['name', 'level'], ['=cmd()', 4]] }); // "name,level\r\n'=cmd(),4\r\n"
 * ```
 */
export function writeCsv(options: { readonly rows: readonly (readonly (string | number | null)[])[] }): string {
  return options.rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

function cell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const safe = FORMULA.test(value) && !PLAIN_NUMBER.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Takes off the apostrophe that `writeCsv` put in front of a formula. */
export function plainCell(text: string): string {
  return text.startsWith("'") && FORMULA.test(text.slice(1)) ? text.slice(1) : text;
}
