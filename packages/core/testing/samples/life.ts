import { type AccountLink, proposeAccountLinks } from '../../src/accounts/index.ts';
import { type AuditEntry, createAuditEntry } from '../../src/audit/index.ts';
import { type CloudEvent, createEvent } from '../../src/events/index.ts';
import { createFact, type Fact } from '../../src/facts/index.ts';
import { createMemoryProcessStore } from '../../src/memory/index.ts';
import { createNotification, type NotificationIntent } from '../../src/notifications/index.ts';
import type { Organisation } from '../../src/organisation/index.ts';
import { type Process, runProcess, type StepOutcome } from '../../src/processes/index.ts';

/** What hosts store of core's, by type. */
export interface StoredSamples {
  readonly fact: readonly Fact[];
  readonly 'account-link': readonly AccountLink[];
  readonly 'audit-entry': readonly AuditEntry[];
  readonly process: readonly Process[];
  readonly notification: readonly NotificationIntent[];
  readonly event: readonly CloudEvent[];
  readonly organisation: readonly Organisation[];
}

const at = '2026-11-22T09:00:00+08:00';
const actor = { id: 'zhou', requestId: 'r-9' };

/** Each stored type with everything it can say, the same every time. */
export async function writeSamples(): Promise<StoredSamples> {
  const samples: StoredSamples = {
    fact: facts(),
    'account-link': links(),
    'audit-entry': entries(),
    process: await processes(),
    notification: notifications(),
    event: [
      createEvent({ type: 'meritkit.core.sampled.v1', id: 'e-1', time: at, tenantId: 'acme', data: {} }),
      createEvent({
        ...{ type: 'meritkit.core.sampled.v1', id: 'e-2', time: at, tenantId: 'acme' },
        ...{ subject: 'lin', actor, data: { personId: 'lin' } },
      }),
    ],
    organisation: [organisation],
  };
  return JSON.parse(JSON.stringify(samples)) as StoredSamples;
}

function facts(): readonly Fact[] {
  const fact = { personId: 'lin', kind: 'time-worked', at, quantity: '2.5', unit: 'hours' } as const;
  return [
    createFact({ ...fact, source: { system: 'jira', ref: '1' } }),
    createFact({
      ...{ ...fact, revision: 2, projectId: 'pay', teamId: 'web', retracted: true },
      ...{ attributes: { sprint: 'S1' }, source: { system: 'jira', ref: '2', url: 'https://jira.example/2' } },
    }),
  ];
}

function links(): readonly AccountLink[] {
  const sightings = [{ system: 'git', account: 'lin@example.com', email: 'lin@example.com' }];
  const people = [{ id: 'lin', name: 'Lin', email: 'lin@example.com' }];
  const proposed = proposeAccountLinks({ sightings, people, links: [] }).links;
  const robot = { system: 'git', account: 'robot', personId: null, status: 'confirmed', revision: 1 } as const;
  return [...proposed, { schemaVersion: 1, ...robot, decidedBy: 'zhou', decidedAt: at, reason: 'a robot' }];
}

function entries(): readonly AuditEntry[] {
  const entry = { at, action: 'performance.score.read', subject: { type: 'scorecard', id: 's-4' } } as const;
  return [
    createAuditEntry({ ...entry, id: 'a-1', actor, outcome: 'done' }),
    createAuditEntry({
      ...{ ...entry, id: 'a-2', actor: { ...actor, onBehalfOf: 'wu', reason: 'an appeal' } },
      ...{ personId: 'lin', dataKind: 'score', outcome: 'redacted', details: { fields: ['value'] } },
    }),
  ];
}

/** One that is done, one that was refused, and what a crash leaves of a third. */
async function processes(): Promise<readonly Process[]> {
  const store = createMemoryProcessStore({ tenantId: 'acme' });
  const redeem = { name: 'redeem', run: async (): Promise<StepOutcome> => ({ ok: true, result: { entryId: 'e-1' } }) };
  const book = (run: () => Promise<StepOutcome>) => ({ name: 'book', run });
  const run = (id: string, last: () => Promise<StepOutcome>) =>
    runProcess({
      store,
      id,
      type: 'redeem-leave',
      personId: 'lin',
      input: { days: '0.5' },
      steps: [redeem, book(last)],
    });
  await run('done', async () => ({ ok: true, result: null }));
  await run('refused', async () => ({ ok: false, rejection: { code: 'leave/none-left', daysLeft: 0 } }));
  await run('running', () => Promise.reject(new Error('crash'))).catch(() => undefined);
  await runProcess({ store, id: 'nobody', type: 'close-month', input: null, steps: [] });
  return (await store.listProcesses({ page: { cursor: null, limit: 10 } })).items;
}

function notifications(): readonly NotificationIntent[] {
  const intent = { recipient: { personId: 'lin' }, kind: 'skills.training-due', messageKey: 'trainingDue' };
  return [
    createNotification({ ...intent, occasion: '1', urgency: 'digest', parameters: {} }),
    createNotification({
      ...{ ...intent, occasion: '2', urgency: 'now', parameters: { course: 'Kubernetes', days: 3 } },
      ...{ action: { name: 'open-course', subjectId: 'k8s' }, notBefore: at, expires: '2026-12-01T00:00:00+08:00' },
    }),
  ];
}

const since = { start: '2026-01-01', end: null } as const;
const organisation: Organisation = {
  schemaVersion: 1,
  people: [
    { id: 'lin', name: { en: 'Lin', 'zh-CN': '林' }, email: 'lin@example.com', ...since, attributes: { level: 'P6' } },
    { id: 'wu', name: 'Wu', start: '2026-01-01', end: '2027-01-01' },
  ],
  units: [
    { id: 'web', name: 'Web', kind: 'unit', ...since, attributes: { city: 'Hangzhou' } },
    { id: 'company', name: 'Company', kind: 'unit', ...since },
  ],
  placements: [{ unitId: 'web', parentId: 'company', ...since }],
  memberships: [{ personId: 'lin', unitId: 'web', role: 'engineer', primary: true, ...since }],
  leaderships: [{ unitId: 'web', personId: 'wu', start: '2026-01-01', end: '2027-01-01' }],
  reportingLines: [{ personId: 'lin', managerId: 'wu', start: '2026-01-01', end: '2027-01-01' }],
};
