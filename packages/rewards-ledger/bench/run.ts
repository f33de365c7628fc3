import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { BenchGoal as Line } from '../../../scripts/bench-goal.ts';
import {
  addToStandings,
  createColumnarHistory,
  createLedger,
  type Entry,
  emptyStandings,
  rankStandings,
  sealBatch,
} from '../src/index.ts';
import { createMemoryLedgerStore } from '../src/memory/index.ts';
import { runSequence } from '../testing/sequences.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

const json = process.argv.includes('--json');
const quick = process.argv.includes('--quick');
/** `--only posts,million` measures these sections alone: posts, memory, sealing, million, model. */
const only = process.argv.includes('--only') ? process.argv[process.argv.indexOf('--only') + 1]!.split(',') : null;
const rounds = 5;
const posts = quick ? 60_000 : 300_000;
const warmUp = 20_000;
const people = 9_973; // a prime, so that everybody meets every kind of call
const rows = quick ? 200_000 : 1_000_000;
const seed = process.env.MERITKIT_SEED ?? 'ledger-bench-1';
const start = Date.parse('2026-11-22T01:00:00Z');

function report(line: Omit<Line, 'ratio' | 'pass'> & { readonly atMost?: boolean; readonly on?: 'ratio' }): void {
  const { atMost, on, ...rest } = line;
  const round = (value: number) => Number(value.toPrecision(4));
  const ratio = line.peerValue === 0 ? 0 : line.value / line.peerValue;
  const judged = on === 'ratio' ? ratio : line.value;
  const pass = atMost === true ? judged <= line.target : judged >= line.target;
  const full: Line = { ...rest, value: round(line.value), peerValue: round(line.peerValue), ratio: round(ratio), pass };
  if (json) console.log(JSON.stringify(full));
  else
    console.log(
      `${pass ? 'reached' : 'MISSED '} ${line.goal}: ${full.value} ${line.unit} (goal ${line.target}); ${line.peer}: ${full.peerValue}; ratio ${full.ratio}`,
    );
}

function median(values: readonly number[]): number {
  return [...values].sort((left, right) => left - right)[Math.floor(values.length / 2)]!;
}

/** Work per second of wall time, and processor time per piece in microseconds: of its own thread, and of all. */
interface Rate {
  readonly perSecond: number;
  readonly own: number;
  readonly all: number;
}

/** The collector drops compiled code with the objects it was compiled for: each contender warms up after it. */
async function rate(work: (count: number) => Promise<void>): Promise<Rate> {
  collectGarbage();
  await work(warmUp);
  const [before, ownBefore, allBefore] = [performance.now(), process.threadCpuUsage(), process.cpuUsage()];
  await work(posts);
  const [own, all] = [process.threadCpuUsage(ownBefore), process.cpuUsage(allBefore)];
  return {
    perSecond: (posts / (performance.now() - before)) * 1000,
    own: (own.user + own.system) / posts,
    all: (all.user + all.system) / posts,
  };
}

function note(what: string, rates: readonly Rate[]): void {
  if (json) return;
  const walls = rates.map(({ perSecond }) => Math.round(perSecond));
  const [own, all] = [median(rates.map((rate) => rate.own)), median(rates.map((rate) => rate.all))];
  const collector = (all - own).toFixed(2);
  console.log(`  ${what}: ${walls.join(', ')}/s; processor ${own.toFixed(2)} us each, and ${collector} us beside it`);
}

const at = '2026-11-22T09:00:00+08:00';
const expires = '2027-12-31T00:00:00+08:00';

function open(secret?: string) {
  const store = createMemoryLedgerStore({ tenantId: 'bench' });
  return createLedger({ store, now: () => at, ...(secret === undefined ? {} : { secret }) });
}

/** Awaited posts, one after the other: grants, and every fourth a redemption. */
async function postAll(count: number, secret?: string): Promise<void> {
  const ledger = open(secret);
  for (let index = 0; index < count; index += 1) {
    const personId = `p${index % people}`;
    const key = `key-${index}`;
    const answer =
      index >= people && index % 4 === 3
        ? await ledger.redeem({ key, personId, item: 'mug', amount: '5', at })
        : await ledger.earn({ key, personId, amount: '10', at, expires, reason: 'help' });
    if (!answer.ok) throw new Error(answer.rejection.code);
  }
}

