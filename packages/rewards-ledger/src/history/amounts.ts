import { type Column, createColumn } from './columns.ts';

/**
 * Amounts in a column of doubles. One that a double does not hold exactly (a sweep of many large lots) is kept beside it
 * and stands in the column rounded: outside what doubles hold exactly, so that it cannot be taken for another.
 */
export interface AmountColumn extends Pick<Column<Float64Array>, 'length' | 'values' | 'bytes'> {
  readonly push: (amount: bigint) => void;
  readonly at: (place: number) => bigint;
}

/** An empty column of amounts. */
export function createAmountColumn(): AmountColumn {
  const column = createColumn(Float64Array);
  const wide = new Map<number, bigint>();
  return {
    get length() {
      return column.length;
    },
    get values() {
      return column.values;
    },
    push: (amount) => {
      const value = Number(amount);
      if (!Number.isSafeInteger(value)) wide.set(column.length, amount);
      column.push(value);
    },
    at: (place) => wide.get(place) ?? BigInt(column.values[place]!),
    bytes: () => column.bytes() + wide.size * 64,
  };
}
