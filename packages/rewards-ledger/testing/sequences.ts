import { createRandom, type Random } from '@meritkit/core/random';
import {
  balanceAt,
  type Command,
  checkAccount,
  checkEntry,
  checkJournal,
  clearingAccountId,
  decide,
  type Entry,
  emptyAccount,
  emptyState,
  evolve,
  findAccount,
  issuerAccountId,
  type LedgerState,
} from '../src/ledger/index.ts';
import {
  createTokenModel,
  modelBalance,
  modelExpire,
  modelHold,
  modelPost,
  modelResolve,
  modelReverse,
  type Policy,
  type TokenModel,
} from './token-model.ts';

const unit = 'points';
const people = ['a', 'b', 'c'] as const;
const never = Number.POSITIVE_INFINITY;
const capMaximum = 60;

/** What went wrong in a sequence; null when nothing did. */
export type Difference = { readonly seed: string; readonly step: number; readonly what: string } | null;

/** Counts of what sequences met, to show that they reach every corner. */
export type Coverage = Map<string, number>;

function freshState(): LedgerState {
  const accounts = people.map((id) => emptyAccount({ id, kind: 'person', unit }));
  return { ...emptyState({ units: { points: { scale: 0 } } }), accounts };
}

/**
 * Runs one random sequence on the ledger and on the token model side by side, checks every law after every step, and
 * compares balances at random times. Clocks run mostly forward, and sometimes back.
 */
export function runSequence(options: {
  readonly seed: string;
  readonly steps: number;
  readonly coverage?: Coverage;
}): Difference {
  const { seed, coverage } = options;
  const random = createRandom(seed);
  const model = createTokenModel();
  let state = freshState();
  const entries: Entry[] = [];
  let clock = 1000;
  for (let step = 0; step < options.steps; step += 1) {
    clock += random.integer(0, 12);
    const atMs = random.integer(0, 9) === 0 ? clock - random.integer(0, 40) : clock;
    const { command, expected } = drawStep(random, model, `e${step}`, atMs, step);
    const before = bytesOf(state);
    const decision = decide(state, command);
    const actual = decision.ok ? 'ok' : decision.rejection.code;
    if (coverage !== undefined) {
      const key = `${command.type} ${actual}`;
      coverage.set(key, (coverage.get(key) ?? 0) + 1);
    }
    const difference = (what: string): Difference => ({ seed, step, what });
    if (actual !== expected) return difference(`${command.type}: expected ${expected}, got ${actual}`);
    if (decision.ok) {
      for (const entry of decision.entries) {
        state = evolve(state, entry);
        entries.push(entry);
      }
    } else if (bytesOf(state) !== before) return difference('a refusal changed the state');
    const broken = checkStep(decision.ok ? decision.entries : [], state, atMs);
    if (broken.length > 0) return difference(JSON.stringify(broken));
    const compared = compareBalances(state, model, [atMs, clock + random.integer(0, 80)]);
    if (compared !== null) return difference(compared);
  }
  const broken = checkJournal({ entries, accounts: state.accounts, atMs: clock });
  if (broken.length > 0) return { seed, step: options.steps, what: JSON.stringify(broken) };
  return replayDiffers(state, entries) ? { seed, step: options.steps, what: 'a replay of the journal differs' } : null;
}

/** A state to the last byte, in the order of its members. */
function bytesOf(state: LedgerState): string {
  return JSON.stringify(state, (_name, value: unknown) => (typeof value === 'bigint' ? `${value}n` : value));
}

/** The laws of the entries of a step, and of every account after it. */
function checkStep(entries: readonly Entry[], state: LedgerState, atMs: number) {
  return [
    ...entries.flatMap((entry) => checkEntry(entry)),
    ...state.accounts.flatMap((account) => checkAccount(account, atMs)),
  ];
}

function compareBalances(state: LedgerState, model: TokenModel, times: readonly number[]): string | null {
  for (const id of people) {
    for (const atMs of times) {
      const account = findAccount(state, id)!;
      const real = balanceAt(account, atMs);
      const naive = modelBalance(model, id, atMs);
      const same =
        Number(real.posted) === naive.posted &&
        Number(real.held) === naive.held &&
        Number(real.available) === naive.available &&
        Number(account.debt) === (model.debts.get(id) ?? 0) &&
        Number(account.counters.cap ?? 0n) === (model.used.get(id) ?? 0);
      if (!same)
        return `balance of ${id} at ${atMs}: ${real.posted}/${real.held} but the model has ${naive.posted}/${naive.held}`;
    }
  }
  return null;
}

