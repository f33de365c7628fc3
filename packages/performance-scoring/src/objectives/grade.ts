import { invalidInput } from '@meritkit/core/errors';
import { type Explanation, explain, given } from '@meritkit/core/explanation';
import type { JsonObject } from '@meritkit/core/json';
import { scoringOperations } from '../scorecard/operations.ts';
import type { Evidence, Scorecard } from '../scorecard/schema.ts';
import type { KeyResult, Objective } from './schema.ts';

/** An objective's grade from 0 to 1, or unknown while nothing of it is measured. */
export interface ObjectiveGrade {
  readonly objectiveId: string;
  readonly grade: number | null;
  /** Lowest confidence among its key results, where somebody stated one. */
  readonly confidence: number | null;
  readonly keyResults: readonly { readonly keyResultId: string; readonly grade: number | null }[];
  /** The objective it serves, and those that serve it. */
  readonly alignsTo: string | null;
  readonly servedBy: readonly string[];
  readonly explanation: Explanation;
}

/**
 * Grades objectives: each key result from 0 (start) to 1 (target), the objective as their weighted mean. What nobody
 * has measured yet is unknown, not zero. Alignment across people and teams is checked and returned both ways.
 *
 * @throws InvalidInputError `performance/target-equals-start`, `performance/not-finite`, `performance/duplicate-id`,
 * `performance/invalid-objective` for an objective without key results, `performance/unknown-objective` and
 * `performance/cyclic-alignment` for alignment that leads nowhere or in a circle
 * @example
 * ```ts
 * import { gradeObjectives } from '@meritkit/performance-scoring';
 *
 * gradeObjectives({ objectives: [{ id: 'o', title: 'Payments that work', keyResults: [
 *   { id: 'kr', kind: 'percent', title: 'Success rate', start: 95, target: 100, current: 99 },
 * ] }] })[0]?.grade; // 0.8
 * ```
 */
export function gradeObjectives(options: { readonly objectives: readonly Objective[] }): readonly ObjectiveGrade[] {
  const { objectives } = options;
  checkAlignment(objectives);
  return objectives.map((objective, index) => {
    if (objective.keyResults.length === 0) {
      throw invalidInput(
        'performance/invalid-objective',
        ['objectives', index, 'keyResults'],
        'an objective has key results',
      );
    }
    const terms = objective.keyResults.map((result, at) =>
      keyResultTerm(result, ['objectives', index, 'keyResults', at]),
    );
    const explanation = explain({
      key: objective.id,
      label: objective.title,
      operation: { name: 'weighted-mean', version: 1 },
      children: terms,
    });
    const confidences = objective.keyResults.flatMap((result) =>
      result.confidence === undefined ? [] : [result.confidence],
    );
    return {
      objectiveId: objective.id,
      grade: explanation.value as number | null,
      confidence: confidences.length === 0 ? null : Math.min(...confidences),
      keyResults: terms.map((term) => ({ keyResultId: term.key, grade: term.value as number | null })),
      alignsTo: objective.alignsTo ?? null,
      servedBy: objectives.filter((other) => other.alignsTo === objective.id).map((other) => other.id),
      explanation: explanation.value === null ? { ...explanation, unknown: { reason: 'nothing-known' } } : explanation,
    };
  });
}

function keyResultTerm(result: KeyResult, path: readonly (string | number)[]): Explanation {
  const base = { key: result.id, label: result.title, weight: result.weight ?? 1 };
  const unmeasured = { ...base, value: null, unknown: { reason: 'not-measured-yet' } };
  if (result.kind === 'boolean') {
    return given(result.done === undefined ? unmeasured : { ...base, value: result.done ? 1 : 0 });
  }
  if (result.kind === 'milestone') {
    const children = result.milestones.map((step) =>
      given({ key: step.id, ...(step.title === undefined ? {} : { label: step.title }), value: step.done ? 1 : 0 }),
    );
    return explain({ ...base, operation: { name: 'weighted-mean', version: 1 }, children });
  }
  const { start, target, current } = result;
  if (!Number.isFinite(start) || !Number.isFinite(target) || (current !== undefined && !Number.isFinite(current))) {
    throw invalidInput('performance/not-finite', path, 'start, target and current are numbers');
  }
  if (start === target) {
    throw invalidInput('performance/target-equals-start', [...path, 'target'], `the target ${target} is the start`);
  }
  if (current === undefined) return given(unmeasured);
  const parameters = { kind: 'linear', start, target, minimum: 0, maximum: 100 } as JsonObject;
  const points = explain({
    key: `${result.id}:points`,
    operation: { name: 'points', version: 1, parameters },
    operations: scoringOperations,
    children: [
      given({
        key: `${result.id}:current`,
        value: current,
        ...(result.unit === undefined ? {} : { unit: result.unit }),
      }),
    ],
  });
  const hundred = given({ key: 'full-points', value: 100 });
  return explain({ ...base, operation: { name: 'ratio', version: 1 }, children: [points, hundred] });
}

function checkAlignment(objectives: readonly Objective[]): void {
  const byId = new Map<string, Objective>();
  const keyResults = new Set<string>();
  for (const [index, objective] of objectives.entries()) {
    if (byId.has(objective.id))
      throw invalidInput('performance/duplicate-id', ['objectives', index, 'id'], `"${objective.id}" stands twice`);
    byId.set(objective.id, objective);
    for (const [at, result] of objective.keyResults.entries()) {
      if (keyResults.has(result.id)) {
        throw invalidInput(
          'performance/duplicate-id',
          ['objectives', index, 'keyResults', at, 'id'],
          `"${result.id}" stands twice`,
        );
      }
      keyResults.add(result.id);
    }
  }
  for (const [index, objective] of objectives.entries()) {
    const path = ['objectives', index, 'alignsTo'];
    const trail = [objective.id];
    for (let next = objective.alignsTo; next !== undefined; next = byId.get(next)?.alignsTo) {
      if (!byId.has(next)) throw invalidInput('performance/unknown-objective', path, `no objective "${next}"`);
      if (trail.includes(next)) throw invalidInput('performance/cyclic-alignment', path, [...trail, next].join(' -> '));
      trail.push(next);
    }
  }
}

/** Key results' grades (times 100) as evidence for the metrics of a scorecard that name them: OKR beside KPI. */
export function keyResultEvidence(options: {
  readonly scorecard: Scorecard;
  readonly objectives: readonly Objective[];
}): readonly Evidence[] {
  const grades = new Map(
    gradeObjectives({ objectives: options.objectives }).flatMap((objective) =>
      objective.keyResults.map((result) => [result.keyResultId, result.grade] as const),
    ),
  );
  const evidence: Evidence[] = [];
  const visit = (branch: Pick<Scorecard, 'metrics' | 'dimensions'>): void => {
    for (const metric of branch.metrics ?? []) {
      if (metric.source?.kind !== 'key-result') continue;
      const grade = grades.get(metric.source.keyResultId) ?? null;
      if (grade === null) continue;
      evidence.push({
        metricId: metric.id,
        value: grade * 100,
        source: { system: 'okr', ref: metric.source.keyResultId },
      });
    }
    for (const dimension of branch.dimensions ?? []) visit(dimension);
  };
  visit(options.scorecard);
  return evidence;
}
