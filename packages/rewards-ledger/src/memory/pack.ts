import { deepFreeze } from '@meritkit/core/json';
import { type AccountVersion, type Entry, type LotLine, none, type Posting } from '../ledger/entry.ts';

/** A field of a packed line. Amounts are numbers where a double is exact: those need no object of their own. */
type Part = string | number | bigint | boolean | null;

/** Lines that few entries have. */
interface RareLines extends Pick<Entry, 'debts' | 'holds' | 'counters'> {}

/**
 * An entry as the store keeps it: its versions, postings and lots one after the other in one list, because there are
 * millions of entries and every small object costs more than what it holds.
 */
export interface PackedEntry extends Omit<Entry, 'schemaVersion' | 'postings' | 'lots' | 'versions' | keyof RareLines> {
  /** The numbers of versions, postings and lots, then their fields. */
  readonly parts: readonly Part[];
  readonly rare: RareLines | null;
}

const header = 3;
const versionSize = 2;
const postingSize = 3;
const lotSize = 6;

/** The versions, postings and lots of an entry in one list of exactly the length it needs. */
export function packParts(entry: Entry): readonly Part[] {
  const { versions, postings, lots } = entry;
  const length = header + versions.length * versionSize + postings.length * postingSize + lots.length * lotSize;
  const parts = new Array<Part>(length);
  parts[0] = versions.length;
  parts[1] = postings.length;
  parts[2] = lots.length;
  let at = header;
  for (const { accountId, version } of versions) {
    parts[at++] = accountId;
    parts[at++] = version;
  }
  for (const { accountId, unit, amount } of postings) {
    parts[at++] = accountId;
    parts[at++] = unit;
    parts[at++] = packAmount(amount);
  }
  for (const line of lots) {
    parts[at++] = line.accountId;
    parts[at++] = line.lot;
    parts[at++] = packAmount(line.amount);
    parts[at++] = packAmount(line.original);
    parts[at++] = line.expiresMs;
    parts[at++] = line.opens;
  }
  return parts;
}

/** The debts, holds and counters of an entry, out of the caller's reach; null when it has none. */
export function packRare({ debts, holds, counters }: Entry): RareLines | null {
  if (debts.length === 0 && holds.length === 0 && counters.length === 0) return null;
  return deepFreeze({ debts, holds, counters });
}

/** The entry that was packed, as new objects. */
export function unpackEntry(packed: PackedEntry): Entry {
  const { rare } = packed;
  return {
    schemaVersion: 1,
    id: packed.id,
    kind: packed.kind,
    effectiveMs: packed.effectiveMs,
    recordedMs: packed.recordedMs,
    postings: postingsOf(packed),
    lots: lotsOf(packed),
    debts: rare === null ? none : rare.debts,
    holds: rare === null ? none : rare.holds,
    counters: rare === null ? none : rare.counters,
    versions: versionsOf(packed),
    reverses: packed.reverses,
    subject: packed.subject,
    memo: packed.memo,
  };
}

/** The accounts that a packed entry touches, with their versions. */
export function versionsOf({ parts }: PackedEntry): readonly AccountVersion[] {
  return readLines(header, Number(parts[0]), versionSize, (at) => ({
    accountId: String(parts[at]),
    version: Number(parts[at + 1]),
  }));
}

/** The postings of a packed entry. */
export function postingsOf({ parts }: PackedEntry): readonly Posting[] {
  const start = header + Number(parts[0]) * versionSize;
  return readLines(start, Number(parts[1]), postingSize, (at) => ({
    accountId: String(parts[at]),
    unit: String(parts[at + 1]),
    amount: unpackAmount(parts[at + 2]),
  }));
}

function lotsOf({ parts }: PackedEntry): readonly LotLine[] {
  const start = header + Number(parts[0]) * versionSize + Number(parts[1]) * postingSize;
  return readLines(start, Number(parts[2]), lotSize, (at) => ({
    accountId: String(parts[at]),
    lot: Number(parts[at + 1]),
    amount: unpackAmount(parts[at + 2]),
    original: unpackAmount(parts[at + 3]),
    expiresMs: parts[at + 4] === null ? null : Number(parts[at + 4]),
    opens: parts[at + 5] === true,
  }));
}

function readLines<Line>(start: number, count: number, size: number, read: (at: number) => Line): readonly Line[] {
  if (count === 0) return none;
  const lines: Line[] = [];
  for (let line = 0; line < count; line += 1) lines.push(read(start + line * size));
  return lines;
}

function packAmount(amount: bigint): number | bigint {
  const number = Number(amount);
  return Number.isSafeInteger(number) ? number : amount; // what is safe was not rounded
}

function unpackAmount(part: Part | undefined): bigint {
  return typeof part === 'bigint' ? part : BigInt(part as number);
}
