import { type ConformanceCase, checkEqual } from '@meritkit/core/conformance';
import { instantText } from '@meritkit/core/dates';
import { createRandom, type Random } from '@meritkit/core/random';
import { createMemoryLedgerStore } from '../memory/index.ts';
import type { LedgerStoreV1 } from '../ports.ts';
import { createLedger, type Ledger, type LedgerAnswer } from '../service.ts';
import { everythingIn, start } from './fixtures.ts';

/** The seed of the kit's model run. */
export const modelSeed = 20261122;

const people = ['lin', 'zhao', 'chen'] as const;
const calls = 150;

/** The same random life on the store and on the memory adapter: same answers, same journal, same balances. */
export const modelCases: readonly ConformanceCase<LedgerStoreV1>[] = [
  {
    group: 'model',
    name: `a random life of 150 calls is the same as in memory (seed ${modelSeed})`,
    run: async ({ forTenant }) => {
      const store = forTenant('model');
      const memory = createMemoryLedgerStore({ tenantId: 'model' });
      const [one, other] = [ledgerOn(store), ledgerOn(memory)];
      const random = createRandom(modelSeed);
      for (let step = 0; step < calls; step += 1) {
        const call = drawCall(random, step);
        checkEqual(await call(one), await call(other), `call ${step} is answered as in memory (seed ${modelSeed})`);
      }
      for (const [name, read] of Object.entries(reads)) {
        checkEqual(await read(one), await read(other), `${name} reads the same as in memory (seed ${modelSeed})`);
      }
      checkEqual(await everythingIn(store, people), await everythingIn(memory, people), 'the journals are the same');
    },
  },
];

const past = instantText(start + 50 * 60_000);

/** What screens show of the life, in part and in whole. */
const reads: Readonly<Record<string, (ledger: Ledger) => Promise<unknown>>> = {
  statement: (ledger) => ledger.readStatement({ personId: 'chen', from: past, newestFirst: true, limit: 5 }),
  accounts: (ledger) => ledger.listAccounts({ kind: 'person', at: past }),
  holds: (ledger) => ledger.listHolds(),
  'ending points': (ledger) =>
    ledger.listEndingPoints({ from: instantText(start), before: instantText(start + 400 * 60_000), limit: 2 }),
};

function ledgerOn(store: LedgerStoreV1): Ledger {
  let next = 0;
  return createLedger({
    store,
    now: () => instantText(start + calls * 60_000), // nothing is swept ahead of the present
    ids: () => {
      next += 1;
      return `id-${next}`;
    },
  });
}

/** One random call, the same on whichever ledger it is made. */
function drawCall(random: Random, step: number): (ledger: Ledger) => Promise<unknown> {
  const personId = random.pick(people);
  const amount = String(random.integer(1, 60));
  const at = instantText(start + step * 60_000);
  const expires = instantText(start + random.integer(1, 200) * 60_000);
  const key = random.integer(0, 9) === 0 ? `step-${random.integer(0, step)}` : `step-${step}`;
  const back = random.integer(1, 30);
  const choices: readonly ((ledger: Ledger) => Promise<unknown>)[] = [
    (ledger) => ledger.earn({ key, personId, amount, at, expires }),
    (ledger) => ledger.earn({ key, personId, amount, at }),
    (ledger) => ledger.redeem({ key, personId, item: 'course', amount, at }),
    (ledger) => ledger.transfer({ key, from: { personId }, to: { personId: 'chen' }, amount, at }),
    (ledger) => ledger.hold({ key, personId, amount, at, expires }),
    (ledger) => ledger.capture({ key, holdId: `id-${back}`, at }),
    (ledger) => ledger.release({ key, holdId: `id-${back}`, at }),
    (ledger) => ledger.reverse({ key, entryId: `id-${back}`, at }),
    (ledger) => ledger.clawback({ key, entryId: `id-${back}`, at, spent: { kind: 'debt', limit: '40' } }),
    (ledger) => ledger.sweepExpired({ at }),
    (ledger) => ledger.balance({ personId, at }),
  ];
  return random.pick(choices) as (ledger: Ledger) => Promise<LedgerAnswer>;
}
