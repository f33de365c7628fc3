import { invalidInput } from '@meritkit/core/errors';
import { type AlignmentScope, alignmentOf } from './alignment.ts';
import type { KeyResult, Objective } from './schema.ts';

type Path = readonly (string | number)[];

/** Refuses objectives that cannot be graded, or whose alignment leads nowhere or in a circle. */
export function checkObjectives(objectives: readonly Objective[], elsewhere: readonly string[]): void {
  const byId = new Map<string, Objective>();
  const keyResults = new Set<string>();
  for (const [index, objective] of objectives.entries()) {
    const path = ['objectives', index];
    if (byId.has(objective.id)) {
      throw invalidInput('performance/duplicate-id', [...path, 'id'], `"${objective.id}" stands twice`);
    }
    byId.set(objective.id, objective);
    if (objective.keyResults.length === 0) {
      throw invalidInput('performance/invalid-objective', [...path, 'keyResults'], 'an objective has key results');
    }
    for (const [at, result] of objective.keyResults.entries()) {
      const place = [...path, 'keyResults', at];
      if (keyResults.has(result.id)) {
        throw invalidInput('performance/duplicate-id', [...place, 'id'], `"${result.id}" stands twice`);
      }
      keyResults.add(result.id);
      checkKeyResult(result, place);
    }
  }
  checkAlignment(objectives, { objectives: byId, elsewhere });
}

function checkKeyResult(result: KeyResult, path: Path): void {
  const { weight = 1, confidence = 0 } = result;
  if (!(weight > 0 && Number.isFinite(weight))) {
    throw invalidInput('performance/invalid-weight', [...path, 'weight'], `a weight is above zero, not ${weight}`);
  }
  if (!(confidence >= 0 && confidence <= 1)) {
    throw invalidInput('performance/invalid-objective', [...path, 'confidence'], 'a confidence lies between 0 and 1');
  }
  if (result.kind === 'boolean') return;
  if (result.kind === 'milestone') {
    if (result.milestones.length > 0) return;
    throw invalidInput('performance/invalid-objective', [...path, 'milestones'], 'at least one milestone');
  }
  const { start, target, current = start } = result;
  if (!Number.isFinite(start) || !Number.isFinite(target) || !Number.isFinite(current)) {
    throw invalidInput('performance/not-finite', path, 'start, target and current are numbers');
  }
  if (start === target) {
    throw invalidInput('performance/target-equals-start', [...path, 'target'], `the target ${target} is the start`);
  }
}

function checkAlignment(objectives: readonly Objective[], scope: AlignmentScope): void {
  for (const [index, objective] of objectives.entries()) {
    const path = ['objectives', index, 'alignsTo'];
    const { status, trail } = alignmentOf(objective, scope);
    if (status === 'unknown') {
      throw invalidInput('performance/unknown-objective', path, `no objective "${trail.at(-1)}"`);
    }
    if (status === 'cyclic') throw invalidInput('performance/cyclic-alignment', path, trail.join(' -> '));
  }
}
