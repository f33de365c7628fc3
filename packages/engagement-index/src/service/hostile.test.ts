import { describe, expect, it } from 'vitest';
import { as, awardOf, entrant, issueOf, openEngagement, stories, storyFacts } from '../../testing/engagement.ts';
import { activityFromTemplate } from '../activities/templates.ts';

const hr = as('hr-1');
type Opened = ReturnType<typeof openEngagement>;
/** What the types forbid and a request may hold all the same. */
const broken = (value: unknown) => value as never;

const announce = (more: object) => (opened: Opened) =>
  opened.activities.announce({ key: 'announce', actor: hr, activity: { ...stories('other'), ...more } });
const join = (more: object) => (opened: Opened) =>
  opened.activities.join({
    ...{ key: 'k', actor: as('lin'), activityId: 'stories', entrants: [entrant('lin')], on: '2026-11-02' },
    ...more,
  });
const finish = (more: object) => (opened: Opened) =>
  opened.activities.finish({
    ...{ key: 'k', actor: hr, activityId: 'stories', facts: storyFacts('lin'), on: '2026-12-01' },
    ...more,
  });
const recommend = (options: unknown) => (opened: Opened) =>
  opened.activities.recommend({ key: 'k', actor: hr, personId: 'lin', options: broken(options) });
const option = { activityId: 'quiz', contentFit: 0.5, shown: 4, enrolled: 1 };
const raise = (more: object) => (opened: Opened) =>
  opened.issues.raise({ key: 'raise', actor: hr, issue: broken({ ...issueOf('i2'), ...more }) });
const close = (more: object) => (opened: Opened) =>
  opened.issues.close({
    ...{ key: 'k', actor: hr, issueId: 'i1', as: 'resolved', on: '2026-11-20', answer: 'Two steps now' },
    ...more,
  } as Parameters<Opened['issues']['close']>[0]);
const assign = (more: object) => (opened: Opened) =>
  opened.issues.assign({ key: 'k', actor: hr, issueId: 'i1', owner: 'lin', deadline: '2026-12-01', ...more });
const propose = (more: object) => (opened: Opened) =>
  opened.awards.propose({ key: 'propose', actor: hr, ...awardOf('other', 'lin', 'wu'), ...more });
const need = { id: 'n2', teamId: 'pay', postedBy: 'lin', text: 'Old gateway?' };
const post = (given: unknown) => (opened: Opened) =>
  opened.helpBoard.post({ key: 'post', actor: as('lin'), need: broken(given) });
const review = {
  ...{ lane: 'attributed', personId: 'lin', indicator: 'trust', source: 'manager-review', value: 70 },
  fact: { system: 'reviews', ref: 'q4' },
};
const signal = (given: unknown) => (opened: Opened) =>
  opened.people.addSignal({ key: 'signal', actor: as('zhou'), signal: broken(given) });

/** What is broken, where the error says it is, and the call. */
const calls: readonly (readonly [where: string, call: (opened: Opened) => Promise<unknown>])[] = [
  ['(root)', (opened) => opened.activities.announce({ key: 'k', actor: hr, activity: null })],
  ['id', announce({ id: ' ' })],
  ['activity.id', announce({ id: 'a\u0000b' })],
  ['theme', announce({ theme: {} })],
  ['theme.en', announce({ theme: { en: ' ' } })],
  ['capacity', announce({ capacity: Number.POSITIVE_INFINITY })],
  ['steps', announce({ steps: [{ ...stories().steps[0], needed: 3, countedAtMost: 2 }] })],
  [
    'prizes',
    announce({
      prizes: [
        { fromRank: 2, toRank: 2, points: '9000' },
        { fromRank: 1, toRank: 3, points: '80' },
      ],
    }),
  ],
  ['key', join({ key: '' })],
  ['key', join({ key: undefined })],
  ['entrants', join({ entrants: null })],
  ['entrants[0].attributes', join({ entrants: [{ personId: 'lin' }] })],
  ['entrants[0].completed', join({ entrants: [{ ...entrant('lin'), completed: 'gopher' }] })],
  ['entrants[0].personId', join({ entrants: [entrant(broken(7))] })],
  ['entrants[0].personId', join({ entrants: [entrant('erased')] })],
  ['entrants[0].personId', join({ entrants: [entrant('__proto__')] })],
  ['on', join({ on: undefined })],
  ['facts', finish({ facts: 'none' })],
  ['facts[1]', finish({ facts: [storyFacts('lin')[0], null] })],
  ['facts[0].on', finish({ facts: [{ ...storyFacts('lin')[0], on: '2026-11-5' }] })],
  ['facts[0].revision', finish({ facts: [{ ...storyFacts('lin')[0], revision: '2' }] })],
  ['facts[0].source', finish({ facts: [{ ...storyFacts('lin')[0], source: undefined }] })],
  ['early.reason', finish({ on: '2026-11-20', early: {} })],
  ['options', recommend(null)],
  ['options[1].activityId', recommend([option, option])],
  ['options[0].activityId', recommend([{ ...option, activityId: '' }])],
  ['issue.affected', raise({ affected: undefined })],
  ['issue.affected.estimate', raise({ affected: { estimate: Number.NaN, interval: [0, 1] } })],
  ['issue.origin', raise({ origin: 'rumour' })],
  ['issue.title.en', raise({ title: { en: '' } })],
  ['as', close({ as: 'open' })],
  ['answer', close({ answer: null })],
  ['on', close({ on: '2026-11-01' })],
  ['owner', assign({ owner: null })],
  ['deadline', assign({ deadline: '2026-11-01' })],
  ['target', (opened) => opened.issues.resolution({ asOf: '2026-12-01', target: Number.NaN })],
  ['target', (opened) => opened.issues.resolution({ asOf: '2026-12-01', target: broken('0.7') })],
  ['nominees', propose({ nominees: null })],
  ['nominees[1].personId', propose({ nominees: [...awardOf('x', 'lin').nominees, ...awardOf('x', 'lin').nominees] })],
  ['criteria[0].weight', propose({ criteria: [{ id: 'impact', weight: Number.NaN }] })],
  ['criteria[0].weight', propose({ criteria: [{ id: 'impact', weight: -1 }] })],
  ['amount', propose({ amount: '-500' })],
  ['size', propose({ size: 0 })],
  ['need', post(null)],
  ['need.text', post({ ...need, text: ' ' })],
  ['need.teamId', post({ ...need, teamId: '' })],
  ['signal', signal(null)],
  ['signal.source', signal({ ...review, source: 'rumour' })],
  ['signal.fact', signal({ ...review, fact: undefined })],
  ['signal.lane', signal({ ...review, lane: 'anonymous' })],
];

