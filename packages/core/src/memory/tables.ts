import { invalidInput, KeyConflictError } from '../errors/index.ts';
import { sha256Hex } from '../hash/index.ts';
import { canonicalJson, deepFreeze } from '../json/index.ts';
import { MAXIMUM_PAGE_SIZE, type Page, type PageRequest } from '../ports/index.ts';
import type { MemoryDatabase, MemoryTransaction } from './database.ts';

/** Rows by key. What is put in is copied and frozen, so nobody can change what the store holds. */
export interface MemoryTable<Row> {
  readonly get: (key: string) => Row | undefined;
  readonly put: (key: string, row: Row) => void;
  readonly remove: (key: string) => void;
  readonly rows: () => readonly Row[];
}

/** One tenant's tables in a memory database, seen from inside or outside a transaction. */
export interface MemoryTables {
  readonly table: <Row>(name: string) => MemoryTable<Row>;
  /** Resolves when no other transaction is open; at once inside one's own. */
  readonly ready: () => Promise<void>;
  /** Does a write once per key: again with the same payload it gives the first answer, with another it throws. */
  readonly once: <Answer>(key: string, payload: unknown, write: () => Answer) => Answer;
}

const databases = new WeakMap<MemoryDatabase, Map<string, Map<string, unknown>>>();

/**
 * The tables of a tenant, made on first use. Two handles on one database and tenant see the same rows.
 *
 * @throws KeyConflictError from `once`
 */
export function memoryTables(options: {
  /** A key belongs to one port: two stores on a database do not know each other's. */
  readonly port: string;
  readonly database: MemoryDatabase;
  readonly tenantId: string;
  readonly transaction?: MemoryTransaction;
}): MemoryTables {
  const { database, tenantId, transaction } = options;
  const table = <Row>(name: string): MemoryTable<Row> => {
    const rows = rowsOf(database, JSON.stringify([tenantId, name])) as Map<string, Row>;
    const change = (key: string, make: () => void) => {
      const had = rows.has(key);
      const before = rows.get(key) as Row;
      transaction?.onRollback(() => {
        if (had) rows.set(key, before);
        else rows.delete(key);
      });
      make();
    };
    return {
      get: (key) => rows.get(key),
      put: (key, row) => change(key, () => rows.set(key, deepFreeze(structuredClone(row)))),
      remove: (key) => change(key, () => rows.delete(key)),
      rows: () => [...rows.values()],
    };
  };
  const keys = table<{ readonly fingerprint: string; readonly answer: unknown }>(`keys of ${options.port}`);
  return {
    table,
    ready: async () => {
      if (transaction !== undefined) return;
      for (let open = database.settled(); open !== undefined; open = database.settled()) await open;
    },
    once: <Answer>(key: string, payload: unknown, write: () => Answer): Answer => {
      const fingerprint = sha256Hex(canonicalJson(payload));
      const known = keys.get(key);
      if (known !== undefined) {
        if (known.fingerprint !== fingerprint) throw new KeyConflictError({ key });
        return known.answer as Answer;
      }
      const answer = write();
      keys.put(key, { fingerprint, answer });
      return answer;
    },
  };
}

/**
 * One page of rows in the order of their sort texts, which must be unique. The cursor is the last row's text, so it
 * stays valid while rows come and go.
 *
 * @throws InvalidInputError `core/page-request` for a limit outside 1 to 1000
 */
export function pageOf<Row>(options: {
  readonly rows: readonly Row[];
  readonly sortText: (row: Row) => string;
  readonly page: PageRequest;
}): Page<Row> {
  const { cursor, limit } = options.page;
  if (!Number.isInteger(limit) || limit < 1 || limit > MAXIMUM_PAGE_SIZE) {
    throw invalidInput('core/page-request', ['page', 'limit'], `${limit} is not from 1 to ${MAXIMUM_PAGE_SIZE}`);
  }
  const rest = options.rows
    .map((row) => ({ row, text: options.sortText(row) }))
    .filter(({ text }) => cursor === null || text > cursor)
    .sort((left, right) => (left.text < right.text ? -1 : 1));
  const items = rest.slice(0, limit);
  return {
    items: items.map(({ row }) => row),
    nextCursor: rest.length > limit ? (items.at(-1)?.text ?? null) : null,
  };
}

/** A whole number of either sign as text whose order is the number's. */
export function sortableNumber(value: number): string {
  if (!Number.isSafeInteger(value)) {
    throw invalidInput('core/not-a-number', [], `${value} is no whole number`);
  }
  return value < 0
    ? `-${String(Number.MAX_SAFE_INTEGER + value).padStart(16, '0')}`
    : `0${String(value).padStart(16, '0')}`;
}

function rowsOf(database: MemoryDatabase, name: string): Map<string, unknown> {
  let tables = databases.get(database);
  if (tables === undefined) {
    tables = new Map();
    databases.set(database, tables);
  }
  let rows = tables.get(name);
  if (rows === undefined) {
    rows = new Map();
    tables.set(name, rows);
  }
  return rows;
}
