import { checkProject } from './check-project.ts';
import { malformedAt } from './errors.ts';
import type { ResourceProject } from './model.ts';
import { readNumbers, wordsOf } from './words.ts';

/**
 * Reads a single-mode PSPLIB `.sm` file: jobs, precedence, durations, requirements and the row of capacities.
 *
 * Throws `InvalidInputError` with the file's name and line: `planner/instance-malformed`, `planner/instance-unsupported`
 * (several modes, non-renewable resources), `-number`, `-cycle`, `-impossible`.
 * Format: Kolisch & Sprecher (1997), PSPLIB, European Journal of Operational Research 96, 205-216.
 */
export function readPsplib(options: { readonly text: string; readonly name: string }): ResourceProject {
  const lines = options.text.split(/\r?\n/);
  const { name } = options;
  const find = (pattern: RegExp, what: string): number => {
    const index = lines.findIndex((line) => pattern.test(line));
    if (index < 0) throw malformedAt({ name, line: lines.length, message: `no line "${what}"` });
    return index;
  };
  const countAfter = (pattern: RegExp, what: string): number => {
    const index = find(pattern, what);
    const match = /:\s*(\d+)/.exec(lines[index]!);
    if (match === null) throw malformedAt({ name, line: index + 1, message: `no number after "${what}"` });
    return Number(match[1]);
  };
  const count = countAfter(/^\s*jobs\s*\(/i, 'jobs (incl. supersource/sink)');
  const resources = countAfter(/^\s*-\s*renewable/i, '- renewable');
  const others = lines.findIndex((line) => /^\s*-\s*(nonrenewable|doubly)/i.test(line) && !/:\s*0\b/.test(line));
  if (others >= 0)
    throw malformedAt({
      code: 'planner/instance-unsupported',
      name,
      line: others + 1,
      message: 'only renewable resources can be scheduled',
    });
  const numbersAfter = (index: number) =>
    readNumbers({
      words: wordsOf('\n'.repeat(index + 1) + sectionAfter(lines, index).join('\n')),
      name,
      endLine: index + 1 + sectionAfter(lines, index).length,
    });
  const successors = readSuccessors(numbersAfter(find(/^PRECEDENCE RELATIONS/i, 'PRECEDENCE RELATIONS:')), count, name);
  const requests = readRequests(
    numbersAfter(find(/^REQUESTS\/DURATIONS/i, 'REQUESTS/DURATIONS:')),
    count,
    resources,
    name,
  );
  const available = numbersAfter(find(/^RESOURCE\s*AVAILABILITIES/i, 'RESOURCEAVAILABILITIES:'));
  const capacities = Array.from({ length: resources }, (_, index) => available.next(`capacity of R ${index + 1}`));
  if (!available.done()) throw malformedAt({ name, line: available.line(), message: 'more capacities than resources' });
  const project: ResourceProject = { kind: 'resource-project', name, ...requests, successors, capacities };
  checkProject(project);
  return project;
}

/** The lines of a section below its title: column titles and rules blanked, up to the line of stars. */
function sectionAfter(lines: readonly string[], title: number): string[] {
  const end = lines.findIndex((line, index) => index > title && line.startsWith('***'));
  return lines
    .slice(title + 1, end < 0 ? lines.length : end)
    .map((line) => (/^\s*(jobnr|R\s+\d|-{3})/.test(line) ? '' : line));
}

type Numbers = ReturnType<typeof readNumbers>;

function readSuccessors(numbers: Numbers, count: number, name: string): number[][] {
  return Array.from({ length: count }, (_, job) => {
    expectJob(numbers, job, name);
    if (numbers.next('number of modes') !== 1)
      throw malformedAt({
        code: 'planner/instance-unsupported',
        name,
        line: numbers.line(),
        message: 'only activities with one mode can be scheduled',
      });
    return Array.from({ length: numbers.next('number of successors') }, () => numbers.next('successor', 1) - 1);
  });
}

function readRequests(numbers: Numbers, count: number, resources: number, name: string) {
  const durations: number[] = [];
  const requirements: number[][] = [];
  for (let job = 0; job < count; job += 1) {
    expectJob(numbers, job, name);
    numbers.next('mode', 1);
    durations.push(numbers.next('duration'));
    requirements.push(Array.from({ length: resources }, (_, index) => numbers.next(`need of R ${index + 1}`)));
  }
  return { durations, requirements };
}

function expectJob(numbers: Numbers, job: number, name: string): void {
  const found = numbers.next('job number', 1);
  if (found !== job + 1)
    throw malformedAt({ name, line: numbers.line(), message: `expected job ${job + 1}, got ${found}` });
}
