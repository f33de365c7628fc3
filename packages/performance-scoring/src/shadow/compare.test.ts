import { describe, expect, it } from 'vitest';
import { compareShadowRun } from '../index.ts';

const scores = (...values: number[]) => values.map((value, index) => ({ personId: `p${index}`, value }));

describe('compareShadowRun', () => {
  it('compares places, whatever the scales', () => {
    const same = compareShadowRun({ oldScores: scores(1, 2, 3, 4), newScores: scores(10, 40, 60, 99) });
    expect(same).toMatchObject({ people: 4, rankCorrelation: 1, onlyOld: [], onlyNew: [] });
    expect(same.moves.every((move) => move.up === 0)).toBe(true);
    expect(compareShadowRun({ oldScores: scores(1, 2, 3), newScores: scores(9, 5, 1) }).rankCorrelation).toBe(-1);
  });
  it('names who moves most, and shares places of equals', () => {
    const { moves } = compareShadowRun({ oldScores: scores(9, 8, 8, 1), newScores: scores(1, 8, 7, 9) });
    expect(moves.slice(0, 2)).toEqual([
      { personId: 'p0', oldPlace: 1, newPlace: 4, up: -3 },
      { personId: 'p3', oldPlace: 4, newPlace: 1, up: 3 },
    ]);
    expect(moves.find((move) => move.personId === 'p1')).toMatchObject({ oldPlace: 2.5, newPlace: 2, up: 0.5 });
  });
  it('lists who is missing on one side, and knows no order of two or of equals', () => {
    const partly = compareShadowRun({
      oldScores: scores(1, 2),
      newScores: [...scores(1), { personId: 'x', value: 2 }],
    });
    expect(partly).toMatchObject({ people: 1, onlyOld: ['p1'], onlyNew: ['x'], rankCorrelation: null });
    expect(compareShadowRun({ oldScores: scores(1, 1, 1), newScores: scores(1, 2, 3) }).rankCorrelation).toBeNull();
  });
  it('names what is broken', () => {
    expect(() => compareShadowRun({ oldScores: [...scores(1), ...scores(1)], newScores: [] })).toThrow(
      'oldScores[1].personId',
    );
    expect(() => compareShadowRun({ oldScores: [], newScores: scores(Number.NaN) })).toThrow('newScores[0].value');
  });
});
