/** How urgent a piece of work is: 1 where nothing is said, so that work without a word counts as ordinary. */
export function priorityOf(work: { readonly priority?: number }): number {
  return work.priority ?? 1;
}
