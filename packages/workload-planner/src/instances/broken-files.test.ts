import { InvalidInputError } from '@meritkit/core/errors';
import { describe, expect, it } from 'vitest';
import { readDzn } from './read-dzn.ts';
import { readInstance } from './read-instance.ts';

/** The words of the error, after the file's name; empty when the file is read. */
function complaintOf(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    if (InvalidInputError.isInstance(error)) return error.message.replace(/^a\.\w+\./, '');
    throw error;
  }
  return '';
}
const complaint = (ending: string, text: string) => complaintOf(() => readInstance({ name: `a.${ending}`, text }));

/** What is said when a text ends after each of its words. */
function cutShort(ending: string, before: readonly string[], words: readonly string[]): string[] {
  return words.map((_, kept) => complaint(ending, [...before, ...words.slice(0, kept)].join('\n')));
}

describe('Patterson files', () => {
  const words = ['2', '1', '3', '4', '2', '1', '2', '5', '1', '0'];
  it('say what is missing where they end', () => {
    expect(cutShort('rcp', [], words)).toEqual([
      'line[1]: number of activities is missing: the text ends',
      'line[1]: number of resources is missing: the text ends',
      'line[2]: capacity of resource 1 is missing: the text ends',
      'line[3]: duration of activity 1 is missing: the text ends',
      'line[4]: need of activity 1 is missing: the text ends',
      'line[5]: number of successors of activity 1 is missing: the text ends',
      'line[6]: successor of activity 1 is missing: the text ends',
      'line[7]: duration of activity 2 is missing: the text ends',
      'line[8]: need of activity 2 is missing: the text ends',
      'line[9]: number of successors of activity 2 is missing: the text ends',
    ]);
    expect(complaint('rcp', words.join('\n'))).toBe('');
  });
  it.each([
    ['2 1\n3\n4 2 1 3\n5 1 0', 'line[3]: no activity 3 among 2'],
    ['2 1\n3\n4 2 1 0\n5 1 0', 'line[3]: successor of activity 1: 0 is below 1'],
    ['2 1\n3\n4 2 1 2\n5 1 0\n\n 8', 'line[6]: more numbers than activities need'],
    ['0 1', 'line[1]: number of activities: 0 is below 1'],
    ['2 1\n3\n4x 2', 'line[3]: duration of activity 1: expected a whole number, got "4x"'],
    ['2 1\n3\nx4 2', 'line[3]: duration of activity 1: expected a whole number, got "x4"'],
    ['2 1\n3\n1234567890 2', 'line[3]: duration of activity 1: expected a whole number, got "1234567890"'],
    ['2 1\n3\n4 2 1 1\n5 1 0', 'successors[0]: a precedence cycle runs through or before the activities 0'],
  ])('%j', (text, words) => {
    expect(complaintOf(() => readInstance({ name: 'a.rcp', text }))).toBe(words);
  });
});

const head = [
  'number of jobs (all): 77 files',
  ' see - renewable: 5',
  ' jobs  (incl. supersource/sink ):  12',
  '  -  renewable                 :  2   R',
  '  - nonrenewable              :  0   N',
  '  - doubly constrained        :  0   D',
  '*** a row of stars ***',
];
const relations = [
  'no PRECEDENCE RELATIONS:',
  'PRECEDENCE RELATIONS:',
  'jobnr.    #modes  #successors   successors',
  ...Array.from({ length: 12 }, (_, job) => (job < 11 ? `${job + 1} 1 1 ${job + 2}` : '12 1 0')),
  '************',
];
const requests = [
  'see REQUESTS/DURATIONS:',
  'REQUESTS/DURATIONS:',
  'jobnr. mode duration  R 1  R 2',
  '------------------------------',
  ...Array.from({ length: 12 }, (_, job) => `${job + 1} 1 ${job} 1 0`),
  '************',
];
const availabilities = ['see RESOURCE AVAILABILITIES:', 'RESOURCE  AVAILABILITIES:', '  R  1  R 2', ' 3 4'];
const whole = [...head, ...relations, ...requests, ...availabilities];
const swap = (from: string, to: string) => whole.join('\n').replace(from, to);

