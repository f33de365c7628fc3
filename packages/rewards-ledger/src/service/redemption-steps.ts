import { type Outcome, reject } from '@meritkit/core/errors';
import type { Actor } from '@meritkit/core/ports';
import { clearingAccountId } from '../ledger/account.ts';
import type { CaptureCommand, Command, HoldReference, Leg } from '../ledger/command.ts';
import { hasEnded } from '../ledger/lots.ts';
import type { LedgerDocument, Loaded, LoadRequest } from '../ports.ts';
import { type Redemption, redemptionBody, redemptionOfBody } from '../redemption/redemption.ts';
import type { LedgerContext } from './context.ts';
import { stockUnit } from './deciding.ts';
import { execute } from './execute.ts';
import type { Moment, Notice, Plan, Refusal, Written } from './operation.ts';
import { readAt, readId } from './read.ts';

/** What every step of a redemption answers. */
export type RedemptionAnswer = Outcome<
  Written<{ readonly redemptionId: string; readonly status: Redemption['status']; readonly payloadHash: string }>
>;

/** A redemption with what a step on it needs. */
export interface Found {
  readonly redemption: Redemption;
  readonly version: number;
  readonly loaded: Loaded;
  readonly moment: Moment;
  readonly effectiveMs: number;
}

/** Loads a redemption with everything a step on it needs, and takes the step. */
export async function onRedemption(
  context: LedgerContext,
  name: string,
  input: { readonly key: string; readonly redemptionId: string; readonly at?: string; readonly actor?: Actor },
  payload: readonly unknown[],
  decideStep: (found: Found) => Plan | Refusal,
): Promise<RedemptionAnswer> {
  const redemptionId = readId(input.redemptionId, ['redemptionId']);
  for (let attempt = 1; ; attempt += 1) {
    const peek = await context.store.load({ documents: [{ type: 'redemption', id: redemptionId }] });
    const known = peek.documents[0];
    const request = known === undefined ? { documents: [] } : requestFor(redemptionOfBody(known.body));
    let isStale = false;
    const answer = await execute(context, {
      name,
      key: input.key,
      actor: input.actor,
      payload: [redemptionId, input.at, ...payload],
      request,
      plan: (loaded, moment) => {
        const document = loaded.documents.find((candidate) => candidate.type === 'redemption');
        if (document === undefined) return reject('ledger/unknown-redemption', { redemptionId });
        // What was asked for fits the redemption as it was seen: once another step came first, look again.
        isStale = document.version !== known?.version && attempt < context.attempts;
        if (isStale) return reject('ledger/unknown-redemption', { redemptionId });
        return decideStep({
          redemption: redemptionOfBody(document.body),
          version: document.version,
          loaded,
          moment,
          effectiveMs: readAt(input.at, moment.recordedMs),
        });
      },
    });
    if (!isStale) return answer as RedemptionAnswer;
  }
}

function requestFor(redemption: Redemption): LoadRequest {
  const { accountId, itemId, unit } = redemption.payload;
  return {
    owners: [{ kind: 'stock', id: itemId, unit: stockUnit(itemId) }],
    accountIds: [accountId],
    ownersOf: [accountId],
    holdIds: redemption.stockHoldId === null ? [redemption.holdId] : [redemption.holdId, redemption.stockHoldId],
    entryIds: redemption.captureEntryId === null ? [] : [redemption.captureEntryId],
    documents: [
      { type: 'redemption', id: redemption.id },
      { type: 'books', id: unit },
      { type: 'item', id: itemId },
    ],
  };
}

/** The plan of a step: its commands, and the redemption as it is then. */
export function step(options: {
  readonly redemption: Redemption;
  readonly version: number;
  readonly commands: readonly Command[];
  readonly details?: Readonly<Record<string, string>>;
  readonly notices?: readonly Notice[];
}): Plan {
  const { version, commands, details, notices } = options;
  // Once it is decided, who asked lies with the details of the entries alone, where it can be erased.
  const { requestedOnBehalfOf: _, undo, unanswered, ...decided } = { ...options.redemption, requestedBy: null };
  const { status } = options.redemption;
  const open = { ...(undo === undefined ? {} : { undo }), ...(unanswered === undefined ? {} : { unanswered }) };
  const waiting = status === 'awaiting-undo' ? { ...decided, ...open } : decided;
  const redemption = status === 'requested' ? options.redemption : waiting;
  const document: LedgerDocument = { type: 'redemption', id: redemption.id, version, body: redemptionBody(redemption) };
  return {
    ok: true,
    commands,
    documents: [document],
    answer: { redemptionId: redemption.id, status: redemption.status, payloadHash: redemption.payloadHash },
    ...(details === undefined || Object.keys(details).length === 0 ? {} : { details }),
    ...(notices === undefined || notices.length === 0 ? {} : { notices }),
  };
}

