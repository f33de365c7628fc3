import { InvalidInputError } from '@meritkit/core/errors';
import { describe, expect, it } from 'vitest';
import { openAudit } from './audit/state.ts';
import { defaultDefinition } from './definition/default.ts';
import { releaseThemes } from './language/themes.ts';
import { evenOut, releaseVerbatims } from './language/verbatims.ts';
import { checkScale } from './release/answers.ts';
import { releaseEngagementIndex } from './release/engagement-index.ts';
import { releaseFavourability } from './release/favourability.ts';
import { releaseMean } from './release/tally.ts';
import { takeResponse } from './survey/answer.ts';
import { openSurvey } from './survey/open.ts';
import { changePolicy, draftSurvey } from './survey/survey.ts';

const respondent = 'random-key-0123456789';
const admission = { digest: 'd', cell: { team: 'a' }, spent: false };
const draft = draftSurvey({
  id: 's',
  definition: defaultDefinition,
  minimumGroup: 5,
  attributes: ['team'],
  plan: [],
  comments: true,
});
const survey = { ...draft, status: 'open' as const };

function thrownBy(call: () => unknown): { readonly code: string; readonly path: string } {
  try {
    call();
  } catch (error) {
    if (InvalidInputError.isInstance(error) && error.issues[0]!.message.length > 10)
      return { code: error.code, path: error.issues[0]!.path.join('.') };
    throw error;
  }
  throw new Error('nothing was thrown');
}

describe('an answer out of its scale', () => {
  it.each([0, 6, 3.5, -1, Number.NaN, Number.POSITIVE_INFINITY, '4', true, {}] as const)(
    '%s is refused with its path, and nothing is spent',
    (value) => {
      const answers = { trust: value as number };
      expect(thrownBy(() => takeResponse({ survey, admission, answers, respondent }))).toEqual({
        code: 'engagement/answer-out-of-scale',
        path: 'answers.trust',
      });
      expect(admission.spent).toBe(false);
      const audit = openAudit({ survey: 's', minimumGroup: 5, roster: [{ respondent: 'r1' }] });
      const release = () =>
        releaseFavourability({ audit, answers: { r1: value as number }, item: 'trust', invited: 1, where: {} });
      expect(thrownBy(release)).toEqual({ code: 'engagement/answer-out-of-scale', path: 'answers.r1' });
    },
  );
});

describe('a scale', () => {
  it('has whole steps, at least two, and a favourable part that is neither none nor all', () => {
    const scale = (minimum: number, maximum: number, favourableFrom: number) => () =>
      checkScale({ minimum, maximum, favourableFrom });
    for (const good of [scale(1, 5, 4), scale(0, 1, 1), scale(1, 5, 5), scale(1, 5, 2), scale(0, 10, 9)])
      expect(good).not.toThrow();
    for (const bad of [
      scale(1, 5, 1),
      scale(1, 5, 6),
      scale(5, 5, 5),
      scale(5, 1, 3),
      scale(0.5, 5, 4),
      scale(1, 5.5, 4),
      scale(1, 5, 3.5),
      scale(1, Number.NaN, 4),
    ]) {
      expect(thrownBy(bad)).toEqual({ code: 'engagement/broken-scale', path: 'scale' });
    }
    const audit = openAudit({ survey: 's', minimumGroup: 5, roster: [{ respondent: 'r1' }] });
    const broken = { minimum: 1, maximum: 5, favourableFrom: 1 };
    expect(
      thrownBy(() => releaseFavourability({ audit, answers: {}, item: 'x', invited: 1, where: {}, scale: broken }))
        .code,
    ).toBe('engagement/broken-scale');
  });
});

describe('an answer to nothing, or under no key', () => {
  it('is refused with its path', () => {
    expect(thrownBy(() => takeResponse({ survey, admission, answers: { mood: 3 }, respondent }))).toEqual({
      code: 'engagement/unknown-item',
      path: 'answers.mood',
    });
    const toIndicator = () => takeResponse({ survey, admission, answers: { initiative: 3 }, respondent });
    expect(toIndicator).toThrow('"initiative" is an indicator, not an item; its items are starts-improvements');
    expect(thrownBy(() => takeResponse({ survey, admission, answers: { trust: 3 }, respondent: 'short' }))).toEqual({
      code: 'engagement/broken-tokens',
      path: 'respondent',
    });
    const taken = takeResponse({ survey, admission, answers: { trust: null }, respondent });
    expect(taken.ok && new Set(Object.values(taken.response.answers))).toEqual(new Set([null]));
  });
});

describe('a second answer', () => {
  it('is refused, whatever it says', () => {
    const first = takeResponse({ survey, admission, answers: { trust: 4 }, respondent });
    if (!first.ok) throw new Error('must be taken');
    for (const trust of [4, 1, null]) {
      expect(takeResponse({ survey, admission: first.admission, answers: { trust }, respondent })).toEqual({
        ok: false,
        rejection: { code: 'engagement/already-answered' },
      });
    }
  });
});

