import type { AccountState } from './account.ts';
import { added } from './added.ts';
import type { CommandBase } from './command.ts';
import type { CounterLine, DebtLine, Entry, EntryKind, HoldLine, LotLine, Posting } from './entry.ts';
import { hasEnded } from './lots.ts';

/** An entry being written: lists that a decision fills, and the lots it has taken from so far. */
export interface Draft {
  postings: Posting[];
  lots: LotLine[];
  readonly debts: DebtLine[];
  readonly holds: HoldLine[];
  readonly counters: CounterLine[];
  /** Versioned accounts that the entry touches, in the order they were met. */
  touched: AccountState[];
  /** Holds that end by then have timed out. */
  readonly holdsAtMs: number;
}

/** An empty draft. What is booked ahead does not end what others have reserved until then: no hold times out before it does. */
export function openDraft(command: Pick<CommandBase, 'effectiveMs' | 'recordedMs'>): Draft {
  const holdsAtMs = holdsAt(command);
  return { postings: [], lots: [], debts: [], holds: [], counters: [], touched: [], holdsAtMs };
}

/** The time by which holds time out for a command: when it counts, but not before it has come. */
export function holdsAt({ effectiveMs, recordedMs }: Pick<CommandBase, 'effectiveMs' | 'recordedMs'>): number {
  return Math.min(effectiveMs, recordedMs);
}

/** Marks an account as touched; the first time, holds that have timed out are resolved with the entry. */
export function touch(draft: Draft, account: AccountState): void {
  for (const known of draft.touched) if (known === account || known.id === account.id) return;
  draft.touched = added(draft.touched, account);
  if (account.holds.length > 0) resolveTimedOut(draft, account);
}

function resolveTimedOut(draft: Draft, account: AccountState): void {
  for (const { id, parts, expiresMs } of account.holds) {
    if (!hasEnded(expiresMs, draft.holdsAtMs)) continue;
    draft.holds.push({ accountId: account.id, holdId: id, action: 'time-out', parts, expiresMs });
  }
}

/** Opens a lot; a debt is repaid first. */
export function openLot(draft: Draft, account: AccountState, amount: bigint, expiresMs: number | null): void {
  let { debt } = account;
  for (const line of draft.debts) if (line.accountId === account.id) debt += line.amount;
  const repaid = debt < amount ? debt : amount;
  if (repaid > 0n) draft.debts.push({ accountId: account.id, amount: -repaid });
  const granted = amount - repaid;
  if (granted === 0n) return;
  let lot = account.lotsOpened + 1;
  for (const line of draft.lots) if (line.opens && line.accountId === account.id) lot += 1;
  addLot(draft, { accountId: account.id, lot, amount: granted, original: granted, expiresMs, opens: true });
}

/** Adds a change of a lot. */
export function addLot(draft: Draft, line: LotLine): void {
  draft.lots = added(draft.lots, line);
}

/** The entry that a draft has become. */
export function closeDraft(draft: Draft, command: CommandBase, kind: EntryKind, reverses: string | null): Entry {
  return {
    schemaVersion: 1,
    id: command.entryId,
    kind,
    effectiveMs: command.effectiveMs,
    recordedMs: command.recordedMs,
    postings: draft.postings,
    lots: draft.lots,
    debts: draft.debts,
    holds: draft.holds,
    counters: draft.counters,
    versions: draft.touched.map((account) => ({ accountId: account.id, version: account.version + 1 })),
    reverses,
    subject: command.subject ?? null,
    memo: command.memo ?? null,
  };
}

/** Adds a posting; an account appears once per unit. */
export function addPosting(draft: Draft, accountId: string, unit: string, amount: bigint): void {
  if (amount === 0n) return;
  const { postings } = draft;
  for (let index = 0; index < postings.length; index += 1) {
    const posting = postings[index]!;
    if (posting.accountId !== accountId || posting.unit !== unit) continue;
    const sum = posting.amount + amount;
    if (sum === 0n) postings.splice(index, 1);
    else postings[index] = { accountId, unit, amount: sum };
    return;
  }
  draft.postings = added(postings, { accountId, unit, amount });
}
