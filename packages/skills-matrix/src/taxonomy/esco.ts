import { type CsvText, readTable } from '../table/read-csv.ts';
import { checkTaxonomy } from './check.ts';
import type { AdjacentSkill, Skill, Taxonomy } from './model.ts';

/** The CSV files of an ESCO classification, each as text or in pieces. */
export interface EscoFiles {
  /** skills_<language>.csv */
  readonly skills: CsvText;
  /** skillGroups_<language>.csv */
  readonly skillGroups: CsvText;
  /** occupations_<language>.csv */
  readonly occupations: CsvText;
  /** broaderRelationsSkillPillar.csv */
  readonly broaderRelations: CsvText;
  /** skillSkillRelations.csv */
  readonly skillRelations: CsvText;
  /** occupationSkillRelations.csv */
  readonly occupationSkillRelations: CsvText;
}

/** An occupation and the skills it takes. */
export interface Occupation {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly essential: readonly string[];
  readonly optional: readonly string[];
}

/** What an ESCO import read. */
export interface EscoCounts {
  readonly skills: number;
  readonly skillsByType: { readonly skill: number; readonly knowledge: number; readonly blank: number };
  readonly groups: number;
  readonly occupations: number;
  readonly occupationLinks: number;
  readonly essentialLinks: number;
  readonly skillLinks: number;
  readonly broaderRelations: number;
}

/** A row of a relation that names something the files do not have. */
export interface LeftOutRow {
  readonly file: 'broaderRelations' | 'skillRelations' | 'occupationSkillRelations';
  readonly from: string;
  readonly to: string;
}

/** An imported ESCO classification. */
export interface EscoImport {
  readonly taxonomy: Taxonomy;
  readonly occupations: readonly Occupation[];
  readonly counts: EscoCounts;
  readonly leftOut: readonly LeftOutRow[];
}

/**
 * Imports an ESCO classification (v1.1 format) from the texts of its CSV files: skills and groups as one taxonomy with
 * their broader relations as parents and their skill relations as neighbours, and the occupations with their skills.
 *
 * ESCO is published by the European Commission; name it where you show it.
 *
 * @throws InvalidInputError `skills/invalid-csv`, `skills/invalid-taxonomy`
 * @example
 * ```ts
 * import { importEsco } from '@meritkit/skills-matrix';
 *
 * const { taxonomy } = importEsco({
 *   version: 'esco-1.1.1',
 *   files: {
 *     skills: 'conceptUri,skillType,preferredLabel,altLabels\nu:haskell,knowledge,Haskell,\n',
 *     skillGroups: 'conceptUri,preferredLabel,altLabels\nu:languages,programming languages,\n',
 *     occupations: 'conceptUri,preferredLabel,code\n',
 *     broaderRelations: 'conceptUri,broaderUri\nu:haskell,u:languages\n',
 *     skillRelations: 'originalSkillUri,relationType,relatedSkillUri\n',
 *     occupationSkillRelations: 'occupationUri,relationType,skillUri\n',
 *   },
 * });
 * taxonomy.skills[0]?.parents; // ['u:languages']
 * ```
 */
export function importEsco(options: {
  readonly files: EscoFiles;
  readonly version: string;
  /** Language of the texts; default `en`. */
  readonly locale?: string;
  /** Similarity of related skills; default 0.5 for essential ones and 0.25 for optional ones. */
  readonly similarity?: { readonly essential: number; readonly optional: number };
}): EscoImport {
  const { files, version, locale = 'en', similarity = { essential: 0.5, optional: 0.25 } } = options;
  const leftOut: LeftOutRow[] = [];
  const drafts = new Map<string, SkillDraft>();
  const skillsByType = readSkills(files.skills, drafts);
  const skills = skillsByType.skill + skillsByType.knowledge + skillsByType.blank;
  const groups = readGroups(files.skillGroups, drafts);
  const broaderRelations = readBroader(files.broaderRelations, drafts, leftOut);
  const skillLinks = readNeighbours(files.skillRelations, drafts, similarity, leftOut);
  const { occupations, links, essential } = readOccupations(files, drafts, leftOut);
  const taxonomy: Taxonomy = {
    version,
    source: 'esco',
    skills: [...drafts.values()].map((draft) => skillOf(draft, locale)),
  };
  checkTaxonomy({ taxonomy });
  const counts = {
    skills,
    skillsByType,
    groups,
    occupations: occupations.length,
    occupationLinks: links,
    essentialLinks: essential,
    skillLinks,
    broaderRelations,
  };
  return { taxonomy, occupations, counts, leftOut };
}

interface SkillDraft {
  readonly id: string;
  readonly name: string;
  readonly synonyms: readonly string[];
  readonly kind: Skill['kind'];
  /** Null until there is one: most of fourteen thousand skills have no neighbour. */
  parents: string[] | null;
  adjacent: Map<string, number> | null;
}

