import { invalidInput } from '../errors/index.ts';
import type { CaseResult, ConformanceCase, ConformanceHarness, TestRunner } from './harness.ts';

/**
 * Registers a kit's cases with a test runner. A known gap runs too: it fails the run once it passes, so that the list
 * of gaps cannot outlive them.
 *
 * @throws InvalidInputError `core/unknown-case` when a known gap names no case or gives no reason.
 * @example
 * ```ts
 * import { factStoreCases, registerCases } from '@meritkit/core/conformance';
 * import { createMemoryDatabase, createMemoryFactStore } from '@meritkit/core/memory';
 *
 * const harness = {
 *   name: 'memory',
 *   open: async () => {
 *     const database = createMemoryDatabase();
 *     return {
 *       forTenant: (tenantId: string) => createMemoryFactStore({ tenantId, database }),
 *       transact: database.transact,
 *       reopen: async () => undefined,
 *       dispose: async () => undefined,
 *     };
 *   },
 * };
 * const titles: string[] = [];
 * const runner = { describe: (_: string, body: () => void) => body(), it: (title: string) => { titles.push(title); } };
 * registerCases({ runner, port: 'FactStoreV1', harness, cases: factStoreCases() });
 * titles[0]; // 'round trip: a fact comes back as it was put'
 * ```
 */
export function registerCases<Store, Transaction>(options: {
  readonly runner: TestRunner;
  readonly port: string;
  readonly harness: ConformanceHarness<Store, Transaction>;
  readonly cases: readonly ConformanceCase<Store, Transaction>[];
}): void {
  const { runner, harness, cases } = options;
  const gaps = new Map((harness.knownGaps ?? []).map((gap, index) => [gap.case, { ...gap, index }]));
  for (const gap of gaps.values()) {
    if (!cases.some((item) => item.name === gap.case)) {
      throw invalidInput(
        'core/unknown-case',
        ['knownGaps', gap.index, 'case'],
        `no case "${gap.case}" in ${options.port}`,
      );
    }
    if (gap.reason.trim() === '')
      throw invalidInput('core/unknown-case', ['knownGaps', gap.index, 'reason'], 'a known gap says why');
  }
  runner.describe(`${options.port}: ${harness.name}`, () => {
    for (const item of cases) {
      const gap = gaps.get(item.name);
      const title =
        gap === undefined ? `${item.group}: ${item.name}` : `${item.group}: ${item.name} [known gap: ${gap.reason}]`;
      runner.it(title, async () => {
        const result = await runCase(harness, item);
        if (gap === undefined && !result.passed) throw result.error;
        if (gap !== undefined && result.passed)
          throw new Error(`known gap "${item.name}" passes now: take it off the list`);
      });
    }
  });
}

/**
 * Runs the cases without a test runner and reports each; for consoles, and for showing that a broken adapter is caught.
 *
 * @example
 * ```ts
 * import { checkCases, factStoreCases } from '@meritkit/core/conformance';
 * import { createMemoryDatabase, createMemoryFactStore } from '@meritkit/core/memory';
 *
 * const harness = {
 *   name: 'memory',
 *   open: async () => {
 *     const database = createMemoryDatabase();
 *     return {
 *       forTenant: (tenantId: string) => createMemoryFactStore({ tenantId, database }),
 *       transact: database.transact,
 *       reopen: async () => undefined,
 *       dispose: async () => undefined,
 *     };
 *   },
 * };
 * (await checkCases({ harness, cases: factStoreCases() })).every((result) => result.passed); // true
 * ```
 */
export async function checkCases<Store, Transaction>(options: {
  readonly harness: ConformanceHarness<Store, Transaction>;
  readonly cases: readonly ConformanceCase<Store, Transaction>[];
}): Promise<readonly CaseResult[]> {
  const results: CaseResult[] = [];
  for (const item of options.cases) results.push(await runCase(options.harness, item));
  return results;
}

async function runCase<Store, Transaction>(
  harness: ConformanceHarness<Store, Transaction>,
  item: ConformanceCase<Store, Transaction>,
): Promise<CaseResult> {
  const { group, name } = item;
  await harness.setup?.();
  const opened = await harness.open();
  try {
    await item.run(opened);
    return { group, name, passed: true };
  } catch (error) {
    return { group, name, passed: false, error };
  } finally {
    await opened.dispose();
  }
}
