import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { packageFolders, root } from './root.ts';

interface Manifest {
  readonly name?: string;
  readonly version?: string;
  readonly description?: string;
  readonly license?: string;
  readonly type?: string;
  readonly sideEffects?: boolean;
  readonly engines?: { readonly node?: string };
  readonly repository?: { readonly url?: string; readonly directory?: string };
  readonly homepage?: string;
  readonly bugs?: string;
  readonly exports?: Readonly<Record<string, string>>;
  readonly files?: readonly string[];
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

/** Licences that a vendor's lawyer lets through without a question. */
const allowed = new Set(['MIT', 'ISC', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'MIT-0', 'CC0-1.0']);

const failures = packageFolders().flatMap((folder) => [...fields(folder), ...files(folder), ...licences(folder)]);
for (const failure of failures) console.error(failure);
console.log(
  failures.length === 0 ? `${packageFolders().length} packages are fit to publish` : `${failures.length} defects`,
);
process.exit(failures.length === 0 ? 0 : 1);

function read(file: string): Manifest {
  return JSON.parse(readFileSync(file, 'utf8')) as Manifest;
}

function* fields(folder: string): Generator<string> {
  const manifest = read(join(folder, 'package.json'));
  const name = basename(folder);
  const expected: readonly (readonly [string, boolean])[] = [
    ['name', manifest.name === `@meritkit/${name}`],
    ['version', /^\d+\.\d+\.\d+/.test(manifest.version ?? '')],
    ['description', (manifest.description ?? '').length > 20],
    ['license MIT', manifest.license === 'MIT'],
    ['type module', manifest.type === 'module'],
    ['sideEffects false', manifest.sideEffects === false],
    ['engines.node >=20.19', manifest.engines?.node === '>=20.19'],
    [
      'repository',
      manifest.repository?.directory === `packages/${name}` &&
        (manifest.repository.url ?? '').startsWith('git+https://'),
    ],
    ['homepage', (manifest.homepage ?? '').startsWith('https://')],
    ['bugs', (manifest.bugs ?? '').startsWith('https://')],
    ['files', (manifest.files ?? []).includes('dist')],
    [
      'catalogue versions',
      Object.values({ ...manifest.dependencies }).every((range) => /^(catalog:|workspace:\^)$/.test(range)),
    ],
  ];
  for (const [field, holds] of expected) if (!holds) yield `packages/${name}/package.json: ${field}`;
}

function* files(folder: string): Generator<string> {
  for (const file of ['README.md', 'LICENSE'])
    if (!existsSync(join(folder, file))) yield `${basename(folder)}: no ${file}`;
  for (const [subpath, source] of Object.entries(read(join(folder, 'package.json')).exports ?? {})) {
    if (!existsSync(join(folder, source)))
      yield `${basename(folder)}: exports["${subpath}"] leads to ${source}, which is not there`;
  }
}

function* licences(folder: string): Generator<string> {
  const seen = new Set<string>();
  const queue = [join(folder, 'package.json')];
  for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
    for (const dependency of Object.keys(read(file).dependencies ?? {})) {
      const found = manifestOf(dependency, file);
      if (found === undefined || seen.has(found)) continue;
      seen.add(found);
      const { license, version } = read(found);
      if (!dependency.startsWith('@meritkit/') && !allowed.has(license ?? '')) {
        yield `${basename(folder)}: ${dependency}@${version} is under ${license ?? 'no licence'}`;
      }
      queue.push(found);
    }
  }
}

/** Walks up from the importer's folder, as resolution does; `exports` may hide package.json from `require.resolve`. */
function manifestOf(dependency: string, importer: string): string | undefined {
  for (const base of createRequire(realpathSync(importer)).resolve.paths(dependency) ?? []) {
    const file = join(base, dependency, 'package.json');
    if (existsSync(file)) return file;
  }
  console.error(`${dependency} is not installed (${importer.slice(root.length + 1)})`);
  return undefined;
}
