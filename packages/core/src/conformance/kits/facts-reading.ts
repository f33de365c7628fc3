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
