import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openAudit } from '../audit/state.ts';
import { defaultDefinition } from '../definition/default.ts';
import { newcombeDifference } from '../intervals/difference.ts';
import { adjustComparisons } from '../intervals/multiplicity.ts';
import { coarsen } from '../release/coarsen.ts';
import { countedShare } from '../release/favourability.ts';
import { openSurvey } from '../survey/open.ts';
import { draftSurvey, itemIdsOf, type Survey } from '../survey/survey.ts';
import { shrinkShares } from '../weighting/shrink.ts';
import { compareGroups } from './compare.ts';
import { reweightShare } from './non-response.ts';
import { isCompany, reweightItems, shrinkItems } from './partition.ts';
import { publishSurvey } from './publish.ts';
import { followTrend } from './trend.ts';

const shareOf = (favourable: number, answered: number) => countedShare({ favourable, answered });

describe('differences to everyone else', () => {
  it('are those of the group and the rest, with one false discovery rate over all of them', () => {
    const company = { trust: shareOf(60, 100), help: shareOf(50, 100) };
    const groups = [
      { id: 'a', items: { trust: shareOf(6, 30), help: shareOf(15, 30) } },
      { id: 'b', items: { trust: shareOf(20, 30) } },
    ];
    const found = compareGroups({ company, groups, level: 0.05 });
    expect(found.map(({ group, item }) => `${group} ${item}`)).toEqual(['a trust', 'a help', 'b trust']);
    const rest = { favourable: 54, answered: 70 };
    const expected = newcombeDifference({ first: { favourable: 6, answered: 30 }, second: rest });
    expect(found[0]).toMatchObject({
      difference: coarsen('share', expected.difference),
      interval: [coarsen('share', expected.lower), coarsen('share', expected.upper)],
      stands: true,
    });
    expect(found[1]).toMatchObject({ difference: 0, adjustedP: 1, stands: false });
    const bare = (groupsOf: typeof groups) => compareGroups({ company, groups: groupsOf, level: 0.05 });
    const alone = bare([{ id: 'b', items: { trust: shareOf(20, 30) } }])[0]!.adjustedP;
    expect(found[2]!.adjustedP).toBe(
      coarsen('share', adjustComparisons({ pValues: [alone, 0, 1], method: 'benjamini-hochberg' })[0]!),
    );
  });

  it('have the p of the pooled test, and none where all answered alike', () => {
    const of = (group: readonly [number, number], all: readonly [number, number]) =>
      compareGroups({
        company: { trust: shareOf(...all) },
        groups: [{ id: 'g', items: { trust: shareOf(...group) } }],
        level: 0.18,
      })[0]!;
    // z = (15/30 - 45/70) / sqrt(0.6 x 0.4 x (1/30 + 1/70)) = -1.336, p = 0.181
    expect(of([15, 30], [60, 100])).toMatchObject({ adjustedP: 0.18, stands: false });
    const even = { favourable: 0, interval: [0, 0] as const, answered: 10 };
    const found = compareGroups({
      company: { trust: { ...even, answered: 20 } },
      groups: [{ id: 'g', items: { trust: even } }],
      level: 1,
    });
    expect(found[0]).toMatchObject({ difference: 0, adjustedP: 1, stands: true });
  });

  it('leave out a group that is everyone and items that the company does not show', () => {
    const company = { trust: shareOf(6, 10) };
    const groups = [
      { id: 'all', items: { trust: shareOf(6, 10) } },
      { id: 'other', items: { food: shareOf(3, 6) } },
    ];
    expect(compareGroups({ company, groups, level: 0.05 })).toEqual([]);
    expect(
      compareGroups({ company, groups: [{ id: 'x', items: { trust: shareOf(6, 6) } }], level: 0.05 })[0],
    ).toMatchObject({
      interval: [expect.any(Number), expect.any(Number)],
    });
  });

  it('stay within one and minus one, and a greater distance never stands less', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 5, max: 60 }),
        fc.integer({ min: 5, max: 60 }),
        fc.float({ min: 0, max: 1, noNaN: true }),
        (n, rest, share) => {
          const company = { trust: shareOf(Math.round(share * (n + rest)), n + rest) };
          const group = { id: 'g', items: { trust: shareOf(Math.round(share * n), n) } };
          const [one] = compareGroups({ company, groups: [group], level: 0.05 });
          expect(one!.interval[0]).toBeLessThanOrEqual(one!.difference);
          expect(one!.interval[1]).toBeGreaterThanOrEqual(one!.difference);
          expect(Math.abs(one!.difference)).toBeLessThanOrEqual(1);
          expect(one!.adjustedP >= 0 && one!.adjustedP <= 1).toBe(true);
        },
      ),
      { numRuns: 200, seed: 7 },
    );
  });
});

