import type { LedgerEvent } from './events.ts';
import type { AccountOwner } from './ledger/account.ts';
import { withoutFields } from './seal/commitment.ts';

/** The details of an entry that name people. */
const namingFields = [
  'requestedBy',
  'requestedOnBehalfOf',
  'approvedBy',
  'approvedOnBehalfOf',
  'rejectedBy',
  'rejectedOnBehalfOf',
  'cancelledBy',
  'cancelledOnBehalfOf',
] as const;

/**
 * Whether an entry's details name a person.
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
 * Details of somebody else's entry, once a person is erased whom they name: the names go, the rest stands, and the
 * salt that comes with it still opens the commitment of a sealed entry. Null where nothing is left: the row goes.
 *
 * @example
 * ```ts
 * import { detailsWithoutPerson } from '@meritkit/rewards-ledger';
 *
 * const fields = { reason: 'help', requestedBy: 'mia' };
 * detailsWithoutPerson({ fields, salt: null, personId: 'mia' }); // { fields: { reason: 'help' }, salt: null }
 * ```
 */
export function detailsWithoutPerson(options: {
  readonly fields: Readonly<Record<string, string>>;
  readonly salt: string | null;
  readonly personId: string;
}): { readonly fields: Readonly<Record<string, string>>; readonly salt: string | null } | null {
  const { fields, salt, personId } = options;
  const names = namingFields.filter((name) => fields[name] === personId);
  const left = withoutFields({ fields, salt: salt ?? '', names });
  if (Object.keys(left.fields).length === 0) return null;
  return { fields: left.fields, salt: salt === null ? null : left.salt };
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
