const LN_2 = Math.LN2;
const TERMS = 20;

/**
 * The factor 2^(-days / halfLifeDays) for days from 0 on: exponential forgetting. Built from additions, multiplications and divisions
 * alone, so that every engine gives the same bits; within 2 units in the last place of the exact value.
 */
export function halving(days: number, halfLifeDays: number): number {
  const whole = Math.floor(days / halfLifeDays);
  if (whole > 1_100) return 0;
  const exponent = -((days - whole * halfLifeDays) / halfLifeDays) * LN_2;
  let series = 1;
  for (let term = TERMS; term >= 1; term -= 1) series = 1 + (exponent * series) / term;
  let factor = series;
  for (let step = 0; step < whole; step += 1) factor /= 2;
  return factor;
}
