import { readdirSync, readFileSync } from 'node:fs';
import { InvalidInputError } from '@meritkit/core/errors';
import { describe, expect, it } from 'vitest';
import { hasShared, sharedPath } from '../../../../scripts/shared-data.ts';
import { instanceErrorCodes, instanceMessages } from './errors.ts';
import { readInstance } from './read-instance.ts';
import { parseProject } from './schema.ts';

const stars = '*'.repeat(30);
const psplib = (row: string, capacities: string) =>
  [
    'jobs (incl. supersource/sink ):  3',
    '  - renewable                 :  2   R',
    '  - nonrenewable              :  0   N',
    stars,
    'PRECEDENCE RELATIONS:',
    'jobnr.    #modes  #successors   successors',
    '   1        1          1           2',
    row,
    '   3        1          0',
    stars,
    'REQUESTS/DURATIONS:',
    'jobnr. mode duration  R 1  R 2',
    '-------------------------------',
    '  1      1     0       0    0',
    '  2      1     4       1    2',
    '  3      1     0       0    0',
    stars,
    'RESOURCEAVAILABILITIES:',
    '  R 1  R 2',
    capacities,
    stars,
  ].join('\n');
const goodRow = '   2        1          1           3';
const multiSkill = (mastery: string) =>
  `% three\nnActs = 3;\ndur = [0,2,0];\nnSkills = 2;\nsreq = [| 0,0,\n | 1,1,\n | 0,0, |];\nnResources = 2;
mastery = ${mastery};\npred = [1,2];\nsucc = [2,3];\nUSEFUL_RES = [{},\n {1,2}, {}];`;

function problemOf(name: string, text: string): { readonly code: string; readonly message: string } {
  try {
    readInstance({ name, text });
  } catch (error) {
    if (InvalidInputError.isInstance(error)) return { code: error.code, message: error.message };
    throw error;
  }
  return { code: 'none', message: '' };
}

describe('readInstance', () => {
  it('reads PSPLIB, with the row of capacities and not the row of names', () => {
    const project = readInstance({ name: 'a.sm', text: psplib(goodRow, '   12   13') });
    expect(project).toMatchObject({
      kind: 'resource-project',
      durations: [0, 4, 0],
      successors: [[1], [2], []],
      requirements: [
        [0, 0],
        [1, 2],
        [0, 0],
      ],
      capacities: [12, 13],
    });
  });

  it('reads Patterson with wrapped lines', () => {
    const project = readInstance({ name: 'a.RCP', text: ' 3 1\n5\n0 0 2 2\n3\n4 2 1 3\n\n 6 5 0\n' });
    expect(project).toMatchObject({ durations: [0, 4, 6], successors: [[1, 2], [2], []], capacities: [5] });
  });

  it('reads MSPSP data', () => {
    const project = readInstance({ name: 'a.dzn', text: multiSkill('[| true,false,\n | true,true, |]') });
    expect(project).toMatchObject({
      kind: 'multi-skill-project',
      requirements: [
        [0, 0],
        [1, 1],
        [0, 0],
      ],
      mastery: [
        [true, false],
        [true, true],
      ],
    });
  });

  it.each([
    ['a.sm', psplib('   2        1          1           9', '1 2'), 'planner/instance-malformed', 'no activity 8'],
    ['a.sm', psplib('   2        3          1           3', '1 2'), 'planner/instance-unsupported', 'line[8]'],
    ['a.sm', psplib('   2        1          1           x', '1 2'), 'planner/instance-malformed', 'a.sm.line[8]'],
    ['a.sm', psplib(goodRow, '  1 '), 'planner/instance-malformed', 'a.sm.line[20]'],
    ['a.sm', psplib(goodRow, '  1 2 3'), 'planner/instance-malformed', 'more capacities'],
    ['a.sm', psplib(goodRow, '  1 1'), 'planner/instance-impossible', 'requirements[1][1]'],
    ['a.sm', psplib('   2        1          1           1', '1 2'), 'planner/instance-cycle', 'cycle'],
    ['a.sm', 'nothing', 'planner/instance-malformed', 'jobs'],
    ['a.rcp', '2 1\n 3\n 4 2 1 2\n 5 1', 'planner/instance-malformed', 'a.rcp.line[4]'],
    ['a.rcp', '2 1\n 3\n 4 2 1 3\n 5 1 0', 'planner/instance-malformed', 'a.rcp.line[3]'],
    ['a.rcp', '2 1\n 3\n -4 2 1 2\n 5 1 0', 'planner/instance-number', 'a.rcp.line[3]'],
    ['a.rcp', '1 1\n 3\n 4 2 0\n 5', 'planner/instance-malformed', 'a.rcp.line[4]'],
    ['a.dzn', multiSkill('[| true,false,\n | true'), 'planner/instance-malformed', 'a.dzn.line'],
    ['a.dzn', multiSkill('[| true,false,\n | false,2, |]'), 'planner/instance-malformed', 'a.dzn.line[9]'],
    ['a.dzn', multiSkill('[| true,false,\n | true,false, |]'), 'planner/instance-impossible', 'requirements[1]'],
    ['a.dzn', 'dur = [1;', 'planner/instance-malformed', 'a.dzn.line[1]'],
    ['a.dzn', 'dur = [1];', 'planner/instance-malformed', 'sreq'],
    ['a.txt', '', 'planner/instance-unsupported', '.rcp'],
  ])('refuses what is broken and says where (%#)', (name, text, code, place) => {
    const problem = problemOf(name, text);
    expect(problem.code).toBe(code);
    expect(problem.message).toContain(place);
  });

  it('has words in both languages for every code', () => {
    for (const code of instanceErrorCodes) {
      expect(instanceMessages.en[code]).toMatch(/\w/);
      expect(instanceMessages['zh-CN'][code]).toMatch(/[\u4e00-\u9fff]/);
    }
  });
});

describe('parseProject', () => {
  const project = {
    kind: 'resource-project',
    name: 'p',
    durations: [1, 2],
    successors: [[1], []],
    capacities: [1],
    requirements: [[1], [1]],
  };
  it('takes what it describes', () => {
    expect(parseProject(structuredClone(project))).toEqual(project);
  });
  it.each([
    [{ durations: [1, -2] }, 'durations[1]'],
    [{ durations: [1, Number.NaN] }, 'durations[1]'],
    [{ durations: [1, 0.5] }, 'durations[1]'],
    [{ successors: [[1], [0]] }, 'cycle'],
    [{ requirements: [[1]] }, 'requirements'],
    [{ requirements: [[1], [2]] }, 'requirements[1][0]'],
    [{ kind: 'other' }, 'kind'],
  ])('refuses %j', (change, place) => {
    expect(() => parseProject({ ...project, ...change })).toThrow(place);
  });
});

describe.runIf(hasShared)('published instances', () => {
  it.each([
    ['j30', 48, 32],
    ['j60', 48, 62],
    ['j120', 60, 122],
    ['rg300', 40, 302],
    ['mspsp', 132, undefined],
  ])('reads every file of %s', (folder, files, activities) => {
    const path = sharedPath('data', 'planning', folder);
    const names = readdirSync(path).filter((name) => !name.endsWith('.csv'));
    expect(names).toHaveLength(files);
    for (const name of names) {
      const project = readInstance({ name, text: readFileSync(`${path}/${name}`, 'utf8') });
      if (activities !== undefined) expect(project.durations).toHaveLength(activities);
      if (name === 'j3010_1.sm') expect(project).toMatchObject({ capacities: [24, 23, 25, 33] });
    }
  });
});
