import { createMemoryAuditSink } from '@meritkit/core/memory';
import { describe, expect, it } from 'vitest';
import { type CycleCommand, createReviewService, type ReviewService } from '../index.ts';
import { createMemoryReviewStore } from '../memory/index.ts';

const at = '2026-11-22T09:00:00+08:00';
const page = { cursor: null, limit: 100 };
const period = { start: '2026-10-01', end: '2027-01-01' };
const by = (id: string) => ({ actor: { id, requestId: `r-${id}` }, at });

async function setUp() {
  const audit = createMemoryAuditSink({ tenantId: 'acme' });
  const store = createMemoryReviewStore({ tenantId: 'acme' });
  const service = createReviewService({ store, audit });
  let serial = 0;
  const send = async (cycleId: string, actorId: string, command: CycleCommand) => {
    serial += 1;
    const { result } = await service.execute({ key: `k${serial}`, cycleId, ...by(actorId) }, command);
    if (!result.ok) throw new Error(result.rejection.code);
  };
  const open = (cycleId: string, participants: readonly string[]) =>
    send(cycleId, 'hr', { kind: 'open', cycleKind: 'milestone', period, participants });
  const advance = async (cycleId: string, times = 1) => {
    for (let time = 0; time < times; time += 1) await send(cycleId, 'hr', { kind: 'advance' });
  };
  const score = (cycleId: string, personId: string, value: number) =>
    send(cycleId, 'zhou', { kind: 'record-score', personId, value, coverage: 1, explanationHash: 'h' });
  const lines = async () =>
    (await audit.list({ filter: {}, page })).items
      .filter(({ action }) => !action.startsWith('performance.cycle.') || action === 'performance.cycle.read')
      .map(({ action, actor, personId, dataKind, outcome }) => [action, actor.id, personId, dataKind, outcome]);
  return { service, store, send, open, advance, score, lines };
}

/** `q4` with an upheld appeal of lin's, `q3` waiting for scores, `q2` just opened, `q1` closed. */
async function company() {
  const made = await setUp();
  const { open, advance, score, send } = made;
  await open('q4', ['lin', 'zhao']);
  await advance('q4', 3);
  await score('q4', 'lin', 70);
  await score('q4', 'lin', 80);
  await score('q4', 'zhao', 60);
  await advance('q4');
  await send('q4', 'he', { kind: 'override', personId: 'lin', value: 82, reason: 'Led the migration' });
  for (const personId of ['lin', 'zhao']) await send('q4', 'he', { kind: 'confirm', personId });
  await advance('q4');
  await send('q4', 'lin', { kind: 'appeal', personId: 'lin', reason: 'The client was not asked' });
  await open('q3', ['lin', 'wu']);
  await advance('q3', 3);
  await score('q3', 'lin', 75);
  await open('q2', ['wu']);
  await open('q1', ['zhao']);
  await advance('q1', 3);
  await send('q1', 'he', { kind: 'leave-unscored', personId: 'zhao', reason: 'Too little evidence' });
  await advance('q1', 4);
  return made;
}
const uphold = {
  kind: 'decide-appeal',
  appealId: 'q4/appeal-1',
  decision: 'upheld',
  value: 85,
  reason: 'Asked now',
} as const;

