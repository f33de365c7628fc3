import { sha256Hex } from '@meritkit/core/hash';
import { canonicalJson } from '@meritkit/core/json';
import type { StoredEntry } from '../ledger/entry.ts';
import { commitTo } from './commitment.ts';
import { encodeEntry } from './encode.ts';
import { inclusionPath, leafHash, merkleRoot, rootFromPath } from './merkle.ts';
import type { Seal, SealLeaf } from './types.ts';

/** `previousHash` of the first seal. */
export const NO_SEAL = '0'.repeat(64);

/** An entry to seal, with its erasable details and the salt that hides them. */
export interface Sealable extends StoredEntry {
  readonly details: { readonly fields: Readonly<Record<string, string>>; readonly salt: string } | null;
}

/**
 * Seals a batch of committed entries, in the order of their positions, onto the chain.
 * @example
 * ```ts
 * import { createLedger, sealBatch } from '@meritkit/rewards-ledger';
 * import { createMemoryLedgerStore } from '@meritkit/rewards-ledger/memory';
 *
 * const store = createMemoryLedgerStore({ tenantId: 'acme' });
 * await createLedger({ store }).earn({ key: 'k1', personId: 'lin', amount: '300' });
 * const { items } = await store.listEntries({}, { cursor: null, limit: 10 });
 * const entries = items.map((item) => ({ ...item, details: null }));
 * sealBatch({ entries, previous: null, sealedMs: 0 }).seal.count; // 1
 * ```
 */
export function sealBatch(options: {
  readonly entries: readonly Sealable[];
  readonly previous: Seal | null;
  readonly sealedMs: number;
}): { readonly seal: Seal; readonly leaves: readonly SealLeaf[] } {
  const { entries, previous } = options;
  const leaves = entries.map(({ position, entry, details }): SealLeaf => {
    const commitment = details === null ? null : commitTo(details);
    return { position, entryId: entry.id, commitment, hash: leafHash(encodeEntry({ position, entry, commitment })) };
  });
  const unsigned = {
    schemaVersion: 1 as const,
    index: previous === null ? 0 : previous.index + 1,
    firstPosition: leaves[0]?.position ?? 0,
    lastPosition: leaves.at(-1)?.position ?? 0,
    count: leaves.length,
    root: merkleRoot(leaves.map((leaf) => leaf.hash)),
    previousHash: previous?.hash ?? NO_SEAL,
    sealedMs: options.sealedMs,
  };
  return { seal: { ...unsigned, hash: hashOfSeal(unsigned) }, leaves };
}

/**
 * SHA-256 over everything a seal says but its own hash.
 * @example
 * ```ts
 * import { createLedger, hashOfSeal, sealBatch } from '@meritkit/rewards-ledger';
 * import { createMemoryLedgerStore } from '@meritkit/rewards-ledger/memory';
 *
 * const store = createMemoryLedgerStore({ tenantId: 'acme' });
 * await createLedger({ store }).earn({ key: 'k1', personId: 'lin', amount: '300' });
 * const { items } = await store.listEntries({}, { cursor: null, limit: 10 });
 * const entries = items.map((item) => ({ ...item, details: null }));
 * const { seal } = sealBatch({ entries, previous: null, sealedMs: 0 });
 * hashOfSeal(seal) === seal.hash; // true
 * ```
 */
export function hashOfSeal(seal: Omit<Seal, 'hash'>): string {
  const { schemaVersion, index, firstPosition, lastPosition, count, root, previousHash, sealedMs } = seal;
  return sha256Hex(
    canonicalJson({ schemaVersion, index, firstPosition, lastPosition, count, root, previousHash, sealedMs }),
  );
}

/** What a host signs and keeps elsewhere: a chain rewritten from the start still links, but not to this. */
export interface Checkpoint {
  readonly index: number;
  readonly hash: string;
  /** Sealed entries up to and with this seal. */
  readonly entries: number;
}

/** One thing that is wrong with a sealed journal. */
export interface SealProblem {
  readonly kind: /** A seal of a later version of this package: no sign of tampering, but this build cannot check what it holds. */
    | 'newer-document'
    | 'seal-hash'
    | 'chain'
    | 'order'
    | 'root'
    | 'entry-changed'
    | 'entry-missing'
    /** An entry that stands among sealed ones and was not sealed with them. */
    | 'entry-added'
    /** Leaves that no seal counts. */
    | 'leaf-added'
    | 'details-changed'
    | 'checkpoint';
  readonly index: number;
  readonly position: number | null;
}

