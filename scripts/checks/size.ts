import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { packageFolders, root } from './root.ts';

interface Limit {
  /** What a user imports. */
  readonly code: string;
  /** Kilobytes (1,000 bytes) of minified, gzipped code. */
  readonly kilobytes: number;
  readonly external?: readonly string[];
}

/** What a user pays for an import, in a browser bundle; a limit is raised on purpose or not at all. */
const limits = JSON.parse(readFileSync(join(root, 'scripts/checks/size-limits.json'), 'utf8')) as Readonly<
  Record<string, Limit>
>;

let failed = 0;
for (const [name, limit] of Object.entries(limits)) {
  const bytes = await bundledSize(limit);
  const kilobytes = bytes / 1000;
  const passed = kilobytes <= limit.kilobytes;
  console.log(
    `${passed ? 'ok  ' : 'FAIL'} ${name.padEnd(48)} ${kilobytes.toFixed(1).padStart(6)} kB of ${limit.kilobytes} kB`,
  );
  if (!passed) failed += 1;
}
process.exit(failed === 0 ? 0 : 1);

async function bundledSize(limit: Limit): Promise<number> {
  const result = await build({
    stdin: { contents: limit.code, resolveDir: join(root, 'examples/quickstart'), loader: 'ts' },
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    treeShaking: true,
    external: [...(limit.external ?? [])],
    logLevel: 'silent',
    alias: Object.fromEntries(builtPackages()),
  });
  return gzipSync(result.outputFiles[0]?.contents ?? new Uint8Array(), { level: 9 }).length;
}

/** Public names to what was built, so that the published code is measured. */
function builtPackages(): readonly (readonly [string, string])[] {
  return packageFolders().flatMap((folder) => {
    const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
      name: string;
      exports: Record<string, string>;
    };
    return Object.entries(manifest.exports)
      .filter(([, source]) => /\.tsx?$/.test(source))
      .map(([subpath]) => {
        const file = subpath === '.' ? 'index' : subpath.slice(2);
        return [
          subpath === '.' ? manifest.name : `${manifest.name}/${file}`,
          join(folder, 'dist', `${file}.js`),
        ] as const;
      })
      .sort(([one], [other]) => other.length - one.length);
  });
}
