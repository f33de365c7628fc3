import { type InputIssue, InvalidInputError, invalidInput } from '@meritkit/core/errors';
import { pickText } from '@meritkit/core/locale';
import { safeParseWith } from '@meritkit/core/schema';
import { compareText } from '../evidence/check.ts';
import type { Evidence } from '../evidence/model.ts';
import { evidenceSchema } from '../evidence/schema.ts';
import { levelOf } from '../matching/score.ts';
import type { ProfileSet } from '../profiles/model.ts';
import { checkTaxonomy } from '../taxonomy/check.ts';
import { type CsvText, readCsv } from './read-csv.ts';
import { plainCell, writeCsv } from './write-csv.ts';

/** The skill matrix as a table: a row per person, a column per skill; null: unknown, which is not zero. */
export interface MatrixTable {
  readonly skills: readonly { readonly skillId: string; readonly name: string }[];
  readonly rows: readonly { readonly personId: string; readonly levels: readonly (number | null)[] }[];
}

/**
 * The skill matrix as a table in a locale, for the skills given or all that anybody has.
 *
 * @throws InvalidInputError `skills/unknown-skill`
 * @example
 * ```ts
 * import { buildProfiles, exportMatrix } from '@meritkit/skills-matrix';
 *
 * const profiles = buildProfiles({
 *   asOf: '2026-11-22',
 *   taxonomy: { version: '1', skills: [{ id: 'go', name: 'Go' }, { id: 'sql', name: 'SQL' }] },
 *   evidence: [{ id: 'e1', personId: 'lin', kind: 'assessment', skillId: 'go', level: 4, at: '2026-09-30' }],
 * });
 * exportMatrix({ profiles, locale: 'en', skillIds: ['go', 'sql'] }).rows[0]?.levels; // [4, null]
 * ```
 */
export function exportMatrix(options: {
  readonly profiles: ProfileSet;
  readonly locale: string;
  readonly skillIds?: readonly string[];
}): MatrixTable {
  const { profiles, locale } = options;
  const { byId } = checkTaxonomy({ taxonomy: profiles.taxonomy });
  const known = new Set(profiles.people.flatMap((person) => person.skills.map((skill) => skill.skillId)));
  const unknown = options.skillIds?.findIndex((skillId) => !byId.has(skillId)) ?? -1;
  if (unknown >= 0) {
    const message = `no skill "${options.skillIds![unknown]}" in taxonomy ${profiles.taxonomy.version}`;
    throw invalidInput('skills/unknown-skill', ['skillIds', unknown], message);
  }
  const skillIds = options.skillIds ?? [...known].sort(compareText);
  return {
    skills: skillIds.map((skillId) => ({ skillId, name: pickText(byId.get(skillId)?.name ?? skillId, locale) })),
    rows: profiles.people.map((person) => ({
      personId: person.personId,
      levels: skillIds.map((skillId) => levelOf(person, skillId, 'expected')),
    })),
  };
}

/**
 * The skill matrix as CSV: the header holds the names, unknown levels are empty, formulas are neutralised.
 *
 * @example
 * ```ts
 * import { buildProfiles, writeMatrixCsv } from '@meritkit/skills-matrix';
 *
 * const profiles = buildProfiles({
 *   asOf: '2026-11-22',
 *   taxonomy: { version: '1', skills: [{ id: 'go', name: 'Go' }] },
 *   evidence: [{ id: 'e1', personId: 'lin', kind: 'assessment', skillId: 'go', level: 4, at: '2026-11-01' }],
 * });
 * writeMatrixCsv({ profiles, locale: 'en' }); // 'personId,Go\r\nlin,4\r\n'
 * ```
 */
export function writeMatrixCsv(options: Parameters<typeof exportMatrix>[0]): string {
  const { skills, rows } = exportMatrix(options);
  const header = ['personId', ...skills.map((skill) => skill.name)];
  return writeCsv({ rows: [header, ...rows.map((row) => [row.personId, ...row.levels])] });
}

