import {
  analyseCoverage,
  assessReadiness,
  assignPeople,
  buildProfiles,
  type Certificate,
  checkTaxonomy,
  compareSelectionRates,
  composeTeam,
  type Demand,
  defaultScale,
  type Evidence,
  listReminders,
  matchMentors,
  mergeStatistics,
  migrateTaxonomy,
  planGrowth,
  rankCandidates,
  scaleRange,
  simulateLeaving,
  solveAssignment,
  type Taxonomy,
} from '@meritkit/skills-matrix';
import { describe, expect, test } from 'vitest';
import { profilesOf, plainTaxonomy as taxonomy } from '../testing/people.ts';
import { refusalsOf } from '../testing/refusals.ts';
import { collectStatistics } from './profiles/collect.ts';

const profiles = profilesOf({ lin: { go: 4, sql: 2 } });
const go = { skillId: 'go', atLeast: 3, weight: 1 } as const;
const ask = (demand: Partial<Demand>) => () => rankCandidates({ profiles, demand: { skills: [go], ...demand } });
const rating = { id: 'e', personId: 'lin', kind: 'self-rating', skillId: 'go', level: 3, at: '2026-09-30' } as const;
const build = (...evidence: readonly Evidence[]) => {
  return () => buildProfiles({ asOf: '2026-11-22', taxonomy, evidence });
};
const certificate = (rest: Partial<Certificate>): Evidence => {
  return { id: 'e', personId: 'lin', kind: 'certificate', name: 'CKA', issuer: 'CNCF', at: '2026-01-01', ...rest };
};
const team = (limits: Parameters<typeof composeTeam>[0]['limits'], demand: Demand = { skills: [go] }) => {
  return () => composeTeam({ profiles, demand, ...(limits === undefined ? {} : { limits }) });
};
const ladder = (requires: object) => ({ id: 'l', steps: [{ id: 's', name: 'S', requires }] });
const ready = (requires: object) => () => assessReadiness({ profiles, personId: 'lin', ladder: ladder(requires) });
const course = { id: 'c', raises: [], hours: 1 };
const plan = (options: Partial<Parameters<typeof planGrowth>[0]>) => () =>
  planGrowth({ profiles, personId: 'lin', target: [], courses: [course], ...options });
const manySkills: Taxonomy = {
  version: 'many',
  skills: Array.from({ length: 25 }, (_, at) => ({ id: `s${at}`, name: `S${at}` })),
};
const manyNeeds = (count: number): Demand => ({
  skills: manySkills.skills.slice(0, count).map(({ id }) => ({ skillId: id, atLeast: 1, weight: 1, must: true })),
});
const statistics = (evidence: readonly Evidence[], asOf = '2026-11-22') =>
  collectStatistics({ asOf, taxonomy, evidence });

