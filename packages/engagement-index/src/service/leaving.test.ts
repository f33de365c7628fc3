import { describe, expect, it } from 'vitest';
import { as, entrant, openEngagement, stories, storyFacts } from '../../testing/engagement.ts';

const hr = as('hr-1');

async function openStories(more: object = {}) {
  const opened = openEngagement();
  const { activities } = opened;
  await activities.announce({ key: 'a', actor: hr, activity: { ...stories(), ...more } });
  const join = (key: string, ...people: string[]) => {
    const entrants = people.map(entrant);
    return activities.join({ key, actor: as(people[0]!), activityId: 'stories', entrants, on: '2026-11-02' });
  };
  const leave = (personId: string, key = `leave-${personId}`) =>
    activities.leave({ key, actor: as(personId), activityId: 'stories', personId });
  const membersOf = async () => {
    const read = await activities.read({ actor: hr, activityId: 'stories' });
    return read.ok && read.enrolments.map(({ members }) => members);
  };
  return { ...opened, join, leave, membersOf };
}

describe('leaving an activity', () => {
  it('frees the place, for others and for oneself again, is told once, and is on no board', async () => {
    const { activities, join, leave, membersOf, told, recorded } = await openStories({ capacity: 1 });
    await join('j1', 'lin');
    expect(await join('j2', 'zhao')).toMatchObject({ rejection: { code: 'engagement/activity-full' } });
    const left = await leave('lin');
    expect(left).toMatchObject({ ok: true, enrolment: { members: [] } });
    expect(await leave('lin')).toEqual(left);
    const again = { ok: false, rejection: { code: 'engagement/not-enrolled', personId: 'lin' } };
    expect(await leave('lin', 'once more')).toEqual(again);
    expect(await membersOf()).toEqual([]);
    const board = await activities.board({ actor: hr, activityId: 'stories', facts: storyFacts('lin') });
    expect(board).toMatchObject({ ok: true, lines: [] });
    expect((await told()).map(({ type }) => type)).toEqual(['activity-announced', 'activity-joined', 'activity-left']);
    expect(await recorded()).toContain('lin activity.leave activity lin');
    expect((await join('j3', 'lin')).ok).toBe(true);
    expect(await membersOf()).toEqual([['lin']]);
  });

  it('leaves the others of a team in it, without what one did, and nobody after the end', async () => {
    const { activities, join, leave, membersOf } = await openStories({
      ...{ entry: 'team', teamSize: { minimum: 2, maximum: 3 } },
    });
    await join('j', 'lin', 'zhao');
    await leave('lin');
    expect(await membersOf()).toEqual([['zhao']]);
    const facts = [...storyFacts('lin'), ...storyFacts('zhao')];
    const finished = await activities.finish({ key: 'f', actor: hr, activityId: 'stories', facts, on: '2026-12-01' });
    expect(finished.ok && finished.winners.rewards.map(({ personId }) => personId)).toEqual(['zhao']);
    expect(finished.ok && finished.winners.lines).toMatchObject([{ points: 25 }]);
    expect(await leave('zhao')).toMatchObject({ rejection: { code: 'engagement/activity-finished' } });
    const none = activities.leave({ key: 'x', actor: as('lin'), activityId: 'none', personId: 'lin' });
    expect(await none).toMatchObject({ rejection: { code: 'engagement/not-found' } });
  });
});
