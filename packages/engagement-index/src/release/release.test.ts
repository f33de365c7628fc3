import { recompute } from '@meritkit/core/explanation';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { auditQuery } from '../audit/query.ts';
import { openAudit } from '../audit/state.ts';
import { defaultDefinition } from '../definition/default.ts';
import { definitionJsonSchema, type EngagementDefinition, parseDefinition } from '../definition/schema.ts';
import { releaseThemes } from '../language/themes.ts';
import { catalogue } from '../messages.ts';
import { openNoiseBudget } from '../noise/budget.ts';
import { fivePointScale } from './answers.ts';
import { censoredShare, coarsen } from './coarsen.ts';
import { releaseColumns } from './columns.ts';
import { releaseEngagementIndex } from './engagement-index.ts';
import { releaseFavourability } from './favourability.ts';
import { releaseNoisyShare } from './noisy-share.ts';
import { releaseSurveyWide } from './survey-wide.ts';
import { releaseMean, releaseNetPromoterScore } from './tally.ts';
import { shareText } from './words.ts';

const roster = Array.from({ length: 30 }, (_, i) => ({
  respondent: `r${String(i).padStart(2, '0')}`,
  team: i < 12 ? 'a' : 'b',
}));
const audit = openAudit({ survey: 's', minimumGroup: 5, roster });
const answersFrom = (value: (i: number) => number | null) =>
  Object.fromEntries(roster.map((entry, i) => [entry.respondent, value(i)]));

describe('coarsening', () => {
  it('censors both ends by one answer, and by a percent from a hundred on', () => {
    expect([
      censoredShare(5, 5),
      censoredShare(4, 5),
      censoredShare(0, 5),
      censoredShare(1, 5),
      censoredShare(2, 5),
    ]).toEqual([0.8, 0.8, 0.2, 0.2, 0.4]);
    expect([censoredShare(1000, 1000), censoredShare(0, 1000), censoredShare(500, 1000)]).toEqual([0.99, 0.01, 0.5]);
  });

  it('rounds to the step of its kind and never to minus zero', () => {
    expect([coarsen('share', 0.8349), coarsen('mean', 3.25), coarsen('score', -0.4), coarsen('score', 12.5)]).toEqual([
      0.83, 3.3, 0, 13,
    ]);
    expect(Object.is(coarsen('score', -0.4), 0)).toBe(true);
  });

  it('says in words when a share is a bound', () => {
    const words = (favourable: number, answered: number, locale = 'en') => shareText({ favourable, answered, locale });
    expect([words(0.8, 5), words(0.2, 5), words(0.6, 5), words(0.99, 400), words(0.8, 5, 'zh-CN')]).toEqual([
      'at least 80%',
      'at most 20%',
      '60%',
      'at least 99%',
      '不低于80%',
    ]);
  });
});

