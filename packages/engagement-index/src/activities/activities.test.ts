import { recompute } from '@meritkit/core/explanation';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rewardKey } from '../reward-key.ts';
import { decideEnrolment, type Enrolment } from './enrolment.ts';
import { confirmHelp, type HelpNeed, listBestPractices, signUpToHelp } from './help-board.ts';
import { pickWinners, rankEntries } from './leaderboard.ts';
import { type ActivityFact, measureProgress, type Progress } from './progress.ts';
import { parseActivity } from './schema.ts';
import { activityFromTemplate, quizTopics, type TemplateName } from './templates.ts';

const names: readonly TemplateName[] = [
  'tech-challenge',
  'help-board',
  'story-sharing',
  'knowledge-quiz',
  'client-case',
];
const challenge = activityFromTemplate({
  template: 'tech-challenge',
  id: 'c7',
  start: '2026-11-01',
  deadline: '2026-11-30',
  audience: { unit: ['rd', 'qa'] },
  prerequisites: ['cloud-course'],
  capacity: 2,
});
const entrant = (personId: string, unit = 'rd', completed = ['cloud-course']) => ({
  personId,
  attributes: { unit },
  completed,
});
const enrolment: Enrolment = { id: 'e1', activityId: 'c7', members: ['lin', 'zhao'], enrolledOn: '2026-11-02' };
const fact = (id: string, kind: string, more: Partial<ActivityFact> = {}): ActivityFact => ({
  id,
  revision: 1,
  personId: 'lin',
  kind,
  on: '2026-11-10',
  source: { system: 'git', ref: id },
  ...more,
});

describe('templates', () => {
  it.each(names)('%s is a valid activity that shares nothing with the next', (template) => {
    const make = () =>
      activityFromTemplate({ template, id: 'x', start: '2026-01-01', deadline: '2026-01-31', audience: {} });
    expect(parseActivity(make())).toEqual(make());
    expect(make().steps).not.toBe(make().steps);
    expect(Object.keys(quizTopics).length).toBeGreaterThan(2);
  });

  it('refuses contradictions with their path', () => {
    const broken = (change: object) => () => parseActivity({ ...challenge, ...change });
    expect(broken({ deadline: '2026-02-30' })).toThrow('deadline: no date such as 2026-11-22');
    expect(broken({ deadline: '2026-10-01' })).toThrow(/deadline/);
    expect(broken({ teamSize: { minimum: 3, maximum: 2 } })).toThrow(/teamSize/);
    expect(broken({ steps: [challenge.steps[0], challenge.steps[0]] })).toThrow(/steps/);
    expect(broken({ prizes: [{ fromRank: 2, toRank: 1, points: '5' }] })).toThrow(/prizes/);
    expect(broken({ prizes: [{ fromRank: 1, toRank: 1, points: 'many' }] })).toThrow(/prizes\[0\]\.points/);
  });
});

describe('enrolment', () => {
  const decide = (
    entrants: readonly ReturnType<typeof entrant>[],
    enrolments: readonly Enrolment[] = [],
    on = '2026-11-30',
  ) => decideEnrolment({ activity: challenge, enrolments, id: 'new', entrants, on });

  it('takes a team that fits, on the last day too', () => {
    expect(decide([entrant('lin'), entrant('zhao', 'qa')])).toEqual({
      ok: true,
      enrolment: { id: 'new', activityId: 'c7', members: ['lin', 'zhao'], enrolledOn: '2026-11-30' },
    });
  });

  it('refuses with the reason', () => {
    const code = (result: ReturnType<typeof decide>) => (result.ok ? 'ok' : result.rejection.code);
    const two = [entrant('a'), entrant('b')];
    expect(code(decide(two, [], '2026-12-01'))).toBe('engagement/enrolment-closed');
    expect(code(decide([entrant('a')]))).toBe('engagement/team-size');
    expect(code(decide(['a', 'b', 'c', 'd', 'e', 'f'].map((id) => entrant(id))))).toBe('engagement/team-size');
    expect(code(decide([entrant('a'), entrant('b', 'sales')]))).toBe('engagement/outside-audience');
    expect(code(decide([entrant('a'), entrant('b', 'rd', [])]))).toBe('engagement/prerequisite-missing');
    expect(code(decide([entrant('a'), entrant('lin')], [enrolment]))).toBe('engagement/already-enrolled');
    expect(code(decide(two, [enrolment, { ...enrolment, members: ['x', 'y'] }]))).toBe('engagement/activity-full');
    expect(code(decide(two, [enrolment]))).toBe('ok');
    expect(() => decide([entrant('a'), entrant('a')])).toThrow(/entrants/);
  });
});

