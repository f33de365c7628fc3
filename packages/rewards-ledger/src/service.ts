import { invalidInput, type Outcome } from '@meritkit/core/errors';
import type { LedgerEvent } from './events.ts';
import { auditRead, type Sensitive } from './service/audit.ts';
import { type AwardAnswer, type AwardInput, award, defineRule, previewAward } from './service/award.ts';
import {
  type AccountView,
  type Balance,
  type BalanceInput,
  balance,
  type UnknownAccount,
  viewAccount,
} from './service/balance.ts';
import { type SplitBudgetInput, splitBudget } from './service/budgets.ts';
import { defineItem, stockItem } from './service/catalogue.ts';
import { type LedgerContext, type LedgerOptions, readOptions } from './service/context.ts';
import { type EarnInput, earn } from './service/earn.ts';
import { type ListEndingPointsInput, listEndingPoints } from './service/ending-points.ts';
import { type Erased, type EraseOwnerInput, eraseOwner } from './service/erase.ts';
import { type CaptureInput, capture, type HoldInput, hold, type ResolveInput, release } from './service/holds.ts';
import { type ListAccountsInput, listAccounts, showsPeople } from './service/list-accounts.ts';
import { type ListHoldsInput, listHolds } from './service/list-holds.ts';
import { listPeriods } from './service/list-periods.ts';
import { type ListRedemptionsInput, listRedemptions } from './service/list-redemptions.ts';
import { listItems, listRules } from './service/lists.ts';
import { type FundInput, fundBudget, type TransferInput, transfer } from './service/move.ts';
import type { Posted, Written } from './service/operation.ts';
import { type ClosePeriodInput, closePeriod, exportPayroll } from './service/periods.ts';
import { type PostInput, post } from './service/post.ts';
import { readId } from './service/read.ts';
import { peopleIn, readEntry } from './service/read-entry.ts';
import { type RedeemInput, redeem } from './service/redeem.ts';
import type { RedemptionAnswer } from './service/redemption-steps.ts';
import {
  acknowledgeBooking,
  approveRedemption,
  type CancelRedemptionInput,
  cancelRedemption,
  type DecideRedemptionInput,
  rejectRedemption,
} from './service/redemptions.ts';
import { readLeaderboard } from './service/reports.ts';
import { type RequestRedemptionInput, requestRedemption } from './service/request-redemption.ts';
import { clawback, type DebtPolicy, type ReverseInput, reverse } from './service/reverse.ts';
import { sealEntries, verifyLedger } from './service/sealing.ts';
import { readStatement, type StatementInput } from './service/statement.ts';
import { sweepExpired } from './service/sweep.ts';

/** Two arguments' second: what a function takes after its context. */
type Input<Call extends (context: never, input: never) => unknown> = Parameters<Call>[1];

/** What a call that writes answers: the entry and its events, or why nothing was written. */
export type LedgerAnswer = Outcome<Written>;

/** What a call that writes one entry answers: the entry and its events, or why nothing was written. */
export type PostingAnswer = Outcome<Posted>;

/**
 * A ledger of points. Calls that write take a `key`: the same key with the same payload has one effect and one answer
 * for ever; with another payload it is refused (`ledger/key-conflict`). A refusal changes nothing.
 *
 * Errors thrown: `InvalidInputError` (`ledger/invalid-input`, `ledger/not-an-amount`, `core/not-an-instant`) for input
 * that cannot be read, and `ledger/scale-mismatch` for a unit kept with another scale; `StorageUnavailableError` when the store did not answer (retry with the same key);
 * `VersionConflictError` when other writers were faster a hundred times in a row.
 */
