import { invalidInput } from '@meritkit/core/errors';
import { createLagrangian, type FlatProblem } from './lagrangian.ts';
import { createPlanRepairer } from './repair-plan.ts';
import { createRoomCheck } from './room.ts';

/** Jobs for agents with limited capacity: each job to exactly one agent. Tables are `[agent][job]`, weights whole. */
export interface GeneralisedAssignmentProblem {
  readonly costs: readonly (readonly number[])[];
  readonly weights: readonly (readonly number[])[];
  readonly capacities: readonly number[];
}

/** A plan with its bound, or why there is none. */
export type GeneralisedAssignment =
  | {
      readonly ok: true;
      /** The agent of each job. */
      readonly agents: readonly number[];
      readonly cost: number;
      /** No plan costs less. */
      readonly lowerBound: number;
      readonly provenOptimal: boolean;
      /** Nodes of the search tree that were bounded. */
      readonly nodes: number;
    }
  | {
      readonly ok: false;
      readonly rejection: {
        readonly code: 'planner/instance-impossible' | 'planner/instance-undecided';
        readonly nodes: number;
      };
    };

/**
 * The cheapest plan that respects every capacity, proven by branch and bound with the Lagrangian bound (give profits as
 * negative costs to maximise).
 *
 * Returns `planner/instance-impossible` when no plan exists (proven), `planner/instance-undecided` when the budget ended
 * before any was found. Throws `InvalidInputError`: `planner/instance-malformed`, `planner/instance-number`.
 * Source: Fisher, Jaikumar & Van Wassenhove (1986), Management Science 32, 1095-1103.
 *
 * @example
 * ```ts
 * import { solveGeneralisedAssignment } from '@meritkit/workload-planner';
 *
 * const plan = solveGeneralisedAssignment({
 *   problem: { costs: [[1, 2, 3], [2, 1, 1]], weights: [[2, 2, 2], [3, 2, 3]], capacities: [4, 3] },
 *   budget: { nodes: 1000 },
 * });
 * plan.ok && plan.agents; // [0, 0, 1]
 * ```
 */
export function solveGeneralisedAssignment(options: {
  readonly problem: GeneralisedAssignmentProblem;
  readonly budget: { readonly nodes?: number; readonly stop?: () => boolean };
}): GeneralisedAssignment {
  const problem = flatten(options.problem);
  const { agents, jobs } = problem;
  const { nodes: mostNodes = Number.POSITIVE_INFINITY, stop = () => false } = options.budget;
  const isWhole = problem.costs.every(Number.isInteger);
  const lagrangian = createLagrangian(problem);
  const repairer = createPlanRepairer(problem);
  const lacksRoom = createRoomCheck(problem);
  const banned = new Uint8Array(agents * jobs);
  for (let at = 0; at < banned.length; at += 1)
    if (problem.weights[at]! > problem.capacities[Math.floor(at / jobs)]!) banned[at] = 1;
  const plan = new Int32Array(jobs);
  let best: Int32Array | undefined;
  let cost = Number.POSITIVE_INFINITY;
  let nodes = 0;
  let isCut = false;
  let rootBound = Number.NEGATIVE_INFINITY;

  const tryPlan = (taken: Uint8Array): void => {
    const found = repairer.repair(taken, plan);
    if (found >= cost) return;
    cost = found;
    best = plan.slice();
  };
  /** A bound from here on cannot lead to a cheaper plan. */
  const cutoff = (): number => (isWhole ? cost - 1 + 1e-6 : cost - 1e-9 * Math.max(1, Math.abs(cost)));

  const explore = (): void => {
    if (nodes >= mostNodes || (nodes > 0 && stop())) {
      isCut = true;
      return;
    }
    nodes += 1;
    if (isHopeless(banned, agents, jobs)) return;
    if (best === undefined && nodes > 1 && lacksRoom(banned)) return;
    const bound = lagrangian.bound(banned, nodes === 1 ? 400 : 40, cutoff(), tryPlan);
    if (nodes === 1) rootBound = bound;
    if (bound >= cutoff()) return;
    const job = pickJob(problem, lagrangian.taken, banned, lagrangian.prices);
    if (job < 0) {
      // Every job has one agent left: that plan is the only one here.
      tryPlan(banned.map((ban) => 1 - ban));
      return;
    }
    const open = rankAgents(problem, banned, job);
    for (const agent of open) banned[agent * jobs + job] = 1;
    const prices = lagrangian.prices.slice();
    for (const agent of open) {
      banned[agent * jobs + job] = 0;
      lagrangian.prices.set(prices);
      explore();
      banned[agent * jobs + job] = 1;
    }
    for (const agent of open) banned[agent * jobs + job] = 0;
  };
  explore();
  if (best === undefined)
    return {
      ok: false,
      rejection: { code: isCut ? 'planner/instance-undecided' : 'planner/instance-impossible', nodes },
    };
  const lowerBound = isCut ? Math.min(cost, isWhole ? Math.ceil(rootBound - 1e-6) : rootBound) : cost;
  return { ok: true, agents: [...best], cost, lowerBound, provenOptimal: lowerBound === cost, nodes };
}

