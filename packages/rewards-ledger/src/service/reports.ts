import { instantText } from '@meritkit/core/dates';
import { invalidInput } from '@meritkit/core/errors';
import type { Actor } from '@meritkit/core/ports';
import { amountText } from '../amount/index.ts';
import {
  addToStandings,
  emptyStandings,
  type LeaderboardRow,
  rankStandings,
  standingKinds,
} from '../insight/leaderboard.ts';
import type { Entry } from '../ledger/entry.ts';
import type { EntryFilter } from '../ports.ts';
import type { LedgerContext } from './context.ts';
import { entriesOf } from './periods.ts';
import { type AccountReference, readAt, readKnownUnit, readOwner } from './read.ts';
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

/** A page of an account's entries, in the order of the journal. */
export async function readStatement(
  context: LedgerContext,
  input: AccountReference & {
    readonly unit?: string;
    readonly cursor?: string | null;
    readonly limit?: number;
    readonly actor?: Actor;
  },
): Promise<{ readonly lines: readonly StatementLine[]; readonly nextCursor: string | null }> {
  const unit = readKnownUnit(context, input.unit);
  const loaded = await loadInScale(context, { owners: [{ ...readOwner(input), unit }] }, [unit]);
  const account = loaded.accounts[0];
  if (account === undefined) return { lines: [], nextCursor: null };
  const page = await context.store.listEntries(
    { accountId: account.id },
    { cursor: input.cursor ?? null, limit: input.limit ?? 100 },
  );
  const rows = await context.store.readDetails(page.items.map(({ entry }) => entry.id));
  const details = new Map(rows.map((row) => [row.entryId, row.fields]));
  const scale = context.units[unit]!.scale;
  const lines = page.items.map(
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
  return { lines, nextCursor: page.nextCursor };
}

/** A row with the person behind the account. */
export interface PersonRow extends Omit<LeaderboardRow, 'accountId'> {
  readonly personId: string;
}

/** The points people earned in a period: top places with ties, and one's own. Opting out hides from others. */
export async function readLeaderboard(
  context: LedgerContext,
  input: {
    readonly unit?: string;
    readonly from?: string;
    readonly before?: string;
    readonly top?: number;
    readonly optedOut?: readonly string[];
    readonly viewerId?: string;
    readonly actor?: Actor;
  } = {},
): Promise<{ readonly top: readonly PersonRow[]; readonly own: PersonRow | null; readonly ranked: number }> {
  const unit = readKnownUnit(context, input.unit);
  if (input.top !== undefined && (!Number.isInteger(input.top) || input.top < 1 || input.top > 100)) {
    throw invalidInput('ledger/invalid-input', ['top'], 'the top has 1 to 100 places');
  }
  if (input.optedOut !== undefined && !Array.isArray(input.optedOut)) {
    throw invalidInput('ledger/invalid-input', ['optedOut'], 'a list of ids is expected');
  }
  const filter: EntryFilter = {
    unit,
    kinds: standingKinds,
    ...(input.from === undefined ? {} : { fromMs: readAt(input.from, 0, ['from']) }),
    ...(input.before === undefined ? {} : { beforeMs: readAt(input.before, 0, ['before']) }),
  };
  const entries: Entry[] = [];
  for await (const entry of entriesOf(context, filter)) entries.push(entry);
  const accountIds = new Set(entries.flatMap((entry) => entry.versions.map((version) => version.accountId)));
  const loaded = await loadInScale(context, { ownersOf: [...accountIds] }, [unit]);
  const people = new Map(
    loaded.bindings.filter(({ owner }) => owner.kind === 'person').map(({ owner, accountId }) => [accountId, owner.id]),
  );
  const accountOfPerson = new Map([...people].map(([accountId, personId]) => [personId, accountId]));
  const standings = addToStandings(emptyStandings({ unit }), entries, (accountId) => people.has(accountId));
  const viewer = input.viewerId === undefined ? undefined : accountOfPerson.get(input.viewerId);
  const ranked = rankStandings({
    standings,
    scale: context.units[unit]!.scale,
    optedOut: new Set((input.optedOut ?? []).flatMap((personId) => accountOfPerson.get(personId) ?? [])),
    ...(input.top === undefined ? {} : { top: input.top }),
    ...(viewer === undefined ? {} : { viewer }),
  });
  const named = ({ accountId, ...row }: LeaderboardRow): PersonRow => ({ ...row, personId: people.get(accountId)! });
  return { top: ranked.top.map(named), own: ranked.own === null ? null : named(ranked.own), ranked: ranked.ranked };
}
