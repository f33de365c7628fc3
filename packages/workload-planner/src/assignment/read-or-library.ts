import { malformedAt } from '../instances/errors.ts';
import { readNumbers, wordsOf } from '../instances/words.ts';
import type { GeneralisedAssignmentProblem } from './solve-generalised-assignment.ts';

/**
 * Reads the generalised assignment problems of an OR-Library `gap` file: profits or costs, then weights and capacities.
 *
 * Throws `InvalidInputError` with the file's name and line. Format: Beasley (1990), OR-Library.
 */
export function readGeneralisedAssignments(options: {
  readonly text: string;
  readonly name: string;
}): readonly GeneralisedAssignmentProblem[] {
  const numbers = readNumbers({
    words: wordsOf(options.text),
    name: options.name,
    endLine: options.text.split('\n').length,
  });
  const table = (agents: number, jobs: number, what: string) =>
    Array.from({ length: agents }, () => Array.from({ length: jobs }, () => numbers.next(what)));
  const problems = Array.from({ length: numbers.next('number of problems') }, () => {
    const agents = numbers.next('number of agents', 1);
    const jobs = numbers.next('number of jobs', 1);
    const costs = table(agents, jobs, 'cost');
    const weights = table(agents, jobs, 'weight');
    return { costs, weights, capacities: Array.from({ length: agents }, () => numbers.next('capacity')) };
  });
  if (!numbers.done())
    throw malformedAt({ name: options.name, line: numbers.line(), message: 'more numbers than problems need' });
  return problems;
}
