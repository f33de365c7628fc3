const escapes: Readonly<Record<string, number>> = { a: 7, b: 8, t: 9, n: 10, v: 11, f: 12, r: 13, '"': 34, '\\': 92 };

/** A path as git quotes it (`"a\346\234\252.md"`) in plain text; a path without quotes stays as it is. */
export function decodePath(path: string): string {
  if (path.charCodeAt(0) !== 34 || !path.endsWith('"') || path.length < 2) return path;
  const bytes: number[] = [];
  const body = path.slice(1, -1);
  for (let at = 0; at < body.length; ) {
    const octal = /^\\([0-3][0-7]{2})/.exec(body.slice(at, at + 4));
    if (octal !== null) {
      bytes.push(Number.parseInt(octal[1]!, 8));
      at += 4;
    } else if (body[at] === '\\' && escapes[body[at + 1] ?? ''] !== undefined) {
      bytes.push(escapes[body[at + 1]!]!);
      at += 2;
    } else {
      const character = String.fromCodePoint(body.codePointAt(at)!);
      bytes.push(...new TextEncoder().encode(character));
      at += character.length;
    }
  }
  return new TextDecoder().decode(Uint8Array.from(bytes));
}

/**
 * The path of a file as `--numstat` names it, in plain text. A rename names both: `src/{old => new}/a.ts`, `a.ts => b.ts`,
 * and where one of them is quoted `"a\\tb.ts" => "c.ts"`; the new one is meant.
 */
export function pathOf(text: string): string {
  if (text.startsWith('"')) {
    const end = text.indexOf('" => ');
    return decodePath(end === -1 ? text : text.slice(end + 5));
  }
  const arrow = text.indexOf(' => ');
  if (arrow === -1) return text;
  const after = text.slice(arrow + 4);
  if (after.startsWith('"')) return decodePath(after);
  const [open, close] = [text.lastIndexOf('{', arrow), text.indexOf('}', arrow)];
  if (open === -1 || close === -1) return after;
  return `${text.slice(0, open)}${text.slice(arrow + 4, close)}${text.slice(close + 1)}`
    .replace(/\/\//g, '/')
    .replace(/^\//, '');
}
