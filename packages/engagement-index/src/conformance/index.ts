import { type ConformanceHarness, registerCases, type TestRunner } from '@meritkit/core/conformance';
import type { TransactionalEngagementStoreV1 } from '../ports.ts';
import { engagementStoreCases as promises } from './cases.ts';
import { modelCase } from './model.ts';

/** Every case of the kit: named promises, and random histories beside the memory adapter. */
export const engagementStoreCases = [...promises, modelCase];

/** Registers the engagement store's kit with a test runner. */
export function describeEngagementStoreConformance(
  runner: TestRunner,
  harness: ConformanceHarness<TransactionalEngagementStoreV1<unknown>>,
): void {
  registerCases({ runner, port: 'EngagementStoreV1', harness, cases: engagementStoreCases });
}
