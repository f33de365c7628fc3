import { instantText } from '@meritkit/core/dates';
import { addMoney, largestRemainder, type Money } from '@meritkit/core/decimal';
import type { JsonObject } from '@meritkit/core/json';
import { amountText } from '../amount/index.ts';
import { clearingAccountId, isDerivedAccount } from '../ledger/account.ts';
import type { Entry } from '../ledger/entry.ts';
import { readStored } from '../stored/upcast.ts';

/** One redemption, or one taken back, as payroll gets it. */
export interface PayrollLine {
  readonly entryId: string;
  readonly accountId: string;
  readonly item: string | null;
  /** Negative for a redemption that was taken back: corrections go forward, into the period they happen in. */
  readonly amount: string;
  readonly quantity: number;
  /** The tax value at the redemption, negative when taken back; null for what is not taxed. */
  readonly taxValue: Money | null;
  readonly effective: string;
  /** The redemption that this line takes back. */
  readonly corrects: string | null;
}

/** The export of one closed period. The same period always gives the same lines. */
export interface PayrollExport {
  readonly schemaVersion: 1;
  readonly unit: string;
  readonly start: string;
  readonly end: string;
  readonly lines: readonly PayrollLine[];
  /** Redemptions less those taken back. */
  readonly total: string;
  readonly taxValues: readonly Money[];
}

/**
 * The lines of an entry: none, unless it redeems points or takes a redemption back, by whichever call. What lies in
 * `clearing:pending` was redeemed too: its booking is under way.
 */
export function payrollLines(options: {
  readonly entry: Entry;
  readonly unit: string;
  readonly scale: number;
  /** The entry that this one takes back, where it does. */
  readonly reversed: Entry | null;
}): readonly PayrollLine[] {
  const { entry, unit, scale, reversed } = options;
  const { memo, subject } = reversed ?? entry;
  const pieces = typeof memo?.quantity === 'number' ? memo.quantity : 1;
  const value = (memo?.taxValue ?? null) as Money | null;
  return sharesOf(entry, unit).map(({ accountId, amount }) => {
    const quantity = amount < 0n ? -pieces : pieces;
    return {
      entryId: entry.id,
      accountId,
      item: subject,
      amount: amountText({ amount, scale }),
      quantity,
      taxValue: value === null ? null : worth(value, quantity),
      effective: instantText(entry.effectiveMs),
      corrects: reversed?.id ?? null,
    };
  });
}

/**
 * What each account redeems by an entry; below zero for what comes back. An entry of the host's own may move points on
 * beside: then what is redeemed falls on those who give, in the proportion in which they do.
 */
function sharesOf(entry: Entry, unit: string): readonly { readonly accountId: string; readonly amount: bigint }[] {
  const postings = entry.postings.filter((posting) => posting.unit === unit);
  const cleared = [clearingAccountId('redeemed', unit), clearingAccountId('pending', unit)];
  const net = postings.reduce((sum, own) => (cleared.includes(own.accountId) ? sum + own.amount : sum), 0n);
  const sign = net < 0n ? -1n : 1n;
  const givers = postings.filter((own) => !isDerivedAccount(own.accountId) && own.amount * sign < 0n);
  const given = givers.map((own) => -own.amount * sign);
  const all = given.reduce((sum, amount) => sum + amount, 0n);
  if (net === 0n || all === 0n) return [];
  const size = net * sign < all ? net * sign : all; // the issuer may give a part, and redeems nothing
  const parts = largestRemainder(size, given);
  return givers.flatMap(({ accountId }, index) =>
    parts[index] === 0n ? [] : [{ accountId, amount: parts[index]! * sign }],
  );
}

/** A value times a whole number of pieces, exactly. */
function worth(value: Money, quantity: number): Money {
  const decimals = value.amount.split('.')[1]?.length ?? 0;
  const amount = BigInt(value.amount.replace('.', '')) * BigInt(quantity);
  return { ...value, amount: amountText({ amount, scale: decimals }) };
}

/** Tax values per currency, in the order of the currencies. */
export function sumTaxValues(lines: readonly PayrollLine[]): readonly Money[] {
  const byCurrency = new Map<string, Money[]>();
  for (const { taxValue } of lines) {
    if (taxValue === null) continue;
    const known = byCurrency.get(taxValue.currency);
    if (known === undefined) byCurrency.set(taxValue.currency, [taxValue]);
    else known.push(taxValue);
  }
  return [...byCurrency.keys()].sort().map((currency) => addMoney(byCurrency.get(currency)!));
}

/** An export as a document's body. */
export function payrollBody(payroll: PayrollExport): JsonObject {
  return payroll as unknown as JsonObject;
}

/** An export from its document's body. */
export function payrollOfBody(body: JsonObject): PayrollExport {
  return readStored('payroll', body) as unknown as PayrollExport;
}
