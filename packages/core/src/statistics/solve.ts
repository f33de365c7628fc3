/**
 * The zero of a rising function between two bounds: Newton's steps while they stay inside the bracket, halving it
 * otherwise. Returns the bound nearest to the zero when it lies outside.
 */
export function solveMonotone(options: {
  readonly low: number;
  readonly high: number;
  readonly evaluate: (at: number) => { readonly value: number; readonly slope: number };
}): number {
  let { low, high } = options;
  let at = (low + high) / 2;
  for (let step = 0; step < 2000; step += 1) {
    const { value, slope } = options.evaluate(at);
    if (value === 0) return at;
    if (value < 0) low = at;
    else high = at;
    const newton = at - value / slope;
    const next = newton > low && newton < high ? newton : (low + high) / 2;
    if (Math.abs(next - at) <= 1e-16 * Math.abs(next) || next === low || next === high) return next;
    at = next;
  }
  return at;
}
