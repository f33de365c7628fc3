import { describe, expect, it } from 'vitest';
import { countVotes, proposeShortlist } from './awards/shortlist.ts';
import { markCareless } from './careless/patterns.ts';
import { driverImportance } from './drivers/importance.ts';
import { differenceInDifferences } from './effects/difference.ts';
import { correctRebound } from './effects/regression-to-mean.ts';
import { readAudience } from './insight/audience.ts';
import { wilsonShare } from './intervals/wilson.ts';
import { suggestActions } from './issues/action.ts';
import { assignIssue, closeIssue, measureResolution, raiseIssue } from './issues/issue.ts';
import { drawNoisyShare, openNoiseBudget } from './noise/budget.ts';
import { geometricChance, geometricNoise } from './noise/geometric.ts';
import { measureOutcomes } from './outcomes/outcome.ts';
import { averagePrecision, normalizedGain } from './ranking/gain.ts';
import { evaluatePolicy } from './ranking/off-policy.ts';
import { mostPopular, recommendActivity } from './recommend/recommend.ts';
import { measureReliability } from './reliability/alpha.ts';
import { rewardKey } from './reward-key.ts';
import { type AttributedSignal, buildStateReport } from './state/report.ts';
import { rakeWeights } from './weighting/rake.ts';
import { jamesStein, shrinkShares } from './weighting/shrink.ts';

const signal = (
  indicator: string,
  source: AttributedSignal['source'],
  value: number,
  personId = 'lin',
): AttributedSignal => ({
  lane: 'attributed',
  personId,
  indicator,
  source,
  value,
  fact: { system: 'hr', ref: `${indicator}-${source}` },
});

describe('the state report', () => {
  it('averages ratings, names differing views, and suggests', () => {
    const report = buildStateReport({
      personId: 'lin',
      signals: [
        signal('trust', 'own-check-in', 30),
        signal('trust', 'manager-review', 60),
        signal('help', 'activity', 90),
      ],
    });
    expect(report.indicators.map((one) => [one.indicator, one.value])).toEqual([
      ['help', 90],
      ['trust', 45],
    ]);
    expect(report.suggestions.map((one) => `${one.indicator}:${one.key}`)).toEqual([
      'help:offer-recognition',
      'trust:views-differ',
      'trust:ask-how-it-is',
      'trust:offer-course',
    ]);
    for (const suggestion of report.suggestions) expect(suggestion.sources.length).toBeGreaterThan(0);
  });

  it('leaves behaviour out unless a purpose is declared, and then only asks', () => {
    const signals = [signal('load', 'behaviour', 9)];
    expect(buildStateReport({ personId: 'lin', signals })).toMatchObject({
      indicators: [{ value: null }],
      suggestions: [],
    });
    const report = buildStateReport({
      personId: 'lin',
      signals,
      behaviour: { purpose: 'find overload early', declaredOn: '2026-01-01' },
    });
    expect(report.indicators[0]?.value).toBeNull();
    expect(report.suggestions).toMatchObject([{ kind: 'question', key: 'ask-about-load' }]);
    expect(() =>
      buildStateReport({ personId: 'lin', signals, behaviour: { purpose: ' ', declaredOn: '2026-01-01' } }),
    ).toThrow(/purpose/);
  });

  it('refuses at run time what its types forbid: another person, an anonymous answer, a value off the scale', () => {
    const build = (signals: readonly unknown[]) => () =>
      buildStateReport({ personId: 'lin', signals: signals as AttributedSignal[] });
    expect(build([signal('x', 'activity', 5, 'zhao')])).toThrow(/signals\[0\]/);
    expect(build([{ lane: 'anonymous', respondent: 'r1', cell: {}, answers: { trust: 1 }, comment: null }])).toThrow(
      /signals\[0\]/,
    );
    expect(build([{ ...signal('x', 'activity', 5), respondent: 'r1' }])).toThrow(/signals\[0\]/);
    for (const value of [-1, 101, Number.NaN])
      expect(build([signal('x', 'manager-review', value)])).toThrow(/signals\[0\]\.value/);
    expect(buildStateReport({ personId: 'lin', signals: [] })).toEqual({
      personId: 'lin',
      indicators: [],
      suggestions: [],
    });
  });
});

