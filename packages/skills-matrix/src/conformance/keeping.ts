import { checkEqual, checkRejects, joinedStoreCase, readPages, rolledBack, scribble } from '@meritkit/core/conformance';
import { InvalidInputError } from '@meritkit/core/errors';
import { about, event, idsOf, rating, type SkillsCase } from './fixtures.ts';

/** Paging, isolation, aliasing, transactions, restart, outbox. */
export function keepingCases<Transaction>(): readonly SkillsCase<Transaction>[] {
  return [
    {
      group: 'stable paging',
      name: 'pages hold everything once in the order of ids, while rows are added',
      run: async ({ forTenant }) => {
        const store = forTenant('a');
        const ids = ['b', 'a', 'd', 'c', 'Z', 'é'];
        await store.appendEvidence({
          key: 'k',
          fingerprint: 'f',
          people: [about('lin', 0, ...ids.map((id) => rating(id, 'lin')))],
          events: [],
        });
        checkEqual(
          idsOf(await readPages((page) => store.listEvidence(page), 2)),
          ['Z', 'a', 'b', 'c', 'd', 'é'],
          'by code units, each once',
        );
        const first = await store.listEvidence({ cursor: null, limit: 3 });
        await store.appendEvidence({
          key: 'k2',
          fingerprint: 'f',
          people: [about('lin', 1, rating('A', 'lin'), rating('bb', 'lin'))],
          events: [],
        });
        const second = await store.listEvidence({ cursor: first.nextCursor, limit: 10 });
        checkEqual(idsOf(second.items), ['bb', 'c', 'd', 'é'], 'a cursor stays valid');
        for (const limit of [0, 1.5, 1001])
          await checkRejects(
            () => store.listEvidence({ cursor: null, limit }),
            InvalidInputError,
            `a page of ${limit}`,
          );
        for (const id of ['q', 'p'])
          await store.writeDocument({
            guard: { key: id, expectedVersion: 0 },
            schemaVersion: 1,
            type: 'course',
            id,
            body: {},
            events: [],
          });
        const documents = await readPages((page) => store.listDocuments('course', page), 1);
        checkEqual(
          documents.map((item) => item.id),
          ['p', 'q'],
          'documents in the order of ids',
        );
        checkEqual(
          (await store.listDocuments('demand', { cursor: null, limit: 10 })).items,
          [],
          'of the type asked for',
        );
      },
    },
    {
      group: 'tenant isolation',
      name: 'one tenant sees, blocks and erases nothing of another',
      run: async ({ forTenant }) => {
        const [a, b] = [forTenant('a'), forTenant('b')];
        await a.appendEvidence({
          key: 'k',
          fingerprint: 'f',
          people: [about('lin', 0, rating('e1', 'lin'))],
          events: [event('v')],
        });
        await a.writeDocument({
          guard: { key: 'd', expectedVersion: 0 },
          schemaVersion: 1,
          type: 'demand',
          id: 'd',
          body: {},
          events: [],
        });
        checkEqual((await b.readPerson('lin')).version, 0, 'no evidence');
        checkEqual(
          [
            (await b.listEvidence({ cursor: null, limit: 10 })).items,
            await b.readOutbox(10),
            await b.readDocument('demand', 'd'),
          ],
          [[], [], null],
          'nothing at all',
        );
        await b.appendEvidence({
          key: 'k',
          fingerprint: 'f',
          people: [about('lin', 0, rating('e1', 'lin', 5))],
          events: [],
        });
        await b.erasePerson({ key: 'x', personId: 'lin', events: [] });
        checkEqual((await a.readPerson('lin')).records, [rating('e1', 'lin')], "the other tenant's is untouched");
      },
    },
    {
      group: 'no aliasing',
      name: 'changing what was given or received changes nothing stored',
      run: async ({ forTenant }) => {
        const store = forTenant('a');
        const append = {
          key: 'k',
          fingerprint: 'f',
          people: [about('lin', 0, rating('e1', 'lin'))],
          events: [event('v')],
        };
        await store.appendEvidence(append);
        scribble(append);
        const write = {
          guard: { key: 'd', expectedVersion: 0 },
          schemaVersion: 1,
          type: 'demand' as const,
          id: 'd',
          body: { list: [1] },
          events: [],
        };
        scribble(await store.writeDocument(write));
        scribble(write);
        scribble(await store.readPerson('lin'));
        scribble(await store.listEvidence({ cursor: null, limit: 10 }));
        scribble(await store.readOutbox(10));
        scribble(await store.readDocument('demand', 'd'));
        checkEqual((await store.readPerson('lin')).records, [rating('e1', 'lin')], 'evidence stands');
        checkEqual(await store.readOutbox(10), [event('v')], 'events stand');
        checkEqual((await store.readDocument('demand', 'd'))?.body, { list: [1] }, 'documents stand');
      },
    },
    joinedStoreCase({ group: 'host transaction' }),
    {
      group: 'host transaction',
      name: 'what is written in a transaction that rolls back is not there, keys included',
      run: async ({ forTenant, transact }) => {
        const append = {
          key: 'k',
          fingerprint: 'f',
          people: [about('lin', 0, rating('e1', 'lin'))],
          events: [event('v')],
        };
        const write = {
          guard: { key: 'd', expectedVersion: 0 },
          schemaVersion: 1,
          type: 'demand' as const,
          id: 'd',
          body: {},
          events: [],
        };
        await rolledBack<Transaction>(transact, async (transaction) => {
          const store = forTenant('a').within(transaction);
          await store.appendEvidence(append);
          await store.writeDocument(write);
          checkEqual((await store.readPerson('lin')).version, 1, 'a transaction sees its own writes');
        });
        const store = forTenant('a');
        checkEqual(
          [
            (await store.readPerson('lin')).version,
            await store.readOutbox(10),
            await store.readDocument('demand', 'd'),
          ],
          [0, [], null],
          'nothing is left',
        );
        await transact(async (transaction) => forTenant('a').within(transaction).appendEvidence(append));
        checkEqual((await store.readPerson('lin')).version, 1, 'the same key works afterwards');
      },
    },
    {
      group: 'restart',
      name: 'everything is there after a restart, keys included',
      run: async ({ forTenant, reopen }) => {
        const append = {
          key: 'k',
          fingerprint: 'f',
          people: [about('lin', 0, rating('e1', 'lin'))],
          events: [event('v')],
        };
        const first = await forTenant('a').appendEvidence(append);
        await reopen();
        const store = forTenant('a');
        checkEqual((await store.readPerson('lin')).records, [rating('e1', 'lin')], 'evidence survives');
        checkEqual(await store.readOutbox(10), [event('v')], 'the outbox survives');
        checkEqual(await store.appendEvidence(append), first, 'keys survive');
      },
    },
    {
      group: 'outbox',
      name: 'events come oldest first until they are acknowledged',
      run: async ({ forTenant }) => {
        const store = forTenant('a');
        await store.appendEvidence({
          key: 'k',
          fingerprint: 'f',
          people: [about('lin', 0, rating('e1', 'lin'))],
          events: [event('z'), event('b')],
        });
        await store.writeDocument({
          guard: { key: 'd', expectedVersion: 0 },
          schemaVersion: 1,
          type: 'demand',
          id: 'd',
          body: {},
          events: [event('a')],
        });
        checkEqual(
          (await store.readOutbox(2)).map((item) => item.id),
          ['z', 'b'],
          'oldest first, no more than asked for',
        );
        await store.acknowledgeOutbox(['z', 'not-there']);
        checkEqual(
          (await store.readOutbox(9)).map((item) => item.id),
          ['b', 'a'],
          'acknowledged rows are gone',
        );
      },
    },
  ];
}
