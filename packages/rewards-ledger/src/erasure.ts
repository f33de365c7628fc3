import type { LedgerEvent } from './events.ts';
import type { AccountOwner } from './ledger/account.ts';

/** The details of an entry that name people. */
const namingFields = ['requestedBy', 'requestedOnBehalfOf', 'approvedBy', 'approvedOnBehalfOf'] as const;

/**
 * Whether an entry's details name a person. When that person is erased, such a row goes as a whole, with its salt: its
 * commitment covers all of its fields, so a part of it could not be told from a forged one.
 *
 * @example
 * ```ts
 * import { namesPerson } from '@meritkit/rewards-ledger';
 *
 * namesPerson({ fields: { reason: 'help', requestedBy: 'mia' }, personId: 'mia' }); // true
 * ```
 */
export function namesPerson(options: {
  readonly fields: Readonly<Record<string, string>>;
  readonly personId: string;
}): boolean {
  return namingFields.some((name) => options.fields[name] === options.personId);
}

/**
 * An event that waits in the outbox, once an owner is erased: it no longer says whose points moved, where they were
 * the owner's. Others are given back as they are.
 *
 * @example
 * ```ts
 * import { createLedger, eventWithoutOwner } from '@meritkit/rewards-ledger';
 * import { createMemoryLedgerStore } from '@meritkit/rewards-ledger/memory';
 *
 * const ledger = createLedger({ store: createMemoryLedgerStore({ tenantId: 'acme' }) });
 * const earned = await ledger.earn({ key: 'k1', personId: 'lin', amount: '300' });
 * const event = earned.ok && earned.events[0];
 * event && 'ownerId' in eventWithoutOwner({ event, owner: { kind: 'person', id: 'lin' } }).data; // false
 * ```
 */
export function eventWithoutOwner(options: { readonly event: LedgerEvent; readonly owner: AccountOwner }): LedgerEvent {
  const { event, owner } = options;
  const { ownerKind, ownerId, ...data } = event.data;
  return ownerKind === owner.kind && ownerId === owner.id ? { ...event, data } : event;
}