describe('issues', () => {
  const issue = raiseIssue({
    id: 'i',
    title: 'x',
    origin: 'raised',
    raisedOn: '2026-01-01',
    affected: { estimate: 10, interval: [5, 20] },
  });

  it('weighs by people, keeps declined ones in, and is unknown without any', () => {
    const done = { ...issue, status: 'resolved' as const };
    const declined = {
      ...issue,
      id: 'j',
      status: 'declined' as const,
      affected: { estimate: 30, interval: [20, 40] as const },
    };
    expect(measureResolution({ issues: [done, declined], asOf: '2026-02-01', target: 0.7 })).toEqual({
      rate: 0.25,
      unweighted: 0.5,
      target: 0.7,
      reached: false,
      overdue: [],
    });
    expect(measureResolution({ issues: [], asOf: '2026-02-01', target: 0.7 })).toMatchObject({
      rate: null,
      unweighted: null,
      reached: null,
    });
    const late = { ...issue, deadline: '2026-01-31' };
    expect(measureResolution({ issues: [late], asOf: '2026-02-01', target: 0.7 }).overdue).toEqual(['i']);
    expect(measureResolution({ issues: [late], asOf: '2026-01-31', target: 0.7 }).overdue).toEqual([]);
  });

  it('closes once, with an owner, and does not take impossible estimates', () => {
    expect(closeIssue({ issue, as: 'resolved', on: '2026-01-09', answer: 'done' })).toMatchObject({
      rejection: { code: 'engagement/issue-without-owner' },
    });
    expect(closeIssue({ issue, as: 'declined', on: '2026-01-09', answer: 'law' }).ok).toBe(true);
    expect(assignIssue({ issue: { ...issue, status: 'resolved' }, owner: 'lin', deadline: '2026-02-01' }).ok).toBe(
      false,
    );
    expect(() => raiseIssue({ ...issue, affected: { estimate: 30, interval: [5, 20] } })).toThrow(/affected/);
    expect(() => raiseIssue({ ...issue, affected: { estimate: 3, interval: [5, 20] } })).toThrow(/affected/);
  });

  it('suggests by theme, most authors first', () => {
    const themes = [
      { id: 'approval', kind: 'theme', authors: 5 },
      { id: 'overtime', kind: 'theme', authors: 9 },
      { id: 'atlas gateway', kind: 'phrase', authors: 20 },
    ];
    expect(suggestActions({ themes }).map((one) => one.kind)).toEqual(['load-review', 'process-change']);
  });
});

describe('noise', () => {
  it('follows its distribution and its budget, and refuses by size alone', () => {
    const draws = 20_000;
    const counts = new Map<number, number>();
    for (let index = 0; index < draws; index += 1) {
      const noise = geometricNoise({ epsilon: 1, uniform: (index + 0.5) / draws });
      counts.set(noise, (counts.get(noise) ?? 0) + 1);
    }
    for (const step of [-3, -2, -1, 0, 1, 2, 3])
      expect(Math.abs((counts.get(step) ?? 0) / draws - geometricChance({ epsilon: 1, step }))).toBeLessThan(2e-4);
    const ask = (favourable: number, answered: number, epsilon: number) =>
      drawNoisyShare({
        budget: openNoiseBudget({ epsilon: 2 }),
        view: 'v',
        favourable,
        answered,
        epsilon,
        uniform: 0.5,
      });
    const refused = [0, 5, 10].map((favourable) => ask(favourable, 10, 0.5));
    expect(refused.every((one) => !one.ok && one.rejection.code === 'engagement/noise-too-large')).toBe(true);
    expect(new Set(refused.map((one) => JSON.stringify(one))).size).toBe(1);
    expect(ask(80, 200, 1)).toMatchObject({ ok: true, favourable: 0.4, budget: { spent: 1 } });
    expect(ask(80, 200, 2.1)).toMatchObject({
      ok: false,
      rejection: { code: 'engagement/budget-exceeded', left: 2, needed: 2.1 },
    });
    for (const epsilon of [0, -1, Number.NaN, Number.POSITIVE_INFINITY])
      expect(() => openNoiseBudget({ epsilon })).toThrow(/epsilon/);
    for (const uniform of [-0.1, 1, Number.NaN])
      expect(() => geometricNoise({ epsilon: 1, uniform })).toThrow(/uniform/);
  });
});

