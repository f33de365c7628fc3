import { InvalidInputError, KeyConflictError } from '../../errors/index.ts';
import type { Fact, FactStoreV1 } from '../../facts/index.ts';
import { check, checkEqual, checkRejects } from '../check.ts';
import type { ConformanceHarness, TestRunner } from '../harness.ts';
import { registerCases } from '../run.ts';
import { factReadingCases } from './facts-reading.ts';
import { allFacts as all, type FactStoreCase as Case, sampleFact as fact } from './facts-sample.ts';
import { joinedStoreCase } from './joined.ts';
import { checkBinding, rolledBack } from './shared.ts';

/** What every fact store promises. */
export function factStoreCases<Transaction>(): readonly Case<Transaction>[] {
  return [...writing<Transaction>(), ...factReadingCases<Transaction>(), ...isolation<Transaction>()];
}

/** Registers the kit for fact stores with a test runner. */
export function describeFactStoreConformance<Transaction>(
  runner: TestRunner,
  harness: ConformanceHarness<FactStoreV1<Transaction>, Transaction>,
): void {
  registerCases({ runner, port: 'FactStoreV1', harness, cases: factStoreCases<Transaction>() });
}

function byRef(facts: readonly Fact[]): readonly Fact[] {
  return [...facts].sort((left, right) => (left.source.ref < right.source.ref ? -1 : 1));
}

