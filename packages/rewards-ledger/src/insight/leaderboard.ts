import { amountText } from '../amount/index.ts';
import { clearingAccountId, isDerivedAccount } from '../ledger/account.ts';
import type { Entry, EntryKind } from '../ledger/entry.ts';

/** Points earned per account: a fold of entries, mergeable between shards. */
export interface Standings {
  readonly unit: string;
  readonly earned: ReadonlyMap<string, bigint>;
}

/**
 * No entries yet.
 * @example
 * ```ts
 * import { emptyStandings } from '@meritkit/rewards-ledger';
 *
 * emptyStandings({ unit: 'points' }).earned.size; // 0
 * ```
 */
export function emptyStandings(options: { readonly unit: string }): Standings {
  return { unit: options.unit, earned: new Map() };
}

const counted: ReadonlySet<EntryKind> = new Set(['earn', 'transfer', 'post', 'reverse', 'clawback']);

/** The kinds of entries that `addToStandings` looks at. */
export const standingKinds: readonly EntryKind[] = [...counted];

/**
 * Adds entries. What counts is what was granted, less what was taken back: spending does not cost a place, and a
 * refunded redemption does not gain one, whether by its reversal or by a host's own entry. What those who take part pass on
 * to each other was earned once already, and two people could raise each other with it: it counts only if asked for, and
 * then for the receiver and not against the giver.
 * @example
 * ```ts
 * import { addToStandings, createLedger, emptyStandings } from '@meritkit/rewards-ledger';
 * import { createMemoryLedgerStore } from '@meritkit/rewards-ledger/memory';
 *
 * const store = createMemoryLedgerStore({ tenantId: 'acme' });
 * await createLedger({ store }).earn({ key: 'k1', personId: 'lin', amount: '300' });
 * const { items } = await store.listEntries({}, { cursor: null, limit: 10 });
 * const entries = items.map(({ entry }) => entry);
 * addToStandings(emptyStandings({ unit: 'points' }), entries, () => true).earned.size; // 1
 * ```
 */
export function addToStandings(
  standings: Standings,
  entries: Iterable<Entry>,
  /** Which accounts take part: those of people. What they get from another one, such as a budget, is a grant. */
  include: (accountId: string) => boolean,
  /** `passedOn`: what one of them gives another counts as well. */
  options: { readonly passedOn?: boolean } = {},
): Standings {
  const earned = new Map(standings.earned);
  for (const entry of entries) {
    if (!counted.has(entry.kind) || givesBack(entry, standings.unit)) continue;
    if (options.passedOn !== true && isPassedOn(entry, standings.unit, include)) continue;
    for (const posting of entry.postings) {
      if (posting.unit !== standings.unit || isDerivedAccount(posting.accountId)) continue;
      if (entry.reverses === null ? posting.amount < 0n : posting.amount > 0n) continue;
      if (include(posting.accountId))
        earned.set(posting.accountId, (earned.get(posting.accountId) ?? 0n) + posting.amount);
    }
  }
  return { unit: standings.unit, earned };
}

/**
 * Whether points come back from where spent and ended ones went, or an entry by which they did is undone. Told from the
 * postings alone, so that an entry and its reversal count for the same, on whichever shards and in whichever periods.
 */
function givesBack(entry: Entry, unit: string): boolean {
  if (entry.kind === 'earn' || entry.kind === 'transfer') return false; // neither takes from a clearing account
  for (const { accountId, amount, unit: own } of entry.postings) {
    if (own !== unit || !accountId.startsWith('clearing:')) continue;
    if (entry.reverses === null ? amount < 0n : amount > 0n) return true;
  }
  return false;
}

/**
 * Whether points move among owned accounts alone, from one that takes part; of a reversal, back to one. What the house bears
 * of a reversal changes nothing in that.
 */
function isPassedOn(entry: Entry, unit: string, include: (accountId: string) => boolean): boolean {
  let isGiven = false;
  for (const { accountId, amount, unit: own } of entry.postings) {
    if (own !== unit || accountId === clearingAccountId('waived', unit)) continue;
    if (isDerivedAccount(accountId)) return false;
    const given = entry.reverses === null ? -amount : amount;
    if (given > 0n && include(accountId)) isGiven = true;
  }
  return isGiven;
}

/**
 * Joins the standings of two shards.
 * @example
 * ```ts
 * import { mergeStandings } from '@meritkit/rewards-ledger';
 *
 * const shard = { unit: 'points', earned: new Map([['a1', 300n]]) };
 * mergeStandings(shard, shard).earned.get('a1'); // 600n
 * ```
 */
export function mergeStandings(left: Standings, right: Standings): Standings {
  const earned = new Map(left.earned);
  for (const [accountId, amount] of right.earned) earned.set(accountId, (earned.get(accountId) ?? 0n) + amount);
  return { unit: left.unit, earned };
}

/** One row of a leaderboard. People with the same points share a place, and the next place is skipped (1, 2, 2, 4). */
export interface LeaderboardRow {
  readonly place: number;
  readonly accountId: string;
  readonly points: string;
}

/**
 * The top places (ties at the last one are all shown) and one's own. Nobody who opted out is shown to others; one's
 * own place is always one's own to see. There is no bottom of the list.
 * @example
 * ```ts
 * import { rankStandings } from '@meritkit/rewards-ledger';
 *
 * const standings = { unit: 'points', earned: new Map([['a1', 300n], ['a2', 500n]]) };
 * rankStandings({ standings, scale: 0 }).top[0]; // { place: 1, accountId: 'a2', points: '500' }
 * ```
 */
export function rankStandings(options: {
  readonly standings: Standings;
  readonly scale: number;
  /** How many places are shown; 3 unless given. */
  readonly top?: number;
  readonly optedOut?: ReadonlySet<string>;
  /** Whose own row to show. */
  readonly viewer?: string;
}): { readonly top: readonly LeaderboardRow[]; readonly own: LeaderboardRow | null; readonly ranked: number } {
  const { standings, scale, viewer } = options;
  const shown: [string, bigint][] = [];
  for (const row of standings.earned) {
    if (row[1] > 0n && !(options.optedOut?.has(row[0]) ?? false)) shown.push(row);
  }
  const most = options.top ?? 3;
  const placeOf = (points: bigint) =>
    1 + shown.reduce((better, [, other]) => (other > points ? better + 1 : better), 0);
  const floor = thresholdOf(shown, most);
  const row = ([accountId, points]: readonly [string, bigint]): LeaderboardRow => ({
    place: placeOf(points),
    accountId,
    points: amountText({ amount: points, scale }),
  });
  const top = shown
    .filter(([, points]) => floor !== null && points >= floor)
    .sort((left, right) => (left[1] === right[1] ? compareText(left[0], right[0]) : left[1] > right[1] ? -1 : 1))
    .map(row);
  const own = viewer === undefined ? undefined : standings.earned.get(viewer);
  return {
    top,
    own: viewer === undefined || own === undefined || own <= 0n ? null : row([viewer, own]),
    ranked: shown.length,
  };
}

/** The points of the last shown place: the `most`-th largest, found without sorting everybody. */
function thresholdOf(rows: readonly (readonly [string, bigint])[], most: number): bigint | null {
  const best: bigint[] = [];
  for (const [, points] of rows) {
    if (best.length === most && points <= best[most - 1]!) continue;
    let index = best.length;
    while (index > 0 && best[index - 1]! < points) index -= 1;
    best.splice(index, 0, points);
    if (best.length > most) best.pop();
  }
  return best.at(-1) ?? null;
}

/** By code unit: the same order on every machine. */
function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
