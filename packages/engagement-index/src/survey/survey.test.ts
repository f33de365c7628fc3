import { describe, expect, it } from 'vitest';
import { defaultDefinition } from '../definition/default.ts';
import { answersByItem, rosterOf, takeResponse } from './answer.ts';
import { openSurvey, tokenDigest } from './open.ts';
import { advanceSurvey, changePolicy, draftSurvey, itemIdsOf, LONGEST_COMMENT } from './survey.ts';

const rules = {
  id: 's',
  definition: defaultDefinition,
  minimumGroup: 5,
  attributes: ['team', 'level'],
  plan: [],
  comments: true,
};
const draft = draftSurvey(rules);
const key = 'random-key-0123456789';
const admission = { digest: 'd', cell: { team: 'a', level: null }, spent: false };
const open = { ...draft, status: 'open' as const };
const take = (more: Partial<Parameters<typeof takeResponse>[0]> = {}) =>
  takeResponse({ survey: open, admission, answers: { trust: 4 }, respondent: key, ...more });

describe('a draft', () => {
  it('has defaults only where nothing is decided by them, and knows its outcome', () => {
    const { comments: _comments, ...bare } = rules;
    expect(draftSurvey(bare)).toMatchObject({
      comments: false,
      outcome: null,
      series: null,
      invited: 0,
      invitedIn: null,
    });
    expect(draftSurvey({ ...rules, outcome: 'trust', series: 'weekly' })).toMatchObject({
      comments: true,
      outcome: 'trust',
      series: 'weekly',
    });
    expect(draft).toMatchObject({ status: 'draft', attributes: ['team', 'level'], plan: [] });
    const unknown = () => draftSurvey({ ...rules, outcome: 'mood' });
    expect(unknown).toThrow('outcome: the survey does not ask "mood"');
    expect(() => draftSurvey({ ...rules, outcome: 'mutual-help' })).toThrow(
      'outcome: "mutual-help" is an indicator, not an item; its items are gets-help',
    );
    expect(unknown).toThrow(expect.objectContaining({ code: 'engagement/unknown-item' }));
  });

  it('keeps its plan when only the threshold changes', () => {
    const planned = { ...draft, plan: [{ id: 'all', where: {} }] };
    expect(changePolicy({ survey: planned, minimumGroup: 6 })).toMatchObject({
      survey: { plan: planned.plan, minimumGroup: 6 },
    });
    expect(changePolicy({ survey: planned, minimumGroup: 6, plan: [] })).toMatchObject({ survey: { plan: [] } });
  });
});

describe('an opening', () => {
  const invitees = Array.from({ length: 12 }, (_, i) => ({
    deliverTo: `p${i}`,
    cell: i < 7 ? { team: 'a', level: i } : { team: 'b' },
  }));
  const tokens = invitees.map((_, i) => `token-${i}`.padEnd(16, '-'));
  const plan = [
    { id: 'all', where: {} },
    { id: 'a', where: { team: 'a' } },
    { id: 'both', where: { team: ['a', 'b'], level: [2, 3, null] } },
    { id: 'c', where: { team: 'c' } },
  ];

  it('counts who is invited by view and by value, and forgets their order', () => {
    const opened = openSurvey({ survey: { ...draft, plan }, invitees, tokens, secret: 's' });
    if (!opened.ok) throw new Error('must open');
    expect(opened.survey.invitedIn).toEqual({
      views: { all: 12, a: 7, both: 7, c: 0 },
      attributes: { team: { a: 7, b: 5 }, level: { '0': 1, '1': 1, '2': 1, '3': 1, '4': 1, '5': 1, '6': 1, null: 5 } },
    });
    const digests = opened.admissions.map((one) => one.digest);
    expect(digests).toEqual([...digests].sort());
    const inOrder = tokens.map((token) => tokenDigest({ token, surveyId: 's', secret: 's' }));
    expect(digests).not.toEqual(inOrder);
    expect(new Set(digests)).toEqual(new Set(inOrder));
    expect(tokenDigest({ token: tokens[0]!, surveyId: 'other', secret: 's' })).not.toBe(inOrder[0]);
  });

  it('refuses tokens that are short, few or twice, and cells that are not declared', () => {
    const opening = (more: Partial<Parameters<typeof openSurvey>[0]>) => () =>
      openSurvey({ survey: draft, invitees, tokens, secret: 's', ...more });
    for (const broken of [
      tokens.slice(1),
      [...tokens.slice(1), tokens[1]!],
      tokens.map((token, i) => (i === 3 ? token.slice(0, 15) : token)),
    ]) {
      expect(opening({ tokens: broken })).toThrow(
        'tokens: one token of 16 characters or more per invitee, all different',
      );
      expect(opening({ tokens: broken })).toThrow(expect.objectContaining({ code: 'engagement/broken-tokens' }));
    }
    const strange = invitees.map((one, i) => (i === 2 ? { ...one, cell: { ...one.cell, salary: 1 } } : one));
    expect(opening({ invitees: strange })).toThrow('invitees[2].cell.salary: the survey does not declare it');
    expect(opening({ invitees: strange })).toThrow(expect.objectContaining({ code: 'engagement/unknown-attribute' }));
    expect(opening({ invitees: [], tokens: [] })).toThrow('invitees: nobody is invited');
  });
});

