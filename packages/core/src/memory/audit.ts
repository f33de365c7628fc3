import {
  type AuditEntry,
  type AuditFilter,
  type AuditSinkV1,
  auditEntrySchema,
  entryNames,
  eraseFromEntry,
} from '../audit/index.ts';
import { parseInstant } from '../dates/instant.ts';
import { KeyConflictError } from '../errors/index.ts';
import { sha256Hex } from '../hash/index.ts';
import { canonicalJson } from '../json/index.ts';
import { parseWith } from '../schema/parse.ts';
import { createMemoryDatabase, type MemoryDatabase, type MemoryTransaction } from './database.ts';
import { memoryTables, pageOf, sortableNumber } from './tables.ts';

interface StoredEntry {
  readonly position: number;
  /** Of the entry as it was recorded, so that a replay after an erasure is still known as one. */
  readonly fingerprint: string;
  readonly entry: AuditEntry;
}

/**
 * An audit sink in memory, for tests and first steps.
 *
 * @example
 * ```ts
 * import { createMemoryAuditSink } from '@meritkit/core/memory';
 *
 * const sink = createMemoryAuditSink({ tenantId: 'acme' });
 * (await sink.list({ filter: {}, page: { cursor: null, limit: 10 } })).items; // []
 * ```
 */
export function createMemoryAuditSink(options: {
  readonly tenantId: string;
  readonly database?: MemoryDatabase;
}): AuditSinkV1<MemoryTransaction> {
  const database = options.database ?? createMemoryDatabase();
  const open = (transaction?: MemoryTransaction): AuditSinkV1<MemoryTransaction> => {
    const tables = memoryTables({
      port: 'audit',
      database,
      tenantId: options.tenantId,
      ...(transaction && { transaction }),
    });
    const stored = tables.table<StoredEntry>('audit');
    return {
      specificationVersion: 'v1',
      tenantId: options.tenantId,
      within: (joined) => ({ ...open(joined), joined: true }),
      record: async (entries) => {
        await tables.ready();
        const added = new Map<string, StoredEntry>();
        let position = stored.rows().length;
        for (const [index, input] of entries.entries()) {
          const entry = parseWith({ schema: auditEntrySchema, input, at: [index] }) as AuditEntry;
          const fingerprint = sha256Hex(canonicalJson(entry));
          const known = added.get(entry.id) ?? stored.get(entry.id);
          if (known !== undefined && known.fingerprint !== fingerprint) throw new KeyConflictError({ key: entry.id });
          if (known !== undefined) continue;
          added.set(entry.id, { position, fingerprint, entry });
          position += 1;
        }
        for (const [id, row] of added) stored.put(id, row);
      },
      list: async ({ filter, page }) => {
        await tables.ready();
        const rows = stored.rows().filter(({ entry }) => matches(entry, filter));
        const found = pageOf({ rows, page, sortText: (row) => sortableNumber(row.position) });
        return { items: found.items.map(({ entry }) => entry), nextCursor: found.nextCursor };
      },
      erasePerson: async ({ personId, key }) => {
        await tables.ready();
        return tables.once(key, { erase: personId }, () => {
          const rows = stored.rows().filter(({ entry }) => entryNames(entry, personId));
          for (const row of rows) stored.put(row.entry.id, { ...row, entry: eraseFromEntry(row.entry, personId) });
          return { entries: rows.length };
        });
      },
    };
  };
  return open();
}

function matches(entry: AuditEntry, filter: AuditFilter): boolean {
  const at = parseInstant(entry.at);
  return (
    (filter.personId === undefined || entry.personId === filter.personId) &&
    (filter.actorId === undefined || entry.actor.id === filter.actorId) &&
    (filter.action === undefined || entry.action === filter.action) &&
    (filter.from === undefined || at >= parseInstant(filter.from, ['filter', 'from'])) &&
    (filter.to === undefined || at < parseInstant(filter.to, ['filter', 'to']))
  );
}
