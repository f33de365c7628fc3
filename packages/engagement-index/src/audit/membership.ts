import { fractionOf } from './field.ts';

const LARGEST_DENOMINATOR = 1_000_000;

/**
 * True when `target` is a rational combination of `rows`, shown in whole numbers: the coefficients, guessed from their
 * residues, are put on one denominator and every entry is compared exactly. False means "not shown", and the caller
 * must refuse.
 */
export function isWholeCombination(rows: readonly Uint8Array[], residues: Float64Array, target: Uint8Array): boolean {
  const numerators: number[] = [];
  const denominators: number[] = [];
  let common = 1;
  for (const value of residues) {
    const fraction = value === 0 ? { numerator: 0, denominator: 1 } : fractionOf(value);
    if (fraction === null) return false;
    numerators.push(fraction.numerator);
    denominators.push(fraction.denominator);
    common *= fraction.denominator / greatestCommonDivisor(common, fraction.denominator);
    if (common > LARGEST_DENOMINATOR) return false;
  }
  const sums = new Float64Array(target.length);
  for (let index = 0; index < rows.length; index += 1) {
    const factor = numerators[index]! * (common / denominators[index]!);
    if (factor === 0) continue;
    const row = rows[index]!;
    for (let atom = 0; atom < sums.length; atom += 1) sums[atom]! += factor * row[atom]!;
  }
  return sums.every((sum, atom) => sum === common * target[atom]!);
}

function greatestCommonDivisor(first: number, second: number): number {
  let [left, right] = [first, second];
  while (right !== 0) [left, right] = [right, left % right];
  return left;
}
