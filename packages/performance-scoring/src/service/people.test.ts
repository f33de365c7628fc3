import type { CloudEvent } from '@meritkit/core/events';
import { createMemoryAuditSink } from '@meritkit/core/memory';
import { describe, expect, it } from 'vitest';
import { type CycleCommand, createReviewService } from '../index.ts';
import { createMemoryReviewStore } from '../memory/index.ts';

const at = '2026-11-22T09:00:00+08:00';
const page = { cursor: null, limit: 100 };
const period = { start: '2026-10-01', end: '2027-01-01' };
const by = (id: string) => ({ actor: { id, requestId: `r-${id}` }, at });
const appeal: CycleCommand = { kind: 'appeal', personId: 'lin', reason: 'Too low' };

/** `q4`: lin was changed with a reason, and appealed under the key `k-appeal`; zhao was changed too. */
async function appealed() {
  const audit = createMemoryAuditSink({ tenantId: 'acme' });
  const store = createMemoryReviewStore({ tenantId: 'acme' });
  const published: CloudEvent[] = [];
  const service = createReviewService({ store, audit, publish: (events) => published.push(...events) });
  const score = { coverage: 1, explanationHash: 'h' };
  const steps: readonly (readonly [string, CycleCommand])[] = [
    ['hr', { kind: 'open', cycleKind: 'milestone', period, participants: ['lin', 'zhao'] }],
    ...Array.from({ length: 3 }, () => ['hr', { kind: 'advance' }] as const),
    ['zhou', { kind: 'record-score', personId: 'lin', value: 80, ...score }],
    ['zhou', { kind: 'record-score', personId: 'zhao', value: 70, ...score }],
    ['hr', { kind: 'advance' }],
    ['lin', { kind: 'override', personId: 'zhao', value: 71, reason: 'Helped me' }],
    ['zhou', { kind: 'override', personId: 'lin', value: 78, reason: 'Late twice' }],
    ['zhou', { kind: 'confirm', personId: 'lin' }],
    ['zhou', { kind: 'confirm', personId: 'zhao' }],
    ['hr', { kind: 'advance' }],
  ];
  for (const [index, [actorId, command]] of steps.entries()) {
    const { result } = await service.execute({ key: `k${index}`, cycleId: 'q4', ...by(actorId) }, command);
    if (!result.ok) throw new Error(result.rejection.code);
  }
  const sendAppeal = (reason = 'Too low') =>
    service.execute({ key: 'k-appeal', cycleId: 'q4', ...by('lin') }, { ...appeal, reason } as CycleCommand);
  const first = await sendAppeal();
  return { audit, store, service, published, sendAppeal, first };
}
const erasure = { key: 'erase-1', personId: 'lin', ...by('hr') };

describe("a person's export", () => {
  it("holds all about them, and nothing of others' results", async () => {
    const { service, audit } = await appealed();
    const { personId, reviews } = await service.exportPerson({ ...by('hr'), personId: 'lin' });
    expect([personId, reviews.length]).toEqual(['lin', 1]);
    const [review] = reviews;
    expect(review).toMatchObject({
      ...{ cycleId: 'q4', kind: 'milestone', stage: 'shared', period },
      ...{ results: [{ personId: 'lin', current: 78 }], appeals: [{ personId: 'lin' }] },
    });
    expect(review?.texts.map(({ text }) => text)).toEqual(['Late twice', 'Too low']);
    expect(review?.entries.map(({ action }) => action)).toEqual(['record-score', 'override', 'confirm', 'appeal']);
    expect(JSON.stringify(reviews)).not.toContain('zhao');
    const { items } = await audit.list({ filter: { action: 'performance.person.exported' }, page });
    expect(items).toMatchObject([{ personId: 'lin', actor: { id: 'hr' }, outcome: 'done' }]);
    expect((await service.exportPerson({ ...by('hr'), personId: 'wu' })).reviews).toEqual([]);
  });
});

describe("a person's erasure", () => {
  it('takes their reasons, says so in the history, and the log still verifies', async () => {
    const { service, store, published } = await appealed();
    const before = published.length;
    const answer = await service.erasePerson(erasure);
    expect(answer.result).toEqual({ texts: 2 });
    expect(answer.events).toMatchObject([
      { type: 'meritkit.performance.person-erased.v1', actorid: 'hr', data: { personId: 'lin' } },
    ]);
    expect(published.slice(before)).toEqual(answer.events);
    const found = await service.readReview({ ...by('hr'), cycleId: 'q4', personId: 'lin' });
    expect(found.ok && found.review.history.map(({ reason }) => reason?.status)).toEqual([
      ...[undefined, 'erased', undefined, 'erased'],
    ]);
    expect(await service.verify('q4')).toMatchObject({ ok: true });
    const events = (await store.listEvents(page)).items;
    expect(events.filter(({ data }) => (data as { personId?: string }).personId === 'lin')).toEqual(answer.events);
    expect(events.some(({ actorid }) => actorid === 'lin')).toBe(false);
    const zhao = await service.readReview({ ...by('hr'), cycleId: 'q4', personId: 'zhao' });
    expect(JSON.stringify(zhao)).toContain('Helped me');
  });

  it('acts once for one key, and its line in the audit log names nobody', async () => {
    const { service, store, audit } = await appealed();
    const first = await service.erasePerson(erasure);
    const events = (await store.listEvents(page)).items;
    const again = await service.erasePerson({ ...erasure, actor: { id: 'hr', requestId: 'again' } });
    expect(again).toEqual(first);
    expect((await store.listEvents(page)).items).toEqual(events);
    const { items } = await audit.list({ filter: { action: 'performance.person.erased' }, page });
    expect(items).toMatchObject([
      { actor: { id: 'hr', requestId: 'r-hr' }, subject: { type: 'erasure', id: 'erase-1' } },
    ]);
    expect(JSON.stringify(items)).not.toContain('lin');
    await expect(service.erasePerson({ ...erasure, personId: 'zhao' })).rejects.toMatchObject({
      code: 'core/key-conflict',
    });
  });

  it('leaves nothing from which an erased reason could be guessed, and a replay is still answered', async () => {
    const { service, store, sendAppeal, first } = await appealed();
    await expect(sendAppeal('Other words')).rejects.toMatchObject({ code: 'core/key-conflict' });
    expect((await store.findAnswer('k-appeal'))?.fingerprint).toMatch(/^[0-9a-f]{64}$/);
    await service.erasePerson(erasure);
    expect((await store.findAnswer('k-appeal'))?.fingerprint).toBe('');
    expect((await sendAppeal()).result).toEqual(first.result);
    expect((await store.listTexts({ cycleId: 'q4', personId: 'lin', page })).items).toEqual([]);
  });
});