describe.each<[string, readonly (readonly [string, () => unknown])[]]>([
  [
    'a demand',
    [
      ['skills/no-requirement demand.skills', ask({ skills: [] })],
      ['skills/unknown-skill demand.skills.0.skillId', ask({ skills: [{ ...go, skillId: 'goo' }] })],
      ['skills/unknown-level demand.skills.0.atLeast', ask({ skills: [{ ...go, atLeast: 6 }] })],
      ['skills/unknown-level demand.skills.0.atLeast', ask({ skills: [{ ...go, atLeast: Number.NaN }] })],
      ['skills/invalid-weight demand.skills.0.weight', ask({ skills: [{ ...go, weight: -1 }] })],
      ['skills/invalid-weight demand.skills.0.weight', ask({ skills: [{ ...go, weight: Number.POSITIVE_INFINITY }] })],
      ['skills/weights-sum-zero demand.skills', ask({ skills: [{ ...go, weight: 0 }] })],
      ['skills/duplicate-requirement demand', ask({ skills: [go, go] })],
      ['skills/duplicate-requirement demand', ask({ language: { skillId: 'go', atLeast: 1 } })],
      ['skills/unknown-skill demand.language.skillId', ask({ language: { skillId: 'x', atLeast: 1 } })],
      ['skills/invalid-weight demand.experience.0.weight', ask({ experience: [{ tag: 'x', weight: Number.NaN }] })],
      ['skills/invalid-weight demand.experience.0.months', ask({ experience: [{ tag: 'x', weight: 1, months: -1 }] })],
      ['skills/invalid-weight demand.availability.weight', ask({ availability: { weight: -1 } })],
      ['skills/invalid-share demand.availability.atLeast', ask({ availability: { weight: 1, atLeast: 0 } })],
      ['skills/invalid-share demand.availability.atLeast', ask({ availability: { weight: 1, atLeast: 1.01 } })],
      ['skills/invalid-headcount demand.headcount', ask({ headcount: 0 })],
      ['skills/invalid-headcount demand.headcount', ask({ headcount: 1.5 })],
      ['skills/dates-reversed demand.period.end', ask({ period: { start: '2026-11-22', end: '2026-11-22' } })],
      ['core/not-a-date demand.period.start', ask({ period: { start: '2026-02-30', end: '2026-11-22' } })],
      ['core/not-a-date demand.period.end', ask({ period: { start: '2026-02-28', end: 'soon' } })],
    ],
  ],
  [
    'evidence',
    [
      ['skills/unknown-skill evidence.0.skillId', build({ ...rating, skillId: 'goo' })],
      ['skills/unknown-level evidence.0.level', build({ ...rating, level: 5.1 })],
      ['skills/unknown-level evidence.0.level', build({ ...rating, level: Number.NaN })],
      ['skills/duplicate-evidence evidence.1.id', build(rating, { ...rating, level: 4 })],
      ['core/not-a-date evidence.0.at', build({ ...rating, at: '2026-13-01' })],
      ['skills/dates-reversed evidence.0.validTo', build(certificate({ validTo: '2026-01-01' }))],
      ['core/not-a-date evidence.0.validTo', build(certificate({ validTo: 'x' }))],
      ['core/not-a-date evidence.0.validFrom', build(certificate({ validFrom: 'x' }))],
      ['core/not-a-date evidence.0.revokedAt', build(certificate({ revokedAt: 'x' }))],
      [
        'skills/unknown-skill evidence.0.skills.0.skillId',
        build(certificate({ skills: [{ skillId: 'x', level: 1 }] })),
      ],
      [
        'skills/self-endorsement evidence.0.endorserId',
        build({ ...rating, kind: 'endorsement', endorserId: 'lin', endorserLevel: 3 }),
      ],
      [
        'skills/unknown-skill evidence.0.skillId',
        build({ id: 'e', personId: 'lin', kind: 'contribution', skillId: 'x', at: '2026-09-30' }),
      ],
      [
        'skills/invalid-evidence evidence.0.count',
        build({ id: 'e', personId: 'lin', kind: 'contribution', skillId: 'go', count: -1, at: '2026-09-30' }),
      ],
      [
        'skills/invalid-evidence evidence.0.interest',
        build({ id: 'e', personId: 'lin', kind: 'interest', skillId: 'go', interest: 1.1, at: '2026-09-30' }),
      ],
      [
        'skills/unknown-skill evidence.0.skillId',
        build({ id: 'e', personId: 'lin', kind: 'interest', skillId: 'x', interest: 1, at: '2026-09-30' }),
      ],
      [
        'skills/invalid-evidence evidence.0.months',
        build({ id: 'e', personId: 'lin', kind: 'project', tags: [], months: Number.NaN, at: '2026-09-30' }),
      ],
      ['core/not-a-date asOf', () => buildProfiles({ asOf: 'today', taxonomy, evidence: [] })],
    ],
  ],
  [
    'statistics',
    [
      [
        'skills/evidence-counted evidence',
        () => mergeStatistics({ left: statistics([rating]), right: statistics([rating]) }),
      ],
      [
        'skills/evidence-counted evidence',
        () => {
          const later = statistics([{ ...rating, at: '2026-12-01' }]);
          return mergeStatistics({ left: later, right: later });
        },
      ],
      [
        'skills/statistics-differ right.asOf',
        () => mergeStatistics({ left: statistics([]), right: statistics([], '2026-11-23') }),
      ],
      [
        'skills/statistics-differ right.taxonomyVersion',
        () => mergeStatistics({ left: statistics([]), right: { ...statistics([]), taxonomyVersion: 'x' } }),
      ],
      [
        'skills/statistics-differ right.policy',
        () => mergeStatistics({ left: statistics([]), right: { ...statistics([]), policy: { id: 'x', version: 1 } } }),
      ],
    ],
  ],
  [
    'a taxonomy or a scale',
    [
      [
        'skills/duplicate-skill skills.1.id',
        () => checkTaxonomy({ taxonomy: { version: '1', skills: [taxonomy.skills[0]!, taxonomy.skills[0]!] } }),
      ],
      [
        'skills/dangling-parent skills.0.parents.0',
        () => checkTaxonomy({ taxonomy: { version: '1', skills: [{ id: 'a', name: 'A', parents: ['b'] }] } }),
      ],
      ['skills/invalid-scale scale.levels', () => scaleRange({ ...defaultScale, levels: [] })],
      [
        'skills/unknown-skill changes.0.to',
        () => migrateTaxonomy({ from: taxonomy, to: taxonomy, changes: [{ kind: 'renamed', from: 'go', to: 'x' }] }),
      ],
      [
        'skills/unknown-skill changes.0.from',
        () => migrateTaxonomy({ from: taxonomy, to: taxonomy, changes: [{ kind: 'retired', from: 'x' }] }),
      ],
      [
        'skills/conflicting-changes changes.1.from',
        () =>
          migrateTaxonomy({
            from: taxonomy,
            to: taxonomy,
            changes: [
              { kind: 'retired', from: 'go' },
              { kind: 'retired', from: 'go' },
            ],
          }),
      ],
      [
        'skills/unmapped-skill evidence.0',
        () => migrateTaxonomy({ from: taxonomy, to: manySkills, changes: [], evidence: [rating] }),
      ],
      [
        'skills/unmapped-skill demands.0',
        () => migrateTaxonomy({ from: taxonomy, to: manySkills, changes: [], demands: [{ skills: [go] }] }),
      ],
      [
        'skills/unmapped-skill demands.0',
        () =>
          migrateTaxonomy({
            from: taxonomy,
            to: manySkills,
            changes: [],
            demands: [{ skills: [], language: { skillId: 'go', atLeast: 1 } }],
          }),
      ],
    ],
  ],
  [
    'a team or an assignment',
    [
      ['skills/invalid-limit limits.size', team({ size: 0 })],
      ['skills/invalid-limit limits.maximumNodes', team({ maximumNodes: 0 })],
      ['skills/invalid-limit limits.alternatives', team({ alternatives: -1 })],
      ['skills/invalid-cost limits.costs.0', team({ costs: [{ personId: 'lin', cost: Number.NaN }] })],
      ['skills/invalid-cost limits.loads.0', team({ loads: [{ personId: 'lin', load: -0.1 }] })],
      ['skills/invalid-cost limits.distanceCost', team({ distanceCost: -1 })],
      [
        'skills/invalid-cost limits.distances.0.distance',
        team({ distanceCost: 1, distances: [{ between: ['a', 'b'], distance: Number.POSITIVE_INFINITY }] }),
      ],
      [
        'skills/too-many-needs demand.skills',
        () => composeTeam({ profiles: profilesOf({}, { taxonomy: manySkills }), demand: manyNeeds(25) }),
      ],
      ['skills/duplicate-demand demands.0.id', () => assignPeople({ profiles, demands: [{ skills: [go] }] })],
      [
        'skills/duplicate-demand demands.1.id',
        () =>
          assignPeople({
            profiles,
            demands: [
              { id: 'd', skills: [go] },
              { id: 'd', skills: [go] },
            ],
          }),
      ],
      ['skills/no-requirement demands.0.skills', () => assignPeople({ profiles, demands: [{ id: 'd', skills: [] }] })],
      [
        'skills/invalid-capacity capacities.0.demands',
        () =>
          assignPeople({
            profiles,
            demands: [{ id: 'd', skills: [go] }],
            capacities: [{ personId: 'lin', demands: -1 }],
          }),
      ],
      ['skills/invalid-matrix costs', () => solveAssignment({ costs: [[1], [2]] })],
      ['skills/invalid-matrix costs.1', () => solveAssignment({ costs: [[1, 2], [3]] })],
      ['skills/invalid-matrix costs.0.1', () => solveAssignment({ costs: [[1, Number.NaN]] })],
      ['skills/invalid-matrix costs.0.0', () => solveAssignment({ costs: [[Number.NEGATIVE_INFINITY]] })],
    ],
  ],
  [
    'coverage, growth and fairness',
    [
      [
        'skills/unknown-skill targets.0.skillId',
        () => analyseCoverage({ profiles, targets: [{ skillId: 'x', atLeast: 1, people: 1 }] }),
      ],
      [
        'skills/unknown-level targets.0.atLeast',
        () => analyseCoverage({ profiles, targets: [{ skillId: 'go', atLeast: -1, people: 1 }] }),
      ],
      [
        'skills/invalid-target targets.0.people',
        () => analyseCoverage({ profiles, targets: [{ skillId: 'go', atLeast: 1, people: 0.5 }] }),
      ],
      ['skills/unknown-person leaving.0', () => simulateLeaving({ profiles, leaving: ['nobody'] })],
      [
        'skills/unknown-skill ladder.steps.0.requires.skills.0.skillId',
        ready({ skills: [{ skillId: 'x', atLeast: 1 }] }),
      ],
      [
        'skills/unknown-level ladder.steps.0.requires.skills.0.atLeast',
        ready({ skills: [{ skillId: 'go', atLeast: 9 }] }),
      ],
      ['skills/no-requirement ladder.steps.0.requires', ready({})],
      [
        'skills/unknown-step current.stepId',
        () =>
          assessReadiness({
            profiles,
            personId: 'lin',
            ladder: ladder({}),
            current: { stepId: 'x', since: '2026-01-01' },
          }),
      ],
      [
        'skills/dates-reversed current.since',
        () =>
          assessReadiness({
            profiles,
            personId: 'lin',
            ladder: {
              id: 'l',
              steps: [ladder({}).steps[0]!, { id: 't', name: 'T', requires: { tenureDays: { days: 9 } } }],
            },
            current: { stepId: 's', since: '2026-11-23' },
          }),
      ],
      ['skills/unknown-person personId', plan({ personId: 'nobody' })],
      ['skills/unknown-skill target.0.skillId', plan({ target: [{ skillId: 'x', atLeast: 1 }] })],
      ['skills/unknown-level target.0', plan({ target: [{ skillId: 'go', atLeast: 9 }] })],
      ['skills/duplicate-course courses.1.id', plan({ courses: [course, course] })],
      ['skills/unknown-course courses.0.afterCourses', plan({ courses: [{ ...course, afterCourses: ['x'] }] })],
      ['skills/invalid-cost courses.0.hours', plan({ courses: [{ ...course, hours: -1 }] })],
      ['skills/invalid-cost courses.0.price', plan({ courses: [{ ...course, price: Number.NaN }] })],
      ['skills/invalid-cost hoursPerWeek', plan({ hoursPerWeek: 0 })],
      ['skills/invalid-limit maximumNodes', plan({ maximumNodes: 0 })],
      [
        'skills/unknown-person mentors.0.personId',
        () => matchMentors({ profiles, learners: [], mentors: [{ personId: 'nobody', capacity: 1 }] }),
      ],
      [
        'skills/invalid-capacity mentors.0.capacity',
        () => matchMentors({ profiles, learners: [], mentors: [{ personId: 'lin', capacity: 0.5 }] }),
      ],
      ['skills/invalid-limit withinDays', () => listReminders({ profiles, withinDays: 0 })],
      [
        'core/not-a-date training.0.dueOn',
        () => listReminders({ profiles, training: [{ personId: 'lin', courseId: 'c', dueOn: 'x' }] }),
      ],
      [
        'skills/invalid-selection groups.0',
        () => compareSelectionRates({ groups: [{ group: 'a', selected: 2, considered: 1 }] }),
      ],
      [
        'skills/invalid-selection groups.0',
        () => compareSelectionRates({ groups: [{ group: 'a', selected: 0.5, considered: 1 }] }),
      ],
      [
        'skills/invalid-selection groups.1',
        () =>
          compareSelectionRates({
            groups: [
              { group: 'a', selected: 0, considered: 1 },
              { group: 'a', selected: 0, considered: 1 },
            ],
          }),
      ],
    ],
  ],
])('broken input: %s', (_, cases) => {
  test.each(cases)('%s', (expected, work) => {
    expect(refusalsOf(work)).toContain(expected);
  });
});

