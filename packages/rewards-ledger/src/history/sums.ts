import type { EntryKind } from '../ledger/entry.ts';
import { type JournalColumns, kinds } from './journal.ts';

/** Sums and amounts beyond this leave the double, so that nothing is rounded on the way. */
const large = 2 ** 51;

const leavesDouble = (sum: number, amount: number) => Math.abs(amount) > large || Math.abs(sum) > large;

/** The arrays of a pass, read once: a column's own may be replaced when it grows. */
function postingsOf(columns: JournalColumns) {
  return {
    owners: columns.postingAccount.values,
    units: columns.postingUnit.values,
    amounts: columns.postingAmount.values,
    ends: columns.postingEnd.values,
    effective: columns.effective.values,
    kindOf: columns.kind.values,
    length: columns.postingAmount.length,
    entries: columns.kind.length,
  };
}

/** Sum of an account's postings in a unit, of entries effective before a time; minor units. */
export function sumOf(
  columns: JournalColumns,
  query: { readonly accountId: string; readonly unit: string; readonly beforeMs?: number },
): bigint {
  const account = columns.accounts.find(query.accountId);
  const unit = columns.units.find(query.unit);
  if (account === undefined || unit === undefined) return 0n;
  const { beforeMs } = query;
  const { owners, units, amounts, ends, effective, length } = postingsOf(columns);
  let [sum, carried, entry] = [0, 0n, 0];
  for (let at = 0; at < length; at += 1) {
    if (owners[at] !== account || units[at] !== unit) continue;
    if (beforeMs !== undefined) {
      while (ends[entry]! <= at) entry += 1;
      if (effective[entry]! >= beforeMs) continue;
    }
    const amount = amounts[at]!;
    if (leavesDouble(sum, amount)) {
      carried += BigInt(sum) + columns.postingAmount.at(at);
      sum = 0;
    } else sum += amount;
  }
  return carried + BigInt(sum);
}

/** Sums of all accounts in a unit, in one pass. */
export function sumAll(
  columns: JournalColumns,
  query: { readonly unit: string; readonly kinds?: readonly EntryKind[] },
): ReadonlyMap<string, bigint> {
  const unit = columns.units.find(query.unit);
  const count = columns.accounts.size();
  const [sums, met, carried] = [new Float64Array(count), new Uint8Array(count), new Map<number, bigint>()];
  const wanted = Uint8Array.from(kinds, (kind) => (query.kinds === undefined || query.kinds.includes(kind) ? 1 : 0));
  const { owners, units, amounts, ends, kindOf, entries } = postingsOf(columns);
  for (let entry = 0, at = 0; entry < entries; entry += 1) {
    const end = ends[entry]!;
    if (wanted[kindOf[entry]!] === 0) at = end;
    for (; at < end; at += 1) {
      if (units[at] !== unit) continue;
      const account = owners[at]!;
      met[account] = 1;
      const sum = sums[account]!;
      const amount = amounts[at]!;
      if (leavesDouble(sum, amount)) {
        carried.set(account, (carried.get(account) ?? 0n) + BigInt(sum) + columns.postingAmount.at(at));
        sums[account] = 0;
      } else sums[account] = sum + amount;
    }
  }
  const result = new Map<string, bigint>();
  for (let account = 0; account < count; account += 1) {
    if (met[account] === 0) continue;
    result.set(columns.accounts.textOf(account), (carried.get(account) ?? 0n) + BigInt(sums[account]!));
  }
  return result;
}
