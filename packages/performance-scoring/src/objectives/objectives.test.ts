import { InvalidInputError } from '@meritkit/core/errors';
import { recompute } from '@meritkit/core/explanation';
import { describe, expect, it } from 'vitest';
import {
  checkSmart,
  gradeObjectives,
  type KeyResult,
  keyResultEvidence,
  type Objective,
  parseObjectives,
  scoreScorecard,
  scoringOperations,
} from '../index.ts';

const objective: Objective = {
  id: 'o',
  title: { en: 'Payments that work', 'zh-CN': '让支付可靠' },
  ownerId: 'lin',
  alignsTo: 'company',
  period: { start: '2026-10-01', end: '2027-01-01' },
  keyResults: [
    {
      id: 'rate',
      kind: 'percent',
      title: 'Success rate',
      start: 95,
      target: 100,
      current: 99,
      confidence: 0.7,
      weight: 2,
    },
    {
      id: 'steps',
      kind: 'milestone',
      title: 'Roll-out',
      milestones: [
        { id: 'a', done: true },
        { id: 'b', done: false },
      ],
      confidence: 0.5,
    },
    { id: 'audit', kind: 'boolean', title: 'Audit passed', done: true, confidence: 0.9 },
    { id: 'time', kind: 'number', title: 'Answer time', unit: 'ms', start: 900, target: 300, confidence: 0.6 },
  ],
};
const company: Objective = {
  id: 'company',
  title: 'Trust',
  keyResults: [{ id: 'nps', kind: 'number', title: 'NPS', unit: 'points', start: 10, target: 40 }],
};

