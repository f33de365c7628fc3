import { describe, expect, it } from 'vitest';
import { type DemandForm, demandOf, problemsOf, readForm } from './form.ts';

const form: DemandForm = {
  skill: 'go',
  level: '3',
  tag: 'rest-api',
  hours: '240',
  start: '2026-11-23',
  deadline: '2026-12-11',
};

describe('the demand form', () => {
  it('becomes a demand', () => {
    expect(problemsOf(form, '2026-11-22')).toEqual({});
    expect(demandOf(form)).toMatchObject({
      effortHours: 240,
      deadline: '2026-12-11',
      skills: [{ skillId: 'go', atLeast: 3 }],
    });
  });

  it.each([
    [{ skill: 'goo' }, { skill: 'unknown-skill' }],
    [{ level: '9' }, { level: 'level' }],
    [{ tag: 'x' }, { tag: 'unknown-tag' }],
    [{ hours: '0' }, { hours: 'hours' }],
    [{ hours: 'NaN' }, { hours: 'hours' }],
    [{ hours: '-5' }, { hours: 'hours' }],
    [{ start: '2026-02-30' }, { start: 'not-a-day' }],
    [{ deadline: '2026-11-01' }, { deadline: 'past' }],
    [{ start: '2026-12-20' }, { deadline: 'before-start' }],
    [{ deadline: '9999-01-01' }, { deadline: 'too-far' }],
  ] as const)('says what is wrong with %o', (change, expected) => {
    expect(problemsOf({ ...form, ...change }, '2026-11-22')).toEqual(expected);
  });

  it('keeps what was typed', () => {
    expect(readForm({ skill: ' <b> ' }, form)).toEqual({ ...form, skill: '<b>' });
  });
});