describe('progress', () => {
  it('counts each fact once, the newest revision, within the days, up to the cap, with its sources', () => {
    const facts = [
      fact('m1', 'code-merged'),
      fact('m1', 'code-merged'),
      fact('m1', 'code-merged', { revision: 2, retracted: true }),
      fact('m2', 'code-merged', { personId: 'zhao', on: '2026-11-30' }),
      fact('m3', 'code-merged', { on: '2026-12-01' }),
      fact('m4', 'code-merged', { on: '2026-10-31' }),
      fact('m5', 'code-merged', { personId: 'stranger' }),
      fact('d1', 'demo-given'),
      fact('d2', 'demo-given'),
      ...Array.from({ length: 12 }, (_, i) => fact(`t${i}`, 'acceptance-test-passed')),
    ];
    const progress = measureProgress({ activity: challenge, enrolment, facts });
    expect(progress.steps.map((step) => [step.counted, step.done])).toEqual([
      [1, true],
      [10, true],
      [1, true],
    ]);
    expect(progress).toMatchObject({ points: 20 + 300 + 50, completed: true, lastOn: '2026-11-30' });
    expect(recompute({ explanation: progress.explanation })).toBe(370);
    expect(progress.explanation.children?.[0]?.children?.[0]?.sources).toEqual([{ system: 'git', ref: 'm2' }]);
    expect(measureProgress({ activity: challenge, enrolment, facts: [...facts].reverse() })).toEqual(progress);
    expect(measureProgress({ activity: challenge, enrolment, facts: [] })).toMatchObject({
      points: 0,
      completed: false,
      lastOn: null,
    });
  });
});

describe('the leaderboard', () => {
  const line = (enrolmentId: string, points: number, completed = true): Progress => ({
    enrolmentId,
    points,
    completed,
    steps: [],
    lastOn: null,
    explanation: { key: 'x', value: points, operation: { name: 'given', version: 1 } },
  });

  it('shares a rank among equals and skips the next', () => {
    expect(
      rankEntries({ progress: [line('b', 5), line('a', 9), line('d', 1), line('c', 5)] }).map((one) => [
        one.enrolmentId,
        one.rank,
        one.tied,
      ]),
    ).toEqual([
      ['a', 1, false],
      ['b', 2, true],
      ['c', 2, true],
      ['d', 4, false],
    ]);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 12 }), (points) => {
        const ranked = rankEntries({ progress: points.map((value, i) => line(`e${i}`, value)) });
        for (const one of ranked) expect(one.rank).toBe(1 + points.filter((value) => value > one.points).length);
      }),
      { seed: 2 },
    );
  });

  it('pays every member of those who completed, by rank, with keys that stay', () => {
    const enrolments = ['w', 'x', 'y', 'z'].map((id) => ({ ...enrolment, id, members: [`${id}1`, `${id}2`] }));
    const progress = [line('w', 90), line('x', 50), line('y', 50), line('z', 99, false)];
    const winners = pickWinners({ activity: challenge, enrolments, progress });
    expect(winners.lines.map((one) => one.rank)).toEqual([1, 2, 2]);
    expect(winners.rewards.map((reward) => [reward.key, reward.amount])).toEqual([
      [rewardKey('activity', 'c7', 'w1'), '300'],
      [rewardKey('activity', 'c7', 'w2'), '300'],
      [rewardKey('activity', 'c7', 'x1'), '100'],
      [rewardKey('activity', 'c7', 'x2'), '100'],
      [rewardKey('activity', 'c7', 'y1'), '100'],
      [rewardKey('activity', 'c7', 'y2'), '100'],
    ]);
  });
});

describe('the help board', () => {
  const need: HelpNeed = {
    id: 'n1',
    teamId: 'web',
    postedBy: 'lin',
    text: 'Load test',
    helpers: [],
    bestPractice: null,
  };

  it('counts help across teams, confirmed by who asked, once', () => {
    expect(signUpToHelp({ need, personId: 'zhao', teamId: 'web' })).toMatchObject({
      rejection: { code: 'engagement/own-team' },
    });
    const signed = signUpToHelp({ need, personId: 'zhao', teamId: 'core' });
    if (!signed.ok) throw new Error('must sign up');
    expect(signUpToHelp({ need: signed.need, personId: 'zhao', teamId: 'core' })).toMatchObject({
      rejection: { code: 'engagement/already-enrolled' },
    });
    const confirm = (more: object) =>
      confirmHelp({ need: signed.need, helperId: 'zhao', confirmedBy: 'lin', on: '2026-11-20', ...more });
    expect(confirm({ confirmedBy: 'zhao' })).toMatchObject({ rejection: { code: 'engagement/not-the-asker' } });
    expect(confirm({ helperId: 'wang' })).toMatchObject({ rejection: { code: 'engagement/not-signed-up' } });
    const done = confirm({ bestPractice: 'Warm the cache first' });
    if (!done.ok) throw new Error('must confirm');
    expect(confirmHelp({ need: done.need, helperId: 'zhao', confirmedBy: 'lin', on: '2026-11-21' })).toEqual(done);
    expect(listBestPractices({ needs: [need, done.need] })).toEqual([{ needId: 'n1', text: 'Warm the cache first' }]);
  });
});
