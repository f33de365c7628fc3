import type { JsonObject } from '@meritkit/core/json';
import { defineUpcasters } from '@meritkit/core/schema';
import type { Allocation, Demand } from '../model/types.ts';
import type { DocumentType, PlannerDocument, PlannerStoreV1 } from '../ports.ts';
import type { Plan } from '../schedule/report.ts';

/** The one place where older versions of what the planner stores are read. Version 1 is the first. */
const upcasters = {
  allocation: defineUpcasters({ type: 'allocation', steps: [] }),
  demand: defineUpcasters({ type: 'demand', steps: [] }),
  plan: defineUpcasters({ type: 'plan', steps: [] }),
};

/** A document's body, with the version of its shape. */
export function storedBody(value: object): JsonObject {
  return { ...(JSON.parse(JSON.stringify(value)) as JsonObject), schemaVersion: 1 };
}

export function readAllocation(body: JsonObject): Allocation {
  return read<Allocation>(upcasters.allocation.read(body));
}

export function readDemand(body: JsonObject): Demand {
  return read<Demand>(upcasters.demand.read(body));
}

export function readPlan(body: JsonObject): Plan {
  return read<Plan>(upcasters.plan.read(body));
}

function read<Value>({ schemaVersion: _version, ...rest }: JsonObject): Value {
  return rest as unknown as Value;
}

/** A document with its body's version. */
export function documentOf(
  type: DocumentType,
  id: string,
  personIds: readonly string[],
  value: object,
): PlannerDocument {
  return { type, id, personIds, body: storedBody(value) };
}

/** Every document of a type, page by page. */
export async function allDocuments(store: PlannerStoreV1, type: DocumentType): Promise<readonly PlannerDocument[]> {
  const documents: PlannerDocument[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<PlannerStoreV1['listDocuments']>> = await store.listDocuments({
      type,
      page: { cursor, limit: 1000 },
    });
    documents.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return documents;
}
