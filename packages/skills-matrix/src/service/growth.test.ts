import { InvalidInputError, KeyConflictError, VersionConflictError } from '@meritkit/core/errors';
import type { CloudEvent } from '@meritkit/core/events';
import { createMemoryAuditSink } from '@meritkit/core/memory';
import {
  assessReadiness,
  buildProfiles,
  createSkillsService,
  type Evidence,
  type Ladder,
  planGrowth,
} from '@meritkit/skills-matrix';
import { createMemorySkillsStore } from '@meritkit/skills-matrix/memory';
import { beforeEach, describe, expect, it, test } from 'vitest';
import { plainTaxonomy as taxonomy } from '../../testing/people.ts';

const read = { actor: { id: 'hr', requestId: 'r1' }, at: '2026-11-22T09:00:00+08:00' };
const by = (key: string, expectedVersion = 0) => ({ ...read, key, expectedVersion });

const ladder: Ladder = {
  id: 'engineer',
  steps: [
    { id: 'p5', name: 'Engineer', requires: { skills: [{ skillId: 'go', atLeast: 2 }] } },
    {
      id: 'p6',
      name: 'Senior engineer',
      requires: { skills: ['go', 'sql'].map((skillId) => ({ skillId, atLeast: 3 })), tenureDays: { days: 365 } },
    },
  ],
};
const course = (id: string, skillId: string, toLevel: number, rest: object = {}) => ({
  ...{ id, raises: [{ skillId, toLevel }], hours: 10 },
  ...rest,
});
const courses = [
  course('go-1', 'go', 3),
  course('sql-1', 'sql', 2),
  course('sql-2', 'sql', 3, { afterCourses: ['sql-1'] }),
];
const evidence = (['go', 'sql'] as const).map(
  (skillId, at): Evidence => ({
    id: skillId,
    personId: 'lin',
    kind: 'assessment',
    skillId,
    level: 2 - at,
    at: '2026-11-01',
  }),
);
const current = { stepId: 'p5', since: '2025-06-01' };
const who = { ...read, personId: 'lin', asOf: '2026-11-22' };

function open() {
  const published: CloudEvent[] = [];
  const store = createMemorySkillsStore({ tenantId: 'acme' });
  const audit = createMemoryAuditSink({ tenantId: 'acme' });
  let serial = 0;
  const ids = () => {
    serial += 1;
    return `id-${serial}`;
  };
  const service = createSkillsService({ store, ids, audit, publish: (events) => published.push(...events) });
  return { published, store, audit, service };
}

let { service, store, audit, published } = open();
beforeEach(async () => {
  ({ service, store, audit, published } = open());
  await service.saveTaxonomy({ ...by('taxonomy'), taxonomy });
  await service.recordEvidence({ ...by('evidence'), evidence });
});

async function saveAll(): Promise<void> {
  await service.saveLadder({ ...by('ladder'), ladder });
  for (const each of courses) await service.saveCourse({ ...by(each.id), course: each });
}

