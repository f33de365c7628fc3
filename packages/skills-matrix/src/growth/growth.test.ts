import { recompute } from '@meritkit/core/explanation';
import {
  assessReadiness,
  type Course,
  listReminders,
  matchMentors,
  planGrowth,
  skillsOperations,
} from '@meritkit/skills-matrix';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { casesOf } from '../../testing/cases.ts';
import { profilesOf } from '../../testing/people.ts';

const profiles = profilesOf(
  { lin: { go: 4, sql: 2 } },
  {
    evidence: [
      { id: 'p1', personId: 'lin', kind: 'project', role: 'lead', tags: ['pay'], months: 6, at: '2026-01-01' },
      { id: 'p2', personId: 'lin', kind: 'project', tags: ['pay'], months: 2, at: '2026-02-01' },
      {
        id: 'c1',
        personId: 'lin',
        kind: 'certificate',
        name: 'CKA',
        issuer: 'CNCF',
        at: '2024-12-01',
        validTo: '2026-12-01',
      },
      {
        id: 'c2',
        personId: 'lin',
        kind: 'certificate',
        name: 'AWS',
        issuer: 'AWS',
        at: '2023-11-01',
        validTo: '2026-11-01',
      },
      {
        id: 'c3',
        personId: 'lin',
        kind: 'certificate',
        name: 'PMP',
        issuer: 'PMI',
        at: '2023-11-01',
        validTo: '2026-11-30',
        revokedAt: '2025-01-01',
      },
      { id: 'k1', personId: 'lin', kind: 'course', courseId: 'basics', at: '2026-03-01' },
    ],
  },
);
const ladder = {
  id: 'engineer',
  steps: [
    { id: 'p5', name: 'P5', requires: { skills: [{ skillId: 'go', atLeast: 2 }] } },
    {
      id: 'p6',
      name: 'P6',
      requires: {
        skills: [
          { skillId: 'go', atLeast: 4, weight: 2 },
          { skillId: 'sql', atLeast: 4 },
          { skillId: 'ops', atLeast: 3 },
        ],
        projects: [
          { count: 2, tag: 'pay' },
          { count: 2, role: 'lead' },
        ],
        certificates: [{ name: 'CKA' }, { name: 'AWS' }],
        tenureDays: { days: 730 },
      },
    },
  ],
};

test('readiness names what is met, what is missing and what comes next', () => {
  const readiness = assessReadiness({
    profiles,
    personId: 'lin',
    ladder,
    current: { stepId: 'p5', since: '2025-11-22' },
  });
  expect(readiness.requirements.map((item) => [item.kind, item.key, item.have, item.need, item.met])).toEqual([
    ['skill', 'go', 4, 4, true],
    ['skill', 'sql', 2, 4, false],
    ['skill', 'ops', null, 3, false],
    ['project', 'pay', 2, 2, true],
    ['project', 'lead', 1, 2, false],
    ['certificate', 'CKA', 1, 1, true],
    ['certificate', 'AWS', 0, 1, false],
    ['tenure', 'tenure', 365, 730, false],
  ]);
  expect(readiness.progress).toBeCloseTo((2 + 0.5 + 0 + 1 + 0.5 + 1 + 0 + 0.5) / 9, 12);
  expect(readiness).toMatchObject({
    ready: false,
    currentStepId: 'p5',
    nextStepId: 'p6',
    nextBestStep: { key: 'sql' },
  });
  expect(readiness.requirements[1]!.wouldAdd).toBeCloseTo(0.5 / 9, 12);
  expect(recompute({ explanation: readiness.explanation, operations: skillsOperations })).toBe(readiness.progress);
});

