import { createKnapsack } from './knapsack.ts';

/** A generalised assignment problem in flat arrays, to be minimised; entries are at `agent * jobs + job`. */
export interface FlatProblem {
  readonly agents: number;
  readonly jobs: number;
  readonly costs: Float64Array;
  readonly weights: Int32Array;
  readonly capacities: Int32Array;
}

/** The Lagrangian bound at a node of the search, and what it suggests. */
export interface Lagrangian {
  /**
   * Improves the prices by so many subgradient steps, stops above `cutoff`, and returns the best bound found.
   * `banned[agent * jobs + job]` is 1 where the pair is out of the question.
   */
  readonly bound: (banned: Uint8Array, steps: number, cutoff: number, tryPlan: (taken: Uint8Array) => void) => number;
  /** The pairs taken in the relaxed solution of the best bound. */
  readonly taken: Uint8Array;
  /** The price of each job, kept from call to call. */
  readonly prices: Float64Array;
}

/**
 * The bound of Fisher, Jaikumar & Van Wassenhove (1986): "each job exactly once" is priced, which leaves a knapsack per
 * agent; prices follow subgradient steps (Held, Wolfe & Crowder 1974).
 */
export function createLagrangian(problem: FlatProblem): Lagrangian {
  const { agents, jobs, costs, weights, capacities } = problem;
  const knapsack = createKnapsack(jobs, Math.max(0, ...capacities));
  const prices = new Float64Array(jobs);
  const trial = new Float64Array(jobs);
  const worth = new Float64Array(jobs);
  const part = new Uint8Array(jobs);
  const current = new Uint8Array(agents * jobs);
  const taken = new Uint8Array(agents * jobs);
  const slope = new Int32Array(jobs);
  for (let job = 0; job < jobs; job += 1) prices[job] = secondCheapest(problem, job);

  const evaluate = (banned: Uint8Array): number => {
    let value = 0;
    slope.fill(1);
    for (let job = 0; job < jobs; job += 1) value += trial[job]!;
    for (let agent = 0; agent < agents; agent += 1) {
      const base = agent * jobs;
      for (let job = 0; job < jobs; job += 1)
        worth[job] = banned[base + job] === 1 ? -1 : trial[job]! - costs[base + job]!;
      value -= knapsack.solve(worth, weights, base, capacities[agent]!, part);
      for (let job = 0; job < jobs; job += 1) {
        current[base + job] = part[job]!;
        slope[job] = slope[job]! - part[job]!;
      }
    }
    return value;
  };

  const bound: Lagrangian['bound'] = (banned, steps, cutoff, tryPlan) => {
    let best = Number.NEGATIVE_INFINITY;
    let scale = 1;
    let stalled = 0;
    trial.set(prices);
    for (let step = 0; step < steps; step += 1) {
      const value = evaluate(banned);
      let norm = 0;
      for (let job = 0; job < jobs; job += 1) norm += slope[job]! * slope[job]!;
      if (value > best + 1e-9) {
        best = value;
        stalled = 0;
        prices.set(trial);
        taken.set(current);
      } else stalled += 1;
      if (step % 8 === 0 || norm <= 2) tryPlan(current);
      if (best >= cutoff || norm === 0) return best;
      if (stalled >= 6) {
        scale *= 0.6;
        stalled = 0;
        if (scale < 0.01) break;
      }
      const target = Number.isFinite(cutoff) ? cutoff : best + Math.max(1, Math.abs(best) * 0.05);
      const length = (scale * Math.max(0.5, target - value)) / norm;
      for (let job = 0; job < jobs; job += 1) trial[job] = trial[job]! + length * slope[job]!;
    }
    return best;
  };
  return { bound, taken, prices };
}

function secondCheapest({ agents, jobs, costs }: FlatProblem, job: number): number {
  let first = Number.POSITIVE_INFINITY;
  let second = Number.POSITIVE_INFINITY;
  for (let agent = 0; agent < agents; agent += 1) {
    const cost = costs[agent * jobs + job]!;
    if (cost < first) {
      second = first;
      first = cost;
    } else if (cost < second) second = cost;
  }
  return Number.isFinite(second) ? second : first;
}
