import { createMemoryAuditSink, createMemoryDatabase, type MemoryDatabase } from '@meritkit/core/memory';
import { activityFromTemplate } from '../src/activities/templates.ts';
import { createMemoryEngagementStore } from '../src/memory/index.ts';
import { createEngagement } from '../src/service.ts';

/** Who does something, as themselves or on behalf of somebody. */
export const as = (id: string, onBehalfOf?: string) => ({
  id,
  requestId: 'req-1',
  ...(onBehalfOf === undefined ? {} : { onBehalfOf }),
});

/** A service over a fresh store, with everything that it recorded and told. */
export function openEngagement(
  options: {
    readonly tenantId?: string;
    readonly database?: MemoryDatabase;
    readonly systemActors?: readonly string[];
    /** Called before something is recorded; one that throws is a sink that fails. */
    readonly beforeRecording?: () => void;
  } = {},
) {
  const { tenantId = 'acme', database = createMemoryDatabase(), systemActors = [] } = options;
  let count = 0;
  const ids = () => {
    count += 1;
    return `id-${tenantId}-${String(count).padStart(12, '0')}`;
  };
  const store = createMemoryEngagementStore({ tenantId, database });
  const sink = createMemoryAuditSink({ tenantId, database });
  const audit = {
    ...sink,
    record: async (entries: Parameters<typeof sink.record>[0]) => {
      options.beforeRecording?.();
      return sink.record(entries);
    },
  };
  const now = () => '2026-11-22T09:00:00+08:00';
  const chance = { ids, tokens: ids, uniform: () => 0.5 };
  const engagement = createEngagement({ store, audit, now, ...chance, secret: 'pepper', systemActors });
  const page = { cursor: null, limit: 500 };
  return {
    ...engagement,
    store,
    /** Whose data it was and who touched it, as `actor action person`. */
    recorded: async () =>
      (await audit.list({ filter: {}, page })).items.map(({ actor, action, subject, personId, outcome, details }) =>
        [
          ...[actor.id, action.replace('engagement.', ''), subject.type, ...(personId === undefined ? [] : [personId])],
          ...(outcome === 'refused' ? [`refused: ${String(details?.code)}`] : []),
        ].join(' '),
      ),
    told: async () =>
      (await store.listEvents(page)).items.map(({ type, data }) => ({ type: type.split('.')[2], data })),
    /** Everything that lies in the store, as text. */
    everything: async () => {
      const types = [
        'issue',
        'activity',
        'enrolment',
        'signal',
        'recommendation',
        'help-need',
        'award',
        'outcome',
      ] as const;
      const documents = await Promise.all(types.map((type) => store.list({ type, page })));
      return JSON.stringify([documents, await store.listEvents(page)]);
    },
  };
}

/** A story-sharing activity of November. */
export const stories = (id = 'stories') =>
  activityFromTemplate({ template: 'story-sharing', id, start: '2026-11-01', deadline: '2026-11-30', audience: {} });

/** Facts that complete it for a person. */
export const storyFacts = (personId: string, likes = 1) =>
  ['story-submitted', 'story-commented', 'story-commented', ...Array.from({ length: likes }, () => 'story-liked')].map(
    (kind, index) => ({
      ...{ id: `${personId}-${index}`, revision: 0, personId, kind, on: '2026-11-05' },
      source: { system: 'wiki', ref: `${personId}-${index}` },
    }),
  );

/** An entry of one person. */
export const entrant = (personId: string) => ({ personId, attributes: {}, completed: [] });

/** An issue of twenty people. */
export const issueOf = (id: string) =>
  ({
    id,
    title: 'Approval takes five steps',
    origin: 'raised',
    raisedOn: '2026-11-02',
    affected: { estimate: 20, interval: [12, 30] },
  }) as const;

/** An award with a shortlist of these people. */
export const awardOf = (awardId: string, ...people: string[]) => ({
  awardId,
  amount: '500',
  size: people.length,
  criteria: [{ id: 'impact', weight: 1 }],
  nominees: people.map((personId, index) => ({
    personId,
    contributions: [{ criterion: 'impact', points: 5, source: { system: 'jira', ref: `PAY-${index}` } }],
  })),
});
