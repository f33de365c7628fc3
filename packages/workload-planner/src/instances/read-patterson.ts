import { checkProject } from './check-project.ts';
import { malformedAt } from './errors.ts';
import type { ResourceProject } from './model.ts';
import { readNumbers, wordsOf } from './words.ts';

/**
 * Reads a Patterson `.rcp` file: counts, capacities, then per activity its duration, needs and successors (lines may wrap).
 *
 * Throws `InvalidInputError` with the file's name and line: `planner/instance-malformed`, `-number`, `-cycle`, `-impossible`.
 * Format: Patterson (1984), Management Science 30, 854-867, as used by RanGen (Demeulemeester et al. 2003).
 */
export function readPatterson(options: { readonly text: string; readonly name: string }): ResourceProject {
  const { name, text } = options;
  const numbers = readNumbers({ words: wordsOf(text), name, endLine: text.split('\n').length });
  const count = numbers.next('number of activities', 1);
  const resources = numbers.next('number of resources');
  const capacities = Array.from({ length: resources }, (_, index) => numbers.next(`capacity of resource ${index + 1}`));
  const durations: number[] = [];
  const requirements: number[][] = [];
  const successors: number[][] = [];
  for (let activity = 0; activity < count; activity += 1) {
    durations.push(numbers.next(`duration of activity ${activity + 1}`));
    requirements.push(Array.from({ length: resources }, () => numbers.next(`need of activity ${activity + 1}`)));
    const followers = numbers.next(`number of successors of activity ${activity + 1}`);
    successors.push(Array.from({ length: followers }, () => readSuccessor(activity)));
  }
  if (!numbers.done()) throw malformedAt({ name, line: numbers.line(), message: 'more numbers than activities need' });
  const project: ResourceProject = { kind: 'resource-project', name, durations, successors, capacities, requirements };
  checkProject(project);
  return project;

  function readSuccessor(activity: number): number {
    const successor = numbers.next(`successor of activity ${activity + 1}`, 1);
    if (successor > count)
      throw malformedAt({ name, line: numbers.line(), message: `no activity ${successor} among ${count}` });
    return successor - 1;
  }
}
