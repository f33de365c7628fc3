import { readdirSync, readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const folder = join(import.meta.dirname, '..');

/** Every `@example` block of the sources, and the README's blocks as one program. */
function programs(): readonly { readonly name: string; readonly code: string }[] {
  const sources = readdirSync(join(folder, 'src'), { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.endsWith('.ts') && !/\.(test|test-d)\.ts$/.test(name),
  );
  const examples = sources.flatMap((name) =>
    [...readFileSync(join(folder, 'src', name), 'utf8').matchAll(/@example\n \* ```ts\n(.*?)\n \* ```/gs)].map(
      (found) => ({
        name,
        code: found[1]!.replace(/^ \* ?/gm, ''),
      }),
    ),
  );
  const readme = [...readFileSync(join(folder, 'README.md'), 'utf8').matchAll(/```ts\n(.*?)```/gs)].map(
    (found) => found[1]!,
  );
  return [...examples, { name: 'README.md', code: readme.join('\n') }];
}

const value = /^(?:'(?:[^'\\\n]|\\.)*'|"[^"\n]*"|\[.*\]|\{.*\}|true|false|-?\d+(?:\.\d+)?)$/;

/**
 * A program whose `expression; // value` lines are checks. A statement begins at a line without indent that closes
 * nothing; the value may stand on the line after it. What is no literal (`…` in it, or prose) is left alone.
 */
function checked(code: string): string {
  const lines = code
    .replace(/^import type .*$/gm, '')
    .replace(
      /^import \{([^}]*)\} from '([^']+)';$/gm,
      (_, names: string, from: string) =>
        `const {${names.replace(/\btype \w+,?/g, '')}} = await loadModule('${from}');`,
    )
    .replace(/;\n\/\/ /g, '; // ')
    .split('\n');
  let start = 0;
  for (const [index, line] of lines.entries()) {
    if (/^[^\s})\]/]/.test(line)) start = index;
    const found = /^(.*); \/\/ (.+)$/.exec(line);
    if (found === null || !value.test(found[2]!) || /^(const|let|return|import)\b/.test(lines[start]!)) continue;
    lines[index] = `${found[1]}, ${found[2]});`;
    lines[start] = `same(${lines[start]}`;
  }
  return stripTypeScriptTypes(lines.join('\n')).replaceAll('await import(', 'await loadModule(');
}

describe('examples', () => {
  const all = programs();

  it('are there', () => {
    expect(all.length).toBeGreaterThan(20);
  });

  it.each(all)('of $name do what their comments say', async ({ code }) => {
    let checks = 0;
    const same = (actual: unknown, expected: unknown) => {
      checks += 1;
      expect(actual).toEqual(expected);
    };
    const loadModule = (name: string) => import(/* @vite-ignore */ name);
    const AsyncFunction = Object.getPrototypeOf(async () => undefined).constructor as new (
      ...parts: string[]
    ) => (...given: unknown[]) => Promise<unknown>;
    await new AsyncFunction('loadModule', 'same', checked(code))(loadModule, same);
    expect(checks).toBeGreaterThan(0);
  });
});
