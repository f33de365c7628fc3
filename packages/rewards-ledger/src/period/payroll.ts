import { instantText } from '@meritkit/core/dates';
import { addMoney, type Money } from '@meritkit/core/decimal';
import type { JsonObject } from '@meritkit/core/json';
import { amountText } from '../amount/index.ts';
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

/** The lines of an entry: none, unless it redeems points or takes a redemption back. */
export function payrollLines(options: {
  readonly entry: Entry;
  readonly unit: string;
  readonly scale: number;
  /** The entry that this one takes back, where it does. */
  readonly reversed: Entry | null;
}): readonly PayrollLine[] {
  const { entry, unit, scale, reversed } = options;
  const redeems = entry.kind === 'redeem' || entry.kind === 'capture';
  const undoes = reversed !== null && (reversed.kind === 'redeem' || reversed.kind === 'capture');
  if (!redeems && !undoes) return [];
  const memo = (undoes ? reversed : entry).memo;
  const quantity = typeof memo?.quantity === 'number' ? memo.quantity : 1;
  const value = (memo?.taxValue ?? null) as Money | null;
  return entry.postings
    .filter((posting) => posting.unit === unit && entry.versions.some((own) => own.accountId === posting.accountId))
    .map((posting) => ({
      entryId: entry.id,
      accountId: posting.accountId,
      item: (undoes ? reversed : entry).subject,
      amount: amountText({ amount: -posting.amount, scale }),
      quantity: undoes ? -quantity : quantity,
      taxValue: value === null ? null : worth(value, undoes ? -quantity : quantity),
      effective: instantText(entry.effectiveMs),
      corrects: undoes ? reversed.id : null,
    }));
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
