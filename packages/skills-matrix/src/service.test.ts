import { InvalidInputError, KeyConflictError } from '@meritkit/core/errors';
import type { CloudEvent } from '@meritkit/core/events';
import { createMemoryAuditSink } from '@meritkit/core/memory';
import { createSkillsService, type NewEvidence } from '@meritkit/skills-matrix';
import { createMemorySkillsStore } from '@meritkit/skills-matrix/memory';
import { beforeEach, expect, test } from 'vitest';
import { plainTaxonomy } from '../testing/people.ts';

const actor = { id: 'hr', requestId: 'r1' };
const at = '2026-11-22T09:00:00+08:00';
let published: CloudEvent[] = [];

function open() {
  published = [];
  const store = createMemorySkillsStore({ tenantId: 'acme' });
  let serial = 0;
  const ids = () => {
    serial += 1;
    return `id-${serial}`;
  };
  const audit = createMemoryAuditSink({ tenantId: 'acme' });
  return {
    store,
    audit,
    service: createSkillsService({ store, ids, audit, publish: (events) => published.push(...events) }),
  };
}

let { store, service, audit } = open();
beforeEach(async () => {
  ({ store, service, audit } = open());
  await service.saveTaxonomy({ actor, at, key: 't', taxonomy: plainTaxonomy, expectedVersion: 0 });
});

const rating = (id: string, personId: string, level: number): NewEvidence => {
  return { id, personId, kind: 'assessment', skillId: 'go', level, at: '2026-11-01' };
};

test('evidence is recorded, ranked as of a day, exported and erased', async () => {
  const evidence = [rating('e1', 'lin', 4), rating('e2', 'wu', 2)];
  const answer = await service.recordEvidence({ actor, at, key: 'k1', evidence });
  expect(answer.result).toEqual({ evidenceIds: ['e1', 'e2'] });
  expect(answer.events.map((event) => [event.type, event.subject, event.tenantid, event.actorid])).toEqual([
    ['meritkit.skills.evidence-recorded.v1', 'lin', 'acme', 'hr'],
    ['meritkit.skills.evidence-recorded.v1', 'wu', 'acme', 'hr'],
  ]);
  expect(published.slice(1)).toEqual(answer.events);
  expect((await store.readOutbox(10)).slice(1)).toEqual(answer.events);
  const demand = { id: 'd', skills: [{ skillId: 'go', atLeast: 3, weight: 1, must: true }] };
  await service.saveDemand({ actor, at, key: 'k2', demand, expectedVersion: 0 });
  const ranked = await service.rankForDemand({ actor, at, demandId: 'd', asOf: '2026-11-22', limit: 1 });
  expect(ranked.ok && ranked.candidates.map((item) => [item.personId, item.eligible])).toEqual([['lin', true]]);
  const before = await service.rankForDemand({ actor, at, demandId: 'd', asOf: '2026-10-01' });
  expect(before).toEqual({ ok: true, candidates: [] });
  expect(await service.rankForDemand({ actor, at, demandId: 'x', asOf: '2026-11-22' })).toEqual({
    ok: false,
    rejection: { code: 'skills/unknown-demand', demandId: 'x' },
  });
  expect(
    (await service.exportPerson({ actor, at, personId: 'lin' })).records.map((record) => record.recordedBy),
  ).toEqual(['hr']);
  const erased = await service.erasePerson({ actor, at, key: 'k3', personId: 'lin' });
  expect(erased.result).toEqual({ evidence: 1 });
  expect(erased.events.map((event) => [event.type, event.subject, event.data])).toEqual([
    ['meritkit.skills.person-erased.v1', 'erased', { personId: 'lin' }],
  ]);
  expect((await store.readOutbox(10)).slice(-1)).toEqual(erased.events);
  expect((await store.readOutbox(10)).some((event) => event.subject === 'lin')).toBe(false);
  expect(
    (await service.readProfiles({ actor, at, asOf: '2026-11-22' })).people.map((person) => person.personId),
  ).toEqual(['wu']);
  const noted = await audit.list({ filter: {}, page: { cursor: null, limit: 100 } });
  expect(noted.items.map((entry) => [entry.action, entry.subject.id, entry.personId])).toEqual([
    ['skills.document.saved', 'current', undefined],
    ['skills.evidence.recorded', 'lin', 'lin'],
    ['skills.evidence.recorded', 'wu', 'wu'],
    ['skills.document.saved', 'd', undefined],
    ['skills.demand.ranked', 'd', undefined],
    ['skills.demand.ranked', 'd', undefined],
    ['skills.demand.ranked', 'x', undefined],
    ['skills.person.exported', 'lin', 'lin'],
    ['skills.person.erased', 'k3', undefined],
    ['skills.profiles.read', '2026-11-22', undefined],
  ]);
});

