/** The best few people seen so far, in the order of a ranking. People must be offered in rising order of their numbers. */
export interface Shortlist {
  /**
   * A person whose sum is not above this cannot come onto the list: who only ties comes later and loses. Where free
   * time settles ties, it lies a few units in the last place below, since different sums may give one fit.
   */
  readonly bar: () => number;
  readonly add: (person: number, sum: number) => void;
  readonly people: () => readonly number[];
}

/** Keeps the `size` best: higher fit first, then more free time, then the lower number. */
export function createShortlist(options: {
  readonly size: number;
  readonly shares: Float64Array | undefined;
  readonly totalWeight: number;
}): Shortlist {
  const { size, shares, totalWeight } = options;
  const kept: { person: number; sum: number; fit: number; share: number }[] = [];
  let bar = Number.NEGATIVE_INFINITY;

  const shareOf = (person: number): number => {
    const share = shares?.[person] ?? Number.NaN;
    return Number.isNaN(share) ? -1 : share;
  };
  const isBefore = (left: { fit: number; share: number }, right: { fit: number; share: number }): boolean =>
    left.fit > right.fit || (left.fit === right.fit && left.share > right.share);

  const add = (person: number, sum: number): void => {
    const item = { person, sum, fit: sum / totalWeight, share: shareOf(person) };
    let at = kept.length;
    while (at > 0 && isBefore(item, kept[at - 1]!)) at -= 1;
    if (at >= size) return;
    kept.splice(at, 0, item);
    if (kept.length > size) kept.pop();
    if (kept.length === size)
      bar = shares === undefined ? kept[size - 1]!.sum : kept[size - 1]!.sum * (1 - 1e-15) - Number.MIN_VALUE;
  };
  return { bar: () => bar, add, people: () => kept.map((item) => item.person) };
}
