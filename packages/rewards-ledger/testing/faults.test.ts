import { StorageUnavailableError } from '@meritkit/core/errors';
import { createMemoryDatabase } from '@meritkit/core/memory';
import { createRandom } from '@meritkit/core/random';
import { describe, expect, it } from 'vitest';
import { checkJournal } from '../src/ledger/index.ts';
import { type AccountCell, tenantData } from '../src/memory/data.ts';
import { createMemoryLedgerStore } from '../src/memory/index.ts';
import type { LedgerStoreV1 } from '../src/ports.ts';
import { createLedger, type Ledger } from '../src/service.ts';
import { actor, bytesOf, countingIds, now, openLedger } from './ledgers.ts';

const later = '2026-12-02T09:00:00+08:00';

/** A life that touches every kind of write; each call has its own key, so it can be run again from the start. */
async function live(ledger: Ledger): Promise<unknown[]> {
  const item = {
    id: 'leave',
    title: 'Leave',
    kind: 'leave',
    unit: 'points',
    price: '40',
    approval: 'four-eyes',
    stocked: true,
    booking: true,
    taxValue: { amount: '500', currency: 'CNY' },
    active: true,
  } as const;
  const answers: unknown[] = [
    await ledger.defineItem({ key: 'item', item }),
    await ledger.stockItem({ key: 'stock', itemId: 'leave', pieces: 3, at: now }),
    await ledger.fundBudget({ key: 'fund', budgetId: 'q4', amount: '500', at: now }),
    await ledger.earn({
      key: 'earn',
      personId: 'lin',
      amount: '120',
      at: now,
      fromBudgetId: 'q4',
      reason: 'help',
      expires: '2026-12-01T00:00:00Z',
    }),
    await ledger.transfer({ key: 'give', from: { personId: 'lin' }, to: { personId: 'zhao' }, amount: '20', at: now }),
  ];
  const asked = await ledger.requestRedemption({
    key: 'ask',
    personId: 'lin',
    item: 'leave',
    at: now,
    actor: actor('lin'),
  });
  if (!asked.ok) throw new Error(asked.rejection.code);
  const { redemptionId, payloadHash } = asked;
  answers.push(
    asked,
    await ledger.approveRedemption({ key: 'approve', redemptionId, payloadHash, at: now, actor: actor('boss') }),
    await ledger.acknowledgeBooking({ key: 'booked', redemptionId, outcome: 'booked', at: now }),
    await ledger.cancelRedemption({ key: 'cancel', redemptionId, at: now, actor: actor('lin') }),
    await ledger.redeem({ key: 'too-much', personId: 'zhao', item: 'x', amount: '21', at: now }),
    await ledger.sweepExpired({ at: later }),
    await ledger.closePeriod({
      key: 'close',
      period: { start: '2026-11-01', end: '2026-12-01' },
      timeZone: 'Asia/Shanghai',
      beforeItsEnd: true,
    }),
    await ledger.exportPayroll({
      key: 'pay',
      period: { start: '2026-11-01', end: '2026-12-01' },
      timeZone: 'Asia/Shanghai',
    }),
    await ledger.sealEntries({ batchSize: 4, salts: () => 'salt' }),
  );
  return answers;
}

/** A store that fails at its n-th call, before or after the effect; a lost answer is the latter. */
function failingAt(
  store: LedgerStoreV1,
  at: number,
  when: 'before' | 'after',
): { readonly store: LedgerStoreV1; readonly calls: () => number } {
  let calls = 0;
  const guarded = <Method extends keyof LedgerStoreV1>(name: Method) => {
    const method = store[name] as (...given: unknown[]) => Promise<unknown>;
    return async (...given: unknown[]) => {
      calls += 1;
      const fails = calls === at;
      if (fails && when === 'before') throw new StorageUnavailableError({ operation: name });
      const result = await method(...given);
      if (fails) throw new StorageUnavailableError({ operation: name });
      return result;
    };
  };
  const methods = Object.fromEntries(
    Object.entries(store).map(([name, value]) => [
      name,
      typeof value === 'function' ? guarded(name as keyof LedgerStoreV1) : value,
    ]),
  );
  return { store: methods as unknown as LedgerStoreV1, calls: () => calls };
}

