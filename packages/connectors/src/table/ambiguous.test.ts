import { describe, expect, it } from 'vitest';
import { importCrm, importPeople, importTable, type TableMapping } from '../index.ts';

const mapping: TableMapping = {
  system: 'patents',
  ref: ['no'],
  kind: { value: 'patent' },
  person: { column: 'who' },
  at: { column: 'day', timeZone: 'UTC' },
  unit: 'count',
};
const codes = (result: {
  readonly rejections: readonly { readonly code: string; readonly place: { readonly line?: number } }[];
}) => result.rejections.map(({ code, place }) => [code, place.line]);

describe('a table that can be read in two ways', () => {
  it('two people under one reference: the second is told, not kept instead of the first', () => {
    const result = importTable({
      text: 'no,who,day\nCN1,lin,2026-11-02\nCN1,zhao,2026-11-02\nCN1,lin,2026-11-02\n',
      mapping,
    });
    expect(result.facts.map((fact) => fact.personId)).toEqual(['lin', 'lin']);
    expect(codes(result)).toEqual([['connectors/duplicate', 3]]);
    const both = importTable({
      text: 'no,who,day\nCN1,lin,2026-11-02\nCN1,zhao,2026-11-02\n',
      mapping: { ...mapping, ref: ['no', 'who'] },
    });
    expect(new Set(both.facts.map((fact) => fact.id)).size).toBe(2);
  });

  it('references of two columns do not run into each other, and white space makes no other one', () => {
    const text = 'no,part,who,day\na/b,c,lin,2026-11-02\na,b/c,lin,2026-11-02\n a/b ,c,lin,2026-11-02\n';
    const { facts } = importTable({ text, mapping: { ...mapping, ref: ['no', 'part'] } });
    expect(facts).toHaveLength(3);
    expect(new Set(facts.map((fact) => fact.id)).size).toBe(2);
  });

  it('a column that is there twice is refused where it is used', () => {
    const text = 'no,who,who,day,note,note\nCN1,lin,zhao,2026-11-02,x,y\n';
    expect(() => importTable({ text, mapping })).toThrow(
      expect.objectContaining({
        code: 'connectors/invalid-mapping',
        issues: [
          expect.objectContaining({ path: ['person', 'column'], message: 'the table has column "who" 2 times' }),
        ],
      }),
    );
    expect(() =>
      importPeople({
        text: 'id,name,name,start\n1,Lin,Wei,2026-01-01\n',
        mapping: { id: 'id', name: 'name', start: 'start' },
      }),
    ).toThrow(expect.objectContaining({ code: 'connectors/invalid-mapping' }));
  });

  it('a column of a CRM that is not there is refused, not taken for an answer that never came', () => {
    const crm = {
      system: 'crm',
      record: 'demand',
      id: 'id',
      raisedAt: 'raised',
      answeredAt: 'anwsered',
      owner: 'owner',
    } as const;
    expect(() =>
      importCrm({
        text: 'id,raised,answered,owner\n1,2026-11-02,2026-11-03,lin\n',
        mapping: { ...crm, timeZone: 'UTC' },
      }),
    ).toThrow(
      expect.objectContaining({
        code: 'connectors/invalid-mapping',
        issues: [expect.objectContaining({ path: ['answeredAt'] })],
      }),
    );
  });

  it('a row with a quote that is not closed, or with text behind it, is no fact', () => {
    const result = importTable({
      text: 'no,who,day\n1,lin,2026-11-02\n"2"x,lin,2026-11-02\n"3,lin,2026-11-02\n4,lin,2026-11-02\n',
      mapping,
    });
    expect(result.facts.map((fact) => fact.source.ref)).toEqual(['1']);
    expect(codes(result)).toEqual([
      ['connectors/unreadable', 3],
      ['connectors/unreadable', 4],
    ]);
  });

  it('a text of another encoding is told: two names that could not be read are not one person', () => {
    const { people, report } = importPeople({
      text: 'id,name,start\n\ufffd\ufffd,\ufffd\ufffd,2026-01-01\n\ufffd\ufffd,\ufffd\ufffd,2026-02-01\n3,Lin,2026-01-01\n',
      mapping: { id: 'id', name: 'name', start: 'start' },
    });
    expect(people).toBe(1);
    expect(report.map(({ code, place }) => [code, place.line])).toEqual([
      ['connectors/unreadable', 2],
      ['connectors/unreadable', 3],
    ]);
  });

  it('a byte-order mark, line breaks in cells and any line ends are read', () => {
    const { facts } = importTable({
      text: '\ufeffno,who,day\r\n"CN\r\n1",lin,"2026-11-02"\rCN2,"lin",2026-11-02',
      mapping,
    });
    expect(facts.map((fact) => fact.source.ref)).toEqual(['CN\r\n1', 'CN2']);
  });
});
