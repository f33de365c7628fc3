import { createFact, type Fact, type FactStoreV1 } from '../../facts/index.ts';
import type { ConformanceCase } from '../harness.ts';
import { readPages } from './shared.ts';

/** A promise of a fact store. */
export type FactStoreCase<Transaction> = ConformanceCase<FactStoreV1<Transaction>, Transaction>;

/** A fact that differs from others by its reference. */
export function sampleFact(ref: string, change: Partial<Fact> = {}): Fact {
  const made = createFact({
    personId: 'lin',
    kind: 'time-worked',
    at: '2026-11-20T18:00:00+08:00',
    quantity: '1.5',
    unit: 'hours',
    source: { system: 'kit', ref },
  });
  return { ...made, ...change };
}

/** Every fact that holds. */
export async function allFacts(store: FactStoreV1<never>, limit = 1000): Promise<readonly Fact[]> {
  return readPages((page) => store.listFacts({ filter: {}, page }), limit);
}