describe('releases', () => {
  it('gives means in tenths, kept off the ends', () => {
    const mean = (value: (i: number) => number) => {
      const released = releaseMean({
        audit,
        answers: answersFrom(value),
        item: 'x',
        where: { team: 'a' },
        scale: fivePointScale,
      });
      return released.ok ? released.mean : null;
    };
    expect([
      mean(() => 5),
      mean((i) => (i === 0 ? 1 : 5)),
      mean(() => 1),
      mean((i) => 1 + (i % 5)),
      mean(() => 3),
    ]).toEqual([4.7, 4.7, 1.3, 2.8, 3]);
    expect(
      releaseMean({
        audit,
        answers: answersFrom((i) => (i < 4 ? 3 : null)),
        item: 'x',
        where: {},
        scale: fivePointScale,
      }).ok,
    ).toBe(false);
  });

  it('gives eNPS in points with its interval, and never all of one kind', () => {
    const released = (value: (i: number) => number) =>
      releaseNetPromoterScore({ audit, answers: answersFrom(value), item: 'n', where: {} });
    expect(released((i) => (i < 15 ? 9 : i < 24 ? 8 : 6))).toMatchObject({
      ok: true,
      score: 30,
      interval: [2, 58],
      answered: 30,
    });
    expect(released(() => 10)).toMatchObject({ score: 97 });
    expect(released(() => 0)).toMatchObject({ score: -97 });
    expect(() => released(() => 11)).toThrow(/from 0 to 10/);
  });

  it('gives the same from columns as one by one', () => {
    const values = roster.map((_, i) => (i % 7 === 0 ? 0 : 1 + (i % 5)));
    const columns = {
      missing: 0,
      items: { x: Uint8Array.from(values), y: Uint8Array.from(values, (value) => (value === 0 ? 3 : value)) },
    };
    const released = releaseColumns({ audit, columns, where: { team: 'b' }, scale: fivePointScale, invited: 40 });
    const single = releaseFavourability({
      audit,
      answers: answersFrom((i) => values[i]! || null),
      item: 'x',
      invited: 40,
      where: { team: 'b' },
    });
    expect(released.ok && single.ok && released.items.x).toEqual(
      single.ok && { favourable: single.favourable, interval: single.interval, answered: single.answered },
    );
    const call =
      (x: Uint8Array, invited = 40) =>
      () =>
        releaseColumns({ audit, columns: { missing: 0, items: { x } }, where: {}, scale: fivePointScale, invited });
    expect(call(Uint8Array.from(values.map((value, i) => (i === 4 ? 6 : value))))).toThrow(/columns\.items\.x\[4\]/);
    expect(call(new Uint8Array(3))).toThrow(/30 rows/);
    const below = call(Uint8Array.from(values), 3)();
    expect(below).toMatchObject({ ok: false, rejection: { code: 'engagement/invited-below-answered' } });
    expect(below.audit.answers.sets.length).toBe(1);
    expect(call(Uint8Array.from(values), 3.5)).toThrow(/invited: people are counted/);
    expect(call(new Uint8Array(30))()).toMatchObject({ ok: false, rejection: { code: 'engagement/group-too-small' } });
  });

  it('gives reliability and drivers once, for complete answers, in steps', () => {
    const answers = {
      p: answersFrom((i) => 1 + (i % 5)),
      q: answersFrom((i) => 1 + ((i + (i % 3 === 0 ? 1 : 0)) % 5)),
      r: answersFrom((i) => (i < 6 ? null : 1 + ((i * 2) % 5))),
    };
    const released = releaseSurveyWide({ audit, answers, items: ['p', 'q', 'r'], scale: fivePointScale, outcome: 'p' });
    if (!released.ok) throw new Error('must be released');
    expect(released.answered).toBe(24);
    for (const value of [
      released.alpha,
      released.omega,
      ...Object.values(released.itemRest),
      ...Object.values(released.drivers?.lmg ?? {}),
    ]) {
      if (value !== null) expect(coarsen('share', value)).toBe(value);
    }
    expect(Object.keys(released.drivers?.lmg ?? {})).toEqual(['q', 'r']);
    expect(Object.keys(released)).toEqual([
      'ok',
      'answered',
      'alpha',
      'alphaInterval',
      'omega',
      'itemRest',
      'drivers',
      'audit',
    ]);
    const few = { ...answers, r: answersFrom((i) => (i < 3 ? null : 3)) };
    const all = releaseFavourability({ audit, answers: answers.p, item: 'p', invited: 30, where: {} });
    expect(
      releaseSurveyWide({ audit: all.audit, answers: few, items: ['p', 'q', 'r'], scale: fivePointScale }).ok,
    ).toBe(false);
  });
});

describe('drivers of the whole survey', () => {
  const items = ['p', 'q', 'r'];
  const answers = {
    p: answersFrom((i) => 1 + ((i * 2) % 5)),
    q: answersFrom((i) => 1 + ((i * 2 + (i % 4 === 0 ? 1 : 0)) % 5)),
    r: answersFrom((i) => 1 + ((i * i) % 5)),
  };
  const release = (
    samples?: number,
    given: Parameters<typeof releaseSurveyWide>[0]['answers'] = answers,
    state = audit,
  ) => {
    const more = samples === undefined ? {} : { samples };
    const options = { audit: state, answers: given, items, scale: fivePointScale, outcome: 'p', ...more };
    const released = releaseSurveyWide(options);
    if (!released.ok) throw new Error(released.rejection.code);
    return released.drivers;
  };

  it('come with intervals in steps when samples are asked for, the same on every call', () => {
    const drivers = release(200);
    expect(release(200)).toEqual(drivers);
    expect(Object.keys(drivers?.intervals ?? {})).toEqual(['q', 'r']);
    for (const item of ['q', 'r']) {
      const [lower, upper] = drivers!.intervals![item]!;
      expect(lower).toBeLessThanOrEqual(drivers!.lmg[item]!);
      expect(upper).toBeGreaterThanOrEqual(drivers!.lmg[item]!);
      expect([coarsen('share', lower), coarsen('share', upper)]).toEqual([lower, upper]);
    }
    expect(drivers!.intervals!.q![0]).toBeGreaterThan(drivers!.intervals!.r![0]);
    expect(release()).toEqual({ ...drivers, intervals: null });
    for (const samples of [0, 39, 1.5, 10_001])
      expect(() => release(samples)).toThrow(/bootstrap\.samples: between 40/);
  });

  it('are left unsaid for fewer complete answers than five to each predictor', () => {
    const first = (count: number) =>
      Object.fromEntries(items.map((item) => [item, answersFrom((i) => (i < count ? 1 + ((i * 3) % 5) : null))]));
    expect(release(40, first(9))).toBeNull();
    expect(release(40, first(10))).not.toBeNull();
  });
});

