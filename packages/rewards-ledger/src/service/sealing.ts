import { invalidInput, VersionConflictError } from '@meritkit/core/errors';
import type { Page, PageRequest } from '@meritkit/core/ports';
import type { StoredEntry } from '../ledger/entry.ts';
import {
  type Checkpoint,
  checkpointOf,
  type Sealable,
  type SealProblem,
  sealBatch,
  verifySeals,
} from '../seal/index.ts';
import type { Seal, SealLeaf } from '../seal/types.ts';
import type { LedgerContext } from './context.ts';
import { toMilliseconds } from './time.ts';

/**
 * Seals the entries that are not sealed yet, in batches, behind the postings. `salts` makes a random text of at
 * least 16 bytes per entry with details; the machine's secure source unless given. Of two sealers at once, one wins.
 */
export async function sealEntries(
  context: LedgerContext,
  input: { readonly batchSize?: number; readonly salts?: () => string } = {},
): Promise<{ readonly sealed: number; readonly checkpoint: Checkpoint | null }> {
  const size = input.batchSize ?? 1000;
  if (!Number.isInteger(size) || size < 1) {
    throw invalidInput('ledger/invalid-input', ['batchSize'], 'a batch has a whole number of entries above 0');
  }
  const salts = input.salts === undefined ? randomSalt : checkedSalts(input.salts);
  const seals = await everything((page) => context.store.listSeals(page));
  const last = seals.at(-1)?.lastPosition ?? 0;
  const entries = (await everything((page) => context.store.listEntries({}, page))).filter(
    (stored) => stored.position > last,
  );
  let sealed = 0;
  for (let start = 0; start < entries.length; start += size) {
    const batch = await withDetails(context, entries.slice(start, start + size), salts);
    const { seal, leaves } = sealBatch({
      entries: batch,
      previous: seals.at(-1) ?? null,
      sealedMs: toMilliseconds(context.now()),
    });
    const saltsOfBatch = batch.flatMap(({ entry, details }) =>
      details === null ? [] : [{ entryId: entry.id, salt: details.salt }],
    );
    try {
      await context.store.appendSeal({ seal, leaves, salts: saltsOfBatch });
    } catch (error) {
      if (VersionConflictError.isInstance(error)) break;
      throw error;
    }
    seals.push(seal);
    sealed += batch.length;
  }
  return { sealed, checkpoint: checkpointOf(seals) };
}

/** Two random UUIDs: 244 random bits. */
function randomSalt(): string {
  return `${globalThis.crypto.randomUUID()}${globalThis.crypto.randomUUID()}`;
}

function checkedSalts(salts: () => string): () => string {
  return () => {
    const salt = salts();
    if (typeof salt === 'string' && salt !== '') return salt;
    throw invalidInput('ledger/invalid-input', ['salts'], 'without a salt, what is committed to can be guessed');
  };
}

async function withDetails(
  context: LedgerContext,
  entries: readonly StoredEntry[],
  salts: () => string,
): Promise<readonly Sealable[]> {
  const rows = await context.store.readDetails(entries.map(({ entry }) => entry.id));
  const known = new Map(rows.map((row) => [row.entryId, row]));
  return entries.map((stored) => {
    const row = known.get(stored.entry.id);
    return { ...stored, details: row === undefined ? null : { fields: row.fields, salt: row.salt ?? salts() } };
  });
}

/** Checks every seal against the journal as it is now, and against checkpoints kept elsewhere. */
export async function verifyLedger(
  context: LedgerContext,
  input: { readonly checkpoints?: readonly Checkpoint[] } = {},
): Promise<{ readonly ok: boolean; readonly sealed: number; readonly problems: readonly SealProblem[] }> {
  const seals: readonly Seal[] = await everything((page) => context.store.listSeals(page));
  const leaves: readonly SealLeaf[] = await everything((page) => context.store.listSealLeaves(page));
  const entries = await everything((page) => context.store.listEntries({}, page));
  const rows = new Map<string, Sealable['details']>();
  for (let start = 0; start < entries.length; start += 1000) {
    const ids = entries.slice(start, start + 1000).map(({ entry }) => entry.id);
    for (const { entryId, fields, salt } of await context.store.readDetails(ids)) {
      // Words without a salt under a sealed entry are nobody's: the commitment cannot be theirs.
      rows.set(entryId, { fields, salt: salt ?? '' });
    }
  }
  const problems = verifySeals({
    seals,
    leaves,
    entries: entries.map((stored) => ({ ...stored, details: rows.get(stored.entry.id) ?? null })),
    ...(input.checkpoints === undefined ? {} : { checkpoints: input.checkpoints }),
  });
  return { ok: problems.length === 0, sealed: leaves.length, problems };
}

/** Every item of a paged list. */
async function everything<Item>(list: (page: PageRequest) => Promise<Page<Item>>): Promise<Item[]> {
  const items: Item[] = [];
  let cursor: string | null = null;
  do {
    const page: Page<Item> = await list({ cursor, limit: 1000 });
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return items;
}
