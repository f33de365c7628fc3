import { type CsvText, readTable } from '../table/read-csv.ts';
import { checkTaxonomy } from './check.ts';
import type { Skill, Taxonomy } from './model.ts';

/** A technology that an occupation uses. */
export interface OccupationTechnology {
  readonly skillId: string;
  /** Often named in job postings. */
  readonly hot: boolean;
  /** Often named in postings for this occupation. */
  readonly inDemand: boolean;
}

/** An occupation of O*NET with its technologies. */
export interface OnetOccupation {
  readonly id: string;
  readonly name: string;
  readonly technologies: readonly OccupationTechnology[];
}

/** An imported O*NET list of technology skills. */
export interface OnetImport {
  readonly taxonomy: Taxonomy;
  /** Occupations that have technologies. */
  readonly occupations: readonly OnetOccupation[];
  readonly counts: {
    readonly rows: number;
    readonly occupations: number;
    readonly examples: number;
    readonly commodities: number;
  };
}

/**
 * Imports O*NET's technology skills from its tab-separated texts: every example a skill, under its commodities as
 * groups, and the occupations that use them.
 *
 * O*NET is published by the U.S. Department of Labor under CC BY 4.0; name it where you show it.
 *
 * @throws InvalidInputError `skills/invalid-csv`, `skills/invalid-taxonomy`
 * @example
 * ```ts
 * import { importOnet } from '@meritkit/skills-matrix';
 *
 * const header = 'O*NET-SOC Code\tExample\tCommodity Code\tCommodity Title\tHot Technology\tIn Demand\n';
 * importOnet({ version: '29.2', technologySkills: `${header}15-1252.00\tKubernetes\t43232408\tWeb platforms\tY\tN\n` }).counts.examples; // 1
 * ```
 */
export function importOnet(options: {
  readonly version: string;
  /** Technology Skills.txt */
  readonly technologySkills: CsvText;
  /** Occupation Data.txt, for the occupations' names. */
  readonly occupationData?: CsvText;
}): OnetImport {
  const names = new Map<string, string>();
  if (options.occupationData !== undefined) {
    for (const [code, title] of readTable({
      text: options.occupationData,
      separator: '\t',
      columns: ['O*NET-SOC Code', 'Title'],
    })) {
      names.set(code!, title!);
    }
  }
  const commodities = new Map<string, Skill>();
  const examples = new Map<string, { readonly id: string; readonly name: string; readonly parents: string[] }>();
  const occupations = new Map<string, OccupationTechnology[]>();
  const columns = ['O*NET-SOC Code', 'Example', 'Commodity Code', 'Commodity Title', 'Hot Technology', 'In Demand'];
  let rows = 0;
  for (const [occupation, example, code, title, hot, inDemand] of readTable({
    text: options.technologySkills,
    separator: '\t',
    columns,
  })) {
    rows += 1;
    const group = `onet:commodity:${code}`;
    if (!commodities.has(group)) commodities.set(group, { id: group, name: { en: title! }, kind: 'group' });
    const id = `onet:technology:${example}`;
    const skill = examples.get(id) ?? { id, name: example!, parents: [] };
    if (!skill.parents.includes(group)) skill.parents.push(group);
    examples.set(id, skill);
    const technologies = occupations.get(occupation!) ?? [];
    technologies.push({ skillId: id, hot: hot === 'Y', inDemand: inDemand === 'Y' });
    occupations.set(occupation!, technologies);
  }
  const skills: Skill[] = [...examples.values()].map(({ id, name, parents }) => ({
    id,
    name: { en: name },
    kind: 'skill',
    parents,
  }));
  const taxonomy: Taxonomy = { version: options.version, source: 'onet', skills: [...commodities.values(), ...skills] };
  checkTaxonomy({ taxonomy });
  return {
    taxonomy,
    occupations: [...occupations].map(([id, technologies]) => ({ id, name: names.get(id) ?? id, technologies })),
    counts: { rows, occupations: occupations.size, examples: examples.size, commodities: commodities.size },
  };
}
