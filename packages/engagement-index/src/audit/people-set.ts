/**
 * A set of people as bits over the audit's list of respondents. Internal: states carry it as text.
 */
export type PeopleSet = Uint32Array;

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
  for (let word of set) {
    while (word !== 0) {
      word &= word - 1;
      count += 1;
    }
  }
  return count;
}

/** The set as hexadecimal words, lowest first, without trailing empty words: the same set is the same text. */
export function setText(set: PeopleSet): string {
  let end = set.length;
  while (end > 0 && set[end - 1] === 0) end -= 1;
  let text = '';
  for (let index = 0; index < end; index += 1) text += (set[index] ?? 0).toString(16).padStart(8, '0');
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
