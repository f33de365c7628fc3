import { createSkillsService, type NewEvidence, type Taxonomy } from '@meritkit/skills-matrix';
import { createMemorySkillsStore } from '@meritkit/skills-matrix/memory';
import type { SkillsDocument, StoredEvidence } from '../../src/ports.ts';

/** What the service stores: evidence of every kind, and documents of each type that it writes. */
export interface StoredSamples {
  readonly evidence: readonly StoredEvidence[];
  readonly documents: readonly SkillsDocument[];
  readonly events: readonly unknown[];
}

const actor = { id: 'hr', requestId: 'r-1' };
const at = '2026-11-22T09:00:00+08:00';
const source = { system: 'hr', ref: '1', url: 'https://hr.example/1', factId: 'f', revision: 1 };
const taxonomy: Taxonomy = {
  version: '1',
  source: 'custom',
  skills: [
    { id: 'code', name: 'Code', kind: 'group' },
    {
      ...{ id: 'go', name: { en: 'Go', 'zh-CN': 'Go 语言' }, synonyms: ['golang'], description: 'A language' },
      ...{ parents: ['code'], adjacent: [{ skillId: 'rust', similarity: 0.5 }], kind: 'skill' },
    },
    { id: 'rust', name: 'Rust' },
  ],
};

/** A life in which everything is written with all it can say, the same every time. */
export async function writeSamples(): Promise<StoredSamples> {
  const store = createMemorySkillsStore({ tenantId: 'acme' });
  let serial = 0;
  const ids = () => {
    serial += 1;
    return `id-${serial}`;
  };
  const service = createSkillsService({ store, ids });
  await service.saveTaxonomy({ actor, at, key: 'taxonomy', taxonomy, expectedVersion: 0 });
  const demand = {
    ...{ id: 'promo', name: { en: 'Promotion' }, headcount: 2, exclusions: ['wu'] },
    skills: [{ skillId: 'go', atLeast: 3, weight: 1, must: true }],
    experience: [{ tag: 'payments', months: 6, weight: 1, must: false }],
    language: { skillId: 'rust', atLeast: 1 },
    availability: { weight: 1, atLeast: 0.2 },
    period: { start: '2026-12-01', end: '2027-01-01' },
  };
  await service.saveDemand({ actor, at, key: 'demand', demand, expectedVersion: 0 });
  const weighed = { weight: 1 };
  const ladder = {
    ...{ id: 'engineer', name: { en: 'Engineer' } },
    steps: [
      {
        ...{ id: 'p6', name: { en: 'Senior engineer' } },
        requires: {
          skills: [{ skillId: 'go', atLeast: 3, ...weighed }],
          projects: [{ count: 1, tag: 'payments', role: 'lead', ...weighed }],
          certificates: [{ name: 'Go', ...weighed }],
          tenureDays: { days: 365, ...weighed },
        },
      },
    ],
  };
  await service.saveLadder({ actor, at, key: 'ladder', ladder, expectedVersion: 0 });
  const start = { id: 'go-0', raises: [{ skillId: 'go', toLevel: 2 }], hours: 16 };
  const course = {
    ...{ ...start, id: 'go-1', name: { en: 'Go' }, afterCourses: ['go-0'], price: 100, retiredOn: '2028-01-01' },
    afterSkills: [{ skillId: 'rust', atLeast: 1 }],
  };
  await service.saveCourse({ actor, at, key: 'course-0', course: start, expectedVersion: 0 });
  await service.saveCourse({ actor, at, key: 'course', course, expectedVersion: 0 });
  await service.recordEvidence({ actor, at, key: 'evidence', evidence: evidence() });
  await service.erasePerson({ actor, at, key: 'erase', personId: 'zhao' });
  const page = { cursor: null, limit: 100 };
  const documents = await Promise.all(
    (['taxonomy', 'demand', 'ladder', 'course', 'policy'] as const).map((type) => store.listDocuments(type, page)),
  );
  const samples: StoredSamples = {
    evidence: (await store.listEvidence(page)).items,
    documents: documents.flatMap(({ items }) => items),
    events: await store.readOutbox(100),
  };
  return JSON.parse(JSON.stringify(samples)) as StoredSamples;
}

function evidence(): readonly NewEvidence[] {
  const about = (id: string) => ({ id, personId: 'lin', at: '2026-09-30' });
  const go = { skillId: 'go', level: 4 };
  return [
    { ...about('self'), kind: 'self-rating', ...go, source },
    { ...about('manager'), kind: 'manager-rating', ...go, raterId: 'wu' },
    { ...about('manager-erased'), kind: 'manager-rating', ...go, raterId: 'zhao' },
    { ...about('endorsed'), kind: 'endorsement', ...go, endorserId: 'wu' },
    {
      ...about('project'),
      kind: 'project',
      projectId: 'pay',
      role: 'lead',
      tags: ['payments'],
      months: 7,
      skills: [go],
    },
    {
      ...{ ...about('certificate'), kind: 'certificate', name: 'Go', issuer: 'Acme', skills: [go] },
      ...{ validFrom: '2026-09-30', validTo: '2028-09-30', revokedAt: '2027-09-30' },
    },
    { ...about('revoked'), kind: 'certificate-revocation', certificateId: 'certificate' },
    { ...about('course'), kind: 'course', courseId: 'go-1', skills: [go] },
    { ...about('assessment'), kind: 'assessment', ...go },
    { ...about('of-wu'), personId: 'wu', kind: 'assessment', ...go },
    { ...about('contribution'), kind: 'contribution', skillId: 'go', count: 3, level: 4 },
    { ...about('interest'), kind: 'interest', skillId: 'rust', interest: 0.8 },
  ];
}
