import { KeyConflictError } from '@meritkit/core/errors';
import type { CloudEvent } from '@meritkit/core/events';
import { createRandom } from '@meritkit/core/random';
import { describe, expect, it } from 'vitest';
import { activityFromTemplate } from './activities/templates.ts';
import { defaultDefinition } from './definition/default.ts';
import { createMemoryEngagementStore } from './memory/index.ts';
import { rewardKey } from './reward-key.ts';
import { createEngagement } from './service.ts';

const actor = { id: 'hr-1', requestId: 'req-1' };

function setUp() {
  const store = createMemoryEngagementStore({ tenantId: 'acme' });
  const random = createRandom('service');
  const published: CloudEvent[] = [];
  let count = 0;
  const engagement = createEngagement({
    store,
    now: () => '2026-11-22T09:00:00+08:00',
    ids: () => {
      count += 1;
      return `e-${String(count).padStart(6, '0')}`;
    },
    tokens: () => `random-${random.integer(1e15, 9e15)}`,
    uniform: () => random.next(),
    secret: 'pepper',
    publish: (events) => published.push(...events),
  });
  return { store, engagement, published };
}

async function openPulse(people = 14) {
  const { store, engagement, published } = setUp();
  const plan = [
    { id: 'company', where: {}, first: true },
    { id: 'a', where: { team: 'a' } },
    { id: 'b', where: { team: 'b' } },
  ];
  const survey = {
    id: 'pulse',
    definition: defaultDefinition,
    minimumGroup: 5,
    attributes: ['team'],
    plan,
    comments: true,
  };
  await engagement.surveys.draft({ key: 'd', actor, survey });
  const invitees = Array.from({ length: people }, (_, i) => ({
    deliverTo: `person-${i}`,
    cell: { team: i % 2 === 0 ? 'a' : 'b' },
  }));
  const opened = await engagement.surveys.open({ key: 'o', actor, surveyId: 'pulse', invitees });
  if (!opened.ok) throw new Error(opened.rejection.code);
  return { store, engagement, published, deliveries: opened.deliveries };
}

