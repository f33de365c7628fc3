/**
 * Needs and capacities of several resources packed side by side into 32-bit words, so that one subtraction compares
 * them all: each field carries a guard bit above it, and `((free - need) & guards) === guards` says that every field
 * had enough. (SIMD within a register; Lamport 1975, Multiple byte processing with full-word instructions.)
 */
export interface PackedNeeds {
  /** Words per period. */
  readonly words: number;
  /** `needs[activity * words + word]`. */
  readonly needs: Int32Array;
  /** Everything free, guards set. */
  readonly full: Int32Array;
  readonly guards: Int32Array;
}

/** Packs needs; resources that can never be short are left out. */
export function packNeeds(options: {
  readonly capacities: readonly number[];
  readonly requirements: readonly (readonly number[])[];
}): PackedNeeds {
  const { capacities, requirements } = options;
  const scarce = capacities.flatMap((capacity, resource) => {
    const wanted = requirements.reduce((sum, row) => sum + row[resource]!, 0);
    return wanted > capacity ? [{ resource, capacity, bits: 33 - Math.clz32(capacity) }] : [];
  });
  const places: {
    readonly resource: number;
    readonly capacity: number;
    readonly word: number;
    readonly shift: number;
    readonly bits: number;
  }[] = [];
  const filled: number[] = [];
  for (const { resource, capacity, bits } of scarce.toSorted((a, b) => b.bits - a.bits)) {
    let word = filled.findIndex((used) => used + bits <= 32);
    if (word < 0) word = filled.push(0) - 1;
    places.push({ resource, capacity, word, shift: filled[word]!, bits });
    filled[word]! += bits;
  }
  const words = filled.length;
  const guards = new Int32Array(words);
  const full = new Int32Array(words);
  const needs = new Int32Array(requirements.length * words);
  for (const { resource, capacity, word, shift, bits } of places) {
    const guard = 1 << (shift + bits - 1);
    guards[word]! |= guard;
    full[word]! |= guard | (capacity << shift);
    requirements.forEach((row, activity) => {
      needs[activity * words + word]! |= row[resource]! << shift;
    });
  }
  return { words, needs, full, guards };
}
