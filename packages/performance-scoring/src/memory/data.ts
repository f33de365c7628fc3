import type { CloudEvent } from '@meritkit/core/events';
import type { MemoryDatabase } from '@meritkit/core/memory';
import type { LogEntry, LogText } from '../cycle/log.ts';
import type { StoredAnswer, StoredCycle } from '../ports.ts';

/** What one tenant has. Values are frozen copies. */
export interface TenantData {
  readonly cycles: Map<string, StoredCycle>;
  readonly answers: Map<string, StoredAnswer & { readonly version: number }>;
  readonly entries: LogEntry[];
  readonly texts: Map<string, { readonly order: number; readonly text: LogText }>;
  readonly events: CloudEvent[];
}

const tenants = new WeakMap<MemoryDatabase, Map<string, TenantData>>();

/** A tenant's data in a memory database; made on first use. */
export function tenantData(database: MemoryDatabase, tenantId: string): TenantData {
  const known = tenants.get(database) ?? new Map<string, TenantData>();
  tenants.set(database, known);
  const data = known.get(tenantId) ?? {
    cycles: new Map(),
    answers: new Map(),
    entries: [],
    texts: new Map(),
    events: [],
  };
  known.set(tenantId, data);
  return data;
}