export interface Ledger {
  /** Grants points to a person or a team. */
  readonly earn: (input: EarnInput) => Promise<PostingAnswer>;
  /** Spends points on something at once. */
  readonly redeem: (input: RedeemInput) => Promise<PostingAnswer>;
  /** The balance as of a time, past, present or ahead: expired points do not count, swept or not. */
  readonly balance: (input: BalanceInput) => Promise<Balance>;
  /** The account with its lots, holds and debt, as of a time. */
  readonly viewAccount: (input: BalanceInput) => Promise<Outcome<{ readonly account: AccountView }, UnknownAccount>>;
  /** An account's entries, a page at a time: of a period, of some kinds, newest first. */
  readonly readStatement: (input: StatementInput) => ReturnType<typeof readStatement>;
  /** One entry: whose accounts it touched, its details, what it takes back and what took it back. */
  readonly readEntry: (input: Input<typeof readEntry>) => ReturnType<typeof readEntry>;
  /** The accounts of a unit with their owners and balances, a page at a time. */
  readonly listAccounts: (input?: ListAccountsInput) => ReturnType<typeof listAccounts>;
  /** Open holds of one owner or of everybody, a page at a time: how much, about what, and until when. */
  readonly listHolds: (input?: ListHoldsInput) => ReturnType<typeof listHolds>;
  /** Points that end in a time, by account, a page at a time: whom to remind, and of how much. */
  readonly listEndingPoints: (input: ListEndingPointsInput) => ReturnType<typeof listEndingPoints>;
  /** Passes points on; they keep their end. */
  readonly transfer: (input: TransferInput) => Promise<PostingAnswer>;
  /** A host's own balanced entry. */
  readonly post: (input: PostInput) => Promise<PostingAnswer>;
  readonly fundBudget: (input: FundInput) => Promise<PostingAnswer>;
  readonly splitBudget: (input: SplitBudgetInput) => ReturnType<typeof splitBudget>;
  readonly hold: (input: HoldInput) => ReturnType<typeof hold>;
  readonly capture: (input: CaptureInput) => Promise<PostingAnswer>;
  readonly release: (input: ResolveInput) => Promise<PostingAnswer>;
  /** Takes an entry back, once, to the lots it came from. */
  readonly reverse: (input: ReverseInput) => Promise<PostingAnswer>;
  /** Takes a grant back with a stated policy for points already spent. */
  readonly clawback: (input: ReverseInput & { readonly spent: DebtPolicy }) => Promise<PostingAnswer>;
  readonly defineRule: (input: Input<typeof defineRule>) => Promise<LedgerAnswer>;
  /** Grants points by a rule, within its caps and its budget. */
  readonly award: (input: AwardInput) => Promise<AwardAnswer>;
  /** What `award` would now grant or refuse, explained, and whether it needs an approval; nothing is written. */
  readonly previewAward: (input: Input<typeof previewAward>) => ReturnType<typeof previewAward>;
  readonly defineItem: (input: Input<typeof defineItem>) => Promise<LedgerAnswer>;
  readonly stockItem: (input: Input<typeof stockItem>) => Promise<LedgerAnswer>;
  readonly requestRedemption: (input: RequestRedemptionInput) => Promise<RedemptionAnswer>;
  readonly approveRedemption: (
    input: DecideRedemptionInput & { readonly payloadHash: string },
  ) => Promise<RedemptionAnswer>;
  readonly rejectRedemption: (input: DecideRedemptionInput) => Promise<RedemptionAnswer>;
  /** Takes a redemption back; one that was booked waits for the host's word that the booking is undone. */
  readonly cancelRedemption: (input: CancelRedemptionInput) => Promise<RedemptionAnswer>;
  /** The host's word on a booking, or on undoing one; late or twice is fine. */
  readonly acknowledgeBooking: (input: Input<typeof acknowledgeBooking>) => Promise<RedemptionAnswer>;
  /** Redemptions, a page at a time: whose, where they stand, and what an approver agrees to. */
  readonly listRedemptions: (input?: ListRedemptionsInput) => ReturnType<typeof listRedemptions>;
  /** The catalogue with the pieces that are left, a page at a time. */
  readonly listItems: (input?: Input<typeof listItems>) => ReturnType<typeof listItems>;
  /** Every version of every earning rule, a page at a time. */
  readonly listRules: (input?: Input<typeof listRules>) => ReturnType<typeof listRules>;
  /** Moves expired points out of the accounts; balances do not change. */
  readonly sweepExpired: (input?: Input<typeof sweepExpired>) => ReturnType<typeof sweepExpired>;
  readonly closePeriod: (input: ClosePeriodInput) => ReturnType<typeof closePeriod>;
  readonly exportPayroll: (input: Input<typeof exportPayroll>) => ReturnType<typeof exportPayroll>;
  /** The closed periods of a unit with their totals, a page at a time, and which of them were exported for payroll. */
  readonly listPeriods: (input?: Input<typeof listPeriods>) => ReturnType<typeof listPeriods>;
  readonly readLeaderboard: (input?: Input<typeof readLeaderboard>) => ReturnType<typeof readLeaderboard>;
  /** Seals what is not sealed yet. */
  readonly sealEntries: (input?: Input<typeof sealEntries>) => ReturnType<typeof sealEntries>;
  readonly verifyLedger: (input?: Input<typeof verifyLedger>) => ReturnType<typeof verifyLedger>;
  /** Events of the outbox that were not acknowledged; each may be seen more than once. */
  readonly readOutbox: (input: { readonly limit: number }) => Promise<readonly LedgerEvent[]>;
  readonly acknowledgeOutbox: (input: { readonly eventIds: readonly string[] }) => Promise<void>;
  /**
   * Forgets who somebody's accounts belonged to, the words about them and those that name them, and them in events that
   * wait. The journal and its seals stand.
   */
  readonly eraseOwner: (input: EraseOwnerInput) => Promise<Erased>;
}

/**
 * Opens a ledger on a store: load, decide, save, publish.
 *
 * @throws InvalidInputError `ledger/invalid-input` for units that cannot be kept or limits in units that are not,
 * `core/invalid-input` for `publish` on a store within a host's transaction
 * @example
 * ```ts
 * import { createLedger } from '@meritkit/rewards-ledger';
 * import { createMemoryLedgerStore } from '@meritkit/rewards-ledger/memory';
 *
 * const ledger = createLedger({ store: createMemoryLedgerStore({ tenantId: 'acme' }) });
 * await ledger.earn({ key: 'k1', personId: 'lin', amount: '300', at: '2026-11-22T09:00:00+08:00' });
 * await ledger.balance({ personId: 'lin', at: '2026-11-22T09:00:00+08:00' }); // { posted: '300', held: '0', available: '300' }
 * ```
 */
