export { commitTo, encodeEntry, entryFromJson, entryToJson } from './encode.ts';
export { inclusionPath, leafHash, merkleRoot, nodeHash, rootFromPath } from './merkle.ts';
export {
  type Checkpoint,
  checkpointOf,
  hashOfSeal,
  type InclusionProof,
  NO_SEAL,
  proveInclusion,
  type Sealable,
  type SealProblem,
  sealBatch,
  verifyInclusion,
  verifySeals,
} from './seal.ts';
export type { Seal, SealLeaf } from './types.ts';
