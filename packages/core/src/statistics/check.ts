import { invalidInput } from '../errors/index.ts';

/** Throws unless a number is finite; NaN must not travel through a statistic. */
export function readFinite(value: number, path: readonly (string | number)[]): number {
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  throw invalidInput('core/not-a-number', path, `${String(value)} is not a finite number`);
}

/** Throws `core/statistic-domain` unless a parameter fits its distribution. */
export function readDomain(fits: boolean, path: readonly (string | number)[], message: string): void {
  if (!fits) throw invalidInput('core/statistic-domain', path, message);
}

/** Throws unless a number is a probability from 0 to 1. */
export function readProbability(value: number, path: readonly (string | number)[]): number {
  readFinite(value, path);
  readDomain(value >= 0 && value <= 1, path, `${value} is no probability from 0 to 1`);
  return value;
}
