import { createAuditEntry } from '@meritkit/core/audit';
import { instantText } from '@meritkit/core/dates';
import { stableId } from '@meritkit/core/hash';
import type { Actor } from '@meritkit/core/ports';
import type { LedgerContext } from './context.ts';
import { accountsOfOwner, eraseWaitingWords } from './erase-words.ts';
import { type AccountReference, readActor, readOwner } from './read.ts';
import { toMilliseconds } from './time.ts';

/** Whom to forget, and who says so. */
export type EraseOwnerInput = AccountReference & { readonly actor?: Actor };

/** How many accounts have no owner any more, and how many entries' details say less or nothing. */
export interface Erased {
  readonly accounts: number;
  readonly details: number;
}

/**
 * Forgets an owner. Who did it and how much went is recorded, whom it was is not: the record would be what is left of
 * them. A sink that fails makes the call fail after its effect; erasing again changes nothing and is recorded.
 */
export async function eraseOwner(context: LedgerContext, input: EraseOwnerInput): Promise<Erased> {
  const owner = readOwner(input);
  const { audit, store } = context;
  const { actor } = input;
  if (actor !== undefined) readActor(actor);
  const own = await accountsOfOwner(context, owner);
  const { accounts, details } = await store.eraseOwner(owner);
  await eraseWaitingWords(context, owner, own);
  if (audit === null || actor === undefined) return { accounts, details };
  const at = instantText(toMilliseconds(context.now()));
  await audit.record([
    createAuditEntry({
      id: stableId('ledger-erase', actor.id, actor.requestId, at),
      at,
      actor,
      action: 'ledger.owner.erased',
      subject: { type: owner.kind, id: 'erased' },
      outcome: 'done',
      details: { accounts, details },
    }),
  ]);
  return { accounts, details };
}
