import { invalidInput, type Outcome, reject } from '@meritkit/core/errors';
import type { Actor } from '@meritkit/core/ports';
import type { AccountOwner } from '../ledger/account.ts';
import { isDerivedAccount, issuerAccountId } from '../ledger/account.ts';
import type { Leg } from '../ledger/command.ts';
import type { Loaded, OpenedAccount } from '../ports.ts';
import { accountOf, accountOrOpen, detailsOf } from './accounts.ts';
import type { LedgerContext } from './context.ts';
import { unknownOwner } from './earn.ts';
import { execute } from './execute.ts';
import type { Refusal, Written } from './operation.ts';
import { planPosting } from './posting.ts';
import {
  type AccountReference,
  readAt,
  readEnd,
  readId,
  readOwner,
  readText,
  readUnit,
  readUnitAmount,
} from './read.ts';

/** Points from one account to another. They keep the life they had, unless a budget gives them a new one. */
export interface TransferInput {
  readonly key: string;
  readonly from: AccountReference;
  readonly to: AccountReference;
  readonly amount: string;
  readonly unit?: string;
  readonly at?: string;
  /** Only from a budget: when the receiver's points end. A person's points keep their own end. */
  readonly expires?: string;
  readonly reason?: string;
  readonly about?: string;
  readonly actor?: Actor;
}

/** Passes points on. The receiver's account is opened where there is none. */
export function transfer(context: LedgerContext, input: TransferInput): Promise<Outcome<Written>> {
  const from = readOwner(input.from, ['from']);
  const to = readOwner(input.to, ['to']);
  const unit = input.unit ?? context.defaultUnit;
  return execute(context, {
    name: 'transfer',
    key: input.key,
    actor: input.actor,
    payload: [
      from.kind,
      from.id,
      to.kind,
      to.id,
      input.amount,
      input.unit,
      input.at,
      input.expires,
      input.reason,
      input.about,
    ],
    request: {
      owners: [
        { ...from, unit },
        { ...to, unit },
      ],
      documents: [{ type: 'books', id: unit }],
    },
    owner: to,
    plan: (loaded, moment) => {
      const read = readUnit(context, input.unit);
      if (!read.ok) return read;
      const size = readUnitAmount({ text: input.amount, scale: context.units[unit]!.scale });
      if (!size.ok) return size;
      const payer = accountOf(loaded, { ...from, unit });
      if (payer === null) return unknownOwner(from);
      const opened: OpenedAccount[] = [];
      const receiver = accountOrOpen(loaded, { ...to, unit }, moment, opened);
      if (payer === receiver) return reject('ledger/unbalanced', { unit, difference: '0' });
      const ownEnd = from.kind === 'budget' && to.kind !== 'budget';
      const details = detailsOf({ reason: readText(input.reason, ['reason']), requestedBy: input.actor?.id });
      const expiresMs = ownEnd ? readEnd(input.expires, ['expires']) : 'inherit';
      return planPosting({
        moment,
        kind: 'transfer',
        effectiveMs: readAt(input.at, moment.recordedMs),
        subject: input.about === undefined ? null : readId(input.about, ['about']),
        legs: [
          { accountId: payer, unit, amount: -size.amount },
          { accountId: receiver, unit, amount: size.amount, expiresMs },
        ],
        opened,
        details,
      });
    },
  });
}

/** Money for a budget, from the unit's issuer. What is not used when `expires` comes is lost. */
export interface FundInput {
  readonly key: string;
  readonly budgetId: string;
  readonly amount: string;
  readonly unit?: string;
  readonly at?: string;
  /** The end of the period for use-or-lose budgets. */
  readonly expires?: string;
  readonly reason?: string;
  readonly actor?: Actor;
}

/** Funds a budget; a budget is an account, so it cannot be overspent. */
export function fundBudget(context: LedgerContext, input: FundInput): Promise<Outcome<Written>> {
  const owner: AccountOwner = readOwner({ budgetId: input.budgetId });
  const unit = input.unit ?? context.defaultUnit;
  return execute(context, {
    name: 'fund',
    key: input.key,
    actor: input.actor,
    payload: [owner.id, input.amount, input.unit, input.at, input.expires, input.reason],
    request: { owners: [{ ...owner, unit }], documents: [{ type: 'books', id: unit }] },
    owner,
    plan: (loaded, moment) => {
      const read = readUnit(context, input.unit);
      if (!read.ok) return read;
      const size = readUnitAmount({ text: input.amount, scale: context.units[unit]!.scale });
      if (!size.ok) return size;
      const opened: OpenedAccount[] = [];
      const accountId = accountOrOpen(loaded, { ...owner, unit }, moment, opened);
      const details = detailsOf({ reason: readText(input.reason, ['reason']), requestedBy: input.actor?.id });
      return planPosting({
        moment,
        kind: 'fund',
        effectiveMs: readAt(input.at, moment.recordedMs),
        subject: null,
        legs: [
          { accountId: issuerAccountId(unit), unit, amount: -size.amount },
          { accountId, unit, amount: size.amount, expiresMs: readEnd(input.expires, ['expires']) },
        ],
        opened,
        details,
      });
    },
  });
}

