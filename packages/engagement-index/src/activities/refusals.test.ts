import { describe, expect, it } from 'vitest';
import { rewardKey } from '../reward-key.ts';
import { decideEnrolment, type Enrolment, leaveActivity } from './enrolment.ts';
import { confirmHelp, type HelpNeed, signUpToHelp } from './help-board.ts';
import { pickWinners, rankEntries } from './leaderboard.ts';
import type { Progress } from './progress.ts';
import type { Activity } from './schema.ts';
import { activityFromTemplate } from './templates.ts';

const challenge: Activity = {
  ...activityFromTemplate({
    template: 'tech-challenge',
    id: 't1',
    start: '2026-11-01',
    deadline: '2026-11-30',
    audience: { unit: ['rd'] },
  }),
  prerequisites: ['go-basics'],
  capacity: 2,
};
const entrant = (personId: string, unit = 'rd', completed: readonly string[] = ['go-basics']) => ({
  personId,
  attributes: { unit },
  completed,
});
const enrolled = (id: string, ...members: string[]): Enrolment => ({
  id,
  activityId: 't1',
  members,
  enrolledOn: '2026-11-02',
});
const join = (
  entrants: readonly ReturnType<typeof entrant>[],
  more: Partial<Parameters<typeof decideEnrolment>[0]> = {},
) => decideEnrolment({ activity: challenge, enrolments: [], id: 'e1', entrants, on: '2026-11-02', ...more });
const refusal = (code: string, data: object) => ({ ok: false, rejection: { code: `engagement/${code}`, ...data } });

describe('an entry', () => {
  const pair = [entrant('lin'), entrant('zhao')];

  it('is refused with everything the person needs to know', () => {
    expect(join(pair, { on: '2026-12-01' })).toEqual(refusal('enrolment-closed', { deadline: '2026-11-30' }));
    expect(join([entrant('lin')])).toEqual(refusal('team-size', { minimum: 2, maximum: 5, members: 1 }));
    const many = Array.from({ length: 6 }, (_, i) => entrant(`p${i}`));
    expect(join(many)).toEqual(refusal('team-size', { minimum: 2, maximum: 5, members: 6 }));
    expect(join([entrant('lin'), entrant('wang', 'sales')])).toEqual(
      refusal('outside-audience', { personId: 'wang', attribute: 'unit' }),
    );
    expect(join([{ ...entrant('lin'), attributes: {} as { unit: string } }, entrant('zhao')])).toEqual(
      refusal('outside-audience', { personId: 'lin', attribute: 'unit' }),
    );
    expect(join([entrant('lin'), entrant('zhao', 'rd', [])])).toEqual(
      refusal('prerequisite-missing', { personId: 'zhao', prerequisite: 'go-basics' }),
    );
    expect(join(pair, { enrolments: [enrolled('e0', 'chen', 'zhao')] })).toEqual(
      refusal('already-enrolled', { personId: 'zhao' }),
    );
    expect(join(pair, { enrolments: [enrolled('a', 'x'), enrolled('b', 'y')] })).toEqual(
      refusal('activity-full', { capacity: 2 }),
    );
    expect(() => join(pair, { on: '2026-02-30' })).toThrow('on: "2026-02-30" is no date');
    expect(() => join([entrant('lin'), entrant('lin')])).toThrow('entrants: a member is named twice');
    expect(() => join([entrant('lin'), entrant('lin')])).toThrow(
      expect.objectContaining({ code: 'engagement/invalid-activity' }),
    );
  });

  it('is taken on the last day, as the largest team, for the last place, and without a limit', () => {
    const five = Array.from({ length: 5 }, (_, i) => entrant(`p${i}`));
    const taken = join(five, { on: '2026-11-30', enrolments: [enrolled('a', 'x')] });
    expect(taken).toEqual({
      ok: true,
      enrolment: { id: 'e1', activityId: 't1', members: ['p0', 'p1', 'p2', 'p3', 'p4'], enrolledOn: '2026-11-30' },
    });
    const open = { ...challenge, capacity: null };
    expect(
      join(pair, { activity: open, enrolments: Array.from({ length: 9 }, (_, i) => enrolled(`e${i}`, `x${i}`)) }).ok,
    ).toBe(true);
    const full = [enrolled('a', 'x'), enrolled('b', 'y')];
    expect(join(pair, { enrolments: full })).toEqual(refusal('activity-full', { capacity: 2 }));
    const left = leaveActivity({ enrolments: full, personId: 'y' });
    if (!left.ok) throw new Error('must leave');
    expect(join(pair, { enrolments: [full[0]!, left.enrolment] }).ok).toBe(true);
    expect(leaveActivity({ enrolments: [left.enrolment], personId: 'y' })).toEqual(
      refusal('not-enrolled', { personId: 'y' }),
    );
    const solo = { ...challenge, entry: 'solo' as const };
    expect(join([entrant('lin')], { activity: solo }).ok).toBe(true);
    expect(join(pair, { activity: solo })).toEqual(refusal('team-size', { minimum: 1, maximum: 1, members: 2 }));
  });
});

