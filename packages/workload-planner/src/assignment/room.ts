import { createLagrangian, type FlatProblem } from './lagrangian.ts';

/**
 * Says whether prices show that the jobs do not fit, whatever they cost: "each job exactly once" is priced as in the
 * bound, with all costs zero. Jobs that are worth more together than all agents can carry leave no plan (the dual ray
 * of an infeasible relaxation). Without it, a search that has found no plan yet has no bound to end at.
 */
export function createRoomCheck(problem: FlatProblem): (banned: Uint8Array) => boolean {
  const { agents, jobs } = problem;
  const free = createLagrangian({ ...problem, costs: new Float64Array(agents * jobs) });
  const lightest = Array.from({ length: jobs }, (_, job) => lightestOf(problem, job));
  free.prices.set(lightest);
  const rounding = 1e-6 + 1e-9 * lightest.reduce((sum, weight) => sum + weight, 0);
  const steps = 60;
  return (banned) => free.bound(banned, steps, rounding, () => undefined) > rounding;
}

function lightestOf({ agents, jobs, weights }: FlatProblem, job: number): number {
  let lightest = Number.POSITIVE_INFINITY;
  for (let agent = 0; agent < agents; agent += 1) lightest = Math.min(lightest, weights[agent * jobs + job]!);
  return lightest;
}
