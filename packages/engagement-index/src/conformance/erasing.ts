import { type ConformanceCase, check, checkEqual, checkRejects } from '@meritkit/core/conformance';
import { InvalidInputError, KeyConflictError } from '@meritkit/core/errors';
import type { EngagementStoreV1, TransactionalEngagementStoreV1 } from '../ports.ts';
import { sampleAward, sampleDocument, sampleEvent, sampleHelpEvent, sampleOf, sampleWrite } from './samples.ts';

type Case = ConformanceCase<TransactionalEngagementStoreV1<unknown>>;
const all = { cursor: null, limit: 100 };

const bodyOf = async (store: EngagementStoreV1, type: Parameters<EngagementStoreV1['load']>[0]['type'], id: string) =>
  (await store.load({ type, id }))?.body;

/** What a store promises when a person is erased. */
export const erasureCases: readonly Case[] = [
  {
    group: 'erasure',
    name: 'takes a person out of every document, once, and lists what names them before',
    run: async (opened) => {
      const store = opened.forTenant('acme');
      const documents = [
        sampleDocument('i1', 0, ['lin']),
        sampleDocument('g1', 0, ['lin'], 'signal'),
        sampleDocument('i2', 0, ['zhao']),
      ];
      await store.commit(sampleWrite('k', { documents }));
      checkEqual((await store.listByPerson({ personId: 'lin', page: all })).items.length, 2, 'the export has both');
      checkEqual(await store.erasePerson({ personId: 'lin', key: 'e' }), { documents: 2 }, 'both are touched');
      checkEqual((await store.listByPerson({ personId: 'lin', page: all })).items, [], 'nothing is theirs any more');
      const issue = await store.load({ type: 'issue', id: 'i1' });
      check(issue !== null && !JSON.stringify(issue).includes('lin'), 'an issue no longer names them');
      checkEqual(issue?.version, 2, 'the erasure is a write, which a writer on the version before must notice');
      checkEqual((await store.load({ type: 'issue', id: 'i2' }))?.personIds, ['zhao'], 'others stay');
    },
  },
  {
    group: 'erasure',
    name: 'takes along what is about the person alone',
    run: async (opened) => {
      const store = opened.forTenant('acme');
      const signal = { lane: 'attributed', personId: 'lin', indicator: 'trust', source: 'activity', value: 5 };
      const recommended = { personId: 'lin', at: '2026-11-22T09:00:00+08:00', activityId: 'quiz' };
      const documents = [sampleOf('signal', 'g1', signal), sampleOf('recommendation', 'r1', recommended)];
      await store.commit(sampleWrite('k', { documents }));
      checkEqual(await store.erasePerson({ personId: 'lin', key: 'e' }), { documents: 2 }, 'both are counted');
      checkEqual(await store.load({ type: 'signal', id: 'g1' }), null, 'a signal is gone');
      checkEqual((await store.list({ type: 'recommendation', page: all })).items, [], 'a recommendation is gone');
    },
  },
  {
    group: 'erasure',
    name: 'takes nothing else along: people called like a state, a field, a tenant or another id',
    run: async (opened) => {
      const store = opened.forTenant('acme');
      const need = { id: 'acme', teamId: 'open', postedBy: 'open', text: 'acme', bestPractice: 'open' };
      const helpers = [{ personId: 'acme', teamId: 'acme', confirmedOn: null }];
      const events = [sampleHelpEvent('acme', 'acme', 'acme', 'open')];
      const counted = { ok: true, counts: { ok: 2, winner: 1 }, winner: 'ok', reward: null, events };
      const documents = [
        sampleOf('help-need', 'n1', { ...need, helpers }),
        sampleOf('outcome', 'o1', { command: 'award.decide', request: 'ok', answer: counted as never }),
      ];
      await store.commit(sampleWrite('k', { documents, events }));
      for (const personId of ['open', 'acme', 'ok']) await store.erasePerson({ personId, key: `e-${personId}` });
      checkEqual(
        await bodyOf(store, 'help-need', 'n1'),
        { schemaVersion: 1, ...need, postedBy: 'erased', helpers: [{ ...helpers[0], personId: 'erased-2' }] },
        'a need keeps its team, its text and its id',
      );
      const left = { ...events[0], actorid: 'erased', data: { needId: 'acme', helperId: 'erased-2' } };
      checkEqual((await store.listEvents(all)).items, [left as never], 'an event keeps its tenant and its need');
      const answer = { ok: true, counts: { 'erased-3': 2, winner: 1 }, winner: 'erased-3', reward: null };
      checkEqual(
        (await bodyOf(store, 'outcome', 'o1'))?.answer,
        { ...answer, events: [left] } as never,
        'an answer keeps its fields, and the names of its counts are people',
      );
    },
  },
  {
    group: 'erasure',
    name: 'keeps two erased people of one document apart',
    run: async (opened) => {
      const store = opened.forTenant('acme');
      const award = sampleAward('star', [
        ['lin', 'wu'],
        ['zhao', 'wu'],
        ['wu', 'lin'],
      ]);
      await store.commit(sampleWrite('k', { documents: [award] }));
      for (const personId of ['lin', 'zhao']) await store.erasePerson({ personId, key: `e-${personId}` });
      const vote = (voterId: string, personId: string) => ({ voterId, personId });
      const left = (await store.load({ type: 'award', id: 'star' }))!;
      checkEqual(
        left.body.votes,
        [vote('erased', 'wu'), vote('erased-2', 'wu'), vote('wu', 'erased')] as never,
        'three votes of three people, and one person in two places is one',
      );
      checkEqual(left.personIds, ['wu'], 'nobody is called by what stands for them');
    },
  },
  {
    group: 'erasure',
    name: 'takes a person out of every event that waits, and says the rest',
    run: async (opened) => {
      const store = opened.forTenant('acme');
      const events = [
        sampleHelpEvent('e1', 'acme', 'lin', 'zhao'),
        sampleHelpEvent('e2', 'acme', 'wu', 'lin'),
        sampleEvent('e3', 'acme'),
      ];
      await store.commit(sampleWrite('k', { events }));
      await store.erasePerson({ personId: 'lin', key: 'e' });
      const [one, two, three] = (await store.listEvents(all)).items;
      checkEqual(one?.data, { needId: 'lin', helperId: 'erased' }, 'what an event is about no longer names them');
      checkEqual([two?.actorid, two?.data], ['erased', events[1]!.data] as never, 'nor who acted');
      checkEqual(three, events[2], 'another event is as it was');
    },
  },
  {
    group: 'erasure',
    name: 'happens once per key',
    run: async (opened) => {
      const store = opened.forTenant('acme');
      await store.commit(sampleWrite('k', { documents: [sampleDocument('i1', 0, ['lin'])] }));
      const first = await store.erasePerson({ personId: 'lin', key: 'e' });
      await store.commit(sampleWrite('k2', { documents: [sampleDocument('i2', 0, ['lin'])] }));
      checkEqual(await store.erasePerson({ personId: 'lin', key: 'e' }), first, 'again is the same answer');
      checkEqual((await store.load({ type: 'issue', id: 'i2' }))?.version, 1, 'and changes nothing');
      await checkRejects(
        () => store.erasePerson({ personId: 'lin', key: 'k' }),
        KeyConflictError,
        'the key of a write is no key of an erasure',
      );
    },
  },
  {
    group: 'erasure',
    name: 'refuses, and erases nothing, where a later build wrote about the person',
    run: async (opened) => {
      const store = opened.forTenant('acme');
      const later = { ...sampleDocument('i9', 0, ['lin']) };
      const documents = [
        sampleDocument('i1', 0, ['lin']),
        { ...later, body: { ...later.body, schemaVersion: 99 } },
        sampleDocument('g1', 0, ['lin'], 'signal'),
      ];
      await store.commit(sampleWrite('k', { documents, events: [sampleHelpEvent('e1', 'acme', 'lin', 'zhao')] }));
      await checkRejects(() => store.erasePerson({ personId: 'lin', key: 'e' }), InvalidInputError, 'it is refused');
      checkEqual(await bodyOf(store, 'issue', 'i1'), documents[0]!.body, 'what could be erased is as it was');
      check((await store.load({ type: 'signal', id: 'g1' })) !== null, 'a signal is still there');
      checkEqual((await store.listEvents(all)).items[0]?.data, { needId: 'lin', helperId: 'lin' }, 'so is an event');
    },
  },
  {
    group: 'erasure',
    name: 'leaves everything as it was when its transaction is rolled back',
    run: async (opened) => {
      const store = opened.forTenant('acme');
      const documents = [sampleDocument('i1', 0, ['lin']), sampleDocument('g1', 0, ['lin'], 'signal')];
      await store.commit(sampleWrite('k', { documents, events: [sampleHelpEvent('e1', 'acme', 'lin', 'zhao')] }));
      const failure = new Error('rolled back');
      try {
        await opened.transact(async (transaction) => {
          await store.within(transaction).erasePerson({ personId: 'lin', key: 'e' });
          throw failure;
        });
      } catch (error) {
        check(error === failure, 'the host sees its own error');
      }
      checkEqual((await store.listByPerson({ personId: 'lin', page: all })).items.length, 2, 'both documents are back');
      checkEqual((await store.listEvents(all)).items[0]?.data, { needId: 'lin', helperId: 'lin' }, 'and the event');
      checkEqual(await store.erasePerson({ personId: 'lin', key: 'e' }), { documents: 2 }, 'the key is free');
    },
  },
];