test('the same command again has one effect, another under its key is a conflict', async () => {
  const command = { actor, at, key: 'k', evidence: [rating('e1', 'lin', 4)] };
  const first = await service.recordEvidence(command);
  expect(await service.recordEvidence({ ...command, at: '2026-11-23T09:00:00+08:00' })).toMatchObject({
    result: first.result,
  });
  expect((await store.readPerson('lin')).version).toBe(1);
  await expect(service.recordEvidence({ ...command, evidence: [rating('e2', 'lin', 4)] })).rejects.toSatisfy((error) =>
    KeyConflictError.isInstance(error),
  );
  const taxonomy = { actor, at: '2026-11-24T09:00:00+08:00', key: 't', taxonomy: plainTaxonomy, expectedVersion: 0 };
  expect((await service.saveTaxonomy(taxonomy)).result).toEqual({ version: 1 });
});

test("an endorsement freezes the endorser's level without endorsements, once and for all", async () => {
  const endorsement = (id: string, personId: string, endorserId: string): NewEvidence => {
    return { id, personId, kind: 'endorsement', skillId: 'go', level: 5, at: '2026-11-10', endorserId };
  };
  await service.recordEvidence({ actor, at, key: 'k1', evidence: [rating('e1', 'lin', 4)] });
  await service.recordEvidence({
    actor,
    at,
    key: 'k2',
    evidence: [endorsement('n1', 'wu', 'lin'), endorsement('n2', 'lin', 'wu')],
  });
  const frozen = async (personId: string) =>
    (await store.readPerson(personId)).records.map((record) =>
      'endorserLevel' in record.evidence ? record.evidence.endorserLevel : '-',
    );
  expect(await frozen('wu')).toEqual([4]);
  expect(await frozen('lin')).toEqual(['-', null]);
  await service.recordEvidence({ actor, at, key: 'k3', evidence: [{ ...rating('e0', 'lin', 1), at: '2026-11-05' }] });
  await service.recordEvidence({ actor, at, key: 'k4', evidence: [endorsement('n1', 'wu', 'lin')] });
  expect(await frozen('wu')).toEqual([4]);
});

test("an endorsement counts with what the same command says of the endorser, and an error names the item's place", async () => {
  const endorsement: NewEvidence = {
    ...{ id: 'n1', personId: 'wu', kind: 'endorsement', skillId: 'go', level: 5, at: '2026-11-10', endorserId: 'lin' },
  };
  const later = { ...rating('e2', 'lin', 1), at: '2026-11-11' };
  const evidence = [endorsement, rating('e1', 'lin', 4), later];
  await service.recordEvidence({ actor, at, key: 'k1', evidence });
  const [record] = (await store.readPerson('wu')).records;
  expect(record!.evidence).toMatchObject({ kind: 'endorsement', endorserLevel: 4 });
  await service.recordEvidence({ actor, at, key: 'k1', evidence });
  await service.recordEvidence({ actor, at, key: 'k2', evidence: [{ ...endorsement, id: 'n2' }, evidence[1]!] });
  const [, second] = (await store.readPerson('wu')).records;
  expect(second!.evidence).toMatchObject({ kind: 'endorsement', endorserLevel: 4 });
  const wrong = [rating('e3', 'wu', 2), { ...endorsement, id: 'n3', skillId: 'goo' } as NewEvidence];
  await expect(service.recordEvidence({ actor, at, key: 'k3', evidence: wrong })).rejects.toThrow(
    /evidence\[1\]\.skillId/,
  );
});

