import { describe, expect, it } from 'vitest';
import { createFact } from '../facts/index.ts';
import {
  createMemoryAccountMap,
  createMemoryDatabase,
  createMemoryFactStore,
  createMemoryProcessStore,
} from './index.ts';

const fact = (ref: string) =>
  createFact({
    personId: 'lin',
    kind: 'k',
    at: '2026-11-20T18:00:00Z',
    quantity: '1',
    unit: 'count',
    source: { system: 's', ref },
  });
const refs = async (store: ReturnType<typeof createMemoryFactStore>) =>
  (await store.listFacts({ filter: {}, page: { cursor: null, limit: 100 } })).items.map((row) => row.source.ref).sort();

describe('stores on one memory database', () => {
  it('do not know the keys of each other', async () => {
    const database = createMemoryDatabase();
    const [facts, accounts, processes] = [
      createMemoryFactStore({ tenantId: 'a', database }),
      createMemoryAccountMap({ tenantId: 'a', database }),
      createMemoryProcessStore({ tenantId: 'a', database }),
    ];
    await facts.putFacts({ facts: [fact('1')], key: 'import-7' });
    const link = {
      schemaVersion: 1,
      system: 'git',
      account: 'x',
      personId: 'lin',
      status: 'confirmed',
      revision: 0,
    } as const;
    expect(await accounts.putLinks({ links: [link], key: 'import-7' })).toEqual({ stored: 1 });
    expect(await processes.erasePerson({ personId: 'lin', key: 'erase-lin' })).toEqual({ processes: 0 });
    expect(await facts.erasePerson({ personId: 'lin', key: 'erase-lin' })).toEqual({ facts: 1 });
  });

  it('a handle that outlives its transaction writes nothing more', async () => {
    const database = createMemoryDatabase();
    const store = createMemoryFactStore({ tenantId: 'a', database });
    const kept = await database.transact(async (transaction) => store.within(transaction));
    await expect(kept.putFacts({ facts: [fact('late')], key: 'k' })).rejects.toMatchObject({
      code: 'core/invalid-input',
    });
    expect(await refs(store)).toEqual([]);
  });
});
