import { type ConformanceHarness, registerCases, type TestRunner } from '@meritkit/core/conformance';
import type { PlannerStoreV1 } from '../ports.ts';
import { plannerStoreCases } from './cases.ts';

export { plannerStoreCases } from './cases.ts';

/**
 * Registers the promises of `PlannerStoreV1` with a test runner, for an adapter's own tests.
 *
 * @example
 * ```ts
 * import { describePlannerStoreConformance, plannerStoreCases } from '@meritkit/workload-planner/conformance';
 *
 * plannerStoreCases.length > 10; // true
 * typeof describePlannerStoreConformance; // 'function'
 * ```
 */
export function describePlannerStoreConformance(
  runner: TestRunner,
  harness: ConformanceHarness<PlannerStoreV1<unknown>, unknown>,
): void {
  registerCases({ runner, port: 'PlannerStoreV1', harness, cases: plannerStoreCases });
}
