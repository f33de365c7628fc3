/**
 * A set of people as bits over the audit's list of respondents. Internal: states carry it as text.
 */
export type PeopleSet = Uint32Array;

/** Character codes of the hexadecimal digits. */
const DIGITS = Uint8Array.from('0123456789abcdef', (digit) => digit.charCodeAt(0));

/** An empty set over `size` people. */
export function emptySet(size: number): PeopleSet {
  return new Uint32Array(Math.ceil(size / 32));
}

/** Puts a person into a set, in place. */
export function addPerson(set: PeopleSet, index: number): void {
  const word = index >>> 5;
  set[word] = (set[word] ?? 0) | (1 << (index & 31));
}

/** True when the person is in the set. */
export function hasPerson(set: PeopleSet, index: number): boolean {
  return (((set[index >>> 5] ?? 0) >>> (index & 31)) & 1) === 1;
}

/** How many people the set has. */
export function countPeople(set: PeopleSet): number {
  let count = 0;
  for (let index = 0; index < set.length; index += 1) {
    let word = set[index]!;
    word -= (word >>> 1) & 0x55555555;
    word = (word & 0x33333333) + ((word >>> 2) & 0x33333333);
    count += Math.imul((word + (word >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
  }
  return count;
}

/** Calls with every person in the set, in order. */
export function forEachPerson(set: PeopleSet, visit: (person: number) => void): void {
  for (let index = 0; index < set.length; index += 1) {
    let word = set[index]!;
    while (word !== 0) {
      const bit = 31 - Math.clz32(word & -word);
      visit(index * 32 + bit);
      word &= word - 1;
    }
  }
}

/** The set as hexadecimal words, lowest first, without trailing empty words: the same set is the same text. */
export function setText(set: PeopleSet): string {
  let end = set.length;
  while (end > 0 && set[end - 1] === 0) end -= 1;
  const bytes = new Uint8Array(end * 8);
  for (let index = 0; index < end; index += 1) {
    const word = set[index]!;
    for (let digit = 0; digit < 8; digit += 1) bytes[index * 8 + digit] = DIGITS[(word >>> (28 - 4 * digit)) & 15]!;
  }
  let text = '';
  for (let from = 0; from < bytes.length; from += 4096)
    text += String.fromCharCode(...bytes.subarray(from, from + 4096));
  return text;
}

/** Reads what `setText` wrote, over `size` people. */
export function parseSet(text: string, size: number): PeopleSet {
  const set = emptySet(size);
  for (let index = 0; index * 8 < text.length && index < set.length; index += 1) {
    set[index] = Number.parseInt(text.slice(index * 8, index * 8 + 8), 16);
  }
  return set;
}