describe('ladders and courses', () => {
  it('are read back with the version that the next writer has to know, one by one and in pages', async () => {
    await saveAll();
    expect(await service.readLadder({ ladderId: 'engineer' })).toEqual({ version: 1, ladder });
    expect(await service.readCourse({ courseId: 'sql-2' })).toEqual({ version: 1, course: courses[2] });
    expect([await service.readLadder({ ladderId: 'x' }), await service.readCourse({ courseId: 'x' })]).toEqual([
      null,
      null,
    ]);
    const first = await service.listCourses({ cursor: null, limit: 2 });
    const second = await service.listCourses({ cursor: first.nextCursor, limit: 2 });
    expect([...first.items, ...second.items].map((stored) => stored.course.id)).toEqual(['go-1', 'sql-1', 'sql-2']);
    expect((await service.listLadders({ cursor: null, limit: 2 })).items).toEqual([{ version: 1, ladder }]);
    const dearer = { ...courses[0]!, hours: 12 };
    expect((await service.saveCourse({ ...by('go-1b', 1), course: dearer })).result).toEqual({ version: 2 });
    expect(await service.readCourse({ courseId: 'go-1' })).toEqual({ version: 2, course: dearer });
  });

  it('are written once per key, on the version the writer knows', async () => {
    const save = () => service.saveLadder({ ...by('ladder'), ladder });
    expect([(await save()).result, (await save()).result]).toEqual([{ version: 1 }, { version: 1 }]);
    const other = { ...ladder, name: 'Engineers' };
    await expect(service.saveLadder({ ...by('ladder'), ladder: other })).rejects.toSatisfy((error) =>
      KeyConflictError.isInstance(error),
    );
    await expect(service.saveLadder({ ...by('k2'), ladder: other })).rejects.toSatisfy((error) =>
      VersionConflictError.isInstance(error),
    );
    expect((await service.readLadder({ ladderId: 'engineer' }))?.version).toBe(1);
  });

  it('are told as events, stored and published, and noted in the audit log', async () => {
    await service.saveLadder({ ...by('ladder'), ladder });
    const answer = await service.saveCourse({ ...by('go-1'), course: courses[0]! });
    expect(answer.events.map(({ type, id, data }) => [type, id, data])).toEqual([
      [
        'meritkit.skills.document-saved.v1',
        expect.stringMatching(/^[0-9a-f]{32}$/),
        { type: 'course', id: 'go-1', version: 1 },
      ],
    ]);
    expect(published.at(-1)).toEqual(answer.events[0]);
    expect((await store.readOutbox(9)).at(-1)).toEqual(answer.events[0]);
    const noted = (await audit.list({ filter: {}, page: { cursor: null, limit: 20 } })).items;
    expect(noted.slice(-2).map(({ action, subject }) => [action, subject.type, subject.id])).toEqual([
      ['skills.document.saved', 'ladder', 'engineer'],
      ['skills.document.saved', 'course', 'go-1'],
    ]);
  });

  it.each([
    [
      'an unknown skill',
      'skills/unknown-skill',
      { steps: [{ id: 's', name: 'S', requires: { skills: [{ skillId: 'x', atLeast: 1 }] } }] },
    ],
    [
      'a level off the scale',
      'skills/unknown-level',
      { steps: [{ id: 's', name: 'S', requires: { skills: [{ skillId: 'go', atLeast: 9 }] } }] },
    ],
    ['a step that asks for nothing', 'skills/no-requirement', { steps: [{ id: 's', name: 'S', requires: {} }] }],
    ['a step twice', 'skills/duplicate-step', { steps: [ladder.steps[0], ladder.steps[0]] }],
    ['no step', 'skills/invalid-ladder', { steps: [] }],
  ])('a ladder with %s is refused before anything is stored', async (_, code, part) => {
    const bad = { ...ladder, ...part } as Ladder;
    await expect(service.saveLadder({ ...by('k'), ladder: bad })).rejects.toMatchObject({ code });
    expect(await service.readLadder({ ladderId: 'engineer' })).toBeNull();
  });

  it.each([
    ['an unknown skill', 'skills/unknown-skill', course('c', 'x', 2), ['course', 'raises', 0, 'skillId']],
    ['a prerequisite that is not stored', 'skills/unknown-course', courses[2]!, ['course', 'afterCourses']],
    [
      'itself as its prerequisite',
      'skills/unknown-course',
      course('c', 'go', 2, { afterCourses: ['c'] }),
      ['course', 'afterCourses'],
    ],
    ['hours below zero', 'skills/invalid-course', course('c', 'go', 2, { hours: -1 }), ['course', 'hours']],
  ])('a course with %s is refused with its own path', async (_, code, bad, path) => {
    await expect(service.saveCourse({ ...by('k'), course: bad })).rejects.toSatisfy(
      (error) =>
        InvalidInputError.isInstance(error) && error.code === code && error.issues[0]?.path.join() === path.join(),
    );
    expect((await service.listCourses({ cursor: null, limit: 9 })).items).toEqual([]);
  });
});

