import { type ConformanceCase, check, checkEqual, checkRejects, type OpenedHarness } from '@meritkit/core/conformance';
import { InvalidInputError, KeyConflictError, VersionConflictError } from '@meritkit/core/errors';
import { createRandom } from '@meritkit/core/random';
import { verifyLog } from '../cycle/log.ts';
import { createMemoryReviewStore } from '../memory/index.ts';
import type { CycleWrite, ReviewStoreV1 } from '../ports.ts';
import { readPages, untilAppeal, writeOf } from './samples.ts';

type Store<Transaction> = ReviewStoreV1<Transaction>;
type Case<Transaction> = ConformanceCase<Store<Transaction>, Transaction>;

const opened = (cycleId: string, key = `open-${cycleId}`): CycleWrite =>
  writeOf({ key, cycleId, cycle: null, expectedVersion: 0 });

/** Every promise of `ReviewStoreV1`, each as one case. */
export function reviewStoreCases<Transaction>(): readonly Case<Transaction>[] {
  const one = (
    group: string,
    name: string,
    body: (store: Store<Transaction>, all: OpenedHarness<Store<Transaction>, Transaction>) => Promise<void>,
  ): Case<Transaction> => ({
    group,
    name,
    run: (all) => body(all.forTenant('acme'), all),
  });
  return [
    one('round trip', 'what is written is read back', async (store) => {
      check((await store.loadCycle('c1')) === null, 'a cycle that was never written is null');
      check((await store.findAnswer('open-c1')) === null, 'a key that was never used has no answer');
      const write = opened('c1');
      checkEqual(await store.append(write), { version: 1 }, 'the first write makes version 1');
      checkEqual(await store.loadCycle('c1'), { cycle: write.cycle, version: 1 }, 'the cycle is read back');
      checkEqual(
        await store.findAnswer(write.key),
        { fingerprint: write.fingerprint, answer: write.answer },
        'the answer is kept under its key',
      );
      checkEqual(
        await readPages((page) => store.listEntries({ cycleId: 'c1', page })),
        write.entries,
        'the log is read back',
      );
      checkEqual(await readPages((page) => store.listEvents(page)), write.events, 'the events are kept');
    }),
    one('round trip', 'a log written over many calls verifies', async (store) => {
      const cycle = await writeAll(store, 'c1');
      const entries = await readPages((page) => store.listEntries({ cycleId: 'c1', page }));
      const texts = await readPages((page) => store.listTexts({ cycleId: 'c1', page }), 1);
      check(texts.length === 2, 'both reasons are kept');
      checkEqual(verifyLog({ cycle, entries, texts }), { ok: true, entries: untilAppeal.length }, 'the chain verifies');
    }),
    one('versions', 'a stale version is a conflict and leaves nothing', async (store) => {
      await store.append(opened('c1'));
      const stale = opened('c1', 'again');
      await checkRejects(() => store.append(stale), VersionConflictError, 'a version that is not there');
      checkEqual((await store.loadCycle('c1'))?.version, 1, 'the cycle stays as it was');
      check((await store.findAnswer('again')) === null, 'the key of a refused write stays free');
      checkEqual(
        (await readPages((page) => store.listEntries({ cycleId: 'c1', page }))).length,
        1,
        'no entry of it stays',
      );
      checkEqual((await readPages((page) => store.listEvents(page))).length, 1, 'no event of it stays');
    }),
    one('keys', 'the same key acts once, whatever the version is by then', async (store) => {
      const write = opened('c1');
      await store.append(write);
      await store.append(writeOf({ key: 'next', cycleId: 'c1', cycle: write.cycle, expectedVersion: 1 }));
      checkEqual(await store.append(write), { version: 1 }, 'the first answer is given again');
      checkEqual((await store.loadCycle('c1'))?.version, 2, 'nothing is written again');
      checkEqual((await readPages((page) => store.listEvents(page))).length, 2, 'no event is written again');
    }),
    one('keys', 'the same key with another payload is a conflict', async (store) => {
      const write = opened('c1');
      await store.append(write);
      await checkRejects(
        () => store.append({ ...opened('c2'), key: write.key }),
        KeyConflictError,
        'another payload under a used key',
      );
      check((await store.loadCycle('c2')) === null, 'nothing of it is written');
    }),
    one('race', 'of many writers of one version one wins', async (store, all) => {
      const first = opened('c1');
      await store.append(first);
      const writers = Array.from({ length: 8 }, (_, index) =>
        all
          .forTenant('acme')
          .append(writeOf({ key: `race-${index}`, cycleId: 'c1', cycle: first.cycle, expectedVersion: 1 })),
      );
      const ended = await Promise.allSettled(writers);
      checkEqual(ended.filter((writer) => writer.status === 'fulfilled').length, 1, 'one writer wins');
      check(
        ended.every((writer) => writer.status === 'fulfilled' || VersionConflictError.isInstance(writer.reason)),
        'the others get a version conflict',
      );
      checkEqual(
        (await readPages((page) => store.listEntries({ cycleId: 'c1', page }))).length,
        2,
        'one entry is added',
      );
    }),
    one('paging', 'pages are stable while rows are added', async (store) => {
      for (const id of ['c2', 'c4', 'c6']) await store.append(opened(id));
      const first = await store.listCycles({ cursor: null, limit: 2 });
      checkEqual(
        first.items.map((item) => item.cycle.id),
        ['c2', 'c4'],
        'cycles come in the order of ids',
      );
      await store.append(opened('c1'));
      const second = await store.listCycles({ cursor: first.nextCursor, limit: 2 });
      checkEqual(
        second.items.map((item) => item.cycle.id),
        ['c6'],
        'the next page goes on where the last one ended',
      );
      check(second.nextCursor === null, 'the last page has no cursor');
    }),
    one('paging', 'a limit outside 1 to 1000 is refused', async (store) => {
      for (const limit of [0, 1001, 1.5]) {
        await checkRejects(() => store.listCycles({ cursor: null, limit }), InvalidInputError, `a limit of ${limit}`);
      }
    }),
    one('tenants', 'tenants see nothing of each other', async (store, all) => {
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
        await other.erasePerson({ personId: 'p1', key: 'erase' }),
        { texts: 0 },
        'erasure stays inside a tenant',
      );
      checkEqual(
        (await readPages((page) => store.listTexts({ cycleId: 'c1', page }))).length,
        2,
        'the texts of the first tenant stay',
      );
      await other.append(opened('c1'));
      checkEqual(
        (await store.loadCycle('c1'))?.version,
        untilAppeal.length,
        'the same id in another tenant is another cycle',
      );
    }),
    one('aliasing', 'what is returned or was passed in can be changed without changing the store', async (store) => {
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
    }),
    one('transactions', "the host's rollback leaves nothing", async (store, all) => {
      const failure = new Error('the host changed its mind');
      const attempt = all.transact(async (transaction) => {
        const inside = all.forTenant('acme').within(transaction);
        await inside.append(opened('c1'));
        check((await inside.loadCycle('c1')) !== null, 'a transaction sees its own write');
        throw failure;
      });
      const error: unknown = await attempt.then(
        () => undefined,
        (caught: unknown) => caught,
      );
      check(error === failure, "the host's own error comes out");
      check((await store.loadCycle('c1')) === null, 'the cycle is not there');
      check((await store.findAnswer('open-c1')) === null, 'the key is free');
      checkEqual(await readPages((page) => store.listEntries({ cycleId: 'c1', page })), [], 'the log is empty');
      checkEqual(await readPages((page) => store.listEvents(page)), [], 'no event is there');
    }),
    one('transactions', "the host's commit keeps everything", async (store, all) => {
      await all.transact(async (transaction) => {
        await all.forTenant('acme').within(transaction).append(opened('c1'));
      });
      checkEqual((await store.loadCycle('c1'))?.version, 1, 'the cycle is there');
    }),
    one('restart', 'what was written is there after a restart', async (store, all) => {
      await store.append(opened('c1'));
      await all.reopen();
      checkEqual((await all.forTenant('acme').loadCycle('c1'))?.version, 1, 'the cycle is there');
      checkEqual(await all.forTenant('acme').append(opened('c1')), { version: 1 }, 'the key is still known');
    }),
    one('erasure', 'the texts about a person go, and the log still verifies', async (store) => {
      const cycle = await writeAll(store, 'c1');
      checkEqual(
        await store.erasePerson({ personId: 'p2', key: 'erase-p2' }),
        { texts: 0 },
        'nobody else loses a text',
      );
      checkEqual(
        await store.erasePerson({ personId: 'p1', key: 'erase-p1' }),
        { texts: 2 },
        'both texts about the person go',
      );
      const texts = await readPages((page) => store.listTexts({ cycleId: 'c1', page }));
      checkEqual(texts, [], 'none can be read');
      const entries = await readPages((page) => store.listEntries({ cycleId: 'c1', page }));
      checkEqual(verifyLog({ cycle, entries, texts }), { ok: true, entries: untilAppeal.length }, 'the chain verifies');
      checkEqual(
        await store.erasePerson({ personId: 'p1', key: 'erase-again' }),
        { texts: 0 },
        'asked again, nothing is left',
      );
    }),
    one('model', 'a long run of writes answers as the memory store does', async (store) => {
      const model = createMemoryReviewStore({ tenantId: 'acme' });
      const random = createRandom('review-store-model');
      for (let step = 0; step < 60; step += 1) {
        const cycleId = `c${random.integer(1, 3)}`;
        const known = await model.loadCycle(cycleId);
        const finished = known?.cycle.stage === 'closed';
        const version = known?.version ?? 0;
        const write = finished
          ? opened(`c${step + 10}`, `k${step}`)
          : writeOf({
              key: `k${random.integer(0, step)}`,
              cycleId,
              cycle: known?.cycle ?? null,
              expectedVersion: random.next() < 0.2 ? version + 1 : version,
            });
        const [expected, actual] = [await outcome(() => model.append(write)), await outcome(() => store.append(write))];
        checkEqual(actual, expected, `step ${step} answers alike`);
        checkEqual(
          await store.loadCycle(cycleId),
          await model.loadCycle(cycleId),
          `step ${step} leaves the same cycle`,
        );
      }
      checkEqual(
        await readPages((page) => store.listEvents(page), 7),
        await readPages((page) => model.listEvents(page), 7),
        'the same events',
      );
    }),
  ];
}

/** Runs the sample commands up to an appeal and returns the cycle. */
async function writeAll<Transaction>(store: Store<Transaction>, cycleId: string) {
  let cycle = null as CycleWrite['cycle'] | null;
  for (const [index, { command, actorId }] of untilAppeal.entries()) {
    const write = writeOf({ key: `key-${index}`, cycleId, cycle, expectedVersion: index, command, actorId });
    await store.append(write);
    cycle = write.cycle;
  }
  return cycle!;
}

async function outcome(work: () => Promise<unknown>): Promise<unknown> {
  try {
    return await work();
  } catch (error) {
    if (VersionConflictError.isInstance(error) || KeyConflictError.isInstance(error)) return error.code;
    throw error;
  }
}