/** The peer: a Map of balances behind an awaited function, without keys, lots, entries or events. */
async function mapLoop(count: number): Promise<void> {
  const balances = new Map<string, bigint>();
  const post = async (personId: string, amount: bigint): Promise<boolean> => {
    const sum = (balances.get(personId) ?? 0n) + amount;
    if (sum < 0n) return false;
    balances.set(personId, sum);
    return true;
  };
  for (let index = 0; index < count; index += 1) await post(`p${index % people}`, index % 4 === 3 ? -5n : 10n);
}

async function benchPosts(): Promise<void> {
  const ours: Rate[] = [];
  const secret: Rate[] = [];
  const plain: Rate[] = [];
  for (let round = 0; round < rounds; round += 1) {
    ours.push(await rate((count) => postAll(count)));
    plain.push(await rate(mapLoop));
    if (round < 3) secret.push(await rate((count) => postAll(count, 'pepper')));
  }
  note('posts', ours);
  note('posts with HMAC', secret);
  note('plain Map loop', plain);
  const wall = (rates: readonly Rate[]) => median(rates.map(({ perSecond }) => perSecond));
  const peer = { peer: 'plain Map loop, awaited', peerValue: wall(plain) };
  report({
    goal: 'ledger-memory-posts',
    measure: 'awaited posts per second in memory, without sealing',
    value: wall(ours),
    unit: 'posts/s',
    ...peer,
    target: 200_000,
  });
  report({
    goal: 'ledger-memory-posts-hmac',
    measure: 'the same with keys and fingerprints as HMAC-SHA-256',
    value: wall(secret),
    unit: 'posts/s',
    ...peer,
    target: 20_000,
  });
}

function heap(): number {
  collectGarbage();
  collectGarbage();
  return process.memoryUsage().heapUsed + process.memoryUsage().arrayBuffers;
}

async function benchMemory(): Promise<readonly Entry[]> {
  const store = createMemoryLedgerStore({ tenantId: 'bench' });
  const ledger = createLedger({ store, now: () => at });
  const count = quick ? 50_000 : 200_000;
  const before = heap();
  for (let index = 0; index < count; index += 1) {
    const personId = `p${index % people}`;
    if (index < people || index % 4 !== 3)
      await ledger.earn({ key: `key-${index}`, personId, amount: '10', at, expires });
    else await ledger.redeem({ key: `key-${index}`, personId, item: 'mug', amount: '5', at });
  }
  const objects = (heap() - before) / count;
  const entries: Entry[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof store.listEntries>> = await store.listEntries({}, { cursor, limit: 1000 });
    for (const { entry } of page.items) entries.push(entry);
    cursor = page.nextCursor;
  } while (cursor !== null);
  const empty = heap();
  const history = createColumnarHistory();
  for (const entry of entries) history.append(structuredClone(entry)); // so that it shares nothing with the store
  const columns = (heap() - empty) / count;
  const json =
    entries
      .slice(0, 1000)
      .reduce(
        (sum, entry) => sum + JSON.stringify(entry, (_, part) => (typeof part === 'bigint' ? `${part}` : part)).length,
        0,
      ) / 1000;
  const peer = { peer: 'the entry alone as JSON text', peerValue: json };
  report({
    goal: 'ledger-bytes-objects',
    measure: 'heap per transfer in plain objects, with key, lots and account',
    value: objects,
    unit: 'B',
    ...peer,
    target: 1000,
    atMost: true,
  });
  report({
    goal: 'ledger-bytes-columns',
    measure: 'memory per transfer in the columnar history',
    value: columns,
    unit: 'B',
    ...peer,
    target: 350,
    atMost: true,
  });
  if (history.size() !== count) throw new Error('the history lost entries');
  return entries;
}

function benchSealing(entries: readonly Entry[]): void {
  const count = Math.min(entries.length, quick ? 5_000 : 20_000);
  const batch = entries.slice(0, count).map((entry, index) => ({
    position: index + 1,
    entry,
    details: { fields: { reason: 'help' }, salt: `salt-${index}` },
  }));
  const rates: number[] = [];
  for (let round = 0; round < 3; round += 1) {
    const before = performance.now();
    let previous = null;
    for (let from = 0; from < count; from += 1000) {
      previous = sealBatch({ entries: batch.slice(from, from + 1000), previous, sealedMs: start }).seal;
    }
    rates.push((count / (performance.now() - before)) * 1000);
  }
  report({
    goal: 'ledger-sealing',
    measure: 'entries sealed per second, with salted commitments',
    value: median(rates),
    unit: 'entries/s',
    peer: 'limit: none',
    peerValue: 0,
    target: 1_000,
  });
}

