/** How many cases a law draws: as many as it says, or fewer where `MERITKIT_CASES` caps them. */
export function casesOf(count: number): { readonly numRuns: number } {
  return { numRuns: Math.min(count, Number(process.env.MERITKIT_CASES ?? count)) };
}

/**
 * How many companies a law is tried on: as many as it says, or a twentieth where `MERITKIT_CASES` asks for fewer, as a
 * mutation run does for every planted defect. Whole companies cost most.
 */
export function companies(count: number): number {
  return process.env.MERITKIT_CASES === undefined ? count : Math.max(3, Math.round(count / 20));
}
