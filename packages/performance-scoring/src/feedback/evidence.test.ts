import { describe, expect, it } from 'vitest';
import {
  evidenceFromFeedback,
  explainText,
  type FeedbackPolicy,
  type Rating,
  type Scorecard,
  scorecardFromTemplate,
  scoreScorecard,
} from '../index.ts';

const policy: FeedbackPolicy = {
  scale: { minimum: 1, maximum: 5 },
  selfGroup: 'self',
  groups: [
    { id: 'self', weight: 1, minimumRaters: 1, anonymous: false },
    { id: 'manager', weight: 2, minimumRaters: 1, anonymous: false },
    { id: 'peer', weight: 1, minimumRaters: 3, anonymous: true },
  ],
};
const round = { system: '360', ref: '2026-q4' };
const rate = (item: string | undefined, group: string, answers: Readonly<Record<string, number>>, ratee = 'lin') =>
  Object.entries(answers).map(
    ([rater, value]): Rating => ({ ratee, group, rater, value, ...(item === undefined ? {} : { item }) }),
  );
const scorecard: Scorecard = {
  id: 's',
  dimensions: [
    {
      id: 'work',
      weight: 1,
      metrics: [
        { id: 'value', weight: 1, source: { kind: 'rating', raterGroups: ['manager', 'client'] } },
        { id: 'all', weight: 1, source: { kind: 'rating' } },
      ],
    },
  ],
  metrics: [
    { id: 'depth', weight: 1, source: { kind: 'rating', raterGroups: ['peer'] } },
    { id: 'survey', weight: 1, source: { kind: 'survey' } },
  ],
};
const read = (ratings: readonly Rating[], change: Partial<Parameters<typeof evidenceFromFeedback>[0]> = {}) =>
  evidenceFromFeedback({ scorecard, personIds: ['lin'], ratings, policy, round, ...change });

describe('evidence from 360 degree feedback', () => {
  it('asks the rater groups of each metric, and names round and group as the source, never a rater', () => {
    const [lin] = read([
      ...rate('value', 'manager', { zhou: 4 }),
      ...rate('value', 'peer', { a: 1, b: 1, c: 1 }),
      ...rate('depth', 'peer', { a: 4, b: 5, c: 3 }),
      ...rate('all', 'self', { lin: 5 }),
      ...rate('all', 'manager', { zhou: 2 }),
    ]);
    expect(lin?.evidence).toEqual([
      { metricId: 'depth', value: 4, sources: [{ system: '360', ref: '2026-q4/depth/peer' }] },
      { metricId: 'value', value: 4, sources: [{ system: '360', ref: '2026-q4/value/manager' }] },
      {
        ...{ metricId: 'all', value: 3 },
        sources: [
          { system: '360', ref: '2026-q4/all/self' },
          { system: '360', ref: '2026-q4/all/manager' },
        ],
      },
    ]);
    expect(lin?.missing).toEqual([]);
    expect(lin?.feedback.map(({ metricId, result }) => [metricId, result.ok])).toEqual([
      ['depth', true],
      ['value', true],
      ['all', true],
    ]);
  });

  it('suppresses a small group: the metric is missing with a reason, and no word of the answers gets out', () => {
    const [lin] = read([...rate('depth', 'peer', { a: 1, b: 1.25 }), ...rate('value', 'manager', { zhou: 4 })]);
    expect(lin?.evidence.map(({ metricId }) => metricId)).toEqual(['value']);
    expect(lin?.missing).toEqual([
      { metricId: 'depth', reason: 'too-few-raters' },
      { metricId: 'all', reason: 'no-raters' },
    ]);
    expect(JSON.stringify(lin)).not.toContain('1.25');
    const mixed = read([...rate('all', 'peer', { a: 1, b: 1 }), ...rate('all', 'manager', { zhou: 4 })])[0];
    expect(mixed?.evidence).toMatchObject([{ metricId: 'all', value: 4, sources: [{ ref: '2026-q4/all/manager' }] }]);
  });

  it('knows nothing of somebody whom nobody rated, and of nobody else', () => {
    const [wu, ...others] = read(rate('value', 'manager', { zhou: 4 }), { personIds: ['wu'] });
    expect(others).toEqual([]);
    expect(wu).toMatchObject({ personId: 'wu', evidence: [], feedback: [] });
    expect(wu?.missing.map(({ metricId, reason }) => [metricId, reason])).toEqual([
      ['depth', 'no-raters'],
      ['value', 'no-raters'],
      ['all', 'no-raters'],
    ]);
  });

  it('takes the questions that speak for a metric, and counts no answer twice', () => {
    const ratings = [...rate('q1', 'manager', { zhou: 2 }), ...rate('q2', 'manager', { zhou: 4 })];
    expect(read(ratings)[0]?.evidence).toEqual([]);
    const [lin] = read(ratings, { items: { value: ['q1', 'q2'] } });
    expect(lin?.evidence.map(({ metricId, value }) => [metricId, value])).toEqual([['value', 3]]);
    const whole = rate(undefined, 'manager', { zhou: 3 });
    expect(read(whole)[0]?.evidence).toEqual([]);
    const single: Scorecard = { id: 's', metrics: [{ id: 'toString', weight: 1, source: { kind: 'rating' } }] };
    expect(read(whole, { scorecard: single })[0]?.evidence).toMatchObject([{ metricId: 'toString', value: 3 }]);
  });

  it('takes leniency out over everybody who was rated', () => {
    const people = ['p1', 'p2', 'p3', 'p4', 'p5', 'p6'];
    const ratings = people.flatMap((ratee, index) => [
      ...rate(
        'depth',
        'peer',
        { strict: 1.5 + (index % 3) / 2, mild: 3.5 + (index % 3) / 2, even: 2.5 + (index % 3) / 2 },
        ratee,
      ),
    ]);
    ratings.push(...rate('depth', 'peer', { strict: 2, other: 3, third: 3 }));
    const corrected = read(ratings, { policy: { ...policy, correctLeniency: true } })[0]?.evidence[0]?.value;
    expect(read(ratings)[0]?.evidence[0]?.value).toBeCloseTo(8 / 3, 9);
    expect(corrected).toBeGreaterThan(2.8);
  });

  it('leads into a score, where the reason of what is missing is told in words', () => {
    const template = scorecardFromTemplate({ templateId: 'technology-40-30-30' });
    const [lin] = read(
      [...rate('delivered-value', 'manager', { zhou: 4 }), ...rate('peer-feedback', 'peer', { a: 4, b: 4 })],
      {
        scorecard: { ...template, minimumCoverage: 0 },
      },
    );
    const score = scoreScorecard({ scorecard: { ...template, minimumCoverage: 0 }, ...lin! });
    if (!score.ok) throw new Error(score.rejection.code);
    const collaboration = score.explanation.children?.find(({ key }) => key === 'collaboration');
    expect(explainText(collaboration!, 'en')).toContain('Feedback of colleagues (too few people answered)');
    expect(explainText(collaboration!, 'zh-CN')).toContain('同事反馈（作答人数太少）');
    const innovation = score.explanation.children?.find(({ key }) => key === 'innovation');
    expect(explainText(innovation!, 'en')).toContain('as peers see it (nobody answered)');
  });

  it('refuses ratings that the policy has no place for, with their path', () => {
    expect(() => read(rate('value', 'client', { x: 4 }))).toThrow('ratings[0].group');
    expect(() => read(rate('value', 'manager', { zhou: 9 }))).toThrow('ratings[0].value');
    expect(() => read([], { policy: { ...policy, selfGroup: 'me' } })).toThrow('policy.selfGroup');
  });
});
