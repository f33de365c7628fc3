/**
 * What every store that Meritkit owns has. A store is bound to one tenant when it is made, so that tenants cannot be
 * mixed up by a forgotten argument. Every method is required; a new ability is a new version of the port.
 */
export interface StorePort {
  readonly specificationVersion: 'v1';
  readonly tenantId: string;
}

/**
 * What every write carries. `key`: the same key with the same payload has one effect and the same answer, for ever;
 * with another payload it is a `KeyConflictError`. `expectedVersion`: the version the decision was made on (0: not
 * there yet); a newer one is a `VersionConflictError`. Keys are resolved before versions.
 */
export interface WriteGuard {
  readonly key: string;
  readonly expectedVersion: number;
}

/**
 * A store inside a host's transaction. It says so, because what it wrote is not there before the host commits, and may
 * never be: a service on it tells nobody.
 */
export type Joined<Store> = Store & { readonly joined: true };

/** A store that can join the host's own transaction; what it then writes is there only if that transaction commits. */
export interface Transactional<Store, Transaction> {
  within(transaction: Transaction): Joined<Store>;
}
