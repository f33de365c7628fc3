import { check, checkBinding, checkEqual, checkRejects, race, readPages } from '@meritkit/core/conformance';
import { KeyConflictError, VersionConflictError } from '@meritkit/core/errors';
import { about, event, idsOf, rating, type SkillsCase } from './fixtures.ts';

/** Round trip, versions, keys, races, atomicity. */
export function writingCases<Transaction>(): readonly SkillsCase<Transaction>[] {
  return [
    {
      group: 'round trip',
      name: 'evidence comes back by person and in whole, and documents by id',
      run: async ({ forTenant }) => {
        const store = forTenant('a');
        checkBinding(store, 'a');
        checkEqual(
          await store.readPerson('lin'),
          { personId: 'lin', version: 0, records: [] },
          'an unknown person has no evidence at version 0',
        );
        const answer = await store.appendEvidence({
          key: 'k1',
          fingerprint: 'f',
          people: [about('lin', 0, rating('e2', 'lin'), rating('e1', 'lin')), about('wu', 0, rating('e3', 'wu'))],
          events: [event('v1')],
        });
        checkEqual(
          answer,
          {
            versions: [
              { personId: 'lin', version: 1 },
              { personId: 'wu', version: 1 },
            ],
          },
          'each person has a new version',
        );
        checkEqual(
          await store.readPerson('lin'),
          { personId: 'lin', version: 1, records: [rating('e1', 'lin'), rating('e2', 'lin')] },
          "a person's evidence comes back in the order of its ids",
        );
        const document = await store.writeDocument({
          guard: { key: 'k2', expectedVersion: 0 },
          schemaVersion: 7,
          type: 'demand',
          id: 'd',
          body: { skills: [] },
          events: [],
        });
        checkEqual(
          document,
          { schemaVersion: 7, type: 'demand', id: 'd', version: 1, body: { skills: [] } },
          'a document is answered with its version, and with that of its shape as it was given',
        );
        checkEqual(await store.readDocument('demand', 'd'), document, 'a document comes back');
        checkEqual(await store.readDocument('taxonomy', 'd'), null, 'a document of another type is another one');
      },
    },
    {
      group: 'stale version',
      name: 'a write on an older version is a conflict and writes nothing',
      run: async ({ forTenant }) => {
        const store = forTenant('a');
        await store.appendEvidence({
          key: 'k1',
          fingerprint: 'f',
          people: [about('lin', 0, rating('e1', 'lin'))],
          events: [],
        });
        for (const version of [0, 2]) {
          const stale = {
            key: `s${version}`,
            fingerprint: 'f',
            people: [about('lin', version, rating('e2', 'lin'))],
            events: [event('lost')],
          };
          await checkRejects(() => store.appendEvidence(stale), VersionConflictError, 'evidence on a stale version');
        }
        checkEqual(idsOf((await store.readPerson('lin')).records), ['e1'], 'nothing was written');
        const body = { name: 'one' };
        await store.writeDocument({
          guard: { key: 'd1', expectedVersion: 0 },
          schemaVersion: 1,
          type: 'demand',
          id: 'd',
          body,
          events: [],
        });
        const stale = {
          guard: { key: 'd2', expectedVersion: 0 },
          schemaVersion: 1,
          type: 'demand' as const,
          id: 'd',
          body: { name: 'two' },
          events: [],
        };
        await checkRejects(() => store.writeDocument(stale), VersionConflictError, 'a document on a stale version');
        checkEqual((await store.readDocument('demand', 'd'))?.body, body, 'the document stands');
        checkEqual(await store.readOutbox(10), [], 'a refused write leaves no outbox row');
      },
    },
    {
      group: 'idempotent replay',
      name: 'the same key with the same content has one effect; with other content it is a conflict',
      run: async ({ forTenant }) => {
        const store = forTenant('a');
        const append = {
          key: 'k',
          fingerprint: 'f',
          people: [about('lin', 0, rating('e1', 'lin'))],
          events: [event('v1')],
        };
        const first = await store.appendEvidence(append);
        checkEqual(
          await store.appendEvidence(append),
          first,
          'a replay gives the first answer, though the version moved on',
        );
        const later = { ...append, people: [about('lin', 1, rating('e1', 'lin'))], events: [event('v2')] };
        checkEqual(await store.appendEvidence(later), first, 'the fingerprint alone tells a replay');
        checkEqual((await store.readPerson('lin')).version, 1, 'a replay changes nothing');
        checkEqual((await store.readOutbox(10)).length, 1, 'a replay adds no event');
        await checkRejects(
          () => store.appendEvidence({ ...append, fingerprint: 'g' }),
          KeyConflictError,
          'a key with other content',
        );
        const write = {
          guard: { key: 'd', expectedVersion: 0 },
          schemaVersion: 1,
          type: 'ladder' as const,
          id: 'x',
          body: { a: 1 },
          events: [],
        };
        checkEqual(
          await store.writeDocument(write),
          await store.writeDocument(write),
          'a replayed document gives the first answer',
        );
        await checkRejects(
          () => store.writeDocument({ ...write, body: { a: 2 } }),
          KeyConflictError,
          'a document key with other content',
        );
      },
    },
    {
      group: 'immutable evidence',
      name: 'an evidence id is taken once: the same content again adds nothing, other content is a conflict',
      run: async ({ forTenant }) => {
        const store = forTenant('a');
        await store.appendEvidence({
          key: 'k1',
          fingerprint: 'f',
          people: [about('lin', 0, rating('e1', 'lin'))],
          events: [],
        });
        await store.appendEvidence({
          key: 'k2',
          fingerprint: 'f',
          people: [about('lin', 1, rating('e1', 'lin'), rating('e2', 'lin'))],
          events: [],
        });
        checkEqual(idsOf((await store.readPerson('lin')).records), ['e1', 'e2'], 'each id stands once');
        const changed = { key: 'k3', fingerprint: 'f', people: [about('lin', 2, rating('e1', 'lin', 5))], events: [] };
        await checkRejects(() => store.appendEvidence(changed), KeyConflictError, 'evidence with other content');
        checkEqual((await store.readPerson('lin')).records[0], rating('e1', 'lin'), 'evidence never changes');
      },
    },
    {
      group: 'race',
      name: 'of many writers on one version one wins',
      run: async ({ forTenant }) => {
        const winners = await race({
          runners: 8,
          work: (at) =>
            forTenant('a').appendEvidence({
              key: `k${at}`,
              fingerprint: 'f',
              people: [about('lin', 0, rating(`e${at}`, 'lin'))],
              events: [event(`v${at}`)],
            }),
          lost: VersionConflictError.isInstance.bind(VersionConflictError),
        });
        checkEqual(winners, 1, 'one append wins');
        const store = forTenant('a');
        checkEqual(
          [(await store.readPerson('lin')).records.length, (await store.readOutbox(10)).length],
          [1, 1],
          'only the winner wrote',
        );
      },
    },
    {
      group: 'atomic writes',
      name: 'one bad person in an append leaves nothing of the others',
      run: async ({ forTenant }) => {
        const store = forTenant('a');
        const people = [about('lin', 0, rating('e1', 'lin')), about('wu', 7, rating('e2', 'wu'))];
        await checkRejects(
          () => store.appendEvidence({ key: 'k', fingerprint: 'f', people, events: [event('v')] }),
          VersionConflictError,
          'a bad version among good ones',
        );
        checkEqual(await readPages((page) => store.listEvidence(page), 10), [], 'nothing was written');
        checkEqual(await store.readOutbox(10), [], 'no event was written');
        const retry = [about('lin', 0, rating('e1', 'lin')), about('wu', 0, rating('e2', 'wu'))];
        const answer = await store.appendEvidence({ key: 'k', fingerprint: 'f', people: retry, events: [] });
        check(answer.versions.length === 2, 'a refused write does not use up its key');
      },
    },
  ];
}