describe('a share reweighted for non-response', () => {
  const groups = [
    { categories: { team: 'a' }, favourable: 0.8, answered: 40 },
    { categories: { team: 'b' }, favourable: 0.4, answered: 10 },
  ];

  it('counts every category as often as it was invited', () => {
    expect(reweightShare({ groups, invited: { team: { a: 50, b: 50 } } })).toMatchObject({
      favourable: 0.6,
      converged: true,
    });
    const even = reweightShare({ groups, invited: { team: { a: 80, b: 20 } } });
    expect(even.favourable).toBe(0.72);
    expect(even.designEffect).toBeCloseTo(1, 9);
    expect(even.effectiveAnswers).toBeCloseTo(50, 9);
  });

  it('has a wider interval the more the answers must be bent', () => {
    const width = (invited: Record<string, number>) => {
      const { interval } = reweightShare({ groups, invited: { team: invited } });
      return interval[1] - interval[0];
    };
    expect(width({ a: 20, b: 80 })).toBeGreaterThan(width({ a: 80, b: 20 }));
  });

  it('refuses a category that nobody can fill, and nothing at all', () => {
    expect(() => reweightShare({ groups, invited: { team: { a: 5, b: 5, c: 5 } } })).toThrow(/targets\.c/);
    expect(() => reweightShare({ groups: [], invited: { team: { a: 5 } } })).toThrow(/groups/);
  });
});

describe('a split of the company by one attribute', () => {
  const plan = [
    { id: 'company', where: {} },
    { id: 'a', where: { team: 'a' } },
    { id: 'b', where: { team: 'b' } },
    { id: 'seniors', where: { level: 'senior' } },
    { id: 'a-seniors', where: { team: 'a', level: 'senior' } },
    { id: 'some', where: { team: ['a', 'b'] } },
  ];
  const draft = draftSurvey({
    id: 'p',
    definition: defaultDefinition,
    minimumGroup: 5,
    attributes: ['team', 'level'],
    plan,
  });
  const invitedIn = { views: {}, attributes: { team: { a: 30, b: 30 }, level: { senior: 60 } } };
  const survey = { ...draft, invitedIn };
  const item = (id: string, favourable: number, answered: number, name = 'trust') => ({
    id,
    shown: { items: { [name]: { favourable, interval: [0, 1] as const, answered } } },
  });
  const company = item('company', 0.7, 40);
  const [a, b] = [item('a', 0.8, 30), item('b', 0.4, 10)];
  const reweighted = (released: readonly ReturnType<typeof item>[], of: Survey = survey) =>
    reweightItems({ survey: of, released });

  it('reweights by it when every invited value is shown and nobody is missing', () => {
    const found = reweighted([
      company,
      a,
      b,
      item('seniors', 0.7, 40),
      item('a-seniors', 0.8, 30),
      item('some', 0.7, 40),
    ]);
    expect(found).toEqual({ team: { trust: expect.objectContaining({ favourable: 0.6 }) } });
    expect(reweighted([company, a])).toEqual({});
    expect(reweighted([a, b])).toEqual({});
    expect(reweighted([company, a, item('b', 0.4, 9)])).toEqual({});
    expect(reweighted([company, a, item('b', 0.4, 10, 'help')])).toEqual({});
    expect(
      reweighted([company, a, b], {
        ...survey,
        invitedIn: { ...invitedIn, attributes: { team: { a: 30, b: 30, c: 5 } } },
      }),
    ).toEqual({});
    expect(reweighted([company, a, b], { ...survey, invitedIn: null })).toEqual({});
  });

  it('steadies its views, not those that overlap, and none that stands alone', () => {
    const found = shrinkItems({ survey, released: [company, a, b, item('a-seniors', 0.9, 20), item('some', 0.7, 40)] });
    expect([...found.keys()]).toEqual(['a', 'b']);
    const expected = shrinkShares({
      groups: [
        { id: 'a', favourable: 24, answered: 30 },
        { id: 'b', favourable: 4, answered: 10 },
      ],
    });
    expect(found.get('b')).toEqual({ trust: coarsen('share', expected[1]!.shrunk) });
    expect(shrinkItems({ survey, released: [company, a] }).size).toBe(0);
    const apart = shrinkItems({ survey, released: [a, item('b', 0.4, 10, 'help')] });
    expect(apart.size).toBe(0);
    const two = { id: 'b', shown: { items: { ...b!.shown.items, ...item('b', 0.5, 10, 'help').shown.items } } };
    expect(Object.keys(shrinkItems({ survey, released: [a!, two] }).get('b')!)).toEqual(['trust']);
  });

  it('knows the view of everyone', () => {
    expect(plan.filter(({ id }) => isCompany(survey, id)).map(({ id }) => id)).toEqual(['company']);
    expect(isCompany(survey, 'none')).toBe(false);
  });
});

