import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { root } from '../root.ts';

/** A piece of documentation code and where it stands. */
export interface Block {
  readonly file: string;
  readonly line: number;
  readonly code: string;
}

/** Blocks that belong together: a document's, in order, or one docstring's. */
export interface Sample {
  readonly name: string;
  readonly blocks: readonly Block[];
}

const fence = /^([ \t]*\*?[ \t]*)```ts[ \t]*\n([\s\S]*?)^[ \t]*\*?[ \t]*```[ \t]*$/gm;

/** Every ```ts block of the documents, and every `@example` of the published sources. */
export function collectSamples(only: readonly string[]): readonly Sample[] {
  const wanted = (file: string) => only.length === 0 || only.some((part) => relative(root, file).includes(part));
  const documents = [...files(root, (path) => path.endsWith('.md'))].filter(wanted).map(documentSample);
  const sources = [
    ...files(join(root, 'packages'), (path) => /\/src\/.*\.tsx?$/.test(path) && !/\.test(-d)?\.tsx?$/.test(path)),
  ].filter(wanted);
  return [...documents, ...sources.flatMap(docstringSamples)].filter((sample) => sample.blocks.length > 0);
}

function documentSample(file: string): Sample {
  const text = readFileSync(file, 'utf8');
  return { name: relative(root, file), blocks: [...text.matchAll(fence)].map((match) => blockOf(file, text, match)) };
}

function docstringSamples(file: string): readonly Sample[] {
  const text = readFileSync(file, 'utf8');
  return [...text.matchAll(fence)]
    .map((match) => blockOf(file, text, match))
    .map((block) => ({ name: `${block.file}:${block.line}`, blocks: [block] }));
}

function blockOf(file: string, text: string, match: RegExpMatchArray): Block {
  const code = (match[2] ?? '').replace(/^[ \t]*\*(?!\/)[ \t]?/gm, (margin) => (match[1]?.includes('*') ? '' : margin));
  return { file: relative(root, file), line: text.slice(0, match.index).split('\n').length, code };
}

function* files(folder: string, accept: (path: string) => boolean): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (
        !['node_modules', 'dist', '.git', 'api', 'out', '.docs', 'reports', '.stryker-tmp', '.changeset'].includes(
          entry.name,
        )
      )
        yield* files(path, accept);
    } else if (accept(path)) yield path;
  }
}
