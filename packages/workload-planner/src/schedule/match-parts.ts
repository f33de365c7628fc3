/** A person who could do a part, and what it would cost: when they would be done with it. */
export interface Candidate {
  readonly row: number;
  readonly end: number;
}

/**
 * Gives every part a person of its own so that the last of them is done as early as can be, or null where that is not
 * possible: the smallest end for which a bipartite matching covers all parts (bottleneck assignment), found by bisection
 * over the ends, each matching by augmenting paths (Kuhn 1955). Candidates of a part come in the order of preference.
 */
export function matchParts(candidates: readonly (readonly Candidate[])[]): readonly number[] | null {
  const ends = [...new Set(candidates.flatMap((list) => list.map(({ end }) => end)))].sort((one, other) => one - other);
  let best = matchWithin(candidates, Number.POSITIVE_INFINITY);
  if (best === null) return null;
  let [low, high] = [0, ends.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    const matched = matchWithin(candidates, ends[middle]!);
    if (matched === null) low = middle + 1;
    else {
      best = matched;
      high = middle;
    }
  }
  return best;
}

/** A matching that uses no candidate who ends later. */
function matchWithin(candidates: readonly (readonly Candidate[])[], latest: number): readonly number[] | null {
  const partOf = new Map<number, number>();
  for (const part of candidates.keys()) if (!augment(candidates, latest, part, partOf, new Set())) return null;
  const rows = candidates.map(() => -1);
  for (const [row, part] of partOf) rows[part] = row;
  return rows;
}

/** Finds a person for a part, asking others to change theirs where they can. */
function augment(
  candidates: readonly (readonly Candidate[])[],
  latest: number,
  part: number,
  partOf: Map<number, number>,
  asked: Set<number>,
): boolean {
  for (const { row, end } of candidates[part]!) {
    if (end > latest || asked.has(row)) continue;
    asked.add(row);
    const other = partOf.get(row);
    if (other !== undefined && !augment(candidates, latest, other, partOf, asked)) continue;
    partOf.set(row, part);
    return true;
  }
  return false;
}
