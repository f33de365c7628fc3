import { compareDates } from '@meritkit/core/dates';
import { alignmentOf } from './alignment.ts';
import type { KeyResult, Objective } from './schema.ts';

/** A letter of SMART, and what a goal lacks for it. */
export interface SmartFinding {
  readonly letter: 'specific' | 'measurable' | 'achievable' | 'relevant' | 'time-bound';
  readonly problem:
    | 'no-owner'
    | 'title-too-short'
    | 'no-unit'
    | 'not-measured-yet'
    | 'single-step'
    | 'no-confidence'
    | 'low-confidence'
    | 'not-aligned'
    | 'unknown-objective'
    | 'cyclic-alignment'
    | 'no-due-date'
    | 'due-outside-period';
  readonly objectiveId: string;
  readonly keyResultId?: string;
}

/**
 * What is missing for each key result to be specific, measurable, achievable, relevant and time-bound (Doran 1981). It
 * lists gaps for a conversation; it judges no one. Relevant is what serves an objective that is there, by the rule of
 * `gradeObjectives`: among `objectives`, or kept `elsewhere`; what others serve needs to serve nothing itself.
 *
 * @example
 * ```ts
 * import { checkSmart } from '@meritkit/performance-scoring';
 *
 * checkSmart({ elsewhere: ['company'], objective: { id: 'o', title: 'Faster payments', alignsTo: 'company', keyResults: [
 *   { id: 'kr', kind: 'number', title: 'Median answer time', ownerId: 'lin', unit: 'ms', start: 900, target: 300,
 *     current: 900, confidence: 0.6 },
 * ] } }).map((finding) => finding.problem); // ['no-due-date']
 * ```
 */
export function checkSmart(options: {
  readonly objective: Objective;
  /** Everybody's objectives, as far as they are known here. */
  readonly objectives?: readonly Objective[];
  /** Ids of objectives that are not here and may be served, such as the company's. */
  readonly elsewhere?: readonly string[];
}): readonly SmartFinding[] {
  const { objective, objectives = [], elsewhere = [] } = options;
  const findings: SmartFinding[] = [];
  const byId = new Map([...objectives, objective].map((each) => [each.id, each]));
  const problem = alignmentProblems[alignmentOf(objective, { objectives: byId, elsewhere }).status];
  if (problem !== undefined) findings.push({ letter: 'relevant', problem, objectiveId: objective.id });
  for (const result of objective.keyResults) {
    const add = (letter: SmartFinding['letter'], problem: SmartFinding['problem']) =>
      findings.push({ letter, problem, objectiveId: objective.id, keyResultId: result.id });
    if (result.ownerId === undefined && objective.ownerId === undefined) add('specific', 'no-owner');
    if (longest(result.title) < 4) add('specific', 'title-too-short');
    const gap = measurableGap(result);
    if (gap !== undefined) add('measurable', gap);
    if (result.confidence === undefined) add('achievable', 'no-confidence');
    else if (result.confidence < 0.3) add('achievable', 'low-confidence');
    if (result.dueDate === undefined && objective.period === undefined) add('time-bound', 'no-due-date');
    if (result.dueDate !== undefined && objective.period !== undefined) {
      const { start, end } = objective.period;
      const inside = compareDates(result.dueDate, start) >= 0 && compareDates(result.dueDate, end) < 0;
      if (!inside) add('time-bound', 'due-outside-period');
    }
  }
  return findings;
}

const alignmentProblems = {
  aligned: undefined,
  top: undefined,
  'not-aligned': 'not-aligned',
  unknown: 'unknown-objective',
  cyclic: 'cyclic-alignment',
} as const;

/** The length of a title in its longest language; a Chinese character says as much as two letters. */
function longest(title: Objective['title']): number {
  const texts = typeof title === 'string' ? [title] : Object.values(title);
  return Math.max(
    0,
    ...texts.map((text) => [...text.trim()].reduce((sum, letter) => sum + (letter > '\u2e7f' ? 2 : 1), 0)),
  );
}

function measurableGap(result: KeyResult): 'no-unit' | 'not-measured-yet' | 'single-step' | undefined {
  if (result.kind === 'milestone') return result.milestones.length < 2 ? 'single-step' : undefined;
  if (result.kind === 'boolean') return undefined;
  if (result.kind === 'number' && result.unit === undefined) return 'no-unit';
  return result.current === undefined ? 'not-measured-yet' : undefined;
}
