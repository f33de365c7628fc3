/**
 * Inside, hours are whole micro-hours: sums are exact in any order, a comparison needs no tolerance, and 0.1 + 0.2
 * is 0.3. A number holds 9 thousand million hours so.
 */
export const UNITS_PER_HOUR = 1_000_000;

/** Hours as whole micro-hours, rounded to the nearest. */
export function toUnits(hours: number): number {
  return Math.round(hours * UNITS_PER_HOUR);
}

/** Micro-hours as hours. */
export function toHours(units: number): number {
  return units / UNITS_PER_HOUR;
}