describe('audience, outcomes, awards and recommendations', () => {
  it('reads groups of enough people only', () => {
    const [large, small] = readAudience({
      minimumGroup: 5,
      groups: [
        { groupId: 'rd', people: 40, participated: 12, preferences: { story: 6, quiz: 14 }, stated: 20 },
        { groupId: 'hr', people: 4, participated: 4, preferences: { quiz: 2 }, stated: 2 },
      ],
    });
    expect(large).toMatchObject({
      participation: { share: 0.3 },
      preferred: [{ option: 'quiz', share: 0.7 }, { option: 'story' }],
      unknown: [],
    });
    expect(small).toEqual({
      groupId: 'hr',
      participation: null,
      preferred: [],
      unknown: ['participation', 'preferences'],
    });
  });

  it('reads no group of four on request, and no counts that contradict each other', () => {
    const group = { groupId: 'rd', people: 40, participated: 12, preferences: { quiz: 14 }, stated: 20 };
    const reading = (more: Partial<typeof group>, minimumGroup = 5) => {
      const groups = [group, { ...group, ...more }];
      return () => readAudience({ groups, minimumGroup });
    };
    for (const minimum of [4, 0, 5.5, Number.NaN]) {
      expect(reading({}, minimum)).toThrow(expect.objectContaining({ code: 'engagement/threshold-too-low' }));
    }
    expect(reading({ people: 40, participated: 40, stated: 40, preferences: { quiz: 40 } })).not.toThrow();
    expect(reading({ people: 0, participated: 0, stated: 0, preferences: { quiz: 0 } })).not.toThrow();
    const broken = expect.objectContaining({ code: 'engagement/impossible-count' });
    expect(reading({ people: 12.5 })).toThrow(broken);
    expect(reading({ participated: 41 })).toThrow('groups[1].participated: a whole number from 0 to 40 is expected');
    expect(reading({ stated: 41 })).toThrow('groups[1].stated');
    expect(reading({ preferences: { quiz: 21 } })).toThrow('groups[1].preferences.quiz');
    expect(reading({ preferences: { quiz: -1 } })).toThrow(broken);
  });

  it('tells no reason that is none, and always one', () => {
    const reasonsOf = (contentFit: number, shown: number, enrolled: number) => {
      const option = { activityId: 'quiz', contentFit, shown, enrolled };
      return recommendActivity({ options: [option], seed: 1 }).reasons.map(({ key }) => key);
    };
    expect(reasonsOf(0.5, 4, 1)).toEqual(['content-fit', 'group-history']);
    expect(reasonsOf(0.5, 0, 0)).toEqual(['content-fit']);
    expect(reasonsOf(0, 4, 1)).toEqual(['group-history']);
    expect(reasonsOf(0, 4, 0)).toEqual(['explored']);
  });

  it('measures outcomes against their targets and leaves the rest unknown', () => {
    expect(
      measureOutcomes({
        invited: 50,
        answered: 40,
        satisfaction: 4.4,
        managerHoursBefore: 10,
        managerHoursAfter: 7,
      }).map((one) => one.reached),
    ).toEqual([true, false, true]);
    expect(measureOutcomes({}).every((one) => one.value === null && one.unknownReason === 'not-supplied')).toBe(true);
  });

  it('shortlists with reasons, keeps ties, and counts each vote once and none for oneself', () => {
    const contribution = (criterion: string, points: number) => ({
      criterion,
      points,
      source: { system: 'jira', ref: `${criterion}${points}` },
    });
    const nominees = [
      { personId: 'a', contributions: [contribution('patent', 3)] },
      { personId: 'b', contributions: [contribution('help', 6)] },
      { personId: 'c', contributions: [contribution('help', 1)] },
      { personId: 'd', contributions: [] },
    ];
    const shortlist = proposeShortlist({
      nominees,
      criteria: [
        { id: 'patent', weight: 2 },
        { id: 'help', weight: 1 },
      ],
      size: 1,
    });
    expect(shortlist.map((one) => [one.personId, one.score])).toEqual([
      ['a', 6],
      ['b', 6],
    ]);
    const vote = (voterId: string, personId: string) => ({ voterId, personId });
    const counted = countVotes({
      awardId: 'star',
      shortlist,
      votes: [vote('x', 'a'), vote('x', 'b'), vote('y', 'b'), vote('a', 'a')],
      amount: '500',
    });
    expect(counted).toEqual({
      counts: { a: 0, b: 2 },
      winner: 'b',
      reward: { key: rewardKey('award', 'star', 'b'), personId: 'b', amount: '500' },
    });
    expect(
      countVotes({ awardId: 'star', shortlist, votes: [vote('x', 'a'), vote('y', 'b')], amount: '500' }).winner,
    ).toBeNull();
  });

  it('recommends with chances that add up, none of them zero, the same for the same seed', () => {
    const options = [
      { activityId: 'x', contentFit: 0.9, shown: 50, enrolled: 40 },
      { activityId: 'y', contentFit: 0.1, shown: 50, enrolled: 1 },
    ];
    const made = recommendActivity({ options, seed: 's' });
    expect(made).toEqual(recommendActivity({ options, seed: 's' }));
    expect(Object.values(made.chances).reduce((sum, chance) => sum + chance, 0)).toBeCloseTo(1, 12);
    expect(Math.min(...Object.values(made.chances))).toBeGreaterThanOrEqual(0.02);
    expect(made.propensity).toBe(made.chances[made.activityId]);
    expect(made.mostPopular).toBe('x');
    expect(mostPopular({ options: [] })).toBe('');
    expect(() => recommendActivity({ options: [], seed: 1 })).toThrow(/options/);
    expect(() =>
      recommendActivity({ options: [{ activityId: 'x', contentFit: 2, shown: 0, enrolled: 0 }], seed: 1 }),
    ).toThrow(/options\[0\]/);
    expect(() =>
      recommendActivity({ options: [{ activityId: 'x', contentFit: 0, shown: 1, enrolled: 2 }], seed: 1 }),
    ).toThrow(/options\[0\]/);
  });
});

