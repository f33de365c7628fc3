import { check, checkEqual, checkRejects, rolledBack } from '@meritkit/core/conformance';
import { KeyConflictError } from '@meritkit/core/errors';
import { createEvent } from '@meritkit/core/events';
import { verifyLog } from '../cycle/log.ts';
import { type Case, one } from './case.ts';
import { readPages, untilAppeal, writeAll } from './samples.ts';

/** An event that tells of an erasure. */
const told = (id: string) =>
  createEvent({
    type: 'meritkit.performance.person-erased.v1',
    id,
    time: '2026-11-23T09:00:00+08:00',
    tenantId: 'kit',
    data: { personId: 'p1' },
  });

/** A person's erasure: what goes, what stays, and that it is told in the same write. */
export function erasingCases<Transaction>(): readonly Case<Transaction>[] {
  return [
    one<Transaction>('erasure', 'the texts about a person go, and the log still verifies', async (store) => {
      const cycle = await writeAll(store, 'c1');
      checkEqual(
        await store.erasePerson({ personId: 'm2', key: 'erase-m2', events: [] }),
        { texts: 0 },
        'who wrote a text is not whom it is about',
      );
      checkEqual(
        await store.erasePerson({ personId: 'p1', key: 'erase-p1', events: [] }),
        { texts: 2 },
        'both texts about the person go',
      );
      const texts = await readPages((page) => store.listTexts({ cycleId: 'c1', page }));
      checkEqual(
        texts.map(({ personId }) => personId),
        ['p2'],
        'none can be read, and nobody else loses one',
      );
      const entries = await readPages((page) => store.listEntries({ cycleId: 'c1', page }));
      checkEqual(verifyLog({ cycle, entries, texts }), { ok: true, entries: untilAppeal.length }, 'the chain verifies');
      checkEqual(
        await store.erasePerson({ personId: 'p1', key: 'erase-again', events: [] }),
        { texts: 0 },
        'asked again, nothing is left',
      );
    }),
    one<Transaction>('erasure', 'no fingerprint stays from which an erased text could be guessed', async (store) => {
      await writeAll(store, 'c1');
      const [withText, without] = ['key-10', 'key-4'];
      const before = await store.findAnswer(without);
      const replayed = await store.findAnswer(withText);
      await store.erasePerson({ personId: 'p1', key: 'erase', events: [] });
      checkEqual(
        await store.findAnswer(withText),
        replayed === null ? null : { ...replayed, fingerprint: '' },
        'the answer stays, its fingerprint is empty',
      );
      checkEqual(await store.findAnswer(without), before, 'a command that brought no text keeps its fingerprint');
      checkEqual(await writeAll(store, 'c1'), (await store.loadCycle('c1'))?.cycle, 'every write may be replayed');
      checkEqual(
        await readPages((page) => store.listTexts({ cycleId: 'c1', personId: 'p1', page })),
        [],
        'a replay brings nothing back',
      );
    }),
    one<Transaction>(
      'erasure',
      'events about the person go, and as the actor of others they are erased',
      async (store) => {
        await writeAll(store, 'c1');
        const events = await readPages((page) => store.listEvents(page));
        await store.erasePerson({ personId: 'p1', key: 'erase', events: [] });
        const about = (event: (typeof events)[number]) => (event.data as { readonly personId?: string }).personId;
        const left = events.filter((event) => about(event) !== 'p1');
        check(left.length < events.length, 'the sample has events about the person');
        checkEqual(await readPages((page) => store.listEvents(page)), left, 'events about others stay as they were');
        await store.erasePerson({ personId: 'hr', key: 'erase-hr', events: [] });
        const named = left.map((event) => (event.actorid === 'hr' ? { ...event, actorid: 'erased' } : event));
        checkEqual(
          await readPages((page) => store.listEvents(page)),
          named,
          'what the person did stays, without a name',
        );
      },
    ),
    one<Transaction>('erasure', 'its events are written with it, once, behind every cursor', async (store, all) => {
      await writeAll(store, 'c1');
      const request = { personId: 'p1', key: 'erase', events: [told('told')] };
      await rolledBack<Transaction>(all.transact, async (transaction) => {
        await all.forTenant('acme').within(transaction).erasePerson(request);
      });
      checkEqual(
        (await readPages((page) => store.listTexts({ cycleId: 'c1', page }))).length,
        3,
        'rolled back: the texts stand',
      );
      check((await store.findAnswer('key-10'))?.fingerprint !== '', 'rolled back: the fingerprints stand');
      const events = await readPages((page) => store.listEvents(page));
      check(
        events.every(({ id }) => id !== 'told'),
        'rolled back: nothing is told',
      );
      const relayed = await store.listEvents({ cursor: null, limit: events.length - 1 });
      checkEqual(await store.erasePerson(request), { texts: 2 }, 'what was rolled back can be done');
      const later = await readPages((page) => store.listEvents(page));
      checkEqual(later.at(-1), told('told'), 'the erasure is told last');
      checkEqual(
        (await store.listEvents({ cursor: relayed.nextCursor, limit: 10 })).items,
        [told('told')],
        'a relay that had read all but an event that is gone reads it next',
      );
      checkEqual(
        await store.erasePerson({ ...request, events: [told('again')] }),
        { texts: 2 },
        'the key and the person alone tell a replay, which gives the first answer',
      );
      checkEqual(await readPages((page) => store.listEvents(page)), later, 'a replay tells nothing more');
      await checkRejects(
        () => store.erasePerson({ ...request, personId: 'p2' }),
        KeyConflictError,
        'another person under a used key',
      );
    }),
  ];
}
