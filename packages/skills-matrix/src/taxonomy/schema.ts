import type { JsonObject } from '@meritkit/core/json';
import { jsonSchemaOf, parseWith } from '@meritkit/core/schema';
import { z } from 'zod';
import { type CsvText, readCsv } from '../table/read-csv.ts';
import { plainCell } from '../table/write-csv.ts';
import { checkTaxonomy } from './check.ts';
import type { Skill, Taxonomy } from './model.ts';

const text = z.string().min(1);
const words = z.union([z.string(), z.record(z.string(), z.string()).readonly()]);

/** The zod schema of a taxonomy; also a Standard Schema. */
export const taxonomySchema = z.object({
  version: text,
  source: z.enum(['esco', 'onet', 'custom']).exactOptional(),
  skills: z
    .array(
      z.object({
        id: text,
        name: words,
        synonyms: z.array(z.string()).readonly().exactOptional(),
        description: words.exactOptional(),
        parents: z.array(text).readonly().exactOptional(),
        adjacent: z
          .array(z.object({ skillId: text, similarity: z.number().min(0).max(1) }))
          .readonly()
          .exactOptional(),
        kind: z.enum(['skill', 'knowledge', 'group']).exactOptional(),
      }),
    )
    .readonly(),
}) satisfies z.ZodType<Taxonomy>;

/**
 * Reads a taxonomy from outside and checks it.
 *
 * @throws InvalidInputError `skills/invalid-taxonomy` with every issue's path
 * @example
 * ```ts
 * import { parseTaxonomy } from '@meritkit/skills-matrix';
 *
 * parseTaxonomy({ version: '1', skills: [{ id: 'go', name: 'Go' }] }).skills.length; // 1
 * ```
 */
export function parseTaxonomy(input: unknown): Taxonomy {
  const taxonomy = parseWith({ schema: taxonomySchema, input, code: 'skills/invalid-taxonomy' });
  return checkTaxonomy({ taxonomy }).taxonomy;
}

/**
 * The JSON Schema of a taxonomy, for hosts in other languages.
 *
 * @example
 * ```ts
 * import { taxonomyJsonSchema } from '@meritkit/skills-matrix';
 *
 * taxonomyJsonSchema().$id; // 'https://meritkit.dev/schemas/skills/taxonomy-v1.json'
 * ```
 */
export function taxonomyJsonSchema(): JsonObject {
  return jsonSchemaOf({ schema: taxonomySchema, id: 'https://meritkit.dev/schemas/skills/taxonomy-v1.json' });
}

/**
 * A taxonomy from an own CSV: columns `id`, `name` or `name:en`, `name:zh-CN` and so on, and if wanted `synonyms` and
 * `parents` (separated by `|`), `adjacent` (`rust:0.6|java:0.3`) and `kind`.
 *
 * @throws InvalidInputError `skills/invalid-taxonomy` with every issue's path, `skills/invalid-csv`
 * @example
 * ```ts
 * import { readTaxonomyCsv } from '@meritkit/skills-matrix';
 *
 * const text = 'id,name:en,name:zh-CN,parents\nlanguages,Languages,语言,\ngo,Go,Go 语言,languages\n';
 * readTaxonomyCsv({ text, version: 'own-1' }).skills[1]?.parents; // ['languages']
 * ```
 */
export function readTaxonomyCsv(options: { readonly text: CsvText; readonly version: string }): Taxonomy {
  const [header = [], ...rows] = readCsv({ text: options.text });
  const skills = rows.map((row) => {
    const cells = new Map(header.map((name, at) => [name.trim(), plainCell(row[at] ?? '').trim()] as const));
    return skillOf(cells);
  });
  return parseTaxonomy({ version: options.version, source: 'custom', skills });
}

function skillOf(cells: ReadonlyMap<string, string>): Record<string, unknown> {
  const names = [...cells].filter(([name, value]) => name.startsWith('name:') && value !== '');
  const list = (name: string): readonly string[] =>
    (cells.get(name) ?? '')
      .split('|')
      .map((item) => item.trim())
      .filter((item) => item !== '');
  const adjacent = list('adjacent').map((item) => {
    const at = item.lastIndexOf(':');
    const similarity = item.slice(at + 1).trim();
    return { skillId: item.slice(0, at), similarity: similarity === '' ? Number.NaN : Number(similarity) };
  });
  const kind = cells.get('kind') ?? '';
  return {
    id: cells.get('id'),
    name:
      names.length > 0 ? Object.fromEntries(names.map(([name, value]) => [name.slice(5), value])) : cells.get('name'),
    ...(list('synonyms').length > 0 ? { synonyms: list('synonyms') } : {}),
    ...(list('parents').length > 0 ? { parents: list('parents') } : {}),
    ...(adjacent.length > 0 ? { adjacent } : {}),
    ...(kind === '' ? {} : { kind }),
  } satisfies Partial<Record<keyof Skill, unknown>>;
}
