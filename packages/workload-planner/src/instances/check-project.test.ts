import { InvalidInputError } from '@meritkit/core/errors';
import { describe, expect, it } from 'vitest';
import { checkProject } from './check-project.ts';
import { matchPeople } from './match-people.ts';
import type { MultiSkillProject, Project, ResourceProject } from './model.ts';

const resources: ResourceProject = {
  kind: 'resource-project',
  name: 'p',
  durations: [0, 1_000_000, 3],
  successors: [[1, 2], [], [1]],
  capacities: [2, 0],
  requirements: [
    [0, 0],
    [2, 0],
    [1, 0],
  ],
};
const people: MultiSkillProject = {
  kind: 'multi-skill-project',
  name: 'p',
  durations: [1, 2],
  successors: [[1], []],
  requirements: [
    [1, 1],
    [1, 0],
  ],
  mastery: [
    [true, true],
    [true, false],
  ],
};

/** The code and the words of what is refused. */
function refusalOf(project: Project): readonly [string, string] {
  try {
    checkProject(project);
  } catch (error) {
    if (InvalidInputError.isInstance(error)) return [error.code, error.message];
    throw error;
  }
  return ['none', ''];
}

describe('checkProject', () => {
  it('takes what can be scheduled, at the edges too', () => {
    expect(refusalOf(resources)).toEqual(['none', '']);
    expect(refusalOf(people)).toEqual(['none', '']);
    const nothing = { durations: [], successors: [], requirements: [] };
    expect(refusalOf({ ...resources, ...nothing })).toEqual(['none', '']);
    expect(refusalOf({ ...people, ...nothing, mastery: [] })).toEqual(['none', '']);
    expect(refusalOf({ ...people, requirements: [[0], [0]], mastery: [] })).toEqual(['none', '']);
  });

  it.each([
    [{ durations: [0, 1, -1] }, 'number', 'durations[2]: expected a whole number from 0 to 1000000, got -1'],
    [{ durations: [0, 1, 1.5] }, 'number', 'durations[2]: expected a whole number from 0 to 1000000, got 1.5'],
    [{ durations: [0, 1_000_001, 1] }, 'number', 'durations[1]: expected a whole number'],
    [{ durations: [0, 1] }, 'malformed', 'successors: expected 2 entries, got 3'],
    [{ requirements: [[0, 0]] }, 'malformed', 'requirements: expected 3 entries, got 1'],
    [{ requirements: [[0, 0], [1], [0, 0]] }, 'malformed', 'requirements[1]: expected 2 entries, got 1'],
    [
      {
        requirements: [
          [0, 0],
          [0, 0],
          [-1, 0],
        ],
      },
      'number',
      'requirements[2][0]: expected a whole number',
    ],
    [
      {
        requirements: [
          [0, 0],
          [0, 1],
          [0, 0],
        ],
      },
      'impossible',
      'requirements[1][1]: needs 1 of a resource that has 0',
    ],
    [{ capacities: [2, 0.5] }, 'number', 'capacities[1]: expected a whole number'],
    [{ successors: [[1], [3], []] }, 'malformed', 'successors[1][0]: no activity 3 among 3'],
    [{ successors: [[1], [2, -1], []] }, 'malformed', 'successors[1][1]: no activity -1 among 3'],
    [{ successors: [[1], [0.5], []] }, 'malformed', 'successors[1][0]: no activity 0.5 among 3'],
    [
      { successors: [[1], [2], [1]] },
      'cycle',
      'successors[1]: a precedence cycle runs through or before the activities 1, 2',
    ],
    [{ successors: [[], [], [2]] }, 'cycle', 'the activities 2'],
  ])('refuses %j', (change, code, words) => {
    const refusal = refusalOf({ ...resources, ...change });
    expect(refusal[0]).toBe(`planner/instance-${code}`);
    expect(refusal[1]).toContain(words);
  });

  it('names ten activities of a long cycle at most', () => {
    const ring = Array.from({ length: 12 }, (_, activity) => activity);
    const refusal = refusalOf({
      ...resources,
      durations: ring,
      successors: ring.map((activity) => [(activity + 1) % 12]),
      requirements: ring.map(() => [0, 0]),
    });
    expect(refusal[1].endsWith('the activities 0, 1, 2, 3, 4, 5, 6, 7, 8, 9')).toBe(true);
  });

  it.each([
    [{ mastery: [[true, true], [true]] }, 'malformed', 'mastery[1]: expected 2 entries, got 1'],
    [{ requirements: [[1, 1], [1]] }, 'malformed', 'requirements[1]: expected 2 entries, got 1'],
    [
      {
        requirements: [
          [1, 1],
          [1, -1],
        ],
      },
      'number',
      'requirements[1][1]: expected a whole number',
    ],
    [
      {
        requirements: [
          [1, 1],
          [0, 2],
        ],
      },
      'impossible',
      'requirements[1]: cannot be staffed even when everyone is free',
    ],
  ])('refuses people with %j', (change, code, words) => {
    const refusal = refusalOf({ ...people, ...change });
    expect(refusal[0]).toBe(`planner/instance-${code}`);
    expect(refusal[1]).toContain(words);
  });
});

describe('matchPeople', () => {
  const mastery = [
    [true, true],
    [true, false],
    [false, true],
  ];
  it('moves people on so that every slot is filled', () => {
    expect(matchPeople({ mastery, needs: [1, 1], people: [0, 1] })).toEqual([
      { person: 0, skill: 1 },
      { person: 1, skill: 0 },
    ]);
    expect(matchPeople({ mastery, needs: [2, 1], people: [0, 1, 2] })).toHaveLength(3);
  });
  it('says when that cannot be', () => {
    expect(matchPeople({ mastery, needs: [1, 1], people: [1] })).toBeUndefined();
    expect(matchPeople({ mastery, needs: [0, 2], people: [0, 1] })).toBeUndefined();
    expect(matchPeople({ mastery, needs: [1, 0], people: [7] })).toBeUndefined();
    expect(matchPeople({ mastery, needs: [0, 0], people: [] })).toEqual([]);
  });
});
