import { readCsv, readEvidenceCsv, writeCsv } from '@meritkit/skills-matrix';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { refusalsOf } from '../../testing/refusals.ts';
import { plainCell } from './write-csv.ts';

const project = (skills: string) => `id,personId,kind,months,skills,at\np1,lin,project,6,${skills},2026-09-30\n`;

describe('skills of a piece of evidence in a cell', () => {
  it('without a level are refused, never read as the lowest level', () => {
    for (const cell of ['go', 'go:', 'go:4|sql', 'go: ']) {
      expect(refusalsOf(() => readEvidenceCsv({ text: project(cell) }))).toEqual([
        expect.stringMatching(/^skills\/invalid-evidence rows\.2\.skills\.\d\.level$/),
      ]);
    }
  });

  it('may have a colon in their id, as those of ESCO and O*NET do', () => {
    const text = project('http://data.europa.eu/esco/skill/1:4|onet:technology:Go:2.5');
    expect(readEvidenceCsv({ text })[0]).toMatchObject({
      skills: [
        { skillId: 'http://data.europa.eu/esco/skill/1', level: 4 },
        { skillId: 'onet:technology:Go', level: 2.5 },
      ],
    });
  });
});

describe('a table that does not fit its header', () => {
  it('a row with more cells than columns is refused: a comma without quotes moves every cell after it', () => {
    const text = 'id,personId,kind,at,name,issuer\nc,lin,certificate,2026-01-01,Foo, Bar,CNCF\n';
    expect(refusalsOf(() => readEvidenceCsv({ text }))).toEqual(['skills/invalid-csv rows.2']);
    expect(
      readEvidenceCsv({ text: 'id,personId,kind,skillId,level,at\ne,lin,assessment,go,3,2026-01-01,,\n' }),
    ).toHaveLength(1);
  });

  it('a column whose name is nearly a known one is refused, so that no validity or month is lost in silence', () => {
    for (const name of ['validto', 'valid_to', 'ValidTo', 'valid to']) {
      const text = `id,personId,kind,at,name,issuer,${name}\nc,lin,certificate,2026-01-01,CKA,CNCF,2026-06-01\n`;
      expect(refusalsOf(() => readEvidenceCsv({ text }))).toEqual(['skills/invalid-csv rows.1.6']);
    }
    const own = 'id,personId,kind,skillId,level,at,remark\ne,lin,assessment,go,3,2026-01-01,fine\n';
    expect(readEvidenceCsv({ text: own })).toHaveLength(1);
  });

  it('a column that stands twice is refused', () => {
    const text = 'id,personId,kind,skillId,level,level,at\ne,lin,assessment,go,3,4,2026-01-01\n';
    expect(refusalsOf(() => readEvidenceCsv({ text }))).toEqual(['skills/invalid-csv rows.1.5']);
  });
});

it('what is written is read again, whatever apostrophes and formulas it holds', () => {
  const text = fc.string({
    unit: fc.constantFrom("'", '=', '+', '-', '@', 'a', '1', '"', ',', '\n', ' '),
    maxLength: 6,
  });
  fc.assert(
    fc.property(text, (value) => {
      const rows = [
        ...readCsv({
          text: writeCsv({
            rows: [
              ['head', 'x'],
              [value, 'x'],
            ],
          }),
        }),
      ];
      expect(plainCell(rows[1]![0]!)).toBe(value);
      expect(/^[=+@\t\r]/.test(rows[1]![0]!)).toBe(false);
    }),
    { examples: [["'=a"], ["''-1"], ["'-1"], ['-1'], ["'"]] },
  );
});