/** The undecided job that the relaxed solution treats worst: taken by several or by none, with the fewest agents left. */
function pickJob(problem: FlatProblem, taken: Uint8Array, banned: Uint8Array, prices: Float64Array): number {
  const { agents, jobs, weights } = problem;
  let chosen = -1;
  let score = Number.NEGATIVE_INFINITY;
  for (let job = 0; job < jobs; job += 1) {
    let open = 0;
    let count = 0;
    let weight = 0;
    for (let agent = 0; agent < agents; agent += 1) {
      const at = agent * jobs + job;
      if (banned[at] === 1) continue;
      open += 1;
      count += taken[at]!;
      weight += weights[at]!;
    }
    if (open < 2) continue;
    const value = (count === 1 ? 0 : 1000) + weight / open + 1e-6 * prices[job]!;
    if (value > score) {
      score = value;
      chosen = job;
    }
  }
  return chosen;
}

/** The agents still open to a job, cheapest first. */
function rankAgents({ agents, jobs, costs }: FlatProblem, banned: Uint8Array, job: number): number[] {
  return Array.from({ length: agents }, (_, agent) => agent)
    .filter((agent) => banned[agent * jobs + job] === 0)
    .toSorted((a, b) => costs[a * jobs + job]! - costs[b * jobs + job]!);
}

/** True when some job has no agent left. */
function isHopeless(banned: Uint8Array, agents: number, jobs: number): boolean {
  for (let job = 0; job < jobs; job += 1) {
    let open = 0;
    for (let agent = 0; agent < agents; agent += 1) open += 1 - banned[agent * jobs + job]!;
    if (open === 0) return true;
  }
  return false;
}

function flatten({ costs, weights, capacities }: GeneralisedAssignmentProblem): FlatProblem {
  const agents = capacities.length;
  const jobs = costs[0]?.length ?? 0;
  const check = (table: readonly (readonly number[])[], name: string, test: (value: number) => boolean): void => {
    if (table.length !== agents)
      throw invalidInput('planner/instance-malformed', [name], `expected ${agents} rows, got ${table.length}`);
    table.forEach((row, agent) => {
      if (row.length !== jobs)
        throw invalidInput('planner/instance-malformed', [name, agent], `expected ${jobs} entries, got ${row.length}`);
      row.forEach((value, job) => {
        if (!test(value)) throw invalidInput('planner/instance-number', [name, agent, job], `got ${value}`);
      });
    });
  };
  const isSize = (value: number) => Number.isInteger(value) && value >= 0 && value <= 1_000_000;
  check(costs, 'costs', Number.isFinite);
  check(weights, 'weights', isSize);
  capacities.forEach((capacity, agent) => {
    if (!isSize(capacity)) throw invalidInput('planner/instance-number', ['capacities', agent], `got ${capacity}`);
  });
  return {
    agents,
    jobs,
    costs: Float64Array.from(costs.flat()),
    weights: Int32Array.from(weights.flat()),
    capacities: Int32Array.from(capacities),
  };
}
