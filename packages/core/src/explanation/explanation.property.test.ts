import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Explanation,
  explain,
  explanationSchema,
  given,
  leavesOf,
  missingOf,
  type OperationRegistry,
  parseExplanation,
  recompute,
  sourcesOf,
  walkTerms,
  whenKnown,
} from './index.ts';

const operations: OperationRegistry = {
  'clamp@2': whenKnown(([value = 0], { top = 0 }) => Math.min(value, Number(top))),
};
const operation = fc.constantFrom(
  { name: 'weighted-mean', version: 1 },
  { name: 'sum', version: 1 },
  { name: 'product', version: 1 },
  { name: 'difference', version: 1 },
  { name: 'minimum', version: 1 },
  { name: 'maximum', version: 1 },
  { name: 'clamp', version: 2, parameters: { top: 10 } },
  { name: 'weighted-mean', version: 1, rounding: { decimals: 1, mode: 'half-even' as const } },
);
const { tree } = fc.letrec<{ readonly tree: Explanation; readonly leaf: Explanation }>((tie) => ({
  leaf: fc
    .record({
      key: fc.string({ minLength: 1, maxLength: 4 }),
      value: fc.option(fc.integer({ min: -100, max: 100 })),
      weight: fc.integer({ min: 0, max: 9 }),
    })
    .map((details) => given(details)),
  tree: fc.oneof(
    { depthSize: 'small' },
    tie('leaf'),
    fc
      .record({
        key: fc.string({ minLength: 1, maxLength: 4 }),
        weight: fc.integer({ min: 0, max: 9 }),
        operation,
        children: fc.array(tie('tree'), { minLength: 1, maxLength: 4 }),
      })
      .map((details) => explain({ ...details, operations })),
  ),
}));

/** Inner values taken out, as recompute must not need them. */
function stripped(term: Explanation): Explanation {
  const { children } = term;
  return children === undefined ? term : { ...term, value: null, children: children.map(stripped) };
}

describe('recompute', () => {
  it('gives the value from the leaves alone', () => {
    fc.assert(
      fc.property(tree, (explanation) => {
        expect(recompute({ explanation: stripped(explanation), operations })).toBe(explanation.value);
        expect(recompute({ explanation: parseExplanation(JSON.parse(JSON.stringify(explanation))), operations })).toBe(
          Object.is(explanation.value, -0) ? 0 : explanation.value,
        );
      }),
    );
  });

  it('hears when a leaf changes', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 1, maxLength: 6 }),
        fc.nat(),
        (values, at) => {
          const children = values.map((value, index) => given({ key: `k${index}`, value, weight: index + 1 }));
          const sum = explain({ key: 'sum', operation: { name: 'weighted-mean', version: 1 }, children });
          const index = at % children.length;
          const changed = {
            ...sum,
            children: children.map((child, i) => (i === index ? { ...child, value: 1000 } : child)),
          };
          expect(recompute({ explanation: changed })).not.toBe(sum.value);
        },
      ),
    );
  });

  it('refuses an operation that nobody gave, with its path', () => {
    const explanation = { key: 'a', value: 1, operation: { name: 'magic', version: 3 }, children: [] };
    expect(() => recompute({ explanation })).toThrow(expect.objectContaining({ code: 'core/unknown-operation' }));
    expect(() => explain({ key: 'a', operation: { name: 'sum', version: 9 }, children: [] })).toThrow(
      expect.objectContaining({ code: 'core/unknown-operation' }),
    );
  });
});

describe('what is unknown', () => {
  const mean = { name: 'weighted-mean', version: 1 };
  const nothing = given({ key: 'b', value: null, weight: 3, unknown: { reason: 'no-evidence' } });

  it('leaves a mean, and the rest shares its weight', () => {
    const known = [given({ key: 'a', value: 80, weight: 1 }), given({ key: 'c', value: 90, weight: 1 })];
    expect(explain({ key: 'm', operation: mean, children: [...known, nothing] }).value).toBe(85);
    expect(explain({ key: 'm', operation: mean, children: [nothing] }).value).toBeNull();
    expect(
      explain({ key: 'm', operation: mean, children: [given({ key: 'a', value: 5, weight: 0 })] }).value,
    ).toBeNull();
  });

  it('makes everything else unknown', () => {
    for (const name of ['sum', 'product', 'difference', 'ratio', 'minimum', 'maximum']) {
      const children = [given({ key: 'a', value: 1 }), nothing];
      expect(explain({ key: 'x', operation: { name, version: 1 }, children }).value).toBeNull();
    }
  });

  it('is told with its reason', () => {
    const explanation = explain({ key: 'm', operation: mean, children: [nothing, given({ key: 'd', value: null })] });
    expect(missingOf(explanation)).toEqual([
      { key: 'b', reason: 'no-evidence' },
      { key: 'd', reason: 'not-supplied' },
    ]);
  });

  it('a text where a number is needed is broken input', () => {
    const children = [given({ key: 'a', value: '12' })];
    expect(() => explain({ key: 's', operation: { name: 'sum', version: 1 }, children })).toThrow(
      expect.objectContaining({ code: 'core/not-a-number' }),
    );
  });
});

describe('walking', () => {
  it('meets every term once, parents first, and every source once', () => {
    fc.assert(
      fc.property(tree, (explanation) => {
        const terms = [...walkTerms(explanation)];
        expect(terms[0]).toBe(explanation);
        expect(leavesOf(explanation)).toEqual(terms.filter((term) => (term.children ?? []).length === 0));
      }),
    );
    const source = { system: 'jira', ref: 'PAY-1' };
    const leaf = (key: string) => given({ key, value: 1, sources: [source, { system: 'jira', ref: key }] });
    const sum = explain({ key: 's', operation: { name: 'sum', version: 1 }, children: [leaf('x'), leaf('y')] });
    expect(sourcesOf(sum).map(({ ref }) => ref)).toEqual(['PAY-1', 'x', 'y']);
  });

  it('the schema refuses what is no explanation, with its path', () => {
    const broken = { key: 'a', value: 1, operation: { name: 'sum', version: 1 }, children: [{ key: '', value: 1 }] };
    expect(() => parseExplanation(broken)).toThrow(
      expect.objectContaining({
        issues: expect.arrayContaining([expect.objectContaining({ path: ['children', 0, 'key'] })]),
      }),
    );
    expect(explanationSchema.safeParse(null).success).toBe(false);
  });
});
