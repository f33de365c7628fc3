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

/** The path after a rename: `src/{old => new}/a.ts` and `a.ts => b.ts` name both. */
export function newPathOf(path: string): string {
  if (!path.includes(' => ')) return path;
  const braces = /^(.*)\{(.*?) => (.*?)\}(.*)$/.exec(path);
  if (braces === null) return path.slice(path.indexOf(' => ') + 4);
  const [before = '', , after = '', end = ''] = braces.slice(1);
  return `${before}${after}${end}`.replace(/\/\//g, '/').replace(/^\//, '');
}
