import { type Outcome, reject } from '@meritkit/core/errors';
import type { Actor } from '@meritkit/core/ports';
import type { Approval } from '../approval/index.ts';
import { clearingAccountId } from '../ledger/account.ts';
import type { Loaded } from '../ports.ts';
import { redemptionOfBody, refuseStep } from '../redemption/redemption.ts';
import { parseTaxValue } from '../schemas.ts';
import { accountOf } from './accounts.ts';
import type { LedgerContext } from './context.ts';
import { unknownOwner } from './earn.ts';
import { executeEntry } from './execute.ts';
import { refuseUnapprovedSpending } from './four-eyes.ts';
import type { Posted, Refusal } from './operation.ts';
import {
  type AccountReference,
  readAt,
  readEnd,
  readId,
  readOwner,
  readUnit,
  readUnitAmount,
  refuseEnded,
} from './read.ts';
import { itemIn, memoOf, refuseAtOnce } from './redeem.ts';
import { wordsOf } from './words.ts';

/** Points to reserve. */
export type HoldInput = AccountReference & {
  readonly key: string;
  readonly amount: string;
  readonly unit?: string;
  readonly at?: string;
  /** When the hold times out by itself. */
  readonly expires?: string;
  readonly reason?: string;
  readonly about?: string;
  /** A second person's agreement, bound to `hashOfCall` of this input: for a team's or a budget's money. */
  readonly approval?: Approval;
  readonly actor?: Actor;
};

/** Reserves points on the lots that end soonest. Answers `holdId`. */
export function hold(context: LedgerContext, input: HoldInput): Promise<Outcome<Posted<{ readonly holdId: string }>>> {
  const owner = readOwner(input);
  const unit = input.unit ?? context.defaultUnit;
  const itemId = context.catalogueOnly && input.about !== undefined ? readId(input.about, ['about']) : null;
  return executeEntry(context, {
    name: 'hold',
    key: input.key,
    actor: input.actor,
    payload: [
      owner.kind,
      owner.id,
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
      owners: [{ ...owner, unit }],
      documents: [{ type: 'books', id: unit }, ...(itemId === null ? [] : [{ type: 'item' as const, id: itemId }])],
    },
    owner,
    plan: (loaded, moment) => {
      const read = readUnit(context, input.unit);
      if (!read.ok) return read;
      const size = readUnitAmount({ text: input.amount, scale: context.units[unit]!.scale });
      if (!size.ok) return size;
      const refused =
        (itemId === null ? null : refuseAtOnce(context, itemIn(loaded, itemId), itemId)) ??
        refuseUnapprovedSpending(context, { call: 'hold', input, owner, spent: { unit, amount: size.amount } });
      if (refused !== null) return refused;
      const accountId = accountOf(loaded, { ...owner, unit });
      if (accountId === null) return unknownOwner(owner);
      const effectiveMs = readAt(input.at, moment.recordedMs);
      const expiresMs = readEnd(input.expires, ['expires']);
      const ended = refuseEnded(effectiveMs, expiresMs);
      if (ended !== null) return ended;
      const entryId = moment.newId();
      const details = wordsOf(input);
      return {
        ok: true,
        ...(details === undefined ? {} : { details }),
        answer: { holdId: entryId },
        commands: [
          {
            type: 'hold',
            entryId,
            holdId: entryId,
            accountId,
            unit,
            amount: size.amount,
            effectiveMs,
            recordedMs: moment.recordedMs,
            expiresMs,
            subject: input.about === undefined ? null : readId(input.about, ['about']),
          },
        ],
      };
    },
  });
}

/** Which hold, and for a capture how much of it. */
export interface ResolveInput {
  readonly key: string;
  readonly holdId: string;
  readonly at?: string;
  readonly actor?: Actor;
}

/** How much of a hold is taken, and what it is worth. */
export interface CaptureInput extends ResolveInput {
  /** Decimal text; all of it unless given. */
  readonly amount?: string;
  /** What it is worth for payroll; nothing that is taxed unless given. */
  readonly taxValue?: { readonly amount: string; readonly currency: string };
}

/**
 * Takes what a hold reserves, in whole or in part; the rest is released with it. A hold resolves once. The entry is
 * about what the hold was about, so that payroll can name it.
 */
export function capture(context: LedgerContext, input: CaptureInput): Promise<Outcome<Posted>> {
  const holdId = readId(input.holdId, ['holdId']);
  return executeEntry(context, {
    name: 'capture',
    key: input.key,
    actor: input.actor,
    payload: [holdId, input.amount, input.at, input.taxValue?.amount, input.taxValue?.currency],
    // A hold has the id of the entry that placed it.
    request: { ...requestOf(context, holdId), entryIds: [holdId] },
    plan: (loaded, moment) => {
      const refused = refuseRedemption(loaded, 'capture');
      if (refused !== null) return refused;
      const found = loaded.holds[0];
      const account = loaded.accounts.find((candidate) => candidate.id === found?.accountId);
      if (found === undefined || account === undefined) return reject('ledger/unknown-hold', { holdId });
      let amount: bigint | null = null;
      if (input.amount !== undefined) {
        const known = readUnit(context, account.unit);
        if (!known.ok) return known;
        const size = readUnitAmount({ text: input.amount, scale: context.units[account.unit]!.scale });
        if (!size.ok) return size;
        amount = size.amount;
      }
      return {
        ok: true,
        commands: [
          {
            type: 'capture',
            entryId: moment.newId(),
            holdId,
            accountId: account.id,
            amount,
            toAccountId: clearingAccountId('redeemed', account.unit),
            effectiveMs: readAt(input.at, moment.recordedMs),
            recordedMs: moment.recordedMs,
            subject: loaded.entries[0]?.entry.subject ?? null,
            memo: input.taxValue === undefined ? null : memoOf(null, 1, parseTaxValue(input.taxValue)),
          },
        ],
      };
    },
  });
}

/** Gives back what a hold reserves. */
export function release(context: LedgerContext, input: ResolveInput): Promise<Outcome<Posted>> {
  const holdId = readId(input.holdId, ['holdId']);
  return executeEntry(context, {
    name: 'release',
    key: input.key,
    actor: input.actor,
    payload: [holdId, input.at],
    request: requestOf(context, holdId),
    plan: (loaded, moment) => {
      const refused = refuseRedemption(loaded, 'release');
      if (refused !== null) return refused;
      const found = loaded.holds[0];
      if (found === undefined) return reject('ledger/unknown-hold', { holdId });
      return {
        ok: true,
        commands: [
          {
            type: 'release',
            entryId: moment.newId(),
            holdId,
            accountId: found.accountId,
            effectiveMs: readAt(input.at, moment.recordedMs),
            recordedMs: moment.recordedMs,
          },
        ],
      };
    },
  });
}

function requestOf(context: LedgerContext, holdId: string) {
  return { holdIds: [holdId], documents: [...booksOf(context), { type: 'redemption' as const, id: holdId }] };
}

/** A redemption's hold is resolved by its own steps alone, four eyes included. */
function refuseRedemption(loaded: Loaded, step: string): Refusal | null {
  const document = loaded.documents.find(({ type }) => type === 'redemption');
  return document === undefined ? null : refuseStep(redemptionOfBody(document.body), step);
}

/** The books of every unit: for calls that learn their unit from what they load. */
export function booksOf(context: LedgerContext) {
  return Object.keys(context.units).map((id) => ({ type: 'books' as const, id }));
}
