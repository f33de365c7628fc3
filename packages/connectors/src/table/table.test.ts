import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { confirmAll } from '../../testing/accounts.ts';
import { readBoolean, readDate, readMoment, readQuantity } from './cells.ts';
import { readCsv } from './csv.ts';
import { importTable, previewTable } from './import.ts';
import { parseTableMapping, type TableMapping } from './mapping.ts';

describe('comma-separated values', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r\n', ' ', '中', ';'), maxLength: 8 });
  const quoted = (value: string) => `"${value.replaceAll('"', '""')}"`;

  it('are read as they were written, and as csv-parse reads them', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { maxLength: 6 }),
        fc.constantFrom('\n', '\r\n'),
        (rows, end) => {
          const text = rows.map((row) => row.map(quoted).join(',') + end).join('');
          const read = readCsv({ text });
          expect(read.problems).toEqual([]);
          expect(read.rows.map(({ cells }) => cells)).toEqual(rows);
          expect(read.rows.map(({ cells }) => cells)).toEqual(parse(text, { relax_column_count: true }));
        },
      ),
    );
  });

  it('know plain cells, other delimiters, byte-order marks, empty lines and a last line without an end', () => {
    expect(readCsv({ text: '\ufeffa,b\n\n1,\r\n"x"' }).rows).toEqual([
      { line: 1, cells: ['a', 'b'] },
      { line: 3, cells: ['1', ''] },
      { line: 4, cells: ['x'] },
    ]);
    expect(readCsv({ text: 'a;"b;c"\td', delimiter: ';' }).rows[0]?.cells).toEqual(['a', 'b;c\td']);
    expect(readCsv({ text: '' })).toEqual({ rows: [], problems: [] });
  });

  it('tell the line of every row and of what is broken', () => {
    const { rows, problems } = readCsv({ text: 'a\n"two\nlines"\nb\n"open\n' });
    expect(rows.map(({ line }) => line)).toEqual([1, 2, 4, 5]);
    expect(problems).toEqual([{ line: 5, detail: 'a quoted cell is not closed' }]);
    expect(readCsv({ text: '"a"b,c\n' })).toMatchObject({ rows: [{ cells: ['ab', 'c'] }], problems: [{ line: 1 }] });
  });
});

describe('cells', () => {
  it.each([
    ['2026-11-22', undefined, '2026-11-22'],
    ['2026/1/2', undefined, '2026-01-02'],
    ['2026年11月2日', undefined, '2026-11-02'],
    ['２０２６．１１．２２', undefined, '2026-11-22'],
    ['22.11.2026', 'day-month-year', '2026-11-22'],
    ['11/22/2026', 'month-day-year', '2026-11-22'],
    ['2026-11-22 08:00', undefined, '2026-11-22'],
    ['2026-02-29', undefined, null],
    ['22/11/2026', undefined, null],
    ['26-11-22', undefined, null],
    ['', undefined, null],
  ] as const)('"%s" (%s) is the day %s', (text, order, expected) => {
    expect(readDate(text, order)).toBe(expected);
  });

  it('are moments, numbers and yes or no', () => {
    expect(readMoment('2026-11-22', { timeZone: 'Asia/Shanghai' })).toBe('2026-11-21T16:00:00Z');
    expect(readMoment('2026-11-22T09:00:00+0800', {})).toBe('2026-11-22T09:00:00+08:00');
    expect([
      readMoment('2026-11-22', {}),
      readMoment('2026-11-22 09:00', { timeZone: 'UTC' }),
      readMoment('soon', { timeZone: 'UTC' }),
    ]).toEqual([null, null, null]);
    expect(['1,234.50', '１２', '-3', '1e3', '1,23', '', '0.1234567890123'].map(readQuantity)).toEqual([
      '1234.50',
      '12',
      '-3',
      null,
      null,
      null,
      null,
    ]);
    expect(['是', 'No', ' TRUE ', '0', 'maybe'].map(readBoolean)).toEqual([true, false, true, false, null]);
  });
});

