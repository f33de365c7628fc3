import { numeric, type OperationFunction, type OperationRegistry, whenKnown } from '@meritkit/core/explanation';
import type { JsonObject } from '@meritkit/core/json';
import { type PointsPlan, pointsOf } from './points.ts';

const normalise: OperationFunction = whenKnown(([value = 0], parameters) =>
  pointsOf(parameters as unknown as PointsPlan, value),
);

/** The lower of the points and the cap. */
export function cappedPoints(points: number, cap: number): number {
  return Math.min(points, cap);
}

/** Points under a paired guard: at most `limit` while the partner is unknown or below `atLeast`. */
export function guardedPoints(points: number, partner: number | null, atLeast: number, limit: number): number {
  const holds = partner !== null && partner >= atLeast;
  return holds || points < limit ? points : limit;
}

const capped: OperationFunction = whenKnown(([value = 0], parameters) =>
  cappedPoints(value, readNumber(parameters, 'cap')),
);

const guarded: OperationFunction = (inputs, parameters) => {
  const [own, partner] = inputs;
  if (own === undefined || own.value === null) return null;
  const partnerPoints = partner === undefined || partner.value === null ? null : numeric(partner);
  return guardedPoints(numeric(own), partnerPoints, readNumber(parameters, 'atLeast'), readNumber(parameters, 'limit'));
};

/** A sum that stops at a cap and never goes below zero. */
const boundedSum: OperationFunction = whenKnown((values, parameters) => {
  const sum = values.reduce((total, value) => total + value, 0);
  return sum < 0 ? 0 : cappedPoints(sum, readNumber(parameters, 'cap'));
});

function readNumber(parameters: JsonObject, name: string): number {
  return numeric({ key: name, value: (parameters[name] ?? null) as number | null, weight: undefined });
}

/**
 * The operations of this package's explanations by `name@version`: hand them to `recompute` and every score can be
 * computed again from its facts alone.
 *
 * @example
 * ```ts
 * import { recompute } from '@meritkit/core/explanation';
 * import { scoreScorecard, scoringOperations } from '@meritkit/performance-scoring';
 *
 * const result = scoreScorecard({
 *   scorecard: { id: 's', metrics: [{ id: 'speed', weight: 1, normaliser: { kind: 'linear', start: 0, target: 50 } }] },
 *   evidence: [{ metricId: 'speed', value: 40 }],
 * });
 * result.ok && recompute({ explanation: result.explanation, operations: scoringOperations }); // 80
 * ```
 */
export const scoringOperations: OperationRegistry = {
  'points@1': normalise,
  'capped@1': capped,
  'guarded@1': guarded,
  'bounded-sum@1': boundedSum,
};
