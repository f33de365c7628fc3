import type { CloudEvent } from '@meritkit/core/events';
import type { MemoryDatabase } from '@meritkit/core/memory';
import type { LogEntry, LogText } from '../cycle/log.ts';
import type { StoredAnswer, StoredCycle } from '../ports.ts';

/** A row with its place among all rows ever written: those that go leave a gap. */
export interface Placed<Value> {
  readonly order: number;
  readonly value: Value;
}

/** What one tenant has. Values are frozen copies. */
export interface TenantData {
  readonly cycles: Map<string, StoredCycle>;
  readonly answers: Map<string, StoredAnswer & { readonly version: number }>;
  readonly entries: LogEntry[];
  /** By id, with the key of the command that brought them. */
  readonly texts: Map<string, Placed<LogText> & { readonly key: string }>;
  readonly events: Placed<CloudEvent>[];
  /** How many events there ever were: a place is given once, or a relay's cursor would pass over the next one. */
  readonly placed: { events: number };
  /** By key. */
  readonly erasures: Map<string, { readonly personId: string; readonly texts: number }>;
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
    placed: { events: 0 },
    erasures: new Map(),
  };
  known.set(tenantId, data);
  return data;
}

/** Notes events after all that ever were. */
export function addEvents(data: TenantData, events: readonly CloudEvent[]): void {
  for (const value of events) {
    data.events.push({ order: data.placed.events, value });
    data.placed.events += 1;
  }
}