describe('a leaderboard', () => {
  const progress = (enrolmentId: string, points: number, completed = true): Progress => ({
    ...{ enrolmentId, points, completed, steps: [], lastOn: null },
    explanation: { key: 'points', value: String(points), children: [] } as unknown as Progress['explanation'],
  });

  it('is in the order of points, then of entries, and pays completed entries for their rank among themselves', () => {
    const entries = [progress('b', 50), progress('c', 90, false), progress('a', 50), progress('d', 10)];
    expect(rankEntries({ progress: entries })).toEqual([
      { rank: 1, enrolmentId: 'c', points: 90, completed: false, tied: false },
      { rank: 2, enrolmentId: 'a', points: 50, completed: true, tied: true },
      { rank: 2, enrolmentId: 'b', points: 50, completed: true, tied: true },
      { rank: 4, enrolmentId: 'd', points: 10, completed: true, tied: false },
    ]);
    const enrolments = [
      enrolled('a', 'lin', 'zhao'),
      enrolled('b', 'wang'),
      enrolled('c', 'chen'),
      enrolled('d', 'zhou'),
    ];
    const { rewards } = pickWinners({ activity: challenge, enrolments, progress: entries });
    expect(rewards).toEqual([
      {
        key: rewardKey('activity', 't1', 'lin'),
        personId: 'lin',
        amount: '300',
        reason: { activityId: 't1', rank: 1 },
      },
      {
        key: rewardKey('activity', 't1', 'zhao'),
        personId: 'zhao',
        amount: '300',
        reason: { activityId: 't1', rank: 1 },
      },
      {
        key: rewardKey('activity', 't1', 'wang'),
        personId: 'wang',
        amount: '300',
        reason: { activityId: 't1', rank: 1 },
      },
      {
        key: rewardKey('activity', 't1', 'zhou'),
        personId: 'zhou',
        amount: '100',
        reason: { activityId: 't1', rank: 3 },
      },
    ]);
    const last = [...entries, progress('e', 5)];
    const unpaid = pickWinners({
      activity: challenge,
      enrolments: [...enrolments, enrolled('e', 'qian')],
      progress: last,
    });
    expect(unpaid.rewards.map((reward) => reward.personId)).not.toContain('qian');
  });
});

describe('help', () => {
  const helper = (personId: string, confirmedOn: string | null = null) => ({ personId, teamId: 'search', confirmedOn });
  const need: HelpNeed = {
    id: 'n1',
    teamId: 'pay',
    postedBy: 'lin',
    text: 'Old gateway?',
    helpers: [helper('zhao'), helper('wang')],
    bestPractice: null,
  };
  const confirm = (more: Partial<Parameters<typeof confirmHelp>[0]> = {}) =>
    confirmHelp({ need, helperId: 'zhao', confirmedBy: 'lin', on: '2026-11-22', ...more });

  it('is refused by name', () => {
    expect(signUpToHelp({ need, personId: 'chen', teamId: 'pay' })).toEqual(refusal('own-team', { teamId: 'pay' }));
    // Who asked does not help themselves under the name of another team.
    expect(signUpToHelp({ need, personId: 'lin', teamId: 'search' })).toEqual(refusal('own-team', { teamId: 'pay' }));
    expect(signUpToHelp({ need, personId: 'wang', teamId: 'search' })).toEqual(
      refusal('already-enrolled', { personId: 'wang' }),
    );
    expect(confirm({ confirmedBy: 'zhao' })).toEqual(refusal('not-the-asker', { personId: 'zhao' }));
    expect(confirm({ helperId: 'chen' })).toEqual(refusal('not-signed-up', { personId: 'chen' }));
  });

  it('takes a date and nothing else', () => {
    expect(() => confirm({ on: '2026-02-30' })).toThrow('on: "2026-02-30" is no date');
  });

  it('is confirmed once, for one helper, and keeps its first day and its lesson', () => {
    expect(signUpToHelp({ need, personId: 'chen', teamId: 'data' })).toMatchObject({
      need: { helpers: [{}, {}, { personId: 'chen', confirmedOn: null }] },
    });
    const confirmed = confirm({ bestPractice: 'Ask for the runbook' });
    if (!confirmed.ok) throw new Error('must be confirmed');
    expect(confirmed.need).toEqual({
      ...need,
      helpers: [helper('zhao', '2026-11-22'), helper('wang')],
      bestPractice: 'Ask for the runbook',
    });
    expect(confirm({ need: confirmed.need, on: '2026-12-24' })).toEqual(confirmed);
  });
});
