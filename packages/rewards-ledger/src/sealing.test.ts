import { describe, expect, it } from 'vitest';
import { countingIds, now, openLedger } from '../testing/ledgers.ts';
import type { AccountState } from './ledger/index.ts';
import type { LedgerStoreV1 } from './ports.ts';
import { createLedger, type Ledger } from './service.ts';

async function grants(ledger: Ledger, from: number, count: number): Promise<void> {
  for (let index = from; index < from + count; index += 1) {
    await ledger.earn({ key: `k${index}`, personId: `p${index % 7}`, amount: '1', at: now });
  }
}

/** How often the ledger was opened anew: each time draws ids of its own. */
let opened = 0;

/** A ledger that is opened anew on a store, and what it reads of the journal and of the seals. */
function reopened(store: LedgerStoreV1) {
  const read = { entries: 0, entryPages: 0, seals: 0 };
  const counting: LedgerStoreV1 = {
    ...store,
    listEntries: async (filter, page) => {
      const listed = await store.listEntries(filter, page);
      read.entryPages += 1;
      read.entries += listed.items.length;
      return listed;
    },
    listSeals: async (page) => {
      const listed = await store.listSeals(page);
      read.seals += listed.items.length;
      return listed;
    },
  };
  opened += 1;
  const ledger = createLedger({ store: counting, now: () => now, ids: countingIds(`again-${opened}`) });
  return { ledger, read };
}

describe('verification', () => {
  async function lived() {
    const opened = openLedger();
    await grants(opened.ledger, 0, 14);
    await opened.ledger.hold({ key: 'h', personId: 'p1', amount: '1', at: now });
    await opened.ledger.sealEntries();
    await opened.ledger.redeem({ key: 'r', personId: 'p2', item: 'mug', amount: '1', at: now }); // not sealed yet
    return opened;
  }

  it('shows an account that is not what its entries come to: balances are read from accounts', async () => {
    const { ledger, store } = await lived();
    expect(await ledger.verifyLedger()).toEqual({ ok: true, sealed: 15, problems: [] });
    const changes: readonly ((account: AccountState) => Partial<AccountState>)[] = [
      ({ posted, lots }) => ({ posted: posted + 7n, lots: [{ ...lots[0]!, remaining: 8n, original: 8n }] }),
      ({ lots }) => ({ lots: lots.map((lot) => ({ ...lot, expiresMs: 4_000_000_000_000 })) }),
      () => ({ debt: 1n }),
      () => ({ counters: { 'help/month/2026-11': -5n } }),
      () => ({ unit: 'hours' }),
      ({ version }) => ({ version: version - 1 }),
      () => ({ holds: [{ id: 'x', parts: [], expiresMs: null }] }),
    ];
    for (const change of changes) {
      const { ledger: tampered } = openLedger({ store: withAccounts(store, change) });
      const { id } = (await store.listAccounts({}, { cursor: null, limit: 1 })).items[0]!;
      expect(await tampered.verifyLedger(), String(change)).toMatchObject({
        ok: false,
        problems: [{ kind: 'account-changed', accountId: id }],
      });
    }
  });

  it('shows an account that is gone, and is not misled by what is posted while it reads', async () => {
    const { store } = await lived();
    const { items } = await store.listAccounts({}, { cursor: null, limit: 100 });
    const gone = items[0]!.id;
    const { ledger: shorter } = openLedger({
      store: {
        ...store,
        listAccounts: async () => ({ items: items.slice(1), nextCursor: null }),
        load: async (request) => {
          const loaded = await store.load(request);
          return { ...loaded, accounts: loaded.accounts.filter(({ id }) => id !== gone) };
        },
      },
    });
    expect((await shorter.verifyLedger()).problems).toEqual([{ kind: 'account-missing', accountId: gone }]);
    const { ledger: busy } = openLedger({ store, ids: countingIds('busy') });
    const { ledger: reading } = openLedger({
      store: {
        ...store,
        listAccounts: async (...given) => {
          const page = await store.listAccounts(...given);
          await busy.earn({ key: 'more', personId: 'p1', amount: '1', at: now });
          await busy.earn({ key: 'new', personId: 'somebody', amount: '1', at: now });
          return page;
        },
      },
    });
    expect((await reading.verifyLedger()).problems).toEqual([]);
  });
});

