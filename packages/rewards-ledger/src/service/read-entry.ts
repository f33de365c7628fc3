import { instantText } from '@meritkit/core/dates';
import { type Outcome, type Rejection, reject } from '@meritkit/core/errors';
import type { JsonObject } from '@meritkit/core/json';
import type { Actor } from '@meritkit/core/ports';
import { amountText, scaleOf } from '../amount/index.ts';
import { type AccountOwner, isDerivedAccount } from '../ledger/account.ts';
import type { Entry, HoldLine } from '../ledger/entry.ts';
import type { LedgerContext } from './context.ts';
import { ownersOf } from './owners.ts';
import { readId } from './read.ts';

/** Whose account an entry touched. */
export interface TouchedAccount {
  readonly accountId: string;
  /** Null for the issuer and the clearing accounts, which are nobody's, and once the owner was erased. */
  readonly owner: AccountOwner | null;
  readonly unit: string;
  /** Decimal text. */
  readonly amount: string;
}

/** An entry on a screen. */
export interface EntryView {
  readonly entryId: string;
  readonly kind: Entry['kind'];
  readonly effective: string;
  readonly recorded: string;
  readonly about: string | null;
  readonly memo: JsonObject | null;
  /** What it moved, signed: sums to zero in each unit. */
  readonly moves: readonly TouchedAccount[];
  /** What it reserved, or resolved. */
  readonly holds: readonly (TouchedAccount & {
    readonly holdId: string;
    readonly action: HoldLine['action'];
    readonly expires: string | null;
  })[];
  readonly reverses: string | null;
  readonly reversedBy: string | null;
  /** Why, who asked, who agreed: what was said and not erased. */
  readonly details: Readonly<Record<string, string>>;
  /** True: somebody whose account it touched was erased, and the details went with them. */
  readonly erased: boolean;
}

/** One entry, with whose accounts it touched, its details, and what took it back. */
export async function readEntry(
  context: LedgerContext,
  input: { readonly entryId: string; readonly actor?: Actor },
): Promise<Outcome<{ readonly entry: EntryView }, Rejection<'ledger/unknown-entry', { readonly entryId: string }>>> {
  const entryId = readId(input.entryId, ['entryId']);
  const loaded = await context.store.load({ entryIds: [entryId] });
  const fate = loaded.entries[0];
  if (fate === undefined) return reject('ledger/unknown-entry', { entryId });
  const { entry, reversedBy } = fate;
  const touched = [...entry.versions, ...entry.postings, ...entry.holds].map(({ accountId }) => accountId);
  const owned = touched.filter((accountId) => !isDerivedAccount(accountId));
  const [owners, rows] = await Promise.all([ownersOf(context, owned), context.store.readDetails([entryId])]);
  const unitOf = new Map(loaded.accounts.map(({ id, unit }) => [id, unit]));
  const shown = (accountId: string, unit: string, amount: bigint): TouchedAccount => ({
    accountId,
    owner: owners.get(accountId) ?? null,
    unit,
    amount: amountText({ amount, scale: scaleOf(context.units, unit) }),
  });
  const view: EntryView = {
    entryId,
    kind: entry.kind,
    effective: instantText(entry.effectiveMs),
    recorded: instantText(entry.recordedMs),
    about: entry.subject,
    memo: entry.memo,
    moves: entry.postings.map(({ accountId, unit, amount }) => shown(accountId, unit, amount)),
    holds: entry.holds.map(({ accountId, holdId, action, parts, expiresMs }) => ({
      ...shown(
        accountId,
        unitOf.get(accountId) ?? '',
        parts.reduce((sum, part) => sum + part.amount, 0n),
      ),
      holdId,
      action,
      expires: expiresMs === null ? null : instantText(expiresMs),
    })),
    reverses: entry.reverses,
    reversedBy,
    details: rows[0]?.fields ?? {},
    erased: owned.some((accountId) => !owners.has(accountId)),
  };
  return { ok: true, entry: view };
}

/** The people whose accounts an entry touched: whoever reads it reads about them. */
export function peopleIn({ moves, holds }: EntryView): readonly string[] {
  const owners = [...moves, ...holds].flatMap(({ owner }) => (owner?.kind === 'person' ? [owner.id] : []));
  return [...new Set(owners)];
}