describe('a followed trend', () => {
  const waves = (indexes: readonly (number | null)[]) => indexes.map((index, at) => ({ survey: `w${at}`, index }));
  const usual = [70, 71, 69, 70, 72, 68, 70, 70];

  it('finds a lasting fall, says in which wave, and how often it would cry wolf', () => {
    const trend = followTrend({ waves: waves([...usual, 65, 64, 63]), baseline: 8 });
    if (!trend.ok) throw new Error(trend.unknown);
    expect(trend.target).toBe(70);
    expect(trend.deviation).toBeCloseTo(Math.sqrt(10 / 7), 12);
    expect(trend.cusum.signalSurvey).toBe('w9');
    expect(trend.ewma.signalSurvey).toBe('w8');
    expect(trend.cusum.falseAlarmEvery).toBeCloseTo(167.7, 0);
    expect(trend.ewma.falseAlarmEvery).toBeGreaterThan(300);
    const calm = followTrend({ waves: waves([...usual, 70, 71, 69]), baseline: 8 });
    expect(calm.ok && [calm.cusum.signalSurvey, calm.ewma.signalSurvey]).toEqual([null, null]);
  });

  it('is unknown with few waves or none that differ, and passes over hidden ones', () => {
    expect(followTrend({ waves: waves(usual), baseline: 3 })).toEqual({
      ok: false,
      unknown: 'too-few-waves',
      wavesNeeded: 8,
    });
    expect(followTrend({ waves: waves(Array(12).fill(70)), baseline: 8 })).toMatchObject({ unknown: 'no-variation' });
    const hidden = followTrend({ waves: waves([...usual.slice(0, 4), null, ...usual.slice(4), 60]), baseline: 8 });
    expect(hidden.ok && hidden.waves.map((wave) => wave.survey)).not.toContain('w4');
    expect(hidden.ok && hidden.cusum.signalSurvey).toBe('w9');
  });
});

function surveyOf(people: readonly { readonly team: string; readonly level: string }[], more: Partial<Survey> = {}) {
  const draft = draftSurvey({
    id: 'p',
    definition: defaultDefinition,
    minimumGroup: 5,
    attributes: ['team', 'level'],
    plan: [
      { id: 'company', where: {}, first: true },
      { id: 'a', where: { team: 'a' } },
      { id: 'b', where: { team: 'b' } },
      { id: 'seniors', where: { level: 'senior' } },
    ],
  });
  const opened = openSurvey({
    survey: { ...draft, ...more, status: 'draft' },
    invitees: people.map((cell, index) => ({ deliverTo: `p${index}`, cell })),
    tokens: people.map((_, index) => `token-${index}`.padEnd(16, '-')),
    secret: 's',
  });
  if (!opened.ok) throw new Error('must open');
  return { ...opened.survey, status: 'closed' as const };
}