test('a step that is met is ready, the last step has no next, and unknown steps are refused', () => {
  expect(assessReadiness({ profiles, personId: 'lin', ladder })).toMatchObject({
    ready: true,
    progress: 1,
    nextStepId: 'p5',
    nextBestStep: null,
  });
  expect(
    assessReadiness({ profiles, personId: 'lin', ladder, current: { stepId: 'p6', since: '2026-01-01' } }),
  ).toMatchObject({ nextStepId: null, ready: false });
  expect(() =>
    assessReadiness({ profiles, personId: 'lin', ladder, current: { stepId: 'p9', since: '2026-01-01' } }),
  ).toThrow(/current\.stepId/);
  expect(() =>
    assessReadiness({ profiles, personId: 'lin', ladder, current: { stepId: 'p5', since: '2027-01-01' } }),
  ).toThrow(/current\.since/);
  expect(() => assessReadiness({ profiles, personId: 'wu', ladder })).toThrow(/personId/);
  expect(() =>
    assessReadiness({ profiles, personId: 'lin', ladder: { id: 'x', steps: [{ id: 'a', name: 'A', requires: {} }] } }),
  ).toThrow(/requires/);
});

test('reminders come from certificates, training and promotions, with keys that stay the same', () => {
  const ready = assessReadiness({ profiles, personId: 'lin', ladder });
  const near = assessReadiness({ profiles, personId: 'lin', ladder, current: { stepId: 'p5', since: '2025-11-22' } });
  const reminders = listReminders({
    profiles,
    readiness: [ready, near],
    nearFrom: 0.6,
    training: [
      { personId: 'lin', courseId: 'basics', dueOn: '2026-11-20' },
      { personId: 'lin', courseId: 'go-2', dueOn: '2026-11-20' },
      { personId: 'lin', courseId: 'go-3', dueOn: '2026-11-22' },
      { personId: 'lin', courseId: 'go-4', dueOn: '2027-11-22' },
    ],
  });
  expect(reminders.map((item) => [item.kind, item.key, 'inDays' in item ? item.inDays : null])).toEqual([
    ['promotion-near', 'promotion-near:lin:engineer:p6', null],
    ['promotion-ready', 'promotion-ready:lin:engineer:p5', null],
    ['certificate-expired', 'certificate-expired:c2:2026-11-01', -21],
    ['training-overdue', 'training-overdue:lin:go-2:2026-11-20', -2],
    ['training-due', 'training-due:lin:go-3:2026-11-22', 0],
    ['certificate-expires', 'certificate-expires:c1:2026-12-01', 9],
  ]);
  expect(listReminders({ profiles, readiness: [near], withinDays: 5 })).toEqual([]);
});

const courses: readonly Course[] = [
  { id: 'sql-all', raises: [{ skillId: 'sql', toLevel: 4 }], hours: 40, price: 10 },
  { id: 'sql-3', raises: [{ skillId: 'sql', toLevel: 3 }], hours: 10, price: 50 },
  {
    id: 'sql-4',
    raises: [{ skillId: 'sql', toLevel: 4 }],
    afterSkills: [{ skillId: 'sql', atLeast: 3 }],
    hours: 12,
    price: 50,
  },
  { id: 'ops-3', raises: [{ skillId: 'ops', toLevel: 3 }], afterCourses: ['basics', 'sql-4'], hours: 8 },
];

test('the cheapest courses are taken in an order that works', () => {
  const target = [
    { skillId: 'sql', atLeast: 4 },
    { skillId: 'go', atLeast: 3 },
    { skillId: 'ops', atLeast: 3 },
  ];
  const plan = planGrowth({
    profiles,
    personId: 'lin',
    target,
    courses: [...courses, { id: 'basics', raises: [], hours: 99 }],
  });
  if (!plan.ok) throw new Error(plan.rejection.code);
  expect(plan.steps.map((step) => [step.courseId, step.closes, step.opens, step.endsInWeek])).toEqual([
    ['sql-3', [], [], 3],
    ['sql-4', ['sql'], ['ops-3'], 6],
    ['ops-3', ['ops'], [], 8],
  ]);
  expect(plan).toMatchObject({ hours: 30, price: 100, weeks: 8, optimal: true });
  expect(recompute({ explanation: plan.explanation })).toBe(30);
  const cheap = planGrowth({
    profiles,
    personId: 'lin',
    target: [target[0]!],
    courses: courses.slice(0, 3),
    minimise: 'price',
  });
  expect(cheap.ok && cheap.steps.map((step) => step.courseId)).toEqual(['sql-all']);
});

