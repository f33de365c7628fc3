export { explain, given, type TermDetails } from './build.ts';
export { explanationCatalogue } from './messages.ts';
export {
  numeric,
  type OperationFunction,
  type OperationInput,
  type OperationRegistry,
  operationKey,
  standardOperations,
  weightedMean,
  whenKnown,
} from './operations.ts';
export { recompute } from './recompute.ts';
export { explanationSchema, factReferenceSchema, parseExplanation } from './schema.ts';
export type { Explained, Explanation, FactReference, Operation, Population } from './term.ts';
export { type ExplainTextOptions, explainText } from './text.ts';
export { leavesOf, missingOf, sourcesOf, walkTerms } from './walk.ts';
