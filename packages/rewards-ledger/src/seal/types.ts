/** One sealed entry: its leaf in the Merkle tree, and the commitment to its erasable details. */
export interface SealLeaf {
  readonly position: number;
  readonly entryId: string;
  /** `commitTo` of the details under a random salt; null when the entry had none. Stays when they are erased. */
  readonly commitment: string | null;
  /** 64 hexadecimal digits. */
  readonly hash: string;
}

/** A sealed batch of committed entries, chained to the one before. */
export interface Seal {
  readonly schemaVersion: 1;
  /** 0 for the first. */
  readonly index: number;
  readonly firstPosition: number;
  readonly lastPosition: number;
  readonly count: number;
  /** Root of the batch's Merkle tree (RFC 6962). */
  readonly root: string;
  /** `hash` of the seal before; 64 zeros for the first. */
  readonly previousHash: string;
  readonly sealedMs: number;
  /** SHA-256 over everything above. */
  readonly hash: string;
}
