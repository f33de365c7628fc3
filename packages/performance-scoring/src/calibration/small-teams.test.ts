import { recompute } from '@meritkit/core/explanation';
import { describe, expect, it } from 'vitest';
import { type CalibrationInput, type CalibrationPolicy, calibrate, explainText } from '../index.ts';

/** Scores by manager: five each of a mild and a strict one, a manager of one, and one of two. */
const teams = { mild: [88, 92, 95, 90, 93], strict: [68, 72, 75, 70, 73], one: [97], pair: [60, 64] };
const results = (of: Readonly<Record<string, readonly number[]>>): readonly CalibrationInput[] =>
  Object.entries(of).flatMap(([managerId, values]) =>
    values.map((value, index) => ({ personId: `${managerId}${index}`, value, managerId })),
  );
function run(of: Readonly<Record<string, readonly number[]>>, policy: Partial<CalibrationPolicy> = {}) {
  const bands = { kind: 'thresholds', bands: [{ id: 'top', from: 85 }] } as const;
  const outcome = calibrate({ results: results(of), policy: { normalise: 'shrink-managers', bands, ...policy } });
  if (!outcome.ok) throw new Error(outcome.rejection.code);
  const person = (id: string) => outcome.people.find(({ personId }) => personId === id)!;
  return { ...outcome, person };
}

describe('managers who reviewed few people', () => {
  it('are left alone, and so is what others are compared with', () => {
    const { managers, person } = run(teams);
    expect(managers.map(({ managerId, leftAlone }) => [managerId, leftAlone])).toEqual([
      ['mild', undefined],
      ['strict', undefined],
      ['one', 'too-few-people'],
      ['pair', 'too-few-people'],
    ]);
    for (const id of ['one0', 'pair0', 'pair1']) expect(person(id).after).toEqual(person(id).before);
    expect(person('mild0').after.value).toBeLessThan(82);
    const { mild, strict } = teams;
    expect(run({ mild, strict }).person('mild0').after).toEqual(person('mild0').after);
  });

  it('are told so in the explanation, in both languages', () => {
    const { explanation } = run(teams).person('pair0');
    expect(explainText(explanation, 'en')).toBe(
      "60 = Proposed score 60 − Manager's leniency (left alone: fewer than 5 people reviewed) 0.",
    );
    expect(explainText(explanation, 'zh-CN')).toBe('60 = 提议分数 60 − 评审人宽松度（评审不足 5 人，未作校正） 0。');
    expect(explanation.children?.[1]).toMatchObject({ key: 'leniency', population: { name: 'pair', n: 2 } });
    expect(recompute({ explanation })).toBe(60);
    expect(JSON.stringify(run(teams).person('mild0').explanation)).not.toContain('left alone');
  });

  it('are few by the policy: five unless it says otherwise', () => {
    const left = (minimumPeople?: number) =>
      run(teams, minimumPeople === undefined ? {} : { minimumPeople }).managers.filter(({ leftAlone }) => leftAlone)
        .length;
    expect([left(), left(5), left(6), left(2), left(1)]).toEqual([2, 2, 4, 1, 0]);
    expect(run(teams, { minimumPeople: 1 }).person('one0').after.value).toBeLessThan(97);
    for (const minimumPeople of [0, 2.5, Number.NaN]) {
      expect(() => run(teams, { minimumPeople })).toThrow('policy.minimumPeople');
    }
  });

  it('keep their spread to the digit', () => {
    const odd = { ...teams, pair: [60.1, 64.7] };
    const { person, managers } = run(odd, { spread: { priorPeople: 1 } });
    for (const id of ['pair0', 'pair1', 'one0']) expect(person(id).after.value).toBe(person(id).before.value);
    expect(managers.map(({ spreadFactor }) => spreadFactor !== 1)).toEqual([true, true, false, false]);
    expect(person('pair0').explanation.children?.map(({ key }) => key)).toEqual(['proposed', 'leniency']);
  });
});

it('a manager whom nobody can be compared with is left alone, and told so', () => {
  const { managers, person } = run({ mild: teams.mild, pair: teams.pair });
  expect(managers.map(({ leftAlone }) => leftAlone)).toEqual(['nothing-to-compare', 'too-few-people']);
  expect(person('mild0').after.value).toBe(88);
  expect(explainText(person('mild0').explanation, 'en')).toBe(
    "88 = Proposed score 88 − Manager's leniency (left alone: no other manager to compare with) 0.",
  );
  expect(run({ a: [80, 80, 80, 80, 80], b: [80, 80, 80, 80, 80] }).managers[0]?.leftAlone).toBe('nothing-to-compare');
  expect(run(teams, { normalise: 'none' }).managers.every(({ leftAlone }) => leftAlone === undefined)).toBe(true);
});
