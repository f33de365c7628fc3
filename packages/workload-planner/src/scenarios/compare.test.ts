import { describe, expect, it } from 'vitest';
import { compareScenarios, type Team, type WorkItem } from '../index.ts';

const start = '2026-11-16';
const team: Team = {
  people: [
    { id: 'lin', hoursPerDay: 8, focus: 1, skills: { go: 3 }, costPerHour: { amount: '100', currency: 'CNY' } },
    { id: 'wu', hoursPerDay: 8, focus: 1, skills: { go: 3 }, costPerHour: { amount: '50.50', currency: 'CNY' } },
  ],
};
const items: readonly WorkItem[] = [
  { id: 'a', effortHours: 16, candidateIds: ['lin'], deadline: '2026-11-27' },
  { id: 'b', effortHours: 16, needs: { go: 2 }, deadline: '2026-11-20' },
  { id: 'c', effortHours: 8, predecessors: ['a', 'b'] },
];

describe('compareScenarios', () => {
  it('shows dates, hours, cost and people as differences', () => {
    const helper = {
      id: 'qian',
      hoursPerDay: 8,
      focus: 1,
      skills: { go: 3 },
      costPerHour: { amount: '10', currency: 'USD' },
    };
    const scenarios = [
      { id: 'same' },
      { id: 'more', items: [...items, { id: 'd', effortHours: 40 }] },
      { id: 'alone', team: { people: [team.people[0]!] } },
      {
        id: 'help',
        team: { people: [...team.people, helper] },
        items: [{ id: 'x', effortHours: 8, candidateIds: ['qian'] }],
      },
    ];
    const answer = compareScenarios({ base: { team, items }, scenarios, start, seed: 1 });
    expect(answer.base).toMatchObject({ finish: '2026-11-18', plannedHours: 40, lateItems: 0 });
    const [same, more, alone, help] = answer.scenarios;
    expect(same).toMatchObject({
      changes: [],
      hoursByPerson: [],
      touchedPeople: [],
      difference: { finishDays: 0, plannedHours: 0, forecastDays: null },
    });
    expect(more!.difference).toMatchObject({ plannedHours: 40, lateItems: 0 });
    expect(more!.changes.map(({ kind }) => kind)).toContain('added');
    expect(alone!.difference.finishDays).toBe(2);
    expect(alone!.difference.cost).toEqual(costOf(alone!.summary.cost![0]!, answer.base.cost!));
    expect(alone!.summary.cost).toEqual([{ amount: '4000.00', currency: 'CNY' }]);
    expect(help!.difference.cost).toEqual([
      { amount: `-${answer.base.cost![0]!.amount}`, currency: 'CNY' },
      { amount: '80.00', currency: 'USD' },
    ]);
    expect(help!.summary.cost).toEqual([{ amount: '80.00', currency: 'USD' }]);
    expect(help!.touchedPeople).toContain('qian');
    const unpaid = { people: [{ id: 'x', hoursPerDay: 8, focus: 1, skills: { go: 3 } }] };
    const free = compareScenarios({
      base: { team: unpaid, items: [{ id: 'a', effortHours: 1 }] },
      scenarios: [],
      start,
      seed: 1,
    });
    expect(free.base.cost).toBeNull();
  });

  it('refuses two scenarios of one name', () => {
    const scenarios = [{ id: 'x' }, { id: 'x' }];
    expect(() => compareScenarios({ base: { team, items }, scenarios, start, seed: 1 })).toThrow('"x" is there twice');
  });

  describe('with uncertain efforts', () => {
    // Every day is worked, so that two days off cost two days wherever they fall.
    const wu = { id: 'wu', hoursPerDay: 8, focus: 1, skills: {}, weekPattern: [1, 1, 1, 1, 1, 1, 1] };
    const two: Team = { people: [wu, { ...wu, id: 'lin' }] };
    const work = ['a', 'b', 'c', 'd'].map((id) => ({ id, effortHours: 40 }));
    const estimates = Object.fromEntries(work.map(({ id }) => [id, { lowHours: 20, likelyHours: 40, highHours: 90 }]));
    const uncertainty = { estimates, commonShare: 0.3, runs: 200 };
    const holiday = { id: 'cn', holidays: ['2026-11-18', '2026-11-19'] };
    const later = { people: two.people.map((one) => ({ ...one, calendarId: 'cn' })), calendars: [holiday] };
    const off = { id: 'two days off', team: later };
    const loss = (seed: number) =>
      compareScenarios({ base: { team: two, items: work }, scenarios: [off], start, seed, uncertainty });

    it('is no different from itself, whatever the luck', () => {
      const base = { team: two, items: work };
      const { scenarios } = compareScenarios({ base, scenarios: [{ id: 'same' }], start, seed: 7, uncertainty });
      expect(scenarios[0]!.difference.forecastDays).toEqual({ p50: 0, p70: 0, p85: 0, p95: 0 });
    });

    it('gives shared items the same luck: the dates vary from seed to seed, the difference does not', () => {
      const seeds = Array.from({ length: 16 }, (_unused, index) => index + 1);
      const answers = seeds.map(loss);
      const dates = answers.map(({ base }) => (base.forecast?.ok === true ? base.forecast.all.finishDays.p50! : 0));
      expect(variance(dates)).toBeGreaterThan(0.05);
      for (const { scenarios } of answers) {
        const { p50, p85 } = scenarios[0]!.difference.forecastDays!;
        expect(p50).toBeCloseTo(2, 6);
        expect(p85).toBeCloseTo(2, 6);
      }
    });

    it('has none where the record is too short', () => {
      const record = [{ projectId: 'x', estimateHours: 1, actualHours: 2 }];
      const base = { team: two, items: work };
      const answer = compareScenarios({ base, scenarios: [{ id: 'same' }], start, seed: 1, uncertainty: { record } });
      expect(answer.base.forecast?.ok).toBe(false);
      expect(answer.scenarios[0]!.difference.forecastDays).toBeNull();
    });
  });
});

/** One amount less the base's, written out. */
function costOf(money: { readonly amount: string; readonly currency: string }, base: readonly { amount: string }[]) {
  return [{ amount: (Number(money.amount) - Number(base[0]!.amount)).toFixed(2), currency: money.currency }];
}

function variance(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
}