function skillOf(draft: SkillDraft, locale: string): Skill {
  const adjacent: AdjacentSkill[] = [...(draft.adjacent ?? [])].map(([skillId, similarity]) => ({
    skillId,
    similarity,
  }));
  return {
    id: draft.id,
    name: { [locale]: draft.name },
    ...(draft.synonyms.length > 0 ? { synonyms: draft.synonyms } : {}),
    ...(draft.kind === undefined ? {} : { kind: draft.kind }),
    ...(draft.parents === null ? {} : { parents: draft.parents }),
    ...(adjacent.length > 0 ? { adjacent } : {}),
  };
}

function addDraft(
  drafts: Map<string, SkillDraft>,
  id: string,
  name: string,
  labels: string,
  kind: Skill['kind'],
): void {
  const synonyms = labels.split('\n').filter((label) => label !== '' && label !== name);
  drafts.set(id, { id, name, synonyms, kind, parents: null, adjacent: null });
}

function readSkills(text: CsvText, drafts: Map<string, SkillDraft>): EscoCounts['skillsByType'] {
  const counts = { skill: 0, knowledge: 0, blank: 0 };
  for (const [id, type, name, labels] of readTable({
    text,
    columns: ['conceptUri', 'skillType', 'preferredLabel', 'altLabels'],
  })) {
    const kind = type === 'knowledge' ? 'knowledge' : type === 'skill/competence' ? 'skill' : undefined;
    counts[kind ?? 'blank'] += 1;
    addDraft(drafts, id!, name!, labels!, kind);
  }
  return counts;
}

function readGroups(text: CsvText, drafts: Map<string, SkillDraft>): number {
  let count = 0;
  for (const [id, name, labels] of readTable({ text, columns: ['conceptUri', 'preferredLabel', 'altLabels'] })) {
    count += 1;
    addDraft(drafts, id!, name!, labels!, 'group');
  }
  return count;
}

function readBroader(text: CsvText, drafts: Map<string, SkillDraft>, leftOut: LeftOutRow[]): number {
  let count = 0;
  for (const [from, to] of readTable({ text, columns: ['conceptUri', 'broaderUri'] })) {
    count += 1;
    const draft = drafts.get(from!);
    const parent = drafts.get(to!);
    if (draft === undefined || parent === undefined) leftOut.push({ file: 'broaderRelations', from: from!, to: to! });
    else if (draft.parents === null) draft.parents = [parent.id];
    else if (!draft.parents.includes(parent.id)) draft.parents.push(parent.id);
  }
  return count;
}

function readNeighbours(
  text: CsvText,
  drafts: Map<string, SkillDraft>,
  similarity: { readonly essential: number; readonly optional: number },
  leftOut: LeftOutRow[],
): number {
  let count = 0;
  for (const [from, type, to] of readTable({
    text,
    columns: ['originalSkillUri', 'relationType', 'relatedSkillUri'],
  })) {
    count += 1;
    const draft = drafts.get(from!);
    const related = drafts.get(to!);
    if (draft === undefined || related === undefined || draft === related) {
      leftOut.push({ file: 'skillRelations', from: from!, to: to! });
      continue;
    }
    const value = type === 'essential' ? similarity.essential : similarity.optional;
    draft.adjacent ??= new Map();
    draft.adjacent.set(related.id, Math.max(value, draft.adjacent.get(related.id) ?? 0));
  }
  return count;
}

interface OccupationDraft extends Occupation {
  readonly essential: string[];
  readonly optional: string[];
}

function readOccupations(files: EscoFiles, drafts: ReadonlyMap<string, SkillDraft>, leftOut: LeftOutRow[]) {
  const occupations = new Map<string, OccupationDraft>();
  for (const [id, name, code] of readTable({
    text: files.occupations,
    columns: ['conceptUri', 'preferredLabel', 'code'],
  })) {
    occupations.set(id!, { id: id!, code: code!, name: name!, essential: [], optional: [] });
  }
  let links = 0;
  let essential = 0;
  let occupation: OccupationDraft | undefined;
  for (const [from, type, to] of readTable({
    text: files.occupationSkillRelations,
    columns: ['occupationUri', 'relationType', 'skillUri'],
  })) {
    links += 1;
    if (type === 'essential') essential += 1;
    // The file stands by occupation: most rows name the one before.
    if (from !== occupation?.id) occupation = occupations.get(from!);
    const skill = drafts.get(to!);
    if (occupation === undefined || skill === undefined)
      leftOut.push({ file: 'occupationSkillRelations', from: from!, to: to! });
    else occupation[type === 'essential' ? 'essential' : 'optional'].push(skill.id);
  }
  return { occupations: [...occupations.values()], links, essential };
}
