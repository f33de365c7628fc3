import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { parseAccountLinks } from '../accounts/index.ts';
import { parseInstant } from '../dates/index.ts';
import { createFact, parseFact } from '../facts/index.ts';
import { createMemoryFactStore } from '../memory/index.ts';
import { safeParseWith } from './index.ts';

const fact = createFact({
  personId: 'lin',
  kind: 'commit',
  at: '2026-11-20T18:00:00+08:00',
  quantity: '1',
  unit: 'count',
  source: { system: 'git', ref: 'a' },
});

function nested(depth: number): unknown {
  let value: unknown = [];
  for (let level = 0; level < depth; level += 1) value = [value];
  return value;
}

describe('input from outside that is nested without end', () => {
  it('is refused with a path, in a time that grows with its size and not with its square', () => {
    expect(safeParseWith({ schema: z.unknown(), input: nested(100_000), at: ['body'] })).toMatchObject({
      ok: false,
      issues: [{ code: 'core/invalid-input', message: 'nested more than 500 levels deep' }],
    });
    expect(safeParseWith({ schema: z.unknown(), input: nested(400) }).ok).toBe(true);
  }, 3_000);

  it('does not end with the stack where a schema reads every level', () => {
    expect(() => parseFact({ ...fact, attributes: { deep: nested(100_000) } })).toThrow(
      expect.objectContaining({ code: 'core/not-a-fact' }),
    );
  });

  it('is told with the whole path where the lost name lies deep', () => {
    const input = { a: [0, { b: JSON.parse('{"__proto__": 1}') }] };
    expect(safeParseWith({ schema: z.unknown(), input })).toMatchObject({
      ok: false,
      issues: [{ path: ['a', 1, 'b', '__proto__'] }],
    });
  });
});

describe('an instant that is stored', () => {
  it.each([
    ['0000-01-01T00:00:00Z', 'a year that does not exist'],
    ['2026-11-20T18:00:00+23:00', 'an offset that does not exist'],
    ['2026-11-20T18:00:00.1234567890Z', 'ten digits after the second'],
  ])('%s (%s) is refused by every schema, as by parseInstant', (at) => {
    expect(() => parseInstant(at)).toThrow();
    expect(() => parseFact({ ...fact, at })).toThrow(expect.objectContaining({ code: 'core/not-a-fact' }));
    const link = { schemaVersion: 1, system: 'git', account: 'a', personId: 'lin', status: 'confirmed', revision: 0 };
    expect(() => parseAccountLinks([{ ...link, decidedAt: at }])).toThrow();
  });

  it('cannot break the list it would stand in', async () => {
    const store = createMemoryFactStore({ tenantId: 'a' });
    await expect(store.putFacts({ facts: [{ ...fact, at: '0000-01-01T00:00:00Z' }], key: 'k' })).rejects.toThrow();
    expect((await store.listFacts({ filter: {}, page: { cursor: null, limit: 10 } })).items).toEqual([]);
  });
});