/** A million entries over 9,973 accounts, without going through a store. */
function syntheticEntry(index: number): Entry {
  const accountId = `a${index % people}`;
  const amount = BigInt((index % 97) + 1);
  return {
    schemaVersion: 1,
    id: `e${index}`,
    kind: 'earn',
    effectiveMs: start + index,
    recordedMs: start + index,
    postings: [
      { accountId: 'issuer:points', unit: 'points', amount: -amount },
      { accountId, unit: 'points', amount },
    ],
    lots: [],
    debts: [],
    holds: [],
    counters: [],
    versions: [{ accountId, version: Math.floor(index / people) + 1 }],
    reverses: null,
    subject: null,
    memo: null,
  };
}

function benchMillion(): void {
  const history = createColumnarHistory();
  const accounts = new Uint32Array(rows);
  const amounts = new Float64Array(rows);
  const objects: Entry[] = [];
  for (let index = 0; index < rows; index += 1) {
    const entry = syntheticEntry(index);
    history.append(entry);
    objects.push(entry);
    accounts[index] = index % people;
    amounts[index] = (index % 97) + 1;
  }
  const time = (work: () => unknown) => {
    const taken: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const before = performance.now();
      work();
      taken.push(performance.now() - before);
    }
    return median(taken);
  };
  const typed = time(() => {
    let sum = 0;
    for (let index = 0; index < rows; index += 1) if (accounts[index] === 7) sum += amounts[index]!;
    return sum;
  });
  const one = time(() => history.balanceOf({ accountId: 'a7', unit: 'points' }));
  report({
    goal: 'ledger-balance-million',
    measure: `balance of one account over ${rows} entries`,
    value: one,
    unit: 'ms',
    peer: 'bare typed-array loop',
    peerValue: typed,
    target: 50,
    atMost: true,
  });
  const typedAll = time(() => {
    const sums = new Float64Array(people);
    for (let index = 0; index < rows; index += 1) sums[accounts[index]!]! += amounts[index]!;
    return sums;
  });
  const board = time(() => {
    const earned = new Map(
      [...history.balances({ unit: 'points', kinds: ['earn'] })].filter(([id]) => !id.startsWith('issuer:')),
    );
    return rankStandings({ standings: { unit: 'points', earned }, scale: 0, viewer: 'a7' });
  });
  report({
    goal: 'ledger-leaderboard-million',
    measure: `leaderboard over ${rows} entries, in columns`,
    value: board,
    unit: 'ms',
    peer: 'bare typed-array sums',
    peerValue: typedAll,
    target: 250,
    atMost: true,
  });
  const fold = time(() =>
    rankStandings({ standings: addToStandings(emptyStandings({ unit: 'points' }), objects, () => true), scale: 0 }),
  );
  report({
    goal: 'ledger-leaderboard-fold',
    measure: `leaderboard over ${rows} entries, as a fold of objects`,
    value: fold,
    unit: 'ms',
    peer: 'bare typed-array sums',
    peerValue: typedAll,
    target: 2_000,
    atMost: true,
  });
}

function benchModel(): void {
  const count = quick ? 5_000 : 100_000;
  let differences = 0;
  for (let index = 0; index < count; index += 1)
    if (runSequence({ seed: `${seed}/${index}`, steps: 30 }) !== null) differences += 1;
  report({
    goal: 'ledger-model',
    measure: `differences from the token model in ${count} sequences of 30 commands (seed ${seed})`,
    value: differences,
    unit: 'differences',
    peer: 'token model',
    peerValue: count,
    target: 0,
    atMost: true,
  });
}

const wanted = (section: string) => only === null || only.includes(section);
if (wanted('posts')) await benchPosts();
if (wanted('memory') || wanted('sealing')) {
  const entries = await benchMemory();
  if (wanted('sealing')) benchSealing(entries);
}
if (wanted('million')) benchMillion();
if (wanted('model')) benchModel();