/**
 * Checks seals against the journal. Details that were erased with their salt are no problem: their commitment stands.
 * Details that are still there must be the ones committed to.
 * @example
 * ```ts
 * import { createLedger, sealBatch, verifySeals } from '@meritkit/rewards-ledger';
 * import { createMemoryLedgerStore } from '@meritkit/rewards-ledger/memory';
 *
 * const store = createMemoryLedgerStore({ tenantId: 'acme' });
 * await createLedger({ store }).earn({ key: 'k1', personId: 'lin', amount: '300' });
 * const { items } = await store.listEntries({}, { cursor: null, limit: 10 });
 * const entries = items.map((item) => ({ ...item, details: null }));
 * const { seal, leaves } = sealBatch({ entries, previous: null, sealedMs: 0 });
 * verifySeals({ seals: [seal], leaves, entries }); // []
 * verifySeals({ seals: [seal], leaves, entries: [] })[0]?.kind; // 'entry-missing'
 * ```
 */
export function verifySeals(options: {
  readonly seals: readonly Seal[];
  readonly leaves: readonly SealLeaf[];
  readonly entries: readonly (StoredEntry & { readonly details: Sealable['details'] })[];
  readonly checkpoints?: readonly Checkpoint[];
}): readonly SealProblem[] {
  const problems: SealProblem[] = [];
  const entries = new Map(options.entries.map((entry) => [entry.position, entry]));
  let previous: Seal | null = null;
  let start = 0;
  for (const [index, seal] of options.seals.entries()) {
    const at = (kind: SealProblem['kind'], position: number | null = null) => problems.push({ kind, index, position });
    const isNewer = isNewerSeal(seal);
    if (isNewer) at('newer-document');
    else if (hashOfSeal(seal) !== seal.hash) at('seal-hash');
    if (seal.index !== index || seal.previousHash !== (previous?.hash ?? NO_SEAL)) at('chain');
    if (previous !== null && seal.firstPosition <= previous.lastPosition) at('order');
    const leaves = options.leaves.slice(start, start + seal.count);
    start += seal.count;
    previous = seal;
    if (isNewer) continue; // how its root and leaves are made is not known
    if (leaves[0]?.position !== seal.firstPosition || leaves.at(-1)?.position !== seal.lastPosition) at('order');
    if (leaves.length !== seal.count || merkleRoot(leaves.map((leaf) => leaf.hash)) !== seal.root) at('root');
    for (const leaf of leaves) {
      const problem = checkLeaf(leaf, entries.get(leaf.position));
      if (problem !== null) at(problem, leaf.position);
    }
  }
  problems.push(...checkAdditions(options, start, previous));
  problems.push(...checkCheckpoints(options.seals, options.checkpoints ?? []));
  return problems;
}

/** Whether a later version of this package wrote a seal. */
export function isNewerSeal({ schemaVersion }: { readonly schemaVersion: number }): boolean {
  return Number.isInteger(schemaVersion) && schemaVersion > 1;
}

/** What stands where seals have been, and is in none of them. */
function checkAdditions(
  options: Pick<Parameters<typeof verifySeals>[0], 'leaves' | 'entries'>,
  counted: number,
  last: Seal | null,
): readonly SealProblem[] {
  if (last === null) return [];
  const sealed = new Set(options.leaves.slice(0, counted).map((leaf) => leaf.position));
  const added = options.entries.filter(({ position }) => position <= last.lastPosition && !sealed.has(position));
  return [
    ...added.map(({ position }) => ({ kind: 'entry-added' as const, index: last.index, position })),
    ...options.leaves
      .slice(counted)
      .map(({ position }) => ({ kind: 'leaf-added' as const, index: last.index, position })),
  ];
}

function checkLeaf(
  leaf: SealLeaf,
  stored: (StoredEntry & { readonly details: Sealable['details'] }) | undefined,
): SealProblem['kind'] | null {
  if (stored === undefined) return 'entry-missing';
  const { entry, position, details } = stored;
  if (
    entry.id !== leaf.entryId ||
    leafHash(encodeEntry({ position, entry, commitment: leaf.commitment })) !== leaf.hash
  ) {
    return 'entry-changed';
  }
  if (details !== null && commitTo(details) !== leaf.commitment) return 'details-changed';
  return null;
}

