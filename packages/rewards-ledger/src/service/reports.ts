import { invalidInput } from '@meritkit/core/errors';
import type { Actor } from '@meritkit/core/ports';
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
import { readAt, readKnownUnit } from './read.ts';
import { loadInScale } from './scale.ts';

/** A row with the person behind the account. */
export interface PersonRow extends Omit<LeaderboardRow, 'accountId'> {
  readonly personId: string;
}

/**
 * The points people earned in a period: top places with ties, and one's own. Opting out hides from others. What they pass
 * on to each other counts only with `transfers: true`.
 */
export async function readLeaderboard(
  context: LedgerContext,
  input: {
    readonly unit?: string;
    readonly from?: string;
    readonly before?: string;
    readonly top?: number;
    readonly optedOut?: readonly string[];
    readonly viewerId?: string;
    readonly transfers?: boolean;
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
  const accountIds = [...new Set(entries.flatMap((entry) => entry.versions.map((version) => version.accountId)))];
  const loaded = await loadInScale(context, { ownersOf: accountIds, accountIds }, [unit]);
  const people = new Map(
    loaded.bindings.filter(({ owner }) => owner.kind === 'person').map(({ owner, accountId }) => [accountId, owner.id]),
  );
  const accountOfPerson = new Map([...people].map(([accountId, personId]) => [personId, accountId]));
  // Whoever was erased took part, too: what they gave somebody is no grant. They are on no board.
  const taking = new Set(loaded.accounts.filter(({ kind }) => kind === 'person').map(({ id }) => id));
  const erased = [...taking].filter((accountId) => !people.has(accountId));
  const passedOn = input.transfers === true;
  const standings = addToStandings(emptyStandings({ unit }), entries, (id) => taking.has(id), { passedOn });
  const viewer = input.viewerId === undefined ? undefined : accountOfPerson.get(input.viewerId);
  const ranked = rankStandings({
    standings,
    scale: context.units[unit]!.scale,
    optedOut: new Set([
      ...erased,
      ...(input.optedOut ?? []).flatMap((personId) => accountOfPerson.get(personId) ?? []),
    ]),
    ...(input.top === undefined ? {} : { top: input.top }),
    ...(viewer === undefined ? {} : { viewer }),
  });
  const named = ({ accountId, ...row }: LeaderboardRow): PersonRow => ({ ...row, personId: people.get(accountId)! });
  return { top: ranked.top.map(named), own: ranked.own === null ? null : named(ranked.own), ranked: ranked.ranked };
}
