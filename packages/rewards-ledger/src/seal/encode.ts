import { canonicalJson, type JsonObject } from '@meritkit/core/json';
import { parseWith } from '@meritkit/core/schema';
import type { Entry } from '../ledger/entry.ts';
import { readStored } from '../stored/upcast.ts';
import { entrySchema } from './stored.ts';

/**
 * An entry as plain JSON: amounts as text of minor units. Nothing else changes.
 * @example
 * ```ts
 * import { createLedger, entryToJson } from '@meritkit/rewards-ledger';
 * import { createMemoryLedgerStore } from '@meritkit/rewards-ledger/memory';
 *
 * const store = createMemoryLedgerStore({ tenantId: 'acme' });
 * await createLedger({ store }).earn({ key: 'k1', personId: 'lin', amount: '300' });
 * const { items } = await store.listEntries({}, { cursor: null, limit: 10 });
 * JSON.stringify(entryToJson(items[0]!.entry)).includes('"-300"'); // true
 * ```
 */
export function entryToJson(entry: Entry): JsonObject {
  const { postings, lots, debts, holds, counters, ...rest } = entry;
  const text = <Line extends { readonly amount: bigint }>(line: Line) => ({ ...line, amount: line.amount.toString() });
  return {
    ...rest,
    postings: postings.map(text),
    lots: lots.map((line) => ({ ...text(line), original: line.original.toString() })),
    debts: debts.map(text),
    holds: holds.map((line) => ({ ...line, parts: line.parts.map(text) })),
    counters: counters.map(text),
  } as unknown as JsonObject;
}

/**
 * An entry from its JSON, of any version ever published.
 *
 * @throws InvalidInputError `ledger/invalid-input` with every issue's path, `core/newer-document` for a version this
 * build does not know
 * @example
 * ```ts
 * import { createLedger, entryFromJson, entryToJson } from '@meritkit/rewards-ledger';
 * import { createMemoryLedgerStore } from '@meritkit/rewards-ledger/memory';
 *
 * const store = createMemoryLedgerStore({ tenantId: 'acme' });
 * await createLedger({ store }).earn({ key: 'k1', personId: 'lin', amount: '300' });
 * const { items } = await store.listEntries({}, { cursor: null, limit: 10 });
 * entryFromJson(JSON.parse(JSON.stringify(entryToJson(items[0]!.entry)))).postings[0]?.amount; // -300n
 * ```
 */
export function entryFromJson(document: unknown): Entry {
  const input = isObject(document) ? readStored('entry', document) : document;
  return parseWith({ schema: entrySchema, input, code: 'ledger/invalid-input' }) as Entry;
}

function isObject(document: unknown): document is JsonObject {
  return typeof document === 'object' && document !== null && !Array.isArray(document);
}

/**
 * One text per entry and position: canonical JSON, which is injective, so two different entries never share one.
 * @example
 * ```ts
 * import { createLedger, encodeEntry } from '@meritkit/rewards-ledger';
 * import { createMemoryLedgerStore } from '@meritkit/rewards-ledger/memory';
 *
 * const store = createMemoryLedgerStore({ tenantId: 'acme' });
 * await createLedger({ store }).earn({ key: 'k1', personId: 'lin', amount: '300' });
 * const { items } = await store.listEntries({}, { cursor: null, limit: 10 });
 * encodeEntry({ position: 1, entry: items[0]!.entry, commitment: null }).slice(0, 3); // '[1,'
 * ```
 */
export function encodeEntry(options: {
  readonly position: number;
  readonly entry: Entry;
  readonly commitment: string | null;
}): string {
  const { position, entry, commitment } = options;
  return canonicalJson([position, entryToJson(entry), commitment]);
}
