import { describe, expect, it } from 'vitest';
import { canonicalJson, deepFreeze } from './index.ts';

describe('canonical JSON tells values apart', () => {
  it.each([
    ['a date', new Date(0)],
    ['a map', new Map([[1, 2]])],
    ['a set', new Set([1])],
    ['an error', new Error('x')],
    ['bytes', new Uint8Array(2)],
    ['an instance', new (class Amount {})()],
  ])('%s, which would become {}, is refused with its place', (_, value) => {
    expect(() => canonicalJson({ a: [value] })).toThrow(
      expect.objectContaining({
        code: 'core/not-json',
        issues: [expect.objectContaining({ path: ['a', 0] })],
      }),
    );
  });

  it('objects of another realm and without prototype are plain', () => {
    expect(canonicalJson(Object.assign(Object.create(null), { a: 1 }))).toBe('{"a":1}');
  });

  it('a hole in an array is null, and the text stays JSON', () => {
    // biome-ignore lint/suspicious/noSparseArray: a hole is what is shown
    expect(canonicalJson([, 1])).toBe('[null,1]');
  });

  it('names of the prototype and halves of characters are names and characters', () => {
    expect(canonicalJson(JSON.parse('{"__proto__":{"a":1},"constructor":2}'))).toBe(
      '{"__proto__":{"a":1},"constructor":2}',
    );
    expect(canonicalJson('\ud800')).not.toBe(canonicalJson('\udfff'));
    expect(canonicalJson('\ud800')).not.toBe(canonicalJson('\ufffd'));
  });

  it('what is nested without end is refused before the stack ends', () => {
    let deep: unknown = [];
    for (let level = 0; level < 100_000; level += 1) deep = [deep];
    expect(() => canonicalJson(deep)).toThrow(expect.objectContaining({ code: 'core/not-json' }));
  });
});

describe('frozen to the bottom', () => {
  it('also below what was frozen before, and round in a circle', () => {
    const inner = { b: 1 };
    expect(Object.isFrozen(deepFreeze(Object.freeze({ inner })).inner)).toBe(true);
    const loop: { self?: unknown; list: unknown[] } = { list: [] };
    loop.self = loop;
    expect(Object.isFrozen(deepFreeze(loop).list)).toBe(true);
  });
});
