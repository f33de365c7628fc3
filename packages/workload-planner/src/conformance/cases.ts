import { type ConformanceCase, check, checkEqual, checkRejects } from '@meritkit/core/conformance';
import { InvalidInputError, KeyConflictError, VersionConflictError } from '@meritkit/core/errors';
import type { PlannerDocument, PlannerStoreV1 } from '../ports.ts';
import { sampleCommit, sampleDocument } from './samples.ts';
import { transactionCases } from './transaction-cases.ts';

type Case = ConformanceCase<PlannerStoreV1<unknown>, unknown>;

const tenantId = 'acme';
const from = (limit: number) => ({ cursor: null, limit });

const read: readonly Case[] = [
  {
    group: 'round trip',
    name: 'documents, events, the answer and the version come back as written',
    run: async (opened) => {
      const store = opened.forTenant(tenantId);
      checkEqual(await store.readVersion(), 0, 'an empty book has version 0');
      const commit = sampleCommit({ tenantId, key: 'one', expectedVersion: 0 });
      const { repeated, record } = await store.append(commit);
      check(!repeated, 'a first append is no repetition');
      const { fingerprint, answer } = commit;
      checkEqual(record, { key: 'one', fingerprint, version: 1, answer }, 'the record says what was done');
      checkEqual(await store.readVersion(), 1, 'a commit raises the version by one');
      checkEqual(
        await store.getDocument({ type: 'allocation', id: 'one' }),
        commit.put[0],
        'a document reads as written',
      );
      checkEqual((await store.listEvents({ page: from(10) })).items, commit.events, 'the outbox holds the events');
      checkEqual(await store.findCommit('one'), record, 'a key tells what it did');
      checkEqual(await store.findCommit('two'), null, 'an unknown key is null');
      checkEqual(await store.getDocument({ type: 'demand', id: 'one' }), null, 'a name belongs to its type');
    },
  },
  {
    group: 'round trip',
    name: 'a document written again is replaced, and a removed one is gone',
    run: async (opened) => {
      const store = opened.forTenant(tenantId);
      await store.append(sampleCommit({ tenantId, key: 'a', expectedVersion: 0, put: [sampleDocument('x')] }));
      const put = [sampleDocument('x', 'zhao', 16)];
      await store.append(sampleCommit({ tenantId, key: 'b', expectedVersion: 1, put }));
      checkEqual(await store.getDocument({ type: 'allocation', id: 'x' }), put[0], 'the later document stands');
      const remove = [
        { type: 'allocation', id: 'x' },
        { type: 'allocation', id: 'never there' },
      ] as const;
      await store.append(sampleCommit({ tenantId, key: 'c', expectedVersion: 2, put: [], remove }));
      checkEqual(await store.getDocument({ type: 'allocation', id: 'x' }), null, 'a removed document is gone');
    },
  },
  {
    group: 'restart',
    name: 'what was written is there after a restart',
    run: async (opened) => {
      await opened.forTenant(tenantId).append(sampleCommit({ tenantId, key: 'one', expectedVersion: 0 }));
      await opened.reopen();
      const store = opened.forTenant(tenantId);
      checkEqual(await store.readVersion(), 1, 'the version survives');
      check((await store.getDocument({ type: 'allocation', id: 'one' })) !== null, 'the document survives');
      check((await store.findCommit('one')) !== null, 'the key survives');
    },
  },
  {
    group: 'paging',
    name: 'pages hold every document once, in the order of ids, while others are added',
    run: async (opened) => {
      const store = opened.forTenant(tenantId);
      const put = ['b', 'd', 'f', 'h', 'Z', '中'].map((id) => sampleDocument(id));
      await store.append(sampleCommit({ tenantId, key: 'k', expectedVersion: 0, put }));
      const first = await store.listDocuments({ type: 'allocation', page: from(2) });
      checkEqual(
        first.items.map(({ id }) => id),
        ['Z', 'b'],
        'ids are ordered by code unit',
      );
      await store.append(sampleCommit({ tenantId, key: 'l', expectedVersion: 1, put: [sampleDocument('a')] }));
      const ids: string[] = [];
      let cursor = first.nextCursor;
      while (cursor !== null) {
        const page: Awaited<ReturnType<typeof store.listDocuments>> = await store.listDocuments({
          type: 'allocation',
          page: { cursor, limit: 2 },
        });
        ids.push(...page.items.map(({ id }) => id));
        cursor = page.nextCursor;
      }
      checkEqual(ids, ['d', 'f', 'h', '中'], 'later pages neither repeat nor leave out');
    },
  },
  {
    group: 'paging',
    name: 'lists keep to a person, and refuse a page of no size',
    run: async (opened) => {
      const store = opened.forTenant(tenantId);
      const put = [sampleDocument('a', 'lin'), sampleDocument('b', 'zhao')];
      await store.append(sampleCommit({ tenantId, key: 'k', expectedVersion: 0, put }));
      const page = await store.listDocuments({ type: 'allocation', personId: 'zhao', page: from(10) });
      checkEqual(
        page.items.map(({ id }) => id),
        ['b'],
        'only the person’s documents',
      );
      const none = () => store.listDocuments({ type: 'allocation', page: from(0) });
      await checkRejects(none, InvalidInputError, 'a page has a size');
    },
  },
  {
    group: 'events',
    name: 'the outbox keeps the order of commits, page by page',
    run: async (opened) => {
      const store = opened.forTenant(tenantId);
      for (const [version, key] of ['z', 'a', 'm'].entries()) {
        await store.append(sampleCommit({ tenantId, key, expectedVersion: version }));
      }
      const first = await store.listEvents({ page: from(2) });
      const rest = await store.listEvents({ page: { cursor: first.nextCursor, limit: 2 } });
      checkEqual(
        [...first.items, ...rest.items].map(({ id }) => id),
        ['z', 'a', 'm'],
        'events come oldest first',
      );
      checkEqual(rest.nextCursor, null, 'the last page has no next');
    },
  },
];