test('what no course reaches is refused by name, and courses that wait for each other are no plan', () => {
  const target = [{ skillId: 'ops', atLeast: 5 }];
  expect(planGrowth({ profiles, personId: 'lin', target, courses: courses.slice(0, 3) })).toEqual({
    ok: false,
    rejection: { code: 'skills/no-course-plan', unreachable: target, searchedAll: true },
  });
  const knot: readonly Course[] = [
    { id: 'a', raises: [{ skillId: 'ops', toLevel: 5 }], afterCourses: ['b'], hours: 1 },
    { id: 'b', raises: [], afterCourses: ['a'], hours: 1 },
  ];
  expect(planGrowth({ profiles, personId: 'lin', target, courses: knot }).ok).toBe(false);
  expect(() => planGrowth({ profiles, personId: 'lin', target, courses: [knot[0]!] })).toThrow(
    /courses\[0\]\.afterCourses/,
  );
  expect(() => planGrowth({ profiles, personId: 'lin', target, courses: [knot[1]!, knot[1]!] })).toThrow(
    /courses\[1\]\.id/,
  );
  expect(() =>
    planGrowth({ profiles, personId: 'lin', target, courses: [{ id: 'a', raises: [], hours: -1 }] }),
  ).toThrow(/hours/);
});

test('a plan costs what the best of all subsets costs', () => {
  const skill = fc.constantFrom('go', 'sql', 'ops');
  const need = fc.record({ skillId: skill, atLeast: fc.integer({ min: 1, max: 5 }) });
  const list = fc
    .array(
      fc.record({
        raises: fc.array(fc.record({ skillId: skill, toLevel: fc.integer({ min: 1, max: 5 }) }), {
          minLength: 1,
          maxLength: 2,
        }),
        afterSkills: fc.array(need, { maxLength: 1 }),
        after: fc.array(fc.nat(6), { maxLength: 1 }),
        hours: fc.integer({ min: 1, max: 20 }),
      }),
      { minLength: 1, maxLength: 7 },
    )
    .map((items) =>
      items.map(
        ({ after, ...item }, at): Course => ({
          ...item,
          id: `c${at}`,
          afterCourses: after.filter((to) => to < items.length && to !== at).map((to) => `c${to}`),
        }),
      ),
    );
  fc.assert(
    fc.property(list, fc.array(need, { minLength: 1, maxLength: 2 }), (all, target) => {
      const plan = planGrowth({ profiles, personId: 'lin', target, courses: all });
      const best = cheapestSubset(all, target);
      expect(plan.ok).toBe(best !== null);
      if (plan.ok) expect(plan.hours).toBe(best);
    }),
    casesOf(200),
  );
});

function cheapestSubset(
  all: readonly Course[],
  target: readonly { skillId: string; atLeast: number }[],
): number | null {
  let best: number | null = null;
  for (let set = 0; set < 2 ** all.length; set += 1) {
    const chosen = all.filter((_, at) => (set >> at) & 1);
    const levels: Record<string, number> = { go: 4, sql: 2 };
    const done = new Set<string>();
    for (let moved = true; moved; ) {
      moved = false;
      for (const course of chosen) {
        if (done.has(course.id) || !course.afterCourses!.every((id) => done.has(id))) continue;
        if (!course.afterSkills!.every((need) => (levels[need.skillId] ?? 0) >= need.atLeast)) continue;
        for (const { skillId, toLevel } of course.raises) levels[skillId] = Math.max(levels[skillId] ?? 0, toLevel);
        done.add(course.id);
        moved = true;
      }
    }
    const hours = chosen.reduce((sum, course) => sum + course.hours, 0);
    const works = done.size === chosen.length && target.every((need) => (levels[need.skillId] ?? 0) >= need.atLeast);
    if (works && (best === null || hours < best)) best = hours;
  }
  return best;
}

