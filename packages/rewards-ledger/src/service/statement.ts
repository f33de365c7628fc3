import { instantText } from '@meritkit/core/dates';
import { invalidInput } from '@meritkit/core/errors';
import type { Actor } from '@meritkit/core/ports';
import { amountText } from '../amount/index.ts';
import { type Entry, type EntryKind, entryKinds } from '../ledger/entry.ts';
import type { LedgerContext } from './context.ts';
import { type ListInput, readNewestFirst, readOneOf, readPage, readTime, type TimeInput } from './page.ts';
import { type AccountReference, readKnownUnit, readOwner } from './read.ts';
import { loadInScale } from './scale.ts';

/** One line of an account's statement. */
export interface StatementLine {
  readonly entryId: string;
  readonly kind: Entry['kind'];
  readonly effective: string;
  readonly recorded: string;
  /** Decimal text, signed. */
  readonly amount: string;
  readonly about: string | null;
  readonly reverses: string | null;
  /** The details that were not erased. */
  readonly details: Readonly<Record<string, string>>;
}

/** Whose statement, and which of its lines. `from` and `before` are about when an entry counts. */
export type StatementInput = AccountReference &
  ListInput &
  TimeInput & {
    readonly unit?: string;
    readonly kinds?: readonly EntryKind[];
    /** True: against the order of the journal. */
    readonly newestFirst?: boolean;
    readonly actor?: Actor;
  };

/** A page of an account's entries, in the order of the journal or against it. */
export async function readStatement(
  context: LedgerContext,
  input: StatementInput,
): Promise<{ readonly lines: readonly StatementLine[]; readonly nextCursor: string | null }> {
  const unit = readKnownUnit(context, input.unit);
  const filter = { ...readTime(input), ...readKinds(input.kinds) };
  const page = { ...readPage(input), ...readNewestFirst(input.newestFirst) };
  const loaded = await loadInScale(context, { owners: [{ ...readOwner(input), unit }] }, [unit]);
  const account = loaded.accounts[0];
  if (account === undefined) return { lines: [], nextCursor: null };
  const { items, nextCursor } = await context.store.listEntries({ accountId: account.id, ...filter }, page);
  const rows = await context.store.readDetails(items.map(({ entry }) => entry.id));
  const details = new Map(rows.map((row) => [row.entryId, row.fields]));
  const scale = context.units[unit]!.scale;
  const lines = items.map(
    ({ entry }): StatementLine => ({
      entryId: entry.id,
      kind: entry.kind,
      effective: instantText(entry.effectiveMs),
      recorded: instantText(entry.recordedMs),
      amount: amountText({
        amount: entry.postings.reduce((sum, own) => (own.accountId === account.id ? sum + own.amount : sum), 0n),
        scale,
      }),
      about: entry.subject,
      reverses: entry.reverses,
      details: details.get(entry.id) ?? {},
    }),
  );
  return { lines, nextCursor };
}

function readKinds(kinds: readonly EntryKind[] | undefined): { readonly kinds?: readonly EntryKind[] } {
  if (kinds === undefined) return {};
  if (!Array.isArray(kinds)) throw invalidInput('ledger/invalid-input', ['kinds'], 'a list of kinds is expected');
  for (const kind of kinds) readOneOf(kind, entryKinds, 'kinds');
  return { kinds };
}
