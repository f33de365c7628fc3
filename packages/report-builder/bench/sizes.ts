import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const folder = dirname(dirname(fileURLToPath(import.meta.url)));

/** Bytes of a subpath, bundled and minified with its dependencies but zod, after gzip. */
export async function gzippedSize(subpath: string): Promise<number> {
  const result = await build({
    entryPoints: [join(folder, 'src', subpath, 'index.ts')],
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    external: ['zod', 'react', 'write-excel-file'],
    logLevel: 'silent',
  });
  return gzipSync(result.outputFiles[0]!.contents, { level: 9 }).length;
}
