import { invalidInput } from '@meritkit/core/errors';
import { type Explanation, explain, given } from '@meritkit/core/explanation';
import { normalCdf } from '@meritkit/core/statistics';
import { baselineFor, type CapabilityBaseline } from './baseline.ts';

/** A piece of work somebody asks for. */
export interface TargetDemand {
  readonly id: string;
  /** The measure that the deadline limits, such as `cycleWeeks`. */
  readonly durationMeasure: string;
  /** In the measure's own unit, from today. */
  readonly deadline: number;
  /** What of the person's groups the work decides, such as `{ complexity: 'high' }`. */
  readonly groups?: Readonly<Record<string, string>>;
}

/** Somebody who could do it, and from when. */
export interface TargetPerson {
  readonly personId: string;
  /** Such as `{ level: 'senior' }`. */
  readonly groups: Readonly<Record<string, string>>;
  /** When they are free, in the deadline's unit from today; 0 unless stated. */
  readonly freeIn?: number;
}

/** Whether one person can, and the target that fits them. */
export interface FittedTarget {
  readonly personId: string;
  readonly canMeet: boolean;
  /** When they would typically be done, from today; null without a baseline. */
  readonly expected: number | null;
  /** Chance to be done in time, from the spread of the baseline; null where it has none. */
  readonly chance: number | null;
  /** What to agree on, by measure: what is typical for somebody of their level at work like this. */
  readonly targets: Readonly<Record<string, number>>;
  /** Measures with no target to agree on, since nobody's records know them. */
  readonly unknownTargets: readonly { readonly measure: string; readonly reason: 'not-recorded' }[];
  readonly unknown?: { readonly reason: 'no-baseline' };
  readonly explanation?: Explanation;
}

/**
 * Who can do a demand in time, and with which target: everybody by what is typical for their level and this
 * complexity, so that a target asks of each what their experience gives. Those who can come first, the surest on top.
 *
 * @throws InvalidInputError `performance/not-finite` for a deadline or free time that is not a number
 * @example
 * ```ts
 * import { capabilityBaseline, fitTarget } from '@meritkit/performance-scoring';
 *
 * const record = (personId: string, level: string, cycleWeeks: number) => ({ personId, groups: { level }, measures: { cycleWeeks } });
 * const baselines = capabilityBaseline({ by: ['level'], history: [
 *   record('a', 'senior', 3.9), record('b', 'senior', 4), record('b', 'senior', 4.1),
 *   record('c', 'junior', 5.9), record('c', 'junior', 6), record('d', 'junior', 6.1),
 * ] });
 * const fitted = fitTarget({
 *   demand: { id: 'pay', durationMeasure: 'cycleWeeks', deadline: 5 },
 *   people: [{ personId: 'lin', groups: { level: 'senior' } }, { personId: 'wu', groups: { level: 'junior' } }],
 *   baselines,
 * });
 * fitted.map(({ personId, canMeet, targets }) => [personId, canMeet, targets.cycleWeeks?.toFixed(1)]); // [['lin', true, '4.0'], ['wu', false, '6.0']]
 * ```
 */
export function fitTarget(options: {
  readonly demand: TargetDemand;
  readonly people: readonly TargetPerson[];
  readonly baselines: readonly CapabilityBaseline[];
}): readonly FittedTarget[] {
  const { demand, people, baselines } = options;
  if (!Number.isFinite(demand.deadline))
    throw invalidInput('performance/not-finite', ['demand', 'deadline'], 'a number');
  const fitted = people.map((person, index) => {
    if (!Number.isFinite(person.freeIn ?? 0))
      throw invalidInput('performance/not-finite', ['people', index, 'freeIn'], 'a number');
    return fitOne(demand, person, baselines);
  });
  return fitted.sort(
    (one, other) =>
      Number(other.canMeet) - Number(one.canMeet) ||
      (other.chance ?? Number(other.canMeet)) - (one.chance ?? Number(one.canMeet)) ||
      (one.expected ?? Number.MAX_VALUE) - (other.expected ?? Number.MAX_VALUE),
  );
}

function fitOne(demand: TargetDemand, person: TargetPerson, baselines: readonly CapabilityBaseline[]): FittedTarget {
  const groups = { ...person.groups, ...demand.groups };
  const duration = baselineFor({ baselines, measure: demand.durationMeasure, groups });
  const { personId, freeIn = 0 } = person;
  const { targets, unknownTargets } = targetsOf(baselines, groups);
  if (duration === undefined || duration.value === null) {
    const unknown = { reason: 'no-baseline' } as const;
    return { personId, canMeet: false, expected: null, chance: null, targets, unknownTargets, unknown };
  }
  const explanation = explain({
    key: `expected:${personId}`,
    operation: { name: 'sum', version: 1 },
    children: [given({ key: 'free-in', value: freeIn }), duration.explanation],
  });
  const expected = Number(explanation.value);
  const canMeet = expected <= demand.deadline;
  const { spread } = duration;
  const chance = spread !== null && spread > 0 ? normalCdf((demand.deadline - expected) / spread) : null;
  return { personId, canMeet, expected, chance, targets, unknownTargets, explanation };
}

/** What is typical for somebody like this, measure by measure, and what nobody knows. */
function targetsOf(
  baselines: readonly CapabilityBaseline[],
  groups: Readonly<Record<string, string>>,
): Pick<FittedTarget, 'targets' | 'unknownTargets'> {
  const measures = [...new Set(baselines.map((baseline) => baseline.measure))];
  const found = measures.flatMap((measure) => baselineFor({ baselines, measure, groups }) ?? []);
  return {
    targets: Object.fromEntries(found.flatMap(({ measure, value }) => (value === null ? [] : [[measure, value]]))),
    unknownTargets: found.flatMap(({ measure, unknown }) =>
      unknown === undefined ? [] : [{ measure, reason: unknown.reason }],
    ),
  };
}
