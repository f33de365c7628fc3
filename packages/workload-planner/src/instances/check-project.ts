import { invalidInput } from '@meritkit/core/errors';
import { matchPeople } from './match-people.ts';
import type { MultiSkillProject, Project, ResourceProject } from './model.ts';

/**
 * Refuses a project that would poison a schedule: ragged tables, numbers that are not whole and at least 0, successors
 * that do not exist, precedence cycles, and activities that need more than there is.
 *
 * Throws `InvalidInputError` (`planner/instance-number`, `-cycle`, `-impossible`, `-malformed`) with the path.
 */
export function checkProject(project: Project): void {
  const count = project.durations.length;
  project.durations.forEach((duration, activity) => {
    requireWhole(duration, ['durations', activity]);
  });
  requireLength(project.successors.length, count, ['successors']);
  requireLength(project.requirements.length, count, ['requirements']);
  project.successors.forEach((list, activity) => {
    list.forEach((successor, position) => {
      if (!Number.isInteger(successor) || successor < 0 || successor >= count)
        throw invalidInput(
          'planner/instance-malformed',
          ['successors', activity, position],
          `no activity ${successor} among ${count}`,
        );
    });
  });
  requireNoCycle(project.successors);
  if (project.kind === 'resource-project') checkResources(project);
  else checkSkills(project);
}

function checkResources(project: ResourceProject): void {
  project.capacities.forEach((capacity, resource) => {
    requireWhole(capacity, ['capacities', resource]);
  });
  project.requirements.forEach((row, activity) => {
    requireLength(row.length, project.capacities.length, ['requirements', activity]);
    row.forEach((need, resource) => {
      requireWhole(need, ['requirements', activity, resource]);
      const capacity = project.capacities[resource]!;
      if (need > capacity)
        throw invalidInput(
          'planner/instance-impossible',
          ['requirements', activity, resource],
          `needs ${need} of a resource that has ${capacity}`,
        );
    });
  });
}

function checkSkills(project: MultiSkillProject): void {
  const skills = project.mastery[0]?.length ?? project.requirements[0]?.length ?? 0;
  project.mastery.forEach((row, person) => {
    requireLength(row.length, skills, ['mastery', person]);
  });
  const everyone = project.mastery.map((_, person) => person);
  project.requirements.forEach((row, activity) => {
    requireLength(row.length, skills, ['requirements', activity]);
    row.forEach((need, skill) => {
      requireWhole(need, ['requirements', activity, skill]);
    });
    if (matchPeople({ mastery: project.mastery, needs: row, people: everyone }) === undefined)
      throw invalidInput(
        'planner/instance-impossible',
        ['requirements', activity],
        'cannot be staffed even when everyone is free',
      );
  });
}

function requireWhole(value: number, path: readonly (string | number)[]): void {
  if (!Number.isInteger(value) || value < 0 || value > 1_000_000)
    throw invalidInput('planner/instance-number', path, `expected a whole number from 0 to 1000000, got ${value}`);
}

function requireLength(actual: number, expected: number, path: readonly (string | number)[]): void {
  if (actual !== expected)
    throw invalidInput('planner/instance-malformed', path, `expected ${expected} entries, got ${actual}`);
}

function requireNoCycle(successors: readonly (readonly number[])[]): void {
  const open = successors.map(() => 0);
  for (const list of successors) for (const successor of list) open[successor]! += 1;
  const ready = open.flatMap((waiting, activity) => (waiting === 0 ? [activity] : []));
  let done = 0;
  for (let activity = ready.pop(); activity !== undefined; activity = ready.pop()) {
    done += 1;
    for (const successor of successors[activity]!) {
      open[successor]! -= 1;
      if (open[successor] === 0) ready.push(successor);
    }
  }
  if (done === successors.length) return;
  const stuck = open.flatMap((waiting, activity) => (waiting > 0 ? [activity] : []));
  throw invalidInput(
    'planner/instance-cycle',
    ['successors', stuck[0]!],
    `a precedence cycle runs through or before the activities ${stuck.slice(0, 10).join(', ')}`,
  );
}
