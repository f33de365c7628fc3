import { describe, expect, it } from 'vitest';
import { as, awardOf, entrant, issueOf, openEngagement, stories, storyFacts } from '../../testing/engagement.ts';
import { defaultDefinition } from '../definition/default.ts';

const hr = as('hr-1');

describe('what is recorded', () => {
  it('of a write has a line for each person whose data it is, and one where it is nobody’s', async () => {
    const { activities, awards, helpBoard, issues, people, recorded } = openEngagement();
    const team = { ...stories(), entry: 'team' as const, teamSize: { minimum: 1, maximum: 3 } };
    await activities.announce({ key: 'a', actor: hr, activity: team });
    const entrants = [entrant('lin'), entrant('zhao')];
    await activities.join({ key: 'j', actor: as('lin'), activityId: 'stories', entrants, on: '2026-11-02' });
    await activities.finish({ key: 'f', actor: hr, activityId: 'stories', facts: storyFacts('lin'), on: '2026-12-01' });
    const options = [{ activityId: 'quiz', contentFit: 0.5, shown: 4, enrolled: 1 }];
    await activities.recommend({ key: 'r', actor: hr, personId: 'wu', options });
    await awards.propose({ key: 'p', actor: hr, ...awardOf('star', 'lin', 'zhao') });
    await awards.vote({ key: 'v', actor: as('wu'), awardId: 'star', voterId: 'wu', personId: 'zhao' });
    await awards.decide({ key: 'd', actor: hr, awardId: 'star' });
    const need = { id: 'n1', teamId: 'pay', postedBy: 'lin', text: 'Old gateway?' };
    await helpBoard.post({ key: 'n', actor: as('lin'), need });
    await helpBoard.signUp({ key: 's', actor: as('zhao'), needId: 'n1', personId: 'zhao', teamId: 'search' });
    const confirmation = { needId: 'n1', helperId: 'zhao', confirmedBy: 'lin', on: '2026-11-22' };
    await helpBoard.confirm({ key: 'c', actor: as('lin'), ...confirmation });
    await issues.raise({ key: 'i', actor: hr, issue: issueOf('i1') });
    await issues.assign({ key: 'o', actor: hr, issueId: 'i1', owner: 'han', deadline: '2026-12-01' });
    await people.erasePerson({ key: 'e', actor: hr, personId: 'lin' });
    expect(await recorded()).toEqual([
      'hr-1 activity.announce activity',
      'lin activity.join activity lin',
      'lin activity.join activity zhao',
      'hr-1 activity.finish activity lin',
      'hr-1 activity.finish activity zhao',
      'hr-1 activity.recommend recommendation wu',
      'hr-1 award.propose award lin',
      'hr-1 award.propose award zhao',
      'wu award.vote award wu',
      'hr-1 award.decide award lin',
      'hr-1 award.decide award zhao',
      'lin help.post help-need lin',
      'zhao help.signUp help-need zhao',
      'lin help.confirm help-need zhao',
      'hr-1 issue.raise issue',
      'hr-1 issue.assign issue han',
      'hr-1 person.erased person',
    ]);
  });

  it('of a read says whose data it was, and none of a replay or of what names nobody', async () => {
    const { activities, awards, helpBoard, issues, people, recorded } = openEngagement();
    await activities.announce({ key: 'a', actor: hr, activity: stories() });
    const joining = { activityId: 'stories', entrants: [entrant('lin')], on: '2026-11-02' };
    await activities.join({ key: 'j', actor: as('lin'), ...joining });
    const options = [{ activityId: 'quiz', contentFit: 0.5, shown: 4, enrolled: 1 }];
    await activities.recommend({ key: 'r', actor: hr, personId: 'wu', options });
    await awards.propose({ key: 'p', actor: hr, ...awardOf('star', 'lin', 'zhao') });
    const need = { id: 'n1', teamId: 'pay', postedBy: 'lin', text: 'Old gateway?' };
    await helpBoard.post({ key: 'n', actor: as('lin'), need });
    await issues.raise({ key: 'i', actor: hr, issue: issueOf('i1') });
    const before = (await recorded()).length;

    await activities.join({ key: 'j', actor: as('lin'), ...joining });
    await activities.list();
    await helpBoard.bestPractices();
    await issues.answers();
    await issues.resolution({ asOf: '2026-12-01', target: 0.7 });
    expect(await recorded()).toHaveLength(before);

    const actor = as('zhou');
    await activities.read({ actor, activityId: 'stories' });
    await activities.board({ actor, activityId: 'stories', facts: [] });
    await activities.recommendations({ actor });
    await awards.read({ actor, awardId: 'star' });
    await helpBoard.needs({ actor });
    await issues.list({ actor });
    await issues.assign({ key: 'o', actor: hr, issueId: 'i1', owner: 'han', deadline: '2026-12-01' });
    await issues.list({ actor });
    await people.stateReport({ actor, personId: 'lin' });
    await people.exportPerson({ actor, personId: 'lin' });
    expect((await recorded()).slice(before)).toEqual([
      'zhou activity.read activity lin',
      'zhou activity.board activity',
      'zhou activity.recommendations recommendation wu',
      'zhou award.read award lin',
      'zhou award.read award zhao',
      'zhou help.needs help-need lin',
      'zhou issue.list issue',
      'hr-1 issue.assign issue han',
      'zhou issue.list issue han',
      'zhou person.read person lin',
      'zhou person.exported person lin',
    ]);
  });

  it('of a refusal has its reason, and whom it was about', async () => {
    const { awards, recorded } = openEngagement();
    await awards.propose({ key: 'p', actor: hr, ...awardOf('star', 'lin', 'zhao') });
    const vote = (actor: ReturnType<typeof as>, voterId: string, personId: string) =>
      awards.vote({ key: `${actor.id}-${voterId}`, actor, awardId: 'star', voterId, personId });
    await vote(as('zhou'), 'wu', 'lin');
    await vote(as('lin'), 'lin', 'lin');
    await awards.decide({ key: 'd', actor: hr, awardId: 'none' });
    expect((await recorded()).slice(2)).toEqual([
      'zhou award.vote request wu refused: engagement/not-own-act',
      'lin award.vote request lin refused: engagement/own-vote',
      'hr-1 award.decide request refused: engagement/not-found',
    ]);
  });

  it('is complete though a sink failed once, and has nothing twice', async () => {
    let failures = 1;
    const { issues, recorded, told } = openEngagement({
      beforeRecording: () => {
        failures -= 1;
        if (failures === 0) throw new Error('the disk is full');
      },
    });
    const raise = () => issues.raise({ key: 'i', actor: hr, issue: issueOf('i1') });
    await expect(raise()).rejects.toThrow('the disk is full');
    expect(await recorded()).toEqual([]);
    const first = await raise();
    expect(first).toMatchObject({ ok: true, issue: { id: 'i1' } });
    expect(await raise()).toEqual(first);
    expect(await recorded()).toEqual(['hr-1 issue.raise issue']);
    expect(await told()).toHaveLength(1);
    const later = { ...hr, requestId: 'req-2' };
    expect(await issues.raise({ key: 'i', actor: later, issue: issueOf('i1') })).toEqual(first);
    expect(await recorded()).toHaveLength(1);
  });

  it('comes before tokens are told, which are told once: a sink that fails loses none', async () => {
    let isFull = false;
    const { surveys, recorded } = openEngagement({
      beforeRecording: () => {
        if (isFull) throw new Error('the disk is full');
      },
    });
    const rules = { definition: defaultDefinition, minimumGroup: 5, attributes: [], plan: [] };
    await surveys.draft({ key: 'd', actor: hr, survey: { id: 's', ...rules } });
    const invitees = Array.from({ length: 8 }, (_, index) => ({ deliverTo: `p${index}`, cell: {} }));
    const open = () => surveys.open({ key: 'o', actor: hr, surveyId: 's', invitees });
    isFull = true;
    await expect(open()).rejects.toThrow('the disk is full');
    isFull = false;
    const opened = await open();
    expect(opened.ok && opened.deliveries.length).toBe(8);
    expect(await recorded()).toEqual(['hr-1 survey.draft survey', 'hr-1 survey.open survey']);
  });

  it('has an actor: a read or a write without one is refused before anything happens', async () => {
    const { activities, awards, helpBoard, issues, people, surveys, everything } = openEngagement();
    const calls: readonly ((actor: ReturnType<typeof as>) => Promise<unknown>)[] = [
      (actor) => activities.read({ actor, activityId: 'x' }),
      (actor) => activities.board({ actor, activityId: 'x', facts: [] }),
      (actor) => activities.recommendations({ actor }),
      (actor) => awards.read({ actor, awardId: 'x' }),
      (actor) => helpBoard.needs({ actor }),
      (actor) => issues.list({ actor }),
      (actor) => people.stateReport({ actor, personId: 'lin' }),
      (actor) => people.exportPerson({ actor, personId: 'lin' }),
      (actor) => people.erasePerson({ key: 'e', actor, personId: 'lin' }),
      (actor) => surveys.read({ actor, surveyId: 'x' }),
      (actor) => surveys.result({ actor, surveyId: 'x' }),
      (actor) => issues.raise({ key: 'i', actor, issue: issueOf('i1') }),
    ];
    const before = await everything();
    for (const call of calls) {
      await expect(call(undefined as never)).rejects.toThrow('actor');
      await expect(call({ ...hr, id: '' })).rejects.toThrow('actor.id');
      await expect(call({ ...hr, requestId: '' })).rejects.toThrow('actor.requestId');
      await expect(call(as('bot', ''))).rejects.toThrow('actor.onBehalfOf');
      await expect(call(as('erased'))).rejects.toThrow('actor.id');
    }
    expect(await everything()).toBe(before);
  });
});
