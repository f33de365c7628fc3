/** The largest page a port is asked for. */
export const MAXIMUM_PAGE_SIZE = 1000;

/** Asks for up to `limit` items after `cursor` (null: from the start). */
export interface PageRequest {
  readonly cursor: string | null;
  readonly limit: number;
}

/** A page in a stable order. `nextCursor` is null on the last one; a cursor is opaque and stays valid while rows are added. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
}