test('what lies just within the limits is taken', () => {
  for (const work of [
    ask({ headcount: 1, availability: { weight: 0, atLeast: 1 } }),
    ask({ period: { start: '2026-11-22', end: '2026-11-23' } }),
    ask({ skills: [{ ...go, atLeast: 5 }], experience: [{ tag: 'x', weight: 0, months: 0 }] }),
    team({ size: 1, maximumNodes: 1, alternatives: 0, costs: [{ personId: 'lin', cost: 0 }] }),
    () => composeTeam({ profiles: profilesOf({}, { taxonomy: manySkills }), demand: manyNeeds(24) }),
    build({ ...rating, kind: 'endorsement', endorserId: 'wu', endorserLevel: null }),
    build(certificate({ validTo: '2026-01-02', revokedAt: '2026-01-01' })),
    plan({ target: [], maximumNodes: 1 }),
  ]) {
    expect(refusalsOf(work)).toEqual([]);
  }
});

test('a million people and no requirement is a refusal before anybody is looked at', () => {
  const huge = { ...profiles, people: new Array(1_000_000).fill(profiles.people[0]) };
  expect(refusalsOf(() => rankCandidates({ profiles: huge, demand: { skills: [] } }))).toEqual([
    'skills/no-requirement demand.skills',
  ]);
});
