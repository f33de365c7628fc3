import { type ConformanceCase, check, checkEqual, checkRejects, joinedStoreCase } from '@meritkit/core/conformance';
import { KeyConflictError, VersionConflictError } from '@meritkit/core/errors';
import type { TransactionalEngagementStoreV1 } from '../ports.ts';
import { erasureCases } from './erasing.ts';
import { sampleDocument, sampleEvent, sampleResponse, sampleWrite } from './samples.ts';

type Case = ConformanceCase<TransactionalEngagementStoreV1<unknown>>;
const all = { cursor: null, limit: 100 };
const admission = (digest: string) => ({ surveyId: 's', admission: { digest, cell: { team: 'a' }, spent: false } });

/** Every promise of the engagement store, as named cases. */
export const engagementStoreCases: readonly Case[] = [
  {
    group: 'round trip',
    name: 'returns documents, admissions, responses and events as written, after a restart too',
    run: async (opened) => {
      const write = sampleWrite('k', {
        documents: [sampleDocument('i1', 0, ['lin'])],
        admissions: [admission('d1')],
        responses: [{ surveyId: 's', response: sampleResponse('r1') }],
        events: [sampleEvent('e1', 'acme')],
      });
      await opened.forTenant('acme').commit(write);
      await opened.reopen();
      const store = opened.forTenant('acme');
      const { expectedVersion: _, ...document } = sampleDocument('i1', 0, ['lin']);
      checkEqual(await store.load({ type: 'issue', id: 'i1' }), { ...document, version: 1 }, 'a document comes back');
      checkEqual(
        await store.findAdmission({ surveyId: 's', digest: 'd1' }),
        admission('d1').admission,
        'an admission comes back',
      );
      checkEqual(
        (await store.listResponses({ surveyId: 's', page: all })).items,
        [sampleResponse('r1')],
        'a response comes back',
      );
      checkEqual((await store.listEvents(all)).items, [sampleEvent('e1', 'acme')], 'an event comes back');
    },
  },
  {
    group: 'round trip',
    name: 'finds nothing where nothing is',
    run: async (opened) => {
      const store = opened.forTenant('acme');
      checkEqual(await store.load({ type: 'issue', id: 'none' }), null, 'no document');
      checkEqual(await store.findAdmission({ surveyId: 's', digest: 'none' }), null, 'no admission');
    },
  },
  {
    group: 'stale version',
    name: 'refuses a write on an older version and leaves nothing of it',
    run: async (opened) => {
      const store = opened.forTenant('acme');
      await store.commit(sampleWrite('k1', { documents: [sampleDocument('i1', 0)] }));
      const stale = sampleWrite('k2', {
        documents: [sampleDocument('i2', 0), sampleDocument('i1', 0)],
        events: [sampleEvent('e2', 'acme')],
      });
      await checkRejects(() => store.commit(stale), VersionConflictError, 'a stale write is refused');
      checkEqual(await store.load({ type: 'issue', id: 'i2' }), null, 'nothing of a refused write remains');
      checkEqual((await store.listEvents(all)).items, [], 'no event of a refused write remains');
    },
  },
  {
    group: 'idempotent replay',
    name: 'has one effect for one key, and refuses the key with another payload',
    run: async (opened) => {
      const store = opened.forTenant('acme');
      const write = sampleWrite('k', { documents: [sampleDocument('i1', 0)] });
      checkEqual(await store.commit(write), { repeated: false }, 'first');
      checkEqual(await store.commit(write), { repeated: true }, 'again');
      checkEqual((await store.load({ type: 'issue', id: 'i1' }))?.version, 1, 'one effect');
      await checkRejects(() => store.commit({ ...write, fingerprint: 'other' }), KeyConflictError, 'another payload');
    },
  },
  {
    group: 'one answer',
    name: 'spends an admission once',
    run: async (opened) => {
      const store = opened.forTenant('acme');
      await store.commit(sampleWrite('k0', { admissions: [admission('d1')] }));
      const spend = (key: string, respondent: string) =>
        sampleWrite(key, {
          spent: [{ surveyId: 's', digest: 'd1' }],
          responses: [{ surveyId: 's', response: sampleResponse(respondent) }],
        });
      await store.commit(spend('k1', 'r1'));
      await checkRejects(() => store.commit(spend('k2', 'r2')), VersionConflictError, 'a spent admission is refused');
      checkEqual((await store.listResponses({ surveyId: 's', page: all })).items.length, 1, 'one response');
      checkEqual((await store.findAdmission({ surveyId: 's', digest: 'd1' }))?.spent, true, 'the admission is spent');
    },
  },
  {
    group: 'race',
    name: 'has one winner among many writers on one version',
    run: async (opened) => {
      const store = opened.forTenant('acme');
      const attempts = Array.from({ length: 8 }, (_, index) =>
        store.commit(sampleWrite(`k${index}`, { documents: [sampleDocument('i1', 0)] })),
      );
      const settled = await Promise.allSettled(attempts);
      checkEqual(settled.filter((one) => one.status === 'fulfilled').length, 1, 'one winner');
    },
  },
  {
    group: 'order',
    name: 'lists responses by random key, not by arrival',
    run: async (opened) => {
      const store = opened.forTenant('acme');
      for (const [index, respondent] of ['r3', 'r1', 'r2'].entries()) {
        await store.commit(
          sampleWrite(`k${index}`, { responses: [{ surveyId: 's', response: sampleResponse(respondent) }] }),
        );
      }
      const listed = await store.listResponses({ surveyId: 's', page: all });
      checkEqual(
        listed.items.map((response) => response.respondent),
        ['r1', 'r2', 'r3'],
        'arrival leaves no trace',
      );
      checkEqual(
        Object.keys(listed.items[0] ?? {}).sort(),
        ['answers', 'cell', 'comment', 'lane', 'respondent'],
        'nothing is added to a response',
      );
    },
  },
  {
    group: 'paging',
    name: 'pages stably while rows are added',
    run: async (opened) => {
      const store = opened.forTenant('acme');
      for (const id of ['a', 'b', 'd', 'e'])
        await store.commit(sampleWrite(`k${id}`, { documents: [sampleDocument(id, 0)] }));
      const first = await store.list({ type: 'issue', page: { cursor: null, limit: 2 } });
      await store.commit(sampleWrite('kc', { documents: [sampleDocument('c', 0)] }));
      const second = await store.list({ type: 'issue', page: { cursor: first.nextCursor, limit: 10 } });
      checkEqual(
        [...first.items, ...second.items].map((item) => item.id),
        ['a', 'b', 'c', 'd', 'e'],
        'each once',
      );
      checkEqual(second.nextCursor, null, 'the last page says so');
    },
  },
  {
    group: 'tenants',
    name: 'keeps tenants apart, keys included',
    run: async (opened) => {
      const [one, two] = [opened.forTenant('acme'), opened.forTenant('umbra')];
      await one.commit(
        sampleWrite('k', {
          documents: [sampleDocument('i1', 0, ['lin'])],
          responses: [{ surveyId: 's', response: sampleResponse('r1') }],
        }),
      );
      checkEqual(await two.load({ type: 'issue', id: 'i1' }), null, 'no document of another tenant');
      checkEqual((await two.listResponses({ surveyId: 's', page: all })).items, [], 'no response of another tenant');
      checkEqual(
        await two.commit(sampleWrite('k', { documents: [sampleDocument('i1', 0)] })),
        { repeated: false },
        'its own keys',
      );
      await two.erasePerson({ personId: 'lin', key: 'erase' });
      check(
        (await one.load({ type: 'issue', id: 'i1' }))?.personIds.includes('lin') === true,
        'erasure stays in its tenant',
      );
    },
  },
  {
    group: 'aliasing',
    name: 'shares no object with its callers',
    run: async (opened) => {
      const store = opened.forTenant('acme');
      const document = { ...sampleDocument('i1', 0), body: { id: 'i1', tags: ['a'] } };
      await store.commit(sampleWrite('k', { documents: [document] }));
      document.body.tags.push('b');
      checkEqual(
        (await store.load({ type: 'issue', id: 'i1' }))?.body,
        { id: 'i1', tags: ['a'] },
        'what was written stays',
      );
    },
  },
  joinedStoreCase({ group: 'transaction' }),
  {
    group: 'transaction',
    name: 'leaves nothing of a transaction that is rolled back',
    run: async (opened) => {
      const store = opened.forTenant('acme');
      await store.commit(sampleWrite('k0', { admissions: [admission('d1')], documents: [sampleDocument('i1', 0)] }));
      const failure = new Error('rolled back');
      try {
        await opened.transact(async (transaction) => {
          const inside = store.within(transaction);
          await inside.commit(
            sampleWrite('k1', {
              documents: [sampleDocument('i1', 1)],
              spent: [{ surveyId: 's', digest: 'd1' }],
              responses: [{ surveyId: 's', response: sampleResponse('r1') }],
            }),
          );
          throw failure;
        });
      } catch (error) {
        check(error === failure, 'the host sees its own error');
      }
      checkEqual((await store.load({ type: 'issue', id: 'i1' }))?.version, 1, 'the document is as before');
      checkEqual(
        (await store.findAdmission({ surveyId: 's', digest: 'd1' }))?.spent,
        false,
        'the admission is as before',
      );
      checkEqual((await store.listResponses({ surveyId: 's', page: all })).items, [], 'no response');
      checkEqual(
        await store.commit(sampleWrite('k1', { documents: [sampleDocument('i1', 1)] })),
        { repeated: false },
        'the key is free',
      );
    },
  },
  ...erasureCases,
];
