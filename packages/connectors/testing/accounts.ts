import type { AccountLink, AccountSighting } from '@meritkit/core/accounts';

/** Links that give every account met a person of its own. */
export function confirmAll(sightings: readonly AccountSighting[]): readonly AccountLink[] {
  return sightings.map(({ system, account }) => ({
    schemaVersion: 1,
    system,
    account,
    personId: `person-${account}`,
    status: 'confirmed',
    revision: 0,
  }));
}