function replayDiffers(state: LedgerState, entries: readonly Entry[]): boolean {
  const replayed = entries.reduce(evolve, freshState());
  const text = (value: unknown) => JSON.stringify(value, (_, part) => (typeof part === 'bigint' ? `${part}n` : part));
  return text(replayed.accounts) !== text(state.accounts);
}

/** Draws a command, and lets the model say what must come of it. */
function drawStep(
  random: Random,
  model: TokenModel,
  entryId: string,
  atMs: number,
  step: number,
): { readonly command: Command; readonly expected: string } {
  const account = random.pick(people);
  const other = random.pick(people.filter((id) => id !== account));
  const amount = random.integer(1, 25);
  const expiresMs = random.integer(0, 3) === 0 ? never : atMs + random.integer(1, 120);
  const earlier = `e${random.integer(0, Math.max(0, step))}`;
  const base = { entryId, effectiveMs: atMs, recordedMs: atMs };
  const end = expiresMs === never ? null : expiresMs;
  const size = BigInt(amount);
  switch (random.integer(0, 10)) {
    case 0:
    case 1:
    case 2: {
      const capped = random.integer(0, 2) === 0;
      const counters = capped
        ? [{ accountId: account, counter: 'cap', amount: size, maximum: BigInt(capMaximum) }]
        : [];
      return {
        expected: modelPost(model, {
          entryId,
          kind: 'earn',
          from: null,
          to: account,
          amount,
          expiresMs,
          atMs,
          ...(capped ? { cap: { account, maximum: capMaximum } } : {}),
        }),
        command: {
          ...base,
          type: 'post',
          kind: 'earn',
          counters,
          legs: [
            { accountId: issuerAccountId(unit), unit, amount: -size },
            { accountId: account, unit, amount: size, expiresMs: end },
          ],
        },
      };
    }
    case 3:
    case 4:
      return {
        expected: modelPost(model, { entryId, kind: 'redeem', from: account, to: null, amount, expiresMs, atMs }),
        command: {
          ...base,
          type: 'post',
          kind: 'redeem',
          legs: [
            { accountId: account, unit, amount: -size },
            { accountId: clearingAccountId('redeemed', unit), unit, amount: size },
          ],
        },
      };
    case 5:
      return {
        expected: modelPost(model, { entryId, kind: 'transfer', from: account, to: other, amount, expiresMs, atMs }),
        command: {
          ...base,
          type: 'post',
          kind: 'transfer',
          legs: [
            { accountId: account, unit, amount: -size },
            { accountId: other, unit, amount: size, expiresMs: 'inherit' },
          ],
        },
      };
    case 6:
      return {
        expected: modelHold(model, { entryId, account, amount, expiresMs, atMs }),
        command: { ...base, type: 'hold', holdId: entryId, accountId: account, unit, amount: size, expiresMs: end },
      };
    case 7: {
      const holdId = pickHold(random, model, earlier);
      const part = random.integer(0, 1) === 0 ? null : random.integer(1, 25);
      return {
        expected: modelResolve(model, { entryId, holdId, amount: part, capture: true, atMs }),
        command: {
          ...base,
          type: 'capture',
          holdId,
          accountId: model.holds.get(holdId)?.account ?? account,
          amount: part === null ? null : BigInt(part),
          toAccountId: clearingAccountId('redeemed', unit),
        },
      };
    }
    case 8: {
      const holdId = pickHold(random, model, earlier);
      return {
        expected: modelResolve(model, { entryId, holdId, amount: null, capture: false, atMs }),
        command: { ...base, type: 'release', holdId, accountId: model.holds.get(holdId)?.account ?? account },
      };
    }
    case 9:
      return {
        expected: modelExpire(model, { entryId, account, atMs }),
        command: { ...base, type: 'expire', accountId: account },
      };
    default: {
      const policy = random.pick<Policy>([
        { kind: 'refuse' },
        { kind: 'waive' },
        { kind: 'debt', limit: 15 },
        { kind: 'debt', limit: 0 },
      ]);
      return {
        expected: modelReverse(model, { entryId, reverses: earlier, policy, atMs }),
        command: {
          ...base,
          type: 'reverse',
          kind: policy.kind === 'refuse' ? 'reverse' : 'clawback',
          reversesEntryId: earlier,
          shortfall: policy.kind === 'debt' ? { kind: 'debt', limits: { points: BigInt(policy.limit) } } : policy,
        },
      };
    }
  }
}

function pickHold(random: Random, model: TokenModel, otherwise: string): string {
  const open = [...model.holds].filter(([, hold]) => !hold.resolved).map(([id]) => id);
  return open.length > 0 && random.integer(0, 4) > 0 ? random.pick(open) : otherwise;
}