test('mentors teach what they know better, never their own reports or themselves', () => {
  const people = profilesOf({ lin: { go: 5, sql: 3 }, zhao: { go: 3 }, wang: { go: 1 }, chen: { go: 2, sql: 2.5 } });
  const goal = {
    goals: [
      { skillId: 'go', atLeast: 4 },
      { skillId: 'sql', atLeast: 3 },
    ],
  };
  const answer = matchMentors({
    profiles: people,
    learners: [
      { personId: 'wang', ...goal },
      { personId: 'chen', managerId: 'lin', ...goal },
      { personId: 'lin', ...goal },
    ],
    mentors: [
      { personId: 'lin', capacity: 3 },
      { personId: 'zhao', capacity: 1 },
    ],
  });
  expect(answer.pairs).toEqual([
    {
      learnerId: 'wang',
      mentorId: 'lin',
      teaches: [
        { skillId: 'go', learnerLevel: 1, mentorLevel: 5, goal: 4 },
        { skillId: 'sql', learnerLevel: null, mentorLevel: 3, goal: 3 },
      ],
    },
    { learnerId: 'chen', mentorId: 'zhao', teaches: [{ skillId: 'go', learnerLevel: 2, mentorLevel: 3, goal: 4 }] },
  ]);
  expect(answer.unmatched).toEqual([{ learnerId: 'lin', reason: 'nobody-can-teach' }]);
  expect(() => matchMentors({ profiles: people, learners: [], mentors: [{ personId: 'lin', capacity: -1 }] })).toThrow(
    /mentors\[0\]\.capacity/,
  );
});

test('no learner and mentor would both rather have each other', () => {
  const ids = ['a', 'b', 'c', 'd', 'e'];
  const shuffled = fc.shuffledSubarray(ids, { minLength: 5 });
  const people = profilesOf({
    m1: { go: 5 },
    m2: { go: 5 },
    m3: { go: 5 },
    ...Object.fromEntries(ids.map((id) => [id, { go: 1 }])),
  });
  const mentorIds = fc.shuffledSubarray(['m1', 'm2', 'm3'], { minLength: 3 });
  fc.assert(
    fc.property(
      fc.array(mentorIds, { minLength: 5, maxLength: 5 }),
      fc.array(fc.tuple(shuffled, fc.nat(2)), { minLength: 3, maxLength: 3 }),
      (wishes, offers) => {
        const learners = ids.map((personId, at) => ({
          personId,
          goals: [{ skillId: 'go', atLeast: 3 }],
          prefers: wishes[at]!,
        }));
        const mentors = offers.map(([prefers, capacity], at) => ({ personId: `m${at + 1}`, capacity, prefers }));
        const { pairs, unmatched } = matchMentors({ profiles: people, learners, mentors });
        const of = new Map(pairs.map((pair) => [pair.learnerId, pair.mentorId]));
        expect(pairs.length).toBe(
          Math.min(
            5,
            mentors.reduce((sum, mentor) => sum + mentor.capacity, 0),
          ),
        );
        expect(unmatched.every((item) => item.reason === 'no-place-left')).toBe(true);
        for (const mentor of mentors) {
          const own = pairs.filter((pair) => pair.mentorId === mentor.personId).map((pair) => pair.learnerId);
          expect(own.length).toBeLessThanOrEqual(mentor.capacity);
          for (const learner of learners) {
            const rank = (id: string | undefined) => (id === undefined ? 9 : learner.prefers.indexOf(id));
            const wouldMove = rank(mentor.personId) < rank(of.get(learner.personId));
            const wouldTake =
              own.length < mentor.capacity ||
              own.some((id) => mentor.prefers.indexOf(learner.personId) < mentor.prefers.indexOf(id));
            expect(wouldMove && wouldTake && mentor.capacity > 0).toBe(false);
          }
        }
      },
    ),
  );
});

