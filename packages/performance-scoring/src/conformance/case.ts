import type { ConformanceCase, OpenedHarness } from '@meritkit/core/conformance';
import type { ReviewStoreV1 } from '../ports.ts';

/** A promise of a review store. */
export type Case<Transaction> = ConformanceCase<ReviewStoreV1<Transaction>, Transaction>;

/** A case about one tenant's store; `all` opens others. */
export function one<Transaction>(
  group: string,
  name: string,
  body: (
    store: ReviewStoreV1<Transaction>,
    all: OpenedHarness<ReviewStoreV1<Transaction>, Transaction>,
  ) => Promise<void>,
): Case<Transaction> {
  return { group, name, run: (all) => body(all.forTenant('acme'), all) };
}
