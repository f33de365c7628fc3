import { checkProject } from './check-project.ts';
import { malformedAt } from './errors.ts';
import type { MultiSkillProject } from './model.ts';
import { type DznEntry, type DznValue, readDzn } from './read-dzn.ts';

/**
 * Reads an MSPSP `.dzn` file: `dur`, `sreq`, `mastery`, `pred` and `succ` (counted from 1 there, from 0 here).
 *
 * Throws `InvalidInputError` with the file's name and line: `planner/instance-malformed`, `-number`, `-cycle`, `-impossible`.
 * Format: Young, Feydy & Schutt (2017), Constraint Programming applied to the multi-skill project scheduling problem.
 */
export function readMultiSkill(options: { readonly text: string; readonly name: string }): MultiSkillProject {
  const entries = readDzn(options);
  const { name } = options;
  const entry = (key: string): DznEntry => {
    const found = entries.get(key);
    if (found === undefined)
      throw malformedAt({ name, line: options.text.split('\n').length, message: `no "${key} = ...;"` });
    return found;
  };
  const list = <Item>(key: string, read: (value: DznValue) => Item): Item[] => {
    const { value, line } = entry(key);
    if (!Array.isArray(value)) throw malformedAt({ name, line, message: `${key}: expected a list` });
    return value.map((item: DznValue) => {
      try {
        return read(item);
      } catch (error) {
        throw malformedAt({ name, line, message: `${key}: ${error instanceof Error ? error.message : 'unreadable'}` });
      }
    });
  };
  const durations = list('dur', wholeNumber);
  const requirements = list('sreq', (row) => rowOf(row, wholeNumber));
  const mastery = list('mastery', (row) => rowOf(row, truth));
  const before = list('pred', wholeNumber);
  const after = list('succ', wholeNumber);
  expectCount('nActs', durations.length);
  expectCount('nSkills', requirements[0]?.length ?? 0);
  expectCount('nResources', mastery.length);
  if (before.length !== after.length)
    throw malformedAt({ name, line: entry('succ').line, message: 'pred and succ differ in length' });
  const successors: number[][] = durations.map(() => []);
  before.forEach((first, index) => {
    const second = after[index]!;
    if (first < 1 || second < 1 || first > durations.length || second > durations.length)
      throw malformedAt({ name, line: entry('pred').line, message: `no activities ${first} -> ${second}` });
    successors[first - 1]!.push(second - 1);
  });
  const project: MultiSkillProject = {
    kind: 'multi-skill-project',
    name,
    durations,
    successors,
    requirements,
    mastery,
  };
  checkProject(project);
  return project;

  function expectCount(key: string, actual: number): void {
    const stated = entries.get(key);
    if (stated !== undefined && stated.value !== actual)
      throw malformedAt({ name, line: stated.line, message: `${key} says ${String(stated.value)}, found ${actual}` });
  }
}

function rowOf<Item>(value: DznValue, read: (item: DznValue) => Item): Item[] {
  if (!Array.isArray(value)) throw new TypeError('expected rows');
  return value.map(read);
}

function wholeNumber(value: DznValue): number {
  if (typeof value !== 'number') throw new TypeError(`expected a number, got ${String(value)}`);
  return value;
}

function truth(value: DznValue): boolean {
  if (typeof value !== 'boolean') throw new TypeError(`expected true or false, got ${String(value)}`);
  return value;
}
