import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { loadInBrowser } from './consumers/browser.ts';
import { packAll } from './pack.ts';

/**
 * Installs the tarballs into hosts of the kinds our users have, and runs them: what publishing would break shows here.
 * Nothing resolves into this workspace: the hosts stand in a temporary folder.
 */
const hosts = join(import.meta.dirname, 'hosts');
const folder = mkdtempSync(join(tmpdir(), 'meritkit-consumers-'));
const failures: string[] = [];
try {
  const tarballs = packAll(join(folder, 'tarballs')).map((tarball) => tarball.file);
  const node20 = nodeOfMajor(20);

  const plain = install('plain', tarballs);
  for (const node of [process.execPath, node20]) {
    step(`import on ${node === node20 ? 'Node 20' : 'Node 24'}`, node, ['by-import.mjs'], plain);
    step(`require on ${node === node20 ? 'Node 20' : 'Node 24'}`, node, ['by-require.cjs'], plain);
  }

  const old = install('commonjs-typescript', tarballs);
  step('CommonJS TypeScript, node10 resolution', 'npm', ['run', '--silent', 'types'], old);
  step('Jest', 'npm', ['test', '--silent'], old);

  const browser = install('browser', tarballs);
  step('Vite build', 'npm', ['run', '--silent', 'build'], browser);
  const problem = await loadInBrowser(join(browser, 'dist'));
  console.log(`${problem === undefined ? 'ok  ' : 'FAIL'} browser under a strict content security policy`);
  if (problem !== undefined) failures.push(problem);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
for (const failure of failures) console.error(failure);
process.exit(failures.length === 0 ? 0 : 1);

function install(host: string, tarballs: readonly string[]): string {
  const target = join(folder, host);
  cpSync(join(hosts, host), target, { recursive: true });
  const given = ['install', '--no-audit', '--no-fund', '--loglevel=error', '--ignore-scripts', ...tarballs];
  step(`install into ${host}`, 'npm', given, target);
  return target;
}

function step(name: string, program: string, given: readonly string[], cwd: string): void {
  const started = Date.now();
  const result = spawnSync(program, given, {
    cwd,
    encoding: 'utf8',
    timeout: 300_000,
    env: { ...process.env, NODE_ENV: '' },
  });
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  console.log(`${result.status === 0 ? 'ok  ' : 'FAIL'} ${name} (${seconds} s)`);
  if (result.status !== 0)
    failures.push(`${name}:\n${result.stdout}${result.stderr}`.split('\n').slice(0, 40).join('\n'));
}

/** A Node of the given major: one on the PATH, or the one npm has as a package. */
function nodeOfMajor(major: number): string {
  for (const place of (process.env.PATH ?? '').split(delimiter)) {
    const candidate = join(place, 'node');
    if (!existsSync(candidate)) continue;
    const version = spawnSync(candidate, ['--version'], { encoding: 'utf8' }).stdout ?? '';
    if (version.startsWith(`v${major}.`)) return candidate;
  }
  const target = mkdtempSync(join(folder, 'node-'));
  step(
    `install Node ${major}`,
    'npm',
    ['install', '--no-audit', '--no-fund', '--loglevel=error', '--prefix', target, `node@${major}`],
    folder,
  );
  return join(target, 'node_modules', 'node', 'bin', 'node');
}