describe('a survey', () => {
  it('changes its rules as a draft and never after', () => {
    expect(changePolicy({ survey: draft, minimumGroup: 8 })).toMatchObject({ ok: true, survey: { minimumGroup: 8 } });
    for (const status of ['open', 'closed', 'published'] as const) {
      expect(changePolicy({ survey: { ...draft, status }, minimumGroup: 8 })).toEqual({
        ok: false,
        rejection: { code: 'engagement/policy-immutable', status },
      });
    }
    expect(() => changePolicy({ survey: draft, minimumGroup: 4 })).toThrow(/minimumGroup/);
    expect(() => draftSurvey({ ...rules, minimumGroup: 3 })).toThrow(/minimumGroup/);
  });

  it('opens with one long, different token per invitee and forgets the order', () => {
    const invitees = ['p1', 'p2', 'p3'].map((deliverTo) => ({ deliverTo, cell: { team: 'a' } }));
    const tokens = ['c', 'a', 'b'].map((letter) => letter.repeat(16));
    const opened = openSurvey({ survey: draft, invitees, tokens, secret: 'x' });
    if (!opened.ok) throw new Error('must open');
    expect(opened.survey).toMatchObject({ status: 'open', invited: 3 });
    const digests = opened.admissions.map((one) => one.digest);
    expect(digests).toEqual([...digests].sort());
    expect(opened.admissions[0]).toEqual({ digest: digests[0], cell: { team: 'a', level: null }, spent: false });
    expect(opened.deliveries).toEqual(invitees.map(({ deliverTo }, index) => ({ deliverTo, token: tokens[index] })));
    expect(digests).toContain(tokenDigest({ token: tokens[0]!, surveyId: 's', secret: 'x' }));
    expect(digests).not.toContain(tokenDigest({ token: tokens[0]!, surveyId: 's', secret: 'y' }));
    expect(openSurvey({ survey: open, invitees, tokens, secret: 'x' })).toMatchObject({
      ok: false,
      rejection: { code: 'engagement/survey-not-open', status: 'open' },
    });
    for (const broken of [tokens.slice(1), [tokens[0]!, tokens[0]!, tokens[1]!], ['short', ...tokens.slice(1)]]) {
      expect(() => openSurvey({ survey: draft, invitees, tokens: broken, secret: 'x' })).toThrow(/tokens/);
    }
    expect(() =>
      openSurvey({
        survey: draft,
        invitees: [{ deliverTo: 'p', cell: { salary: 1 } }],
        tokens: tokens.slice(2),
        secret: 'x',
      }),
    ).toThrow(/invitees\[0\]\.cell\.salary/);
  });

  it('moves forward only', () => {
    const at = (status: 'draft' | 'open' | 'closed' | 'published', to: 'closed' | 'published') =>
      advanceSurvey({ survey: { ...draft, status }, to }).ok;
    expect([
      at('open', 'closed'),
      at('closed', 'published'),
      at('draft', 'closed'),
      at('open', 'published'),
      at('published', 'closed'),
      at('closed', 'closed'),
    ]).toEqual([true, true, false, false, false, false]);
  });
});

describe('a response', () => {
  it('holds every item, the admission’s cell, and nothing that leads back', () => {
    const taken = take({ comment: '  ' });
    if (!taken.ok) throw new Error('must be taken');
    expect(taken.admission).toEqual({ ...admission, spent: true });
    expect(Object.keys(taken.response.answers)).toEqual(itemIdsOf(open));
    expect(taken.response).toMatchObject({ lane: 'anonymous', respondent: key, cell: admission.cell, comment: null });
    expect(taken.response.answers.trust).toBe(4);
    expect(taken.response.answers.load).toBeNull();
    expect(take({ comment: ' 好 ' })).toMatchObject({ response: { comment: ' 好 ' } });
  });

  it('is taken once, while open, for a token that exists', () => {
    expect(take({ admission: { ...admission, spent: true } })).toEqual({
      ok: false,
      rejection: { code: 'engagement/already-answered' },
    });
    expect(take({ admission: undefined })).toEqual({ ok: false, rejection: { code: 'engagement/unknown-token' } });
    expect(take({ survey: draft })).toEqual({
      ok: false,
      rejection: { code: 'engagement/survey-not-open', status: 'draft' },
    });
  });

  it('is checked to the bottom', () => {
    for (const value of [0, 6, 3.5, Number.NaN])
      expect(() => take({ answers: { trust: value } })).toThrow(/answers\.trust/);
    expect(() => take({ answers: { mood: 3 } })).toThrow(/answers\.mood/);
    expect(() => take({ respondent: 'x'.repeat(15) })).toThrow(/respondent/);
    expect(take({ respondent: 'x'.repeat(16) }).ok).toBe(true);
    expect(take({ comment: '长'.repeat(LONGEST_COMMENT) }).ok).toBe(true);
    expect(() => take({ comment: '长'.repeat(LONGEST_COMMENT + 1) })).toThrow(/comment/);
    expect(() => take({ survey: { ...open, comments: false }, comment: 'hello' })).toThrow(/comment/);
    expect(take({ survey: { ...open, comments: false } }).ok).toBe(true);
  });

  it('turns into a roster and answers in token order, whatever the order of arrival', () => {
    const response = (respondent: string, trust: number | null) => ({
      lane: 'anonymous' as const,
      respondent,
      cell: { team: 'a' },
      answers: { trust },
      comment: null,
    });
    const responses = [response('c', 1), response('a', null), response('b', 3)];
    expect(rosterOf(responses)).toEqual(['a', 'b', 'c'].map((respondent) => ({ respondent, team: 'a' })));
    expect(rosterOf([...responses].reverse())).toEqual(rosterOf(responses));
    expect(answersByItem(responses)).toEqual({ trust: { c: 1, a: null, b: 3 } });
  });
});
