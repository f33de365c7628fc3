import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { root } from './root.ts';

/**
 * The functional core takes time, ids, seeds and locales as arguments and never waits. This reads every source that
 * is not a test, a service, an adapter or a kit, and names each place that breaks the rule.
 */
const forbidden: readonly { readonly what: string; readonly pattern: RegExp }[] = [
  { what: 'the clock', pattern: /\bDate\.now\(|\bnew Date\(\)|\bperformance\.now\(/ },
  { what: 'chance', pattern: /\bMath\.random\(|\bcrypto\.(randomUUID|getRandomValues)\(/ },
  { what: "the machine's modules", pattern: /from ['"]node:|\bprocess\.|\brequire\(/ },
  { what: "the machine's locale or zone", pattern: /\.toLocale[A-Z]\w*\(|Intl\.\w+\(\)/ },
  { what: 'a Promise', pattern: /\basync\b|\bawait\b|\bPromise\b/ },
];

/** Where waiting is the point: the edges. */
const edges =
  /\/(service|ports)\.ts$|\/(service|services|ports|memory|conformance|worker|events|audit|processes|calendar|platform)\/|\.test(-d)?\.ts$/;

/** Where the platform or a library only answers asynchronously: WebCrypto's signatures, the spreadsheet writer. */
const asynchronousByNature =
  /packages\/connectors\/src\/.*(crypto|signature|decrypt|stream)|packages\/report-builder\/src\/xlsx\//;

const listOnly = process.argv.includes('--list');
const failures: string[] = [];
for (const file of sources(join(root, 'packages'))) {
  const path = relative(root, file);
  if (edges.test(path) || /^packages\/(workflows|storage-postgres)\//.test(path)) continue;
  const lines = withoutComments(readFileSync(file, 'utf8')).split('\n');
  for (const [index, line] of lines.entries()) {
    for (const { what, pattern } of forbidden) {
      if (what === 'a Promise' && asynchronousByNature.test(path)) continue;
      if (pattern.test(line)) failures.push(`${path}:${index + 1}: ${what}: ${line.trim()}`);
    }
  }
}
for (const failure of failures) console.error(failure);
console.log(failures.length === 0 ? 'the core is pure' : `${failures.length} places`);
process.exit(failures.length === 0 || listOnly ? 0 : 1);

function* sources(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && !['node_modules', 'dist', 'bench', 'testing'].includes(entry.name)) yield* sources(path);
    else if (entry.isFile() && /\/src\/.*\.tsx?$/.test(path)) yield path;
  }
}

/** Comments become blanks, so that lines keep their numbers. */
function withoutComments(text: string): string {
  return text
    .replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ' '))
    .replace(/(^|\s)\/\/.*$/gm, '$1');
}
