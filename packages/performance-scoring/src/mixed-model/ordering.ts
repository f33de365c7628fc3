import type { Layout } from './layout.ts';

/**
 * An elimination order: first the nodes that are eliminated one by one, each with the later steps its column reaches;
 * then a dense rest, where indices would cost more than they save.
 */
export interface Elimination {
  /** `order[step]` is the level eliminated then. */
  readonly order: Int32Array;
  readonly stepOf: Int32Array;
  /** Rows below the diagonal of each sparse column, as steps, ascending. */
  readonly pattern: readonly Int32Array[];
}

/**
 * Minimum-degree elimination of the small factor's graph (two levels are neighbours when one level of the large factor
 * met both): always the level with the fewest neighbours left, ties to the lower index, until what remains is denser
 * than `denseFrom`. Neighbour sets are bit sets, so joining two is a handful of words.
 */
export function orderByMinimumDegree(layout: Layout, denseFrom: number): Elimination {
  const size = layout.small?.levels.length ?? 0;
  const words = (size + 31) >>> 5;
  const bits = neighboursOf(layout, size, words);
  const degree = new Int32Array(size);
  for (let node = 0; node < size; node += 1) degree[node] = countBits(bits, node * words, words);
  const order = new Int32Array(size);
  const alive = new Uint8Array(size).fill(1);
  const reached: Int32Array[] = [];
  for (let step = 0; step < size; step += 1) {
    const node = leastDegree(degree, alive);
    if (degree[node]! >= denseFrom * (size - step - 1)) break;
    alive[node] = 0;
    order[step] = node;
    const around = listBits(bits, node * words, words, degree[node]!);
    reached.push(around);
    for (const other of around) {
      const at = other * words;
      for (let word = 0; word < words; word += 1) bits[at + word]! |= bits[node * words + word]!;
      bits[at + (node >>> 5)]! &= ~(1 << (node & 31));
      bits[at + (other >>> 5)]! &= ~(1 << (other & 31));
      degree[other] = countBits(bits, at, words);
    }
  }
  let step = reached.length;
  for (let node = 0; node < size; node += 1) {
    if (alive[node] === 1) {
      order[step] = node;
      step += 1;
    }
  }
  const stepOf = new Int32Array(size);
  for (let each = 0; each < size; each += 1) stepOf[order[each]!] = each;
  const pattern = reached.map((nodes) => nodes.map((node) => stepOf[node]!).sort());
  return { order, stepOf, pattern };
}

function neighboursOf(layout: Layout, size: number, words: number): Int32Array {
  const bits = new Int32Array(size * words);
  const mask = new Int32Array(words);
  const { rowStart, column } = layout;
  for (let row = 0; row + 1 < rowStart.length; row += 1) {
    mask.fill(0);
    for (let at = rowStart[row]!; at < rowStart[row + 1]!; at += 1) mask[column[at]! >>> 5]! |= 1 << (column[at]! & 31);
    for (let at = rowStart[row]!; at < rowStart[row + 1]!; at += 1) {
      const start = column[at]! * words;
      for (let word = 0; word < words; word += 1) bits[start + word]! |= mask[word]!;
    }
  }
  for (let node = 0; node < size; node += 1) bits[node * words + (node >>> 5)]! &= ~(1 << (node & 31));
  return bits;
}

function leastDegree(degree: Int32Array, alive: Uint8Array): number {
  let least = -1;
  for (let node = 0; node < degree.length; node += 1) {
    if (alive[node] === 1 && (least < 0 || degree[node]! < degree[least]!)) least = node;
  }
  return least;
}

function countBits(bits: Int32Array, from: number, words: number): number {
  let count = 0;
  for (let word = from; word < from + words; word += 1) {
    let x = bits[word]!;
    x -= (x >>> 1) & 0x55555555;
    x = (x & 0x33333333) + ((x >>> 2) & 0x33333333);
    count += Math.imul((x + (x >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
  }
  return count;
}

function listBits(bits: Int32Array, from: number, words: number, count: number): Int32Array {
  const nodes = new Int32Array(count);
  let filled = 0;
  for (let word = 0; word < words; word += 1) {
    for (let rest = bits[from + word]!; rest !== 0; rest &= rest - 1) {
      nodes[filled] = word * 32 + 31 - Math.clz32(rest & -rest);
      filled += 1;
    }
  }
  return nodes;
}
