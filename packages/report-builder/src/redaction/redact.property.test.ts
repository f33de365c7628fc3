import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReportDocument } from '../document/document.ts';
import { beginReport } from '../draft/draft.ts';
import { redact } from './redact.ts';

const frame = { asOf: '2026-10-01', period: { start: '2026-07-01', end: '2026-10-01' } };

/** A table of counts with the totals of its rows, its columns, and of all. */
function table(values: readonly (readonly number[])[], name = 'cell'): ReportDocument {
  const draft = beginReport({ kind: 'custom', title: 'T', frame });
  const columns = values[0]!.map((_, index) => index);
  for (const [row, cells] of values.entries()) {
    for (const [column, value] of cells.entries()) {
      draft.metric({ id: `${name}.${row}.${column}`, label: 'C', value: String(value), formula: 'given' });
    }
  }
  const sum = (id: string, of: readonly string[]) =>
    draft.derive({ id, label: 'S', formula: 'given', unit: 'count', operation: 'sum', of });
  const rows = values.map((_, row) =>
    sum(
      `row.${row}`,
      columns.map((column) => `${name}.${row}.${column}`),
    ),
  );
  for (const column of columns)
    sum(
      `column.${column}`,
      values.map((_, row) => `${name}.${row}.${column}`),
    );
  sum('all', rows);
  return draft.finish();
}

/**
 * A reader with paper and patience: every table of whole numbers from zero that agrees with all that is visible. A
 * hidden number is safe when two of those tables differ in it. Written without the package's equations.
 */
function possibleValues(shown: readonly ReportDocument[], rows: number, columns: number, most: number) {
  const known = new Map<string, number>();
  for (const metric of shown.flatMap((document) => document.metrics)) {
    if (metric.value !== null) known.set(metric.id, Number(metric.value));
  }
  const possible = new Map<string, Set<number>>();
  const cells = Array.from({ length: rows * columns }, () => 0);
  const note = (id: string, value: number) => possible.set(id, (possible.get(id) ?? new Set()).add(value));
  const fits = (id: string, value: number) => !known.has(id) || known.get(id) === value;
  const rowSum = (row: number) => cells.slice(row * columns, (row + 1) * columns).reduce((sum, cell) => sum + cell, 0);
  const visit = (place: number): void => {
    if (place > 0 && place % columns === 0) {
      const row = place / columns - 1;
      if (!fits(`row.${row}`, rowSum(row))) return;
    }
    if (place === cells.length) {
      const sums = Array.from({ length: columns }, (_, column) =>
        Array.from({ length: rows }, (_, row) => cells[row * columns + column]!).reduce((sum, cell) => sum + cell, 0),
      );
      if (!sums.every((sum, column) => fits(`column.${column}`, sum))) return;
      const all = cells.reduce((sum, cell) => sum + cell, 0);
      if (!fits('all', all)) return;
      for (const [index, value] of cells.entries())
        note(`cell.${Math.floor(index / columns)}.${index % columns}`, value);
      for (const [column, sum] of sums.entries()) note(`column.${column}`, sum);
      for (let row = 0; row < rows; row += 1) note(`row.${row}`, rowSum(row));
      note('all', all);
      return;
    }
    const id = `cell.${Math.floor(place / columns)}.${place % columns}`;
    const fixed = known.get(id);
    for (let value = fixed ?? 0; value <= (fixed ?? most); value += 1) {
      cells[place] = value;
      visit(place + 1);
    }
    cells[place] = 0;
  };
  visit(0);
  return possible;
}

const sizes = fc.record({
  values: fc.array(fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 3, maxLength: 3 }), {
    minLength: 2,
    maxLength: 2,
  }),
  hidden: fc.array(fc.tuple(fc.nat(2), fc.nat(2)), { minLength: 1, maxLength: 3 }),
  hideTotal: fc.constantFrom('', 'row.0', 'column.1', 'all'),
});

const idsOf = (given: { values: number[][]; hidden: [number, number][]; hideTotal: string }) => [
  ...given.hidden.filter(([row]) => row < given.values.length).map(([row, column]) => `cell.${row}.${column}`),
  ...(given.hideTotal === '' ? [] : [given.hideTotal]),
];

