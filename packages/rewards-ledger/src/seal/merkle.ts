import { sha256Hex } from '@meritkit/core/hash';

/** Hash of a leaf: SHA-256 with the prefix 00, as in RFC 6962, so that a leaf is never taken for a node. */
export function leafHash(text: string): string {
  return sha256Hex(`\u0000${text}`);
}

/** Hash of a node over its two children: SHA-256 with the prefix 01. */
export function nodeHash(left: string, right: string): string {
  return sha256Hex(`\u0001${left}${right}`);
}

/**
 * Root of the Merkle tree of RFC 6962, section 2.1, over leaf hashes: the left part holds the largest power of two
 * that is smaller than the number of leaves.
 * @example
 * ```ts
 * import { merkleRoot } from '@meritkit/rewards-ledger';
 *
 * merkleRoot(['a', 'b']) === merkleRoot(['b', 'a']); // false
 * ```
 */
export function merkleRoot(leaves: readonly string[]): string {
  if (leaves.length === 0) return sha256Hex('');
  if (leaves.length === 1) return leaves[0]!;
  const split = splitOf(leaves.length);
  return nodeHash(merkleRoot(leaves.slice(0, split)), merkleRoot(leaves.slice(split)));
}

/** The hashes that, with a leaf, give the root; from the leaf upwards (RFC 6962, section 2.1.1). */
export function inclusionPath(leaves: readonly string[], index: number): readonly string[] {
  if (leaves.length <= 1) return [];
  const split = splitOf(leaves.length);
  if (index < split) return [...inclusionPath(leaves.slice(0, split), index), merkleRoot(leaves.slice(split))];
  return [...inclusionPath(leaves.slice(split), index - split), merkleRoot(leaves.slice(0, split))];
}

/** The root that a leaf and its path lead to. */
export function rootFromPath(options: {
  readonly leaf: string;
  readonly index: number;
  readonly count: number;
  readonly path: readonly string[];
}): string | null {
  const { leaf, index, count, path } = options;
  if (index < 0 || index >= count) return null;
  if (count === 1) return path.length === 0 ? leaf : null;
  const sibling = path.at(-1);
  if (sibling === undefined) return null;
  const split = splitOf(count);
  const rest = path.slice(0, -1);
  if (index < split) {
    const left = rootFromPath({ leaf, index, count: split, path: rest });
    return left === null ? null : nodeHash(left, sibling);
  }
  const right = rootFromPath({ leaf, index: index - split, count: count - split, path: rest });
  return right === null ? null : nodeHash(sibling, right);
}

function splitOf(count: number): number {
  let split = 1;
  while (split * 2 < count) split *= 2;
  return split;
}
