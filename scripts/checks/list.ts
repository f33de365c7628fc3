import type { Check } from './report.ts';

/** Cheapest first: what fails in a second should not wait for a minute. */
export const checks: readonly Check[] = [
  {
    name: 'reference-data',
    shows: 'published data to be held to are there, or what is left out',
    command: ['node', 'scripts/checks/reference-data.ts'],
  },
  { name: 'lint', shows: 'format and lint', command: ['biome', 'check', '--error-on-warnings', '.'] },
  {
    name: 'purity',
    shows: 'no time, chance, input or machine in the functional core',
    command: ['node', 'scripts/checks/purity.ts'],
  },
  {
    name: 'boundaries',
    shows: 'who may import whom, and that a planted violation is caught',
    command: ['node', 'scripts/checks/boundaries.ts'],
  },
  {
    name: 'manifests',
    shows: 'every package is fit to publish: fields, exports, licences of what it brings',
    command: ['node', 'scripts/checks/manifests.ts'],
  },
  { name: 'links', shows: 'links in the documents lead somewhere', command: ['node', 'scripts/checks/links.ts'] },
  { name: 'types', shows: 'types, and tests of types', command: ['tsc', '--noEmit', '-p', 'tsconfig.json'] },
  { name: 'unused', shows: 'no unused file, export or dependency', command: ['knip', '--no-config-hints'] },
  { name: 'unit', shows: 'unit, property and conformance tests', command: ['vitest', 'run'] },
  {
    name: 'examples',
    shows: 'code in documents and docstrings runs and prints what it says',
    command: ['node', 'scripts/checks/examples.ts'],
  },
  { name: 'build', shows: 'ESM and CommonJS with types', command: ['node', 'scripts/checks/build.ts'] },
  { name: 'shape', shows: 'the tarballs by publint and attw', command: ['node', 'scripts/checks/shape.ts'] },
  { name: 'size', shows: 'bundles within their limits', command: ['node', 'scripts/checks/size.ts'] },
  {
    name: 'consumers',
    shows: 'the tarballs in hosts: Node 20 and 24, import and require, old TypeScript with Jest, a browser under CSP',
    command: ['node', 'scripts/checks/consumers.ts'],
  },
  {
    name: 'reference',
    shows: 'the reference documentation without warnings',
    command: ['node', 'scripts/checks/reference.ts'],
  },
  { name: 'browser', shows: 'the reference app in Chromium', command: ['node', 'scripts/checks/browser.ts'] },
  {
    name: 'changeset',
    shows: 'a change to a package says what it means for its users',
    command: ['node', 'scripts/checks/changeset.ts'],
  },
];