describe('a threshold', () => {
  it('does not change after the opening, up or down, nor from wave to wave, nor below five', () => {
    for (const minimumGroup of [5, 6, 12]) {
      expect(changePolicy({ survey, minimumGroup })).toEqual({
        ok: false,
        rejection: { code: 'engagement/policy-immutable', status: 'open' },
      });
    }
    const roster = Array.from({ length: 9 }, (_, i) => ({ respondent: `r${i}` }));
    const earlier = openAudit({ survey: 'w1', minimumGroup: 6, roster });
    for (const minimumGroup of [5, 7]) {
      expect(thrownBy(() => openAudit({ survey: 'w2', minimumGroup, roster, earlier }))).toEqual({
        code: 'engagement/threshold-changed',
        path: 'minimumGroup',
      });
    }
    for (const minimumGroup of [4, 0, -5, 5.5, Number.NaN, Number.POSITIVE_INFINITY, '9' as unknown as number]) {
      const tooLow = { code: 'engagement/threshold-too-low', path: 'minimumGroup' };
      expect(thrownBy(() => changePolicy({ survey: draft, minimumGroup }))).toEqual(tooLow);
      expect(thrownBy(() => openAudit({ survey: 'w', minimumGroup, roster }))).toEqual(tooLow);
      expect(
        thrownBy(() => draftSurvey({ id: 'x', definition: defaultDefinition, minimumGroup, attributes: [], plan: [] })),
      ).toEqual(tooLow);
    }
  });
});

describe('a group of nobody, of one, of four', () => {
  const roster = Array.from({ length: 15 }, (_, i) => ({
    respondent: `r${i}`,
    team: i === 0 ? 'one' : i < 5 ? 'four' : 'rest',
  }));
  const audit = openAudit({ survey: 's', minimumGroup: 5, roster });
  const answers = Object.fromEntries(roster.map((entry) => [entry.respondent, 4]));
  const comments = roster.map((entry) => ({ respondent: entry.respondent, text: '加班 overtime' }));

  it.each(['none', 'one', 'four'])('%s: every release refuses alike, and says no count', (team) => {
    const where = { team };
    const scale = defaultDefinition.scale;
    for (const released of [
      releaseFavourability({ audit, answers, item: 'trust', invited: 15, where }),
      releaseMean({ audit, answers, item: 'trust', where, scale }),
      releaseEngagementIndex({ audit, definition: defaultDefinition, answers: { trust: answers }, where }),
      releaseThemes({ audit, comments, where, locale: 'zh-CN' }),
    ]) {
      const hint = 'Too few people answered to show this group.';
      expect(released).toMatchObject({ ok: false });
      expect(!released.ok && released.rejection).toEqual({ code: 'engagement/group-too-small', minimumGroup: 5, hint });
      expect(released.audit.answers.sets).toEqual([]);
    }
  });

  it('nobody invited, nobody in the roster: refused with the path', () => {
    expect(thrownBy(() => openSurvey({ survey: draft, invitees: [], tokens: [], secret: 's' }))).toEqual({
      code: 'engagement/empty-roster',
      path: 'invitees',
    });
    expect(thrownBy(() => openAudit({ survey: 's', minimumGroup: 5, roster: [] }))).toEqual({
      code: 'engagement/empty-roster',
      path: 'roster',
    });
  });
});

describe('comments', () => {
  const take = (comment: string) => takeResponse({ survey, admission, answers: {}, respondent, comment });

  it('are taken up to 10,000 characters, and of 100 kB refused whole', () => {
    expect(take('长'.repeat(10_000))).toMatchObject({ ok: true });
    for (const comment of ['a'.repeat(100_000), '长'.repeat(33_334), '👩‍👩‍👧‍👦'.repeat(4_000)]) {
      expect(thrownBy(() => take(comment))).toEqual({ code: 'engagement/comment-too-long', path: 'comment' });
    }
  });

  it('of any unicode are kept as written, released as text, and counted without an error', () => {
    const texts = [
      '👩‍👩‍👧‍👦 𠮷野家',
      '\u202eright to left\u202c',
      '\ud800 lone surrogate',
      '\u0000\u0007',
      'ﬁ ﷺ Ⅷ',
      'e\u0301',
      '‮'.repeat(50),
      '🏳️‍🌈',
    ];
    for (const text of texts) expect(take(text)).toMatchObject({ ok: true, response: { comment: text } });
    const many = Array.from({ length: 40 }, (_, i) => ({
      respondent: `r${String(i).padStart(2, '0')}`,
      text: texts[i % texts.length]!,
    }));
    const audit = openAudit({
      survey: 's',
      minimumGroup: 5,
      roster: many.map((one) => ({ respondent: one.respondent })),
    });
    const themes = releaseThemes({ audit, comments: many, where: {}, locale: 'zh-CN' });
    const words = releaseVerbatims({ audit: themes.audit, comments: many, seed: 'x' });
    expect(themes.ok && words.ok && words.verbatims.length).toBe(40);
    for (const text of texts) expect(evenOut(evenOut(text))).toBe(evenOut(text));
  });
});
