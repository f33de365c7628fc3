import type { JsonObject } from '@meritkit/core/json';
import { type Allocation, createPlanner, type Demand, scheduleWork, type WorkItem } from '../../src/index.ts';
import { createMemoryPlannerStore } from '../../src/memory/index.ts';
import type { DocumentType } from '../../src/ports.ts';
import { exampleTeam } from '../example-team.ts';

/** What the planner stores: documents by type, answers by key, events. */
export interface StoredSamples {
  readonly documents: Readonly<Record<DocumentType, readonly JsonObject[]>>;
  readonly answers: Readonly<Record<string, JsonObject>>;
  readonly events: readonly unknown[];
}

const actor = { id: 'zhou', requestId: 'r-1' };
const monday = '2026-11-16';
const promised: readonly Allocation[] = [
  { id: 'weekly', personId: 'lin', start: monday, end: '2026-11-23', hoursPerWeek: 4, core: true },
  { id: 'shared', personId: 'lin', start: '2026-11-23', end: '2026-11-30', share: 0.1, core: false },
  {
    ...{ id: 'all', personId: 'zhao', projectId: 'pay', start: monday, end: '2026-11-23', hours: 2, core: false },
    ...{ tentative: true, needs: { go: 3 }, deadline: '2026-11-30', value: 5, priority: 2 },
  },
];
const items: readonly WorkItem[] = [
  { id: 'first', effortHours: 6, needs: { go: 3 } },
  {
    ...{ id: 'then', projectId: 'pay', name: { en: 'Then', 'zh-CN': '然后' }, effortHours: 4, people: 1, priority: 2 },
    ...{ predecessors: ['first'], start: monday, deadline: '2026-12-11', splittable: true, candidateIds: ['lin'] },
  },
  { id: 'late', effortHours: 30, needs: { go: 3 }, deadline: '2026-11-17' },
  { id: 'roles', effortHours: 2, roles: [{ id: 'dev', needs: { go: 3 }, effortHours: 2, people: 1 }] },
  { id: 'nobody', effortHours: 2, needs: { cobol: 1 } },
];
const demands: readonly Demand[] = [
  {
    ...{ id: 'divisible', effortHours: 10, needs: { go: 3 }, candidateIds: ['lin'], start: monday },
    ...{ deadline: '2026-11-27', value: 3, priority: 2 },
  },
  { id: 'ordered', items: items.slice(0, 2), start: monday, deadline: '2026-12-11' },
];

/** A life in which every type of document and answer is written, the same every time. */
export async function writeSamples(): Promise<StoredSamples> {
  const store = createMemoryPlannerStore({ tenantId: 'acme' });
  let id = 0;
  const ids = () => {
    id += 1;
    return `id-${id}`;
  };
  const people = { ...store, readPeople: async () => ({ people: exampleTeam.people }) };
  const planner = createPlanner({ store, people, now: () => '2026-11-16T09:00:00+08:00', ids });
  const by = (key: string) => ({ key, actor });
  for (const allocation of promised) await planner.saveAllocation({ ...by(`save-${allocation.id}`), allocation });
  for (const demand of demands) await planner.admit({ ...by(`admit-${demand.id}`), demand });
  await planner.admit({ ...by('decline'), demand: { ...demands[0]!, id: 'too-much', effortHours: 10_000 } });
  await planner.recordProgress({ ...by('progress'), demandId: 'divisible', remainingHours: 8 });
  const plan = scheduleWork({ team: exampleTeam, items, start: monday, seed: 1 });
  await planner.publishPlan({ ...by('publish'), planId: 'plan', plan, items });
  await planner.admit({ ...by('admit-gone'), demand: { ...demands[0]!, id: 'gone' } });
  await planner.withdraw({ ...by('withdraw'), demandId: 'gone' });
  await planner.saveAllocation({ ...by('save-gone'), allocation: { ...promised[0]!, id: 'gone' } });
  await planner.endAllocation({ ...by('end'), allocationId: 'gone' });
  await planner.erasePerson({ ...by('erase'), personId: 'wu' });

  const page = { cursor: null, limit: 100 };
  const bodies = async (type: DocumentType) =>
    (await store.listDocuments({ type, page })).items.map((document) => document.body);
  const keys = ['save-all', 'admit-divisible', 'admit-ordered', 'progress', 'publish', 'withdraw', 'end'];
  const answers = await Promise.all(keys.map(async (key) => [key, (await store.findCommit(key))?.answer]));
  const samples = {
    documents: { allocation: await bodies('allocation'), demand: await bodies('demand'), plan: await bodies('plan') },
    answers: Object.fromEntries(answers),
    events: (await store.listEvents({ page })).items,
  };
  return JSON.parse(JSON.stringify(samples)) as StoredSamples;
}
