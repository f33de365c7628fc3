/**
 * A normaliser with everything it needs: baselines looked up, peers sorted. The arithmetic below is the only one: the
 * explained path and the columnar batch both call it, so they agree to the last bit.
 */
export type PointsPlan =
  | { readonly kind: 'as-measured' }
  | {
      readonly kind: 'linear';
      readonly start: number;
      readonly target: number;
      readonly minimum: number;
      readonly maximum: number;
    }
  | {
      readonly kind: 'steps';
      readonly below: number;
      readonly from: readonly number[];
      readonly points: readonly number[];
    }
  | { readonly kind: 'logistic'; readonly midpoint: number; readonly slope: number }
  | { readonly kind: 'range'; readonly low: number; readonly high: number; readonly tolerance: number }
  | { readonly kind: 'percentile'; readonly lowerIsBetter: boolean; readonly peers: ArrayLike<number> }
  | {
      readonly kind: 'z-score';
      readonly sign: number;
      readonly center: number;
      readonly spread: number;
      readonly mean: number;
      readonly deviation: number;
      readonly minimum: number;
      readonly maximum: number;
    }
  | { readonly kind: 'relative'; readonly baseline: number; readonly lowerIsBetter: boolean; readonly maximum: number };

/** Points of a measured value. */
export function pointsOf(plan: PointsPlan, value: number): number {
  switch (plan.kind) {
    case 'as-measured':
      return value;
    case 'linear':
      return linearPoints(value, plan.start, plan.target - plan.start, plan.minimum, plan.maximum);
    case 'steps':
      return stepPoints(value, plan);
    case 'logistic':
      return 100 / (1 + Math.exp((plan.midpoint - value) * plan.slope));
    case 'range':
      return rangePoints(value, plan);
    case 'percentile':
      return percentilePoints(value, plan.peers, plan.lowerIsBetter);
    case 'z-score':
      return clamp(
        plan.center + (plan.sign * plan.spread * (value - plan.mean)) / plan.deviation,
        plan.minimum,
        plan.maximum,
      );
    case 'relative':
      return relativePoints(value, plan.baseline, plan.lowerIsBetter, plan.maximum);
  }
}

/** 0 at the start, 100 at the target, straight between and beyond, held between minimum and maximum. */
export function linearPoints(value: number, start: number, span: number, minimum: number, maximum: number): number {
  const points = ((value - start) / span) * 100;
  return points < minimum ? minimum : Math.min(points, maximum);
}

function stepPoints(
  value: number,
  plan: { readonly below: number; readonly from: readonly number[]; readonly points: readonly number[] },
): number {
  let points = plan.below;
  for (let step = 0; step < plan.from.length && value >= plan.from[step]!; step += 1) points = plan.points[step]!;
  return points;
}

function rangePoints(
  value: number,
  plan: { readonly low: number; readonly high: number; readonly tolerance: number },
): number {
  const outside = value < plan.low ? plan.low - value : value > plan.high ? value - plan.high : 0;
  return outside >= plan.tolerance ? 0 : 100 - (outside / plan.tolerance) * 100;
}

/** Mid-rank percentile: the share of peers below, and half of those equal. `peers` ascend. */
function percentilePoints(value: number, peers: ArrayLike<number>, lowerIsBetter: boolean): number {
  const below = countBelow(peers, value, false);
  const upTo = countBelow(peers, value, true);
  const percentile = (100 * (below + upTo)) / (2 * peers.length);
  return lowerIsBetter ? 100 - percentile : percentile;
}

function countBelow(sorted: ArrayLike<number>, value: number, orEqual: boolean): number {
  let from = 0;
  let to = sorted.length;
  while (from < to) {
    const middle = (from + to) >>> 1;
    const item = sorted[middle]!;
    if (item < value || (orEqual && item === value)) from = middle + 1;
    else to = middle;
  }
  return from;
}

function relativePoints(value: number, baseline: number, lowerIsBetter: boolean, maximum: number): number {
  if (lowerIsBetter && value <= 0) return maximum;
  const points = lowerIsBetter ? (baseline / value) * 100 : (value / baseline) * 100;
  return clamp(points, 0, maximum);
}

function clamp(value: number, minimum: number, maximum: number): number {
  return value < minimum ? minimum : Math.min(value, maximum);
}
