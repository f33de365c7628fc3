import { check, checkEqual, checkRejects } from '@meritkit/core/conformance';
import { KeyConflictError, VersionConflictError } from '@meritkit/core/errors';
import { verifyLog } from '../cycle/log.ts';
import { type Case, one } from './case.ts';
import { opened, readPages, untilAppeal, writeAll, writeOf } from './samples.ts';

/** What is written is there, once, in one order. */
export function writingCases<Transaction>(): readonly Case<Transaction>[] {
  return [
    one<Transaction>('round trip', 'what is written is read back', async (store) => {
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
    one<Transaction>('round trip', 'a log written over many calls verifies', async (store) => {
      const cycle = await writeAll(store, 'c1');
      const entries = await readPages((page) => store.listEntries({ cycleId: 'c1', page }));
      const texts = await readPages((page) => store.listTexts({ cycleId: 'c1', page }), 1);
      check(texts.length === 3, 'every reason is kept');
      checkEqual(verifyLog({ cycle, entries, texts }), { ok: true, entries: untilAppeal.length }, 'the chain verifies');
    }),
    one<Transaction>('versions', 'a stale version is a conflict and leaves nothing', async (store) => {
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
    one<Transaction>('keys', 'the same key acts once, whatever the version is by then', async (store) => {
      const write = opened('c1');
      await store.append(write);
      await store.append(writeOf({ key: 'next', cycleId: 'c1', cycle: write.cycle, expectedVersion: 1 }));
      checkEqual(await store.append(write), { version: 1 }, 'the first answer is given again');
      checkEqual((await store.loadCycle('c1'))?.version, 2, 'nothing is written again');
      checkEqual((await readPages((page) => store.listEvents(page))).length, 2, 'no event is written again');
    }),
    one<Transaction>('keys', 'the same key with another payload is a conflict', async (store) => {
      const write = opened('c1');
      await store.append(write);
      await checkRejects(
        () => store.append({ ...opened('c2'), key: write.key }),
        KeyConflictError,
        'another payload under a used key',
      );
      check((await store.loadCycle('c2')) === null, 'nothing of it is written');
    }),
    one<Transaction>('race', 'of many writers of one version one wins', async (store, all) => {
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
  ];
}
