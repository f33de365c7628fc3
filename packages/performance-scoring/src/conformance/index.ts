import { type ConformanceHarness, registerCases, type TestRunner } from '@meritkit/core/conformance';
import type { ReviewStoreV1 } from '../ports.ts';
import { reviewStoreCases } from './cases.ts';

export { reviewStoreCases } from './cases.ts';

/**
 * Registers every promise of `ReviewStoreV1` with your test runner, for your own adapter.
 *
 * @throws InvalidInputError core's `core/unknown-case` for a known gap that names no case
 */
export function describeReviewStoreConformance<Transaction>(
  runner: TestRunner,
  harness: ConformanceHarness<ReviewStoreV1<Transaction>, Transaction>,
): void {
  registerCases({ runner, port: 'ReviewStoreV1', harness, cases: reviewStoreCases<Transaction>() });
}
