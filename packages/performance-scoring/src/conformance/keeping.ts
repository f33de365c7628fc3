import { check, checkEqual, checkRejects } from '@meritkit/core/conformance';
import { InvalidInputError } from '@meritkit/core/errors';
import { type Case, one } from './case.ts';
import { opened, readPages, untilAppeal, writeAll } from './samples.ts';

/** What is there stays there, whole, for its own tenant alone. */
export function keepingCases<Transaction>(): readonly Case<Transaction>[] {
  return [
    one<Transaction>('paging', 'pages are stable while rows are added', async (store) => {
      for (const id of ['c2', 'c4', 'c6']) await store.append(opened(id));
      const first = await store.listCycles({ filter: {}, page: { cursor: null, limit: 2 } });
      checkEqual(
        first.items.map((item) => item.cycle.id),
        ['c2', 'c4'],
        'cycles come in the order of ids',
      );
      await store.append(opened('c1'));
      const second = await store.listCycles({ filter: {}, page: { cursor: first.nextCursor, limit: 2 } });
      checkEqual(
        second.items.map((item) => item.cycle.id),
        ['c6'],
        'the next page goes on where the last one ended',
      );
      check(second.nextCursor === null, 'the last page has no cursor');
    }),
    one<Transaction>('paging', 'a limit outside 1 to 1000 is refused', async (store) => {
      for (const limit of [0, 1001, 1.5]) {
        await checkRejects(
          () => store.listCycles({ filter: {}, page: { cursor: null, limit } }),
          InvalidInputError,
          `a limit of ${limit}`,
        );
      }
    }),
    one<Transaction>('tenants', 'tenants see nothing of each other', async (store, all) => {
      await writeAll(store, 'c1');
      const other = all.forTenant('globex');
      checkEqual(other.tenantId, 'globex', 'a store says whose it is');
      check((await other.loadCycle('c1')) === null, "another tenant's cycle is not there");
      check((await other.findAnswer('key-0')) === null, "another tenant's key is free");
      checkEqual(await readPages((page) => other.listEvents(page)), [], "another tenant's events are not there");
      checkEqual(
        await readPages((page) => other.listTexts({ cycleId: 'c1', page })),
        [],
        "another tenant's texts are not there",
      );
      checkEqual(
        await other.erasePerson({ personId: 'p1', key: 'erase', events: [] }),
        { texts: 0 },
        'erasure stays inside a tenant',
      );
      checkEqual(
        (await readPages((page) => store.listTexts({ cycleId: 'c1', page }))).length,
        3,
        'the texts of the first tenant stay',
      );
      await other.append(opened('c1'));
      checkEqual(
        (await store.loadCycle('c1'))?.version,
        untilAppeal.length,
        'the same id in another tenant is another cycle',
      );
    }),
    one<Transaction>(
      'aliasing',
      'what is returned or was passed in can be changed without changing the store',
      async (store) => {
        const write = structuredClone(opened('c1'));
        await store.append(write);
        (write.cycle as { stage: string }).stage = 'closed';
        const read = (await store.loadCycle('c1'))!;
        checkEqual(read.cycle.stage, 'goals-agreed', 'the stored cycle is not the one that was passed in');
        try {
          (read.cycle as { stage: string }).stage = 'closed';
        } catch {
          // A frozen object is as good as a copy.
        }
        checkEqual(
          (await store.loadCycle('c1'))?.cycle.stage,
          'goals-agreed',
          'the stored cycle is not the one that was returned',
        );
      },
    ),
    one<Transaction>('restart', 'what was written is there after a restart', async (store, all) => {
      await store.append(opened('c1'));
      await all.reopen();
      checkEqual((await all.forTenant('acme').loadCycle('c1'))?.version, 1, 'the cycle is there');
      checkEqual(await all.forTenant('acme').append(opened('c1')), { version: 1 }, 'the key is still known');
    }),
  ];
}
