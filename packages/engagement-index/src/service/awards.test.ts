import { describe, expect, it } from 'vitest';
import { createMemoryEngagementStore } from '../memory/index.ts';
import { rewardKey } from '../reward-key.ts';
import { createEngagement } from '../service.ts';

const actor = { id: 'hr-1', requestId: 'req-1' };
const as = (id: string) => ({ id, requestId: 'req-1' });

function setUp() {
  let count = 0;
  const ids = () => {
    count += 1;
    return `id-${String(count).padStart(16, '0')}`;
  };
  const store = createMemoryEngagementStore({ tenantId: 'acme' });
  const now = () => '2026-11-22T09:00:00+08:00';
  const engagement = createEngagement({
    store,
    now,
    ids,
    tokens: ids,
    uniform: () => 0.5,
    secret: 's',
  });
  return { store, ...engagement };
}

describe('the help board', () => {
  it('takes a need, help of other teams, a confirmation of the asker, and keeps what was learnt', async () => {
    const { helpBoard, people, store } = setUp();
    const need = { id: 'n1', teamId: 'pay', postedBy: 'lin', text: 'Who knows our old gateway?' };
    expect(await helpBoard.post({ key: 'n1', actor: as('lin'), need })).toMatchObject({
      ok: true,
      need: { helpers: [], bestPractice: null },
    });
    const sign = (key: string, personId: string, teamId: string, needId = 'n1') =>
      helpBoard.signUp({ key, actor: as(personId), needId, personId, teamId });
    expect(await sign('s1', 'wang', 'pay')).toMatchObject({ rejection: { code: 'engagement/own-team' } });
    expect(await sign('s2', 'zhao', 'search')).toMatchObject({ ok: true });
    expect(await sign('s3', 'zhao', 'search')).toMatchObject({ rejection: { code: 'engagement/already-enrolled' } });
    expect(await sign('s4', 'zhao', 'search', 'none')).toMatchObject({
      rejection: { code: 'engagement/not-found', type: 'help-need' },
    });
    const confirm = (key: string, confirmedBy: string) =>
      helpBoard.confirm({
        key,
        actor: as(confirmedBy),
        needId: 'n1',
        helperId: 'zhao',
        confirmedBy,
        on: '2026-11-22',
        bestPractice: 'Ask for the runbook',
      });
    expect(await confirm('c1', 'zhao')).toMatchObject({ rejection: { code: 'engagement/not-the-asker' } });
    const confirmed = await confirm('c2', 'lin');
    expect(confirmed).toMatchObject({ ok: true, need: { helpers: [{ personId: 'zhao', confirmedOn: '2026-11-22' }] } });
    expect(await confirm('c2', 'lin')).toEqual(confirmed);
    const events = (await store.listEvents({ cursor: null, limit: 10 })).items;
    expect(events.map((event) => event.data)).toEqual([{ needId: 'n1', helperId: 'zhao' }]);
    expect(await helpBoard.bestPractices()).toEqual([{ needId: 'n1', text: 'Ask for the runbook' }]);
    await people.erasePerson({ key: 'e', actor, personId: 'zhao' });
    expect(JSON.stringify(await helpBoard.needs({ actor }))).not.toContain('zhao');
  });
});

describe('an award', () => {
  const contribution = (points: number, ref: string) => ({
    criterion: 'impact',
    points,
    source: { system: 'jira', ref },
  });
  const propose = {
    key: 'a',
    actor,
    awardId: 'star',
    amount: '500',
    nominees: [
      { personId: 'lin', contributions: [contribution(5, 'PAY-1')] },
      { personId: 'zhao', contributions: [contribution(4, 'PAY-2')] },
      { personId: 'wang', contributions: [] },
    ],
    criteria: [{ id: 'impact', weight: 2 }],
    size: 2,
  };

  it('has a shortlist with reasons, one vote each, and a reward for one winner', async () => {
    const { awards, people, store } = setUp();
    const proposed = await awards.propose(propose);
    if (!proposed.ok) throw new Error(proposed.rejection.code);
    expect(proposed.shortlist.map((entry) => [entry.personId, entry.score])).toEqual([
      ['lin', 10],
      ['zhao', 8],
    ]);
    const vote = (key: string, voterId: string, personId: string) =>
      awards.vote({ key, actor: as(voterId), awardId: 'star', voterId, personId });
    expect(await vote('v0', 'v', 'wang')).toMatchObject({
      rejection: { code: 'engagement/not-on-shortlist', personId: 'wang' },
    });
    expect(await vote('v0', 'lin', 'lin')).toMatchObject({
      rejection: { code: 'engagement/own-vote', personId: 'lin' },
    });
    await vote('v1', 'v', 'lin');
    await vote('v2', 'w', 'zhao');
    const tie = await awards.decide({ key: 'd1', actor, awardId: 'star' });
    expect(tie).toMatchObject({ ok: true, winner: null, reward: null, counts: { lin: 1, zhao: 1 } });
    const decidedEvents = async () =>
      (await store.listEvents({ cursor: null, limit: 10 })).items.map(({ data }) => data);
    expect(await decidedEvents()).toEqual([]);
    const read = await awards.read({ actor, awardId: 'star' });
    expect(read).toEqual({ ok: true, amount: '500', shortlist: proposed.shortlist, voted: 2, decided: false });
    await vote('v3', 'v', 'zhao');
    expect(await awards.decide({ key: 'd2', actor, awardId: 'star' })).toMatchObject({
      winner: 'zhao',
      counts: { lin: 0, zhao: 2 },
      reward: { key: rewardKey('award', 'star', 'zhao'), personId: 'zhao', amount: '500' },
    });
    expect(await decidedEvents()).toMatchObject([{ awardId: 'star', reward: { personId: 'zhao' } }]);
    expect(await awards.read({ actor, awardId: 'star' })).toMatchObject({ voted: 2, decided: true });
    expect(await awards.read({ actor, awardId: 'none' })).toMatchObject({
      rejection: { code: 'engagement/not-found' },
    });
    const closed = { ok: false, rejection: { code: 'engagement/voting-closed' } };
    expect(await vote('v4', 'x', 'lin')).toEqual(closed);
    expect(await awards.decide({ key: 'd3', actor, awardId: 'star' })).toEqual(closed);
    expect(await awards.decide({ key: 'd4', actor, awardId: 'none' })).toMatchObject({
      rejection: { code: 'engagement/not-found' },
    });
    expect((await people.exportPerson({ actor, personId: 'w' })).documents.map((document) => document.type)).toContain(
      'award',
    );
  });
});
