import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { packageFolders, root } from './root.ts';

type Entry = string | { readonly [condition: string]: Entry };
interface SourceManifest {
  readonly name: string;
  readonly version: string;
  readonly exports: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly [field: string]: unknown;
}

/** A package as it is published. */
export interface Tarball {
  readonly name: string;
  readonly file: string;
  readonly folder: string;
}

/**
 * Packs every built package into `destination`. In the workspace `exports` lead to sources; in a tarball they lead to
 * dist, with types for `import` and `require`. Each subpath also gets a small folder with a package.json of its own:
 * resolvers older than `exports` (TypeScript's node10, webpack 4, old Jest) look there.
 */
export function packAll(destination: string): readonly Tarball[] {
  mkdirSync(destination, { recursive: true });
  return packageFolders().map((folder) => packOne(folder, destination));
}

function packOne(folder: string, destination: string): Tarball {
  const source = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as SourceManifest;
  const stage = mkdtempSync(join(tmpdir(), 'meritkit-pack-'));
  try {
    for (const item of ['dist', 'README.md', 'LICENSE', 'CHANGELOG.md']) {
      if (existsSync(join(folder, item))) cpSync(join(folder, item), join(stage, item), { recursive: true });
    }
    const subpaths = Object.keys(source.exports).filter((subpath) => /\.tsx?$/.test(source.exports[subpath] ?? ''));
    for (const subpath of subpaths) writeProxy(stage, subpath);
    writeFileSync(join(stage, 'package.json'), `${JSON.stringify(publishedManifest(source, subpaths), null, 2)}\n`);
    const printed = execFileSync('npm', ['pack', '--json', '--silent', '--pack-destination', destination], {
      cwd: stage,
      encoding: 'utf8',
    });
    const parsed = JSON.parse(printed) as
      | readonly { readonly filename: string }[]
      | Readonly<Record<string, { readonly filename: string }>>;
    const [packed] = Object.values(parsed);
    if (packed === undefined) throw new Error(`npm pack printed nothing for ${source.name}`);
    return { name: source.name, file: join(destination, basename(packed.filename)), folder };
  } finally {
    rmSync(stage, { recursive: true });
  }
}

/** `./memory` -> `memory/package.json` that leads to dist. */
function writeProxy(stage: string, subpath: string): void {
  if (subpath === '.') return;
  const name = subpath.slice(2);
  mkdirSync(join(stage, name), { recursive: true });
  const up = '../'.repeat(name.split('/').length);
  const proxy = {
    main: `${up}dist/${name}.cjs`,
    module: `${up}dist/${name}.js`,
    types: `${up}dist/${name}.d.cts`,
    sideEffects: false,
  };
  writeFileSync(join(stage, name, 'package.json'), `${JSON.stringify(proxy, null, 2)}\n`);
}

function publishedManifest(source: SourceManifest, subpaths: readonly string[]): Readonly<Record<string, unknown>> {
  const { scripts: _scripts, devDependencies: _development, exports: _exports, ...rest } = source;
  const entries: Record<string, Entry> = {};
  for (const subpath of subpaths) {
    const file = `./dist/${subpath === '.' ? 'index' : subpath.slice(2)}`;
    entries[subpath] = {
      import: { types: `${file}.d.ts`, default: `${file}.js` },
      require: { types: `${file}.d.cts`, default: `${file}.cjs` },
    };
  }
  const root = subpaths.includes('.')
    ? { main: './dist/index.cjs', module: './dist/index.js', types: './dist/index.d.cts' }
    : {};
  return {
    ...rest,
    ...root,
    exports: { ...entries, './package.json': './package.json' },
    files: [
      'dist',
      ...new Set(subpaths.filter((subpath) => subpath !== '.').map((subpath) => subpath.slice(2).split('/')[0] ?? '')),
    ],
    ...(source.dependencies === undefined ? {} : { dependencies: resolveRanges(source.dependencies) }),
    ...(source.peerDependencies === undefined ? {} : { peerDependencies: resolveRanges(source.peerDependencies) }),
  };
}

/** The workspace's protocols as plain ranges: a catalogue version becomes `^version`. */
function resolveRanges(dependencies: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(dependencies).map(([name, range]) => {
      if (range === 'catalog:') return [name, caret(catalogue(name))];
      if (range.startsWith('workspace:')) return [name, `^${workspaceVersion(name)}`];
      return [name, range];
    }),
  );
}

function caret(range: string): string {
  return /^\d/.test(range) ? `^${range}` : range;
}

function catalogue(name: string): string {
  const text = readFileSync(join(root, 'pnpm-workspace.yaml'), 'utf8');
  const line = text.split('\n').find((item) => item.trim().replace(/['"]/g, '').startsWith(`${name}:`));
  if (line === undefined) throw new Error(`${name} is not in the catalogue`);
  return line.slice(line.lastIndexOf(':') + 1).trim();
}

function workspaceVersion(name: string): string {
  const folder = join(root, 'packages', name.replace('@meritkit/', ''));
  return (JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as SourceManifest).version;
}
