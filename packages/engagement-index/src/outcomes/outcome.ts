/** An outcome measure with its definition in words, its value and its target. */
export interface OutcomeMeasure {
  readonly key: 'participation' | 'satisfaction' | 'manager-time';
  readonly value: number | null;
  readonly target: number;
  readonly reached: boolean | null;
  readonly definition: 'answered-over-invited' | 'mean-of-released-satisfaction' | 'relative-change-of-hours';
  readonly unknownReason?: 'not-supplied';
}

/**
 * The three outcome measures: participation of 80% or more, satisfaction of 4.5 of 5 or more, and manager time down by
 * 30%. What is not supplied is unknown.
 *
 * @example
 * ```ts
 * import { measureOutcomes } from '@meritkit/engagement-index';
 *
 * measureOutcomes({ invited: 100, answered: 84 })[0]?.reached; // true
 * ```
 */
export function measureOutcomes(options: {
  readonly invited?: number;
  readonly answered?: number;
  readonly satisfaction?: number;
  readonly managerHoursBefore?: number;
  readonly managerHoursAfter?: number;
}): readonly OutcomeMeasure[] {
  const { invited, answered, satisfaction, managerHoursBefore: before, managerHoursAfter: after } = options;
  const participation = invited === undefined || answered === undefined || invited === 0 ? null : answered / invited;
  const change = before === undefined || after === undefined || before === 0 ? null : (after - before) / before;
  return [
    measure('participation', participation, 0.8, 'answered-over-invited', (value, target) => value >= target),
    measure(
      'satisfaction',
      satisfaction ?? null,
      4.5,
      'mean-of-released-satisfaction',
      (value, target) => value >= target,
    ),
    measure('manager-time', change, -0.3, 'relative-change-of-hours', (value, target) => value <= target),
  ];
}

function measure(
  key: OutcomeMeasure['key'],
  value: number | null,
  target: number,
  definition: OutcomeMeasure['definition'],
  reaches: (value: number, target: number) => boolean,
): OutcomeMeasure {
  const base = { key, value, target, definition, reached: value === null ? null : reaches(value, target) };
  return value === null ? { ...base, unknownReason: 'not-supplied' } : base;
}
