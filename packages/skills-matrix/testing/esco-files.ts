import { readFileSync } from 'node:fs';
import type { EscoFiles } from '@meritkit/skills-matrix';
import { strFromU8, unzipSync } from 'fflate';
import { sharedPath } from '../../../scripts/shared-data.ts';

/** The ESCO v1.1.1 files that the importer reads, each unzipped from the reference data when it is read. */
export function escoFiles(): EscoFiles {
  const classification = 'esco-v1.1.1-classification-en.zip';
  const relations = 'esco-v1.1.1-relations.zip';
  return {
    skills: piecesOf(classification, 'skills_en.csv'),
    skillGroups: piecesOf(classification, 'skillGroups_en.csv'),
    occupations: piecesOf(classification, 'occupations_en.csv'),
    broaderRelations: piecesOf(relations, 'broaderRelationsSkillPillar.csv'),
    skillRelations: piecesOf(relations, 'skillSkillRelations.csv'),
    occupationSkillRelations: piecesOf(relations, 'occupationSkillRelations.csv'),
  };
}

/** A file as text in pieces, cut at line ends, so that little of it is held as text. */
function* piecesOf(archive: string, name: string): Generator<string> {
  const zip = readFileSync(sharedPath('data', 'esco', archive));
  const bytes = unzipSync(zip, { filter: (file) => file.name === name })[name]!;
  const size = 65_536;
  for (let from = 0; from < bytes.length; ) {
    const cut = bytes.indexOf(10, Math.min(bytes.length, from + size));
    const to = cut < 0 ? bytes.length : cut + 1;
    yield strFromU8(bytes.subarray(from, to));
    from = to;
  }
}