test('readiness: roles and tags together, certificates only on their days, unknown before the nearest, time last', () => {
  const one = { profiles, personId: 'lin' };
  const step = (requires: object) =>
    assessReadiness({ ...one, ladder: { id: 'l', steps: [{ id: 's', name: 'S', requires }] } });
  const projects = step({
    projects: [{ count: 1, tag: 'pay', role: 'lead' }, { count: 3 }, { count: 1, tag: 'x', role: 'lead' }],
  });
  expect(projects.requirements.map((item) => [item.key, item.have, item.progress])).toEqual([
    ['lead pay', 1, 1],
    ['any', 2, 2 / 3],
    ['lead x', 0, 0],
  ]);
  expect(projects).toMatchObject({ ready: false, nextBestStep: { key: 'any' } });
  expect(step({ certificates: [{ name: 'PMP' }, { name: 'CKA' }] }).requirements.map((item) => item.met)).toEqual([
    false,
    true,
  ]);
  const unknown = step({
    skills: [
      { skillId: 'ops', atLeast: 3 },
      { skillId: 'sql', atLeast: 0 },
    ],
  });
  expect(unknown.requirements.map((item) => [item.have, item.progress, item.met, item.wouldAdd])).toEqual([
    [null, null, false, 0.5],
    [2, 1, true, 0],
  ]);
  expect(unknown.explanation.children![0]).toMatchObject({
    key: 'skill:ops',
    value: null,
    children: [{ key: 'have:ops', value: null, unknown: { reason: 'no-evidence' } }],
  });
  expect(unknown.explanation.children![1]!.children![0]).not.toHaveProperty('unknown');
  const waiting = step({ tenureDays: { days: 100 }, skills: [{ skillId: 'ops', atLeast: 3 }] });
  expect(waiting.requirements.map((item) => [item.kind, item.key, item.have])).toEqual([
    ['skill', 'ops', null],
    ['tenure', 'tenure', null],
  ]);
  expect(waiting.nextBestStep!.key).toBe('ops');
  const today = assessReadiness({
    ...one,
    ladder: {
      id: 'l',
      steps: [
        { id: 'a', name: 'A', requires: {} },
        { id: 'b', name: 'B', requires: { tenureDays: { days: 10 } } },
      ],
    },
    current: { stepId: 'a', since: '2026-11-22' },
  });
  expect(today).toMatchObject({ progress: 0, nextBestStep: { kind: 'tenure' } });
  const careful = assessReadiness({
    ...one,
    certainty: 'cautious',
    ladder: { id: 'l', steps: [{ id: 's', name: 'S', requires: { skills: [{ skillId: 'go', atLeast: 4 }] } }] },
  });
  expect(careful.progress).toBeLessThan(1);
  const last = assessReadiness({ ...one, ladder, current: { stepId: 'p6', since: '2026-01-01' } });
  expect(last).toMatchObject({
    progress: 1,
    requirements: [],
    explanation: { key: 'readiness', value: 1, unit: 'share' },
  });
});

test('only what no course reaches is named; a search cut short says so', () => {
  const raise = (id: string, skillId: string, hours: number): Course => ({
    id,
    raises: [{ skillId, toLevel: 3 }],
    hours,
  });
  const target = [
    { skillId: 'ops', atLeast: 3 },
    { skillId: 'sql', atLeast: 5 },
    { skillId: 'go', atLeast: 4 },
  ];
  expect(planGrowth({ profiles, personId: 'lin', target, courses: [raise('o', 'ops', 5)] })).toEqual({
    ok: false,
    rejection: { code: 'skills/no-course-plan', unreachable: [target[1]], searchedAll: true },
  });
  const waits: readonly Course[] = [
    { ...raise('o', 'ops', 5), afterCourses: ['p'] },
    { ...raise('p', 'ops', 5), afterCourses: ['o'] },
  ];
  expect(planGrowth({ profiles, personId: 'lin', target: [target[0]!], courses: waits })).toEqual({
    ok: false,
    rejection: { code: 'skills/no-course-plan', unreachable: [target[0]], searchedAll: true },
  });
  const short = planGrowth({
    profiles,
    personId: 'lin',
    target: [target[0]!],
    courses: [raise('o', 'ops', 5)],
    maximumNodes: 1,
  });
  expect(short).toMatchObject({ ok: false, rejection: { searchedAll: false } });
  const enough = {
    profiles,
    personId: 'lin',
    target: [target[0]!],
    courses: [raise('o', 'ops', 5), raise('n', 'ops', 4)],
  };
  expect(planGrowth({ ...enough, maximumNodes: 2 })).toMatchObject({ ok: true, hours: 4, optimal: false });
  expect(planGrowth({ ...enough, maximumNodes: 3 })).toMatchObject({ ok: true, hours: 4, optimal: true });
});

