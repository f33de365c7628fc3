import type { Outcome } from '@meritkit/core/errors';
import { reject } from '@meritkit/core/errors';
import type { Actor } from '@meritkit/core/ports';
import type { Approval } from '../approval/index.ts';
import { type AccountOwner, issuerAccountId } from '../ledger/account.ts';
import type { Loaded, LoadRequest, OpenedAccount } from '../ports.ts';
import { accountOf, accountOrOpen, ownerText } from './accounts.ts';
import type { LedgerContext } from './context.ts';
import { executeEntry } from './execute.ts';
import { hashOfCall, refuseUnapproved } from './four-eyes.ts';
import type { Moment, Plan, Posted, Refusal } from './operation.ts';
import { planPosting } from './posting.ts';
import { type AccountReference, readAt, readEnd, readId, readOwner, readUnit, readUnitAmount } from './read.ts';
import { wordsOf } from './words.ts';

/** A grant of points to a person or a team, from the issuer or from a budget. */
export type EarnInput = AccountReference & {
  /** The same key and payload have one effect, for ever. */
  readonly key: string;
  /** Decimal text. */
  readonly amount: string;
  readonly unit?: string;
  /** When it counts for reports and decides what has expired; the present unless given. */
  readonly at?: string;
  /** The first instant at which the points no longer count. */
  readonly expires?: string;
  readonly reason?: string;
  /** What it is about, such as a challenge's id. No person: it stays in the journal. */
  readonly about?: string;
  /** The budget that pays; the unit's issuer unless given. */
  readonly fromBudgetId?: string;
  /** A second person's agreement, bound to `hashOfEarn` of this input. */
  readonly approval?: Approval;
  readonly actor?: Actor;
};

/**
 * The hash an approver of a grant agrees to, `hashOfCall` of `earn`: everything about it but the actor and the approval.
 * @example
 * ```ts
 * import { hashOfEarn } from '@meritkit/rewards-ledger';
 *
 * const grant = { key: 'k1', personId: 'lin', amount: '500' };
 * hashOfEarn(grant) === hashOfEarn({ ...grant, key: 'k2' }); // false
 * ```
 */
export function hashOfEarn(input: EarnInput): string {
  return hashOfCall({ call: 'earn', input });
}

/** Grants points. */
export function earn(context: LedgerContext, input: EarnInput): Promise<Outcome<Posted>> {
  const owner = readOwner(input);
  const { key, amount, unit, at, expires, reason, about, fromBudgetId, approval } = input;
  return executeEntry(context, {
    name: 'earn',
    key,
    actor: input.actor,
    payload: [
      owner.kind,
      owner.id,
      amount,
      unit,
      at,
      expires,
      reason,
      about,
      fromBudgetId,
      approval?.approvedBy,
      approval?.payloadHash,
    ],
    request: requestOf(context, owner, unit, fromBudgetId),
    owner,
    plan: (loaded, moment) => planEarn(context, input, owner, loaded, moment),
  });
}

/** What a grant reads: the receiver, the budget, the unit's books. */
function requestOf(
  context: LedgerContext,
  owner: AccountOwner,
  unit: string = context.defaultUnit,
  budgetId?: string,
): LoadRequest {
  const receiver = { kind: owner.kind, id: owner.id, unit };
  return {
    owners: budgetId === undefined ? [receiver] : [receiver, { kind: 'budget', id: budgetId, unit }],
    documents: [{ type: 'books', id: unit }],
  };
}

function planEarn(
  context: LedgerContext,
  input: EarnInput,
  owner: AccountOwner,
  loaded: Loaded,
  moment: Moment,
): Plan | Refusal {
  const read = readUnit(context, input.unit);
  if (!read.ok) return read;
  const { unit } = read;
  const scale = context.units[unit]!.scale;
  const size = readUnitAmount({ text: input.amount, scale });
  if (!size.ok) return size;
  const { amount } = size;
  const effectiveMs = readAt(input.at, moment.recordedMs);
  const expiresMs = readEnd(input.expires, ['expires']);
  const beneficiaries = input.personId === undefined ? [] : [input.personId];
  const unapproved = refuseUnapproved(context, { call: 'earn', input, moved: [{ unit, amount }], beneficiaries });
  if (unapproved !== null) return unapproved;
  const opened: OpenedAccount[] = [];
  const payer = payerOf(loaded, input.fromBudgetId, unit);
  if (payer === null) return reject('ledger/unknown-account', { account: `budget:${input.fromBudgetId}` });
  const accountId = accountOrOpen(loaded, { kind: owner.kind, id: owner.id, unit }, moment, opened);
  if (accountId === payer) return reject('ledger/unbalanced', { unit, difference: '0' });
  const details = wordsOf(input);
  const subject = input.about === undefined ? null : readId(input.about, ['about']);
  const legs = [
    { accountId: payer, unit, amount: -amount, expiresMs: null },
    { accountId, unit, amount, expiresMs },
  ];
  return planPosting({ moment, kind: 'earn', effectiveMs, subject, legs, opened, details });
}

/** The account that pays for a grant: a budget, or the unit's issuer. Null when the budget is not there. */
export function payerOf(loaded: Loaded, budgetId: string | undefined, unit: string): string | null {
  if (budgetId === undefined) return issuerAccountId(unit);
  return accountOf(loaded, { kind: 'budget', id: budgetId, unit });
}

/** The refusal for an owner without an account. */
export function unknownOwner(owner: AccountOwner): Refusal {
  return reject('ledger/unknown-account', { account: ownerText(owner) });
}
