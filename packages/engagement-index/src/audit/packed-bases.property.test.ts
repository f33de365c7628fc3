import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exposedExactly } from '../../testing/exact-judge.ts';
import { addPerson, emptySet } from './people-set.ts';
import { emptySpan, extendSpan, type Span, smallRows } from './span.ts';
import { packedBases } from './support.ts';

describe('the lower bound that stands in when the search runs out of steps', () => {
  it('never says safe where a combination of fewer people exists, and often says it where none does', () => {
    let [bounded, harmless] = [0, 0];
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }), { minLength: 1, maxLength: 3 }),
        fc.integer({ min: 3, max: 5 }),
        (rows, minimum) => {
          let span: Span = emptySpan(12);
          for (const row of rows) {
            const set = emptySet(12);
            row.forEach((inside, person) => {
              if (inside) addPerson(set, person);
            });
            const extension = extendSpan(span, set, minimum);
            if (extension.kind === 'new') span = extension.span;
          }
          const indexes = smallRows(span, minimum);
          if (indexes.length === 0) return;
          const safe = exposedExactly(rows, minimum).length === 0;
          const bound = packedBases(span, indexes, minimum);
          expect(bound && !safe).toBe(false);
          bounded += Number(bound);
          harmless += Number(safe);
        },
      ),
      { numRuns: 300, seed: 9 },
    );
    expect(harmless).toBeGreaterThan(20);
    expect(bounded).toBeGreaterThan(harmless / 4);
  });
});