function checkCheckpoints(seals: readonly Seal[], checkpoints: readonly Checkpoint[]): readonly SealProblem[] {
  return checkpoints
    .filter((checkpoint) => {
      const counted = seals.slice(0, checkpoint.index + 1).reduce((sum, seal) => sum + seal.count, 0);
      return seals[checkpoint.index]?.hash !== checkpoint.hash || counted !== checkpoint.entries;
    })
    .map((checkpoint) => ({ kind: 'checkpoint' as const, index: checkpoint.index, position: null }));
}

/**
 * The checkpoint of a chain as it stands; null for one without seals.
 * @example
 * ```ts
 * import { checkpointOf, createLedger, sealBatch } from '@meritkit/rewards-ledger';
 * import { createMemoryLedgerStore } from '@meritkit/rewards-ledger/memory';
 *
 * const store = createMemoryLedgerStore({ tenantId: 'acme' });
 * await createLedger({ store }).earn({ key: 'k1', personId: 'lin', amount: '300' });
 * const { items } = await store.listEntries({}, { cursor: null, limit: 10 });
 * const entries = items.map((item) => ({ ...item, details: null }));
 * checkpointOf([sealBatch({ entries, previous: null, sealedMs: 0 }).seal])?.entries; // 1
 * ```
 */
export function checkpointOf(seals: readonly Seal[]): Checkpoint | null {
  const last = seals.at(-1);
  if (last === undefined) return null;
  return { index: last.index, hash: last.hash, entries: seals.reduce((sum, seal) => sum + seal.count, 0) };
}

/** A proof that an entry is in a sealed batch, for someone who has only the seal. */
export interface InclusionProof {
  readonly sealIndex: number;
  readonly leafIndex: number;
  readonly count: number;
  readonly leaf: string;
  readonly path: readonly string[];
}

/**
 * The proof for one of a batch's leaves.
 * @example
 * ```ts
 * import { createLedger, proveInclusion, sealBatch } from '@meritkit/rewards-ledger';
 * import { createMemoryLedgerStore } from '@meritkit/rewards-ledger/memory';
 *
 * const store = createMemoryLedgerStore({ tenantId: 'acme' });
 * await createLedger({ store }).earn({ key: 'k1', personId: 'lin', amount: '300' });
 * const { items } = await store.listEntries({}, { cursor: null, limit: 10 });
 * const entries = items.map((item) => ({ ...item, details: null }));
 * const { seal, leaves } = sealBatch({ entries, previous: null, sealedMs: 0 });
 * proveInclusion({ seal, leaves, entryId: items[0]!.entry.id })?.leafIndex; // 0
 * ```
 */
export function proveInclusion(options: {
  readonly seal: Seal;
  readonly leaves: readonly SealLeaf[];
  readonly entryId: string;
}): InclusionProof | null {
  const hashes = options.leaves.map((leaf) => leaf.hash);
  const leafIndex = options.leaves.findIndex((leaf) => leaf.entryId === options.entryId);
  if (leafIndex < 0) return null;
  return {
    sealIndex: options.seal.index,
    leafIndex,
    count: hashes.length,
    leaf: hashes[leafIndex]!,
    path: inclusionPath(hashes, leafIndex),
  };
}

/**
 * True when a proof leads to the seal's root.
 * @example
 * ```ts
 * import { createLedger, proveInclusion, sealBatch, verifyInclusion } from '@meritkit/rewards-ledger';
 * import { createMemoryLedgerStore } from '@meritkit/rewards-ledger/memory';
 *
 * const store = createMemoryLedgerStore({ tenantId: 'acme' });
 * await createLedger({ store }).earn({ key: 'k1', personId: 'lin', amount: '300' });
 * const { items } = await store.listEntries({}, { cursor: null, limit: 10 });
 * const entries = items.map((item) => ({ ...item, details: null }));
 * const { seal, leaves } = sealBatch({ entries, previous: null, sealedMs: 0 });
 * const proof = proveInclusion({ seal, leaves, entryId: items[0]!.entry.id });
 * proof && verifyInclusion({ seal, proof }); // true
 * ```
 */
export function verifyInclusion(options: { readonly proof: InclusionProof; readonly seal: Seal }): boolean {
  const { proof, seal } = options;
  if (proof.sealIndex !== seal.index || proof.count !== seal.count) return false;
  return rootFromPath({ leaf: proof.leaf, index: proof.leafIndex, count: proof.count, path: proof.path }) === seal.root;
}
