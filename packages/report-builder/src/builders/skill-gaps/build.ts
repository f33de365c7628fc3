import type { LocalizedText } from '@meritkit/core/locale';
import type { ReportDocument } from '../../document/document.ts';
import { beginReport, type Draft, type ReportFrame } from '../../draft/draft.ts';
import { reportError } from '../../errors.ts';
import { readInputs, requireUnique } from '../inputs.ts';
import { say } from '../say.ts';
import { type SkillGapsInput, skillGapsSchema } from './schema.ts';

/**
 * The skill report: how many people stand at which level of each skill, what a demand needs beyond that, and what only
 * one person knows. A skill that nobody rated is unknown, not zero. Levels may be those of a skill profile as they are;
 * without `name` nobody is named in it.
 *
 * @throws InvalidInputError `report/invalid-input`, `report/empty-period`, `report/duplicate-id`
 * @example
 * ```ts
 * import { buildSkillGapsReport } from '@meritkit/report-builder';
 *
 * const report = buildSkillGapsReport(
 *   { skills: [{ id: 'go', title: 'Go' }], people: [{ id: 'lin', name: 'Lin', skills: { go: 4 } }], demand: [{ skillId: 'go', atLeast: 3, people: 3 }] },
 *   { asOf: '2026-11-22', period: { start: '2026-11-01', end: '2026-12-01' } },
 * );
 * report.metrics.find((metric) => metric.id === 'skill.go.gap')?.value; // '2'
 * ```
 */
export function buildSkillGapsReport(inputs: SkillGapsInput, frame: ReportFrame): ReportDocument {
  const read = readInputs(skillGapsSchema, inputs, frame);
  const { input } = read;
  requireUnique(input.skills, 'skills');
  requireUnique(input.people, 'people');
  for (const [index, need] of input.demand.entries()) {
    if (input.demand.findIndex((other) => other.skillId === need.skillId) !== index) {
      const path = ['demand', index, 'skillId'];
      throw reportError('report/duplicate-id', path, `"${need.skillId}" is asked for twice: name one level`);
    }
    if (!input.skills.some((skill) => skill.id === need.skillId)) {
      throw reportError('report/invalid-input', ['demand', index, 'skillId'], `no skill "${need.skillId}"`);
    }
  }
  const draft = beginReport({ kind: 'skill-gaps', title: say('skills.title'), frame: read.frame });
  addGapLines(draft, input);
  addDistribution(draft, input);
  addGapTable(draft, input);
  return draft.finish();
}

type Need = SkillGapsInput['demand'][number];

function titleOf(input: SkillGapsInput, skillId: string) {
  return input.skills.find((skill) => skill.id === skillId)!.title;
}

/** A level worked out from many numbers may miss a step by its last bit. */
const tolerance = 1e-9;

function rated(input: SkillGapsInput, skillId: string) {
  return input.people.flatMap((person) => {
    const level = person.skills[skillId] ?? null;
    return level === null ? [] : [{ person, level: level + tolerance }];
  });
}

function holders(input: SkillGapsInput, skillId: string, atLeast: number) {
  return rated(input, skillId).filter(({ level }) => level >= atLeast);
}

function addGapLines(draft: Draft, input: SkillGapsInput): void {
  for (const need of input.demand) addNeed(draft, input, need);
  const gapOf = (need: Need) => draft.find(`skill.${need.skillId}.gap`).value;
  const open = input.demand.filter((need) => Number(gapOf(need)) > 0);
  for (const need of open) {
    const id = `skill.${need.skillId}.gap`;
    const text = say('skills.line.gap', {
      skill: { text: titleOf(input, need.skillId) },
      gap: { metric: id },
      level: { number: String(need.atLeast) },
    });
    draft.block({ type: 'narrative', text, metric: id });
  }
  const covered = input.demand.every((need) => gapOf(need) !== null && Number(gapOf(need)) <= 0);
  if (covered && input.demand.length > 0) draft.block({ type: 'narrative', text: say('skills.line.noGap') });
  const alone = input.skills.filter((skill) => holders(input, skill.id, 3).length === 1);
  for (const skill of alone) {
    const about = { skill: { text: skill.title } };
    const name = holders(input, skill.id, 3)[0]!.person.name;
    const text =
      name === undefined
        ? say('skills.alone.unnamed', about)
        : say('skills.alone.text', { ...about, name: { text: name } });
    draft.block({ type: 'callout', tone: 'attention', title: say('skills.alone.title', about), text });
  }
}

