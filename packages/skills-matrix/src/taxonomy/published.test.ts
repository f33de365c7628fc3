import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { findSkills, importEsco, importOnet } from '@meritkit/skills-matrix';
import { describe, expect, test } from 'vitest';
import { hasShared, sharedPath } from '../../../../scripts/shared-data.ts';
import { escoFiles } from '../../testing/esco-files.ts';

describe.runIf(hasShared)('ESCO v1.1.1', () => {
  test('imports in full with its published counts', () => {
    const esco = importEsco({ files: escoFiles(), version: 'esco-1.1.1' });
    expect(esco.counts).toEqual({
      skills: 13_896,
      skillsByType: { skill: 10_831, knowledge: 3_059, blank: 6 },
      groups: 640,
      occupations: 3_007,
      occupationLinks: 123_855,
      essentialLinks: 64_946,
      skillLinks: 5_899,
      broaderRelations: 20_656,
    });
    const leftOut = (file: string) => esco.leftOut.filter((row) => row.file === file);
    expect(leftOut('broaderRelations').length).toBe(7);
    expect(leftOut('skillRelations').length).toBe(1);
    // One occupation of the relations does not stand in the list of occupations.
    expect(new Set(leftOut('occupationSkillRelations').map((row) => row.from)).size).toBe(1);
    expect(leftOut('occupationSkillRelations').length).toBe(67);
    expect(esco.taxonomy.skills.length).toBe(13_896 + 640);
    const developer = esco.occupations.find((item) => item.code === '2512.4')!;
    expect([
      developer.name,
      developer.essential.length + developer.optional.length,
      developer.essential.length,
    ]).toEqual(['software developer', 104, 24]);
    expect(findSkills({ taxonomy: esco.taxonomy, text: 'haskell' })[0]!.kind).toBe('knowledge');
    expect(esco.occupations.reduce((sum, item) => sum + item.essential.length + item.optional.length, 0)).toBe(
      123_855 - 67,
    );
  });
});

describe.runIf(hasShared)('O*NET 29.2', () => {
  test('imports its technology skills with its published counts', () => {
    const read = (name: string) => gunzipSync(readFileSync(sharedPath('data', 'onet', name))).toString('utf8');
    const onet = importOnet({
      version: '29.2',
      technologySkills: read('Technology Skills.txt.gz'),
      occupationData: read('Occupation Data.txt.gz'),
    });
    expect(onet.counts).toMatchObject({ rows: 32_627, occupations: 923, examples: 8_768 });
    const developer = onet.occupations.find((item) => item.id === '15-1252.00')!;
    expect(developer.name).toBe('Software Developers');
    expect([
      developer.technologies.length,
      developer.technologies.filter((item) => item.hot).length,
      developer.technologies.filter((item) => item.inDemand).length,
    ]).toEqual([425, 151, 30]);
  });
});
