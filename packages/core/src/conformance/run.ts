import { invalidInput } from '../errors/index.ts';
import type { CaseResult, ConformanceCase, ConformanceHarness, OpenedHarness, TestRunner } from './harness.ts';
import { LONGEST_TIME_LIMIT_MS, TimeLimitError, timeLimitOf, withinTimeLimit } from './time-limit.ts';

/**
 * Registers a kit's cases with a test runner. A known gap runs too: it fails the run once it passes, so that the list
 * of gaps cannot outlive them. A case that does not end within the harness's `timeLimitMs` fails, and says which it is.
 *
 * @throws InvalidInputError `core/unknown-case` when a known gap names no case or gives no reason,
 *   `core/invalid-input` for a limit of time that is none.
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
  // Opening, the case and disposing have the limit each; a runner that gave less would end a case before it is named.
  const timeoutMs = Math.min(4 * timeLimitOf(harness), LONGEST_TIME_LIMIT_MS);
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
      const body = async () => {
        const result = await runCase(harness, item);
        if (gap === undefined && !result.passed) throw result.error;
        if (gap !== undefined && result.passed)
          throw new Error(`known gap "${item.name}" passes now: take it off the list`);
      };
      runner.it(title, body, timeoutMs);
    }
  });
}

/**
 * Runs the cases without a test runner and reports each; for consoles, and for showing that a broken adapter is caught.
 * One that hangs is caught too: its case fails after the harness's `timeLimitMs`.
 *
 * @throws InvalidInputError `core/invalid-input` for a limit of time that is none.
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
  const timeLimitMs = timeLimitOf(harness);
  const limited = <Result>(work: () => Promise<Result>, what: string, lookFor: string) =>
    withinTimeLimit({ timeLimitMs, work, message: tooLong({ harness, item, timeLimitMs, what, lookFor }) });

  const opened = await openInTime(harness, limited);
  let result: CaseResult = { group, name, passed: true };
  try {
    await limited(() => item.run(opened), 'the case did not end', WHERE_CASES_HANG);
  } catch (error) {
    result = { group, name, passed: false, error };
  }
  try {
    await limited(() => opened.dispose(), 'it ran, but dispose did not end', WHERE_DISPOSALS_HANG);
  } catch (error) {
    // What hangs often cannot be closed either (a pool waits for its connections); the case is what to read about.
    if (!(result.error instanceof TimeLimitError)) throw error;
  }
  return result;
}

type Limited = <Result>(work: () => Promise<Result>, what: string, lookFor: string) => Promise<Result>;

async function openInTime<Store, Transaction>(
  harness: ConformanceHarness<Store, Transaction>,
  limited: Limited,
): Promise<OpenedHarness<Store, Transaction>> {
  let isLate = false;
  const open = async () => {
    await harness.setup?.();
    const opened = await harness.open();
    // Nobody waits for it any more, and it must not stay open.
    if (isLate) await opened.dispose();
    return opened;
  };
  try {
    return await limited(open, 'setup and open did not end', WHERE_OPENINGS_HANG);
  } catch (error) {
    isLate = true;
    throw error;
  }
}

const WHERE_CASES_HANG =
  'a method of the port that never settles: one of `within(transaction)` that queues for another connection or for ' +
  'the end of the very transaction it was given, a lock that is not released, a callback that is never called';
const WHERE_OPENINGS_HANG =
  'a database that does not answer, or one that an earlier case left locked or without a free connection';
const WHERE_DISPOSALS_HANG = 'a connection or a transaction that was taken and not given back';

/** Names the case and says what to look for, as nothing else tells a test that stands still from another. */
function tooLong(options: {
  readonly harness: { readonly name: string };
  readonly item: { readonly group: string; readonly name: string };
  readonly timeLimitMs: number;
  readonly what: string;
  readonly lookFor: string;
}): string {
  const { harness, item, timeLimitMs, what, lookFor } = options;
  return (
    `"${item.group}: ${item.name}" on ${harness.name}: ${what} within ${timeLimitMs} ms. Look for ${lookFor}. ` +
    'Where the adapter is right but slow, raise timeLimitMs of the harness.'
  );
}