const mapping: TableMapping = {
  system: 'patents',
  ref: ['no', 'office'],
  kind: { column: 'state', values: { 授权: 'patent-granted', 申请: 'patent-filed' } },
  person: { column: 'who', accountOf: 'hr' },
  at: { column: 'day', timeZone: 'Asia/Shanghai' },
  quantity: { column: 'share' },
  unit: 'patents',
  revision: { column: 'edited' },
  projectId: { value: 'pay' },
  teamId: { column: 'team' },
  retracted: { column: 'void' },
  attributes: {
    title: { column: 'title', type: 'text' },
    fee: { column: 'fee', type: 'number' },
    pct: { column: 'pct', type: 'boolean' },
    due: { column: 'due', type: 'date' },
  },
};
const row = {
  no: '118',
  office: 'CN',
  state: '授权',
  who: 'lin',
  day: '2026/11/2',
  share: '0.5',
  edited: '3',
  team: '',
  void: '',
  title: '重试',
  fee: '1,200',
  pct: '是',
  due: '',
};
const accounts = confirmAll([{ system: 'hr', account: 'lin' }]);
const read = (change: object = {}, given: TableMapping = mapping) =>
  importTable({ records: [{ ...row, ...change }], mapping: given, accounts });

describe('a table by a mapping', () => {
  it('becomes facts with everything that was mapped', () => {
    expect(read()).toMatchObject({
      records: 1,
      rejections: [],
      accounts: [{ system: 'hr', account: 'lin' }],
      facts: [
        {
          kind: 'patent-granted',
          personId: 'person-lin',
          at: '2026-11-01T16:00:00Z',
          quantity: '0.5',
          unit: 'patents',
          revision: 3,
          projectId: 'pay',
          source: { system: 'patents', ref: '118/CN' },
          attributes: { title: '重试', fee: 1200, pct: true, due: null },
        },
      ],
    });
    expect(read().facts[0]).not.toHaveProperty('teamId');
    expect(read({ team: 'a', void: 'yes' }).facts[0]).toMatchObject({ teamId: 'a', retracted: true });
    expect(read({ edited: '2026-11-22T09:00:00Z' }).facts[0]?.revision).toBe(Date.UTC(2026, 10, 22, 9));
  });

  it.each([
    ['no reference', { no: ' ' }, 'connectors/invalid-record', 'no'],
    ['a kind without a meaning', { state: '驳回' }, 'connectors/no-fact', 'kind'],
    ['a day that does not exist', { day: '2026-02-30' }, 'connectors/impossible-date', 'day'],
    ['no number', { share: 'half' }, 'connectors/invalid-record', 'quantity'],
    ['no revision', { edited: 'yesterday' }, 'connectors/invalid-record', 'revision'],
    ['nobody', { who: '' }, 'connectors/missing-context', 'who'],
    ['a stranger', { who: 'x' }, 'connectors/unmapped-account', 'who'],
    ['an attribute of another type', { fee: 'much' }, 'connectors/invalid-record', 'fee'],
  ])('%s is told with its column', (_, change, code, column) => {
    expect(read(change)).toMatchObject({
      facts: [],
      rejections: [{ code, place: { system: 'patents', list: 'rows', index: 0, path: [column] } }],
    });
  });

  it('people may stand in it by their ids', () => {
    const plain = { ...mapping, person: { column: 'who' } };
    expect(read({}, plain).facts[0]?.personId).toBe('lin');
    const known = importTable({ records: [row], mapping: plain, personIds: ['zhao'] });
    expect(known.rejections[0]).toMatchObject({ code: 'connectors/unknown-reference', place: { path: ['who'] } });
  });

  describe('that a second person confirms', () => {
    const given: TableMapping = {
      ...mapping,
      person: { column: 'who' },
      confirmation: { by: 'checked', enteredBy: 'entered' },
    };
    it.each([
      ['nobody', { entered: 'wu' }, 'nobody has confirmed the row yet'],
      ['the person themselves', { checked: 'lin', entered: 'wu' }, '"lin" cannot confirm their own'],
      ['whoever entered it', { checked: 'wu', entered: 'wu' }, '"wu" cannot confirm what they entered'],
    ])('counts nothing by %s', (_, change, detail) => {
      expect(read(change, given)).toMatchObject({
        facts: [],
        rejections: [{ code: 'connectors/unconfirmed', detail, place: { path: ['checked'], ref: '118/CN' } }],
      });
    });

    it('counts by another, with their name', () => {
      expect(read({ checked: 'zhou', entered: 'lin' }, given).facts).toMatchObject([
        { personId: 'lin', attributes: { title: '重试', confirmedBy: 'zhou' } },
      ]);
      expect(read({ checked: 'zhou' }, given).facts).toHaveLength(1);
      expect(read({}, { ...mapping, person: { column: 'who' } }).facts[0]?.attributes).not.toHaveProperty(
        'confirmedBy',
      );
    });

    it('is asked for whom the names stand', () => {
      const links = confirmAll([
        { system: 'hr', account: 'lin' },
        { system: 'hr', account: 'zhou' },
      ]).map((link) => ({ ...link, revision: 2 }));
      const twice = { system: 'hr', account: 'lin2', personId: 'person-lin', status: 'confirmed' } as const;
      const byAccount = (change: object) =>
        importTable({
          records: [{ ...row, ...change }],
          mapping: { ...given, person: mapping.person },
          accounts: [...links, { ...twice, schemaVersion: 1, revision: 0 }],
        });
      expect(byAccount({ checked: 'zhou', entered: 'zhou2' }).rejections).toMatchObject([
        { code: 'connectors/unmapped-account', place: { path: ['entered'] } },
      ]);
      expect(byAccount({ checked: 'x' }).rejections).toMatchObject([
        { code: 'connectors/unmapped-account', place: { path: ['checked'] } },
      ]);
      expect(byAccount({ checked: 'lin2' }).rejections).toMatchObject([{ code: 'connectors/unconfirmed' }]);
      expect(byAccount({ checked: 'zhou', entered: 'lin' }).facts).toMatchObject([
        { revision: 3 + 2 + 2 + 2, attributes: { confirmedBy: 'person-zhou' } },
      ]);
    });

    it('needs its columns', () => {
      const text = 'no,office,state,who,day,share,edited,team,void,title,fee,pct,due,checked\n';
      expect(() => importTable({ text, mapping: given })).toThrow('confirmation.enteredBy: the table has no column');
    });
  });

  it('as text tells the line, and rows that are too long', () => {
    const simple: TableMapping = {
      system: 's',
      ref: ['id'],
      kind: { value: 'k' },
      person: { column: 'who' },
      at: { column: 'day', timeZone: 'UTC' },
      unit: 'count',
    };
    const { facts, rejections } = importTable({
      text: 'id,who,day\n1,lin,2026-01-01\n2,lin,2026-01-01,more\n3,lin\n"4',
      mapping: simple,
    });
    expect(facts.map(({ source }) => source.ref)).toEqual(['1']);
    expect(rejections.map(({ code, place }) => [code, place.line])).toEqual([
      ['connectors/invalid-record', 3],
      ['connectors/unreadable', 5],
      ['connectors/impossible-date', 4],
    ]);
    expect(
      importTable({ records: [1, null, ['x']], mapping: { ...simple, ref: ['id'] } as never, ...{} }).rejections.length,
    ).toBe(3);
  });

  it('is refused when the table lacks a column, with the place in the mapping', () => {
    expect(() => importTable({ text: 'no,office\n', mapping })).toThrow(
      expect.objectContaining({
        code: 'connectors/invalid-mapping',
        issues: expect.arrayContaining([
          expect.objectContaining({ path: ['kind', 'column'] }),
          expect.objectContaining({ path: ['attributes', 'fee', 'column'] }),
        ]),
      }),
    );
    expect(() => parseTableMapping({ ...mapping, ref: [] })).toThrow(
      expect.objectContaining({ code: 'connectors/invalid-mapping' }),
    );
  });

  it('can be tried first', () => {
    const records = [row, { ...row, no: '119' }, { ...row, who: 'x' }, { ...row, who: 'y' }, { ...row, day: '' }].map(
      (one) => ({ ...one, spare: 1 }),
    );
    expect(previewTable({ records, mapping, accounts, sampleSize: 1 })).toMatchObject({
      records: 5,
      facts: 2,
      sample: [{ source: { ref: '118/CN' } }],
      rejections: [
        { code: 'connectors/unmapped-account', count: 2, first: { place: { index: 2 } } },
        { code: 'connectors/impossible-date', count: 1, first: { place: { index: 4 } } },
      ],
      unusedColumns: ['spare'],
    });
  });
});
