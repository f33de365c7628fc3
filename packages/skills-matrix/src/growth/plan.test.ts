import { type Course, type Evidence, planGrowth } from '@meritkit/skills-matrix';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { casesOf } from '../../testing/cases.ts';
import { profilesOf } from '../../testing/people.ts';

const course = (id: string, toLevel: number, more: Partial<Course> = {}): Course => ({
  ...{ id, raises: [{ skillId: 'go', toLevel }], hours: 10 },
  ...more,
});
const target = [{ skillId: 'go', atLeast: 4 }];
const plan = (courses: readonly Course[], more: Partial<Parameters<typeof planGrowth>[0]> = {}) =>
  planGrowth({ profiles: profilesOf({ lin: { go: 2 } }), personId: 'lin', target, courses, ...more });
const stepsOf = (answer: ReturnType<typeof planGrowth>) => answer.ok && answer.steps.map((step) => step.courseId);

describe('a plan of courses', () => {
  it('is the same whatever the order of the catalogue', () => {
    const level = fc.integer({ min: 2, max: 5 });
    const drawn = fc.array(fc.record({ to: level, after: fc.option(level), hours: fc.constantFrom(8, 16) }), {
      maxLength: 6,
    });
    fc.assert(
      fc.property(drawn, fc.constantFrom('hours' as const, 'price' as const), (rows, minimise) => {
        const courses = rows.map(({ to, after, hours }, at) =>
          course(`c${at}`, to, {
            hours,
            ...(after === null ? {} : { afterSkills: [{ skillId: 'go', atLeast: after }] }),
          }),
        );
        expect(plan(courses.toReversed(), { minimise })).toEqual(plan(courses, { minimise }));
      }),
      casesOf(200),
    );
  });

  it('among those of one price is the shortest, and among those of one length the cheapest', () => {
    const [long, short] = [course('a', 4, { hours: 40 }), course('b', 4, { hours: 8 })];
    expect(stepsOf(plan([long, short], { minimise: 'price' }))).toEqual(['b']);
    const [dear, cheap] = [course('a', 4, { price: 900 }), course('b', 4, { price: 100 })];
    expect(stepsOf(plan([dear, cheap]))).toEqual(['b']);
  });

  it('takes a prerequisite that was passed and is no longer offered', () => {
    const passed: Evidence = { id: 'x', personId: 'lin', kind: 'course', courseId: 'old-101', at: '2020-01-01' };
    const profiles = profilesOf({ lin: { go: 2 } }, { evidence: [passed] });
    const courses = [course('go-4', 4, { afterCourses: ['old-101'] })];
    expect(stepsOf(plan(courses, { profiles }))).toEqual(['go-4']);
    expect(() => plan(courses)).toThrow(/no course "old-101"/);
  });

  it('that cannot be says which goals are open, not those that are met', () => {
    const locked = course('go-4', 4, { afterCourses: ['go-4b'] });
    const answer = plan([locked, course('go-4b', 2, { afterCourses: ['go-4'] })], {
      target: [...target, { skillId: 'go', atLeast: 1 }],
    });
    expect(answer).toMatchObject({ ok: false, rejection: { unreachable: target, searchedAll: true } });
  });
});
