import { VersionConflictError } from '@meritkit/core/errors';
import type { Page } from '@meritkit/core/ports';
import type { Seal } from '../seal/types.ts';
import { readStored } from '../stored/upcast.ts';
import type { LedgerContext } from './context.ts';

/**
 * Where sealing goes on: the cursors of the last pages that were read, so that the next time begins with them and not
 * with the first entry of all. It is no part of the chain: what a false one made a sealer skip, verification shows as
 * `entry-added`.
 */
export interface SealingProgress {
  readonly entries: string | null;
  readonly seals: string | null;
  /** Entries under the seals before that page. */
  readonly sealedBefore: number;
}

/** The progress with the version of its document; 0 where there is none yet. */
export interface StoredProgress extends SealingProgress {
  readonly version: number;
}

const document = { type: 'sealing', id: 'progress' } as const;

/** The progress as it was noted last; from the start where none was. */
export async function readProgress(context: LedgerContext): Promise<StoredProgress> {
  const { documents } = await context.store.load({ documents: [document] });
  const [noted] = documents;
  if (noted === undefined) return { version: 0, entries: null, seals: null, sealedBefore: 0 };
  const { schemaVersion: _, ...progress } = readStored('sealing', noted.body);
  return { ...(progress as unknown as SealingProgress), version: noted.version };
}

/** Notes a progress, once per page of entries and not per seal; of two sealers, the later one's note is not needed. */
export async function noteProgress(
  context: LedgerContext,
  version: number,
  { entries, seals, sealedBefore }: SealingProgress,
): Promise<void> {
  const body = { schemaVersion: 1, entries, seals, sealedBefore };
  const key = `sealing:${context.newId()}`;
  const nothing = { opened: [], accounts: [], entries: [], details: [], guards: [], outbox: [], answer: null };
  try {
    const documents = [{ ...document, version: version + 1, body }];
    await context.store.append({ key, fingerprint: key, ...nothing, documents });
  } catch (error) {
    if (!VersionConflictError.isInstance(error)) throw error;
  }
}

/** The last seal there is, how many entries lie under all, and the page of seals that it stands on. */
export interface LastSeal extends Pick<SealingProgress, 'seals' | 'sealedBefore'> {
  readonly last: Seal | null;
  readonly sealed: number;
}

/** Finds the last seal from a page on. A page without seals is no place to go on from: it does not name the last one. */
export async function findLastSeal(
  context: LedgerContext,
  from: Pick<SealingProgress, 'seals' | 'sealedBefore'>,
): Promise<LastSeal> {
  let found: LastSeal = { ...from, last: null, sealed: from.sealedBefore };
  for (let cursor = from.seals; ; ) {
    const page: Page<Seal> = await context.store.listSeals({ cursor, limit: 1000 });
    const last = page.items.at(-1);
    if (last !== undefined) {
      const sealed = page.items.reduce((sum, seal) => sum + seal.count, found.sealed);
      found = { last, sealed, seals: cursor, sealedBefore: found.sealed };
    }
    if (page.nextCursor === null) return found;
    cursor = page.nextCursor;
  }
}
