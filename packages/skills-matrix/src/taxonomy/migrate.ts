import { invalidInput } from '@meritkit/core/errors';
import { shownLevels } from '../evidence/claims.ts';
import type { Evidence, ShownLevel } from '../evidence/model.ts';
import type { Demand, SkillRequirement } from '../matching/demand.ts';
import { checkTaxonomy } from './check.ts';
import type { Taxonomy } from './model.ts';

/** What happened to a skill between two versions. Skills not named keep their id. */
export type SkillChange =
  | { readonly kind: 'renamed'; readonly from: string; readonly to: string }
  | { readonly kind: 'merged'; readonly from: readonly string[]; readonly to: string }
  | { readonly kind: 'split'; readonly from: string; readonly to: readonly string[] }
  | { readonly kind: 'retired'; readonly from: string };

/** What a migration moved. */
export interface MigrationReport {
  readonly fromVersion: string;
  readonly toVersion: string;
  readonly changes: readonly {
    readonly change: SkillChange;
    /** Evidence whose skill changed by it. */
    readonly evidenceIds: readonly string[];
    /** Demands whose requirement changed by it. */
    readonly demandIds: readonly string[];
  }[];
  readonly unchanged: number;
  /** Evidence that only spoke of retired skills, and is not in the result. */
  readonly dropped: readonly string[];
}

/** Evidence and demands in the words of a newer taxonomy. */
export interface Migration {
  readonly evidence: readonly Evidence[];
  readonly demands: readonly Demand[];
  readonly report: MigrationReport;
}

/**
 * Puts evidence and demands into the words of another taxonomy version. The stored evidence stays as it was; this is
 * how it reads under the new version. A split skill counts for each of its parts (`<id>/<skill>` where one piece of
 * evidence becomes several); merged skills count once per piece of evidence, with the higher level. Merged requirements
 * add their weights and keep the higher level and number of people, where one of them is a must-have that one's: a wish
 * makes nobody ineligible.
 *
 * @throws InvalidInputError `skills/unmapped-skill` for a skill in use that the new version lacks and no change names,
 * `skills/conflicting-changes` when two changes name one skill or a split names a part twice or none,
 * `skills/unknown-skill` for a change to a skill that is not there, `skills/duplicate-evidence` where a part would get
 * the id of other evidence
 * @example
 * ```ts
 * import { migrateTaxonomy } from '@meritkit/skills-matrix';
 *
 * migrateTaxonomy({
 *   from: { version: '1', skills: [{ id: 'golang', name: 'Go' }] },
 *   to: { version: '2', skills: [{ id: 'go', name: 'Go' }] },
 *   changes: [{ kind: 'renamed', from: 'golang', to: 'go' }],
 *   evidence: [{ id: 'e1', personId: 'lin', kind: 'self-rating', skillId: 'golang', level: 3, at: '2026-09-30' }],
 * }).report.changes[0]?.evidenceIds; // ['e1']
 * ```
 */
export function migrateTaxonomy(options: {
  readonly from: Taxonomy;
  readonly to: Taxonomy;
  readonly changes: readonly SkillChange[];
  readonly evidence?: readonly Evidence[];
  readonly demands?: readonly Demand[];
}): Migration {
  const { from, to, changes, evidence = [], demands = [] } = options;
  const moves = readMoves(from, to, changes);
  const touched = changes.map(() => ({ evidenceIds: new Set<string>(), demandIds: new Set<string>() }));
  const dropped: string[] = [];
  const ids = new Set(evidence.map((item) => item.id));
  let unchanged = 0;
  const moved = evidence.flatMap((item, at) => {
    const used = skillsIn(item);
    for (const skillId of used) requireMapped(skillId, moves, ['evidence', at]);
    const hits = used.filter((skillId) => moves.changeOf.has(skillId));
    if (hits.length === 0) {
      unchanged += 1;
      return [item];
    }
    for (const skillId of hits) touched[moves.changeOf.get(skillId)!]!.evidenceIds.add(item.id);
    const results = moveEvidence(item, moves.targetsOf);
    const taken = results.length > 1 ? results.find((part) => ids.has(part.id)) : undefined;
    if (taken !== undefined) {
      throw invalidInput(
        'skills/duplicate-evidence',
        ['evidence', at, 'id'],
        `"${taken.id}" is the id of other evidence`,
      );
    }
    if (results.length === 0) dropped.push(item.id);
    return results;
  });
  const newDemands = demands.map((demand, at) => {
    for (const { skillId } of [...demand.skills, ...(demand.language === undefined ? [] : [demand.language])]) {
      requireMapped(skillId, moves, ['demands', at]);
      const change = moves.changeOf.get(skillId);
      if (change !== undefined) touched[change]!.demandIds.add(demand.id ?? String(at));
    }
    return moveDemand(demand, moves.targetsOf);
  });
  const report: MigrationReport = {
    fromVersion: from.version,
    toVersion: to.version,
    changes: changes.map((change, at) => ({
      change,
      evidenceIds: [...touched[at]!.evidenceIds],
      demandIds: [...touched[at]!.demandIds],
    })),
    unchanged,
    dropped,
  };
  return { evidence: moved, demands: newDemands, report };
}

