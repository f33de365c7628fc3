import type { AccountState, Hold, Lot } from './account.ts';
import { added } from './added.ts';
import type { LotLine } from './entry.ts';

/** True when something that ends at `expiresMs` has ended at a time. */
export function hasEnded(expiresMs: number | null, atMs: number): boolean {
  return expiresMs !== null && expiresMs <= atMs;
}

/** The order in which lots are consumed: soonest expiry first, then by number (commit order, no wall clock). */
export function compareLots(left: Lot, right: Lot): number {
  if (left.expiresMs !== right.expiresMs) {
    if (left.expiresMs === null) return 1;
    if (right.expiresMs === null) return -1;
    return left.expiresMs - right.expiresMs;
  }
  return left.lot - right.lot;
}

const nothingHeld: ReadonlyMap<number, bigint> = new Map();

/** What holds that still bind at a time reserve, by lot. */
export function heldByLot(holds: readonly Hold[], atMs: number): ReadonlyMap<number, bigint> {
  if (holds.length === 0) return nothingHeld;
  const held = new Map<number, bigint>();
  for (const hold of holds) {
    if (hasEnded(hold.expiresMs, atMs)) continue;
    for (const part of hold.parts) held.set(part.lot, (held.get(part.lot) ?? 0n) + part.amount);
  }
  return held;
}

/** Where an amount comes from, and what could not be found. */
export interface Consumption {
  readonly lines: readonly LotLine[];
  readonly missing: bigint;
}

/**
 * Finds an amount in the lots that are good at a time and not held: soonest expiry first, deterministic. It takes
 * nothing when the account lacks the amount only if the caller refuses on `missing`.
 */
export function consumeLots(options: {
  readonly account: AccountState;
  readonly amount: bigint;
  readonly atMs: number;
  /** Holds that end by then do not bind; `atMs` unless given. */
  readonly holdsAtMs?: number;
  /** Lots taken already in the same entry, by number. */
  readonly taken?: ReadonlyMap<number, bigint>;
}): Consumption {
  const { account, atMs } = options;
  const held = heldByLot(account.holds, options.holdsAtMs ?? atMs);
  let lines: LotLine[] = [];
  let missing = options.amount;
  for (let index = 0; index < account.lots.length && missing > 0n; index += 1) {
    const lot = account.lots[index]!;
    if (hasEnded(lot.expiresMs, atMs)) continue;
    const free = lot.remaining - (held.get(lot.lot) ?? 0n) - (options.taken?.get(lot.lot) ?? 0n);
    if (free <= 0n) continue;
    const taken = free < missing ? free : missing;
    lines = added(lines, lotLine(account.id, lot, -taken));
    missing -= taken;
  }
  return { lines, missing };
}

/** A change of an open lot. */
export function lotLine(accountId: string, lot: Lot, amount: bigint): LotLine {
  return { accountId, lot: lot.lot, amount, original: lot.original, expiresMs: lot.expiresMs, opens: false };
}

/**
 * The lots after an entry's lines; used-up lots leave the list, refunded ones come back in their place. The list is
 * frozen and shares its unchanged lots with the one before, so that stores may hand it out.
 */
export function applyLotLines(lots: readonly Lot[], lines: readonly LotLine[], accountId: string): readonly Lot[] {
  let next = lots;
  for (const line of lines) if (line.accountId === accountId) next = applyLotLine(next, line);
  return Object.freeze(next);
}

// Lists are copied by spreading, which stays fast for frozen ones, and spliced, which keeps them at exactly their length:
// `[...lots, lot]` would keep room for twenty more.
function applyLotLine(lots: readonly Lot[], line: LotLine): readonly Lot[] {
  const index = line.opens ? -1 : indexOfLot(lots, line.lot);
  const remaining = index < 0 ? line.amount : lots[index]!.remaining + line.amount;
  if (remaining === 0n && index >= 0) return [...lots].toSpliced(index, 1);
  const lot: Lot = Object.freeze({ lot: line.lot, original: line.original, remaining, expiresMs: line.expiresMs });
  if (index < 0) return insertLot(lots, lot);
  const next = [...lots];
  next[index] = lot;
  return next;
}

function indexOfLot(lots: readonly Lot[], number: number): number {
  for (let index = 0; index < lots.length; index += 1) if (lots[index]!.lot === number) return index;
  return -1;
}

function insertLot(lots: readonly Lot[], lot: Lot): readonly Lot[] {
  return [...lots].toSpliced(placeOf(lots, lot), 0, lot);
}

/** Where a lot belongs in the order of consumption, by binary search. */
function placeOf(lots: readonly Lot[], lot: Lot): number {
  const last = lots.at(-1);
  if (last === undefined || compareLots(last, lot) < 0) return lots.length; // the usual case
  let [low, high] = [0, lots.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compareLots(lots[middle]!, lot) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
