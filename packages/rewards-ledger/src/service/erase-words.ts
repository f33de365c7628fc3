import { VersionConflictError } from '@meritkit/core/errors';
import { stableId } from '@meritkit/core/hash';
import { MAXIMUM_PAGE_SIZE, type Page } from '@meritkit/core/ports';
import type { AccountOwner } from '../ledger/account.ts';
import type { LedgerDocument } from '../ports.ts';
import { type Redemption, redemptionBody, redemptionOfBody } from '../redemption/redemption.ts';
import type { LedgerContext } from './context.ts';

/** The accounts of an owner, in every unit that the ledger keeps. */
export async function accountsOfOwner(context: LedgerContext, owner: AccountOwner): Promise<ReadonlySet<string>> {
  const owners = Object.keys(context.units).map((unit) => ({ ...owner, unit }));
  const { bindings } = await context.store.load({ owners });
  return new Set(bindings.map(({ accountId }) => accountId));
}

/**
 * Redemptions whose undoing is waited for keep who wants it and why, because no entry holds it yet: an erased person's
 * name leaves those, and the reason where the points are theirs.
 */
export async function eraseWaitingWords(
  context: LedgerContext,
  owner: AccountOwner,
  accounts: ReadonlySet<string>,
): Promise<void> {
  let cursor: string | null = null;
  do {
    const page: Page<LedgerDocument> = await context.store.listDocuments('redemption', {
      cursor,
      limit: MAXIMUM_PAGE_SIZE,
    });
    for (const document of page.items) await eraseIn(context, document, owner, accounts);
    cursor = page.nextCursor;
  } while (cursor !== null);
}

async function eraseIn(
  context: LedgerContext,
  document: LedgerDocument,
  owner: AccountOwner,
  accounts: ReadonlySet<string>,
): Promise<void> {
  for (let read: LedgerDocument | undefined = document, attempt = 1; read !== undefined; attempt += 1) {
    const left = wordsLeft(redemptionOfBody(read.body), owner, accounts);
    if (left === null) return;
    try {
      return await write(context, { ...read, version: read.version + 1, body: redemptionBody(left) });
    } catch (error) {
      if (!VersionConflictError.isInstance(error) || attempt >= context.attempts) throw error;
    }
    const again = await context.store.load({ documents: [{ type: 'redemption', id: document.id }] });
    read = again.documents[0];
  }
}

/** A redemption without the owner in its words; null where they are not in them. */
function wordsLeft(redemption: Redemption, owner: AccountOwner, accounts: ReadonlySet<string>): Redemption | null {
  const { undo } = redemption;
  if (undo === undefined) return null;
  const isTheirs = accounts.has(redemption.payload.accountId);
  const left: Record<string, string> = {};
  for (const [name, value] of Object.entries(undo)) {
    if (name === 'reason' ? isTheirs : owner.kind === 'person' && value === owner.id) continue;
    left[name] = value;
  }
  if (Object.keys(left).length === Object.keys(undo).length) return null;
  return { ...redemption, undo: left };
}

async function write({ store }: LedgerContext, document: LedgerDocument): Promise<void> {
  const key = stableId('ledger-erase-words', document.id, String(document.version));
  const nothing = { opened: [], accounts: [], entries: [], details: [], guards: [], outbox: [], answer: null };
  await store.append({ key, fingerprint: key, ...nothing, documents: [document] });
}
