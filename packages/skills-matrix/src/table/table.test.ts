import { exportMatrix, readCsv, readEvidenceCsv, writeCsv, writeMatrixCsv } from '@meritkit/skills-matrix';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { profilesOf } from '../../testing/people.ts';
import { plainCell } from './write-csv.ts';

test('any rows survive writing and reading, in pieces of any size', () => {
  const cell = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom('=1+1', '-3', '+x', '@a', '"', 'a\r\nb', ',', ' x ', "'", '中文', '\tz'),
  );
  const rows = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(rows, fc.integer({ min: 1, max: 7 }), (table, size) => {
      const text = writeCsv({ rows: table });
      const pieces = Array.from({ length: Math.ceil(text.length / size) }, (_, at) =>
        text.slice(at * size, (at + 1) * size),
      );
      const read = [...readCsv({ text: pieces })].map((row) => row.map(plainCell));
      expect(read).toEqual(table);
      expect([...readCsv({ text })]).toEqual([...readCsv({ text: pieces })]);
      for (const row of readCsv({ text })) for (const value of row) expect(/^[=+@\t\r]/.test(value)).toBe(false);
    }),
    { numRuns: 300 },
  );
});

test('quotes, line ends, a byte order mark and a last line without an end are read', () => {
  expect([...readCsv({ text: '\ufeffa,"b ""c"""\r\n\r\n"x\ny",\rz,1' })]).toEqual([
    ['a', 'b "c"'],
    ['x\ny', ''],
    ['z', '1'],
  ]);
  expect([...readCsv({ text: 'a\tb\n', separator: '\t' })]).toEqual([['a', 'b']]);
  expect(() => [...readCsv({ text: 'a,"b' })]).toThrow(/does not end/);
  expect(() => [...readCsv({ text: 'a,"b"c\n' })]).toThrow(/closing quote/);
});

test('formulas are neutralised, numbers are not', () => {
  expect(writeCsv({ rows: [['=SUM(A1)', '-1', '-x', 2, null, '@me']] })).toBe("'=SUM(A1),-1,'-x,2,,'@me\r\n");
});

test('the matrix is a table with empty cells for what is unknown', () => {
  const profiles = profilesOf({ lin: { go: 4, sql: 2.5 }, '=zhao': { go: 0 } });
  expect(exportMatrix({ profiles, locale: 'en' })).toEqual({
    skills: [
      { skillId: 'go', name: 'go' },
      { skillId: 'sql', name: 'sql' },
    ],
    rows: [
      { personId: '=zhao', levels: [0, null] },
      { personId: 'lin', levels: [4, 2.5] },
    ],
  });
  expect(writeMatrixCsv({ profiles, locale: 'en', skillIds: ['sql', 'go'] })).toBe(
    "personId,sql,go\r\n'=zhao,,0\r\nlin,2.5,4\r\n",
  );
});

test('evidence is read from a CSV, and every wrong cell is named', () => {
  const text = [
    'id,personId,kind,skillId,level,at,tags,months,skills,endorserId,endorserLevel',
    'e1,lin,manager-rating,go,4,2026-09-30,,,,,',
    'e2,lin,project,,,2026-06-30,e-commerce promotion|payments,6,go:4|sql:2.5,,',
    'e3,lin,project,,,2026-06-30,,1,,,',
    'e4,lin,endorsement,go,3,2026-06-30,,,,zhao,',
  ].join('\n');
  expect(readEvidenceCsv({ text })).toEqual([
    { id: 'e1', personId: 'lin', kind: 'manager-rating', skillId: 'go', level: 4, at: '2026-09-30' },
    {
      id: 'e2',
      personId: 'lin',
      kind: 'project',
      at: '2026-06-30',
      tags: ['e-commerce promotion', 'payments'],
      months: 6,
      skills: [
        { skillId: 'go', level: 4 },
        { skillId: 'sql', level: 2.5 },
      ],
    },
    { id: 'e3', personId: 'lin', kind: 'project', at: '2026-06-30', tags: [], months: 1 },
    {
      id: 'e4',
      personId: 'lin',
      kind: 'endorsement',
      skillId: 'go',
      level: 3,
      at: '2026-06-30',
      endorserId: 'zhao',
      endorserLevel: null,
    },
  ]);
  const bad =
    'id,personId,kind,skillId,level,at\ne1,lin,self-rating,go,four,2026-02-30\n,lin,self-rating,go,1,2026-02-28\n';
  expect(() => readEvidenceCsv({ text: bad })).toThrow(/rows\[2\]\.at.*rows\[2\]\.level.*rows\[3\]\.id/s);
});
