import { type Outcome, reject } from '@meritkit/core/errors';
import type { Actor } from '@meritkit/core/ports';
import type { Approval } from '../approval/index.ts';
import { type AccountOwner, issuerAccountId } from '../ledger/account.ts';
import type { OpenedAccount } from '../ports.ts';
import { accountOf, accountOrOpen } from './accounts.ts';
import type { LedgerContext } from './context.ts';
import { unknownOwner } from './earn.ts';
import { executeEntry } from './execute.ts';
import { refuseUnapproved } from './four-eyes.ts';
import type { Posted, Refusal } from './operation.ts';
import { planPosting } from './posting.ts';
import { type AccountReference, readAt, readEnd, readId, readOwner, readUnit, readUnitAmount } from './read.ts';
import { wordsOf } from './words.ts';

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
  /** A second person's agreement, bound to `hashOfCall` of this input. */
  readonly approval?: Approval;
  readonly actor?: Actor;
}

/** Passes points on. The receiver's account is opened where there is none. */
export function transfer(context: LedgerContext, input: TransferInput): Promise<Outcome<Posted>> {
  const from = readOwner(input.from, ['from']);
  const to = readOwner(input.to, ['to']);
  const unit = input.unit ?? context.defaultUnit;
  return executeEntry(context, {
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
      input.approval?.approvedBy,
      input.approval?.payloadHash,
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
      const unapproved = refuseTransfer(context, input, { from, to, unit, amount: size.amount });
      if (unapproved !== null) return unapproved;
      const payer = accountOf(loaded, { ...from, unit });
      if (payer === null) return unknownOwner(from);
      const opened: OpenedAccount[] = [];
      const receiver = accountOrOpen(loaded, { ...to, unit }, moment, opened);
      if (payer === receiver) return reject('ledger/unbalanced', { unit, difference: '0' });
      const ownEnd = from.kind === 'budget' && to.kind !== 'budget';
      const details = wordsOf(input);
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

/** Points that their owner passes on are nobody else's matter; any others move on the host's word. */
function refuseTransfer(
  context: LedgerContext,
  input: TransferInput,
  asked: {
    readonly from: AccountOwner;
    readonly to: AccountOwner;
    readonly unit: string;
    readonly amount: bigint;
  },
): Refusal | null {
  const { from, to, unit, amount } = asked;
  const { actor, approval } = input;
  const isOwn = from.kind === 'person' && (actor?.id === from.id || actor?.onBehalfOf === from.id);
  if (isOwn && approval === undefined) return null;
  const beneficiaries = to.kind === 'person' ? [to.id] : [];
  return refuseUnapproved(context, { call: 'transfer', input, moved: [{ unit, amount }], beneficiaries });
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
  /** A second person's agreement, bound to `hashOfCall` of this input. */
  readonly approval?: Approval;
  readonly actor?: Actor;
}

/** Funds a budget; a budget is an account, so it cannot be overspent. */
export function fundBudget(context: LedgerContext, input: FundInput): Promise<Outcome<Posted>> {
  const owner: AccountOwner = readOwner({ budgetId: input.budgetId });
  const unit = input.unit ?? context.defaultUnit;
  return executeEntry(context, {
    name: 'fund',
    key: input.key,
    actor: input.actor,
    payload: [
      owner.id,
      input.amount,
      input.unit,
      input.at,
      input.expires,
      input.reason,
      input.approval?.approvedBy,
      input.approval?.payloadHash,
    ],
    request: { owners: [{ ...owner, unit }], documents: [{ type: 'books', id: unit }] },
    owner,
    plan: (loaded, moment) => {
      const read = readUnit(context, input.unit);
      if (!read.ok) return read;
      const size = readUnitAmount({ text: input.amount, scale: context.units[unit]!.scale });
      if (!size.ok) return size;
      const moved = [{ unit, amount: size.amount }];
      const unapproved = refuseUnapproved(context, { call: 'fundBudget', input, moved, beneficiaries: [] });
      if (unapproved !== null) return unapproved;
      const opened: OpenedAccount[] = [];
      const accountId = accountOrOpen(loaded, { ...owner, unit }, moment, opened);
      const details = wordsOf(input);
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