/** What must be the same however often it failed: balances and totals, without ids, which retries draw anew. */
async function meaning(ledger: Ledger, store: LedgerStoreV1) {
  const page = { cursor: null, limit: 1000 };
  const entries = (await store.listEntries({}, page)).items.map(({ entry }) => entry);
  const accounts = (await store.listAccounts({}, page)).items;
  const balances = await Promise.all(
    [{ personId: 'lin' }, { personId: 'zhao' }, { budgetId: 'q4' }].map((owner) =>
      ledger.balance({ ...owner, at: now }),
    ),
  );
  return {
    kinds: entries.map((entry) => entry.kind),
    balances,
    broken: checkJournal({ entries, accounts, atMs: Date.parse(now) }),
    verified: (await ledger.verifyLedger()).ok,
    documents: (await store.listDocuments('books', page)).items.map((document) => document.body),
  };
}

describe('a store that fails', () => {
  it('at any call, before or after its effect, leaves a life that a retry completes', async () => {
    const whole = openLedger();
    const counted = failingAt(whole.store, 0, 'before');
    await live(createLedger({ store: counted.store, now: () => later, ids: countingIds() }));
    const expected = await meaning(whole.ledger, whole.store);
    expect(expected.broken).toEqual([]);
    expect(counted.calls()).toBeGreaterThan(30);
    for (let at = 1; at <= counted.calls(); at += 1) {
      for (const when of ['before', 'after'] as const) {
        const { store, ledger } = openLedger();
        const failing = createLedger({
          store: failingAt(store, at, when).store,
          now: () => later,
          ids: countingIds('first'),
        });
        const error = await live(failing).catch((caught: unknown) => caught);
        expect(StorageUnavailableError.isInstance(error), `call ${at} ${when}`).toBe(true);
        await live(createLedger({ store, now: () => later, ids: countingIds('retry') }));
        expect(await meaning(ledger, store), `call ${at} ${when}`).toEqual(expected);
      }
    }
  });

  it('at any single write inside a transaction leaves nothing of it', async () => {
    for (let at = 1; ; at += 1) {
      const database = createMemoryDatabase();
      const store = createMemoryLedgerStore({ tenantId: 'acme', database });
      const base = createLedger({ store, now: () => now, ids: countingIds('base') });
      await base.earn({ key: 'base', personId: 'lin', amount: '50', at: now });
      await base.earn({ key: 'base2', personId: 'zhao', amount: '50', at: now });
      const before = await bytesOf(store);
      const repair = breakWrite(database, at);
      const outcome = await database
        .transact(async (transaction) => {
          const inside = createLedger({
            store: store.within(transaction),
            outbox: true,
            now: () => now,
            ids: countingIds('in'),
          });
          await inside.transfer({
            key: 't',
            from: { personId: 'lin' },
            to: { personId: 'zhao' },
            amount: '10',
            at: now,
            reason: 'thanks',
          });
          await inside.earn({ key: 'e', personId: 'chen', amount: '10', at: now });
          const held = await inside.hold({ key: 'h', personId: 'chen', amount: '5', at: now });
          await inside.capture({ key: 'c', holdId: held.ok ? held.holdId : '', at: now });
          await inside.reverse({ key: 'r', entryId: 'in-1', at: now });
        })
        .then(
          () => 'committed',
          () => 'crashed',
        );
      const reached = repair();
      if (outcome === 'committed') {
        expect(reached).toBe(false);
        expect(at).toBeGreaterThan(25);
        return;
      }
      expect(await bytesOf(store), `write ${at}`).toBe(before);
    }
  });
});

/** Every map that tables are made of: of accounts, of owners by unit and kind, of documents by type. */
function mapsIn(table: unknown): Map<unknown, unknown>[] {
  if (table instanceof Map) return [table as Map<unknown, unknown>, ...[...table.values()].flatMap(mapsIn)];
  const isPlain = typeof table === 'object' && table !== null && Object.getPrototypeOf(table) === Object.prototype;
  return isPlain ? Object.values(table).flatMap(mapsIn) : [];
}

