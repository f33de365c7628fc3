import { costOf, isCovered, lackOf, type TeamChoice, type TeamProblem } from './problem.ts';

/**
 * Good teams quickly: greedy from several starts (nobody, and the cheapest of every group), each improved by swapping
 * one person at a time while it helps. Null where greedy finds no cover.
 */
export function findGoodTeam(problem: TeamProblem, people: readonly number[]): TeamChoice | null {
  const cheapest = new Map<number, number>();
  for (const person of people) {
    const group = problem.groups[person]!;
    const known = cheapest.get(group);
    if (known === undefined || problem.costs[person]! < problem.costs[known]!) cheapest.set(group, person);
  }
  const starts = [[], ...[...cheapest.values()].slice(0, 40).map((person) => [person])];
  let best: TeamChoice | null = null;
  for (const start of starts) {
    const greedy = fillGreedily(problem, people, start);
    if (greedy === null) continue;
    const improved = swapWhileBetter(problem, people, greedy);
    if (best === null || improved.cost < best.cost) best = improved;
  }
  return best;
}

function fillGreedily(
  problem: TeamProblem,
  people: readonly number[],
  start: readonly number[],
): readonly number[] | null {
  const members = [...start];
  while (members.length < problem.size) {
    const lack = lackOf(problem, members);
    const open = lack.reduce((mask, missing, bit) => (missing > 0 ? mask | (1 << bit) : mask), 0);
    let best = -1;
    let bestScore = Number.POSITIVE_INFINITY;
    for (const person of people) {
      if (members.includes(person)) continue;
      const gained = bitCount(problem.covers[person]! & open);
      if (open !== 0 && gained === 0) continue;
      const score = marginalCost(problem, members, person) / Math.max(1, gained);
      if (score < bestScore) [best, bestScore] = [person, score];
    }
    if (best < 0) return null;
    members.push(best);
  }
  return isCovered(problem, members) ? members : null;
}

function swapWhileBetter(problem: TeamProblem, people: readonly number[], start: readonly number[]): TeamChoice {
  let members = [...start].sort((a, b) => a - b);
  let cost = costOf(problem, members);
  for (let improved = true; improved; ) {
    improved = false;
    for (const [at, member] of members.entries()) {
      const others = members.filter((other) => other !== member);
      const base = costOf(problem, others);
      for (const person of people) {
        if (members.includes(person) || base + marginalCost(problem, others, person) >= cost - 1e-9 * Math.min(1, cost))
          continue;
        const next = [...others, person].sort((a, b) => a - b);
        if (!isCovered(problem, next)) continue;
        [members, cost, improved] = [next, costOf(problem, next), true];
        break;
      }
      if (improved && members[at] !== member) break;
    }
  }
  return { members, cost };
}

function marginalCost(problem: TeamProblem, members: readonly number[], person: number): number {
  const row = problem.distances[problem.groups[person]!]!;
  return members.reduce((sum, member) => sum + row[problem.groups[member]!]!, problem.costs[person]!);
}

function bitCount(mask: number): number {
  let count = 0;
  for (let rest = mask; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}
