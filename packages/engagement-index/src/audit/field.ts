/**
 * Arithmetic modulo a prime below 2^26, so that every product is an exact double. Residues are 0 <= a < PRIME.
 */
export const PRIME = 67_108_859;
const INVERSE_OF_PRIME = 1 / PRIME;

/** The residue of `value`, for |value| < 2^53. */
export function residue(value: number): number {
  let rest = value - Math.floor(value * INVERSE_OF_PRIME) * PRIME;
  if (rest < 0) rest += PRIME;
  else if (rest >= PRIME) rest -= PRIME;
  return rest;
}

/** The multiplicative inverse of a non-zero residue (extended Euclid). */
export function inverse(value: number): number {
  let [previous, current] = [PRIME, value];
  let [previousFactor, factor] = [0, 1];
  while (current !== 0) {
    const quotient = Math.floor(previous / current);
    [previous, current] = [current, previous - quotient * current];
    [previousFactor, factor] = [factor, previousFactor - quotient * factor];
  }
  return residue(previousFactor);
}

/** `target -= factor * row`, entry by entry, for the first `length` entries. */
export function subtractMultiple(target: Float64Array, row: Float64Array, factor: number, length: number): void {
  const negative = PRIME - factor;
  for (let index = 0; index < length; index += 1) {
    const entry = row[index]!;
    if (entry === 0) continue;
    const value = target[index]! + negative * entry;
    let rest = value - Math.floor(value * INVERSE_OF_PRIME) * PRIME;
    if (rest < 0) rest += PRIME;
    else if (rest >= PRIME) rest -= PRIME;
    target[index] = rest;
  }
}

/** Multiplies the first `length` entries of a row by `factor`, in place. */
export function scaleRow(row: Float64Array, factor: number, length: number): void {
  for (let index = 0; index < length; index += 1) {
    const entry = row[index]!;
    if (entry !== 0) row[index] = residue(entry * factor);
  }
}

/**
 * The fraction with numerator and denominator below 4096 in size that a residue stands for, if there is one (Wang 1981).
 * It is a guess to be verified in whole numbers, never a proof.
 */
export function fractionOf(value: number): { readonly numerator: number; readonly denominator: number } | null {
  const limit = 4096;
  let [previous, current] = [PRIME, value];
  let [previousFactor, factor] = [0, 1];
  while (current >= limit) {
    const quotient = Math.floor(previous / current);
    [previous, current] = [current, previous - quotient * current];
    [previousFactor, factor] = [factor, previousFactor - quotient * factor];
  }
  if (factor === 0 || Math.abs(factor) >= limit) return null;
  return factor < 0 ? { numerator: -current, denominator: -factor } : { numerator: current, denominator: factor };
}
