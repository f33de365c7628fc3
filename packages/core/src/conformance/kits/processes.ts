import { InvalidInputError, KeyConflictError, VersionConflictError } from '../../errors/index.ts';
import type { Process, ProcessStoreV1 } from '../../processes/index.ts';
import { checkEqual, checkRejects } from '../check.ts';
import type { ConformanceCase, ConformanceHarness, TestRunner } from '../harness.ts';
import { registerCases } from '../run.ts';
import { joinedStoreCase } from './joined.ts';
import { checkBinding, race, readPages, rolledBack, scribble } from './shared.ts';

type Case<Transaction> = ConformanceCase<ProcessStoreV1<Transaction>, Transaction>;

function process(id: string, change: Partial<Process> = {}): Process {
  return {
    schemaVersion: 1,
    id,
    type: 'redeem-leave',
    personId: 'lin',
    status: 'running',
    input: { days: '0.5', 备注: ['半天'] },
    steps: [],
    version: 1,
    ...change,
  };
}

function save(store: ProcessStoreV1<never>, next: Process, key = `${next.id}-${next.version}`): Promise<void> {
  return store.saveProcess({ process: next, guard: { key, expectedVersion: next.version - 1 } });
}

async function all(store: ProcessStoreV1<never>, limit = 1000): Promise<readonly Process[]> {
  return readPages((page) => store.listProcesses({ page }), limit);
}

/** What every process store promises. */
export function processStoreCases<Transaction>(): readonly Case<Transaction>[] {
  return [...saving<Transaction>(), ...isolation<Transaction>()];
}

/** Registers the kit for process stores with a test runner. */
export function describeProcessStoreConformance<Transaction>(
  runner: TestRunner,
  harness: ConformanceHarness<ProcessStoreV1<Transaction>, Transaction>,
): void {
  registerCases({ runner, port: 'ProcessStoreV1', harness, cases: processStoreCases<Transaction>() });
}

