import { check, checkEqual, joinedStoreCase } from '@meritkit/core/conformance';
import { KeyConflictError, VersionConflictError } from '@meritkit/core/errors';
import { createRandom } from '@meritkit/core/random';
import { createMemoryReviewStore } from '../memory/index.ts';
import { type Case, one } from './case.ts';
import { opened, readPages, writeOf } from './samples.ts';

/** What is taken back leaves nothing; and a long run beside the memory store. */
export function leavingCases<Transaction>(): readonly Case<Transaction>[] {
  return [
    joinedStoreCase({ group: 'transactions' }),
    one<Transaction>('transactions', "the host's rollback leaves nothing", async (store, all) => {
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
    one<Transaction>('transactions', "the host's commit keeps everything", async (store, all) => {
      await all.transact(async (transaction) => {
        await all.forTenant('acme').within(transaction).append(opened('c1'));
      });
      checkEqual((await store.loadCycle('c1'))?.version, 1, 'the cycle is there');
    }),
    one<Transaction>('model', 'a long run of writes answers as the memory store does', async (store) => {
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

async function outcome(work: () => Promise<unknown>): Promise<unknown> {
  try {
    return await work();
  } catch (error) {
    if (VersionConflictError.isInstance(error) || KeyConflictError.isInstance(error)) return error.code;
    throw error;
  }
}