describe('sets of people', () => {
  it('never follow from answers: careless or not, the survey-wide statistics speak of the same people', () => {
    const items = ['p', 'q', 'r', 's'];
    const released = [0, 1, 5, 15, 30].map((careless) => {
      const answers = Object.fromEntries(
        items.map((item, at) => [item, answersFrom((i) => (i < careless ? 3 : 1 + ((i * (at + 1) + at) % 5)))]),
      );
      const result = releaseSurveyWide({ audit, answers, items, scale: fivePointScale, outcome: 'p' });
      if (!result.ok) throw new Error('must be released');
      const parts = Object.keys(result).filter((name) => !['ok', 'audit', 'drivers', 'itemRest'].includes(name));
      return { answered: result.answered, parts, audit: result.audit };
    });
    expect(released[0]?.answered).toBe(30);
    for (const other of released.slice(1)) expect(other).toEqual(released[0]);
    expect(released[0]?.parts.join()).not.toMatch(/careless|without|kept/i);
    for (const ledger of Object.values(released[0]!.audit.answers.ledgers)) expect(ledger.length).toBe(1);
  });

  it('show in no error: what is thrown for a broken argument is the same for every group', () => {
    const sizes = openAudit({
      survey: 's',
      minimumGroup: 5,
      roster: Array.from({ length: 40 }, (_, i) => ({
        respondent: `r${i}`,
        cell: i === 0 ? 'one' : i < 5 ? 'four' : i < 12 ? 'seven' : 'rest',
      })),
    });
    const all = releaseFavourability({
      audit: sizes,
      answers: Object.fromEntries(sizes.answers.people.map((token, i) => [token, 1 + (i % 5)])),
      item: 'x',
      invited: 40,
      where: {},
    });
    const answers = Object.fromEntries(sizes.answers.people.map((token, i) => [token, 1 + (i % 5)]));
    const columns = { missing: 0, items: { x: new Uint8Array(40).fill(3) } };
    const scale = fivePointScale;
    const broken = { minimum: 5, maximum: 1, favourableFrom: 3 };
    const punished = { ...defaultDefinition, dimensions: [] };
    const comments = sizes.answers.people.map((respondent) => ({ respondent, text: 'overtime' }));
    const outcomeOf = (call: () => { readonly ok: boolean }) => {
      try {
        call();
        return 'no error';
      } catch (error) {
        return String(error);
      }
    };
    for (const state of [sizes, all.audit]) {
      for (const invited of [-1, 0.5, Number.NaN, 0, 1, 4, 6, 7, 8, 39, 40]) {
        const seen = ['none', 'one', 'four', 'seven', 'rest', ['four', 'seven']].map((cell) => [
          outcomeOf(() => releaseFavourability({ audit: state, answers, item: 'x', invited, where: { cell } })),
          outcomeOf(() => releaseColumns({ audit: state, columns, where: { cell }, scale, invited })),
        ]);
        expect(new Set(seen.flat()).size).toBe(1);
        expect(seen.flat()[0] === 'no error').toBe(Number.isSafeInteger(invited) && invited >= 0);
      }
      for (const call of [
        (where: { cell: string }) => releaseMean({ audit: state, answers, item: 'x', where, scale: broken }),
        (where: { cell: string }) =>
          releaseEngagementIndex({ audit: state, definition: punished, answers: { trust: answers }, where }),
        (where: { cell: string }) => releaseThemes({ audit: state, comments, where, locale: 'not a locale' }),
      ]) {
        const seen = ['none', 'one', 'seven', 'rest'].map((cell) => outcomeOf(() => call({ cell })));
        expect(new Set(seen).size).toBe(1);
        expect(seen[0]).toMatch(/Error/);
      }
    }
  });

  it('throw nothing more where invited people lack the attribute', () => {
    const people = Array.from({ length: 12 }, (_, i) => ({ respondent: `r${i}`, cell: i < 3 ? 'few' : 'many' }));
    const invited = people.map((_, i) => ({ person: `p${i}` }));
    const state = openAudit({ survey: 's', minimumGroup: 5, roster: people, invited });
    for (const cell of ['few', 'many']) {
      expect(() => auditQuery({ audit: state, query: { where: { cell }, items: [{ id: 'x' }] } })).toThrow(
        /where\.cell/,
      );
    }
  });

  it('learnt by trying one number of invited people after another are all on record, or hidden', () => {
    const given = answersFrom(() => 4);
    let state = openAudit({
      survey: 's',
      minimumGroup: 5,
      roster: roster.map((entry, i) => ({ ...entry, cell: i < 4 ? 'four' : i < 11 ? 'seven' : 'rest' })),
    });
    const attempt = (cell: string, invited: number) => {
      const release = releaseFavourability({ audit: state, answers: given, item: 'x', invited, where: { cell } });
      state = release.audit;
      return release.ok ? 'shown' : release.rejection.code;
    };
    const tries = (cell: string) => Array.from({ length: 12 }, (_, invited) => attempt(cell, invited));
    expect(new Set(tries('four'))).toEqual(new Set(['engagement/group-too-small']));
    expect(state.answers.sets).toEqual([]);
    expect(attempt('seven', 0)).toBe('engagement/invited-below-answered');
    expect(state.answers.sets.length).toBe(1);
    expect(tries('seven').slice(6)).toEqual(['engagement/invited-below-answered', ...Array(5).fill('shown')]);
    expect(
      releaseFavourability({
        audit: state,
        answers: given,
        item: 'x',
        invited: 30,
        where: { cell: ['four', 'seven'] },
      }),
    ).toMatchObject({ ok: false, rejection: { code: 'engagement/would-isolate' } });
  });
});

