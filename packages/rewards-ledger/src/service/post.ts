import { invalidInput, type Outcome } from '@meritkit/core/errors';
import type { Actor } from '@meritkit/core/ports';
import type { Approval } from '../approval/index.ts';
import { type AccountOwner, isDerivedAccount } from '../ledger/account.ts';
import type { Leg } from '../ledger/command.ts';
import type { Loaded, OpenedAccount } from '../ports.ts';
import { accountOf, accountOrOpen } from './accounts.ts';
import type { LedgerContext } from './context.ts';
import { unknownOwner } from './earn.ts';
import { executeEntry } from './execute.ts';
import { creditedPeople, movedBy, refuseUnapproved } from './four-eyes.ts';
import type { Moment, Posted, Refusal } from './operation.ts';
import { planPosting } from './posting.ts';
import { type AccountReference, readAt, readEnd, readId, readOwner, readUnit, readUnitAmount } from './read.ts';
import { wordsOf } from './words.ts';

/**
 * One leg of a host's own entry: an account by its id or by whose it is; a signed amount. Points that come from a person, a
 * team or a budget keep their own end; `expires` gives one to those of the issuer, and a new one to those of a budget.
 */
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
  /** A second person's agreement, bound to `hashOfCall` of this input. */
  readonly approval?: Approval;
  readonly actor?: Actor;
}

/** A leg as it was asked for: its unit, and the account by id or by whose it is. */
interface AskedLeg {
  readonly posting: PostingInput;
  readonly unit: string;
  readonly account: { readonly id: string } | { readonly owner: AccountOwner };
}

/**
 * Posts a balanced entry. `issuer:<unit>` and `clearing:redeemed:<unit>` are always there; whoever is credited by name gets
 * an account where there is none.
 */
export function post(context: LedgerContext, input: PostInput): Promise<Outcome<Posted>> {
  const asked = readPostings(context, input.postings);
  const accountIds = asked.flatMap(({ account }) =>
    'owner' in account || isDerivedAccount(account.id) ? [] : [account.id],
  );
  return executeEntry(context, {
    name: 'post',
    key: input.key,
    actor: input.actor,
    payload: [
      input.postings,
      input.at,
      input.reason,
      input.about,
      input.approval?.approvedBy,
      input.approval?.payloadHash,
    ],
    request: {
      owners: asked.flatMap(({ account, unit }) => ('owner' in account ? [{ ...account.owner, unit }] : [])),
      accountIds,
      // Whoever approves must not own what is credited, by whichever name it is called.
      ownersOf: input.approval === undefined ? [] : accountIds,
      documents: [...new Set(asked.map((leg) => leg.unit))].map((id) => ({ type: 'books' as const, id })),
    },
    plan: (loaded, moment) => {
      const legs: Leg[] = [];
      const opened: OpenedAccount[] = [];
      for (const [index, each] of asked.entries()) {
        const read = readLeg(context, loaded, each, { index, moment, opened });
        if (!read.ok) return read;
        legs.push(read.leg);
      }
      refuseLongerLife(asked, legs, loaded);
      const unapproved = refuseUnapproved(context, {
        call: 'post',
        input,
        moved: movedBy(legs),
        beneficiaries: creditedPeople(loaded, legs),
      });
      if (unapproved !== null) return unapproved;
      return planPosting({
        moment,
        kind: 'post',
        effectiveMs: readAt(input.at, moment.recordedMs),
        subject: input.about === undefined ? null : readId(input.about, ['about']),
        legs,
        opened,
        details: wordsOf(input),
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
  place: { readonly index: number; readonly moment: Moment; readonly opened: OpenedAccount[] },
): { readonly ok: true; readonly leg: Leg } | Refusal {
  const known = readUnit(context, posting.unit);
  if (!known.ok) return known;
  const { scale } = context.units[unit]!;
  const { index, moment, opened } = place;
  const size = readUnitAmount({ text: posting.amount, scale, signed: true, path: ['postings', index, 'amount'] });
  if (!size.ok) return size;
  const { amount } = size;
  const expiresMs =
    posting.expires === undefined ? 'inherit' : readEnd(posting.expires, ['postings', index, 'expires']);
  if ('id' in account) return { ok: true, leg: { accountId: account.id, unit, amount, expiresMs } };
  const owner = { ...account.owner, unit };
  const accountId = amount > 0n ? accountOrOpen(loaded, owner, moment, opened) : accountOf(loaded, owner);
  if (accountId === null) return unknownOwner(owner);
  return { ok: true, leg: { accountId, unit, amount, expiresMs } };
}

/** Passing points on does not lengthen their life; the issuer's have none yet, and a budget's get a new one. */
function refuseLongerLife(asked: readonly AskedLeg[], legs: readonly Leg[], loaded: Loaded): void {
  const kinds = new Map(loaded.accounts.map(({ id, kind }) => [id, kind]));
  const own = legs.filter(({ accountId, amount }) => {
    const kind = kinds.get(accountId);
    return amount < 0n && (kind === 'person' || kind === 'team');
  });
  for (const [index, { posting, unit }] of asked.entries()) {
    if (posting.expires === undefined || legs[index]!.amount < 0n || !own.some((leg) => leg.unit === unit)) continue;
    const path = ['postings', index, 'expires'];
    throw invalidInput('ledger/invalid-input', path, 'points of a person or a team keep their own end');
  }
}
