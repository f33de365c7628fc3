import { invalidInput, VersionConflictError } from '@meritkit/core/errors';
import type { Page, PageRequest } from '@meritkit/core/ports';
import { type AccountProblem, compareAccounts } from '../ledger/compare-accounts.ts';
import type { StoredEntry } from '../ledger/entry.ts';
import { isOpening } from '../seal/commitment.ts';
import { type Checkpoint, type Sealable, type SealProblem, sealBatch, verifySeals } from '../seal/index.ts';
import { isNewerSeal } from '../seal/seal.ts';
import type { Seal, SealLeaf } from '../seal/types.ts';
import type { LedgerContext } from './context.ts';
import { findLastSeal, noteProgress, readProgress } from './sealing-progress.ts';
import { toMilliseconds } from './time.ts';

/**
 * Seals the entries that are not sealed yet, in batches, behind the postings. `salts` makes a random text of at
 * least 16 bytes per entry with details; the machine's secure source unless given. Of two sealers at once, one wins.
 * Where it stopped is noted, so that it goes on from there: what it reads grows with what is new, not with the journal.
 *
 * @throws InvalidInputError `core/newer-document` on a chain that a later version of this package goes on with
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
  const progress = await readProgress(context);
  const known = await findLastSeal(context, progress);
  if (known.last !== null && isNewerSeal(known.last)) {
    const message = `the last seal has version ${known.last.schemaVersion}, which is newer than this build knows`;
    throw invalidInput('core/newer-document', ['seals', known.last.index, 'schemaVersion'], message);
  }
  const chain: Chain = { last: known.last, sealed: 0, isOurs: true };
  let waiting: StoredEntry[] = [];
  let cursor = progress.entries;
  for (let next: string | null = cursor; chain.isOurs; ) {
    const page: Page<StoredEntry> = await context.store.listEntries({}, { cursor: next, limit: 1000 });
    cursor = next;
    next = page.nextCursor;
    waiting.push(...page.items.filter(({ position }) => position > (known.last?.lastPosition ?? 0)));
    while (chain.isOurs && (waiting.length >= size || (next === null && waiting.length > 0))) {
      await sealNext(context, chain, await withDetails(context, waiting.slice(0, size), salts));
      waiting = waiting.slice(size);
    }
    if (next === null) break;
  }
  if (chain.isOurs && cursor !== progress.entries) {
    const { seals, sealedBefore } = await findLastSeal(context, known);
    await noteProgress(context, progress.version, { entries: cursor, seals, sealedBefore });
  }
  const { last, sealed } = chain;
  const checkpoint = last === null ? null : { index: last.index, hash: last.hash, entries: known.sealed + sealed };
  return { sealed, checkpoint };
}

/** The chain as a sealer extends it, until another one is faster. */
interface Chain {
  last: Seal | null;
  sealed: number;
  isOurs: boolean;
}

async function sealNext(context: LedgerContext, chain: Chain, batch: readonly Sealable[]): Promise<void> {
  const sealedMs = toMilliseconds(context.now());
  const { seal, leaves } = sealBatch({ entries: batch, previous: chain.last, sealedMs });
  const salts = batch.flatMap(({ entry, details }) =>
    details === null ? [] : [{ entryId: entry.id, salt: details.salt }],
  );
  try {
    await context.store.appendSeal({ seal, leaves, salts });
  } catch (error) {
    if (!VersionConflictError.isInstance(error)) throw error;
    chain.isOurs = false;
    return;
  }
  chain.last = seal;
  chain.sealed += batch.length;
}

/** Two random UUIDs: 244 random bits. */
function randomSalt(): string {
  return `${globalThis.crypto.randomUUID()}${globalThis.crypto.randomUUID()}`;
}

function checkedSalts(salts: () => string): () => string {
  return () => {
    const salt = salts();
    if (typeof salt === 'string' && salt !== '' && !isOpening(salt)) return salt;
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

/** One thing that is wrong with the journal, its seals, or the accounts that are kept beside it. */
export type LedgerProblem = SealProblem | AccountProblem;

/**
 * Checks every seal against the journal as it is now, and against checkpoints kept elsewhere; and every stored account,
 * from which balances are read, against all its entries, sealed or not. Who owns an account and the documents beside the
 * journal (books, redemptions, rules, items, payroll exports) are under no seal: nothing here shows a change of them.
 */
export async function verifyLedger(
  context: LedgerContext,
  input: { readonly checkpoints?: readonly Checkpoint[] } = {},
): Promise<{ readonly ok: boolean; readonly sealed: number; readonly problems: readonly LedgerProblem[] }> {
  // Before the entries: what is posted meanwhile is then too much, which can be told, and not too little.
  const accounts = await everything((page) => context.store.listAccounts({}, page));
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
  const sealProblems = verifySeals({
    seals,
    leaves,
    entries: entries.map((stored) => ({ ...stored, details: rows.get(stored.entry.id) ?? null })),
    ...(input.checkpoints === undefined ? {} : { checkpoints: input.checkpoints }),
  });
  const compared = compareAccounts({ accounts, entries: entries.map(({ entry }) => entry) });
  const problems = [...sealProblems, ...(await withoutOpenedSince(context, compared))];
  return { ok: problems.length === 0, sealed: leaves.length, problems };
}

/** An account is not missing that was opened after the accounts were read. */
async function withoutOpenedSince(
  context: LedgerContext,
  problems: readonly AccountProblem[],
): Promise<readonly AccountProblem[]> {
  const missing = problems.filter(({ kind }) => kind === 'account-missing').map(({ accountId }) => accountId);
  const found = new Set<string>();
  for (let start = 0; start < missing.length; start += 1000) {
    const { accounts } = await context.store.load({ accountIds: missing.slice(start, start + 1000) });
    for (const { id } of accounts) found.add(id);
  }
  return problems.filter(({ kind, accountId }) => kind !== 'account-missing' || !found.has(accountId));
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
