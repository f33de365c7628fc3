import type { GeneralisedAssignmentProblem } from '../../src/assignment/solve-generalised-assignment.ts';

/** A generalised assignment as an integer program in CPLEX's LP format: one binary variable per agent and job. */
export function generalisedProgram({ costs, weights, capacities }: GeneralisedAssignmentProblem): string {
  const agents = capacities.map((_, agent) => agent);
  const jobs = (costs[0] ?? []).map((_, job) => job);
  const name = (agent: number, job: number) => `x${agent}_${job}`;
  const sum = (terms: readonly string[]) => terms.join(' ');
  const term = (factor: number, variable: string) => `${factor < 0 ? '-' : '+'} ${Math.abs(factor)} ${variable}`;
  const all = agents.flatMap((agent) => jobs.map((job) => [agent, job] as const));
  return [
    'Minimize',
    ` cost: ${sum(all.map(([agent, job]) => term(costs[agent]![job]!, name(agent, job))))}`,
    'Subject To',
    ...jobs.map((job) => ` once${job}: ${sum(agents.map((agent) => `+ ${name(agent, job)}`))} = 1`),
    ...agents.map(
      (agent) =>
        ` room${agent}: ${sum(jobs.map((job) => term(weights[agent]![job]!, name(agent, job))))} <= ${capacities[agent]}`,
    ),
    'Binary',
    ...all.map(([agent, job]) => ` ${name(agent, job)}`),
    'End',
  ].join('\n');
}