test('a revocation names a certificate of that person, or nothing is stored: it would revoke nothing', async () => {
  const head = { personId: 'lin', at: '2026-11-10' };
  const certificate: NewEvidence = { ...head, id: 'c', kind: 'certificate', name: 'CKA', issuer: 'CNCF' };
  const revocation: NewEvidence = { ...head, id: 'r', kind: 'certificate-revocation', certificateId: 'c' };
  const record = (key: string, evidence: readonly NewEvidence[]) =>
    service.recordEvidence({ actor, at, key, evidence }).then(
      ({ result }) => result.evidenceIds,
      (error: Error) => error.message,
    );
  expect(await record('k1', [revocation])).toContain('evidence[0].certificateId');
  await record('k2', [certificate]);
  expect(await record('k3', [rating('e', 'lin', 4), { ...revocation, personId: 'wu' }])).toContain('evidence[1]');
  expect((await store.readPerson('wu')).records).toEqual([]);
  expect(await record('k4', [revocation])).toEqual(['r']);
  expect(
    await record('k5', [
      { ...certificate, id: 'c2' },
      { ...revocation, id: 'r2', certificateId: 'c2' },
    ]),
  ).toHaveLength(2);
});

test('a level is explained from what is stored, and the reading is recorded', async () => {
  await service.recordEvidence({ actor, at, key: 'k1', evidence: [rating('e1', 'lin', 4), rating('e2', 'wu', 2)] });
  const query = { actor, at, skillId: 'go' };
  const level = await service.explainLevel({ ...query, personId: 'lin', asOf: '2026-11-22' });
  expect([level.value, level.children?.[0]?.children?.map((leaf) => leaf.key)]).toEqual([4, ['e1']]);
  const before = await service.explainLevel({ ...query, personId: 'lin', asOf: '2026-10-31' });
  expect([before.value, before.unknown?.reason]).toEqual([null, 'no-evidence']);
  expect((await service.explainLevel({ ...query, personId: 'nobody', asOf: '2026-11-22' })).value).toBe(null);
  const entries = (await audit.list({ filter: {}, page: { cursor: null, limit: 20 } })).items;
  const seen = entries.filter((entry) => entry.action === 'skills.level.explained');
  expect(seen.map((entry) => entry.personId)).toEqual(['lin', 'lin', 'nobody']);
});

test('what the taxonomy does not know is refused before anything is stored', async () => {
  const bad = { ...rating('e1', 'lin', 4), skillId: 'goo' } as NewEvidence;
  await expect(
    service.recordEvidence({ actor, at, key: 'k', evidence: [rating('e0', 'lin', 3), bad] }),
  ).rejects.toThrow(/evidence\[1\]\.skillId/);
  await expect(service.recordEvidence({ actor, at, key: 'k', evidence: [rating('e1', 'lin', 9)] })).rejects.toThrow(
    /evidence\[0\]\.level/,
  );
  expect((await store.readPerson('lin')).version).toBe(0);
  await expect(
    service.saveDemand({ actor, at, key: 'k', demand: { id: 'd', skills: [] }, expectedVersion: 0 }),
  ).rejects.toThrow(/demand\.skills/);
  const empty = open().service;
  await expect(empty.readProfiles({ actor, at, asOf: '2026-11-22' })).rejects.toSatisfy(
    (error) => InvalidInputError.isInstance(error) && error.code === 'skills/no-taxonomy',
  );
});
