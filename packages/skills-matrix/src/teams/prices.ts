import type { TeamProblem } from './problem.ts';

const ROUNDS = 120;

/** The Lagrangian bound of a choice of people, and the people it picks. */
interface Relaxed {
  readonly bound: number;
  readonly picked: readonly number[];
}

/**
 * Prices of the needs that make the Lagrangian bound high: uncovered needs get dearer, over-covered ones cheaper.
 * Found by subgradient steps of falling length; any prices give a valid bound, good prices a high one.
 *
 * Source: M. L. Fisher, "The Lagrangian Relaxation Method for Solving Integer Programming Problems", 1981.
 */
export function findPrices(
  problem: TeamProblem,
  people: readonly number[],
  counts: readonly number[] | null,
  start: readonly number[],
): readonly number[] {
  let prices: readonly number[] = start;
  let best = relaxed(problem, people, counts, prices).bound;
  let bestPrices = prices;
  let step = Math.max(...people.map((person) => problem.costs[person]!), 0) / 4;
  for (let round = 0; round < ROUNDS && step > 0; round += 1) {
    const { picked } = relaxed(problem, people, counts, prices);
    const lack = problem.needs.map(
      (need, bit) => need - picked.filter((person) => (problem.covers[person]! >> bit) & 1).length,
    );
    if (lack.every((value, bit) => value === 0 || (value < 0 && prices[bit] === 0))) break;
    prices = prices.map((price, bit) => Math.max(0, price + step * lack[bit]!));
    const { bound } = relaxed(problem, people, counts, prices);
    if (bound > best) {
      best = bound;
      bestPrices = prices;
    } else {
      step *= 0.85;
      prices = bestPrices;
    }
  }
  return bestPrices;
}

/** Prices paid for all needs, less what the cheapest people by reduced cost give back. */
function relaxed(
  problem: TeamProblem,
  people: readonly number[],
  counts: readonly number[] | null,
  prices: readonly number[],
): Relaxed {
  const reduced = reducedCosts(problem, prices);
  const sorted = [...people].sort((a, b) => reduced[a]! - reduced[b]! || a - b);
  const left = counts === null ? null : [...counts];
  const picked: number[] = [];
  for (const person of sorted) {
    if (picked.length === problem.size) break;
    const group = problem.groups[person]!;
    if (left !== null && left[group]! === 0) continue;
    if (left !== null) left[group]! -= 1;
    picked.push(person);
  }
  const paid = problem.needs.reduce((sum, need, bit) => sum + need * prices[bit]!, 0);
  return { bound: picked.reduce((sum, person) => sum + reduced[person]!, paid), picked };
}

/** Each person's cost less the prices of the needs they cover. */
export function reducedCosts(problem: TeamProblem, prices: readonly number[]): Float64Array {
  const reduced = new Float64Array(problem.costs.length);
  for (let person = 0; person < reduced.length; person += 1) {
    let cost = problem.costs[person]!;
    const mask = problem.covers[person]!;
    for (let bit = 0; bit < prices.length; bit += 1) if ((mask >> bit) & 1) cost -= prices[bit]!;
    reduced[person] = cost;
  }
  return reduced;
}
