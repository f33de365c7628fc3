import type { FlatProblem } from './lagrangian.ts';

/** Makes a plan out of a relaxed solution and improves it. */
export interface PlanRepairer {
  /** Writes the agent of each job to `agentOf` and returns the cost, or infinity when no agent has room for some job. */
  readonly repair: (taken: Uint8Array, agentOf: Int32Array) => number;
}

/** Doubly assigned jobs keep their cheapest agent, the others go where they cost least; then moves and swaps. */
export function createPlanRepairer(problem: FlatProblem): PlanRepairer {
  const { agents, jobs, costs, weights, capacities } = problem;
  const room = new Int32Array(agents);
  const heaviest = Int32Array.from({ length: jobs }, (_, job) => job).sort((a, b) => load(b) - load(a));

  function load(job: number): number {
    let sum = 0;
    for (let agent = 0; agent < agents; agent += 1) sum += weights[agent * jobs + job]!;
    return sum;
  }

  const place = (agentOf: Int32Array, job: number): boolean => {
    let best = -1;
    for (let agent = 0; agent < agents; agent += 1) {
      const at = agent * jobs + job;
      if (weights[at]! <= room[agent]! && (best < 0 || costs[at]! < costs[best * jobs + job]!)) best = agent;
    }
    if (best < 0) return false;
    agentOf[job] = best;
    room[best] = room[best]! - weights[best * jobs + job]!;
    return true;
  };

  const tryMove = (agentOf: Int32Array, job: number): boolean => {
    const from = agentOf[job]!;
    for (let agent = 0; agent < agents; agent += 1) {
      const at = agent * jobs + job;
      if (agent === from || weights[at]! > room[agent]! || costs[at]! >= costs[from * jobs + job]!) continue;
      room[from] = room[from]! + weights[from * jobs + job]!;
      room[agent] = room[agent]! - weights[at]!;
      agentOf[job] = agent;
      return true;
    }
    return false;
  };

  const trySwap = (agentOf: Int32Array, first: number, second: number): boolean => {
    const a = agentOf[first]!;
    const b = agentOf[second]!;
    if (a === b) return false;
    const roomA = room[a]! + weights[a * jobs + first]! - weights[a * jobs + second]!;
    const roomB = room[b]! + weights[b * jobs + second]! - weights[b * jobs + first]!;
    const before = costs[a * jobs + first]! + costs[b * jobs + second]!;
    const after = costs[a * jobs + second]! + costs[b * jobs + first]!;
    if (roomA < 0 || roomB < 0 || after >= before) return false;
    room[a] = roomA;
    room[b] = roomB;
    agentOf[first] = b;
    agentOf[second] = a;
    return true;
  };

  const repair = (taken: Uint8Array, agentOf: Int32Array): number => {
    room.set(capacities);
    for (let job = 0; job < jobs; job += 1) {
      let best = -1;
      for (let agent = 0; agent < agents; agent += 1) {
        if (taken[agent * jobs + job] === 0) continue;
        if (best < 0 || costs[agent * jobs + job]! < costs[best * jobs + job]!) best = agent;
      }
      agentOf[job] = best;
      if (best >= 0) room[best] = room[best]! - weights[best * jobs + job]!;
    }
    for (let agent = 0; agent < agents; agent += 1) if (room[agent]! < 0) return Number.POSITIVE_INFINITY;
    for (const job of heaviest) if (agentOf[job]! < 0 && !place(agentOf, job)) return Number.POSITIVE_INFINITY;
    for (let improved = true; improved; ) {
      improved = false;
      for (let job = 0; job < jobs; job += 1) if (tryMove(agentOf, job)) improved = true;
      for (let first = 0; first < jobs; first += 1)
        for (let second = first + 1; second < jobs; second += 1) if (trySwap(agentOf, first, second)) improved = true;
    }
    let cost = 0;
    for (let job = 0; job < jobs; job += 1) cost += costs[agentOf[job]! * jobs + job]!;
    return cost;
  };
  return { repair };
}
