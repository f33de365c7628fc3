import { describe, expect, it } from 'vitest';
import { admitDemand, parseTeam, suggestRemedies, type Team } from '../index.ts';

const lin = { id: 'lin', hoursPerDay: 8, focus: 1, skills: { go: 3 } };
const demand = { id: 'd', effortHours: 8, start: '2026-11-16', deadline: '2026-11-20' };
const codeOf = (needs: Readonly<Record<string, number>>) => {
  const answer = admitDemand({ team: { people: [lin] }, demand: { ...demand, needs } });
  return answer.ok ? null : answer.rejection.code;
};

describe('a skill called like something that every object has', () => {
  it.each(['constructor', 'toString', 'hasOwnProperty', 'valueOf'])(
    '%s is held by nobody who does not state it',
    (name) => {
      expect(codeOf({ [name]: 1 })).toBe('planner/nobody-has-skill');
      const people = [{ ...lin, skills: { [name]: 2 } }];
      expect(admitDemand({ team: { people }, demand: { ...demand, needs: { [name]: 1 } } }).ok).toBe(true);
    },
  );

  it('is refused where it would be lost on the way', () => {
    const skills = JSON.parse('{"__proto__": 2}');
    expect(() => codeOf(skills)).toThrow('demand.needs.__proto__');
    expect(() => parseTeam({ people: [{ ...lin, skills }] })).toThrow('people[0].skills.__proto__');
  });
});

describe('a number that is none is refused where it would decide', () => {
  const allocation = { id: 'a', personId: 'lin', start: '2026-11-16', end: '2026-11-21', share: 0.9, core: false };
  const asked =
    (more: object, own: object = {}) =>
    () =>
      suggestRemedies({
        team: { people: [lin], allocations: [{ ...allocation, ...more }] } as Team,
        demand: { ...demand, effortHours: 30, ...own },
      });

  it.each([
    ['needs', { needs: { x: Number.NaN } }, 'team.allocations[0].needs.x'],
    ['value', { value: Number.NaN }, 'team.allocations[0].value'],
    ['priority', { priority: Number.POSITIVE_INFINITY }, 'team.allocations[0].priority'],
  ])('%s of an allocation', (_what, more, path) => expect(asked(more)).toThrow(path));

  it.each([
    ['priority', { priority: Number.NaN }, 'demand.priority'],
    ['value', { value: -1 }, 'demand.value'],
  ])('%s of a demand', (_what, own, path) => expect(asked({}, own)).toThrow(path));
});
