import { checkCases } from '@meritkit/core/conformance';
import type { MemoryTransaction } from '@meritkit/core/memory';
import { describe, expect, it } from 'vitest';
import type { CycleWrite } from '../ports.ts';
import { reviewStoreCases } from './cases.ts';
import { memoryHarness, type Store } from './memory-harness.ts';

/** Stores that break one promise of finding or erasing each, and a case that must notice. */
const broken: readonly (readonly [defect: string, caught: string, spoil: (store: Store) => Store])[] = [
  [
    'lists every cycle whatever was asked',
    'cycles are found by stage and by who takes part',
    (store) => ({ ...store, listCycles: ({ page }) => store.listCycles({ filter: {}, page }) }),
  ],
  [
    'looks at one of two filters',
    'cycles are found by stage and by who takes part',
    (store) => ({
      ...store,
      listCycles: ({ filter: { stages, personId }, page }) =>
        store.listCycles({
          filter: stages === undefined ? (personId === undefined ? {} : { personId }) : { stages },
          page,
        }),
    }),
  ],
  [
    'knows who takes part from the opening alone',
    'cycles are found by stage and by who takes part',
    (store) => ({
      ...store,
      listCycles: async ({ filter, page }) => {
        const found = await store.listCycles({ filter, page });
        return filter.personId === 'p9' ? { ...found, items: [] } : found;
      },
    }),
  ],
  [
    'lists every entry whoever was asked for',
    'entries and texts are found by cycle and by whom they are about',
    (store) => ({ ...store, listEntries: ({ cycleId, page }) => store.listEntries({ cycleId, page }) }),
  ],
  [
    'lists every text whoever was asked for',
    'entries and texts are found by cycle and by whom they are about',
    (store) => ({ ...store, listTexts: ({ cycleId, page }) => store.listTexts({ cycleId, page }) }),
  ],
  [
    'keeps fingerprints of erased texts',
    'no fingerprint stays from which an erased text could be guessed',
    keepFingerprints,
  ],
  [
    'forgets the answers with the texts',
    'no fingerprint stays from which an erased text could be guessed',
    (store) => {
      let erased = false;
      return {
        ...store,
        erasePerson: async (request) => {
          erased = true;
          return store.erasePerson(request);
        },
        findAnswer: async (key) => (erased ? null : store.findAnswer(key)),
      };
    },
  ],
  [
    'keeps events about an erased person',
    'events about the person go, and as the actor of others they are erased',
    (store) => {
      const kept: CycleWrite['events'][number][] = [];
      return {
        ...store,
        append: async (write) => {
          kept.push(...write.events);
          return store.append(write);
        },
        listEvents: async () => ({ items: kept, nextCursor: null }),
      };
    },
  ],
  [
    'leaves the name of an erased actor',
    'events about the person go, and as the actor of others they are erased',
    (store) => ({
      ...store,
      listEvents: async (page) => {
        const found = await store.listEvents(page);
        const named = (event: CycleWrite['events'][number]) =>
          event.actorid === 'erased' ? { ...event, actorid: 'hr' } : event;
        return { ...found, items: found.items.map(named) };
      },
    }),
  ],
  [
    'tells nobody of an erasure',
    'its events are written with it, once, behind every cursor',
    (store) => ({ ...store, erasePerson: (request) => store.erasePerson({ ...request, events: [] }) }),
  ],
  [
    'erases under any key',
    'its events are written with it, once, behind every cursor',
    (store) => ({
      ...store,
      erasePerson: (request) => store.erasePerson({ ...request, key: `${request.key}/${request.personId}` }),
    }),
  ],
  [
    'erases again on a used key',
    'its events are written with it, once, behind every cursor',
    (store) => ({
      ...store,
      erasePerson: (request) => store.erasePerson({ ...request, key: `${request.key}/${unique()}` }),
    }),
  ],
  [
    'gives the place of an erased event to the next',
    'its events are written with it, once, behind every cursor',
    reusePlaces,
  ],
  [
    'ignores a rollback of an erasure',
    'its events are written with it, once, behind every cursor',
    (store) => ({ ...store, within: () => store.within({ onRollback: () => {} }) }),
  ],
];

describe('the kit notices a store that', () => {
  it.each(broken)('%s', async (defect, caught, spoil) => {
    const cases = reviewStoreCases<MemoryTransaction>();
    const results = await checkCases({ harness: memoryHarness(defect, spoil), cases });
    expect(results.filter((result) => !result.passed).map((result) => result.name)).toContain(caught);
  });
});

let counter = 0;
function unique(): number {
  counter += 1;
  return counter;
}

function keepFingerprints(store: Store): Store {
  const known = new Map<string, string>();
  return {
    ...store,
    append: async (write) => {
      known.set(write.key, write.fingerprint);
      return store.append(write);
    },
    findAnswer: async (key) => {
      const found = await store.findAnswer(key);
      return found === null ? null : { ...found, fingerprint: known.get(key) ?? found.fingerprint };
    },
  };
}

/** Pages events by how many there are now. */
function reusePlaces(store: Store): Store {
  return {
    ...store,
    listEvents: async ({ cursor, limit }) => {
      const { items } = await store.listEvents({ cursor: null, limit: 1000 });
      const start = Number(cursor ?? 0);
      const end = start + limit;
      return { items: items.slice(start, end), nextCursor: end < items.length ? String(end) : null };
    },
  };
}
