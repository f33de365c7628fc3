import { describe, expect, it } from 'vitest';
import { checkSmart, gradeObjectives, keyResultEvidence, type Objective } from '../index.ts';

const objective = (id: string, alignsTo?: string): Objective => ({
  id,
  title: 'Payments that work',
  ownerId: 'lin',
  period: { start: '2026-10-01', end: '2027-01-01' },
  keyResults: [{ id: `${id}-kr`, kind: 'boolean', title: 'Audit passed', confidence: 0.5, done: true }],
  ...(alignsTo === undefined ? {} : { alignsTo }),
});

/** What both say of the first objective among all: the finding, and the error. */
function both(objectives: readonly Objective[], elsewhere: readonly string[] = []) {
  const findings = checkSmart({ objective: objectives[0]!, objectives, elsewhere });
  let refused: string | null = null;
  try {
    gradeObjectives({ objectives, elsewhere });
  } catch (error) {
    refused = (error as { readonly code: string }).code;
  }
  return [findings.map(({ letter, problem }) => `${letter}: ${problem}`), refused];
}

describe('an objective is aligned by one rule, whether it is checked or graded', () => {
  it.each<readonly [string, readonly Objective[], readonly string[], ReturnType<typeof both>]>([
    ['serves one that is there', [objective('o', 'c'), objective('c')], [], [[], null]],
    ['serves one that is kept elsewhere', [objective('o', 'c')], ['c'], [[], null]],
    ['serves nothing, and nothing serves it', [objective('o')], ['c'], [['relevant: not-aligned'], null]],
    ['serves nothing, and is served', [objective('c'), objective('o', 'c')], [], [[], null]],
    [
      'serves one that is nowhere',
      [objective('o', 'x'), objective('c')],
      ['c'],
      [['relevant: unknown-objective'], 'performance/unknown-objective'],
    ],
    [
      'serves one whose own is nowhere',
      [objective('o', 'c'), objective('c', 'x')],
      [],
      [['relevant: unknown-objective'], 'performance/unknown-objective'],
    ],
    ['serves itself', [objective('o', 'o')], [], [['relevant: cyclic-alignment'], 'performance/cyclic-alignment']],
    [
      'leads into a circle',
      [objective('o', 'a'), objective('a', 'b'), objective('b', 'a')],
      [],
      [['relevant: cyclic-alignment'], 'performance/cyclic-alignment'],
    ],
  ])('that %s', (_, objectives, elsewhere, expected) => {
    expect(both(objectives, elsewhere)).toEqual(expected);
  });

  it('and led into evidence', () => {
    const source = { kind: 'key-result', keyResultId: 'o-kr' } as const;
    const scorecard = { id: 's', metrics: [{ id: 'okr', weight: 1, source }] };
    const objectives = [objective('o', 'c')];
    expect(keyResultEvidence({ scorecard, objectives, elsewhere: ['c'] })).toMatchObject([{ value: 100 }]);
    expect(() => keyResultEvidence({ scorecard, objectives })).toThrow('no objective "c"');
    expect(gradeObjectives({ objectives, elsewhere: ['c'] })[0]?.alignsTo).toBe('c');
  });
});
