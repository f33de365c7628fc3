import type { AccountLink, AccountMapV1 } from '../../accounts/index.ts';
import { InvalidInputError, KeyConflictError, VersionConflictError } from '../../errors/index.ts';
import { checkEqual, checkRejects } from '../check.ts';
import type { ConformanceCase, ConformanceHarness, TestRunner } from '../harness.ts';
import { registerCases } from '../run.ts';
import { joinedStoreCase } from './joined.ts';
import { checkBinding, race, readPages, rolledBack, scribble } from './shared.ts';

type Case<Transaction> = ConformanceCase<AccountMapV1<Transaction>, Transaction>;

function link(account: string, change: Partial<AccountLink> = {}): AccountLink {
  return { schemaVersion: 1, system: 'git', account, personId: 'lin', status: 'confirmed', revision: 0, ...change };
}

async function all(store: AccountMapV1<never>, limit = 1000): Promise<readonly AccountLink[]> {
  return readPages((page) => store.listLinks({ page }), limit);
}

/** What every account-to-person map promises. */
export function accountMapCases<Transaction>(): readonly Case<Transaction>[] {
  return [...writing<Transaction>(), ...isolation<Transaction>()];
}

/** Registers the kit for account-to-person maps with a test runner. */
export function describeAccountMapConformance<Transaction>(
  runner: TestRunner,
  harness: ConformanceHarness<AccountMapV1<Transaction>, Transaction>,
): void {
  registerCases({ runner, port: 'AccountMapV1', harness, cases: accountMapCases<Transaction>() });
}

function writing<Transaction>(): readonly Case<Transaction>[] {
  return [
    {
      group: 'round trip',
      name: 'the present link is listed and every revision is kept',
      run: async ({ forTenant }) => {
        const store = forTenant('a');
        checkBinding(store, 'a');
        const revisions = [
          link('x', { status: 'proposed', reason: 'same-email' }),
          link('x', { revision: 1, decidedBy: 'hr' }),
        ];
        for (const [index, row] of revisions.entries()) await store.putLinks({ links: [row], key: `k${index}` });
        checkEqual(await all(store), [revisions[1]], 'the last revision is the present one');
        checkEqual(await store.listRevisions({ system: 'git', account: 'x' }), revisions, 'the history is kept');
        checkEqual(await store.listRevisions({ system: 'git', account: 'none' }), [], 'an unknown account has none');
      },
    },
    {
      group: 'round trip',
      name: 'every member comes back, also of a link to nobody',
      run: async ({ forTenant }) => {
        const store = forTenant('a');
        const full = {
          status: 'refused',
          decidedBy: 'hr',
          decidedAt: '2026-11-20T18:00:00.5+08:00',
          reason: '同名',
        } as const;
        const links = [link('bot', { personId: null }), link('x', full), link('y', { status: 'proposed' })];
        await store.putLinks({ links, key: 'k' });
        checkEqual(await all(store), links, 'what was put is listed');
      },
    },
    {
      group: 'stale version',
      name: 'a revision that does not follow the present one is a conflict, and its replay is not',
      run: async ({ forTenant }) => {
        const store = forTenant('a');
        await store.putLinks({ links: [link('x')], key: 'k' });
        for (const revision of [0, 2]) {
          const stale = link('x', { revision, personId: 'zhao' });
          await checkRejects(
            () => store.putLinks({ links: [stale], key: `s${revision}` }),
            VersionConflictError,
            'stale',
          );
        }
        checkEqual(
          await store.putLinks({ links: [link('x')], key: 'again' }),
          { stored: 0 },
          'a replay stores nothing',
        );
        checkEqual(await all(store), [link('x')], 'the present link stands');
      },
    },
    {
      group: 'idempotent replay',
      name: 'the same key with the same links has one effect; with others it is a conflict',
      run: async ({ forTenant }) => {
        const store = forTenant('a');
        const first = await store.putLinks({ links: [link('x')], key: 'k' });
        checkEqual(await store.putLinks({ links: [link('x')], key: 'k' }), first, 'a replay gives the first answer');
        await checkRejects(
          () => store.putLinks({ links: [link('y')], key: 'k' }),
          KeyConflictError,
          'the key was used',
        );
      },
    },
    {
      group: 'race',
      name: 'of several edits of one account at once one wins',
      run: async ({ forTenant }) => {
        await forTenant('a').putLinks({ links: [link('x')], key: 'k' });
        const winners = await race({
          runners: 6,
          work: (index) =>
            forTenant('a').putLinks({ links: [link('x', { revision: 1, personId: `p${index}` })], key: `r${index}` }),
          lost: (error) => VersionConflictError.isInstance(error),
        });
        checkEqual(winners, 1, 'one edit wins');
      },
    },
    {
      group: 'atomic writes',
      name: 'one link that cannot be stored and none is',
      run: async ({ forTenant }) => {
        const store = forTenant('a');
        const bad = [link('x'), link('y', { revision: 3 })];
        await checkRejects(() => store.putLinks({ links: bad, key: 'k' }), VersionConflictError, 'one is stale');
        const broken = [link('x'), { ...link('y'), account: '' }];
        await checkRejects(() => store.putLinks({ links: broken, key: 'k2' }), InvalidInputError, 'one is broken');
        checkEqual(await all(store), [], 'nothing is stored');
      },
    },
    {
      group: 'stable paging',
      name: 'pages hold every account once, of all tools or of one',
      run: async ({ forTenant }) => {
        const store = forTenant('a');
        const links = Array.from({ length: 12 }, (_, index) =>
          link(`x${index}`, { system: index % 3 === 0 ? 'jira' : 'git' }),
        );
        await store.putLinks({ links, key: 'k' });
        const names = (rows: readonly AccountLink[]) => rows.map((row) => `${row.system} ${row.account}`).sort();
        checkEqual(names(await all(store, 5)), names(links), 'every account once');
        const jira = await readPages((page) => store.listLinks({ system: 'jira', page }), 2);
        checkEqual(names(jira), names(links.filter((row) => row.system === 'jira')), 'of one tool');
        const ask = () => store.listLinks({ page: { cursor: null, limit: 0 } });
        await checkRejects(ask, InvalidInputError, 'a page of 0 is refused');
      },
    },
    {
      group: 'stable paging',
      name: 'links are in the order of system and account, whatever the order they were put in',
      run: async ({ forTenant }) => {
        const store = forTenant('a');
        const accounts = ['c1', 'a1', 'b1'].flatMap((account) => [link(account, { system: 'jira' }), link(account)]);
        for (const [index, row] of accounts.entries()) await store.putLinks({ links: [row], key: `k${index}` });
        await store.putLinks({ links: [link('a1', { revision: 1 })], key: 'edit' });
        const names = (await all(store, 2)).map((row) => [row.system, row.account]);
        const expected = ['git', 'jira'].flatMap((system) => ['a1', 'b1', 'c1'].map((account) => [system, account]));
        checkEqual(names, expected, 'by system, then by account');
      },
    },
    {
      group: 'no aliasing',
      name: 'changing what was given or returned changes nothing stored',
      run: async ({ forTenant }) => {
        const store = forTenant('a');
        const given = link('x');
        await store.putLinks({ links: [given], key: 'k' });
        scribble(given);
        scribble(await all(store));
        scribble(await store.listRevisions({ system: 'git', account: 'x' }));
        checkEqual(await all(store), [link('x')], 'the link is as it was put');
      },
    },
  ];
}

