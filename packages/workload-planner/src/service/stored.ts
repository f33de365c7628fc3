import type { JsonObject } from '@meritkit/core/json';
import { defineUpcasters } from '@meritkit/core/schema';
import type { Allocation, Demand } from '../model/types.ts';
import type { DocumentType, PlannerDocument, PlannerStoreV1 } from '../ports.ts';
import type { Plan } from '../schedule/report.ts';

/**
 * The one place where older versions of what the planner stores are read. Version 1 is the first. An answer holds an
 * admission as it was: a new version of one is a new one of the answer too.
 */
const upcasters = {
  answer: defineUpcasters({ type: 'answer', steps: [] }),
  allocation: defineUpcasters({ type: 'allocation', steps: [] }),
  demand: defineUpcasters({ type: 'demand', steps: [] }),
  plan: defineUpcasters({ type: 'plan', steps: [] }),
};

/** What is stored, with the version of its shape. */
function storedBody(type: keyof typeof upcasters, value: object): JsonObject {
  return { ...(JSON.parse(JSON.stringify(value)) as JsonObject), schemaVersion: upcasters[type].current };
}

/** What a key's call answered. The action stands beside it, since a later version's step must know whose answer it reads. */
export function storedAnswer(action: string, result: object): JsonObject {
  return storedBody('answer', { action, result });
}

/** What a key's call answered the first time; the same key and fingerprint vouch for its type. */
export function readAnswer<Result>(answer: JsonObject): Result {
  return read<{ readonly result: Result }>(upcasters.answer.read(answer)).result;
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
  return { type, id, personIds, body: storedBody(type, value) };
}

/** Everyone whom a demand names, for itself or for one of its items. */
export function namedIn({ candidateIds = [], items = [] }: Demand): readonly string[] {
  return [...new Set([...candidateIds, ...items.flatMap((item) => item.candidateIds ?? [])])];
}

/** Every document of a type, of one person where asked, page by page. */
export async function allDocuments(
  store: PlannerStoreV1,
  type: DocumentType,
  personId?: string,
): Promise<readonly PlannerDocument[]> {
  const documents: PlannerDocument[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<PlannerStoreV1['listDocuments']>> = await store.listDocuments({
      type,
      ...(personId === undefined ? {} : { personId }),
      page: { cursor, limit: 1000 },
    });
    documents.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return documents;
}
