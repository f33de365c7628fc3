import fc from 'fast-check';
import { expect, it } from 'vitest';
import { companies } from '../../testing/cases.ts';
import { checkPlan, scheduleWork, type WorkItem } from '../index.ts';
import { matchParts } from './match-parts.ts';

const start = '2026-11-16';
const person = (id: string, skills: readonly string[], hoursPerDay = 8) => ({
  id,
  hoursPerDay,
  focus: 1,
  skills: Object.fromEntries(skills.map((skill) => [skill, 1])),
});

it('staffs roles that compete for the same people, though the quickest of them fits two', () => {
  const team = { people: [person('x', ['a']), person('y', ['a', 'b'], 10), person('z', ['b'])] };
  const role = (id: string, skill: string) => ({ id, needs: { [skill]: 1 }, effortHours: 8 });
  const item = { id: 'i', effortHours: 24, roles: [role('A', 'a'), role('B', 'b'), role('C', 'b')] };
  const plan = scheduleWork({ team, items: [item], start, seed: 1 });
  expect(plan.unplaced).toEqual([]);
  expect(plan.assignments.find(({ roleId }) => roleId === 'A')?.personId).toBe('x');
  expect(checkPlan({ team, items: [item], plan })).toEqual([]);
});

it('says which role finds nobody, and only then', () => {
  const team = { people: [person('x', ['a', 'b']), person('y', ['a', 'c'])] };
  const role = (id: string) => ({ id, needs: { [id]: 1 }, effortHours: 8 });
  const items = [{ id: 'i', effortHours: 24, roles: [role('a'), role('b'), role('c')] }];
  const [unplaced] = scheduleWork({ team, items, start, seed: 1 }).unplaced;
  expect(unplaced?.rejection.code).toBe('planner/nobody-has-skill');
});

it('calls people without an hour by that name, not a horizon too near', () => {
  const team = { people: [person('x', ['a'], 0)] };
  const items = [{ id: 'i', effortHours: 8, needs: { a: 1 } }];
  expect(scheduleWork({ team, items, start, seed: 1, horizonDays: 10 }).unplaced).toEqual([
    { itemId: 'i', rejection: { code: 'planner/no-working-hours', horizonEnd: '2026-11-26' } },
  ]);
});

/** Tries everybody for every part. */
function canStaff(
  needs: readonly string[],
  people: readonly ReturnType<typeof person>[],
  taken = new Set<string>(),
): boolean {
  const [skill, ...rest] = needs;
  if (skill === undefined) return true;
  return people.some(
    (one) =>
      !taken.has(one.id) && Object.hasOwn(one.skills, skill) && canStaff(rest, people, new Set([...taken, one.id])),
  );
}

it('places an item on an empty team exactly when its roles can be filled by different people', () => {
  const skills = fc.subarray(['a', 'b', 'c'], { minLength: 1 });
  const crew = fc.array(fc.tuple(skills, fc.integer({ min: 4, max: 10 })), { minLength: 1, maxLength: 5 });
  const roles = fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(crew, roles, (given, needs) => {
      const people = given.map(([own, hours], index) => person(`p${index}`, own, hours));
      const item: WorkItem = {
        id: 'i',
        effortHours: needs.length * 8,
        roles: needs.map((skill, index) => ({ id: `r${index}`, needs: { [skill]: 1 }, effortHours: 8 })),
      };
      const plan = scheduleWork({ team: { people }, items: [item], start, seed: 1 });
      expect(plan.unplaced.length === 0).toBe(canStaff(needs, people));
      expect(checkPlan({ team: { people }, items: [item], plan })).toEqual([]);
    }),
    { numRuns: companies(100) },
  );
});

it('matches parts so that the last is done first, as trying all shows', () => {
  const ends = fc.array(fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 4, maxLength: 4 }), {
    minLength: 1,
    maxLength: 4,
  });
  fc.assert(
    fc.property(ends, (table) => {
      // 9 means: may not.
      const candidates = table.map((row) => row.flatMap((end, who) => (end === 9 ? [] : { row: who, end })));
      const best = (part: number, used: ReadonlySet<number>): number =>
        part === table.length
          ? 0
          : Math.min(
              Number.POSITIVE_INFINITY,
              ...candidates[part]!.filter(({ row }) => !used.has(row)).map(({ row, end }) =>
                Math.max(end, best(part + 1, new Set([...used, row]))),
              ),
            );
      const matched = matchParts(candidates);
      const least = best(0, new Set());
      expect(matched === null).toBe(least === Number.POSITIVE_INFINITY);
      if (matched === null) return;
      expect(new Set(matched).size).toBe(table.length);
      expect(Math.max(...matched.map((who, part) => table[part]![who]!))).toBe(least);
    }),
  );
});
