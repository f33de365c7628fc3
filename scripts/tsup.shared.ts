import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig, type Options } from 'tsup';

interface Manifest {
  exports: Record<string, string>;
}

/**
 * Builds every subpath a package exports, as ESM and CommonJS with types for each.
 * `ownChunks` are files that must not share a chunk with others, so that bundlers can leave them out.
 * The workspace's `exports` point at the sources; the entries are read from there so that they cannot drift.
 */
export function packageBuild(
  folder: string,
  ownChunks: Readonly<Record<string, string>> = {},
): Options | Options[] | ((options: Options) => Options) {
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
  const entry: Record<string, string> = { ...ownChunks };
  for (const [subpath, source] of Object.entries(manifest.exports)) {
    if (!/\.tsx?$/.test(source)) continue;
    entry[subpath === '.' ? 'index' : subpath.slice(2)] = source;
  }
  return defineConfig({
    entry,
    format: ['esm', 'cjs'],
    target: 'node20',
    platform: 'neutral',
    dts: { compilerOptions: { incremental: false, noEmit: false } },
    clean: true,
    // Published as ESM only: bundled, so that CommonJS hosts with an old resolver can load us.
    noExternal: [/^pure-rand/, /^intl-messageformat$/, /^@formatjs\//, /^d3-/],
    splitting: true,
    treeshake: true,
    sourcemap: false,
  }) as Options;
}
