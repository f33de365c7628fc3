/** Who may import whom. The rules are those of docs/explanation/architecture.md. */
const domain =
  '(skills-matrix|performance-scoring|workload-planner|engagement-index|rewards-ledger|report-builder|connectors)';
const tests = '\\.(test|property\\.test|test-d)\\.tsx?$|/testing/|/bench/|vitest\\.config\\.ts$|tsup\\.config\\.ts$';

export default {
  forbidden: [
    {
      name: 'domain-packages-are-siblings',
      comment:
        'A domain package imports core, never another domain package: it states the shape it needs and the caller maps.',
      severity: 'error',
      from: { path: `^packages/${domain}/` },
      to: { path: `^packages/(${domain}|workflows|storage-postgres)/`, pathNot: '^packages/$1/' },
    },
    {
      name: 'core-stands-below-all',
      comment: 'core imports no package of ours.',
      severity: 'error',
      from: { path: '^packages/core/' },
      to: { path: '^packages/(?!core/)' },
    },
    {
      name: 'core-by-subpath',
      comment: 'core is a shelf: its concerns are imported one by one, by public name.',
      severity: 'error',
      from: { path: '^packages/(?!core/)' },
      to: { path: '^packages/core/src/', pathNot: '^packages/core/src/[a-z-]+/index[.]ts$' },
    },
    {
      name: 'public-names-only',
      comment: 'Examples use packages as their users do.',
      severity: 'error',
      from: { path: '^examples/' },
      to: { path: '^packages/', pathNot: '/index[.]tsx?$' },
    },
    {
      name: 'no-circular',
      comment: 'Two files that import each other are one idea in two places.',
      severity: 'error',
      from: { pathNot: tests },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'declared-dependencies',
      comment: "What published code imports is in the package's dependencies.",
      severity: 'error',
      from: { path: '^packages/[^/]+/src/', pathNot: tests },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'no-node-in-core',
      comment: 'Published code runs in browsers and edge workers too.',
      severity: 'error',
      from: { path: '^packages/(?!storage-postgres|workflows)[^/]+/src/', pathNot: tests },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'resolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|\\.docs|coverage|reports)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
      mainFields: ['module', 'main', 'types'],
    },
  },
};
