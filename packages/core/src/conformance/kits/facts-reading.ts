import { InvalidInputError, KeyConflictError } from '../../errors/index.ts';
import { createMemoryFactStore } from '../../memory/facts.ts';
import { createRandom } from '../../random/index.ts';
import { checkEqual, checkRejects } from '../check.ts';
import { allFacts as all, type FactStoreCase as Case, sampleFact as fact } from './facts-sample.ts';
import { readPages, scribble } from './shared.ts';

/** What reading a fact store promises. */
export function factReadingCases<Transaction>(): readonly Case<Transaction>[] {
  return [
    {
      group: 'reading',
      name: 'filters by person, kind, project and time, whatever the offset',
      run: async ({ forTenant }) => {
        const store = forTenant('a');
        const facts = [
          fact('1', { at: '2026-11-20T00:00:00+08:00' }),
          fact('2', { at: '2026-11-19T16:00:00Z', personId: 'zhao' }),
          fact('3', { at: '2026-11-19T16:00:01Z', kind: 'commit', projectId: 'pay' }),
        ];
        await store.putFacts({ facts, key: 'k' });
        const found = async (filter: Parameters<typeof store.listFacts>[0]['filter']) =>
          (await store.listFacts({ filter, page: { cursor: null, limit: 10 } })).items
            .map((row) => row.source.ref)
            .sort();
        checkEqual(await found({ personIds: ['zhao'] }), ['2'], 'by person');
        checkEqual(await found({ kinds: ['commit', 'none'] }), ['3'], 'by kind');
        checkEqual(await found({ projectIds: ['pay'] }), ['3'], 'by project');
        checkEqual(await found({ personIds: [] }), [], 'nobody is asked for, nothing is found');
        checkEqual(await found({ from: '2026-11-20T00:00:01+08:00' }), ['3'], 'from an instant on');
        checkEqual(await found({ to: '2026-11-19T16:00:01Z' }), ['1', '2'], 'up to and without an instant');
      },
    },
    {
      group: 'reading',
      name: 'every field that is given must match, and it is the present revision that is asked',
      run: async ({ forTenant }) => {
        const store = forTenant('a');
        const facts = [
          fact('1', { kind: 'commit', projectId: 'pay' }),
          fact('2', { kind: 'commit', personId: 'zhao', projectId: 'pay' }),
          fact('3', { kind: 'commit', at: '2026-11-22T00:00:00Z', projectId: 'pay' }),
          fact('4', { kind: 'commit', projectId: 'search' }),
          fact('5', { projectId: 'pay' }),
        ];
        await store.putFacts({ facts, key: 'k' });
        const found = async (filter: Parameters<typeof store.listFacts>[0]['filter']) =>
          (await readPages((page) => store.listFacts({ filter, page }), 2)).map((row) => row.source.ref).sort();
        const wanted = { personIds: ['lin'], kinds: ['commit'], projectIds: ['pay'], to: '2026-11-21T00:00:00Z' };
        checkEqual(await found(wanted), ['1'], 'all of person, kind, project and time');
        await store.putFacts({ facts: [fact('1', { kind: 'commit', revision: 1, personId: 'zhao' })], key: 'k2' });
        checkEqual(
          await found({ personIds: ['lin'], kinds: ['commit'], projectIds: ['pay'] }),
          ['3'],
          'an edit moved it',
        );
        checkEqual(await found({ personIds: ['zhao'] }), ['1', '2'], 'to another person');
        await store.putFacts({ facts: [fact('2', { revision: 1, personId: 'lin', retracted: true })], key: 'k3' });
        checkEqual(
          await found({ personIds: ['zhao'] }),
          ['1'],
          'what was taken back does not show an earlier revision',
        );
      },
    },
    {
      group: 'stable paging',
      name: 'facts are in the order of time whatever their offsets, those of one instant in the order of ids',
      run: async ({ forTenant }) => {
        const store = forTenant('a');
        const times = ['2026-11-20T08:00:00+08:00', '2026-11-20T01:00:00+02:00', '2026-11-19T20:30:00-03:00'];
        const same = Array.from({ length: 6 }, (_, index) => fact(`same-${index}`, { at: times[index % 2]! }));
        await store.putFacts({ facts: [fact('between', { at: times[2]! }), ...same], key: 'k' });
        const ids = (at: string) =>
          same
            .filter((row) => row.at === at)
            .map((row) => row.id)
            .sort();
        const expected = [...ids(times[1]!), fact('between').id, ...ids(times[0]!)];
        for (const limit of [1, 2, 1000]) {
          checkEqual(
            (await all(store, limit)).map((row) => row.id),
            expected,
            `in pages of ${limit}`,
          );
        }
      },
    },
    {
      group: 'stable paging',
      name: 'pages hold every fact once in the order of time, also while facts are added',
      run: async ({ forTenant }) => {
        const store = forTenant('a');
        const minute = (index: number) => `2026-11-20T10:${String(index).padStart(2, '0')}:00Z`;
        const facts = Array.from({ length: 23 }, (_, index) => fact(String(index), { at: minute((index * 7) % 23) }));
        await store.putFacts({ facts, key: 'k' });
        const order = facts.map((row) => row.at).sort();
        checkEqual(
          (await all(store, 4)).map((row) => row.at),
          order,
          'pages are in the order of time',
        );
        const first = await store.listFacts({ filter: {}, page: { cursor: null, limit: 10 } });
        await store.putFacts({ facts: [fact('early', { at: '2026-11-19T10:00:00Z' })], key: 'k2' });
        const rest = await readPages(
          (page) => store.listFacts({ filter: {}, page: { ...page, cursor: page.cursor ?? first.nextCursor } }),
          10,
        );
        checkEqual(
          [...first.items, ...rest].map((row) => row.at),
          order,
          'a row added before the cursor changes nothing',
        );
        for (const limit of [0, -1, 1.5, 1001]) {
          const ask = () => store.listFacts({ filter: {}, page: { cursor: null, limit } });
          await checkRejects(ask, InvalidInputError, `a page of ${limit} is refused`);
        }
      },
    },
    {
      group: 'no aliasing',
      name: 'changing what was given or returned changes nothing stored',
      run: async ({ forTenant }) => {
        const store = forTenant('a');
        const given = fact('1', { attributes: { deep: { list: [1] } } });
        const kept = structuredClone(given);
        await store.putFacts({ facts: [given], key: 'k' });
        scribble(given);
        scribble(await all(store));
        checkEqual(await all(store), [kept], 'the stored fact is as it was put');
      },
    },
    {
      group: 'model',
      name: 'a long run of random writes leaves what the memory store has',
      run: async ({ forTenant }) => {
        const random = createRandom('fact-store-kit');
        const [store, model] = [forTenant('a'), createMemoryFactStore({ tenantId: 'a' })];
        for (let step = 0; step < 60; step += 1) {
          const facts = Array.from({ length: random.integer(0, 4) }, () => {
            const revision = random.integer(0, 3);
            return fact(String(random.integer(0, 9)), {
              revision,
              quantity: String(revision),
              retracted: revision === 2,
            });
          });
          const command = { facts, key: `k${random.integer(0, 80)}-${step % 2}` };
          const [actual, expected] = await Promise.all(
            [store, model].map((one) => answerOf(() => one.putFacts(command))),
          );
          checkEqual(actual, expected, `step ${step} answers alike`);
        }
        checkEqual(await all(store), await all(model), 'the same facts are left');
      },
    },
  ];
}

async function answerOf(work: () => Promise<unknown>): Promise<unknown> {
  try {
    return await work();
  } catch (error) {
    return { failed: KeyConflictError.isInstance(error) ? 'key-conflict' : String(error) };
  }
}