describe('reading reviews', () => {
  it('a cycle as it stands', async () => {
    const { service, lines } = await company();
    const found = await service.readCycle({ ...by('hr'), cycleId: 'q4' });
    expect(found.ok && [found.cycle.stage, found.cycle.results.length]).toEqual(['shared', 2]);
    expect(await service.readCycle({ ...by('hr'), cycleId: 'q9' })).toEqual({
      ...{ ok: false, rejection: { code: 'performance/unknown-cycle', cycleId: 'q9' } },
    });
    expect(await lines()).toEqual([
      ['performance.cycle.read', 'hr', undefined, 'score', 'done'],
      ['performance.cycle.read', 'hr', undefined, 'score', 'refused'],
    ]);
  });

  it('lists cycles by stage and by person, in pages, naming nobody', async () => {
    const { service, lines } = await company();
    const ids = async (query: Partial<Parameters<ReviewService['listCycles']>[0]>) =>
      (await service.listCycles({ ...by('hr'), page, ...query })).items.map(({ id }) => id);
    expect(await ids({})).toEqual(['q1', 'q2', 'q3', 'q4']);
    expect(await ids({ stages: ['manager', 'shared'] })).toEqual(['q3', 'q4']);
    expect(await ids({ personId: 'wu' })).toEqual(['q2', 'q3']);
    expect(await ids({ personId: 'wu', stages: ['manager'] })).toEqual(['q3']);
    const first = await service.listCycles({ ...by('hr'), page: { cursor: null, limit: 3 } });
    expect(first.items.map(({ id }) => id)).toEqual(['q1', 'q2', 'q3']);
    expect(await ids({ page: { cursor: first.nextCursor, limit: 3 } })).toEqual(['q4']);
    const [q4] = (await service.listCycles({ ...by('hr'), page, stages: ['shared'] })).items;
    expect(q4).toEqual({
      ...{ id: 'q4', kind: 'milestone', period, stage: 'shared' },
      ...{ participants: 2, scored: 2, unscored: 0, confirmed: 2, openAppeals: 1 },
    });
    expect((await lines())[2]).toEqual(['performance.cycles.listed', 'hr', 'wu', 'score', 'done']);
  });

  it("one person's score with every step that led to it", async () => {
    const { service, send, lines } = await company();
    await send('q4', 'gao', uphold);
    const found = await service.readReview({ ...by('lin'), cycleId: 'q4', personId: 'lin' });
    if (!found.ok) throw new Error(found.rejection.code);
    const { review } = found;
    expect([review.result?.proposed, review.result?.current, review.stage]).toEqual([80, 85, 'shared']);
    expect(review.appeals).toMatchObject([{ id: 'q4/appeal-1', status: 'upheld', decidedBy: 'gao' }]);
    expect(
      review.history.map(({ action, actorId, from, value, decision, reason }) => {
        const words = reason?.status === 'known' ? reason.text : reason;
        return [action, actorId, from, value, decision, words];
      }),
    ).toEqual([
      ['record-score', 'zhou', null, 70, null, null],
      ['record-score', 'zhou', null, 80, null, null],
      ['override', 'he', 80, 82, null, 'Led the migration'],
      ['confirm', 'he', null, 82, null, null],
      ['appeal', 'lin', null, null, null, 'The client was not asked'],
      ['decide-appeal', 'gao', 82, 85, 'upheld', 'Asked now'],
    ]);
    expect(review.history.map(({ index, appealId }) => [index, appealId]).slice(-2)).toEqual([
      [12, 'q4/appeal-1'],
      [13, 'q4/appeal-1'],
    ]);
    expect(await lines()).toEqual([['performance.review.read', 'lin', 'lin', 'review-text', 'done']]);
  });

  it('withholds reasons from those who may see figures alone, and refuses whom it does not know', async () => {
    const { service, lines } = await company();
    const query = { ...by('gao'), cycleId: 'q4', personId: 'lin', reasons: 'withheld' } as const;
    const found = await service.readReview(query);
    expect(JSON.stringify(found)).not.toContain('migration');
    expect(found.ok && found.review.history[2]).toMatchObject({ value: 82, reason: { status: 'withheld' } });
    const codes = [
      await service.readReview({ ...query, personId: 'wu' }),
      await service.readReview({ ...query, cycleId: 'q9' }),
    ].map((answer) => (answer.ok ? 'ok' : answer.rejection.code));
    expect(codes).toEqual(['performance/unknown-person', 'performance/unknown-cycle']);
    const early = await service.readReview({ ...by('wu'), cycleId: 'q3', personId: 'wu' });
    expect(early.ok && [early.review.result, early.review.history]).toEqual([null, []]);
    expect((await lines()).map((line) => line.slice(2))).toEqual([
      ['lin', 'score', 'redacted'],
      ['wu', 'score', 'refused'],
      ['lin', 'score', 'refused'],
      ['wu', 'review-text', 'done'],
    ]);
  });

  it('the log in pages, without reasons', async () => {
    const { service } = await company();
    const first = await service.listLog({ ...by('hr'), cycleId: 'q4', page: { cursor: null, limit: 10 } });
    if (!first.ok) throw new Error(first.rejection.code);
    const { items, nextCursor } = first.entries;
    const rest = await service.listLog({ ...by('hr'), cycleId: 'q4', page: { cursor: nextCursor, limit: 10 } });
    if (!rest.ok) throw new Error(rest.rejection.code);
    expect([...items, ...rest.entries.items].map(({ index }) => index)).toEqual([...Array(13).keys()]);
    expect(JSON.stringify([items, rest.entries])).not.toContain('migration');
    expect((await service.listLog({ ...by('hr'), cycleId: 'q9', page })).ok).toBe(false);
  });

  it('hands nothing out that was not recorded', async () => {
    const { store } = await company();
    const audit = { ...createMemoryAuditSink({ tenantId: 'acme' }), record: () => Promise.reject(new Error('full')) };
    const service = createReviewService({ store, audit });
    const about = { ...by('hr'), cycleId: 'q4', personId: 'lin', page };
    for (const read of [
      service.readCycle(about),
      service.listCycles(about),
      service.readReview(about),
      service.listLog(about),
      service.listWaiting(about),
      service.exportPerson(about),
    ]) {
      await expect(read).rejects.toThrow('full');
    }
  });
});