describe('gradeObjectives', () => {
  it('grades what is measured, explains it, and shows alignment both ways', () => {
    const [own, top] = gradeObjectives({ objectives: [objective, company] });
    expect(own!.keyResults.map((result) => result.grade)).toEqual([0.8, 0.5, 1, null]);
    expect(own!.grade).toBeCloseTo((2 * 0.8 + 0.5 + 1) / 4, 12);
    expect(recompute({ explanation: own!.explanation, operations: scoringOperations })).toBe(own!.grade);
    expect(own).toMatchObject({ confidence: 0.5, alignsTo: 'company', servedBy: [] });
    expect(top).toMatchObject({ grade: null, confidence: null, alignsTo: null, servedBy: ['o'] });
    expect(top!.explanation.unknown).toEqual({ reason: 'nothing-known' });
  });
  it('holds grades between 0 and 1, also where lower is better', () => {
    const grade = (current: number) =>
      gradeObjectives({
        objectives: [
          { ...company, keyResults: [{ id: 'k', kind: 'number', title: 'T', start: 900, target: 300, current }] },
        ],
      })[0]!.grade;
    expect([grade(900), grade(600), grade(300), grade(100), grade(2000)]).toEqual([0, 0.5, 1, 1, 0]);
  });
  it('shows what it measured, in which unit, under which name', () => {
    const named: Objective = {
      id: 'n',
      title: 'Named',
      keyResults: [
        { id: 'k', kind: 'number', title: 'Answer time', unit: 'ms', start: 900, target: 300, current: 600 },
        {
          id: 'm',
          kind: 'milestone',
          title: 'Roll-out',
          milestones: [
            { id: 'a', title: 'First country', done: true },
            { id: 'b', done: false },
          ],
        },
        { id: 'b', kind: 'boolean', title: 'Audit' },
        { id: 'c', kind: 'boolean', title: 'Review', done: false },
      ],
    };
    const { explanation } = gradeObjectives({ objectives: [named] })[0]!;
    expect(explanation).toMatchObject({ key: 'n', label: 'Named' });
    expect(explanation.children).toMatchObject([
      {
        key: 'k',
        label: 'Answer time',
        weight: 1,
        value: 0.5,
        children: [
          { key: 'k:points', value: 50, children: [{ key: 'k:current', value: 600, unit: 'ms' }] },
          { key: 'full-points', value: 100 },
        ],
      },
      {
        key: 'm',
        value: 0.5,
        children: [
          { key: 'a', label: 'First country', value: 1 },
          { key: 'b', value: 0 },
        ],
      },
      { key: 'b', value: null, unknown: { reason: 'not-measured-yet' } },
      { key: 'c', value: 0 },
    ]);
    expect(explanation.children![1]!.children![1]).not.toHaveProperty('label');
    const { unit: _, ...unitless } = named.keyResults[0] as Extract<KeyResult, { kind: 'number' }>;
    const bare = gradeObjectives({ objectives: [{ ...named, keyResults: [unitless] }] })[0]!;
    expect(bare.explanation.children![0]!.children![0]!.children![0]).not.toHaveProperty('unit');
  });
  it('feeds key results into a scorecard beside KPIs', () => {
    const scorecard = {
      id: 's',
      metrics: [{ id: 'kpi', weight: 1 }],
      dimensions: [
        {
          id: 'okr',
          weight: 1,
          metrics: [
            { id: 'm', weight: 1, source: { kind: 'key-result' as const, keyResultId: 'rate' } },
            { id: 'n', weight: 1, source: { kind: 'key-result' as const, keyResultId: 'time' } },
          ],
        },
      ],
    };
    const evidence = keyResultEvidence({ scorecard, objectives: [objective, company] });
    expect(evidence).toEqual([{ metricId: 'm', value: 80, source: { system: 'okr', ref: 'rate' } }]);
    expect(scoreScorecard({ scorecard, evidence: [...evidence, { metricId: 'kpi', value: 60 }] })).toMatchObject({
      value: 70,
      missing: ['n'],
    });
  });
  it('names what is broken', () => {
    const run =
      (...objectives: readonly Objective[]) =>
      () => {
        try {
          gradeObjectives({ objectives });
        } catch (error) {
          if (InvalidInputError.isInstance(error)) throw new Error(`${error.code} ${error.message}`);
          throw error;
        }
      };
    const kr = (start: number, target: number, current?: number) => ({
      ...company,
      keyResults: [{ id: 'k', kind: 'number' as const, title: 'T', start, target, current }],
    });
    expect(run(kr(5, 5))).toThrow(
      'performance/target-equals-start objectives[0].keyResults[0].target: the target 5 is the start',
    );
    expect(run(kr(5, Number.NaN))).toThrow(
      'performance/not-finite objectives[0].keyResults[0]: start, target and current',
    );
    expect(run(kr(5, 6, Number.POSITIVE_INFINITY))).toThrow('start, target and current');
    expect(run({ ...company, keyResults: [] })).toThrow(
      'performance/invalid-objective objectives[0].keyResults: an objective has key results',
    );
    const bare = { ...company.keyResults[0]!, id: 'k' };
    const holding = (keyResult: Objective['keyResults'][number]) => run({ ...company, keyResults: [keyResult] });
    for (const weight of [0, -1, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(holding({ ...bare, weight })).toThrow(
        'performance/invalid-weight objectives[0].keyResults[0].weight: a weight is above zero',
      );
    }
    for (const confidence of [-0.1, 1.1, Number.NaN]) {
      expect(holding({ ...bare, confidence })).toThrow(
        'performance/invalid-objective objectives[0].keyResults[0].confidence: a confidence lies between 0 and 1',
      );
    }
    for (const confidence of [0, 1]) expect(holding({ ...bare, confidence })).not.toThrow();
    expect(holding({ id: 'k', kind: 'milestone', title: 'T', milestones: [] })).toThrow(
      'performance/invalid-objective objectives[0].keyResults[0].milestones: at least one milestone',
    );
    expect(run(company, company)).toThrow('performance/duplicate-id objectives[1].id: "company" stands twice');
    expect(run(company, { ...company, id: 'c2' })).toThrow(
      'performance/duplicate-id objectives[1].keyResults[0].id: "nps" stands twice',
    );
    expect(run(objective)).toThrow('performance/unknown-objective objectives[0].alignsTo: no objective "company"');
    expect(run({ ...company, alignsTo: 'o' }, objective)).toThrow(
      'performance/cyclic-alignment objectives[0].alignsTo: company -> o -> company',
    );
    expect(() => parseObjectives([{ id: 'x', title: 'T', keyResults: [{ kind: 'percent' }] }])).toThrow(
      '[0].keyResults[0]',
    );
  });
});

describe('checkSmart', () => {
  it('finds nothing wrong with a good objective, and the gaps of a poor one', () => {
    expect(
      checkSmart({ objective, elsewhere: ['company'] }).map(({ problem, keyResultId }) => [problem, keyResultId]),
    ).toEqual([['not-measured-yet', 'time']]);
    const poor: Objective = {
      id: 'p',
      title: 'x',
      keyResults: [
        { id: 'k', kind: 'number', title: '快', start: 1, target: 2, confidence: 0.1, dueDate: '2026-01-01' },
        { id: 'l', kind: 'milestone', title: '支付', milestones: [{ id: 'a', done: false }] },
      ],
    };
    expect(checkSmart({ objective: poor }).map(({ problem }) => problem)).toEqual([
      'not-aligned',
      'no-owner',
      'title-too-short',
      'no-unit',
      'low-confidence',
      'no-owner',
      'single-step',
      'no-confidence',
      'no-due-date',
    ]);
    const late = { ...objective, keyResults: [{ ...objective.keyResults[2]!, dueDate: '2027-01-01' }] };
    expect(checkSmart({ objective: late, elsewhere: ['company'] }).map(({ problem }) => problem)).toEqual([
      'due-outside-period',
    ]);
    const early = { ...objective, keyResults: [{ ...objective.keyResults[2]!, dueDate: '2026-10-01' }] };
    expect(checkSmart({ objective: early, elsewhere: ['company'] })).toEqual([]);
  });
});
