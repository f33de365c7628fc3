import { type ConformanceCase, check, checkEqual, checkRejects, joinedStoreCase } from '@meritkit/core/conformance';
import { VersionConflictError } from '@meritkit/core/errors';
import type { StoredEntry } from '../ledger/entry.ts';
import type { LedgerStoreV1, TransactionalLedgerStoreV1 } from '../ports.ts';
import { sealBatch, verifySeals } from '../seal/index.ts';
import { accountIn, eventOf, everythingIn, grantCommit, openWithGrant, ownerOf, plain } from './fixtures.ts';

type Case = ConformanceCase<LedgerStoreV1>;

/** Paging, tenants, aliasing, transactions, the outbox, seals and erasure. */
export const keepingCases: readonly Case[] = [
  {
    group: 'paging',
    name: 'every entry is listed once, in order, while more are written',
    run: async ({ forTenant }) => {
      const store = forTenant('t1');
      for (let index = 0; index < 7; index += 1) await openWithGrant(store, `p${index}`);
      const seen: StoredEntry[] = [];
      let cursor: string | null = null;
      let more = 7;
      do {
        const page: Awaited<ReturnType<LedgerStoreV1['listEntries']>> = await store.listEntries(
          {},
          { cursor, limit: 3 },
        );
        check(page.items.length <= 3, 'a page holds at most its limit');
        seen.push(...page.items);
        cursor = page.nextCursor;
        if (more < 9) {
          await openWithGrant(store, `p${more}`);
          more += 1;
        }
      } while (cursor !== null);
      const ids = seen.map(({ entry }) => entry.id);
      checkEqual(new Set(ids).size, ids.length, 'no entry is listed twice');
      for (let index = 0; index < 7; index += 1) check(ids.includes(`entry-open-p${index}`), 'no entry is left out');
      const positions = seen.map(({ position }) => position);
      check(
        positions.every((position, index) => index === 0 || position > positions[index - 1]!),
        'positions rise',
      );
    },
  },
  {
    group: 'paging',
    name: 'filters let through what they say',
    run: async ({ forTenant }) => {
      const store = forTenant('t1');
      const lin = await openWithGrant(store, 'lin');
      await openWithGrant(store, 'zhao');
      const page = { cursor: null, limit: 10 };
      const listed = await store.listEntries({ accountId: lin.id }, page);
      checkEqual(
        listed.items.map(({ entry }) => entry.id),
        ['entry-open-lin'],
        'by account',
      );
      const at = listed.items[0]!.entry.effectiveMs;
      checkEqual((await store.listEntries({ beforeMs: at }, page)).items.length, 0, 'the end of a period is not in it');
      checkEqual((await store.listEntries({ fromMs: at, kinds: ['earn'] }, page)).items.length, 2, 'the start is');
      checkEqual((await store.listEntries({ unit: 'hours' }, page)).items.length, 0, 'by unit');
      checkEqual(
        (await store.listAccounts({ kind: 'person', unit: 'points' }, page)).items.length,
        2,
        'accounts by kind',
      );
      checkEqual((await store.listAccounts({ kind: 'budget' }, page)).items.length, 0, 'no account of another kind');
    },
  },
  {
    group: 'tenant isolation',
    name: 'tenants share nothing, not even keys and ids',
    run: async ({ forTenant }) => {
      await openWithGrant(forTenant('t1'), 'lin');
      const other = forTenant('t2');
      const loaded = await other.load({ key: 'open-lin', owners: [ownerOf('lin')], entryIds: ['entry-open-lin'] });
      check(
        loaded.record === null && loaded.accounts.length === 0 && loaded.entries.length === 0,
        'nothing is seen across',
      );
      await openWithGrant(other, 'lin');
      checkEqual((await accountIn(forTenant('t1'), 'lin')).version, 1, 'nothing is changed across');
      checkEqual([forTenant('t1').tenantId, other.tenantId], ['t1', 't2'], 'a store knows its tenant');
    },
  },
  {
    group: 'no aliasing',
    name: 'changing what was given or taken changes nothing inside',
    run: async ({ forTenant }) => {
      const store = forTenant('t1');
      const commit = structuredClone(grantCommit({ key: 'k', entryId: 'e', personId: 'lin' }));
      await store.append(commit);
      const before = await everythingIn(store, ['lin']);
      deface(commit.accounts[0]!.state);
      deface(commit.entries[0]);
      deface(commit.details[0]!.fields);
      const loaded = await store.load({ key: 'k', owners: [ownerOf('lin')], entryIds: ['e'] });
      deface(loaded.accounts[0]);
      deface(loaded.accounts[0]?.lots[0]);
      deface(loaded.entries[0]?.entry.postings[0]);
      deface(loaded.record?.entries[0]);
      checkEqual(await everythingIn(store, ['lin']), before, 'the store shares no object with its callers');
    },
  },
  {
    group: 'host transaction',
    name: 'what a rolled back transaction wrote is not there; what a committed one wrote is',
    run: async ({ forTenant, transact }) => {
      const store = forTenant('t1');
      await openWithGrant(store, 'zhao');
      const before = await everythingIn(store, ['lin', 'zhao']);
      const inside = (transaction: unknown) => (store as TransactionalLedgerStoreV1<unknown>).within(transaction);
      await transact(async (transaction) => {
        await openWithGrant(inside(transaction), 'lin');
        throw new Error('the host changes its mind');
      }).catch(() => undefined);
      checkEqual(await everythingIn(store, ['lin', 'zhao']), before, 'a rolled back transaction leaves nothing');
      check((await store.load({ key: 'open-lin' })).record === null, 'its key is free again');
      await transact((transaction) => openWithGrant(inside(transaction), 'lin'));
      checkEqual((await accountIn(store, 'lin')).version, 1, 'a committed transaction leaves everything');
    },
  },
  joinedStoreCase<TransactionalLedgerStoreV1<unknown>>({ group: 'host transaction' }) as Case,
  {
    group: 'host transaction',
    name: 'a rolled back erasure has forgotten nothing',
    run: async ({ forTenant, transact }) => {
      const store = forTenant('t1');
      const grant = grantCommit({ key: 'k', entryId: 'e', personId: 'lin' });
      const event = { ...eventOf('event'), data: { ownerKind: 'person', ownerId: 'lin' } };
      await store.append({ ...grant, outbox: [event] });
      await store.append({
        ...grantCommit({ key: 'k2', entryId: 'e2', personId: 'zhao' }),
        details: [{ entryId: 'e2', fields: { requestedBy: 'lin' } }],
      });
      const before = await everythingIn(store, ['lin', 'zhao']);
      await transact(async (transaction) => {
        const inside = (store as TransactionalLedgerStoreV1<unknown>).within(transaction);
        await inside.eraseOwner({ kind: 'person', id: 'lin' });
        throw new Error('the host changes its mind');
      }).catch(() => undefined);
      checkEqual(await everythingIn(store, ['lin', 'zhao']), before, 'owner, details and events are as before');
    },
  },
  {
    group: 'outbox',
    name: 'events are there with their entry, oldest first, until acknowledged',
    run: async ({ forTenant }) => {
      const store = forTenant('t1');
      for (const id of ['a', 'b', 'c']) {
        await store.append({
          ...grantCommit({ key: id, entryId: id, personId: id }),
          outbox: [eventOf(`event-${id}`)],
        });
      }
      const ids = async (limit: number) => (await store.readOutbox(limit)).map((event) => event.id);
      checkEqual(await ids(10), ['event-a', 'event-b', 'event-c'], 'every event is there, oldest first');
      checkEqual(await ids(2), ['event-a', 'event-b'], 'no more than asked for');
      await store.acknowledgeOutbox(['event-a', 'event-a', 'unknown']);
      checkEqual(await ids(10), ['event-b', 'event-c'], 'acknowledged events go; twice and unknown ones do no harm');
    },
  },
  {
    group: 'seals',
    name: 'a seal is written once, and the next must follow',
    run: async ({ forTenant }) => {
      const store = forTenant('t1');
      await openWithGrant(store, 'lin');
      const [stored] = (await store.listEntries({}, { cursor: null, limit: 10 })).items;
      const details = { fields: { reason: 'why' }, salt: 'a-salt' };
      const { seal, leaves } = sealBatch({ entries: [{ ...stored!, details }], previous: null, sealedMs: 1 });
      const sealed = { seal, leaves, salts: [{ entryId: stored!.entry.id, salt: 'a-salt' }] };
      await store.appendSeal(sealed);
      await checkRejects(() => store.appendSeal(sealed), VersionConflictError, 'of two sealers, one wins');
      const page = { cursor: null, limit: 10 };
      checkEqual((await store.listSeals(page)).items, [seal], 'the seal comes back as written');
      checkEqual((await store.listSealLeaves(page)).items, leaves, 'its leaves too');
      checkEqual((await store.readDetails([stored!.entry.id]))[0]?.salt, 'a-salt', 'the salt lies with the details');
    },
  },
  {
    group: 'erasure',
    name: 'an erased owner is gone with the words; the journal stands',
    run: async ({ forTenant }) => {
      const store = forTenant('t1');
      const account = await openWithGrant(store, 'lin');
      await openWithGrant(store, 'zhao');
      const journal = plain((await store.listEntries({}, { cursor: null, limit: 10 })).items);
      const erased = await store.eraseOwner({ kind: 'person', id: 'lin' });
      checkEqual(erased, { accounts: 1, details: 1 }, 'what was erased is counted');
      checkEqual(await store.readDetails(['entry-open-lin']), [], 'the words are gone');
      const loaded = await store.load({ owners: [ownerOf('lin')], ownersOf: [account.id] });
      checkEqual([loaded.bindings, loaded.accounts], [[], []], 'nothing leads from the person to the account or back');
      checkEqual(
        plain((await store.listEntries({}, { cursor: null, limit: 10 })).items),
        journal,
        'the journal stands',
      );
      checkEqual((await store.readDetails(['entry-open-zhao'])).length, 1, "other people's words stay");
    },
  },
  {
    group: 'erasure',
    name: 'an erased person is named by no details and no event, of whichever entry',
    run: async ({ forTenant }) => {
      const store = forTenant('t1');
      await openWithGrant(store, 'lin');
      const names = ['requestedBy', 'requestedOnBehalfOf', 'approvedBy', 'approvedOnBehalfOf'] as const;
      for (const [index, field] of names.entries()) {
        const entryId = `e${index}`;
        const fields = { reason: `why ${entryId}`, requestedBy: 'boss', [field]: 'lin' };
        const commit = grantCommit({ key: entryId, entryId, personId: `p${index}` });
        const outbox = ['person', 'team'].map((ownerKind) => ({
          ...eventOf(`${ownerKind}-${index}`),
          data: { entryId, ownerKind, ownerId: 'lin' },
        }));
        await store.append({ ...commit, details: [{ entryId, fields }], outbox });
      }
      const alone = grantCommit({ key: 'alone', entryId: 'alone', personId: 'zhao' });
      await store.append({ ...alone, details: [{ entryId: 'alone', fields: { approvedBy: 'lin' } }] });
      const erased = await store.eraseOwner({ kind: 'person', id: 'lin' });
      checkEqual(erased, { accounts: 1, details: 6 }, 'what was erased is counted');
      const rows = await store.readDetails([...names.map((_, index) => `e${index}`), 'alone']);
      checkEqual(
        rows.map(({ entryId, fields }) => [entryId, Object.keys(fields).sort(), Object.values(fields).includes('lin')]),
        names.map((field, index) => {
          return [`e${index}`, field === 'requestedBy' ? ['reason'] : ['reason', 'requestedBy'], false];
        }),
        'the names are gone and the rest of the details stays; of a name alone nothing does',
      );
      const events = await store.readOutbox(100);
      checkEqual(
        events.map(({ id, data }) => [id, data]),
        names.flatMap((_, index) => [
          [`person-${index}`, { entryId: `e${index}` }],
          [`team-${index}`, { entryId: `e${index}`, ownerKind: 'team', ownerId: 'lin' }],
        ]),
        'an event is still to be sent, and no longer says whose it was; of a namesake it does',
      );
    },
  },
  {
    group: 'erasure',
    name: 'what is left of sealed details still is what was committed to',
    run: async ({ forTenant }) => {
      const store = forTenant('t1');
      const fields = { reason: 'why', requestedBy: 'lin', approvedBy: 'boss' };
      const commit = grantCommit({ key: 'k', entryId: 'e', personId: 'zhao' });
      await store.append({ ...commit, details: [{ entryId: 'e', fields }] });
      const [stored] = (await store.listEntries({}, { cursor: null, limit: 10 })).items;
      const salt = 'a salt of some length';
      const sealable = { ...stored!, details: { fields, salt } };
      const { seal, leaves } = sealBatch({ entries: [sealable], previous: null, sealedMs: 1 });
      await store.appendSeal({ seal, leaves, salts: [{ entryId: 'e', salt }] });
      for (const id of ['lin', 'boss']) await store.eraseOwner({ kind: 'person', id });
      const [row] = await store.readDetails(['e']);
      checkEqual(row?.fields, { reason: 'why' }, 'both names are gone');
      check(row!.salt !== null && !row!.salt.includes(salt), 'the salt by which they could be guessed is gone');
      const entries = [{ ...stored!, details: { fields: row!.fields, salt: row!.salt! } }];
      checkEqual(verifySeals({ seals: [seal], leaves, entries }), [], 'the chain verifies');
    },
  },
];

/** Tries to change an object; a frozen one refuses, which is as good. */
function deface(target: unknown): void {
  if (typeof target !== 'object' || target === null) return;
  for (const name of Object.keys(target)) {
    try {
      (target as Record<string, unknown>)[name] = 'defaced';
    } catch {
      return;
    }
  }
}