describe('what waits, and on whom', () => {
  const reviewerOf = (personId: string) => ({ lin: 'zhou', wu: 'he' })[personId];
  it('in every cycle that is not closed', async () => {
    const { service, lines } = await company();
    const { items } = await service.listWaiting({ ...by('hr'), page, reviewerOf });
    expect(items).toEqual([
      { cycleId: 'q2', stage: 'goals-agreed', steps: [{ step: 'advance', waitsOn: null, notBy: [] }] },
      { cycleId: 'q3', stage: 'manager', steps: [{ step: 'score', personId: 'wu', waitsOn: 'he', notBy: [] }] },
      {
        cycleId: 'q4',
        stage: 'shared',
        steps: [
          {
            ...{ step: 'appeal-decision', personId: 'lin', appealId: 'q4/appeal-1' },
            ...{ waitsOn: null, notBy: ['lin', 'zhou', 'he'] },
          },
        ],
      },
    ]);
    const first = await service.listWaiting({ ...by('hr'), page: { cursor: null, limit: 1 } });
    expect([first.items.map(({ cycleId }) => cycleId), first.nextCursor === null]).toEqual([['q2'], false]);
    expect((await lines())[0]).toEqual(['performance.waiting.listed', 'hr', undefined, 'score', 'done']);
  });

  it('a confirmation waits for the reviewer, but never for the person', async () => {
    const { service, send, advance } = await company();
    await send('q3', 'he', { kind: 'leave-unscored', personId: 'wu', reason: 'Joined in December' });
    await advance('q3');
    const steps = async (reviewer?: (personId: string) => string | null) => {
      const query = { ...by('hr'), page, ...(reviewer === undefined ? {} : { reviewerOf: reviewer }) };
      return (await service.listWaiting(query)).items.find(({ cycleId }) => cycleId === 'q3')?.steps;
    };
    const step = { step: 'confirmation', personId: 'lin', notBy: ['lin'] };
    expect(await steps(() => 'zhou')).toEqual([{ ...step, waitsOn: 'zhou' }]);
    expect(await steps((personId) => personId)).toEqual([{ ...step, waitsOn: null }]);
    expect(await steps(() => null)).toEqual([{ ...step, waitsOn: null }]);
    expect(await steps()).toEqual([{ ...step, waitsOn: null }]);
  });

  it('a decided appeal waits for nothing more', async () => {
    const { service, send } = await company();
    await send('q4', 'gao', uphold);
    const { items } = await service.listWaiting({ ...by('hr'), page });
    expect(items.at(-1)?.steps).toEqual([{ step: 'advance', waitsOn: null, notBy: [] }]);
  });
});