function writing<Transaction>(): readonly Case<Transaction>[] {
  return [
    {
      group: 'round trip',
      name: 'a fact comes back as it was put',
      run: async ({ forTenant }) => {
        const store = forTenant('a');
        checkBinding(store, 'a');
        const given = fact('1', { projectId: 'pay', attributes: { 标题: '重试', deep: { list: [1, null, true] } } });
        checkEqual(
          await store.putFacts({ facts: [given], key: 'k' }),
          { stored: 1, unchanged: 0, suppressed: 0 },
          'one is stored',
        );
        checkEqual(await all(store), [given], 'what was put is listed');
      },
    },
    {
      group: 'round trip',
      name: 'every member comes back to the digit, the largest too',
      run: async ({ forTenant }) => {
        const store = forTenant('a');
        const given = fact('1', {
          at: '2026-11-20T18:00:00.123+05:45',
          // A revision is often a time in milliseconds, which 32 bits do not hold.
          revision: 1_763_805_600_123,
          quantity: '-999999999999999.123456789010',
          unit: 'Stunden',
          projectId: '支付',
          teamId: 'team-1',
          source: { system: 'kit', ref: 'O\'Brien; 100% \\ "x"', url: 'https://example.com/?a=1&b=2' },
          retracted: false,
          attributes: { empty: '', none: null, number: 0.1, nested: { list: [[], {}] } },
        });
        const plain = fact('2', { quantity: '12.50' });
        await store.putFacts({ facts: [given, plain], key: 'k' });
        checkEqual(byRef(await all(store)), byRef([given, plain]), 'nothing is rounded, cut, trimmed or left out');
      },
    },
    {
      group: 'revisions',
      name: 'the highest revision wins in any order, and a retracted fact is not listed',
      run: async ({ forTenant }) => {
        for (const [tenant, order] of [
          ['up', [0, 1, 2]],
          ['down', [2, 1, 0]],
        ] as const) {
          const store = forTenant(tenant);
          for (const revision of order) {
            await store.putFacts({ facts: [fact('1', { revision, quantity: String(revision) })], key: `k${revision}` });
          }
          checkEqual(
            (await all(store)).map((row) => row.quantity),
            ['2'],
            'revision 2 holds',
          );
          await store.putFacts({ facts: [fact('1', { revision: 3, retracted: true })], key: 'gone' });
          checkEqual(await all(store), [], 'a retracted fact is not listed');
          await store.putFacts({ facts: [fact('1', { revision: 2, quantity: '2' })], key: 'late' });
          checkEqual(await all(store), [], 'an older revision does not bring it back');
        }
      },
    },
    {
      group: 'idempotent replay',
      name: 'the same key with the same facts has one effect and the same answer',
      run: async ({ forTenant }) => {
        const store = forTenant('a');
        const first = await store.putFacts({ facts: [fact('1'), fact('2')], key: 'k' });
        checkEqual(
          await store.putFacts({ facts: [fact('1'), fact('2')], key: 'k' }),
          first,
          'a replay gives the first answer',
        );
        const again = await store.putFacts({ facts: [fact('1'), fact('2')], key: 'other' });
        checkEqual(again, { stored: 0, unchanged: 2, suppressed: 0 }, 'facts that are there already change nothing');
        checkEqual((await all(store)).length, 2, 'nothing is there twice');
      },
    },
    {
      group: 'error types',
      name: 'a key used for other facts, and a revision with another content, are conflicts',
      run: async ({ forTenant }) => {
        const store = forTenant('a');
        await store.putFacts({ facts: [fact('1')], key: 'k' });
        await checkRejects(
          () => store.putFacts({ facts: [fact('2')], key: 'k' }),
          KeyConflictError,
          'the key was used',
        );
        const other = fact('1', { quantity: '9' });
        await checkRejects(
          () => store.putFacts({ facts: [other], key: 'k2' }),
          KeyConflictError,
          'one revision, two contents',
        );
      },
    },
    {
      group: 'atomic writes',
      name: 'one bad fact and none is stored',
      run: async ({ forTenant }) => {
        const store = forTenant('a');
        const bad = fact('2', { quantity: 'many' });
        await checkRejects(
          () => store.putFacts({ facts: [fact('1'), bad], key: 'k' }),
          InvalidInputError,
          'no decimal',
        );
        checkEqual(await all(store), [], 'nothing of the batch is there');
        await store.putFacts({ facts: [fact('1')], key: 'k' });
        const clash = fact('1', { quantity: '9' });
        await checkRejects(() => store.putFacts({ facts: [fact('3'), clash], key: 'k3' }), KeyConflictError, 'a clash');
        checkEqual((await all(store)).length, 1, 'nothing of the clashing batch is there');
      },
    },
    {
      group: 'race',
      name: 'writers of different revisions at once leave the highest',
      run: async ({ forTenant }) => {
        const revisions = [3, 1, 4, 0, 5, 2];
        await Promise.all(
          revisions.map((revision) =>
            forTenant('a').putFacts({
              facts: [fact('1', { revision, quantity: String(revision) })],
              key: `k${revision}`,
            }),
          ),
        );
        checkEqual(
          (await all(forTenant('a'))).map((row) => row.quantity),
          ['5'],
          'the highest revision holds',
        );
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
        await forTenant('a').putFacts({ facts: [fact('1')], key: 'k' });
        checkEqual(await all(forTenant('b')), [], "another tenant's facts are not seen");
        const own = await forTenant('b').putFacts({ facts: [fact('1', { quantity: '2' })], key: 'k' });
        checkEqual(own.stored, 1, 'the same key and id are free in another tenant');
        await forTenant('b').erasePerson({ personId: 'lin', key: 'e' });
        checkEqual((await all(forTenant('a'))).length, 1, "another tenant's erasure leaves ours alone");
      },
    },
    joinedStoreCase({ group: 'host transaction' }),
    {
      group: 'host transaction',
      name: 'what is written in a transaction is there after it commits and leaves nothing when it rolls back',
      run: async ({ forTenant, transact }) => {
        const store = forTenant('a');
        await store.putFacts({ facts: [fact('0')], key: 'before' });
        await rolledBack(transact, async (transaction) => {
          const inside = store.within(transaction);
          await inside.putFacts({ facts: [fact('1'), fact('0', { revision: 1 })], key: 'k' });
          check((await all(inside)).length === 2, 'the transaction sees its own writes');
          await inside.erasePerson({ personId: 'zhao', key: 'e' });
        });
        checkEqual(await all(store), [fact('0')], 'nothing of it is left');
        await transact((transaction) => store.within(transaction).putFacts({ facts: [fact('2')], key: 'k' }));
        checkEqual((await all(store)).length, 2, 'the key is free again, and a commit keeps the facts');
        const zhao = await store.putFacts({ facts: [fact('3', { personId: 'zhao' })], key: 'k3' });
        checkEqual(zhao.suppressed, 0, 'an erasure that was rolled back suppresses nobody');
      },
    },
    {
      group: 'restart',
      name: 'facts, keys and erasures are there after a restart',
      run: async ({ forTenant, reopen }) => {
        await forTenant('a').putFacts({ facts: [fact('1'), fact('2', { personId: 'zhao' })], key: 'k' });
        await forTenant('a').erasePerson({ personId: 'zhao', key: 'e' });
        await reopen();
        const store = forTenant('a');
        checkEqual(await all(store), [fact('1')], 'the facts are there');
        await checkRejects(() => store.putFacts({ facts: [], key: 'k' }), KeyConflictError, 'the key is known');
        const back = await store.putFacts({ facts: [fact('4', { personId: 'zhao' })], key: 'k4' });
        checkEqual(back.suppressed, 1, 'the erased person stays out');
      },
    },
    {
      group: 'erasure',
      name: "a person's facts go and do not come back with the next import",
      run: async ({ forTenant }) => {
        const store = forTenant('a');
        await store.putFacts({ facts: [fact('1'), fact('2'), fact('3', { personId: 'zhao' })], key: 'k' });
        const erased = await store.erasePerson({ personId: 'lin', key: 'e' });
        checkEqual(erased, { facts: 2 }, 'two facts go');
        checkEqual(await store.erasePerson({ personId: 'lin', key: 'e' }), erased, 'a replay gives the same answer');
        const again = await store.putFacts({ facts: [fact('1', { revision: 9 }), fact('4')], key: 'k2' });
        checkEqual(again, { stored: 0, unchanged: 0, suppressed: 2 }, 'an import of the person is dropped');
        checkEqual(
          (await all(store)).map((row) => row.personId),
          ['zhao'],
          'others stay',
        );
      },
    },
  ];
}
