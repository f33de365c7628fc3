import {
  type ConformanceCase,
  check,
  checkEqual,
  checkRejects,
  joinedStoreCase,
  type OpenedHarness,
} from '@meritkit/core/conformance';
import { KeyConflictError, VersionConflictError } from '@meritkit/core/errors';
import { createEvent } from '@meritkit/core/events';
import { createRandom } from '@meritkit/core/random';
import type { PlannerEvent } from '../events.ts';
import type { PlannerDocument, PlannerStoreV1 } from '../ports.ts';
import { sampleCommit, sampleDocument } from './samples.ts';

type Opened = OpenedHarness<PlannerStoreV1<unknown>, unknown>;
type Case = ConformanceCase<PlannerStoreV1<unknown>, unknown>;

const tenantId = 'acme';
const from = (limit: number) => ({ cursor: null, limit });

/** Transactions, erasure, and a run against a plain map. */
export const transactionCases: readonly Case[] = [
  joinedStoreCase({ group: 'transaction' }),
  {
    group: 'transaction',
    name: 'what is written under a transaction that is rolled back was never there',
    run: async (opened) => {
      const store = opened.forTenant(tenantId);
      await store.append(sampleCommit({ tenantId, key: 'before', expectedVersion: 0 }));
      await checkFails(() =>
        opened.transact(async (transaction) => {
          const joined = store.within(transaction);
          await joined.append(sampleCommit({ tenantId, key: 'one', expectedVersion: 1 }));
          check(
            (await joined.getDocument({ type: 'allocation', id: 'one' })) !== null,
            'a transaction sees its own writes',
          );
          await joined.erasePerson({ personId: 'lin', key: 'e', events: [erasedEvent('told')] });
          throw new Error('rolled back');
        }),
      );
      checkEqual(await store.readVersion(), 1, 'the version is as before');
      checkEqual(await store.findCommit('one'), null, 'the key is free');
      check((await store.getDocument({ type: 'allocation', id: 'before' })) !== null, 'nobody was erased');
      checkEqual((await store.listEvents({ page: from(10) })).items.length, 1, 'the outbox is as before');
    },
  },
  {
    group: 'transaction',
    name: 'what is written under a transaction that commits is there',
    run: async (opened) => {
      const store = opened.forTenant(tenantId);
      await opened.transact(async (transaction) => {
        await store.within(transaction).append(sampleCommit({ tenantId, key: 'one', expectedVersion: 0 }));
      });
      check((await store.getDocument({ type: 'allocation', id: 'one' })) !== null, 'the document is there');
    },
  },
  {
    group: 'erasure',
    name: 'an erased person is nowhere: allocations go, ids elsewhere read erased, and repeating it changes nothing',
    run: async (opened) => {
      const store = opened.forTenant(tenantId);
      const demand: PlannerDocument = {
        type: 'demand',
        id: 'd',
        personIds: ['lin', 'zhao'],
        body: { schemaVersion: 1, id: 'd', candidateIds: ['lin', 'zhao'] },
      };
      const put = [sampleDocument('a', 'lin'), sampleDocument('b', 'zhao'), demand];
      await store.append(sampleCommit({ tenantId, key: 'k', expectedVersion: 0, put }));
      checkEqual(
        await store.erasePerson({ personId: 'lin', key: 'e', events: [] }),
        { documents: 2, repeated: false },
        'two documents named the person',
      );
      checkEqual(
        await store.erasePerson({ personId: 'lin', key: 'e', events: [] }),
        { documents: 2, repeated: true },
        'the same key, the same answer',
      );
      const otherPerson = () => store.erasePerson({ personId: 'zhao', key: 'e', events: [] });
      await checkRejects(otherPerson, KeyConflictError, 'a key erases one person');
      checkEqual(await store.getDocument({ type: 'allocation', id: 'a' }), null, 'the person’s allocation is gone');
      check((await store.getDocument({ type: 'allocation', id: 'b' })) !== null, 'others’ stay');
      const everything = JSON.stringify([
        await store.getDocument({ type: 'demand', id: 'd' }),
        await store.listEvents({ page: from(10) }),
        await store.findCommit('k'),
      ]);
      check(!everything.includes('"lin"'), 'the id is in no document, event or answer');
      check(everything.includes('"zhao"'), 'other people are');
      const later = sampleCommit({ tenantId, key: 'l', expectedVersion: 1, put: [] });
      await checkRejects(
        () => store.append(later),
        VersionConflictError,
        'a decision made before an erasure is made anew',
      );
    },
  },
  {
    group: 'erasure',
    name: 'its events are written with it, once, and outlive every later erasure',
    run: async (opened) => {
      const store = opened.forTenant(tenantId);
      await store.append(sampleCommit({ tenantId, key: 'k', expectedVersion: 0 }));
      const told = erasedEvent('told');
      await store.erasePerson({ personId: 'lin', key: 'e', events: [told] });
      const events = async () => (await store.listEvents({ page: from(10) })).items;
      checkEqual((await events()).slice(1), [told], 'the erasure is told, in words that are not erased with it');
      const again = await store.erasePerson({ personId: 'lin', key: 'e', events: [erasedEvent('again')] });
      check(again.repeated, 'the key and the person alone tell a replay');
      checkEqual((await events()).slice(1), [told], 'a replay tells nothing more');
      const twice = erasedEvent('twice');
      await store.erasePerson({ personId: 'lin', key: 'f', events: [twice] });
      checkEqual((await events()).slice(1), [told, twice], 'another erasure leaves what was told before');
    },
  },
  {
    group: 'model',
    name: 'two hundred random steps leave what a plain map would hold',
    run: runModel,
  },
];

/** What tells that somebody was erased. */
function erasedEvent(id: string): PlannerEvent {
  return createEvent({
    type: 'meritkit.planner.person-erased.v1',
    id,
    tenantId,
    time: '2026-11-16T09:00:00+08:00',
    data: { personId: 'lin' },
  });
}

async function runModel(opened: Opened): Promise<void> {
  const random = createRandom('planner store model');
  const store = opened.forTenant(tenantId);
  const model = new Map<string, PlannerDocument>();
  let version = 0;
  for (let step = 0; step < 200; step += 1) {
    const id = `x${random.integer(0, 9)}`;
    const isStale = random.next() < 0.2;
    const removes = random.next() < 0.3;
    const put = removes ? [] : [sampleDocument(id, random.pick(['lin', 'zhao']), step)];
    const remove = removes ? [{ type: 'allocation', id } as const] : [];
    const expectedVersion = isStale ? version + 1 : version;
    const commit = sampleCommit({ tenantId, key: `k${step}`, expectedVersion, put, remove });
    if (isStale) {
      await checkRejects(() => store.append(commit), VersionConflictError, 'a stale step is refused');
      continue;
    }
    await store.append(commit);
    version += 1;
    if (removes) model.delete(id);
    else model.set(id, put[0]!);
  }
  const { items } = await store.listDocuments({ type: 'allocation', page: from(100) });
  const wanted = [...model.values()].sort((one, other) => (one.id < other.id ? -1 : 1));
  checkEqual(items, wanted, 'the store holds what the model holds');
  checkEqual(await store.readVersion(), version, 'and counts its commits');
}

async function checkFails(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch {
    return;
  }
  throw new Error('a transaction whose work rejects must reject');
}