/** Makes the n-th write to a tenant's tables throw; gives back a repair that says whether it came to that. */
function breakWrite(database: ReturnType<typeof createMemoryDatabase>, at: number): () => boolean {
  const data = tenantData(database, 'acme');
  let writes = 0;
  const crash = () => {
    writes += 1;
    if (writes === at) throw new Error(`the process dies at write ${at}`);
  };
  const repairs: (() => void)[] = [];
  const change = <Table extends object>(table: Table, changed: Partial<Table>) => {
    const own = Object.fromEntries(
      Object.keys(changed).map((name) => [name, Object.getOwnPropertyDescriptor(table, name)]),
    );
    Object.assign(table, changed);
    repairs.push(() => {
      for (const [name, descriptor] of Object.entries(own)) {
        if (descriptor === undefined) Reflect.deleteProperty(table, name);
        else Object.defineProperty(table, name, descriptor);
      }
    });
  };
  for (const map of mapsIn(data)) {
    change(map, {
      set: (key: unknown, value: unknown) => {
        crash();
        return Map.prototype.set.call(map, key, value) as Map<unknown, unknown>;
      },
    });
  }
  const watched = (account: AccountCell) =>
    new Proxy(account, {
      set: (target, name, value) => {
        crash();
        return Reflect.set(target, name, value);
      },
    });
  change(data.accounts, {
    get: (id: string) => {
      const account = Map.prototype.get.call(data.accounts, id) as AccountCell | undefined;
      return account === undefined ? undefined : watched(account);
    },
  });
  for (const table of [data.journal, data.records] as { add: (row: never) => void }[]) {
    const { add } = table;
    change(table, {
      add: (row: never) => {
        crash();
        add(row);
      },
    });
  }
  return () => {
    for (const repair of repairs) repair();
    return writes >= at;
  };
}

/** A store that answers after a random while, so that calls overlap in every way. */
function jittery(store: LedgerStoreV1, seed: string): LedgerStoreV1 {
  const random = createRandom(seed);
  const wait = async () => {
    for (let turns = random.integer(0, 6); turns > 0; turns -= 1) await Promise.resolve();
  };
  return {
    ...store,
    load: async (request) => {
      await wait();
      const loaded = await store.load(request);
      await wait();
      return loaded;
    },
    append: async (commit) => {
      await wait();
      return store.append(commit);
    },
  };
}

