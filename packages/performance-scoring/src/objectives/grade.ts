import { type Explanation, explain, given } from '@meritkit/core/explanation';
import type { JsonObject } from '@meritkit/core/json';
import { scoringOperations } from '../scorecard/operations.ts';
import type { Evidence, Scorecard } from '../scorecard/schema.ts';
import { checkObjectives } from './check.ts';
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
 * has measured yet is unknown, not zero. Alignment across people and teams is checked and returned both ways; objectives
 * that are kept elsewhere, such as the company's, are named in `elsewhere`.
 *
 * @throws InvalidInputError `performance/target-equals-start`, `performance/not-finite`, `performance/duplicate-id`,
 * `performance/invalid-weight`, `performance/invalid-objective` for an objective without key results, milestones that
 * are none or a confidence outside 0 to 1, `performance/unknown-objective` and `performance/cyclic-alignment` for
 * alignment that leads nowhere or in a circle
 * @example
 * ```ts
 * import { gradeObjectives } from '@meritkit/performance-scoring';
 *
 * gradeObjectives({ objectives: [{ id: 'o', title: 'Payments that work', keyResults: [
 *   { id: 'kr', kind: 'percent', title: 'Success rate', start: 95, target: 100, current: 99 },
 * ] }] })[0]?.grade; // 0.8
 * ```
 */
export function gradeObjectives(options: {
  readonly objectives: readonly Objective[];
  /** Ids of objectives that are not here and may be served. */
  readonly elsewhere?: readonly string[];
}): readonly ObjectiveGrade[] {
  const { objectives, elsewhere = [] } = options;
  checkObjectives(objectives, elsewhere);
  return objectives.map((objective) => {
    const terms = objective.keyResults.map(keyResultTerm);
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

function keyResultTerm(result: KeyResult): Explanation {
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

/**
 * Key results' grades (times 100) as evidence for the metrics of a scorecard that name them: OKR beside KPI.
 *
 * @example
 * ```ts
 * import { keyResultEvidence } from '@meritkit/performance-scoring';
 *
 * const objectives = [{ id: 'o', title: 'Payments that work', keyResults: [
 *   { id: 'rate', kind: 'percent' as const, title: 'Success rate', start: 95, target: 100, current: 99 },
 * ] }];
 * const scorecard = { id: 's', metrics: [{ id: 'okr', weight: 1, source: { kind: 'key-result' as const, keyResultId: 'rate' } }] };
 * keyResultEvidence({ scorecard, objectives })[0]?.value; // 80
 * ```
 */
export function keyResultEvidence(options: {
  readonly scorecard: Scorecard;
  readonly objectives: readonly Objective[];
  /** As for `gradeObjectives`. */
  readonly elsewhere?: readonly string[];
}): readonly Evidence[] {
  const { objectives, elsewhere = [] } = options;
  const grades = new Map(
    gradeObjectives({ objectives, elsewhere }).flatMap((objective) =>
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