function saving<Transaction>(): readonly Case<Transaction>[] {
  return [
    {
      group: 'round trip',
      name: 'a process comes back as it was saved',
      run: async ({ forTenant }) => {
        const store = forTenant('a');
        checkBinding(store, 'a');
        checkEqual(await store.loadProcess('p'), null, 'an unknown process is null');
        await save(store, process('p'));
        const steps = [{ name: 'redeem', key: 'k', result: { entryId: 'e', left: null } }];
        const next = process('p', { version: 2, steps, status: 'refused', rejection: { code: 'leave/full' } });
        await save(store, next);
        checkEqual(await store.loadProcess('p'), next, 'the last state is there');
      },
    },
    {
      group: 'round trip',
      name: 'a refusal comes back with all it says, and a process about nobody without a person',
      run: async ({ forTenant }) => {
        const store = forTenant('a');
        const rejection = { code: 'ledger/insufficient-points', available: '100', nested: { needed: ['200', null] } };
        const { personId: _person, ...nobody } = process('q', { input: [[], {}, '', 0.1, null] });
        await save(store, process('p', { status: 'refused', rejection }));
        await save(store, nobody);
        checkEqual(await all(store), [process('p', { status: 'refused', rejection }), nobody], 'to the last member');
      },
    },
    {
      group: 'stale version',
      name: 'a save on an old state is a conflict and changes nothing',
      run: async ({ forTenant }) => {
        const store = forTenant('a');
        await save(store, process('p'));
        await save(store, process('p', { version: 2 }));
        for (const version of [1, 2, 4]) {
          const stale = () => save(store, process('p', { version, status: 'done' }), `stale-${version}`);
          await checkRejects(stale, VersionConflictError, `version ${version} does not follow 2`);
        }
        checkEqual(await store.loadProcess('p'), process('p', { version: 2 }), 'the state stands');
      },
    },
    {
      group: 'idempotent replay',
      name: 'the same key with the same state has one effect, also when it is old by now; with another it is a conflict',
      run: async ({ forTenant }) => {
        const store = forTenant('a');
        await save(store, process('p'));
        await save(store, process('p', { version: 2 }));
        await save(store, process('p'));
        checkEqual((await store.loadProcess('p'))?.version, 2, 'a replay of the first save changes nothing');
        const other = () => save(store, process('p', { status: 'done' }), 'p-1');
        await checkRejects(other, KeyConflictError, 'the key was used for another state');
      },
    },
    {
      group: 'race',
      name: 'of several runs that save at once one wins',
      run: async ({ forTenant }) => {
        await save(forTenant('a'), process('p'));
        const winners = await race({
          runners: 6,
          work: (index) => save(forTenant('a'), process('p', { version: 2, input: index }), `race-${index}`),
          lost: (error) => VersionConflictError.isInstance(error),
        });
        checkEqual(winners, 1, 'one run wins');
      },
    },
    {
      group: 'race',
      name: 'of several runs that begin one process at once one wins',
      run: async ({ forTenant }) => {
        const winners = await race({
          runners: 6,
          work: (index) => save(forTenant('a'), process('p', { input: index }), `begin-${index}`),
          lost: (error) => VersionConflictError.isInstance(error),
        });
        checkEqual(winners, 1, 'one run begins it');
      },
    },
    {
      group: 'error types',
      name: 'a broken state is refused',
      run: async ({ forTenant }) => {
        const store = forTenant('a');
        await checkRejects(() => save(store, process('', {})), InvalidInputError, 'a process has an id');
        checkEqual(await all(store), [], 'nothing is saved');
      },
    },
    {
      group: 'stable paging',
      name: 'pages hold every process once, of all or of one status',
      run: async ({ forTenant }) => {
        const store = forTenant('a');
        const ids = Array.from({ length: 9 }, (_, index) => `p${index}`);
        for (const [index, id] of ids.entries()) {
          await save(store, process(id, { status: index % 2 === 0 ? 'running' : 'done' }));
        }
        checkEqual(
          (await all(store, 4)).map(({ id }) => id),
          ids,
          'every process once, in the order of ids',
        );
        const running = await readPages((page) => store.listProcesses({ status: 'running', page }), 2);
        checkEqual(
          running.map(({ id }) => id),
          ['p0', 'p2', 'p4', 'p6', 'p8'],
          'those to resume',
        );
        const ask = () => store.listProcesses({ page: { cursor: null, limit: 0 } });
        await checkRejects(ask, InvalidInputError, 'a page of 0 is refused');
      },
    },
    {
      group: 'no aliasing',
      name: 'changing what was given or returned changes nothing stored',
      run: async ({ forTenant }) => {
        const store = forTenant('a');
        const given = process('p');
        await save(store, given);
        scribble(given);
        scribble(await store.loadProcess('p'));
        scribble(await all(store));
        checkEqual(await store.loadProcess('p'), process('p'), 'the state is as it was saved');
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
        await save(forTenant('a'), process('p'));
        checkEqual(await forTenant('b').loadProcess('p'), null, "another tenant's process is not seen");
        await save(forTenant('b'), process('p', { type: 'other' }));
        await forTenant('b').erasePerson({ personId: 'lin', key: 'e' });
        checkEqual(await forTenant('a').loadProcess('p'), process('p'), "another tenant's erasure leaves ours alone");
      },
    },
    joinedStoreCase({ group: 'host transaction' }),
    {
      group: 'host transaction',
      name: 'a rolled back transaction leaves nothing, a committed one everything',
      run: async ({ forTenant, transact }) => {
        const store = forTenant('a');
        await save(store, process('p'));
        await rolledBack(transact, (transaction) => save(store.within(transaction), process('p', { version: 2 })));
        checkEqual(await store.loadProcess('p'), process('p'), 'nothing of it is left');
        await transact((transaction) => save(store.within(transaction), process('p', { version: 2 })));
        checkEqual((await store.loadProcess('p'))?.version, 2, 'a commit keeps it, and the key was free again');
      },
    },
    {
      group: 'restart',
      name: 'a running process can be resumed after a restart',
      run: async ({ forTenant, reopen }) => {
        await save(forTenant('a'), process('p'));
        await reopen();
        checkEqual(await forTenant('a').loadProcess('p'), process('p'), 'the process is there');
        const other = () => save(forTenant('a'), process('p', { status: 'done' }), 'p-1');
        await checkRejects(other, KeyConflictError, 'the key is known');
      },
    },
    {
      group: 'erasure',
      name: "a person's processes go",
      run: async ({ forTenant }) => {
        const store = forTenant('a');
        await save(store, process('p'));
        await save(store, process('q', { personId: 'zhao' }));
        checkEqual(await store.erasePerson({ personId: 'lin', key: 'e' }), { processes: 1 }, 'one goes');
        checkEqual(
          (await all(store)).map(({ id }) => id),
          ['q'],
          'the other stays',
        );
        checkEqual(await store.loadProcess('p'), null, 'it is not to be loaded either');
        checkEqual(
          await store.erasePerson({ personId: 'lin', key: 'e' }),
          { processes: 1 },
          'a replay answers the same',
        );
      },
    },
  ];
}
