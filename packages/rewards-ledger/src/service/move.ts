import { type Outcome, reject } from '@meritkit/core/errors';
import type { Actor } from '@meritkit/core/ports';
import type { AccountOwner } from '../ledger/account.ts';
import { isDerivedAccount, issuerAccountId } from '../ledger/account.ts';
import type { Leg } from '../ledger/command.ts';
import type { OpenedAccount } from '../ports.ts';
import { accountOf, accountOrOpen, detailsOf } from './accounts.ts';
import type { LedgerContext } from './context.ts';
import { unknownOwner } from './earn.ts';
import { execute } from './execute.ts';
import type { Written } from './operation.ts';
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
      return {
        ok: true,
        opened,
        ...(details === undefined ? {} : { details }),
        commands: [
          {
            type: 'post',
            kind: 'transfer',
            entryId: moment.newId(),
            effectiveMs: readAt(input.at, moment.recordedMs),
            recordedMs: moment.recordedMs,
            subject: input.about === undefined ? null : readId(input.about, ['about']),
            legs: [
              { accountId: payer, unit, amount: -size.amount },
              {
                accountId: receiver,
                unit,
                amount: size.amount,
                expiresMs: ownEnd ? readEnd(input.expires, ['expires']) : 'inherit',
              },
            ],
          },
        ],
      };
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
      return {
        ok: true,
        opened,
        ...(details === undefined ? {} : { details }),
        commands: [
          {
            type: 'post',
            kind: 'fund',
            entryId: moment.newId(),
            effectiveMs: readAt(input.at, moment.recordedMs),
            recordedMs: moment.recordedMs,
            legs: [
              { accountId: issuerAccountId(unit), unit, amount: -size.amount },
              { accountId, unit, amount: size.amount, expiresMs: readEnd(input.expires, ['expires']) },
            ],
          },
        ],
      };
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

/** Posts a balanced entry between accounts that exist; `issuer:<unit>` and `clearing:redeemed:<unit>` always do. */
export function post(context: LedgerContext, input: PostInput): Promise<Outcome<Written>> {
  const legs = input.postings.map((posting, index) => {
    const unit = posting.unit ?? context.defaultUnit;
    if ('accountId' in posting) {
      return { posting, unit, accountId: readId(posting.accountId, ['postings', index, 'accountId']), owner: null };
    }
    return { posting, unit, accountId: null, owner: readOwner(posting.account, ['postings', index, 'account']) };
  });
  const units = [...new Set(legs.map((leg) => leg.unit))];
  return execute(context, {
    name: 'post',
    key: input.key,
    actor: input.actor,
    payload: [input.postings, input.at, input.reason, input.about],
    request: {
      owners: legs.flatMap((leg) => (leg.owner === null ? [] : [{ ...leg.owner, unit: leg.unit }])),
      accountIds: legs.flatMap((leg) =>
        leg.accountId === null || isDerivedAccount(leg.accountId) ? [] : [leg.accountId],
      ),
      documents: units.map((id) => ({ type: 'books' as const, id })),
    },
    plan: (loaded, moment) => {
      const read: Leg[] = [];
      for (const [index, leg] of legs.entries()) {
        const unit = readUnit(context, leg.posting.unit);
        if (!unit.ok) return unit;
        const { scale } = context.units[leg.unit]!;
        const size = readUnitAmount({
          text: leg.posting.amount,
          scale,
          signed: true,
          path: ['postings', index, 'amount'],
        });
        if (!size.ok) return size;
        const accountId = leg.owner === null ? leg.accountId : accountOf(loaded, { ...leg.owner, unit: leg.unit });
        if (accountId === null) return unknownOwner(leg.owner!);
        const expiresMs = readEnd(leg.posting.expires, ['postings', index, 'expires']);
        read.push({ accountId, unit: leg.unit, amount: size.amount, expiresMs });
      }
      const details = detailsOf({ reason: readText(input.reason, ['reason']), requestedBy: input.actor?.id });
      return {
        ok: true,
        ...(details === undefined ? {} : { details }),
        commands: [
          {
            type: 'post',
            kind: 'post',
            entryId: moment.newId(),
            effectiveMs: readAt(input.at, moment.recordedMs),
            recordedMs: moment.recordedMs,
            subject: input.about === undefined ? null : readId(input.about, ['about']),
            legs: read,
          },
        ],
      };
    },
  });
}
