import type { LocalizedText } from '@meritkit/core/locale';
import type { ReportDocument } from '../../document/document.ts';
import { beginReport, type Draft, type ReportFrame } from '../../draft/draft.ts';
import { reportError } from '../../errors.ts';
import { readInputs, requireUnique } from '../inputs.ts';
import { say } from '../say.ts';
import { type SkillGapsInput, skillGapsSchema } from './schema.ts';

/**
 * The skill report: how many people stand at which level of each skill, what a demand needs beyond that, and what only
 * one person knows, from the level on that `knownFrom` says (3 unless told). A skill that nobody rated is unknown, not
 * zero. Levels may be those of a skill profile as they are; without `name` nobody is named in it. It is about the day
 * `asOf`: nothing in it is selected by the period.
 *
 * @throws InvalidInputError `report/invalid-input` (also for a `knownFrom` that the scale does not have), `report/empty-period`, `report/duplicate-id`
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
  for (const need of input.demand) addNeed(draft, input, need);
  const knownFrom = knownFromOf(input);
  const distribution = addLevelCounts(draft, input);
  addKnowers(draft, input, knownFrom);
  addGapLines(draft, input);
  addAlone(draft, input, knownFrom);
  addDistribution(draft, input, knownFrom, distribution);
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

/** The step from which somebody knows a skill; a scale that has no step 3 does not leave it to a default. */
function knownFromOf(input: SkillGapsInput): number {
  const level = input.knownFrom ?? 3;
  const steps = levelsOf(input).map((each) => each.level);
  if (!steps.includes(level)) {
    const message = `the scale has no step ${level}: say from which of ${steps.join(', ')} on a skill is known`;
    throw reportError('report/invalid-input', ['knownFrom'], message);
  }
  return level;
}

/** Who knows each skill: the people of the steps from `knownFrom` on, added up. */
function addKnowers(draft: Draft, input: SkillGapsInput, knownFrom: number): void {
  const steps = levelsOf(input).filter(({ level }) => level >= knownFrom);
  for (const skill of input.skills) {
    draft.derive({
      id: `skill.${skill.id}.known`,
      label: say('skills.available', { skill: { text: skill.title }, level: { number: String(knownFrom) } }),
      unit: 'people',
      formula: 'skill-known',
      operation: 'sum',
      of: steps.map(({ level }) => `skill.${skill.id}.level.${level}`),
      n: rated(input, skill.id).length,
      unknown: 'not-measured',
    });
  }
}

function addGapLines(draft: Draft, input: SkillGapsInput): void {
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
}

/** What would stand still if one person were away. */
function addAlone(draft: Draft, input: SkillGapsInput, knownFrom: number): void {
  for (const skill of input.skills) {
    const [only, ...others] = holders(input, skill.id, knownFrom);
    if (only === undefined || others.length > 0) continue;
    const about = {
      skill: { text: skill.title },
      level: { number: String(knownFrom) },
      people: { metric: `skill.${skill.id}.known` },
    };
    const { id, name } = only.person;
    if (name !== undefined) draft.name({ id, names: [name] });
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

/** How many people stand at each step of each skill, as the series of a chart. */
function addLevelCounts(draft: Draft, input: SkillGapsInput) {
  const levels = levelsOf(input);
  return levels.map(({ level, title }, place) => ({
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
}

function addDistribution(
  draft: Draft,
  input: SkillGapsInput,
  knownFrom: number,
  series: ReturnType<typeof addLevelCounts>,
): void {
  const known = (skillId: string) => Number(draft.find(`skill.${skillId}.known`).value);
  // A skill that nobody rated is not scarce: nothing is known of it.
  const [scarce] = input.skills
    .filter((skill) => rated(input, skill.id).length > 0)
    .sort((one, other) => known(one.id) - known(other.id));
  if (scarce === undefined) return;
  draft.block({
    type: 'chart',
    chart: 'stacked-bar',
    id: 'distribution',
    unit: 'people',
    title: say('chart.skills.title', {
      skill: { text: scarce.title },
      people: { metric: `skill.${scarce.id}.known` },
      level: { number: String(knownFrom) },
    }),
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