describe('a noisy share', () => {
  const most = openAudit({
    survey: 's',
    minimumGroup: 5,
    roster: roster.map((entry, i) => ({ ...entry, one: i === 0 })),
  });
  const answers = answersFrom((i) => (i < 20 ? 4 : 2));
  const noisy = (state: typeof most, given = answers, epsilon = 2) =>
    releaseNoisyShare({
      audit: state,
      budget: openNoiseBudget({ epsilon: 2 }),
      answers: given,
      item: 'x',
      scale: fivePointScale,
      epsilon,
      uniform: 0.5,
    });
  const exactly = (state: typeof most) =>
    releaseFavourability({ audit: state, answers, item: 'x', invited: 30, where: { one: false } });

  it('closes what would isolate someone beside it, and the other way round', () => {
    expect(exactly(most).ok).toBe(true);
    const first = noisy(most);
    expect(first).toMatchObject({ ok: true, favourable: 0.67, budget: { spent: 2 } });
    expect(exactly(first.audit)).toMatchObject({ ok: false, rejection: { code: 'engagement/would-isolate' } });
    const after = noisy(exactly(most).audit);
    expect(after).toMatchObject({
      ok: false,
      rejection: { code: 'engagement/would-isolate' },
      budget: { spent: 0, releases: [] },
    });
  });

  it('is on record even where the noise is refused, since that tells the size', () => {
    const refused = noisy(most, answers, 0.01);
    expect(refused).toMatchObject({ ok: false, rejection: { code: 'engagement/noise-too-large' } });
    expect(exactly(refused.audit).ok).toBe(false);
    const few = noisy(
      most,
      answersFrom((i) => (i < 4 ? 4 : null)),
    );
    expect(few).toMatchObject({ ok: false, rejection: { code: 'engagement/group-too-small' }, budget: { spent: 0 } });
  });

  it('checks its number from the secure source before the audit looks', () => {
    for (const given of [answers, answersFrom((i) => (i < 4 ? 4 : null))]) {
      const call = (uniform: number, epsilon: number) => () =>
        releaseNoisyShare({
          audit: most,
          budget: openNoiseBudget({ epsilon: 2 }),
          answers: given,
          item: 'x',
          scale: fivePointScale,
          epsilon,
          uniform,
        });
      expect(call(1, 1)).toThrow(/uniform/);
      expect(call(0.5, -1)).toThrow(/epsilon/);
    }
  });
});