interface Moves {
  readonly to: ReadonlyMap<string, unknown>;
  readonly changeOf: ReadonlyMap<string, number>;
  readonly targetsOf: (skillId: string) => readonly string[];
}

function readMoves(from: Taxonomy, to: Taxonomy, changes: readonly SkillChange[]): Moves {
  const before = checkTaxonomy({ taxonomy: from }).byId;
  const after = checkTaxonomy({ taxonomy: to }).byId;
  const changeOf = new Map<string, number>();
  const targets = new Map<string, readonly string[]>();
  for (const [at, change] of changes.entries()) {
    const next = change.kind === 'retired' ? [] : typeof change.to === 'string' ? [change.to] : change.to;
    const unknown = next.find((skillId) => !after.has(skillId));
    if (unknown !== undefined)
      throw invalidInput('skills/unknown-skill', ['changes', at, 'to'], `no skill "${unknown}" in ${to.version}`);
    if (change.kind === 'split' && (next.length === 0 || new Set(next).size < next.length)) {
      const message = `"${change.from}" is split into different parts, one or more`;
      throw invalidInput('skills/conflicting-changes', ['changes', at, 'to'], message);
    }
    for (const skillId of typeof change.from === 'string' ? [change.from] : change.from) {
      const path = ['changes', at, 'from'];
      if (!before.has(skillId))
        throw invalidInput('skills/unknown-skill', path, `no skill "${skillId}" in ${from.version}`);
      if (changeOf.has(skillId)) throw invalidInput('skills/conflicting-changes', path, `"${skillId}" changes twice`);
      changeOf.set(skillId, at);
      targets.set(skillId, next);
    }
  }
  return { to: after, changeOf, targetsOf: (skillId) => targets.get(skillId) ?? [skillId] };
}

function requireMapped(skillId: string, moves: Moves, path: readonly (string | number)[]): void {
  if (!moves.changeOf.has(skillId) && !moves.to.has(skillId)) {
    throw invalidInput('skills/unmapped-skill', path, `"${skillId}" is gone, and no change says where to`);
  }
}

function skillsIn(evidence: Evidence): readonly string[] {
  const shown = shownLevels(evidence).map((item) => item.skillId);
  return 'skillId' in evidence && shown.length === 0 ? [evidence.skillId] : shown;
}

function moveEvidence(evidence: Evidence, targetsOf: (skillId: string) => readonly string[]): readonly Evidence[] {
  if ('skillId' in evidence) {
    const targets = targetsOf(evidence.skillId);
    return targets.map((skillId) => ({
      ...evidence,
      skillId,
      ...(targets.length > 1 ? { id: `${evidence.id}/${skillId}` } : {}),
    }));
  }
  if ('skills' in evidence && evidence.skills !== undefined) {
    const levels = new Map<string, number>();
    for (const { skillId, level } of evidence.skills) {
      for (const target of targetsOf(skillId)) levels.set(target, Math.max(level, levels.get(target) ?? level));
    }
    const skills: ShownLevel[] = [...levels].map(([skillId, level]) => ({ skillId, level }));
    return [{ ...evidence, skills }];
  }
  return [evidence];
}

/** A split requirement shares its weight among the parts. */
function moveDemand(demand: Demand, targetsOf: (skillId: string) => readonly string[]): Demand {
  const skills = new Map<string, SkillRequirement>();
  for (const item of demand.skills) {
    const targets = targetsOf(item.skillId);
    for (const skillId of targets) {
      const moved = { ...item, skillId, weight: item.weight / targets.length };
      const known = skills.get(skillId);
      skills.set(skillId, known === undefined ? moved : mergeRequirements(known, moved));
    }
  }
  const { language, ...rest } = demand;
  const spoken = language === undefined ? undefined : targetsOf(language.skillId)[0];
  return {
    ...rest,
    skills: [...skills.values()],
    ...(language === undefined || spoken === undefined ? {} : { language: { ...language, skillId: spoken } }),
  };
}

/** Weights add up; of a wish and a must-have, what the must-have asks stays. */
function mergeRequirements(left: SkillRequirement, right: SkillRequirement): SkillRequirement {
  const weight = left.weight + right.weight;
  if ((left.must ?? false) !== (right.must ?? false)) return { ...(left.must === true ? left : right), weight };
  const atLeast = Math.max(left.atLeast, right.atLeast);
  const people = Math.max(left.people ?? 1, right.people ?? 1);
  return { ...left, weight, atLeast, ...(people > 1 ? { people } : {}) };
}
