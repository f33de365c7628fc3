import { describe, expect, it } from 'vitest';
import { as, awardOf, entrant, issueOf, openEngagement, stories, storyFacts } from '../../testing/engagement.ts';

const hr = as('hr-1');

async function voteOn(voters: readonly (readonly [string, string])[]) {
  const opened = openEngagement();
  await opened.awards.propose({ key: 'p', actor: hr, ...awardOf('star', 'wu', 'han') });
  for (const [voterId, personId] of voters) {
    await opened.awards.vote({ key: `${voterId}-votes`, actor: as(voterId), awardId: 'star', voterId, personId });
  }
  const erase = (personId: string) => opened.people.erasePerson({ key: `erase-${personId}`, actor: hr, personId });
  const decide = (key: string) => opened.awards.decide({ key, actor: hr, awardId: 'star' });
  return { ...opened, erase, decide };
}

describe('people who are erased', () => {
  it('keep their votes, each their own, also when others vote after them', async () => {
    const { erase, decide, awards } = await voteOn([
      ['lin', 'wu'],
      ['zhao', 'wu'],
      ['mei', 'wu'],
      ['sun', 'han'],
    ]);
    for (const voter of ['lin', 'zhao', 'mei']) await erase(voter);
    await awards.vote({ key: 'q', actor: as('qian'), awardId: 'star', voterId: 'qian', personId: 'han' });
    expect(await awards.read({ actor: hr, awardId: 'star' })).toMatchObject({ voted: 5 });
    expect(await decide('d')).toMatchObject({ ok: true, counts: { wu: 3, han: 2 }, winner: 'wu' });
  });

  it('win nothing and get no votes, and the votes that they got go to nobody', async () => {
    const { erase, decide, awards, told } = await voteOn([
      ['lin', 'wu'],
      ['zhao', 'wu'],
      ['sun', 'han'],
    ]);
    await erase('wu');
    const late = awards.vote({ key: 'q', actor: as('qian'), awardId: 'star', voterId: 'qian', personId: 'erased' });
    await expect(late).rejects.toThrow('personId: "erased" stands for somebody who was erased');
    expect(await decide('d')).toMatchObject({
      ...{ counts: { erased: 2, han: 1 }, winner: 'han' },
      reward: { personId: 'han' },
    });
    expect(JSON.stringify(await told())).not.toContain('erased');
  });

  it('stay two helpers of a need, and two members of a team of which the others are paid', async () => {
    const { activities, helpBoard, people } = openEngagement();
    const need = { id: 'n1', teamId: 'pay', postedBy: 'mei', text: 'Old gateway?' };
    await helpBoard.post({ key: 'n', actor: as('mei'), need });
    for (const personId of ['lin', 'zhao']) {
      await helpBoard.signUp({ key: personId, actor: as(personId), needId: 'n1', personId, teamId: 'search' });
    }
    const team = { ...stories(), entry: 'team' as const, teamSize: { minimum: 3, maximum: 3 } };
    await activities.announce({ key: 'a', actor: hr, activity: team });
    const entrants = ['lin', 'zhao', 'wu'].map(entrant);
    await activities.join({ key: 'j', actor: as('wu'), activityId: 'stories', entrants, on: '2026-11-02' });
    for (const personId of ['lin', 'zhao']) await people.erasePerson({ key: `e-${personId}`, actor: hr, personId });
    const [left] = await helpBoard.needs({ actor: hr });
    expect(left?.helpers.map(({ personId }) => personId)).toEqual(['erased', 'erased-2']);
    const finishing = { activityId: 'stories', facts: storyFacts('wu'), on: '2026-12-01' };
    const finished = await activities.finish({ key: 'f', actor: hr, ...finishing });
    expect(finished.ok && finished.winners.rewards.map(({ personId }) => personId)).toEqual(['wu']);
  });

  it('are in no key, no id and no event, though the host made its keys of their ids', async () => {
    const { activities, awards, helpBoard, issues, people, everything } = openEngagement();
    const key = (what: string) => `${what}:marker-7`;
    const actor = as('marker-7');
    await activities.announce({ key: key('a'), actor, activity: stories() });
    const joining = { activityId: 'stories', entrants: [entrant('marker-7')], on: '2026-11-02' };
    await activities.join({ key: key('j'), actor, ...joining });
    const options = [{ activityId: 'quiz', contentFit: 0.5, shown: 4, enrolled: 1 }];
    await activities.recommend({ key: key('r'), actor, personId: 'marker-7', options });
    const finishing = { activityId: 'stories', facts: storyFacts('marker-7'), on: '2026-12-01' };
    await activities.finish({ key: key('f'), actor, ...finishing });
    await awards.propose({ key: key('p'), actor, ...awardOf('star', 'marker-7', 'wu') });
    const vote = { awardId: 'star', voterId: 'marker-7', personId: 'wu' };
    await awards.vote({ key: key('v'), actor, ...vote });
    await awards.decide({ key: key('d'), actor, awardId: 'star' });
    const need = { id: 'n1', teamId: 'pay', postedBy: 'marker-7', text: 'Old gateway?' };
    await helpBoard.post({ key: key('n'), actor, need });
    await issues.raise({ key: key('i'), actor, issue: issueOf('i1') });
    await issues.assign({ key: key('o'), actor, issueId: 'i1', owner: 'marker-7', deadline: '2026-12-01' });
    expect(await everything()).toContain('marker-7');
    await people.erasePerson({ key: key('e'), actor: hr, personId: 'marker-7' });
    expect(await everything()).not.toContain('marker-7');
    expect((await people.exportPerson({ actor: hr, personId: 'marker-7' })).documents).toEqual([]);
  });
});

describe('an erasure', () => {
  it('is somebody’s: its key, come back for another person, erases them too, and never twice', async () => {
    const { awards, people, recorded, everything } = openEngagement();
    await awards.propose({ key: 'p', actor: hr, ...awardOf('star', 'lin', 'zhao', 'wu') });
    const erase = (personId: string) => people.erasePerson({ key: 'e', actor: hr, personId });
    const first = await erase('lin');
    expect(await erase('zhao')).toEqual({ ok: true, documents: 2 });
    expect(await erase('lin')).toEqual(first);
    expect(await everything()).not.toMatch(/"(lin|zhao)"/);
    expect((await recorded()).filter((line) => line.includes('erased'))).toHaveLength(3);
    for (const key of ['', undefined as never]) {
      await expect(people.erasePerson({ key, actor: hr, personId: 'wu' })).rejects.toThrow('key: ');
    }
  });
});

describe('what a person gets of theirs', () => {
  it('has their own vote, and none of anybody else', async () => {
    const { people } = await voteOn([
      ['lin', 'wu'],
      ['zhao', 'wu'],
      ['sun', 'han'],
    ]);
    const votesOf = async (personId: string) => {
      const { documents } = await people.exportPerson({ actor: hr, personId });
      const award = documents.find(({ type }) => type === 'award');
      expect(JSON.stringify(documents.filter(({ type }) => type !== 'outcome'))).not.toMatch(
        new RegExp(['lin', 'zhao', 'sun'].filter((one) => one !== personId).join('|')),
      );
      return award?.body.votes;
    };
    expect(await votesOf('wu')).toEqual([]);
    expect(await votesOf('lin')).toEqual([{ voterId: 'lin', personId: 'wu' }]);
  });
});