describe('PSPLIB files', () => {
  it('are read, with several blanks, without a last row of stars', () => {
    const project = readInstance({ name: 'a.sm', text: whole.join('\r\n') });
    expect(project.durations).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    expect(project.successors[0]).toEqual([1]);
    expect(project).toMatchObject({ capacities: [3, 4] });
  });
  it('say what is missing where a section ends', () => {
    const inRelations = (...words: readonly string[]) =>
      complaint('sm', [...head, 'PRECEDENCE RELATIONS:', ...words, '***', ...requests, ...availabilities].join('\n'));
    expect(inRelations()).toBe('line[8]: job number is missing: the text ends');
    expect(inRelations('1')).toBe('line[9]: number of modes is missing: the text ends');
    expect(inRelations('1', '1')).toBe('line[10]: number of successors is missing: the text ends');
    expect(inRelations('1', '1', '1')).toBe('line[11]: successor is missing: the text ends');
    const inRequests = (...words: readonly string[]) =>
      complaint('sm', [...head, ...relations, 'REQUESTS/DURATIONS:', ...words, '***', ...availabilities].join('\n'));
    expect(inRequests()).toBe('line[24]: job number is missing: the text ends');
    expect(inRequests('1')).toBe('line[25]: mode is missing: the text ends');
    expect(inRequests('1', '1')).toBe('line[26]: duration is missing: the text ends');
    expect(inRequests('1', '1', '4')).toBe('line[27]: need of R 1 is missing: the text ends');
  });
  it.each([
    [swap('jobs  (', 'jobless ('), 'line[44]: no line "jobs (incl. supersource/sink)"'],
    [swap('  -  renewable', '  -  renewables'), ''],
    [swap('  -  renewable', '  renewable'), 'line[44]: no line "- renewable"'],
    [swap(':  2   R', ':  two R'), 'line[4]: no number after "- renewable"'],
    [swap(':  12', ':  '), 'line[3]: no number after "jobs (incl. supersource/sink)"'],
    [swap(':  0   N', ':  3   N'), 'line[5]: only renewable resources can be scheduled'],
    [swap(':  0   D', ':  1   D'), 'line[6]: only renewable resources can be scheduled'],
    [
      swap('number of jobs (all): 77 files', ' - nonrenewable : 10'),
      'line[1]: only renewable resources can be scheduled',
    ],
    [swap('\nPRECEDENCE', '\nprecedents'), 'line[44]: no line "PRECEDENCE RELATIONS:"'],
    [swap('\nREQUESTS', '\nquests'), 'line[44]: no line "REQUESTS/DURATIONS:"'],
    [swap('\nRESOURCE  AV', '\nAV'), 'line[44]: no line "RESOURCEAVAILABILITIES:"'],
    [swap('\n2 1 1 3', '\n3 1 1 3'), 'line[12]: expected job 2, got 3'],
    [swap('\n2 1 1 3', '\n2 2 1 3'), 'line[12]: only activities with one mode can be scheduled'],
    [swap('\n2 1 1 3', '\n2 1 1 0'), 'line[12]: successor: 0 is below 1'],
    [swap('\n2 1 1 3', '\n0 1 1 3'), 'line[12]: job number: 0 is below 1'],
    [swap('\n2 1 1 1 0', '\n2 0 1 1 0'), 'line[29]: mode: 0 is below 1'],
    [swap('\n2 1 1 1 0', '\n2 1 -1 1 0'), 'line[29]: duration: -1 is below 0'],
    [swap('\n2 1 1 1 0', '\n2 1 1 1 -5'), 'line[29]: need of R 2: -5 is below 0'],
    [swap('\n 3 4', '\n 3'), 'line[44]: capacity of R 2 is missing: the text ends'],
    [swap('\n 3 4', '\n 3 4\n\n5'), 'line[46]: more capacities than resources'],
  ])('%#', (text, words) => {
    expect(complaint('sm', text)).toBe(words);
  });
});

const dzn = (change: Readonly<Record<string, string>>) =>
  Object.entries({
    nActs: '2',
    dur: '[1,2]',
    nSkills: '1',
    sreq: '[| 1 | 1 |]',
    nResources: '1',
    mastery: '[| true |]',
    pred: '[1]',
    succ: '[2]',
    ...change,
  })
    .map(([name, value]) => `${name} = ${value};`)
    .join('\n');

