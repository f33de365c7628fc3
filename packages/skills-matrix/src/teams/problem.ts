/** A team problem in numbers: choose `size` people at least cost so that every need is covered. */
export interface TeamProblem {
  readonly size: number;
  /** Cost of each person by themselves. */
  readonly costs: readonly number[];
  /** For each person, the needs they cover, as bits. */
  readonly covers: readonly number[];
  /** Each person's group, by number. */
  readonly groups: readonly number[];
  /** Cost of each pair of people from two groups (or within one, on the diagonal). */
  readonly distances: readonly (readonly number[])[];
  /** How many people must cover each need. */
  readonly needs: readonly number[];
}

/** A choice of people, as rising numbers, with its cost. */
export interface TeamChoice {
  readonly members: readonly number[];
  readonly cost: number;
}

/** The most needs a team problem may have: they are bits of one number. */
export const MAXIMUM_NEEDS = 24;

/** Cost of a choice: members in rising order, then pairs in rising order. */
export function costOf(problem: TeamProblem, members: readonly number[]): number {
  let cost = 0;
  for (const member of members) cost += problem.costs[member]!;
  return cost + distanceOf(problem, members);
}

/** Cost of all pairs. */
export function distanceOf(problem: TeamProblem, members: readonly number[]): number {
  let sum = 0;
  for (let a = 0; a < members.length; a += 1) {
    for (let b = a + 1; b < members.length; b += 1) {
      sum += problem.distances[problem.groups[members[a]!]!]![problem.groups[members[b]!]!]!;
    }
  }
  return sum;
}

/** How many people each need still lacks. */
export function lackOf(problem: TeamProblem, members: readonly number[]): number[] {
  return problem.needs.map((need, bit) => {
    const have = members.filter((member) => ((problem.covers[member]! >> bit) & 1) === 1).length;
    return Math.max(0, need - have);
  });
}

/** True when every need is covered. */
export function isCovered(problem: TeamProblem, members: readonly number[]): boolean {
  return lackOf(problem, members).every((lack) => lack === 0);
}

/**
 * The people worth looking at: of those with the same group and the same needs covered, only the cheapest
 * `size + spare` can stand in one of the best `spare + 1` teams, since any other could be swapped for one of them.
 */
export function worthwhile(problem: TeamProblem, spare: number): readonly number[] {
  const kept = new Map<number, number>();
  const byCost = problem.costs
    .map((_, person) => person)
    .sort((a, b) => problem.costs[a]! - problem.costs[b]! || a - b);
  return byCost
    .filter((person) => {
      const kind = problem.groups[person]! * 2 ** MAXIMUM_NEEDS + problem.covers[person]!;
      const count = (kept.get(kind) ?? 0) + 1;
      kept.set(kind, count);
      return count <= problem.size + spare;
    })
    .sort((a, b) => a - b);
}