describe('a survey, from draft to published', () => {
  it('takes each answer once, closes, publishes the plan and answers questions after it', async () => {
    const { store, engagement, published, deliveries } = await openPulse();
    for (const { token } of deliveries) {
      expect(
        await engagement.surveys.answer({
          surveyId: 'pulse',
          token,
          answers: { trust: 4, load: 3 },
          comment: '加班太多',
        }),
      ).toEqual({ ok: true });
    }
    const token = deliveries[0]!.token;
    expect(await engagement.surveys.answer({ surveyId: 'pulse', token, answers: { trust: 1 } })).toMatchObject({
      ok: false,
      rejection: { code: 'engagement/already-answered' },
    });
    expect(
      await engagement.surveys.answer({ surveyId: 'pulse', token: 'nobody-has-this-token', answers: {} }),
    ).toMatchObject({ rejection: { code: 'engagement/unknown-token' } });
    const closed = await engagement.surveys.close({ key: 'c', actor, surveyId: 'pulse' });
    expect(closed.ok && closed.plan?.published).toEqual(['company', 'a', 'b']);
    const result = await engagement.surveys.publish({ key: 'p', actor, surveyId: 'pulse' });
    expect(result.ok && result.views.map((view) => view.released && view.index)).toEqual([93, 86, 86]);
    const ask = (key: string, where: Record<string, string>) =>
      engagement.surveys.ask({ key, actor, surveyId: 'pulse', item: 'trust', where, invited: 14 });
    expect(await ask('q1', {})).toMatchObject({ ok: true, favourable: 0.93 });
    expect(await ask('q2', { team: 'c' })).toMatchObject({
      ok: false,
      rejection: { code: 'engagement/group-too-small' },
    });
    const noisy = (key: string) =>
      engagement.surveys.askNoisy({ key, actor, surveyId: 'pulse', item: 'trust', epsilon: 2, budget: 2 });
    const first = await noisy('n1');
    expect(first.ok).toBe(true);
    expect(await noisy('n2')).toEqual(first);
    const counted = async () => (await store.load({ type: 'audit', id: 'pulse' }))?.body.queries;
    expect(await counted()).toEqual({ answered: 9, refused: 1 });
    await noisy('n3');
    expect(await counted()).toEqual({ answered: 10, refused: 1 });
    expect(published.map((event) => event.type)).toEqual([
      'meritkit.engagement.survey-opened.v1',
      'meritkit.engagement.survey-closed.v1',
      'meritkit.engagement.survey-published.v1',
    ]);
    const everything = JSON.stringify([published, (await store.listEvents({ cursor: null, limit: 100 })).items]);
    expect(everything).not.toMatch(/加班|person-\d|random-/);
  });

  it('asks nothing before it is published, with noise or without', async () => {
    const { engagement } = await openPulse();
    const question = { actor, surveyId: 'pulse', item: 'trust' };
    const refused = { ok: false, rejection: { code: 'engagement/survey-not-open', status: 'open' } };
    expect(await engagement.surveys.askNoisy({ ...question, key: 'n', epsilon: 2, budget: 2 })).toEqual(refused);
    expect(await engagement.surveys.ask({ ...question, key: 'q', where: {}, invited: 14 })).toEqual(refused);
  });

  it('gives a replayed command its first answer, however far the survey has moved on', async () => {
    const { store, engagement, published, deliveries } = await openPulse();
    for (const { token } of deliveries) {
      await engagement.surveys.answer({ surveyId: 'pulse', token, answers: { trust: 4, load: 3 } });
    }
    const { surveys } = engagement;
    const base = { actor, surveyId: 'pulse' };
    const question = { ...base, item: 'trust' };
    const calls = [
      () => surveys.close({ ...base, key: 'c' }),
      () => surveys.publish({ ...base, key: 'p' }),
      () => surveys.ask({ ...question, key: 'q1', where: { team: 'a' }, invited: 7 }),
      () => surveys.ask({ ...question, key: 'q2', where: { team: 'c' }, invited: 7 }),
      () => surveys.askNoisy({ ...question, key: 'n1', epsilon: 1.5, budget: 2 }),
    ];
    const first: unknown[] = [];
    for (const call of calls) first.push(await call());
    const documents = async () =>
      Promise.all((['survey', 'audit', 'budget'] as const).map((type) => store.load({ type, id: 'pulse' })));
    const before = [await documents(), published.length];
    const again: unknown[] = [];
    for (const call of calls) again.push(await call());
    expect(again).toEqual(first);
    expect([await documents(), published.length]).toEqual(before);
    const draft = { id: 'other', definition: defaultDefinition, minimumGroup: 5, attributes: [], plan: [] };
    const drafted = await surveys.draft({ key: 'd2', actor, survey: draft });
    const rules = { key: 'r2', actor, surveyId: 'other', minimumGroup: 7 };
    const changed = await surveys.changePolicy(rules);
    const opening = { key: 'o2', actor, surveyId: 'other', invitees: [{ deliverTo: 'lin', cell: {} }] };
    const opened = await surveys.open(opening);
    expect(opened).toMatchObject({ ok: true, deliveries: [{ deliverTo: 'lin' }] });
    expect(await surveys.draft({ key: 'd2', actor, survey: draft })).toEqual(drafted);
    expect(await surveys.changePolicy(rules)).toEqual(changed);
    expect(await surveys.open(opening)).toEqual({ ...opened, deliveries: [] });
    const kept = (await store.list({ type: 'outcome', page: { cursor: null, limit: 100 } })).items;
    expect(JSON.stringify(kept)).not.toMatch(/"lin"|random-/);
  });

  it('refuses a key that comes back with another request, another call or another actor', async () => {
    const { engagement } = await openPulse();
    const rules = { key: 'd', actor, surveyId: 'pulse', minimumGroup: 6 };
    await expect(engagement.surveys.changePolicy(rules)).rejects.toThrow(KeyConflictError);
    const close = { key: 'c', actor, surveyId: 'pulse' };
    await engagement.surveys.close(close);
    await expect(engagement.surveys.close({ ...close, actor: { ...actor, id: 'hr-2' } })).rejects.toThrow(
      KeyConflictError,
    );
    await expect(engagement.surveys.publish(close)).rejects.toThrow(KeyConflictError);
    expect((await engagement.surveys.close({ ...close, actor: { ...actor, requestId: 'req-2' } })).ok).toBe(true);
  });

  it('has one effect and one answer when one command comes six times at once', async () => {
    const { store, engagement } = await openPulse();
    const command = {
      key: 'rec',
      actor,
      personId: 'lin',
      options: ['x', 'y', 'z'].map((activityId) => ({ activityId, contentFit: 0.5, shown: 4, enrolled: 1 })),
    };
    const answers = await Promise.all(Array.from({ length: 6 }, () => engagement.activities.recommend(command)));
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    const logged = await store.list({ type: 'recommendation', page: { cursor: null, limit: 10 } });
    expect(logged.items.map((item) => item.version)).toEqual([1]);
  });

  it('has one winner when one token answers many times at once', async () => {
    const { store, engagement, deliveries } = await openPulse();
    const token = deliveries[0]!.token;
    const tries = await Promise.all(
      Array.from({ length: 6 }, (_, i) =>
        engagement.surveys.answer({ surveyId: 'pulse', token, answers: { trust: 1 + (i % 5) } }),
      ),
    );
    expect(tries.filter((one) => one.ok).length).toBe(1);
    expect((await store.listResponses({ surveyId: 'pulse', page: { cursor: null, limit: 10 } })).items.length).toBe(1);
  });

  it('keeps its rules once open, and refuses answers before and after', async () => {
    const { engagement, deliveries } = await openPulse();
    expect(
      await engagement.surveys.changePolicy({ key: 'x', actor, surveyId: 'pulse', minimumGroup: 6 }),
    ).toMatchObject({ ok: false, rejection: { code: 'engagement/policy-immutable', status: 'open' } });
    const token = deliveries[0]!.token;
    await expect(engagement.surveys.answer({ surveyId: 'pulse', token, answers: { trust: 9 } })).rejects.toThrow(
      /answers\.trust/,
    );
    await expect(engagement.surveys.answer({ surveyId: 'pulse', token, answers: { mood: 3 } })).rejects.toThrow(
      /answers\.mood/,
    );
    await expect(
      engagement.surveys.answer({ surveyId: 'pulse', token, answers: {}, comment: '长'.repeat(100_000) }),
    ).rejects.toThrow(/at most 10000/);
    expect(
      await engagement.surveys.answer({
        surveyId: 'pulse',
        token,
        answers: {},
        comment: '👩‍👩‍👧‍👦 𠮷 \u202e rtl \u0000',
      }),
    ).toEqual({ ok: true });
    const closed = await engagement.surveys.close({ key: 'c', actor, surveyId: 'pulse' });
    expect(closed).toMatchObject({ ok: true, plan: null });
    expect(
      await engagement.surveys.answer({ surveyId: 'pulse', token: deliveries[1]!.token, answers: { trust: 3 } }),
    ).toMatchObject({ rejection: { code: 'engagement/survey-not-open', status: 'closed' } });
    expect(await engagement.surveys.open({ key: 'o2', actor, surveyId: 'none', invitees: [] })).toMatchObject({
      rejection: { code: 'engagement/not-found' },
    });
  });
});

