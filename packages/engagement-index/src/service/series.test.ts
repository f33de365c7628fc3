import { createRandom } from '@meritkit/core/random';
import { describe, expect, it } from 'vitest';
import { defaultDefinition } from '../definition/default.ts';
import { createMemoryEngagementStore } from '../memory/index.ts';
import { createEngagement } from '../service.ts';

const actor = { id: 'hr-1', requestId: 'req-1' };
const team = (name: string, from: number, to: number) =>
  Array.from({ length: to - from }, (_, i) => ({ deliverTo: `person-${from + i}`, cell: { team: name } }));

function setUp() {
  const store = createMemoryEngagementStore({ tenantId: 'acme' });
  const random = createRandom('series');
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
    segmentWords: (text) => text.split(' '),
  });
  const { surveys } = engagement;
  const plan = [
    { id: 'company', where: {}, first: true },
    { id: 'a', where: { team: 'a' } },
    { id: 'b', where: { team: 'b' } },
  ];
  const open = async (
    id: string,
    invitees: ReturnType<typeof team>,
    series: string | null = 'weekly',
    minimumGroup = 5,
  ) => {
    const rules = { id, definition: defaultDefinition, minimumGroup, attributes: ['team'], plan, comments: true };
    await surveys.draft({ key: `d-${id}`, actor, survey: { ...rules, ...(series === null ? {} : { series }) } });
    return surveys.open({ key: `o-${id}`, actor, surveyId: id, invitees });
  };
  const wave = async (id: string, invitees: ReturnType<typeof team>, series: string | null = 'weekly', value = 4) => {
    const opened = await open(id, invitees, series);
    if (!opened.ok) throw new Error(opened.rejection.code);
    for (const { token } of opened.deliveries) {
      await surveys.answer({ surveyId: id, token, answers: { trust: value, 'gets-help': 4 }, comment: '加班 太 多' });
    }
    const closed = await surveys.close({ key: `c-${id}`, actor, surveyId: id });
    return closed.ok ? closed.plan?.published : closed.rejection.code;
  };
  const publish = (id: string) => surveys.publish({ key: `p-${id}`, actor, surveyId: id });
  return { store, surveys, open, wave, publish };
}

describe('waves of a series', () => {
  const before = [...team('a', 0, 8), ...team('b', 8, 16)];
  const afterOneLeft = before.slice(1);

  it('close a view from which one person left, though every token is new; apart, they would show both', async () => {
    const { wave } = setUp();
    expect(await wave('w1', before)).toEqual(['company', 'a', 'b']);
    expect(await wave('w2', afterOneLeft)).toEqual(['b']);
    const apart = setUp();
    await apart.wave('w1', before, null);
    expect(await apart.wave('w2', afterOneLeft, null)).toEqual(['company', 'a', 'b']);
  });

  it('show the same people again, and a view that changed by the minimum group', async () => {
    const { wave } = setUp();
    await wave('w1', before);
    expect(await wave('w2', before)).toEqual(['company', 'a', 'b']);
    const joined = [...before, ...team('a', 20, 26)];
    expect(await wave('w3', joined)).toEqual(['company', 'a', 'b']);
  });

  it('keep joiners under the cell they had, none at first, until they are enough', async () => {
    const { wave } = setUp();
    await wave('w1', before);
    const waiting = [
      ...before,
      ...team('', 20, 22).map((one) => ({ ...one, cell: { team: null as unknown as string } })),
    ];
    expect(await wave('w2', waiting)).toEqual(['a', 'b']);
  });

  it('are published one by one, and answer nothing once a later one has closed', async () => {
    const { wave, publish, surveys, store } = setUp();
    await wave('w1', before);
    expect((await publish('w1')).ok).toBe(true);
    const ask = (surveyId: string) =>
      surveys.ask({ key: `q-${surveyId}-${Math.E}`, actor, surveyId, item: 'trust', where: {}, invited: 16 });
    expect((await ask('w1')).ok).toBe(true);
    await wave('w2', before);
    const late = { ok: false, rejection: { code: 'engagement/wave-superseded' } };
    expect(await surveys.themes({ key: 't', actor, surveyId: 'w1', where: {}, locale: 'zh-CN' })).toEqual(late);
    await wave('w3', before);
    expect(await publish('w2')).toEqual(late);
    expect((await publish('w3')).ok).toBe(true);
    expect((await ask('w3')).ok).toBe(true);
    const invited = (await store.list({ type: 'invited', page: { cursor: null, limit: 9 } })).items;
    expect(invited.map((one) => one.body.people)).toEqual([[], [], []]);
    const kept = JSON.stringify((await store.list({ type: 'audit', page: { cursor: null, limit: 9 } })).items);
    expect(kept).not.toMatch(/person-/);
  });

  it('share one minimum group, and let go of the invited where too few answered', async () => {
    const { wave, open, surveys, store } = setUp();
    await wave('w1', before);
    await expect(open('w2', before, 'weekly', 6)).rejects.toThrow(/minimumGroup: the waves before have 5/);
    await open('w3', before);
    expect(await surveys.close({ key: 'c-w3', actor, surveyId: 'w3' })).toMatchObject({ ok: true, plan: null });
    expect((await store.load({ type: 'invited', id: 'w3' }))?.body.people).toEqual([]);
    expect((await store.load({ type: 'series', id: 'weekly' }))?.body.waves).toEqual(['w1']);
  });

  it('are followed by their published indexes', async () => {
    const { wave, publish, surveys } = setUp();
    for (let at = 0; at < 10; at += 1) {
      await wave(`w${at}`, before, 'weekly', at < 8 ? 4 - (at % 2) * 3 : 1);
      await publish(`w${at}`);
    }
    const trend = await surveys.trend({ series: 'weekly', view: 'a', baseline: 8 });
    expect(trend.ok && trend.waves.map((one) => one.index)).toEqual([88, 51, 88, 51, 88, 51, 88, 51, 51, 51]);
    expect(await surveys.trend({ series: 'none', view: 'a', baseline: 8 })).toMatchObject({ unknown: 'too-few-waves' });
  });
});

describe('what a survey published', () => {
  it('is read again as it was, and has themes and words of the whole survey', async () => {
    const { wave, publish, surveys } = setUp();
    await wave('w1', [...team('a', 0, 8), ...team('b', 8, 16)], null);
    expect(await surveys.result({ actor, surveyId: 'w1' })).toMatchObject({
      rejection: { code: 'engagement/not-found' },
    });
    const published = await publish('w1');
    const {
      survey: _survey,
      events: _events,
      ...publication
    } = published as typeof published & { survey: unknown; events: unknown };
    expect(await surveys.result({ actor, surveyId: 'w1' })).toEqual(publication);
    const base = { actor, surveyId: 'w1' };
    expect(await surveys.themes({ ...base, key: 't', where: { team: 'a' }, locale: 'zh-CN' })).toMatchObject({
      ok: true,
      themes: [{ id: 'overtime', authors: 8 }],
    });
    expect(await surveys.themes({ ...base, key: 't2', where: { team: 'c' }, locale: 'zh-CN' })).toMatchObject({
      rejection: { code: 'engagement/group-too-small' },
    });
    const words = await surveys.verbatims({ ...base, key: 'v' });
    expect(words.ok && words.verbatims).toEqual(Array(16).fill('加班 太 多'));
    expect(await surveys.verbatims({ ...base, surveyId: 'none', key: 'v2' })).toMatchObject({
      rejection: { code: 'engagement/not-found' },
    });
  });
});