describe('a publication', () => {
  const people = Array.from({ length: 60 }, (_, i) => ({
    team: i < 40 ? 'a' : 'b',
    level: i % 20 === 0 ? 'junior' : 'senior',
  }));
  const survey = surveyOf(people);
  const respondents = people.flatMap((cell, index) =>
    index % 4 === 3 && index < 40 ? [] : [{ ...cell, respondent: `r${String(index).padStart(2, '0')}`, index }],
  );
  const roster = respondents.map(({ index: _index, ...entry }) => entry);
  const scored = itemIdsOf(survey).filter((id) => id !== 'load');
  const scoreOf = (item: number, person: number) =>
    1 + ((person * 7 + item * (person % 3) + (person >= 40 ? 1 : 3)) % 5);
  const answers = Object.fromEntries(
    [...scored, 'load'].map((id, item) => [
      id,
      Object.fromEntries(respondents.map(({ respondent, index }) => [respondent, scoreOf(item, index)])),
    ]),
  );
  const publish = (given: Parameters<typeof publishSurvey>[0]['answers'] = answers, of = survey) =>
    publishSurvey({
      survey: of,
      audit: openAudit({ survey: 'p', minimumGroup: 5, roster }),
      answers: given,
      responses: roster.length,
    });

  it('shows views with items and dimensions, what differs, what is steadied, and the whole survey once', () => {
    const { publication, audit } = publish(answers, { ...survey, outcome: 'trust' });
    const [company, a, b, seniors] = publication.views;
    expect(publication.participation).toEqual({ invited: 60, answered: 50, share: 50 / 60 });
    expect(seniors).toEqual({ id: 'seniors', released: false, code: 'engagement/would-isolate' });
    if (!company?.released || !a?.released || !b?.released) throw new Error('must be shown');
    expect([company.invited, a.invited, b.invited]).toEqual([60, 40, 20]);
    expect(Object.keys(a.items).sort()).toEqual([...scored, 'load'].sort());
    expect(Object.keys(a.dimensions)).toEqual(['attitude', 'collaboration', 'voice']);
    expect(company.differences).toEqual([]);
    expect(a.differences.length).toBe(10);
    for (const { difference, item } of a.differences) {
      expect(b.differences.find((other) => other.item === item)!.difference).toBeCloseTo(-difference, 1);
    }
    for (const id of scored) {
      const [low, high] = [a.items[id]!.favourable, b.items[id]!.favourable].sort((x, y) => x - y);
      for (const view of [a, b]) expect(view.steadied[id]! >= low! && view.steadied[id]! <= high!).toBe(true);
    }
    expect(publication.surveyWide).toMatchObject({ answered: 50, drivers: { intervals: expect.any(Object) } });
    expect(Object.keys(publication.reweighted)).toEqual(['team']);
    const { trust } = publication.reweighted.team!;
    expect(trust!.favourable).toBe(
      coarsen('share', (40 * a.items.trust!.favourable + 20 * b.items.trust!.favourable) / 60),
    );
    expect(publication.certificate).toMatchObject({ survey: 'p', queries: { answered: 4, refused: 1 } });
    expect(audit?.queries).toEqual({ answered: 4, refused: 1 });
    expect(JSON.stringify(publication)).not.toMatch(/"r\d\d"|token-/);
  });

  it('says nothing of drivers for few people, and nothing at all where nobody answered', () => {
    const none = publishSurvey({ survey, audit: null, answers: {}, responses: 3 });
    expect(none.publication).toMatchObject({
      participation: { answered: null, share: null },
      surveyWide: null,
      certificate: null,
    });
    expect(none.publication.views.map((view) => view.released)).toEqual([false, false, false, false]);
    expect(none.publication.reweighted).toEqual({});
    const few = Object.fromEntries(
      Object.entries(answers).map(([id, byToken]) => [id, Object.fromEntries(Object.entries(byToken).slice(0, 20))]),
    );
    expect(publish(few, { ...survey, outcome: 'trust' }).publication.surveyWide).toMatchObject({
      answered: 20,
      drivers: null,
    });
    const single = publish({ trust: answers.trust! }).publication;
    expect(single.surveyWide).toBeNull();
    // A survey asks its whole definition.
    const [whole] = single.views;
    expect(whole?.released && new Set(whole.missing.map(({ reason }) => reason))).toEqual(new Set(['not-answered']));
  });

  it('refuses the survey-wide part where it would leave out one or two people', () => {
    const skipped: Parameters<typeof publishSurvey>[0]['answers'] = {
      ...answers,
      trust: { ...answers.trust, r00: null },
    };
    expect(publish(skipped).publication.surveyWide).toEqual({ code: 'engagement/would-isolate' });
  });

  it('reweights by no attribute of which a part was hidden, and compares with nobody without the company', () => {
    const { publication } = publish(answers, { ...survey, plan: survey.plan.filter((view) => view.id !== 'b') });
    expect(publication.reweighted).toEqual({});
    const alone = publish(answers, {
      ...survey,
      plan: survey.plan.filter((view) => view.id !== 'company'),
    }).publication;
    expect(alone.reweighted).toEqual({});
    expect(alone.views.flatMap((view) => (view.released ? view.differences : []))).toEqual([]);
  });
});