describe('statistics refuse what would poison them', () => {
  it('throws with the path, or says unknown', () => {
    expect(() => wilsonShare({ favourable: 6, answered: 5 })).toThrow(/favourable/);
    expect(() => wilsonShare({ favourable: 1, answered: 0 })).toThrow(/favourable/);
    expect(() => wilsonShare({ favourable: 1, answered: 5, population: 4 })).toThrow(/population/);
    expect(wilsonShare({ favourable: 4, answered: 5, population: 5 })).toEqual({ lower: 0.8, upper: 0.8 });
    expect(() =>
      measureReliability({
        rows: [
          [1, 2],
          [1, Number.NaN],
        ],
      }),
    ).toThrow(/rows\[1\]/);
    expect(
      measureReliability({
        rows: [
          [3, 3],
          [3, 3],
        ],
      }),
    ).toMatchObject({ alpha: null, interval: null, itemRest: [null, null] });
    expect(() => driverImportance({ rows: [[1], [2]] })).toThrow(/rows/);
    expect(() => differenceInDifferences({ groups: [{ id: 'a', treated: true, before: 1, after: 2 }] })).toThrow(
      /two groups on each side/,
    );
    expect(() =>
      rakeWeights({ baseWeights: [1, 1], dimensions: [{ categories: ['a', 'b'], targets: { a: 1 } }] }),
    ).toThrow(/categories\[1\]/);
    expect(() =>
      rakeWeights({ baseWeights: [1], dimensions: [{ categories: ['a'], targets: { a: 1, b: 2 } }] }),
    ).toThrow(/targets\.b/);
    expect(() => evaluatePolicy({ log: [], policy: () => 1, actions: [], rewardModel: () => 0 })).toThrow(/log/);
    expect(() =>
      evaluatePolicy({
        log: [{ context: 'c', action: 'a', propensity: 0, reward: 1 }],
        policy: () => 1,
        actions: ['a'],
        rewardModel: () => 0,
      }),
    ).toThrow(/log\[0\]/);
    expect(() => correctRebound({ groups: 0, answered: 40, companyShare: 0.5, before: 0.3, after: 0.5 })).toThrow(
      /groups/,
    );
    expect([normalizedGain([0, 0]), averagePrecision([false])]).toEqual([null, null]);
    expect(
      markCareless({
        rows: [
          [3, 3, 3, 3],
          [1, 2, 3, 4],
        ],
        longestRun: 4,
      }),
    ).toEqual([true, false]);
  });

  it('has a permutation p beside the t test, and no difference where nothing changed', () => {
    const still = ['a', 'b', 'c', 'd'].map((id, index) => ({ id, treated: index < 2, before: 50, after: 50 }));
    expect(differenceInDifferences({ groups: still })).toMatchObject({ effect: 0, t: 0, p: 1, permutationP: 1 });
  });

  it('shrinks small groups most and none beyond the company', () => {
    const groups = [
      { id: 's', favourable: 5, answered: 5 },
      { id: 'l', favourable: 160, answered: 200 },
      { id: 'm', favourable: 20, answered: 60 },
    ];
    const shrunk = shrinkShares({ groups });
    expect(shrunk[0]!.reliability).toBeLessThan(shrunk[1]!.reliability);
    for (const group of shrunk)
      expect(Math.abs(group.shrunk - 185 / 265)).toBeLessThanOrEqual(Math.abs(group.share - 185 / 265));
    expect(jamesStein({ means: [0.2, 0.4], variance: 0.1 }).estimates).toEqual([0.2, 0.4]);
  });
});
