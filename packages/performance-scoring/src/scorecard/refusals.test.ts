import { recompute } from '@meritkit/core/explanation';
import { describe, expect, it } from 'vitest';
import {
  bonusTerm,
  type Evidence,
  explainText,
  type Metric,
  type Scorecard,
  type ScoreInput,
  scoreScorecard,
  scoringOperations,
} from '../index.ts';

const a: Metric = { id: 'a', weight: 1 };
const b: Metric = { id: 'b', weight: 1 };
const card = (...metrics: readonly Metric[]): Scorecard => ({ id: 's', metrics });
const at = (metricId: string, value: number): Evidence => ({ metricId, value });
const run = (scorecard: Scorecard, evidence: readonly Evidence[] = [], more: Partial<ScoreInput> = {}) =>
  scoreScorecard({ scorecard, evidence, ...more });
const value = (scorecard: Scorecard, evidence: readonly Evidence[], more: Partial<ScoreInput> = {}) => {
  const result = run(scorecard, evidence, more);
  return result.ok ? result.value : result.rejection.code;
};

describe('refusals', () => {
  it('overtime as merit, however far it is derived', () => {
    const scorecard: Scorecard = {
      ...card(a, { ...b, source: { kind: 'derived', from: ['effort'] } }),
      derivations: [
        { id: 'effort', from: ['other', 'hours'] },
        { id: 'other' },
        { id: 'hours', factKinds: ['commit', 'time-worked'] },
      ],
    };
    expect(run(scorecard, [at('a', 1)])).toEqual({
      ok: false,
      rejection: {
        code: 'performance/overtime-as-merit',
        metricId: 'b',
        via: ['b', 'effort', 'hours'],
        factKind: 'time-worked',
      },
    });
    expect(value(card({ ...a, source: { kind: 'facts', factKinds: ['overtime'] } }), [])).toBe(
      'performance/overtime-as-merit',
    );
    expect(value(card(a), [{ ...at('a', 1), factKinds: ['time-worked'] }])).toBe('performance/overtime-as-merit');
    expect(value(card(a), [{ ...at('a', 1), factKinds: ['badge-swipe'] }])).toBe(1);
    expect(value(card(a), [{ ...at('a', 1), factKinds: ['badge-swipe'] }], { alsoTimeWorked: ['badge-swipe'] })).toBe(
      'performance/overtime-as-merit',
    );
  });
  it('overtime as a bonus', () => {
    const scorecard = { ...card(a), bonus: { cap: 5 } };
    const award = (...factKinds: readonly string[]) => ({ bonuses: [{ id: 'star', points: 3, factKinds }] });
    expect(run(scorecard, [at('a', 7)], award('talk', 'overtime'))).toEqual({
      ok: false,
      rejection: { code: 'performance/overtime-as-merit', metricId: 'star', via: ['star'], factKind: 'overtime' },
    });
    expect(value(scorecard, [at('a', 7)], { ...award('badge-swipe'), alsoTimeWorked: ['badge-swipe'] })).toBe(
      'performance/overtime-as-merit',
    );
    expect(value(scorecard, [at('a', 7)], award('talk'))).toBe(10);
  });
  it('too little coverage, and nothing at all', () => {
    const scorecard = { ...card(a, b), minimumCoverage: 0.5 };
    expect(value(scorecard, [at('a', 7)])).toBe(7);
    expect(run({ ...scorecard, minimumCoverage: 0.51 }, [at('a', 7)])).toEqual({
      ok: false,
      rejection: { code: 'performance/insufficient-coverage', coverage: 0.5, minimumCoverage: 0.51, missing: ['b'] },
    });
    expect(run(card(a))).toMatchObject({
      rejection: { code: 'performance/insufficient-coverage', coverage: 0, minimumCoverage: 0 },
    });
  });
  it('missing without a reason, where the scorecard asks for one', () => {
    const scorecard = { ...card(a, b), requireMissingReasons: true };
    const reason = (text: string) => ({ missing: [{ metricId: 'b', reason: text }] });
    expect(run(scorecard, [at('a', 7)])).toEqual({
      ok: false,
      rejection: { code: 'performance/missing-without-reason', missing: ['b'] },
    });
    expect(value(scorecard, [at('a', 7)], reason(' '))).toBe('performance/missing-without-reason');
    const result = run(scorecard, [at('a', 7)], reason('on leave'));
    expect(result.ok && result.explanation.children?.[1]?.unknown).toEqual({ reason: 'on leave' });
    expect(result.ok && result.explanation.children?.[1]).not.toHaveProperty('sources');
    const said = run(scorecard, [at('a', 7)], { missing: [{ metricId: 'b', reason: 'on leave', statedBy: 'zhou' }] });
    expect(said.ok && said.explanation.children?.[1]?.sources).toEqual([{ system: 'stated-by', ref: 'zhou' }]);
  });
  it('a bonus that nobody declared; a declared one is a line of its own, to its cap', () => {
    const bonuses = [
      { id: 'challenge', points: 4 },
      { id: 'star', points: 3 },
    ];
    expect(run(card(a), [at('a', 80)], { bonuses })).toEqual({
      ok: false,
      rejection: { code: 'performance/bonus-not-declared', bonusIds: ['challenge', 'star'] },
    });
    const result = run({ ...card(a), bonus: { cap: 5 } }, [at('a', 80)], { bonuses });
    expect(result).toMatchObject({
      ok: true,
      value: 85,
      explanation: { operation: { name: 'sum' }, children: [{ value: 80 }, { key: 'bonus', value: 5 }] },
    });
    expect(result.ok && recompute({ explanation: result.explanation, operations: scoringOperations })).toBe(85);
    expect(result.ok && explainText(result.explanation, 'en')).toBe('85 = Scorecard 80 + Bonus 5 points.');
    expect(result.ok && explainText(result.explanation, 'zh-CN')).toBe('85 = 评分卡 80 + 加分 5 分。');
    expect(result.ok && result.explanation).not.toHaveProperty('label');
    const named: Scorecard = {
      id: 's',
      name: { en: 'Engineer' },
      bonus: { cap: 5 },
      dimensions: [{ id: 'd', name: 'Delivery', weight: 1, metrics: [a] }],
    };
    const both = run(named, [at('a', 80)], { bonuses });
    expect(both.ok && both.explanation).toMatchObject({
      key: 's',
      label: { en: 'Engineer' },
      children: [{ key: 's:scorecard', label: { en: 'Engineer' }, children: [{ key: 'd', label: 'Delivery' }] }, {}],
    });
    expect(value({ ...card(a), bonus: { cap: 5 } }, [at('a', 80)])).toBe(80);
    expect(bonusTerm({ cap: 9, awards: bonuses }).value).toBe(7);
  });
});

describe('guards', () => {
  const speed: Metric = {
    id: 'speed',
    weight: 1,
    guard: { cap: 90, pairedWith: { metricId: 'quality', atLeast: 50, limit: 60 } },
  };
  const guarded = (fast: number, quality?: number) => {
    const result = run(card(speed, { id: 'quality', weight: 1 }), [
      at('speed', fast),
      ...(quality === undefined ? [] : [at('quality', quality)]),
    ]);
    return result.ok ? result.explanation.children?.[0]?.value : result.rejection.code;
  };
  it('hold a metric to its cap, and to a limit while its partner suffers or is hidden', () => {
    expect([guarded(80, 50), guarded(99, 50), guarded(80, 49), guarded(55, 10), guarded(80)]).toEqual([
      80, 90, 60, 55, 60,
    ]);
  });
});
