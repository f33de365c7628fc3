import { describe, expect, it } from 'vitest';
import { as, awardOf, entrant, openEngagement, stories } from '../../testing/engagement.ts';
import { mayActAs } from './own-act.ts';

const hr = as('hr-1');
const need = { id: 'gateway', teamId: 'pay', postedBy: 'lin', text: 'Who knows our old gateway?' };
const checkIn = {
  lane: 'attributed',
  personId: 'lin',
  indicator: 'resilience',
  source: 'own-check-in',
  value: 25,
  fact: { system: 'check-in', ref: 'c1' },
} as const;

/** Every own act of lin, as whoever gives it: an award, an activity and a need of zhao's are there already. */
async function openFor(systemActors: readonly string[] = []) {
  const opened = openEngagement({ systemActors });
  const { activities, awards, helpBoard, people } = opened;
  await awards.propose({ key: 'star', actor: hr, ...awardOf('star', 'zhao', 'wu') });
  await activities.announce({ key: 'stories', actor: hr, activity: stories() });
  await activities.announce({ key: 'entered', actor: hr, activity: stories('entered') });
  const entering = { activityId: 'entered', entrants: [entrant('lin')], on: '2026-11-02' };
  await activities.join({ key: 'entering', actor: as('lin'), ...entering });
  const ofZhao = { ...need, id: 'of-zhao', postedBy: 'zhao', teamId: 'search' };
  await helpBoard.post({ key: 'of-zhao', actor: as('zhao'), need: ofZhao });
  await helpBoard.post({ key: 'of-lin', actor: as('lin'), need: { ...need, id: 'of-lin' } });
  await helpBoard.signUp({ key: 'up', actor: as('zhao'), needId: 'of-lin', personId: 'zhao', teamId: 'search' });
  type Act = (actor: ReturnType<typeof as>) => Promise<{ readonly ok: boolean; readonly rejection?: object }>;
  const acts: Readonly<Record<string, Act>> = {
    vote: (actor) => awards.vote({ key: 'v', actor, awardId: 'star', voterId: 'lin', personId: 'wu' }),
    join: (actor) =>
      activities.join({ key: 'j', actor, activityId: 'stories', entrants: [entrant('lin')], on: '2026-11-02' }),
    leave: (actor) => activities.leave({ key: 'l', actor, activityId: 'entered', personId: 'lin' }),
    post: (actor) => helpBoard.post({ key: 'p', actor, need }),
    signUp: (actor) => helpBoard.signUp({ key: 's', actor, needId: 'of-zhao', personId: 'lin', teamId: 'pay' }),
    confirm: (actor) =>
      helpBoard.confirm({ key: 'c', actor, needId: 'of-lin', helperId: 'zhao', confirmedBy: 'lin', on: '2026-11-22' }),
    checkIn: (actor) => people.addSignal({ key: 'g', actor, signal: checkIn }),
  };
  return { ...opened, acts };
}

const notOwn = { ok: false, rejection: { code: 'engagement/not-own-act', personId: 'lin' } };
const names = ['vote', 'join', 'leave', 'post', 'signUp', 'confirm', 'checkIn'];

describe('an act of one’s own', () => {
  it.each(names)('%s: is refused from anybody else, and leaves nothing', async (name) => {
    const { acts, everything } = await openFor();
    const before = await everything();
    for (const actor of [hr, as('zhao'), as('hr-1', 'zhao'), as('lin', 'zhao'), as('LIN')]) {
      expect(await acts[name]!(actor), JSON.stringify(actor)).toEqual(notOwn);
    }
    expect(await everything()).toBe(before);
  });

  it.each(names)('%s: is the person’s, or an assistant’s on their behalf', async (name) => {
    for (const actor of [as('lin'), as('assistant', 'lin')]) {
      const { acts } = await openFor();
      expect((await acts[name]!(actor)).ok, JSON.stringify(actor)).toBe(true);
    }
  });

  it.each(names)('%s: is anybody’s by a system that the host names, and by no other', async (name) => {
    const { acts } = await openFor(['desk']);
    expect(await acts[name]!(hr)).toEqual(notOwn);
    expect((await acts[name]!(as('desk'))).ok).toBe(true);
  });

  it('is a team’s by one of its members', async () => {
    const { activities } = openEngagement();
    const team = { ...stories('team'), entry: 'team' as const, teamSize: { minimum: 2, maximum: 3 } };
    await activities.announce({ key: 'a', actor: hr, activity: team });
    const join = (actor: ReturnType<typeof as>) => {
      const entrants = [entrant('lin'), entrant('zhao')];
      return activities.join({ key: 'j', actor, activityId: 'team', entrants, on: '2026-11-02' });
    };
    expect(await join(as('wu'))).toEqual(notOwn);
    expect((await join(as('zhao'))).ok).toBe(true);
  });

  it('is told to no other who asks under its key', async () => {
    const { acts } = await openFor();
    await acts.vote!(as('assistant', 'lin'));
    await expect(acts.vote!(as('assistant', 'zhao'))).rejects.toMatchObject({ code: 'core/key-conflict' });
  });

  it('has one rule', () => {
    expect(mayActAs({}, as('lin'), 'lin')).toBe(true);
    expect(mayActAs({}, as('lin', 'zhao'), 'lin')).toBe(false);
    expect(mayActAs({}, as('lin'))).toBe(false);
    expect(mayActAs({ systemActors: ['desk'] }, as('desk', 'zhao'), 'lin')).toBe(true);
    expect(mayActAs({ systemActors: ['desk'] }, as('hr', 'desk'), 'lin')).toBe(false);
  });
});