describe('issues, activities and people', () => {
  it('raises, owns and resolves an issue, and tells everyone', async () => {
    const { engagement } = setUp();
    const issue = {
      id: 'i1',
      title: '审批要走五步',
      origin: 'raised' as const,
      raisedOn: '2026-11-02',
      affected: { estimate: 60, interval: [45, 75] as const },
    };
    await engagement.issues.raise({ key: 'r', actor, issue });
    const close = { key: 'c', actor, issueId: 'i1', as: 'resolved' as const, on: '2026-11-20', answer: '现在两步' };
    expect(await engagement.issues.close(close)).toMatchObject({
      rejection: { code: 'engagement/issue-without-owner' },
    });
    await engagement.issues.assign({ key: 'a', actor, issueId: 'i1', owner: 'lin', deadline: '2026-11-10' });
    expect((await engagement.issues.resolution({ asOf: '2026-11-11', target: 0.7 })).overdue).toEqual(['i1']);
    expect(await engagement.issues.list({ actor })).toMatchObject([{ ...issue, owner: 'lin', deadline: '2026-11-10' }]);
    const closed = await engagement.issues.close(close);
    expect(await engagement.issues.close(close)).toEqual(closed);
    expect(await engagement.issues.resolution({ asOf: '2026-11-22', target: 0.7 })).toMatchObject({
      rate: 1,
      reached: true,
    });
    expect(await engagement.issues.answers()).toEqual([
      { id: 'i1', said: '审批要走五步', did: '现在两步', status: 'resolved' },
    ]);
    expect(await engagement.issues.close({ ...close, key: 'c2' })).toMatchObject({
      rejection: { code: 'engagement/issue-closed' },
    });
  });

  it('runs an activity to its reward instructions, the same on every run', async () => {
    const { engagement } = setUp();
    const activity = activityFromTemplate({
      template: 'story-sharing',
      id: 's1',
      start: '2026-11-01',
      deadline: '2026-11-30',
      audience: { unit: ['rd'] },
    });
    await engagement.activities.announce({ key: 'n', actor, activity });
    const join = (personId: string, unit = 'rd') =>
      engagement.activities.join({
        key: `j-${personId}-${unit}`,
        actor: { id: personId, requestId: 'req-1' },
        activityId: 's1',
        on: '2026-11-02',
        entrants: [{ personId, attributes: { unit }, completed: [] }],
      });
    expect((await join('lin')).ok).toBe(true);
    expect(await join('zhao', 'sales')).toMatchObject({
      rejection: { code: 'engagement/outside-audience', attribute: 'unit' },
    });
    expect((await join('zhao')).ok).toBe(true);
    const read = await engagement.activities.read({ actor, activityId: 's1' });
    expect(read.ok && read.enrolments.flatMap(({ members }) => members).sort()).toEqual(['lin', 'zhao']);
    expect(read.ok && (await engagement.activities.list())).toEqual([{ ...activity, finished: null }]);
    expect(await engagement.activities.read({ actor, activityId: 's2' })).toMatchObject({
      rejection: { code: 'engagement/not-found', type: 'activity' },
    });
    const fact = (id: string, personId: string, kind: string) => ({
      id,
      revision: 1,
      personId,
      kind,
      on: '2026-11-05',
      source: { system: 'wiki', ref: id },
    });
    const facts = ['lin', 'zhao'].flatMap((personId) => [
      fact(`${personId}-1`, personId, 'story-submitted'),
      fact(`${personId}-2`, personId, 'story-commented'),
      fact(`${personId}-3`, personId, 'story-commented'),
      fact(`${personId}-4`, personId, 'story-liked'),
    ]);
    const board = await engagement.activities.board({ actor, activityId: 's1', facts });
    expect(board.ok && board.lines.map((line) => [line.rank, line.points, line.tied])).toEqual([
      [1, 25, true],
      [1, 25, true],
    ]);
    const finish = () =>
      engagement.activities.finish({ key: `f-${Math.PI}`, actor, activityId: 's1', facts, on: '2026-12-01' });
    const won = await finish();
    const keys = ['lin', 'zhao'].map((personId) => rewardKey('activity', 's1', personId));
    expect(won.ok && won.winners.rewards.map((reward) => reward.key).sort()).toEqual(keys.sort());
    expect(await finish()).toEqual(won);
    expect(await join('lin')).toMatchObject({ ok: true, enrolment: { members: ['lin'] } });
    await engagement.people.erasePerson({ key: 'e', actor, personId: 'lin' });
    expect((await engagement.people.exportPerson({ actor, personId: 'lin' })).documents).toEqual([]);
    const again = await finish();
    const paid = again.ok ? again.winners.rewards.map(({ personId }) => personId) : [];
    expect(paid.sort()).toEqual(['erased', 'zhao']);
  });

  it('keeps attributed signals visible, exports them and erases them', async () => {
    const { engagement } = setUp();
    const signal = {
      lane: 'attributed' as const,
      personId: 'lin',
      indicator: 'resilience',
      source: 'own-check-in' as const,
      value: 25,
      fact: { system: 'check-in', ref: 'c1' },
    };
    const own = { id: 'lin', requestId: 'req-1' };
    await engagement.people.addSignal({ key: 's1', actor: own, signal });
    const report = await engagement.people.stateReport({ actor, personId: 'lin' });
    expect(report.report.suggestions.map((one) => one.key)).toEqual(['ask-how-it-is', 'offer-talk']);
    const typesOf = async () =>
      (await engagement.people.exportPerson({ actor, personId: 'lin' })).documents.map(({ type }) => type);
    expect(await typesOf()).toEqual(['outcome', 'signal']);
    await engagement.activities.recommend({
      key: 'rec',
      actor,
      personId: 'lin',
      options: [{ activityId: 'x', contentFit: 0.5, shown: 4, enrolled: 1 }],
    });
    expect(await engagement.activities.recommendations({ actor })).toMatchObject([
      { personId: 'lin', at: '2026-11-22T09:00:00+08:00', activityId: 'x', propensity: 1 },
    ]);
    expect(await typesOf()).toEqual(['outcome', 'outcome', 'recommendation', 'signal']);
    expect((await engagement.people.erasePerson({ key: 'e', actor, personId: 'lin' })).documents).toBe(4);
    expect((await engagement.people.exportPerson({ actor, personId: 'lin' })).documents).toEqual([]);
  });
});
