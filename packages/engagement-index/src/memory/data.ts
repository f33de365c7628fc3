import type { CloudEvent } from '@meritkit/core/events';
import type { MemoryDatabase } from '@meritkit/core/memory';
import type { StoredDocument } from '../ports.ts';
import type { Admission, AnonymousResponse } from '../survey/survey.ts';

/** What one tenant has. Values are frozen. */
export interface TenantData {
  readonly keys: Map<string, string>;
  readonly documents: Map<string, StoredDocument>;
  readonly admissions: Map<string, Admission>;
  readonly responses: Map<string, AnonymousResponse>;
  readonly events: Map<string, CloudEvent>;
}

const tenants = new WeakMap<MemoryDatabase, Map<string, TenantData>>();

/** A tenant's data in a memory database; made on first use. */
export function tenantData(database: MemoryDatabase, tenantId: string): TenantData {
  const known = tenants.get(database) ?? new Map<string, TenantData>();
  tenants.set(database, known);
  const data = known.get(tenantId) ?? {
    keys: new Map(),
    documents: new Map(),
    admissions: new Map(),
    responses: new Map(),
    events: new Map(),
  };
  known.set(tenantId, data);
  return data;
}

/** A key of two parts that no parts of others can equal. */
export function pairKey(left: string, right: string): string {
  return JSON.stringify([left, right]);
}