const guards: readonly Case[] = [
  {
    group: 'idempotent replay',
    name: 'a key repeated gives the first answer and writes nothing, whatever version it names',
    run: async (opened) => {
      const store = opened.forTenant(tenantId);
      const commit = sampleCommit({ tenantId, key: 'one', expectedVersion: 0 });
      const first = await store.append(commit);
      const again = await store.append({ ...commit, put: [sampleDocument('other')], answer: { other: true } });
      check(again.repeated, 'the second append is a repetition');
      checkEqual(again.record, first.record, 'the first answer is given again');
      checkEqual(await store.getDocument({ type: 'allocation', id: 'other' }), null, 'nothing is written');
      checkEqual(await store.readVersion(), 1, 'the version stays');
      checkEqual((await store.listEvents({ page: from(10) })).items.length, 1, 'no event is added');
    },
  },
  {
    group: 'idempotent replay',
    name: 'a key with another payload is a key conflict, before the version is looked at',
    run: async (opened) => {
      const store = opened.forTenant(tenantId);
      await store.append(sampleCommit({ tenantId, key: 'one', expectedVersion: 0 }));
      const other = sampleCommit({ tenantId, key: 'one', expectedVersion: 7, fingerprint: 'another' });
      await checkRejects(() => store.append(other), KeyConflictError, 'a key means one thing');
    },
  },
  {
    group: 'stale version',
    name: 'a commit on an older or a future version is refused and leaves nothing',
    run: async (opened) => {
      const store = opened.forTenant(tenantId);
      await store.append(sampleCommit({ tenantId, key: 'one', expectedVersion: 0 }));
      for (const expectedVersion of [0, 2]) {
        const late = sampleCommit({ tenantId, key: 'late', expectedVersion });
        await checkRejects(() => store.append(late), VersionConflictError, 'a decision stands on the version it saw');
      }
      checkEqual(await store.getDocument({ type: 'allocation', id: 'late' }), null, 'nothing of it is there');
      checkEqual(await store.findCommit('late'), null, 'its key is free');
      checkEqual((await store.listEvents({ page: from(10) })).items.length, 1, 'its event is not there');
    },
  },
  {
    group: 'race',
    name: 'of many commits on one version, exactly one wins',
    run: async (opened) => {
      const results = await Promise.allSettled(
        Array.from({ length: 8 }, (_unused, index) =>
          opened.forTenant(tenantId).append(sampleCommit({ tenantId, key: `k${index}`, expectedVersion: 0 })),
        ),
      );
      checkEqual(results.filter(({ status }) => status === 'fulfilled').length, 1, 'one winner');
      for (const result of results) {
        if (result.status === 'rejected') {
          check(VersionConflictError.isInstance(result.reason), 'the others see a version conflict');
        }
      }
      const { items } = await opened.forTenant(tenantId).listDocuments({ type: 'allocation', page: from(10) });
      checkEqual(items.length, 1, 'only the winner’s document is there');
    },
  },
  {
    group: 'tenant isolation',
    name: 'tenants share neither documents, keys, events nor versions',
    run: async (opened) => {
      await opened.forTenant(tenantId).append(sampleCommit({ tenantId, key: 'one', expectedVersion: 0 }));
      const other = opened.forTenant('globex');
      checkEqual(other.tenantId, 'globex', 'a store knows its tenant');
      checkEqual(await other.readVersion(), 0, 'another book');
      checkEqual(await other.getDocument({ type: 'allocation', id: 'one' }), null, 'other documents');
      checkEqual(await other.findCommit('one'), null, 'other keys');
      checkEqual((await other.listEvents({ page: from(10) })).items, [], 'another outbox');
      checkEqual((await other.listDocuments({ type: 'allocation', page: from(10) })).items, [], 'other lists');
      checkEqual(
        (await other.erasePerson({ personId: 'lin', key: 'e', events: [] })).documents,
        0,
        'erasure stays in its tenant',
      );
      const kept = await opened.forTenant(tenantId).getDocument({ type: 'allocation', id: 'one' });
      check(kept !== null, 'the other tenant’s document stays');
    },
  },
  {
    group: 'aliasing',
    name: 'changing what was written or read changes nothing in the store',
    run: async (opened) => {
      const store = opened.forTenant(tenantId);
      const commit = sampleCommit({ tenantId, key: 'one', expectedVersion: 0 });
      const wanted = structuredClone(commit.put[0]);
      await store.append(commit);
      spoil(commit.put[0]!);
      const seen = await store.getDocument({ type: 'allocation', id: 'one' });
      checkEqual(seen, wanted, 'the writer’s object is not kept');
      spoil(seen!);
      checkEqual(await store.getDocument({ type: 'allocation', id: 'one' }), wanted, 'the reader’s object is a copy');
      const { items } = await store.listDocuments({ type: 'allocation', page: from(10) });
      spoil(items[0]!);
      checkEqual(await store.getDocument({ type: 'allocation', id: 'one' }), wanted, 'so are listed ones');
    },
  },
];

/** Every promise of the planner's port. */
export const plannerStoreCases: readonly Case[] = [...read, ...guards, ...transactionCases];

function spoil(document: PlannerDocument): void {
  (document.body as Record<string, unknown>).hours = 'spoilt';
}
