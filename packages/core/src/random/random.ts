import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';
import { invalidInput } from '../errors/index.ts';
import { sha256Bytes } from '../hash/index.ts';
import { normalQuantile } from '../statistics/normal.ts';

/** A stream of random numbers that a seed decides: the same seed gives the same stream on every machine. */
export interface Random {
  /** A number in [0, 1), uniform, with 53 bits. */
  next(): number;
  /** A whole number from `minimum` to `maximum`, both included, without bias. */
  integer(minimum: number, maximum: number): number;
  /** A standard normal number, by inversion of its distribution. */
  normal(): number;
  /** One of the items, each as likely. */
  pick<Item>(items: readonly Item[]): Item;
  /** The items in a random order (Fisher-Yates), as a new array. */
  shuffle<Item>(items: readonly Item[]): readonly Item[];
  /** Another stream for a named part: what it gives does not depend on how much of this one was used. */
  fork(label: string): Random;
}

/**
 * A seeded stream: xoroshiro128+ (Blackman and Vigna) started from the SHA-256 of the seed, so that neighbouring
 * seeds give unrelated streams. Not for secrets.
 *
 * @throws InvalidInputError `core/random-range` for an empty range, an empty list to pick from, or a seed that is NaN
 * @example
 * ```ts
 * import { createRandom } from '@meritkit/core/random';
 *
 * createRandom(1).integer(1, 6) === createRandom(1).integer(1, 6); // true
 * createRandom('demo').shuffle(['a', 'b', 'c']).length; // 3
 * ```
 */
export function createRandom(seed: number | string): Random {
  if (typeof seed === 'number' && !Number.isFinite(seed)) throw range(['seed'], `${seed} is no seed`);
  return streamOf(`${typeof seed}:${seed}`);
}

function streamOf(name: string): Random {
  const generator = xoroshiro128plusFromState(stateOf(name));
  const integer = (minimum: number, maximum: number): number => {
    if (!Number.isSafeInteger(minimum) || !Number.isSafeInteger(maximum) || minimum > maximum) {
      throw range([], `no whole number from ${minimum} to ${maximum}`);
    }
    return uniformInt(generator, minimum, maximum);
  };
  const next = () => uniformFloat64(generator);
  return {
    next,
    integer,
    normal: () => normalQuantile(positive(next)),
    pick: <Item>(items: readonly Item[]): Item => {
      if (items.length === 0) throw range(['items'], 'there is nothing to pick from');
      return items[integer(0, items.length - 1)] as Item;
    },
    shuffle: <Item>(items: readonly Item[]): readonly Item[] => {
      const shuffled = [...items];
      for (let last = shuffled.length - 1; last > 0; last -= 1) {
        const other = integer(0, last);
        [shuffled[last], shuffled[other]] = [shuffled[other] as Item, shuffled[last] as Item];
      }
      return shuffled;
    },
    fork: (label) => streamOf(JSON.stringify([name, label])),
  };
}

function positive(next: () => number): number {
  for (;;) {
    const value = next();
    if (value > 0) return value;
  }
}

/** 128 bits of state from a name; all zeros (which the generator cannot leave) does not occur in practice. */
function stateOf(name: string): readonly number[] {
  const bytes = sha256Bytes(name);
  return [0, 4, 8, 12].map(
    (at) => (bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!,
  );
}

function range(path: readonly string[], message: string) {
  return invalidInput('core/random-range', path, message);
}