export function createLedger(options: LedgerOptions): Ledger {
  const context = readOptions(options);
  /** Whatever is wrong with what a call was given reaches the caller the same way: through the promise. */
  const call =
    <Given, Answer>(work: (context: LedgerContext, given: Given) => Promise<Answer>) =>
    (given: Given): Promise<Answer> => {
      try {
        return work(context, ownCopy(readInput(given)));
      } catch (error) {
        return Promise.reject(error);
      }
    };
  /** A call that reads somebody's data: recorded where it names an actor. */
  const reading = <Given extends object, Answer>(
    name: string,
    work: (context: LedgerContext, given: Given) => Promise<Answer>,
    sensitive?: Sensitive<Given, Answer>,
  ) => call((_: LedgerContext, given: Given) => auditRead(context, name, given, work(context, given), sensitive));
  /** Of a list that names people in its rows, whatever it is narrowed to. */
  const ofEverybody = { isSensitive: () => true };
  return {
    earn: call(earn),
    redeem: call(redeem),
    balance: reading('balance', balance),
    viewAccount: reading('account', viewAccount),
    readStatement: reading('statement', readStatement),
    readEntry: reading('entry', readEntry, { peopleIn: (answer) => (answer.ok ? peopleIn(answer.entry) : []) }),
    listAccounts: (input = {}) => reading('accounts', listAccounts, { isSensitive: showsPeople })(input),
    listHolds: (input = {}) => reading('holds', listHolds, ofEverybody)(input),
    listEndingPoints: reading('ending-points', listEndingPoints, { isSensitive: showsPeople }),
    transfer: call(transfer),
    post: call(post),
    fundBudget: call(fundBudget),
    splitBudget: call(splitBudget),
    hold: call(hold),
    capture: call(capture),
    release: call(release),
    reverse: call(reverse),
    clawback: call(clawback),
    defineRule: call(defineRule),
    award: call(award),
    previewAward: reading('preview', previewAward),
    defineItem: call(defineItem),
    stockItem: call(stockItem),
    requestRedemption: call(requestRedemption),
    approveRedemption: call(approveRedemption),
    rejectRedemption: call(rejectRedemption),
    cancelRedemption: call(cancelRedemption),
    acknowledgeBooking: call(acknowledgeBooking),
    listRedemptions: (input = {}) => reading('redemptions', listRedemptions, ofEverybody)(input),
    listItems: (input = {}) => call(listItems)(input),
    listRules: (input = {}) => call(listRules)(input),
    sweepExpired: (input = {}) => call(sweepExpired)(input),
    closePeriod: call(closePeriod),
    exportPayroll: reading('payroll', exportPayroll, ofEverybody),
    listPeriods: (input = {}) => call(listPeriods)(input),
    readLeaderboard: (input = {}) => reading('leaderboard', readLeaderboard)(input),
    sealEntries: (input = {}) => call(sealEntries)(input),
    verifyLedger: (input = {}) => call(verifyLedger)(input),
    readOutbox: call(({ store }, { limit }) => store.readOutbox(readLimit(limit))),
    acknowledgeOutbox: call(({ store }, { eventIds }) => store.acknowledgeOutbox(readEventIds(eventIds))),
    eraseOwner: call(eraseOwner),
  };
}

/** What a call was given, if it is an object at all. @throws InvalidInputError `ledger/invalid-input` */
function readInput<Given>(input: Given): Given {
  if (typeof input === 'object' && input !== null && !Array.isArray(input)) return input;
  throw invalidInput('ledger/invalid-input', [], 'a call takes an object with its fields');
}

/**
 * The input as it is now: a caller who uses an object again while its call is under way must not change what was asked.
 * Functions (a source of salts) are taken as they are.
 */
function ownCopy<Given>(input: Given): Given {
  const copy = { ...(input as Record<string, unknown>) };
  for (const name in copy) {
    const value = copy[name];
    if (typeof value === 'object' && value !== null) copy[name] = copyOf(value, name);
  }
  return copy as Given;
}

function copyOf(value: object, name: string): unknown {
  try {
    return structuredClone(value);
  } catch {
    throw invalidInput('ledger/invalid-input', [name], 'plain data is expected');
  }
}

function readLimit(limit: number): number {
  if (Number.isInteger(limit) && limit > 0) return limit;
  throw invalidInput('ledger/invalid-input', ['limit'], 'a limit is a whole number above 0');
}

function readEventIds(eventIds: readonly string[]): readonly string[] {
  if (!Array.isArray(eventIds))
    throw invalidInput('ledger/invalid-input', ['eventIds'], 'a list of event ids is expected');
  return eventIds.map((id, index) => readId(id, ['eventIds', index]));
}