describe('contests', () => {
  it('of twenty for the last points have one winner, and the others lack points or find the key taken', async () => {
    for (let round = 0; round < 100; round += 1) {
      const { store } = openLedger();
      const ledger = createLedger({ store: jittery(store, `contest-${round}`), now: () => now, ids: countingIds() });
      await ledger.earn({ key: 'g', personId: 'lin', amount: '10', at: now });
      const answers = await Promise.all(
        Array.from({ length: 20 }, (_, index) =>
          ledger.redeem({ key: `r${index}`, personId: 'lin', item: 'x', amount: '10', at: now }),
        ),
      );
      expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
      for (const answer of answers) {
        if (!answer.ok)
          expect(answer.rejection).toEqual({ code: 'ledger/insufficient-points', available: '0', needed: '10' });
      }
    }
  });

  it('in opposite order neither lose nor double a point', async () => {
    for (let round = 0; round < 50; round += 1) {
      const { store } = openLedger();
      const ledger = createLedger({ store: jittery(store, `opposite-${round}`), now: () => now, ids: countingIds() });
      await ledger.earn({ key: 'a', personId: 'lin', amount: '50', at: now });
      await ledger.earn({ key: 'b', personId: 'zhao', amount: '50', at: now });
      await Promise.all(
        Array.from({ length: 16 }, (_, index) => {
          const [from, to] = index % 2 === 0 ? ['lin', 'zhao'] : ['zhao', 'lin'];
          return ledger.transfer({
            key: `t${index}`,
            from: { personId: from! },
            to: { personId: to! },
            amount: '5',
            at: now,
          });
        }),
      );
      const sums = await Promise.all(['lin', 'zhao'].map((personId) => ledger.balance({ personId, at: now })));
      expect(sums.map((sum) => sum.available)).toEqual(['50', '50']);
    }
  });

  it('on a budget and on a cap never pass either, in any interleaving', async () => {
    for (let round = 0; round < 50; round += 1) {
      const { store } = openLedger();
      const ledger = createLedger({ store: jittery(store, `caps-${round}`), now: () => now, ids: countingIds() });
      await ledger.fundBudget({ key: 'f', budgetId: 'help', amount: '70', at: now });
      const rule = {
        id: 'help',
        version: 1,
        unit: 'points',
        inForce: { start: '2026-01-01', end: null },
        timeZone: 'Asia/Shanghai',
        amount: '20',
        per: 'event',
        multipliers: [],
        prerequisites: [],
        budgetId: 'help',
        expiresAfterDays: null,
        rounding: 'down',
        caps: [{ id: 'monthly', per: 'month', maximum: '50', beyond: 'trim' }],
      } as const;
      await ledger.defineRule({ key: 'rule', rule });
      const award = (personId: string, index: number) =>
        ledger.award({ key: `${personId}-${index}`, personId, rule: { id: 'help', version: 1 }, event: { at: now } });
      await Promise.all(Array.from({ length: 12 }, (_, index) => award(index % 2 === 0 ? 'lin' : 'zhao', index)));
      const [lin, zhao] = await Promise.all(
        ['lin', 'zhao'].map(async (personId) => Number((await ledger.balance({ personId, at: now })).available)),
      );
      expect(lin!).toBeLessThanOrEqual(50);
      expect(zhao!).toBeLessThanOrEqual(50);
      const left = Number((await ledger.balance({ budgetId: 'help', at: now })).available);
      expect(left).toBeGreaterThanOrEqual(0);
      expect(lin! + zhao! + left).toBe(70);
    }
  });

  it('replays, shuffled and doubled, years later, change nothing', async () => {
    const { ledger, store } = openLedger();
    const answers = new Map<string, unknown>();
    const calls = Array.from({ length: 30 }, (_, index) => async () => {
      const personId = ['lin', 'zhao'][index % 2]!;
      const at = `2026-11-22T10:${String(index).padStart(2, '0')}:00Z`;
      return index % 3 === 2
        ? ledger.redeem({ key: `k${index}`, personId, item: 'x', amount: '5', at })
        : ledger.earn({ key: `k${index}`, personId, amount: '10', at, expires: '2027-01-01T00:00:00Z' });
    });
    for (const [index, call] of calls.entries()) answers.set(String(index), await call());
    const before = await bytesOf(store);
    const muchLater = createLedger({ store, now: () => '2036-01-01T00:00:00Z', ids: countingIds('later') });
    expect((await muchLater.balance({ personId: 'lin' })).available).toBe('0');
    const random = createRandom('replay');
    for (const index of random.shuffle([...calls.keys(), ...calls.keys()])) {
      expect(await calls[index]!()).toEqual(answers.get(String(index)));
    }
    expect(await bytesOf(store)).toBe(before);
  });

  it('that never end are a conflict to retry, not a lack of points', async () => {
    const { ledger, store } = openLedger();
    await ledger.earn({ key: 'g', personId: 'lin', amount: '10', at: now });
    const old = await store.load({ owners: [{ kind: 'person', id: 'lin', unit: 'points' }] });
    await ledger.redeem({ key: 'r', personId: 'lin', item: 'x', amount: '5', at: now });
    const stale = createLedger({ store: { ...store, load: async () => old }, attempts: 3, now: () => now });
    await expect(stale.redeem({ key: 'r2', personId: 'lin', item: 'x', amount: '8', at: now })).rejects.toMatchObject({
      code: 'core/version-conflict',
    });
  });
});
