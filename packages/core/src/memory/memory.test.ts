import { describe, expect, it } from 'vitest';
import { KeyConflictError } from '../errors/index.ts';
import { createMemoryDatabase } from './index.ts';
import { memoryTables, pageOf, sortableNumber } from './tables.ts';

const tick = () => new Promise<void>((resolve) => setTimeout(resolve, 1));

describe('a memory database', () => {
  it('runs one transaction at a time, and others wait for its end', async () => {
    const database = createMemoryDatabase();
    const log: string[] = [];
    expect(database.settled()).toBeUndefined();
    const first = database.transact(async () => {
      log.push('first begins');
      await tick();
      log.push('first ends');
    });
    const second = database.transact(async () => {
      log.push('second begins');
    });
    const waiting = (async () => {
      await database.settled();
      log.push('outside goes on');
    })();
    await Promise.all([first, second, waiting]);
    expect(log.slice(0, 2)).toEqual(['first begins', 'first ends']);
    expect(log.indexOf('second begins')).toBeGreaterThan(1);
    expect(database.settled()).toBeUndefined();
  });

  it('undoes newest first when the work rejects, and goes on', async () => {
    const database = createMemoryDatabase();
    const undone: number[] = [];
    const work = database.transact(async ({ onRollback }) => {
      for (const step of [1, 2, 3]) onRollback(() => undone.push(step));
      throw new Error('no');
    });
    await expect(work).rejects.toThrow('no');
    expect(undone).toEqual([3, 2, 1]);
    await expect(database.transact(async () => 'fine')).resolves.toBe('fine');
    expect(undone).toHaveLength(3);
  });
});

describe('tables', () => {
  it('are one per database, tenant and name', async () => {
    const database = createMemoryDatabase();
    const rows = (tenantId: string, name: string, from = database) =>
      memoryTables({ port: 'x', database: from, tenantId }).table<number>(name);
    rows('a', 'x').put('k', 1);
    expect(rows('a', 'x').get('k')).toBe(1);
    expect([rows('b', 'x').get('k'), rows('a', 'y').get('k'), rows('a', 'x', createMemoryDatabase()).get('k')]).toEqual(
      [undefined, undefined, undefined],
    );
  });

  it('roll back puts, overwrites and removals', async () => {
    const database = createMemoryDatabase();
    const table = memoryTables({ port: 'x', database, tenantId: 'a' }).table<number>('x');
    table.put('old', 1);
    table.put('gone', 2);
    const work = database.transact(async (transaction) => {
      const inside = memoryTables({ port: 'x', database, tenantId: 'a', transaction });
      await inside.ready();
      inside.table<number>('x').put('old', 9);
      inside.table<number>('x').put('old', 10);
      inside.table<number>('x').put('new', 3);
      inside.table<number>('x').remove('gone');
      expect(inside.table<number>('x').rows()).toEqual([10, 3]);
      throw new Error('no');
    });
    await expect(work).rejects.toThrow('no');
    expect([table.get('old'), table.get('new'), table.get('gone')]).toEqual([1, undefined, 2]);
  });

  it('write once per key', () => {
    const tables = memoryTables({ port: 'x', database: createMemoryDatabase(), tenantId: 'a' });
    let writes = 0;
    const write = () => {
      writes += 1;
      return writes;
    };
    expect([tables.once('k', { a: 1 }, write), tables.once('k', { a: 1 }, write)]).toEqual([1, 1]);
    expect(() => tables.once('k', { a: 2 }, write)).toThrow(KeyConflictError);
    const fails = () =>
      tables.once('f', 1, () => {
        throw new Error('refused');
      });
    expect(fails).toThrow('refused');
    expect(tables.once('f', 2, write)).toBe(2);
  });

  it('sort numbers of either sign, and page by the last sort text', () => {
    const numbers = [-9e15, -2, -1, 0, 1, 10, 9e15];
    expect([...numbers].reverse().sort((a, b) => (sortableNumber(a) < sortableNumber(b) ? -1 : 1))).toEqual(numbers);
    expect(() => sortableNumber(0.5)).toThrow(expect.objectContaining({ code: 'core/not-a-number' }));
    const page = (cursor: string | null) =>
      pageOf({ rows: ['c', 'a', 'b'], sortText: (row) => row, page: { cursor, limit: 2 } });
    expect(page(null)).toEqual({ items: ['a', 'b'], nextCursor: 'b' });
    expect(page('b')).toEqual({ items: ['c'], nextCursor: null });
    expect(page('z')).toEqual({ items: [], nextCursor: null });
  });
});