describe('the index', () => {
  it('recomputes from its leaves, changes with them, and stays within 0 and 100', () => {
    const items = defaultDefinition.dimensions.flatMap((dimension) =>
      dimension.indicators.flatMap((indicator) => indicator.items.map((item) => item.id)),
    );
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 9, maxLength: 9 }),
        fc.array(fc.boolean(), { minLength: 9, maxLength: 9 }),
        (favourable, asked) => {
          const answers = Object.fromEntries(
            items.flatMap((item, at) =>
              asked[at] ? [[item, answersFrom((i) => (i % 13 <= favourable[at]! ? 4 : 2))]] : [],
            ),
          );
          const released = releaseEngagementIndex({ audit, definition: defaultDefinition, answers, where: {} });
          if (!released.ok) {
            expect(asked.includes(true)).toBe(false);
            return;
          }
          const stripped = JSON.parse(JSON.stringify(released.explanation), (_key, value: unknown) =>
            typeof value === 'object' && value !== null && 'children' in value ? { ...value, value: null } : value,
          );
          expect(recompute({ explanation: stripped })).toBe(released.index);
          if (released.index !== null) expect(released.index >= 0 && released.index <= 100).toBe(true);
          expect(released.coverage === 0).toBe(released.index === null);
        },
      ),
      { numRuns: 60, seed: 5 },
    );
  });

  it('shows its dimensions and its items with intervals that know how many were asked', () => {
    const answers = { trust: answersFrom((i) => (i < 24 ? 4 : 2)), 'gets-help': answersFrom((i) => (i < 12 ? 4 : 2)) };
    const release = (invited?: number) =>
      releaseEngagementIndex({
        ...{ audit, definition: defaultDefinition, answers, where: {} },
        ...(invited === undefined ? {} : { invited }),
      });
    const [wide, narrow] = [release(), release(33)];
    if (!wide.ok || !narrow.ok) throw new Error('must be shown');
    expect(wide.dimensions).toEqual({ attitude: null, collaboration: 40, voice: 80 });
    expect(wide.items.trust).toEqual({ favourable: 0.8, interval: [0.63, 0.9], answered: 30 });
    expect(narrow.items.trust!.interval[0]).toBeGreaterThan(0.63);
    const single = releaseFavourability({ audit, answers: answers.trust, item: 'trust', invited: 33, where: {} });
    expect(single).toMatchObject({ ok: true, ...narrow.items.trust });
    const below = release(29);
    expect(below).toMatchObject({ ok: false, rejection: { code: 'engagement/invited-below-answered' } });
    expect(below.audit.answers.sets.length).toBe(1);
    expect(() => release(-1)).toThrow(/invited/);
  });

  it('says of an item without answers whether it was asked, and nobody answered, or was not', () => {
    const asked = {
      trust: answersFrom((i) => (i < 24 ? 4 : 2)),
      'gets-help': answersFrom(() => null),
      'fair-disagreement': {},
      'support-under-pressure': answersFrom((i) => (i < 15 ? 5 : 1)),
    };
    const reasons = (answers: Record<string, ReturnType<typeof answersFrom>>) => {
      const released = releaseEngagementIndex({ audit, definition: defaultDefinition, answers, where: {} });
      if (!released.ok) throw new Error('must be shown');
      for (const { reason } of released.missing) {
        expect(JSON.stringify(released.explanation)).toContain(JSON.stringify({ reason }));
        expect(catalogue.messages.en).toHaveProperty([`unknown/${reason}`]);
      }
      return Object.fromEntries(released.missing.map(({ id, reason }) => [id, reason]));
    };
    expect(reasons(asked)).toEqual({
      'starts-improvements': 'not-asked',
      'owns-outcome': 'not-asked',
      'support-under-pressure': 'context-not-asked',
      'knows-what-matters': 'not-asked',
      'gets-help': 'not-answered',
      'fair-disagreement': 'not-answered',
      'raises-problems': 'not-asked',
      'problems-get-solved': 'not-asked',
    });
    expect(reasons({ ...asked, load: {} })['support-under-pressure']).toBe('context-not-answered');
    expect(reasons({ ...asked, load: asked.trust })['support-under-pressure']).toBeUndefined();
    expect(reasons({ ...asked, 'support-under-pressure': {} })['support-under-pressure']).toBe('not-answered');
  });

  it('never says of a part of the survey that nobody in it answered', () => {
    const trust = answersFrom(() => 4);
    for (const [answering, where] of [
      [1, {}],
      [4, {}],
      [4, { team: 'a' }],
      [4, { team: 'b' }],
      [12, { team: 'b' }],
    ] as const) {
      const answers = { trust, 'gets-help': answersFrom((i) => (i < answering ? 4 : null)) };
      expect(releaseEngagementIndex({ audit, definition: defaultDefinition, answers, where })).toMatchObject({
        ok: false,
        rejection: { code: 'engagement/group-too-small' },
      });
    }
    for (const where of [{}, { team: 'a' }, { team: 'b' }]) {
      const answers = { trust, 'gets-help': answersFrom(() => null) };
      const [silent, unnamed] = [answers, { trust }].map((given) =>
        releaseEngagementIndex({ audit, definition: defaultDefinition, answers: given, where }),
      );
      // What the audit records is the same: the reason is of the questionnaire and the whole survey.
      expect(silent!.ok && silent!.missing.find(({ id }) => id === 'gets-help')?.reason).toBe('not-answered');
      expect(silent!.audit).toEqual(unnamed!.audit);
    }
  });

  it('takes no answers to an indicator or a dimension, before the audit looks', () => {
    const release = (answers: Record<string, ReturnType<typeof answersFrom>>) => () =>
      releaseEngagementIndex({ audit, definition: defaultDefinition, answers, where: {} });
    for (const given of [answersFrom(() => 4), answersFrom((i) => (i < 3 ? 4 : null)), {}]) {
      expect(release({ initiative: given })).toThrow(
        'answers.initiative: "initiative" is an indicator, not an item; its items are starts-improvements',
      );
      expect(release({ voice: given })).toThrow(
        'answers.voice: "voice" is a dimension, not an item; its items are raises-problems, problems-get-solved, trust',
      );
    }
    expect(release({ trust: answersFrom(() => 4), 'asked-for-another-index': {} })()).toMatchObject({ ok: true });
  });

  it('shows support under pressure only beside the load, and turns an item round that points the other way', () => {
    const support = { 'support-under-pressure': answersFrom((i) => (i < 15 ? 5 : 1)) };
    const release = (
      answers: Record<string, ReturnType<typeof answersFrom>>,
      definition: EngagementDefinition = defaultDefinition,
    ) => releaseEngagementIndex({ audit, definition, answers, where: {} });
    expect(release(support)).toMatchObject({ ok: true, index: null, context: {} });
    expect(release({ ...support, load: answersFrom((i) => (i < 6 ? 4 : 2)) })).toMatchObject({
      index: 50,
      context: { load: 0.2 },
    });
    const turned = parseDefinition({
      ...defaultDefinition,
      dimensions: [
        {
          id: 'd',
          name: 'D',
          weight: 1,
          indicators: [
            { id: 'i', name: 'I', weight: 1, items: [{ id: 'tired', text: 'T', weight: 1, direction: 'less' }] },
          ],
        },
      ],
    });
    expect(release({ tired: answersFrom((i) => (i < 9 ? 4 : 2)) }, turned)).toMatchObject({ index: 70 });
    expect(release({})).toMatchObject({ ok: false, rejection: { code: 'engagement/group-too-small' } });
  });

  it('refuses definitions that contradict themselves or punish voice, with the path', () => {
    const broken =
      (
        change: (definition: {
          dimensions: { indicators: { id: string; beside?: string; items: { id: string; direction: string }[] }[] }[];
          scale: object;
        }) => void,
      ) =>
      () => {
        const copy = structuredClone(defaultDefinition);
        change(copy as never);
        return parseDefinition(copy);
      };
    expect(
      broken((copy) => {
        copy.dimensions[2]!.indicators[0]!.items[0]!.direction = 'less';
      }),
    ).toThrow(/dimensions\[2\]\.indicators\[0\]\.items\[0\]\.direction: raising problems is good/);
    expect(
      broken((copy) => {
        copy.dimensions[0]!.indicators[1]!.id = 'initiative';
      }),
    ).toThrow(/indicators\[1\]\.id: "initiative" is used twice/);
    expect(
      broken((copy) => {
        copy.dimensions[0]!.indicators[0]!.items[0]!.id = 'load';
      }),
    ).toThrow(/used twice/);
    expect(
      broken((copy) => {
        copy.dimensions[0]!.indicators[0]!.beside = 'weather';
      }),
    ).toThrow(/beside: no such/);
    expect(
      broken((copy) => {
        copy.scale = { minimum: 1, maximum: 5, favourableFrom: 1 };
      }),
    ).toThrow(/scale/);
    expect(() => parseDefinition({})).toThrow(/dimensions/);
    expect(definitionJsonSchema.$id).toContain('engagement-definition');
    expect(parseDefinition(defaultDefinition)).toEqual(defaultDefinition);
  });
});