/** A store whose first account somebody has changed. */
function withAccounts(store: LedgerStoreV1, change: (account: AccountState) => Partial<AccountState>): LedgerStoreV1 {
  return {
    ...store,
    listAccounts: async (...given) => {
      const page = await store.listAccounts(...given);
      return { ...page, items: page.items.map((one, index) => (index === 0 ? { ...one, ...change(one) } : one)) };
    },
  };
}

describe('sealing again', () => {
  it('reads only the pages that are new, however often the ledger was opened since', async () => {
    const { ledger, store } = openLedger();
    await grants(ledger, 0, 3200);
    expect((await ledger.sealEntries({ batchSize: 2 })).sealed).toBe(3200);
    await grants(ledger, 3200, 10);
    const again = reopened(store);
    const { sealed, checkpoint } = await again.ledger.sealEntries();
    expect(sealed).toBe(10);
    expect(again.read).toEqual({ entries: 210, entryPages: 1, seals: 600 });
    expect(checkpoint).toMatchObject({ index: 1600, entries: 3210 });
    expect(await ledger.verifyLedger({ checkpoints: [checkpoint!] })).toEqual({ ok: true, sealed: 3210, problems: [] });
    const third = reopened(store);
    expect(await third.ledger.sealEntries()).toEqual({ sealed: 0, checkpoint });
    expect(third.read.entryPages).toBe(1);
  });

  it('goes on from a page with seals, even on a store that ends its lists with an empty page', async () => {
    const { store } = openLedger();
    const listSeals: LedgerStoreV1['listSeals'] = async (page) => {
      const listed = await store.listSeals(page);
      const end = String(Number(page.cursor ?? 0) + listed.items.length);
      return listed.items.length === 0 ? listed : { ...listed, nextCursor: listed.nextCursor ?? end };
    };
    const ledger = createLedger({ store: { ...store, listSeals }, now: () => now });
    await grants(ledger, 0, 1500);
    await ledger.sealEntries();
    await grants(ledger, 1500, 1500);
    expect((await ledger.sealEntries()).sealed).toBe(1500);
    await grants(ledger, 3000, 5);
    expect((await ledger.sealEntries()).sealed).toBe(5);
    expect(await ledger.verifyLedger()).toMatchObject({ ok: true, sealed: 3005 });
  });

  it('makes the same batches as sealing at once, and none of a part that another sealer has', async () => {
    const { ledger, store } = openLedger();
    await grants(ledger, 0, 2500);
    const [first, second] = await Promise.all([
      reopened(store).ledger.sealEntries({ batchSize: 700 }),
      reopened(store).ledger.sealEntries({ batchSize: 700 }),
    ]);
    expect(first.sealed + second.sealed).toBe(2500);
    const { items } = await store.listSeals({ cursor: null, limit: 10 });
    expect(items.map((seal) => seal.count)).toEqual([700, 700, 700, 400]);
    expect((await ledger.verifyLedger()).ok).toBe(true);
    await grants(ledger, 2500, 5);
    expect((await ledger.sealEntries()).sealed).toBe(5);
    expect((await ledger.verifyLedger()).ok).toBe(true);
  });

  it('goes on where it stopped when it broke off between a seal and its note', async () => {
    const { ledger, store } = openLedger();
    await grants(ledger, 0, 1500);
    const failing = { ...store, append: async () => Promise.reject(new Error('gone')) };
    const broken = createLedger({ store: failing, now: () => now });
    await expect(broken.sealEntries()).rejects.toThrow('gone');
    expect((await ledger.sealEntries()).sealed).toBe(0);
    expect(await ledger.verifyLedger()).toMatchObject({ ok: true, sealed: 1500 });
  });
});
