import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTextTable } from './text-table.ts';

type Row = { readonly id: string };

describe('a table of rows by text', () => {
  it('finds what a Map finds, through growth, look-alikes and removals from its end', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 4 }),
      fc.nat(200).map((n) => `k0-${n}`),
    );
    const step = fc.oneof({ arbitrary: text, weight: 5 }, { arbitrary: fc.constant(null), weight: 1 });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 400 }), text, (steps, other) => {
        const table = createTextTable<Row>((row) => row.id);
        const map = new Map<string, Row>();
        for (const id of steps) {
          if (id === null) {
            const last = table.rows.at(-1);
            if (last === undefined) continue;
            map.delete(last.id);
            table.removeLast();
          } else if (table.find(id) === undefined) {
            const row = { id };
            table.add(row);
            map.set(id, row);
          }
        }
        expect(table.rows).toEqual([...map.values()]);
        for (const id of [...steps, other]) if (id !== null) expect(table.find(id)).toBe(map.get(id));
      }),
    );
  });

  it('keeps thousands apart', () => {
    const table = createTextTable<Row>((row) => row.id);
    for (let index = 0; index < 5000; index += 1) table.add({ id: `p${index}` });
    for (let index = 0; index < 5000; index += 1) expect(table.find(`p${index}`)).toBe(table.rows[index]);
    expect([table.find('p5000'), table.find('')]).toEqual([undefined, undefined]);
  });
});
