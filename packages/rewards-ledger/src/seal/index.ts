export { commitTo } from './commitment.ts';
export { encodeEntry, entryFromJson, entryToJson } from './encode.ts';
export { merkleRoot } from './merkle.ts';
export {
  type Checkpoint,
  checkpointOf,
  hashOfSeal,
  type InclusionProof,
  proveInclusion,
  type Sealable,
  type SealProblem,
  sealBatch,
  verifyInclusion,
  verifySeals,
} from './seal.ts';
export type { Seal, SealLeaf } from './types.ts';