test('a course is only taken for the skill it raises, and a prerequisite only from the list by its id', () => {
  const steps = (courses: readonly Course[], target = [{ skillId: 'ops', atLeast: 3 }]) => {
    const plan = planGrowth({ profiles, personId: 'lin', target, courses });
    return plan.ok ? plan.steps.map((step) => step.courseId) : null;
  };
  const cheapElsewhere: readonly Course[] = [
    { id: 'go', raises: [{ skillId: 'go', toLevel: 5 }], hours: 1 },
    { id: 'low', raises: [{ skillId: 'ops', toLevel: 2 }], hours: 1 },
    { id: 'ops', raises: [{ skillId: 'ops', toLevel: 3 }], afterCourses: ['first'], hours: 9 },
    { id: 'first', raises: [], hours: 3 },
  ];
  expect(steps(cheapElsewhere)).toEqual(['first', 'ops']);
  expect(steps(cheapElsewhere, [{ skillId: 'go', atLeast: 4 }])).toEqual([]);
});

test('without wishes mentors and learners are paired by what is gained, up to the goal, then by id', () => {
  const people = profilesOf({
    far: { go: 5 },
    near: { go: 3 },
    a: { go: 1 },
    b: { go: 2 },
    c: { sql: 1 },
    boss: { sql: 4 },
  });
  const goals = [{ skillId: 'go', atLeast: 5 }];
  const pairsOf = (
    learners: Parameters<typeof matchMentors>[0]['learners'],
    mentors: Readonly<Record<string, number>>,
  ) =>
    matchMentors({
      profiles: people,
      learners,
      mentors: Object.entries(mentors).map(([personId, capacity]) => ({ personId, capacity })),
    }).pairs.map((pair) => [pair.learnerId, pair.mentorId]);
  expect(pairsOf([{ personId: 'a', goals }], { near: 1, far: 1 })).toEqual([['a', 'far']]);
  const modest = [{ skillId: 'go', atLeast: 3 }];
  expect(pairsOf([{ personId: 'a', goals: modest }], { near: 1, far: 1 })).toEqual([['a', 'far']]);
  expect(
    pairsOf(
      [
        { personId: 'b', goals },
        { personId: 'a', goals },
      ],
      { far: 1 },
    ),
  ).toEqual([['a', 'far']]);
  expect(
    pairsOf(
      [
        { personId: 'c', goals },
        { personId: 'a', goals },
      ],
      { far: 1 },
    ),
  ).toEqual([['c', 'far']]);
  expect(pairsOf([{ personId: 'b', goals: [{ skillId: 'go', atLeast: 2 }] }], { far: 1 })).toEqual([]);
  expect(pairsOf([{ personId: 'a', goals }], { boss: 1 })).toEqual([]);
  expect(pairsOf([{ personId: 'b', goals }], { near: 1 })).toEqual([['b', 'near']]);
  expect(pairsOf([{ personId: 'near', goals }], { near: 1 })).toEqual([]);
  const ahead = matchMentors({
    profiles: people,
    learners: [{ personId: 'b', goals }],
    mentors: [{ personId: 'near', capacity: 1 }],
    ahead: 1.5,
  });
  expect(ahead.unmatched).toEqual([{ learnerId: 'b', reason: 'nobody-can-teach' }]);
  const partly = matchMentors({
    profiles: people,
    learners: [{ personId: 'a', goals, prefers: ['near', 'nobody'] }],
    mentors: [
      { personId: 'far', capacity: 1 },
      { personId: 'near', capacity: 1, prefers: ['b'] },
    ],
  });
  expect(partly.pairs[0]!.mentorId).toBe('near');
});
