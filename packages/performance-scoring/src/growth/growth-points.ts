import { invalidInput } from '@meritkit/core/errors';
import { type Explained, explain, given } from '@meritkit/core/explanation';

/** Points of a milestone: each next one is worth more than the last. */
const milestonePoints = [0, 1, 3, 6, 12, 20] as const;

/** Points from which on a level is reached. */
export const growthLevels: readonly { readonly from: number; readonly level: string }[] = [
  { from: 0, level: '1.1' },
  { from: 5, level: '1.2' },
  { from: 11, level: '1.3' },
  { from: 17, level: '2.1' },
  { from: 23, level: '2.2' },
  { from: 29, level: '2.3' },
  { from: 36, level: '3.1' },
  { from: 43, level: '3.2' },
  { from: 50, level: '3.3' },
  { from: 58, level: '4.1' },
  { from: 66, level: '4.2' },
  { from: 74, level: '4.3' },
  { from: 90, level: '5.1' },
  { from: 110, level: '5.2' },
  { from: 135, level: '5.3' },
];

/** Points on the growth map, the level they reach, and how many are missing to the next. */
export interface GrowthPoints extends Explained {
  readonly level: string;
  readonly next: { readonly level: string; readonly missingPoints: number } | null;
}

/**
 * Points of a growth map: milestones 0 to 5 on any number of tracks are worth 0, 1, 3, 6, 12 and 20, so that depth
 * counts more than breadth; their sum reaches a level. Source: Snowflake's growth framework (Medium, 2017).
 *
 * @throws InvalidInputError `performance/invalid-milestone` for anything but a whole milestone from 0 to 5
 * @example
 * ```ts
 * import { growthPoints } from '@meritkit/performance-scoring';
 *
 * growthPoints({ milestones: { servers: 3, mentorship: 2, craft: 4 } }).level; // '2.1'
 * ```
 */
export function growthPoints(options: { readonly milestones: Readonly<Record<string, number>> }): GrowthPoints {
  const tracks = Object.entries(options.milestones).map(([track, milestone]) => {
    const points = milestonePoints[milestone];
    if (points === undefined) {
      throw invalidInput(
        'performance/invalid-milestone',
        ['milestones', track],
        `${milestone} is not a milestone from 0 to 5`,
      );
    }
    return given({ key: track, value: points, unit: 'points' });
  });
  const explanation = explain({
    key: 'growth-points',
    unit: 'points',
    operation: { name: 'sum', version: 1 },
    children: tracks,
  });
  const value = Number(explanation.value);
  const at = growthLevels.findLastIndex((level) => value >= level.from);
  const next = growthLevels[at + 1];
  return {
    value,
    level: growthLevels[at]!.level,
    next: next === undefined ? null : { level: next.level, missingPoints: next.from - value },
    explanation,
  };
}
