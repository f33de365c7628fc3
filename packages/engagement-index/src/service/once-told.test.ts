import { describe, expect, it } from 'vitest';
import { as, awardOf, entrant, issueOf, openEngagement, stories, storyFacts } from '../../testing/engagement.ts';
import { defaultDefinition } from '../definition/default.ts';

const hr = as('hr-1');

describe('an effect', () => {
  it('of finishing an activity is told once, under whichever key, and stops further entries', async () => {
    const { activities, told } = openEngagement();
    await activities.announce({ key: 'a', actor: hr, activity: stories() });
    const join = (personId: string) => {
      const entrants = [entrant(personId)];
      return activities.join({ key: personId, actor: as(personId), activityId: 'stories', entrants, on: '2026-11-02' });
    };
    await join('lin');
    const finish = (key: string, on: string, early?: { readonly reason: string }) =>
      activities.finish({
        ...{ key, actor: hr, activityId: 'stories', facts: storyFacts('lin'), on },
        ...(early === undefined ? {} : { early }),
      });
    expect(await finish('f0', '2026-11-30')).toMatchObject({
      rejection: { code: 'engagement/activity-not-over', deadline: '2026-11-30' },
    });
    const first = await finish('f1', '2026-11-22', { reason: 'The office moves' });
    expect(first).toMatchObject({ ok: true, winners: { rewards: [{ personId: 'lin', amount: '80' }] } });
    const finished = { ok: false, rejection: { code: 'engagement/activity-finished', on: '2026-11-22' } };
    expect(await finish('f2', '2026-12-01')).toEqual(finished);
    expect(await finish('f1', '2026-11-22', { reason: 'The office moves' })).toEqual(first);
    expect(await join('zhao')).toEqual(finished);
    const events = (await told()).map(({ type }) => type);
    expect(events).toEqual(['activity-announced.v1'.replace('.v1', ''), 'activity-joined', 'activity-won']);
    expect(await activities.list()).toMatchObject([
      { finished: { on: '2026-11-22', earlyBecause: 'The office moves' } },
    ]);
  });

  it('of two at once that finish one activity is one', async () => {
    const { activities, told } = openEngagement();
    await activities.announce({ key: 'a', actor: hr, activity: stories() });
    const command = { actor: hr, activityId: 'stories', facts: [], on: '2026-12-01' };
    const both = await Promise.all(['f1', 'f2'].map((key) => activities.finish({ key, ...command })));
    expect(both.map((one) => (one.ok ? 'finished' : one.rejection.code)).sort()).toEqual([
      'engagement/activity-finished',
      'finished',
    ]);
    expect((await told()).filter(({ type }) => type === 'activity-won')).toHaveLength(1);
  });

  it('of many who vote, enter and finish at once is everybody’s, and nobody has to try again', async () => {
    const { activities, awards } = openEngagement();
    await awards.propose({ key: 'p', actor: hr, ...awardOf('star', 'lin', 'zhao') });
    const voters = Array.from({ length: 30 }, (_, index) => `voter-${index}`);
    const votes = await Promise.all(
      voters.map((voterId, index) => {
        const vote = { awardId: 'star', voterId, personId: index < 20 ? 'lin' : 'zhao' };
        return awards.vote({ key: voterId, actor: as(voterId), ...vote });
      }),
    );
    expect(votes.every(({ ok }) => ok)).toBe(true);
    const decided = await awards.decide({ key: 'd', actor: hr, awardId: 'star' });
    expect(decided).toMatchObject({ counts: { lin: 20, zhao: 10 }, winner: 'lin' });
    await activities.announce({ key: 'a', actor: hr, activity: { ...stories(), capacity: 10 } });
    const entries = await Promise.all(
      voters.map((personId) => {
        const entry = { activityId: 'stories', entrants: [entrant(personId)], on: '2026-11-02' };
        return activities.join({ key: `j-${personId}`, actor: as(personId), ...entry });
      }),
    );
    expect(entries.filter(({ ok }) => ok)).toHaveLength(10);
    expect(entries.find(({ ok }) => !ok)).toMatchObject({
      rejection: { code: 'engagement/activity-full', capacity: 10 },
    });
  });

  it('of confirming help is told once for each helper', async () => {
    const { helpBoard, told } = openEngagement();
    const need = { id: 'n1', teamId: 'pay', postedBy: 'lin', text: 'Who knows our old gateway?' };
    await helpBoard.post({ key: 'n1', actor: as('lin'), need });
    for (const personId of ['zhao', 'wu']) {
      await helpBoard.signUp({ key: personId, actor: as(personId), needId: 'n1', personId, teamId: 'search' });
    }
    const confirm = (key: string, helperId: string, on = '2026-11-22', more = {}) =>
      helpBoard.confirm({ key, actor: as('lin'), needId: 'n1', helperId, confirmedBy: 'lin', on, ...more });
    await confirm('c1', 'zhao');
    const again = await confirm('c2', 'zhao', '2026-11-23', { bestPractice: 'Ask for the runbook' });
    expect(again).toMatchObject({ ok: true, events: [], need: { bestPractice: 'Ask for the runbook' } });
    expect(again.ok && again.need.helpers[0]?.confirmedOn).toBe('2026-11-22');
    await confirm('c3', 'wu');
    expect((await told()).map(({ data }) => data)).toEqual([
      { needId: 'n1', helperId: 'zhao' },
      { needId: 'n1', helperId: 'wu' },
    ]);
  });

  it('of assigning an issue is told when something changes', async () => {
    const { issues, told } = openEngagement();
    await issues.raise({ key: 'r', actor: hr, issue: issueOf('i1') });
    const assign = (key: string, owner: string, deadline: string) =>
      issues.assign({ key, actor: hr, issueId: 'i1', owner, deadline });
    await assign('a1', 'lin', '2026-12-01');
    expect(await assign('a2', 'lin', '2026-12-01')).toMatchObject({ ok: true, events: [], issue: { owner: 'lin' } });
    await assign('a3', 'zhao', '2026-12-01');
    await assign('a4', 'zhao', '2026-12-24');
    expect((await told()).map(({ type }) => type)).toEqual(['issue-raised', ...Array(3).fill('issue-assigned')]);
  });

  it('of making something is told once: its id is taken then', async () => {
    const { activities, awards, helpBoard, issues, surveys, told, everything } = openEngagement();
    const need = { id: 'x', teamId: 'pay', postedBy: 'lin', text: 'Old gateway?' };
    const survey = {
      id: 'x',
      definition: defaultDefinition,
      minimumGroup: 5,
    };
    const making = {
      issue: (key: string) => issues.raise({ key, actor: hr, issue: issueOf('x') }),
      activity: (key: string) => activities.announce({ key, actor: hr, activity: stories('x') }),
      award: (key: string) => awards.propose({ key, actor: hr, ...awardOf('x', 'lin', 'zhao') }),
      'help-need': (key: string) => helpBoard.post({ key, actor: as('lin'), need }),
      survey: (key: string) => surveys.draft({ key, actor: hr, survey: { ...survey, attributes: [], plan: [] } }),
    };
    for (const [type, make] of Object.entries(making)) {
      const first = await make(`${type}-1`);
      expect(first.ok, type).toBe(true);
      const before = await everything();
      expect(await make(`${type}-2`)).toEqual({
        ok: false,
        rejection: { code: 'engagement/already-there', type, id: 'x' },
      });
      expect(await make(`${type}-1`)).toEqual(first);
      expect(await everything()).toBe(before);
    }
    expect((await told()).map(({ type }) => type)).toEqual(['issue-raised', 'activity-announced']);
  });

  it('of an award and of an activity under one id are two rewards', async () => {
    const { activities, awards } = openEngagement();
    await activities.announce({ key: 'a', actor: hr, activity: stories('star') });
    const entrants = [entrant('lin')];
    await activities.join({ key: 'j', actor: as('lin'), activityId: 'star', entrants, on: '2026-11-02' });
    const finishing = { activityId: 'star', facts: storyFacts('lin'), on: '2026-12-01' };
    const finished = await activities.finish({ key: 'f', actor: hr, ...finishing });
    await awards.propose({ key: 'p', actor: hr, ...awardOf('star', 'lin', 'wu') });
    await awards.vote({ key: 'v', actor: as('wu'), awardId: 'star', voterId: 'wu', personId: 'lin' });
    const decided = await awards.decide({ key: 'd', actor: hr, awardId: 'star' });
    const [prize] = finished.ok ? finished.winners.rewards : [];
    expect([prize?.personId, decided.ok && decided.reward?.personId]).toEqual(['lin', 'lin']);
    expect(prize?.key).not.toBe(decided.ok && decided.reward?.key);
  });
});
