import { parseInstant } from '../dates/instant.ts';
import { KeyConflictError } from '../errors/index.ts';
import type { Fact, FactFilter, FactStoreV1, FactsStored } from '../facts/index.ts';
import { parseFact } from '../facts/index.ts';
import { hmacSha256Hex } from '../hash/index.ts';
import { canonicalJson } from '../json/index.ts';
import { createMemoryDatabase, type MemoryDatabase, type MemoryTransaction } from './database.ts';
import { memoryTables, pageOf, sortableNumber } from './tables.ts';

/**
 * Facts in memory, for tests and first steps.
 *
 * @param options.suppressionSecret keys the list of erased people, which holds no ids
 * @example
 * ```ts
 * import { createMemoryFactStore } from '@meritkit/core/memory';
 *
 * const store = createMemoryFactStore({ tenantId: 'acme' });
 * await store.putFacts({ facts: [], key: 'import-1' }); // { stored: 0, unchanged: 0, suppressed: 0 }
 * ```
 */
export function createMemoryFactStore(options: {
  readonly tenantId: string;
  readonly database?: MemoryDatabase;
  readonly suppressionSecret?: string;
}): FactStoreV1<MemoryTransaction> {
  const database = options.database ?? createMemoryDatabase();
  const secret = options.suppressionSecret ?? 'memory';
  const open = (transaction?: MemoryTransaction): FactStoreV1<MemoryTransaction> => {
    const tables = memoryTables({
      port: 'facts',
      database,
      tenantId: options.tenantId,
      ...(transaction && { transaction }),
    });
    const facts = tables.table<Fact>('facts');
    const erased = tables.table<true>('erased');
    const put = (given: readonly Fact[]): FactsStored => {
      const counts = { stored: 0, unchanged: 0, suppressed: 0 };
      const next = new Map<string, Fact>();
      for (const fact of given) {
        const present = next.get(fact.id) ?? facts.get(fact.id);
        if (erased.get(hmacSha256Hex(secret, fact.personId)) !== undefined) counts.suppressed += 1;
        else if (isNewer(fact, present)) {
          next.set(fact.id, fact);
          counts.stored += 1;
        } else counts.unchanged += 1;
      }
      for (const [id, fact] of next) facts.put(id, fact);
      return counts;
    };
    return {
      specificationVersion: 'v1',
      tenantId: options.tenantId,
      within: (joined) => ({ ...open(joined), joined: true }),
      putFacts: async ({ facts: given, key }) => {
        await tables.ready();
        const read = given.map(parseFact);
        return tables.once(key, { put: read }, () => put(read));
      },
      listFacts: async ({ filter, page }) => {
        await tables.ready();
        const rows = facts.rows().filter((fact) => fact.retracted !== true && matches(fact, filter));
        return pageOf({ rows, page, sortText: (fact) => `${sortableNumber(parseInstant(fact.at))} ${fact.id}` });
      },
      erasePerson: async ({ personId, key }) => {
        await tables.ready();
        return tables.once(key, { erase: hmacSha256Hex(secret, personId) }, () => {
          const own = facts.rows().filter((fact) => fact.personId === personId);
          for (const fact of own) facts.remove(fact.id);
          erased.put(hmacSha256Hex(secret, personId), true);
          return { facts: own.length };
        });
      },
    };
  };
  return open();
}

function isNewer(fact: Fact, present: Fact | undefined): boolean {
  if (present === undefined || fact.revision > present.revision) return true;
  if (fact.revision === present.revision && canonicalJson(fact) !== canonicalJson(present)) {
    throw new KeyConflictError({ key: `fact ${fact.id} revision ${fact.revision}` });
  }
  return false;
}

function matches(fact: Fact, filter: FactFilter): boolean {
  const among = (values: readonly string[] | undefined, value: string | undefined) =>
    values === undefined || (value !== undefined && values.includes(value));
  const at = parseInstant(fact.at);
  return (
    among(filter.personIds, fact.personId) &&
    among(filter.kinds, fact.kind) &&
    among(filter.projectIds, fact.projectId) &&
    (filter.from === undefined || at >= parseInstant(filter.from, ['filter', 'from'])) &&
    (filter.to === undefined || at < parseInstant(filter.to, ['filter', 'to']))
  );
}