/** One leg of a host's own entry: an account by its id or by whose it is; a signed amount. */
export type PostingInput = { readonly amount: string; readonly unit?: string; readonly expires?: string } & (
  | { readonly accountId: string }
  | { readonly account: AccountReference }
);

/** A host's own balanced entry. */
export interface PostInput {
  readonly key: string;
  readonly postings: readonly PostingInput[];
  readonly at?: string;
  readonly reason?: string;
  readonly about?: string;
  readonly actor?: Actor;
}

/** A leg as it was asked for: its unit, and the account by id or by whose it is. */
interface AskedLeg {
  readonly posting: PostingInput;
  readonly unit: string;
  readonly account: { readonly id: string } | { readonly owner: AccountOwner };
}

/** Posts a balanced entry between accounts that exist; `issuer:<unit>` and `clearing:redeemed:<unit>` always do. */
export function post(context: LedgerContext, input: PostInput): Promise<Outcome<Written>> {
  const asked = readPostings(context, input.postings);
  return execute(context, {
    name: 'post',
    key: input.key,
    actor: input.actor,
    payload: [input.postings, input.at, input.reason, input.about],
    request: {
      owners: asked.flatMap(({ account, unit }) => ('owner' in account ? [{ ...account.owner, unit }] : [])),
      accountIds: asked.flatMap(({ account }) =>
        'owner' in account || isDerivedAccount(account.id) ? [] : [account.id],
      ),
      documents: [...new Set(asked.map((leg) => leg.unit))].map((id) => ({ type: 'books' as const, id })),
    },
    plan: (loaded, moment) => {
      const legs: Leg[] = [];
      for (const [index, each] of asked.entries()) {
        const read = readLeg(context, loaded, each, index);
        if (!read.ok) return read;
        legs.push(read.leg);
      }
      return planPosting({
        moment,
        kind: 'post',
        effectiveMs: readAt(input.at, moment.recordedMs),
        subject: input.about === undefined ? null : readId(input.about, ['about']),
        legs,
        details: detailsOf({ reason: readText(input.reason, ['reason']), requestedBy: input.actor?.id }),
      });
    },
  });
}

function readPostings(context: LedgerContext, postings: readonly PostingInput[]): readonly AskedLeg[] {
  if (!Array.isArray(postings))
    throw invalidInput('ledger/invalid-input', ['postings'], 'a list of postings is expected');
  return postings.map((posting: PostingInput, index) => {
    if (typeof posting === 'object' && posting !== null) return readPosting(context, posting, index);
    throw invalidInput('ledger/invalid-input', ['postings', index], 'a posting is an object');
  });
}

function readPosting(context: LedgerContext, posting: PostingInput, index: number): AskedLeg {
  const unit = posting.unit ?? context.defaultUnit;
  const account =
    'accountId' in posting
      ? { id: readId(posting.accountId, ['postings', index, 'accountId']) }
      : { owner: readOwner(posting.account, ['postings', index, 'account']) };
  return { posting, unit, account };
}

function readLeg(
  context: LedgerContext,
  loaded: Loaded,
  { posting, unit, account }: AskedLeg,
  index: number,
): { readonly ok: true; readonly leg: Leg } | Refusal {
  const known = readUnit(context, posting.unit);
  if (!known.ok) return known;
  const { scale } = context.units[unit]!;
  const size = readUnitAmount({ text: posting.amount, scale, signed: true, path: ['postings', index, 'amount'] });
  if (!size.ok) return size;
  const expiresMs = readEnd(posting.expires, ['postings', index, 'expires']);
  if ('id' in account) return { ok: true, leg: { accountId: account.id, unit, amount: size.amount, expiresMs } };
  const accountId = accountOf(loaded, { ...account.owner, unit });
  if (accountId === null) return unknownOwner(account.owner);
  return { ok: true, leg: { accountId, unit, amount: size.amount, expiresMs } };
}