describe('readiness and growth from what is stored', () => {
  const profiles = buildProfiles({ asOf: '2026-11-22', taxonomy, evidence });

  it('are what the functions say of the same data', async () => {
    await saveAll();
    const readiness = assessReadiness({ profiles, personId: 'lin', ladder, current });
    expect(await service.assessReadiness({ ...who, ladderId: 'engineer', current })).toEqual({ ok: true, readiness });
    const target = [{ skillId: 'sql', atLeast: 3 }];
    const growth = planGrowth({ profiles, personId: 'lin', target, courses, hoursPerWeek: 5 });
    expect(await service.planGrowth({ ...who, target, hoursPerWeek: 5 })).toEqual(growth);
  });

  it('lead to the next step of a ladder: its skills are the goal', async () => {
    await saveAll();
    const plan = await service.planGrowth({ ...who, ladderId: 'engineer', current });
    expect(plan.ok && plan.steps.map(({ courseId }) => courseId).sort()).toEqual(['go-1', 'sql-1', 'sql-2']);
    const last = await service.planGrowth({
      ...who,
      ladderId: 'engineer',
      current: { stepId: 'p6', since: '2026-01-01' },
    });
    expect(last.ok && last.steps).toEqual([]);
    await expect(
      service.planGrowth({ ...who, ladderId: 'engineer', current: { stepId: 'p9', since: '2026-01-01' } }),
    ).rejects.toMatchObject({ code: 'skills/unknown-step' });
  });

  it('are of the day asked for, and of this person alone', async () => {
    await saveAll();
    expect(await service.assessReadiness({ ...who, asOf: '2026-10-31', ladderId: 'engineer' })).toEqual({
      ok: false,
      rejection: { code: 'skills/unknown-person', personId: 'lin' },
    });
    const seen = (await audit.list({ filter: {}, page: { cursor: null, limit: 50 } })).items.at(-1);
    expect([seen?.action, seen?.personId]).toEqual(['skills.readiness.assessed', 'lin']);
    await service.planGrowth({ ...who, target: [] });
    expect((await audit.list({ filter: {}, page: { cursor: null, limit: 50 } })).items.at(-1)?.action).toBe(
      'skills.growth.planned',
    );
  });

  it('refuse a ladder that is not stored, and a goal that no course reaches', async () => {
    const unknown = { ok: false, rejection: { code: 'skills/unknown-ladder', ladderId: 'x' } };
    expect(await service.assessReadiness({ ...who, ladderId: 'x' })).toEqual(unknown);
    expect(await service.planGrowth({ ...who, ladderId: 'x' })).toEqual(unknown);
    expect(await service.planGrowth({ ...who, target: [{ skillId: 'ops', atLeast: 1 }] })).toMatchObject({
      ok: false,
      rejection: { code: 'skills/no-course-plan' },
    });
  });
});

test('a retired course is in no plan from its day on, and stays with who passed it', () => {
  const profiles = buildProfiles({ asOf: '2026-11-22', taxonomy, evidence });
  const plan = (retiredOn: string) =>
    planGrowth({
      profiles,
      personId: 'lin',
      target: [{ skillId: 'go', atLeast: 3 }],
      courses: [{ ...courses[0]!, retiredOn }],
    });
  expect([plan('2026-11-23').ok, plan('2026-11-22').ok]).toEqual([true, false]);
  const passed: Evidence = {
    id: 'p',
    personId: 'lin',
    kind: 'course',
    courseId: 'sql-1',
    skills: [],
    at: '2026-11-02',
  };
  const later = planGrowth({
    profiles: buildProfiles({ asOf: '2026-11-22', taxonomy, evidence: [...evidence, passed] }),
    personId: 'lin',
    target: [{ skillId: 'sql', atLeast: 3 }],
    courses: [{ ...courses[1]!, retiredOn: '2026-11-10' }, courses[2]!],
  });
  expect(later.ok && later.steps.map(({ courseId }) => courseId)).toEqual(['sql-2']);
});
