import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, deepFreeze } from './index.ts';

describe('canonical JSON', () => {
  it('is one text per value, whatever the order of its keys', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(value);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
        expect(canonicalJson(turned(value))).toBe(text);
        expect(canonicalJson(JSON.parse(text))).toBe(text);
      }),
    );
  });

  it('follows RFC 8785 in numbers, escapes and the order of keys', () => {
    // Sections 3.2.2 and 3.2.3 of the RFC.
    const literal = {
      numbers: [333333333.3333333, 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
      literals: [null, true, false],
    };
    expect(canonicalJson(literal)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27]}',
    );
    const keys = { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\ud83d\ude00': 5, '\u0080': 6, '\u00f6': 7 };
    expect(canonicalJson(keys)).toBe('{"\\r":2,"1":4,"\u0080":6,"\u00f6":7,"\u20ac":1,"\ud83d\ude00":5,"\ufb33":3}');
    expect(canonicalJson({ b: undefined, a: [undefined, -0] })).toBe('{"a":[null,0]}');
  });

  it.each<[string, unknown, readonly (string | number)[]]>([
    ['NaN', { a: [1, Number.NaN] }, ['a', 1]],
    ['Infinity', Number.POSITIVE_INFINITY, []],
    ['a bigint', { x: 1n }, ['x']],
    ['a function', [() => 1], [0]],
    ['a symbol', { s: Symbol('s') }, ['s']],
  ])('%s is refused with its path', (_, value, path) => {
    expect(() => canonicalJson(value)).toThrow(
      expect.objectContaining({ code: 'core/not-json', issues: [expect.objectContaining({ path })] }),
    );
  });

  it('a cycle is refused, the same object twice is not', () => {
    const loop: { self?: unknown } = {};
    loop.self = { loop };
    expect(() => canonicalJson(loop)).toThrow(expect.objectContaining({ code: 'core/not-json' }));
    const shared = { a: 1 };
    expect(canonicalJson([shared, shared])).toBe('[{"a":1},{"a":1}]');
  });
});

describe('frozen to the bottom', () => {
  it('nothing inside can be changed', () => {
    const value = deepFreeze({ a: { b: [1, { c: 2 }] } });
    expect(() => {
      (value.a.b[1] as { c: number }).c = 3;
    }).toThrow(TypeError);
    expect(deepFreeze(null)).toBeNull();
  });
});

function turned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turned);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, member]) => [key, turned(member)]),
  );
}
