/** How many cases a law draws: as many as it says, or fewer where `MERITKIT_CASES` caps them. */
export function casesOf(count: number): { readonly numRuns: number } {
  const cap = Number(process.env.MERITKIT_CASES ?? count);
  return { numRuns: Math.min(count, cap) };
}
