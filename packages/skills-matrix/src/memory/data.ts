import type { CloudEvent } from '@meritkit/core/events';
import type { MemoryDatabase, MemoryTransaction } from '@meritkit/core/memory';
import type { SkillsDocument, StoredEvidence } from '../ports.ts';

/** One tenant's rows. Rows are frozen copies: what goes in or out is never shared. */
export interface TenantData {
  /** By evidence id; `fingerprint` is of the record as it came, so that a replay after an erasure is known as one. */
  readonly evidence: Map<
    string,
    { readonly personId: string; readonly fingerprint: string; readonly record: StoredEvidence | null }
  >;
  readonly versions: Map<string, number>;
  readonly documents: Map<string, SkillsDocument>;
  readonly keys: Map<string, { readonly fingerprint: string; readonly answer: unknown }>;
  readonly outbox: Map<string, CloudEvent>;
}

const databases = new WeakMap<MemoryDatabase, Map<string, TenantData>>();

/** A tenant's rows in a database, made on first use. */
export function tenantData(database: MemoryDatabase, tenantId: string): TenantData {
  const tenants = databases.get(database) ?? new Map<string, TenantData>();
  databases.set(database, tenants);
  const known = tenants.get(tenantId);
  if (known !== undefined) return known;
  const data: TenantData = {
    evidence: new Map(),
    versions: new Map(),
    documents: new Map(),
    keys: new Map(),
    outbox: new Map(),
  };
  tenants.set(tenantId, data);
  return data;
}

/** Sets or (with undefined) removes a row, and remembers how to undo it. */
export function change<Row>(
  rows: Map<string, Row>,
  key: string,
  row: Row | undefined,
  transaction: MemoryTransaction | undefined,
): void {
  const before = rows.get(key);
  const had = rows.has(key);
  transaction?.onRollback(() => {
    if (had) rows.set(key, before as Row);
    else rows.delete(key);
  });
  if (row === undefined) rows.delete(key);
  else rows.set(key, row);
}
