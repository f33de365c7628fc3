export {
  aggregateFacts,
  countFacts,
  type FactAggregation,
  groupFacts,
  overLatest,
  type QuantityMoments,
  quantityMoments,
  type Span,
  spanOfFacts,
  sumQuantities,
} from './aggregate.ts';
export {
  createFact,
  type Fact,
  type FactAttributes,
  type FactSource,
  factId,
  factReference,
  factSchema,
  parseFact,
} from './fact.ts';
export { latestRevisions, sortFacts, supersedes } from './latest.ts';
export type { FactFilter, FactSourceV1, FactStoreV1, FactsStored } from './ports.ts';
