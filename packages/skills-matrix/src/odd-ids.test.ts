import {
  analyseCoverage,
  assignPeople,
  buildMatchIndex,
  buildProfiles,
  composeTeam,
  type Evidence,
  explainLevel,
  exportMatrix,
  findTopCandidates,
  listHiringNeeds,
  listReminders,
  matchMentors,
  migrateTaxonomy,
  planGrowth,
  rankCandidates,
  simulateLeaving,
} from '@meritkit/skills-matrix';
import { expect, test } from 'vitest';
import { refusalsOf } from '../testing/refusals.ts';

const odd = [
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  '\ud800',
  '\udfff\ud800',
  ' ',
  '*',
  'a:b',
  'a%3Ab',
  '林',
  '👩‍💻',
  'x'.repeat(50_000),
];
const taxonomy = {
  version: '__proto__',
  skills: odd.map((id) => ({ id, name: { en: id }, adjacent: id === '*' ? [] : [{ skillId: '*', similarity: 0.5 }] })),
};

function everything(evidence: readonly Evidence[]) {
  const profiles = buildProfiles({ evidence, taxonomy, asOf: '2026-11-22' });
  const skills = odd.slice(0, 5).map((skillId) => ({ skillId, atLeast: 3, weight: 1, must: true }));
  const demand = {
    id: '__proto__',
    skills: skills.slice(0, 2),
    headcount: 2,
    experience: odd.map((tag) => ({ tag, weight: 1 })),
  };
  const wish = { ...demand, skills: skills.map((skill) => ({ ...skill, must: false })) };
  const goals = odd.map((skillId) => ({ skillId, atLeast: 5 }));
  const targets = odd.map((skillId) => ({ skillId, atLeast: 3, people: 3 }));
  const groupBy = odd.filter((id) => id !== '*').map((group, at) => ({ personId: odd[at + 1]!, group }));
  return {
    profiles,
    ranked: rankCandidates({ profiles, demand: wish, shortlist: 2 }),
    top: findTopCandidates({ index: buildMatchIndex({ profiles }), demand: wish, limit: 99 }),
    team: composeTeam({ profiles, demand, limits: { distanceCost: 1, groups: groupBy } }),
    assigned: assignPeople({ profiles, demands: [wish, { ...wish, id: 'constructor' }] }),
    coverage: analyseCoverage({ profiles, groupBy, targets }),
    hiring: listHiringNeeds({ profiles, groupBy, targets }),
    leaving: simulateLeaving({ profiles, groupBy, leaving: ['__proto__'] }),
    mentors: matchMentors({
      profiles,
      learners: odd.slice(0, 6).map((personId) => ({ personId, goals })),
      mentors: odd.slice(6).map((personId) => ({ personId, capacity: 1, prefers: odd })),
    }),
    reminders: listReminders({
      profiles,
      training: odd.map((personId) => ({ personId, courseId: '__proto__', dueOn: '2026-11-22' })),
    }),
    plan: planGrowth({
      ...{ profiles, personId: '__proto__', target: goals.slice(0, 3) },
      courses: odd.map((id) => ({ id, raises: [{ skillId: id, toLevel: 5 }], hours: 1 })),
    }),
    matrix: exportMatrix({ profiles, locale: 'en' }),
    why: explainLevel({ evidence, taxonomy, asOf: '2026-11-22', personId: '__proto__', skillId: 'constructor' }),
    moved: migrateTaxonomy({
      from: taxonomy,
      to: taxonomy,
      evidence,
      changes: [{ kind: 'merged', from: ['__proto__', 'toString'], to: 'constructor' }],
    }),
  };
}

const evidence: readonly Evidence[] = odd.flatMap((personId, at): Evidence[] => [
  ...odd.map(
    (skillId, k): Evidence => ({
      id: `${personId}/${skillId}`,
      personId,
      kind: 'assessment',
      skillId,
      level: (at * 3 + k * 5) % 6,
      at: '2026-11-01',
    }),
  ),
  { id: `project ${personId}`, personId, kind: 'project', tags: odd, months: at, at: '2026-10-01' },
  {
    id: `certificate ${personId}`,
    personId,
    kind: 'certificate',
    name: personId,
    issuer: '__proto__',
    at: '2025-12-01',
    validTo: '2026-12-01',
  },
]);

test('ids that JavaScript, Unicode or a key of a table could trip over are ids like any other', () => {
  const { profiles, ranked, top, team, coverage, mentors, reminders, why } = everything(evidence);
  expect(profiles.people.map((person) => person.personId)).toEqual([...odd].sort());
  for (const person of profiles.people) expect(person.skills.map((skill) => skill.skillId)).toEqual([...odd].sort());
  expect(top).toEqual(ranked.map(({ lift: _, ...candidate }) => candidate));
  expect(team.ok).toBe(true);
  expect(coverage.map(({ group }) => group)).toEqual(['*', ...odd.filter((id) => id !== '*').sort()]);
  expect(mentors.pairs.length + mentors.unmatched.length).toBe(6);
  expect(reminders).toHaveLength(2 * odd.length);
  expect(new Set(reminders.map(({ key }) => key)).size).toBe(2 * odd.length);
  expect(why.value).toBe(5);
});

test('and in any order of the evidence every answer has the same bytes', () => {
  const [{ moved: _, ...given }, { moved: __, ...turned }] = [everything(evidence), everything(evidence.toReversed())];
  expect(JSON.stringify(turned)).toBe(JSON.stringify(given));
});

test('a matrix of a skill that is not there is refused, not a column of nothing known', () => {
  const { profiles } = everything(evidence);
  expect(refusalsOf(() => exportMatrix({ profiles, locale: 'en', skillIds: ['*', 'goo'] }))).toEqual([
    'skills/unknown-skill skillIds.1',
  ]);
});
