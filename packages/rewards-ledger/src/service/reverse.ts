import { invalidInput, type Outcome, reject } from '@meritkit/core/errors';
import type { Actor } from '@meritkit/core/ports';
import { scaleOf, stockPrefix } from '../amount/index.ts';
import type { Approval } from '../approval/index.ts';
import { isDerivedAccount } from '../ledger/account.ts';
import type { ShortfallPolicy } from '../ledger/command.ts';
import type { Entry } from '../ledger/entry.ts';
import type { Loaded } from '../ports.ts';
import type { LedgerContext } from './context.ts';
import { executeEntry } from './execute.ts';
import { creditedPeople, movedBy, refuseUnapproved } from './four-eyes.ts';
import { booksOf } from './holds.ts';
import type { Posted, Refusal } from './operation.ts';
import { readAt, readId, readUnitAmount } from './read.ts';
import { wordsOf } from './words.ts';

/** What to take back. */
export interface ReverseInput {
  readonly key: string;
  readonly entryId: string;
  readonly at?: string;
  readonly reason?: string;
  /** A second person's agreement, bound to `hashOfCall` of this input. */
  readonly approval?: Approval;
  readonly actor?: Actor;
}

/** What happens when the points to claw back were already spent; always stated. */
export type DebtPolicy =
  | { readonly kind: 'refuse' }
  /** The house bears what is missing. */
  | { readonly kind: 'waive' }
  /** Takes other points of the person, then a debt up to `limit`, which later grants repay first. */
  | { readonly kind: 'debt'; readonly limit: string };

/** Takes an entry back, once; refused when points it granted were spent (see `clawback`). */
export function reverse(context: LedgerContext, input: ReverseInput): Promise<Outcome<Posted>> {
  return takeBack(context, input, 'reverse', { kind: 'refuse' });
}

/** Takes a grant back with a stated policy for points already spent. */
export function clawback(
  context: LedgerContext,
  input: ReverseInput & { readonly spent: DebtPolicy },
): Promise<Outcome<Posted>> {
  return takeBack(context, input, 'clawback', input.spent);
}

async function takeBack(
  context: LedgerContext,
  input: ReverseInput,
  kind: 'reverse' | 'clawback',
  policy: DebtPolicy,
): Promise<Outcome<Posted>> {
  const reversesEntryId = readId(input.entryId, ['entryId']);
  if (!['refuse', 'waive', 'debt'].includes(policy?.kind)) {
    throw invalidInput('ledger/invalid-input', ['spent', 'kind'], 'say what happens to points already spent');
  }
  const { approval } = input;
  const ownersOf = approval === undefined ? [] : await accountsOf(context, reversesEntryId);
  return executeEntry(context, {
    name: kind,
    key: input.key,
    actor: input.actor,
    payload: [
      reversesEntryId,
      input.at,
      input.reason,
      policy.kind,
      policy.kind === 'debt' ? policy.limit : null,
      approval?.approvedBy,
      approval?.payloadHash,
    ],
    request: {
      entryIds: [reversesEntryId],
      documents: booksOf(context),
      ownersOf,
    },
    plan: (loaded, moment) => {
      const entry = loaded.entries[0]?.entry;
      // Nobody looked at whose it is: to the one who approved, it was not there.
      const isUnseen = approval !== undefined && entry?.versions.some((own) => !ownersOf.includes(own.accountId));
      if (isUnseen === true) return reject('ledger/unknown-entry', { entryId: reversesEntryId });
      const refused = entry === undefined ? null : refuseTakingBack(context, { input, call: kind, entry, loaded });
      if (refused !== null) return refused;
      const shortfall = readShortfall(context, policy, entry);
      if (!shortfall.ok) return shortfall;
      const details = wordsOf(input);
      return {
        ok: true,
        ...(details === undefined ? {} : { details }),
        commands: [
          {
            type: 'reverse',
            kind,
            entryId: moment.newId(),
            reversesEntryId,
            shortfall: shortfall.policy,
            effectiveMs: readAt(input.at, moment.recordedMs),
            recordedMs: moment.recordedMs,
          },
        ],
      };
    },
  });
}

/** The accounts of an entry, which never change: their owners are asked for, because none of them approves. */
async function accountsOf(context: LedgerContext, entryId: string): Promise<readonly string[]> {
  const { entries } = await context.store.load({ entryIds: [entryId] });
  return entries.flatMap(({ entry }) => entry.versions.map(({ accountId }) => accountId));
}

function refuseTakingBack(
  context: LedgerContext,
  asked: {
    readonly input: ReverseInput;
    readonly call: 'reverse' | 'clawback';
    readonly entry: Entry;
    readonly loaded: Loaded;
  },
): Refusal | null {
  const { input, call, entry, loaded } = asked;
  // A redemption is more than its entries: taking one back is the redemption's own step.
  if (entry.memo?.redemptionId !== undefined) {
    return reject('ledger/not-reversible', { entryId: entry.id, kind: 'redemption' });
  }
  const legs = entry.postings.map((posting) => ({ ...posting, amount: -posting.amount }));
  const beneficiaries = creditedPeople(loaded, legs);
  return refuseUnapproved(context, { call, input, moved: movedBy(legs), beneficiaries });
}

/** The limit of a debt, a decimal text, in each unit that the entry gave to somebody. */
function readShortfall(
  context: LedgerContext,
  policy: DebtPolicy,
  entry: Entry | undefined,
): { readonly ok: true; readonly policy: ShortfallPolicy } | Refusal {
  if (policy.kind !== 'debt') return { ok: true, policy: { kind: policy.kind } };
  const limits: Record<string, bigint> = {};
  for (const unit of entry === undefined ? [context.defaultUnit] : unitsGiven(entry)) {
    if (!Object.hasOwn(context.units, unit) && !unit.startsWith(stockPrefix))
      return reject('ledger/unknown-unit', { unit });
    const scale = scaleOf(context.units, unit);
    const limit = readUnitAmount({ text: policy.limit, scale, signed: true, path: ['spent', 'limit'] });
    if (!limit.ok) return limit;
    limits[unit] = limit.amount;
  }
  return { ok: true, policy: { kind: 'debt', limits } };
}

function unitsGiven({ postings }: Entry): ReadonlySet<string> {
  const given = postings.filter(({ accountId, amount }) => amount > 0n && !isDerivedAccount(accountId));
  return new Set(given.map(({ unit }) => unit));
}
