import {
  type ConformanceCase,
  type ConformanceHarness,
  registerCases,
  type TestRunner,
} from '@meritkit/core/conformance';
import type { LedgerStoreV1 } from '../ports.ts';
import { keepingCases } from './keeping.ts';
import { listingCases } from './listing.ts';
import { modelCases } from './model.ts';
import { roundTripCases } from './round-trip.ts';
import { tellingApartCases } from './telling-apart.ts';
import { writingCases } from './writing.ts';

/** Every promise of `LedgerStoreV1`, by stable name. */
export const ledgerStoreCases: readonly ConformanceCase<LedgerStoreV1>[] = [
  ...roundTripCases,
  ...writingCases,
  ...tellingApartCases,
  ...keepingCases,
  ...listingCases,
  ...modelCases,
];

/**
 * Registers the kit that an adapter of `LedgerStoreV1` must pass with a test runner's own `describe` and `it`.
 *
 * @throws InvalidInputError `core/unknown-case` for a known gap that names no case or gives no reason
 */
export function describeLedgerStoreConformance<Transaction>(
  runner: TestRunner,
  harness: ConformanceHarness<LedgerStoreV1, Transaction>,
): void {
  registerCases({
    runner,
    port: 'LedgerStoreV1',
    harness: harness as ConformanceHarness<LedgerStoreV1>,
    cases: ledgerStoreCases,
  });
}
