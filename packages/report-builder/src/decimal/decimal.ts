/**
 * Exact decimal arithmetic on text by scaled integers: the four operations that reports need, in a tenth of the bytes
 * that a full decimal library would add to a browser's bundle. Held to core's decimals by property tests.
 */
interface Scaled {
  readonly units: bigint;
  readonly places: number;
}

function read(text: string): Scaled {
  const [whole, part = ''] = text.split('.');
  return { units: BigInt(`${whole}${part}`), places: part.length };
}

function write(units: bigint, places: number): string {
  const negative = units < 0n;
  const digits = (negative ? -units : units).toString().padStart(places + 1, '0');
  const whole = digits.slice(0, digits.length - places);
  const part = digits.slice(digits.length - places).replace(/0+$/, '');
  const text = part === '' ? whole : `${whole}.${part}`;
  return negative && text !== '0' ? `-${text}` : text;
}

function align(one: Scaled, other: Scaled): { readonly left: bigint; readonly right: bigint; readonly places: number } {
  const places = Math.max(one.places, other.places);
  return { left: raise(one, places), right: raise(other, places), places };
}

function raise(value: Scaled, places: number): bigint {
  return value.units * 10n ** BigInt(places - value.places);
}

/** The exact sum. */
export function addDecimals(one: string, other: string): string {
  const { left, right, places } = align(read(one), read(other));
  return write(left + right, places);
}

/** The exact difference. */
export function subtractDecimals(one: string, other: string): string {
  const { left, right, places } = align(read(one), read(other));
  return write(left - right, places);
}

/** The exact product. */
export function multiplyDecimals(one: string, other: string): string {
  const [left, right] = [read(one), read(other)];
  return write(left.units * right.units, left.places + right.places);
}

/** The quotient at `places` decimals, a tie to the even neighbour; null for a divisor of zero. */
export function divideDecimals(dividend: string, divisor: string, places: number): string | null {
  const { left, right } = align(read(dividend), read(divisor));
  return right === 0n ? null : write(roundedQuotient(left * 10n ** BigInt(places), right), places);
}

/** Negative, zero or positive, as the first is below, equal to or above the second. */
export function compareDecimals(one: string, other: string): number {
  const { left, right } = align(read(one), read(other));
  return left < right ? -1 : left > right ? 1 : 0;
}

function roundedQuotient(dividend: bigint, divisor: bigint): bigint {
  const negative = dividend < 0n !== divisor < 0n;
  const [above, below] = [dividend < 0n ? -dividend : dividend, divisor < 0n ? -divisor : divisor];
  const quotient = above / below;
  const twice = (above % below) * 2n;
  const rounded = twice > below || (twice === below && quotient % 2n === 1n) ? quotient + 1n : quotient;
  return negative ? -rounded : rounded;
}