const NUMBERS = new Set(['level', 'months', 'count', 'interest', 'endorserLevel']);
const LISTS = new Set(['tags', 'skills']);

/**
 * Evidence from a CSV whose header names the fields of evidence: `id, personId, kind, at` and those of the kinds. Empty
 * cells are absent. `tags` are separated by `|`, `skills` are written `go:4|sql:3`, each with its level. Columns of your
 * own are passed over; one that nearly has the name of a field (`valid_to`) is refused, since it would be lost.
 *
 * @throws InvalidInputError `skills/invalid-evidence` with every row and column that is wrong, `skills/invalid-csv` also
 * for a row with more cells than the header
 * @example
 * ```ts
 * import { readEvidenceCsv } from '@meritkit/skills-matrix';
 *
 * readEvidenceCsv({ text: 'id,personId,kind,skillId,level,at\ne1,lin,self-rating,go,3,2026-09-30\n' })[0]?.kind; // 'self-rating'
 * ```
 */
export function readEvidenceCsv(options: { readonly text: CsvText; readonly separator?: string }): readonly Evidence[] {
  let header: readonly string[] | null = null;
  const evidence: Evidence[] = [];
  const issues: InputIssue[] = [];
  let line = 0;
  for (const row of readCsv(options)) {
    line += 1;
    if (header === null) {
      header = row.map((name) => name.trim());
      checkHeader(header);
      continue;
    }
    if (row.slice(header.length).some((cell) => cell.trim() !== '')) {
      const message = `there are ${row.length} cells under ${header.length} columns`;
      issues.push({ code: 'skills/invalid-csv', path: ['rows', line], message });
      continue;
    }
    const record = recordOf(header, row);
    const parsed = safeParseWith({
      schema: evidenceSchema,
      input: record,
      code: 'skills/invalid-evidence',
      at: ['rows', line],
    });
    if (parsed.ok) evidence.push(parsed.value);
    else issues.push(...parsed.issues);
  }
  if (issues.length > 0) throw new InvalidInputError({ code: 'skills/invalid-evidence', issues });
  return evidence;
}

/** Refuses a column that stands twice, and one whose name only nearly is a field's. */
function checkHeader(header: readonly string[]): void {
  const plain = (name: string): string => name.toLowerCase().replaceAll(/[^a-z]/g, '');
  const fields = evidenceSchema.options.flatMap((option) => Object.keys(option.shape));
  const byPlain = new Map(fields.flatMap((field) => (field === 'source' ? [] : [[plain(field), field] as const])));
  for (const [at, name] of header.entries()) {
    const field = byPlain.get(plain(name));
    const isTwice = field === name && header.indexOf(name) !== at;
    if (field === undefined || (field === name && !isTwice)) continue;
    const message = isTwice ? `column "${name}" stands twice` : `column "${name}" is written "${field}"`;
    throw invalidInput('skills/invalid-csv', ['rows', 1, at], message);
  }
}

function recordOf(header: readonly string[], row: readonly string[]): Record<string, unknown> {
  const record: Record<string, unknown> = {};
  for (const [at, name] of header.entries()) {
    const text = plainCell(row[at] ?? '').trim();
    if (text !== '') record[name] = NUMBERS.has(name) ? numberOf(text) : LISTS.has(name) ? listOf(name, text) : text;
  }
  if (record.kind === 'project' && record.tags === undefined) record.tags = [];
  if (record.kind === 'endorsement' && record.endorserLevel === undefined) record.endorserLevel = null;
  return record;
}

/** A number, or the text as it is for the schema to refuse. */
function numberOf(text: string): number | string {
  const value = Number(text);
  return Number.isFinite(value) ? value : text;
}

function listOf(name: string, text: string): unknown {
  const items = text.split('|').map((item) => item.trim());
  if (name === 'tags') return items;
  return items.map((item) => {
    const at = item.lastIndexOf(':');
    const level = at < 0 ? '' : item.slice(at + 1).trim();
    return { skillId: item.slice(0, at < 0 ? undefined : at).trim(), level: level === '' ? null : numberOf(level) };
  });
}
