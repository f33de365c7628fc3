/** A stream of random numbers for inner loops: 32 whole bits at a time, nothing allocated. */
export interface FastRandom {
  /** A number in [0, 1) with 32 bits. */
  readonly next: () => number;
  /** A whole number in [0, limit). */
  readonly below: (limit: number) => number;
}

/**
 * A seeded stream for the solver's inner loops: sfc32 (Doty-Humphrey, PractRand), state filled from the seed by
 * splitmix32. The same seed gives the same stream on every machine.
 */
export function createFastRandom(seed: number): FastRandom {
  let state = (seed ^ 0x9e3779b9) >>> 0;
  const mix = (): number => {
    state = (state + 0x9e3779b9) | 0;
    let value = state ^ (state >>> 16);
    value = Math.imul(value, 0x21f0aaad);
    value ^= value >>> 15;
    value = Math.imul(value, 0x735a2d97);
    return (value ^ (value >>> 15)) | 0;
  };
  let a = mix();
  let b = mix();
  let c = mix();
  let counter = 1;
  const bits = (): number => {
    const result = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + result) | 0;
    return result >>> 0;
  };
  for (let round = 0; round < 12; round += 1) bits();
  return {
    next: () => bits() / 4294967296,
    below: (limit) => Math.floor((bits() / 4294967296) * limit),
  };
}