async function openWithEverything() {
  const opened = openEngagement();
  await opened.activities.announce({ key: 'stories', actor: hr, activity: stories() });
  await opened.activities.join({
    ...{ key: 'zhao', actor: as('zhao'), activityId: 'stories', entrants: [entrant('zhao')], on: '2026-11-02' },
  });
  await opened.issues.raise({ key: 'i1', actor: hr, issue: issueOf('i1') });
  return opened;
}

describe('a request that nobody should send', () => {
  it.each(calls)('is refused at %s, before anything happens', async (where, call) => {
    const opened = await openWithEverything();
    const before = [await opened.everything(), await opened.recorded()];
    const error = await call(opened).then(
      () => new Error('was taken'),
      (thrown: unknown) => thrown,
    );
    expect(String((error as Error).message)).toContain(`${where}: `);
    expect((error as { code?: string }).code).toMatch(/^(core|engagement)\/invalid/);
    expect([await opened.everything(), await opened.recorded()]).toEqual(before);
  });

  it('brings along nothing that was not asked for', async () => {
    const opened = await openWithEverything();
    await announce({ finished: { on: '2026-11-01', earlyBecause: null }, secret: 'x' })(opened);
    await raise({ status: 'resolved', schemaVersion: 9, secret: 'x' })(opened);
    await signal({ ...review, mood: 'sad', secret: 'x' })(opened);
    await post({ ...need, bestPractice: 'mine', helpers: ['x'], secret: 'x' })(opened);
    expect(await opened.everything()).not.toMatch(/secret|sad|mine/);
    expect((await opened.activities.list()).map(({ finished }) => finished)).toEqual([null, null]);
    expect((await opened.issues.list({ actor: hr })).map(({ status }) => status)).toEqual(['open', 'open']);
  });

  it('makes no award of nobody, and leaves its id free; nobody is their own manager', async () => {
    const opened = await openWithEverything();
    expect(await propose({ criteria: [{ id: 'other', weight: 1 }] })(opened)).toEqual({
      ...{ ok: false, rejection: { code: 'engagement/nobody-shortlisted' } },
    });
    expect(await propose({})(opened)).toMatchObject({ ok: true });
    const own = opened.people.addSignal({ key: 's', actor: as('desk', 'lin'), signal: broken(review) });
    expect(await own).toEqual({ ok: false, rejection: { code: 'engagement/own-review', personId: 'lin' } });
  });
});

describe('templates', () => {
  it('pass what is asked of every activity', async () => {
    const { activities } = openEngagement();
    const dates = { start: '2026-11-01', deadline: '2026-11-30', audience: {} };
    for (const template of [
      'tech-challenge',
      'help-board',
      'story-sharing',
      'knowledge-quiz',
      'client-case',
    ] as const) {
      const activity = activityFromTemplate({ template, id: template, ...dates });
      expect((await activities.announce({ key: template, actor: hr, activity })).ok).toBe(true);
    }
  });
});
