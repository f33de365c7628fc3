import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { root } from './root.ts';

/** Every relative link in a document leads to a file, and every `#anchor` to a heading there. */
const failures: string[] = [];
let links = 0;
for (const file of documents(root)) {
  const text = readFileSync(file, 'utf8').replace(/```[\s\S]*?```/g, '');
  for (const match of text.matchAll(/\]\(([^)\s]+)(?:\s+"[^"]*")?\)/g)) {
    const target = match[1] ?? '';
    if (/^[a-z]+:/i.test(target)) continue;
    links += 1;
    const [path = '', anchor] = target.split('#');
    const destination = path === '' ? file : join(dirname(file), decodeURIComponent(path));
    if (!existsSync(destination)) failures.push(`${relative(root, file)}: ${target} leads nowhere`);
    else if (anchor !== undefined && destination.endsWith('.md') && !anchorsOf(destination).has(anchor)) {
      failures.push(`${relative(root, file)}: no heading for ${target}`);
    }
  }
}
for (const failure of failures) console.error(failure);
console.log(`${links} links, ${failures.length} broken`);
process.exit(failures.length === 0 ? 0 : 1);

function* documents(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (
      entry.isDirectory() &&
      !['node_modules', 'dist', 'api', 'out', 'reports'].includes(entry.name) &&
      !entry.name.startsWith('.')
    )
      yield* documents(path);
    else if (entry.isFile() && entry.name.endsWith('.md')) yield path;
  }
}

/** Headings as forges turn them into anchors. */
function anchorsOf(file: string): Set<string> {
  const headings = readFileSync(file, 'utf8').matchAll(/^#{1,6}\s+(.+)$/gm);
  return new Set(
    [...headings].map((heading) =>
      (heading[1] ?? '')
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\s_-]/gu, '')
        .trim()
        .replace(/\s/g, '-'),
    ),
  );
}