describe('redact', () => {
  it('hides nothing that a reader with the totals could work out (every table is tried)', () => {
    fc.assert(
      fc.property(sizes, (given) => {
        const hide = idsOf(given);
        fc.pre(hide.length > 0);
        const shown = redact(table(given.values), { roles: [], hide });
        const possible = possibleValues([shown], given.values.length, 3, 4);
        for (const id of hide) expect(possible.get(id)!.size, `${id} of ${JSON.stringify(given)}`).toBeGreaterThan(1);
      }),
      { numRuns: 40, seed: 20261122 },
    );
  });

  it('hides nothing that two reports give away together', () => {
    fc.assert(
      fc.property(sizes, sizes, (given, other) => {
        const document = table(given.values);
        const first = idsOf(given);
        const second = idsOf({ ...other, values: given.values });
        fc.pre(first.length > 0);
        const before = redact(document, { roles: [], hide: first });
        const after = redact(document, { roles: [], hide: [...new Set([...first, ...second])], released: [before] });
        const possible = possibleValues([before, after], given.values.length, 3, 4);
        for (const id of first) expect(possible.get(id)!.size, id).toBeGreaterThan(1);
      }),
      { numRuns: 25, seed: 20261123 },
    );
  });

  it('hides a number that a later report without one person would isolate', () => {
    const people = (ids: readonly string[]) => {
      const draft = beginReport({ kind: 'custom', title: 'T', frame });
      const values: Record<string, string> = { lin: '7', zhao: '4', chen: '9' };
      const of = ids.map((id) =>
        draft.metric({ id, label: id, value: values[id]!, formula: 'given', visibility: { roles: [] } }),
      );
      draft.derive({ id: `total of ${ids.length}`, label: 'S', unit: 'count', formula: 'given', operation: 'sum', of });
      return draft.finish();
    };
    const first = redact(people(['lin', 'zhao', 'chen']), { roles: [] });
    expect(first.metrics.find((metric) => metric.id === 'total of 3')?.value).toBe('20');
    const alone = redact(people(['lin', 'zhao']), { roles: [] });
    expect(alone.metrics.find((metric) => metric.id === 'total of 2')?.value).toBe('11');
    const after = redact(people(['lin', 'zhao']), { roles: [], released: [first] });
    expect(after.metrics.find((metric) => metric.id === 'total of 2')?.status).toEqual({
      kind: 'suppressed',
      reason: 'would-isolate',
    });
  });

  it('leaves no trace of a hidden number anywhere in the document', () => {
    fc.assert(
      fc.property(fc.integer({ min: 100_001, max: 999_999 }), (secret) => {
        const draft = beginReport({ kind: 'custom', title: 'T', frame });
        const sources = [{ system: 'payroll', ref: `slip-${secret}` }];
        const interval = { low: String(secret - 1), high: String(secret + 1), level: '0.95' };
        draft.metric({ id: 'a', label: 'A', value: String(secret), n: secret, formula: 'given', sources, interval });
        draft.metric({ id: 'b', label: 'B', value: '5', formula: 'given' });
        draft.metric({ id: 'c', label: 'C', value: '6', formula: 'given' });
        draft.derive({ id: 's', label: 'S', unit: 'count', formula: 'given', operation: 'sum', of: ['a', 'b', 'c'] });
        draft.derive({ id: 'r', label: 'R', unit: 'percent', formula: 'load', operation: 'share', of: ['a', 's'] });
        draft.block({
          type: 'narrative',
          text: { message: 'value.line', with: { label: 'A', value: { metric: 'a' } } },
          metric: 'a',
        });
        const shown = redact(draft.finish(), { roles: [], hide: ['a'] });
        expect(JSON.stringify(shown)).not.toContain(String(secret));
        expect(shown.blocks).toEqual([]);
      }),
      { numRuns: 30, seed: 5 },
    );
  });

  it('gives the same document to a reader who may see all', () => {
    const document = table([[1, 2, 3]]);
    expect(redact(document, { roles: [] })).toBe(document);
  });

  it('hides a mean or a share that would give a part away', () => {
    const draft = beginReport({ kind: 'custom', title: 'T', frame });
    for (const [id, value] of [
      ['a', '90'],
      ['b', '60'],
      ['c', '75'],
    ] as const)
      draft.metric({ id, label: id, value, formula: 'given' });
    draft.derive({ id: 'mean', label: 'M', unit: 'score', formula: 'score', operation: 'mean', of: ['a', 'b', 'c'] });
    draft.derive({ id: 'share', label: 'S', unit: 'percent', formula: 'load', operation: 'share', of: ['a', 'b'] });
    const shown = redact(draft.finish(), { roles: [], hide: ['a'] });
    const hidden = shown.metrics.filter((metric) => metric.value === null).map((metric) => metric.id);
    expect(hidden).toContain('a');
    expect(hidden.includes('share') || hidden.includes('b')).toBe(true);
    expect(hidden.includes('mean') || hidden.filter((id) => 'bc'.includes(id)).length > 0).toBe(true);
  });
});