function isolation<Transaction>(): readonly Case<Transaction>[] {
  return [
    {
      group: 'tenant isolation',
      name: 'a tenant sees and changes nothing of another',
      run: async ({ forTenant }) => {
        await forTenant('a').putLinks({ links: [link('x')], key: 'k' });
        checkEqual(await all(forTenant('b')), [], "another tenant's links are not seen");
        await forTenant('b').putLinks({ links: [link('x', { personId: 'zhao' })], key: 'k' });
        await forTenant('b').erasePerson({ personId: 'lin', key: 'e' });
        checkEqual(await all(forTenant('a')), [link('x')], "another tenant's erasure leaves ours alone");
      },
    },
    joinedStoreCase({ group: 'host transaction' }),
    {
      group: 'host transaction',
      name: 'a rolled back transaction leaves nothing, a committed one everything',
      run: async ({ forTenant, transact }) => {
        const store = forTenant('a');
        await store.putLinks({ links: [link('x')], key: 'k' });
        await rolledBack(transact, async (transaction) => {
          await store.within(transaction).putLinks({ links: [link('x', { revision: 1 }), link('y')], key: 'k2' });
        });
        checkEqual(await all(store), [link('x')], 'nothing of it is left');
        await transact((transaction) => store.within(transaction).putLinks({ links: [link('y')], key: 'k2' }));
        checkEqual((await all(store)).length, 2, 'a commit keeps it, and the key was free again');
      },
    },
    {
      group: 'restart',
      name: 'links and keys are there after a restart',
      run: async ({ forTenant, reopen }) => {
        await forTenant('a').putLinks({ links: [link('x')], key: 'k' });
        await reopen();
        checkEqual(await all(forTenant('a')), [link('x')], 'the link is there');
        const other = () => forTenant('a').putLinks({ links: [link('y')], key: 'k' });
        await checkRejects(other, KeyConflictError, 'the key is known');
      },
    },
    {
      group: 'erasure',
      name: "a person's accounts go with their history",
      run: async ({ forTenant }) => {
        const store = forTenant('a');
        await store.putLinks({ links: [link('x', { personId: 'zhao' }), link('y', { decidedBy: 'zhao' })], key: 'k' });
        await store.putLinks({ links: [link('x', { revision: 1 })], key: 'k2' });
        checkEqual(await store.erasePerson({ personId: 'zhao', key: 'e' }), { links: 2 }, 'both revisions go');
        checkEqual(await store.listRevisions({ system: 'git', account: 'x' }), [], 'the account has no link any more');
        checkEqual(JSON.stringify(await all(store)).includes('zhao'), false, 'nor is the person named elsewhere');
      },
    },
    {
      group: 'erasure',
      name: 'whoever decided is taken out of every revision, and a replay of the erasure answers the same',
      run: async ({ forTenant }) => {
        const store = forTenant('a');
        await store.putLinks({ links: [link('x', { decidedBy: 'zhao' }), link('z', { personId: 'zhao' })], key: 'k' });
        await store.putLinks({ links: [link('x', { revision: 1, decidedBy: 'hr' })], key: 'k2' });
        const erased = await store.erasePerson({ personId: 'zhao', key: 'e' });
        checkEqual(erased, { links: 1 }, 'the person had one link');
        const history = await store.listRevisions({ system: 'git', account: 'x' });
        checkEqual(history.length, 2, 'a decision for somebody else stays');
        checkEqual(JSON.stringify(history).includes('zhao'), false, 'without the name of whoever took it');
        checkEqual(await store.erasePerson({ personId: 'zhao', key: 'e' }), erased, 'a replay gives the first answer');
      },
    },
  ];
}
