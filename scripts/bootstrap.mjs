#!/usr/bin/env node
/**
 * The way in from a bare machine: Node 20 and npm are enough. Installs once (the workspace brings its own Node 24 and,
 * through npx, its pnpm), then hands over to that Node. Plain JavaScript, because nothing is installed yet.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const stampFile = join(root, 'node_modules', '.meritkit-installed');

const tasks = {
  demo: 'examples/reference-app/src/main.ts',
  test: 'scripts/checks/run.ts',
  'test:long': 'scripts/checks/run-long.ts',
  bench: 'scripts/bench.ts',
};

function main([task, ...given]) {
  requireNode(20, 19);
  const script = tasks[task];
  if (script === undefined) fail(`There is no task "${task ?? ''}". Tasks: ${Object.keys(tasks).join(', ')}.`);
  install();
  const node = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  const path = [dirname(node), join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter);
  const result = spawnSync(existsSync(node) ? node : process.execPath, [join(root, script), ...given], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, PATH: path },
  });
  process.exit(result.status ?? 1);
}

function requireNode(major, minor) {
  const [haveMajor = 0, haveMinor = 0] = process.versions.node.split('.').map(Number);
  if (haveMajor < major || (haveMajor === major && haveMinor < minor)) {
    fail(`Meritkit needs Node ${major}.${minor} or newer to start; this is ${process.versions.node}.`);
  }
}

function install() {
  const stamp = fingerprint();
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return;
  console.log('Installing (once; the next run starts at once)...');
  const started = Date.now();
  const env = { ...process.env, npm_config_loglevel: 'error', CI: 'true' };
  const shell = process.platform === 'win32';
  const result = spawnSync('npx', ['--yes', manifest.config.packageManager, 'install', '--frozen-lockfile'], {
    cwd: root,
    encoding: 'utf8',
    env,
    shell,
  });
  if (result.status !== 0) explainFailure(`${result.stdout ?? ''}${result.stderr ?? ''}${result.error ?? ''}`);
  mkdirSync(dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, stamp);
  console.log(`Installed in ${((Date.now() - started) / 1000).toFixed(0)} s.`);
}

/** What decides whether an install is still the right one. */
function fingerprint() {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch}`);
  for (const file of ['pnpm-lock.yaml', 'pnpm-workspace.yaml', 'package.json'])
    hash.update(readFileSync(join(root, file)));
  return hash.digest('hex');
}

function explainFailure(output) {
  const network = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ERR_SOCKET_TIMEOUT|ECONNRESET|network/i.test(output);
  console.error(output.trim().split('\n').slice(-15).join('\n'));
  fail(
    network
      ? 'The npm registry could not be reached. Check the network or proxy (npm config get registry), then run the same command again.'
      : 'The install did not finish. The last lines are above; run the same command again once that is settled.',
  );
}

function fail(message) {
  console.error(`\n${message}`);
  process.exit(1);
}

main(process.argv.slice(2));