describe('MSPSP files', () => {
  it('are read without the counts, too', () => {
    expect(complaint('dzn', dzn({}))).toBe('');
    const bare = dzn({}).replace(/^n\w+ = .*$/gm, '');
    expect(readInstance({ name: 'a.dzn', text: bare })).toMatchObject({ durations: [1, 2], successors: [[1], []] });
  });
  it.each([
    [{ nActs: '3' }, 'line[1]: nActs says 3, found 2'],
    [{ nSkills: '2' }, 'line[3]: nSkills says 2, found 1'],
    [{ nResources: '[]' }, 'line[5]: nResources says , found 1'],
    [{ nActs: '0', dur: '[]', sreq: '[]', nSkills: '1', pred: '[]', succ: '[]' }, 'line[3]: nSkills says 1, found 0'],
    [{ dur: '3' }, 'line[2]: dur: expected a list'],
    [{ dur: '[1,true]' }, 'line[2]: dur: expected a number, got true'],
    [{ sreq: '[1,2]' }, 'line[4]: sreq: expected rows'],
    [{ sreq: '[| 1 | true |]' }, 'line[4]: sreq: expected a number, got true'],
    [{ mastery: '[| 1 |]' }, 'line[6]: mastery: expected true or false, got 1'],
    [{ pred: '[1,1]' }, 'line[8]: pred and succ differ in length'],
    [{ pred: '[0]' }, 'line[7]: no activities 0 -> 2'],
    [{ pred: '[3]' }, 'line[7]: no activities 3 -> 2'],
    [{ succ: '[0]' }, 'line[7]: no activities 1 -> 0'],
    [{ succ: '[3]' }, 'line[7]: no activities 1 -> 3'],
    [{ pred: '[2]', succ: '[1]' }, ''],
    [{ dur: '[-1,2]' }, 'durations[0]: expected a whole number from 0 to 1000000, got -1'],
    [{ pred: '[1,2]', succ: '[2,1]' }, 'successors[0]: a precedence cycle runs through or before the activities 0, 1'],
  ])('%j', (change, words) => {
    expect(complaint('dzn', dzn(change))).toBe(words);
  });
  it.each(['dur', 'sreq', 'mastery', 'pred', 'succ'])('say that %s is missing', (name) => {
    const text = dzn({}).replace(new RegExp(`^${name} = .*\n?`, 'm'), '');
    expect(complaint('dzn', text)).toBe(`line[${text.split('\n').length}]: no "${name} = ...;"`);
  });
});

describe('readDzn', () => {
  const read = (text: string) => [...readDzn({ name: 'a.dzn', text })].map(([name, { value }]) => [name, value]);
  it('reads numbers, truths, lists, sets, tables and remarks', () => {
    expect(read('a = -12; b1_c=true;% rest = 3;\nc = [ false , 1 ]; d = {};\r\n e={ {1},  [] }; % 50 % off')).toEqual([
      ['a', -12],
      ['b1_c', true],
      ['c', [false, 1]],
      ['d', []],
      ['e', [[1], []]],
    ]);
    expect(read('t = [| 1,2 | 3,4 |]; u = [| 1,\n | 2, |]; v = [||]; w = [|\n|];')).toEqual([
      [
        't',
        [
          [1, 2],
          [3, 4],
        ],
      ],
      ['u', [[1], [2]]],
      ['v', []],
      ['w', []],
    ]);
    expect(readDzn({ name: 'a.dzn', text: '\n\nx = 1;' }).get('x')).toEqual({ value: 1, line: 3 });
    expect(read('')).toEqual([]);
  });
  it.each([
    ['x', 'line[1]: expected "=", got "the end"'],
    ['x\n3', 'line[2]: expected "=", got "3"'],
    ['x =', 'line[1]: a value is missing: the text ends'],
    ['x = 3', 'line[1]: expected ";", got "the end"'],
    ['x = 3\n4', 'line[2]: expected ";", got "4"'],
    ['3 = x;', 'line[1]: expected a name, got "3"'],
    ['= 3;', 'line[1]: expected a name, got "="'],
    ['x = ];', 'line[1]: expected a value, got "]"'],
    ['x =\ny;', 'line[2]: expected a value, got "y"'],
    ['x = [1 2];', 'line[1]: expected "," or "]"'],
    ['x = {1 2};', 'line[1]: expected "," or "}"'],
    ['x = [1,2', 'line[1]: expected "," or "]"'],
    ['x = [1,', 'line[1]: a value is missing: the text ends'],
    ['x = [| 1,\n2', 'line[1]: a table is not closed by "|]"'],
    ['x = [| 1 |', 'line[1]: a table is not closed by "|]"'],
    ['x = 1;\ny = 1.5;', 'line[2]: unexpected "."'],
    ['x = "a";', 'line[1]: unexpected """'],
  ])('%j', (text, words) => {
    expect(complaintOf(() => readDzn({ name: 'a.dzn', text }))).toBe(words);
  });
});
