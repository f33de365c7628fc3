import { describe, expect, it } from 'vitest';
import { type Allocation, type Person, suggestRemedies } from '../index.ts';

const lin: Person = { id: 'lin', hoursPerDay: 8, focus: 1, skills: { go: 4 } };
const demand = { id: 'fix', effortHours: 40, needs: { go: 3 }, start: '2026-11-16', deadline: '2026-11-20' };
const survey = { id: 'survey', personId: 'lin', start: '2026-11-16', end: '2026-11-21', core: false };
const deferOf = (person: Person, allocation: Allocation) =>
  suggestRemedies({ team: { people: [person], allocations: [allocation] }, demand }).find(
    ({ kind }) => kind === 'defer',
  );

describe('work that is put off', () => {
  const away = { ...lin, absences: [{ start: '2026-11-23', end: '2026-11-28' }] };

  it('goes to no week in which its person is on leave, however its hours are stated', () => {
    for (const rate of [{ hours: 40 }, { hoursPerWeek: 40 }, { share: 1 }]) {
      expect(deferOf(away, { ...survey, ...rate })).toMatchObject({ closes: true, resumes: '2026-11-30', breaks: [] });
      expect(deferOf(lin, { ...survey, ...rate })).toMatchObject({ resumes: '2026-11-23', breaks: [] });
    }
  });

  it('asks of later days no more than its own days had, where it was too much all along', () => {
    expect(deferOf(away, { ...survey, hours: 60 })).toMatchObject({ resumes: '2026-11-30' });
  });

  it('says what it costs where its person never comes back', () => {
    const leaves = { ...lin, employedUntil: '2026-11-21' };
    expect(deferOf(leaves, { ...survey, hours: 40 })?.breaks).toMatchObject([{ kind: 'overload', hours: 40 }]);
    expect(deferOf(leaves, { ...survey, share: 1 })?.breaks).toMatchObject([{ kind: 'dropped', hours: 40 }]);
  });
});