function addNeed(draft: Draft, input: SkillGapsInput, need: Need): void {
  const title = { text: titleOf(input, need.skillId) };
  const known = rated(input, need.skillId).length;
  const base = `skill.${need.skillId}`;
  draft.metric({
    id: `${base}.needed`,
    label: say('skills.needed', { skill: title }),
    value: String(need.people),
    formula: 'skill-needed',
  });
  draft.metric({
    id: `${base}.available`,
    label: say('skills.available', { skill: title, level: { number: String(need.atLeast) } }),
    value: known === 0 ? null : String(holders(input, need.skillId, need.atLeast).length),
    unknown: 'not-measured',
    formula: 'skill-people',
    n: known,
  });
  draft.derive({
    id: `${base}.gap`,
    label: say('skills.gap', { skill: title }),
    unit: 'people',
    formula: 'skill-gap',
    operation: 'difference',
    of: [`${base}.needed`, `${base}.available`],
  });
}

function addDistribution(draft: Draft, input: SkillGapsInput): void {
  // A skill that nobody rated is not scarce: nothing is known of it.
  const [scarce] = input.skills
    .filter((skill) => rated(input, skill.id).length > 0)
    .sort((one, other) => holders(input, one.id, 3).length - holders(input, other.id, 3).length);
  if (scarce === undefined) return;
  const few = holders(input, scarce.id, 3).length;
  const levels = levelsOf(input);
  const series = levels.map(({ level, title }, place) => ({
    id: `level-${level}`,
    label: title ?? say('chart.level', { level: { number: String(level) } }),
    values: input.skills.map((skill) => {
      const known = rated(input, skill.id);
      const next = levels[place + 1]?.level ?? Number.POSITIVE_INFINITY;
      const at = known.filter((one) => one.level >= level && one.level < next).length;
      return draft.metric({
        id: `skill.${skill.id}.level.${level}`,
        label: say('skills.atLevel', { skill: { text: skill.title }, level: { number: String(level) } }),
        value: known.length === 0 ? null : String(at),
        unknown: 'not-measured',
        formula: 'skill-people',
        n: known.length,
      });
    }),
  }));
  draft.block({
    type: 'chart',
    chart: 'stacked-bar',
    id: 'distribution',
    unit: 'people',
    title: say('chart.skills.title', { skill: { text: scarce.title }, people: { number: String(few) } }),
    subtitle: say('chart.skills.subtitle', { date: { date: draft.frame.asOf } }),
    categories: input.skills.map((skill) => ({ id: skill.id, label: skill.title })),
    series,
  });
}

function levelsOf(input: SkillGapsInput): readonly { readonly level: number; readonly title?: LocalizedText }[] {
  if (input.levels !== undefined) return [...input.levels].sort((one, other) => one.level - other.level);
  const below = input.skills.some((skill) => rated(input, skill.id).some(({ level }) => level < 1));
  return [...(below ? [0] : []), 1, 2, 3, 4, 5].map((level) => ({ level }));
}

function addGapTable(draft: Draft, input: SkillGapsInput): void {
  draft.block({
    type: 'table',
    id: 'gaps',
    title: say('skills.table'),
    columns: [
      { id: 'skill', label: say('skills.column.skill') },
      { id: 'level', label: say('skills.column.level') },
      { id: 'needed', label: say('skills.column.needed'), unit: 'people', align: 'end' },
      { id: 'available', label: say('skills.column.available'), unit: 'people', align: 'end' },
      { id: 'gap', label: say('skills.column.gap'), unit: 'people', align: 'end' },
    ],
    rows: input.demand.map((need) => ({
      id: need.skillId,
      cells: [
        { text: titleOf(input, need.skillId) },
        { text: say('skills.atLeast', { level: { number: String(need.atLeast) } }) },
        { metric: `skill.${need.skillId}.needed` },
        { metric: `skill.${need.skillId}.available` },
        { metric: `skill.${need.skillId}.gap` },
      ],
    })),
    empty: say('skills.empty'),
  });
}
