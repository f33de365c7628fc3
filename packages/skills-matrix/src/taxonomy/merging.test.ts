import { type Demand, migrateTaxonomy, type SkillChange, type Taxonomy } from '@meritkit/skills-matrix';
import { describe, expect, it } from 'vitest';
import { refusalsOf } from '../../testing/refusals.ts';

const named = (version: string, ids: readonly string[]): Taxonomy => ({
  version,
  skills: ids.map((id) => ({ id, name: id })),
});
const from = named('1', ['a', 'b', 'c']);
const to = named('2', ['x', 'y', 'c']);
const merged: SkillChange = { kind: 'merged', from: ['a', 'b'], to: 'x' };
const moved = (skills: Demand['skills']) =>
  migrateTaxonomy({ from, to, changes: [merged], demands: [{ id: 'd', skills }] }).demands[0]!.skills;

describe('requirements on skills that merge', () => {
  const a = { skillId: 'a', atLeast: 2, weight: 1, must: true, people: 3 };
  const b = { skillId: 'b', atLeast: 5, weight: 2 };

  it('keep the larger number of people, whichever stands first', () => {
    for (const skills of [
      [a, b],
      [b, a],
    ])
      expect(moved(skills)[0]).toMatchObject({ skillId: 'x', weight: 3, people: 3 });
    expect(moved([b, { ...b, skillId: 'a', people: 2 }])[0]!.people).toBe(2);
  });

  it('a wish does not raise what must be: who was eligible stays so', () => {
    for (const skills of [
      [a, b],
      [b, a],
    ])
      expect(moved(skills)[0]).toMatchObject({ atLeast: 2, must: true });
    expect(moved([a, { ...b, must: true }])[0]).toMatchObject({ atLeast: 5, must: true });
    const wishes = moved([{ skillId: 'a', atLeast: 2, weight: 1 }, b]);
    expect([wishes[0]!.atLeast, wishes[0]!.must]).toEqual([5, undefined]);
  });
});

describe('a split', () => {
  const evidence = [
    { id: 'e', personId: 'lin', kind: 'assessment' as const, skillId: 'a', level: 3, at: '2026-01-01' },
  ];
  const migrate =
    (parts: readonly string[], more: typeof evidence = []) =>
    () =>
      migrateTaxonomy({
        from,
        to,
        changes: [{ kind: 'split', from: 'a', to: parts }],
        evidence: [...evidence, ...more],
      });

  it('into the same part twice, or into nothing, is refused', () => {
    expect(refusalsOf(migrate(['x', 'x']))).toEqual(['skills/conflicting-changes changes.0.to']);
    expect(refusalsOf(migrate([]))).toEqual(['skills/conflicting-changes changes.0.to']);
  });

  it('that would give evidence an id that other evidence has is refused', () => {
    const other = [{ ...evidence[0]!, id: 'e/x', skillId: 'c' }];
    expect(refusalsOf(migrate(['x', 'y'], other))).toEqual(['skills/duplicate-evidence evidence.0.id']);
  });
});
