import { addPerson, emptySet, type PeopleSet } from './people-set.ts';
import { emptySpan, extendSpan, type Span } from './span.ts';

/**
 * Which hidden cells of a published table can be computed exactly from its totals: row and column totals are known,
 * so every hidden cell is an unknown in as many equations. Rationals, exact.
 *
 * @example
 * ```ts
 * import { findRecoverableCells } from '@meritkit/engagement-index';
 *
 * findRecoverableCells({ hidden: [['w', 'a'], ['w', 'b'], ['x', 'b']] }); // [true, true, true]
 * ```
 */
export function findRecoverableCells(options: {
  readonly hidden: readonly (readonly [string, string])[];
}): readonly boolean[] {
  const { hidden } = options;
  const totals = [0, 1].flatMap((side) =>
    [...new Set(hidden.map((cell) => cell[side]!))].map((name) => cellsWhere(hidden, (cell) => cell[side] === name)),
  );
  let span: Span = emptySpan(hidden.length);
  for (const total of totals) {
    const extension = extendSpan(span, total, 2);
    if (extension.kind === 'new') span = extension.span;
  }
  return hidden.map(
    (_, index) =>
      extendSpan(
        span,
        cellsWhere(hidden, (_cell, at) => at === index),
        2,
      ).kind === 'known',
  );
}

function cellsWhere(
  cells: readonly (readonly [string, string])[],
  test: (cell: readonly [string, string], index: number) => boolean,
): PeopleSet {
  const set = emptySet(cells.length);
  cells.forEach((cell, index) => {
    if (test(cell, index)) addPerson(set, index);
  });
  return set;
}