/** Takes what a redemption holds: the points leave the account, and the pieces their stock, in one entry. */
export function takePoints(options: {
  readonly redemption: Redemption;
  /** By which the pieces leave their stock. */
  readonly legs: readonly Leg[];
  /** What kept the pieces until now. */
  readonly releases?: readonly HoldReference[];
  readonly moment: Moment;
  readonly effectiveMs: number;
}): { readonly redemption: Redemption; readonly command: CaptureCommand; readonly notices: readonly Notice[] } {
  const { redemption, legs, releases = [], moment, effectiveMs } = options;
  const { itemId, unit, quantity, accountId, taxValue } = redemption.payload;
  const { booking, holdId } = redemption;
  const entryId = moment.newId();
  return {
    redemption: { ...redemption, status: booking ? 'awaiting-booking' : 'fulfilled', captureEntryId: entryId },
    command: {
      type: 'capture',
      entryId,
      holdId,
      accountId,
      amount: null,
      toAccountId: clearingAccountId(booking ? 'pending' : 'redeemed', unit),
      effectiveMs,
      recordedMs: moment.recordedMs,
      subject: itemId,
      memo: { quantity, redemptionId: redemption.id, taxValue },
      releases,
      legs,
    },
    notices: booking ? [notice(redemption, 'booking-requested')] : [],
  };
}

/** The release of what a request holds, points and pieces, unless they have timed out by themselves. */
export function releaseUnlessLapsed(found: Found): readonly Command[] {
  const { redemption, loaded, moment, effectiveMs } = found;
  const { accountId, itemId } = redemption.payload;
  const account = loaded.accounts.find((candidate) => candidate.id === accountId);
  const hold = account?.holds.find((candidate) => candidate.id === redemption.holdId);
  if (hold === undefined || hasEnded(hold.expiresMs, effectiveMs)) return [];
  const { holdId } = redemption;
  const also = piecesKept(found);
  const entryId = moment.newId();
  const { recordedMs } = moment;
  return [{ type: 'release', entryId, holdId, accountId, also, effectiveMs, recordedMs, subject: itemId }];
}

/** The hold on the pieces that were kept for a request. */
export function piecesKept({ redemption, loaded }: Found): readonly HoldReference[] {
  const { stockHoldId } = redemption;
  if (stockHoldId === null) return [];
  const kept = loaded.holds.find(({ holdId }) => holdId === stockHoldId);
  return kept === undefined ? [] : [{ holdId: stockHoldId, accountId: kept.accountId }];
}

/** Takes the capture back: the points return to their lots with their own end, and the pieces to their stock. */
export function refundOf(found: Found): Command {
  const { redemption, moment, effectiveMs } = found;
  return {
    type: 'reverse',
    kind: 'reverse',
    entryId: moment.newId(),
    reversesEntryId: redemption.captureEntryId!,
    shortfall: { kind: 'refuse' },
    effectiveMs,
    recordedMs: moment.recordedMs,
    subject: redemption.payload.itemId,
    memo: { redemptionId: redemption.id, quantity: redemption.payload.quantity, taxValue: redemption.payload.taxValue },
  };
}

/** What a redemption took, in minor units. */
export function takenBy({ redemption, loaded }: Found): bigint {
  const captured = loaded.entries.find(({ entry }) => entry.id === redemption.captureEntryId);
  const posted = captured?.entry.postings.find((posting) => posting.accountId === redemption.payload.accountId);
  return -(posted?.amount ?? 0n);
}

/** Moves points between clearing accounts: no person's account is touched. */
export function settlement(found: Found, from: 'pending' | 'redeemed', to: 'pending' | 'redeemed'): Command {
  const { redemption, moment, effectiveMs } = found;
  const { unit, itemId } = redemption.payload;
  const amount = takenBy(found);
  return {
    type: 'post',
    kind: 'post',
    entryId: moment.newId(),
    effectiveMs,
    recordedMs: moment.recordedMs,
    subject: itemId,
    memo: { redemptionId: redemption.id },
    legs: [
      { accountId: clearingAccountId(from, unit), unit, amount: -amount },
      { accountId: clearingAccountId(to, unit), unit, amount },
    ],
  };
}

/** What the host's booking system is told. */
export function notice(redemption: Redemption, what: 'booking-requested' | 'booking-to-undo'): Notice {
  const { itemId, accountId, quantity, amount, unit } = redemption.payload;
  return {
    type: `meritkit.rewards.${what}.v1`,
    subject: redemption.id,
    data: { redemptionId: redemption.id, itemId, accountId, quantity, amount, unit },
  };
}
