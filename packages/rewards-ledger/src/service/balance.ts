import { instantText } from '@meritkit/core/dates';
import { type Outcome, type Rejection, reject } from '@meritkit/core/errors';
import type { Actor } from '@meritkit/core/ports';
import { amountText } from '../amount/index.ts';
import type { AccountState } from '../ledger/account.ts';
import { accountAsOf } from '../ledger/as-of.ts';
import { balanceAt } from '../ledger/balance.ts';
import type { Entry } from '../ledger/entry.ts';
import { hasEnded } from '../ledger/lots.ts';
import type { LedgerContext } from './context.ts';
import { entriesOf } from './periods.ts';
import { type AccountReference, readAt, readKnownUnit, readOwner } from './read.ts';
import { loadInScale } from './scale.ts';
import { toMilliseconds } from './time.ts';

/** An account's balance as of a time, as decimal text: `available = posted - held`. */
export interface Balance {
  readonly posted: string;
  readonly held: string;
  readonly available: string;
}

/** Whose balance, and as of when. */
export type BalanceInput = AccountReference & {
  readonly unit?: string;
  /**
   * As of when; the present unless given. For the past, the account's entries up to then are read: an entry that is booked
   * afterwards with an earlier effective time changes the answer, a sweep does not.
   */
  readonly at?: string;
  /** Who reads: with it, the read of a person's account is recorded. */
  readonly actor?: Actor;
};

/** What an account consists of, as of a time. */
export interface AccountView extends Balance {
  readonly accountId: string;
  readonly unit: string;
  readonly debt: string;
  /** Soonest expiry first: the order in which they are spent. */
  readonly lots: readonly {
    readonly lot: number;
    readonly original: string;
    readonly remaining: string;
    readonly expires: string | null;
    readonly expired: boolean;
  }[];
  readonly holds: readonly { readonly holdId: string; readonly amount: string; readonly expires: string | null }[];
}

/** An owner or a unit that the ledger does not know. */
export type UnknownAccount =
  | Rejection<'ledger/unknown-account', { readonly account: string }>
  | Rejection<'ledger/unknown-unit', { readonly unit: string }>;

/**
 * The balance as of a time, past, present or ahead. Zero for an owner on whom nothing has happened: no account is opened by asking.
 */
export async function balance(context: LedgerContext, input: BalanceInput): Promise<Balance> {
  readKnownUnit(context, input.unit);
  const { account, unit, atMs } = await find(context, input);
  const scale = context.units[unit]!.scale;
  const text = (amount: bigint) => amountText({ amount, scale });
  if (account === null) return { posted: text(0n), held: text(0n), available: text(0n) };
  const { posted, held, available } = balanceAt(account, atMs);
  return { posted: text(posted), held: text(held), available: text(available) };
}

/** The account with its lots, holds and debt, as of a time. */
export async function viewAccount(
  context: LedgerContext,
  input: BalanceInput,
): Promise<Outcome<{ readonly account: AccountView }, UnknownAccount>> {
  const { account, unit, atMs } = await find(context, input);
  if (!Object.hasOwn(context.units, unit)) return reject('ledger/unknown-unit', { unit });
  if (account === null) {
    const owner = readOwner(input);
    return reject('ledger/unknown-account', { account: `${owner.kind}:${owner.id}` });
  }
  const text = (amount: bigint) => amountText({ amount, scale: context.units[unit]!.scale });
  const end = (expiresMs: number | null) => (expiresMs === null ? null : instantText(expiresMs));
  const { posted, held, available } = balanceAt(account, atMs);
  const view: AccountView = {
    accountId: account.id,
    unit,
    posted: text(posted),
    held: text(held),
    available: text(available),
    debt: text(account.debt),
    lots: account.lots.map((lot) => ({
      lot: lot.lot,
      original: text(lot.original),
      remaining: text(lot.remaining),
      expires: end(lot.expiresMs),
      expired: hasEnded(lot.expiresMs, atMs),
    })),
    holds: account.holds
      .filter((hold) => !hasEnded(hold.expiresMs, atMs))
      .map((hold) => ({
        holdId: hold.id,
        amount: text(hold.parts.reduce((sum, part) => sum + part.amount, 0n)),
        expires: end(hold.expiresMs),
      })),
  };
  return { ok: true, account: view };
}

async function find(
  context: LedgerContext,
  input: BalanceInput,
): Promise<{ readonly account: AccountState | null; readonly unit: string; readonly atMs: number }> {
  const owner = readOwner(input);
  const unit = input.unit ?? context.defaultUnit;
  const nowMs = toMilliseconds(context.now());
  const atMs = readAt(input.at, nowMs);
  const loaded = await loadInScale(context, { owners: [{ ...owner, unit }] }, [unit]);
  const account = loaded.accounts[0] ?? null;
  return { account: account === null ? null : await accountAt(context, account, atMs, nowMs), unit, atMs };
}

/** The stored account is that of the present: what has been spent or swept since a past time is not in its lots. */
export async function accountAt(
  context: LedgerContext,
  account: AccountState,
  atMs: number,
  nowMs: number,
): Promise<AccountState> {
  if (atMs >= nowMs) return account;
  // The usual past is a moment ago, with nothing since: then the stored account is the one of then.
  const since = { accountId: account.id, fromMs: atMs + 1 };
  if ((await context.store.listEntries(since, { cursor: null, limit: 1 })).items.length === 0) return account;
  const entries: Entry[] = [];
  // The filter's end is not included, and times are whole milliseconds.
  for await (const entry of entriesOf(context, { accountId: account.id, beforeMs: atMs + 1 })) entries.push(entry);
  return accountAsOf({ account, entries, atMs });
}
