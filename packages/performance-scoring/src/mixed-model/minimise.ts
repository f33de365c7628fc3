/** A point and the function's value there. */
interface Sample {
  readonly x: readonly number[];
  readonly f: number;
}

/** Where a function is least, as far as looked. */
export interface Minimum {
  readonly x: readonly number[];
  readonly value: number;
  readonly evaluations: number;
  readonly converged: boolean;
}

/**
 * How far a model may be believed that sees no slope any more: old points can make one where there is a slope. It is
 * believed on a fresh set of points, and after the one step from it that kept its promise.
 */
type Trust = 'fresh' | 'kept' | 'old';

/**
 * Minimises a smooth function of one or two variables by quadratic interpolation in a trust region (Powell's method):
 * a full quadratic through 3 or 6 points, its minimum as the next point, the least useful point dropped. Few
 * evaluations, which is what counts where each is a factorisation.
 */
export function minimiseSmooth(options: {
  readonly f: (x: readonly number[]) => number;
  readonly start: readonly number[];
  readonly radius: number;
  /** Stops once the model promises less than this. */
  readonly tolerance: number;
  readonly lowest: number;
  readonly highest: number;
  readonly maximumEvaluations: number;
}): Minimum {
  const { start, lowest, highest, maximumEvaluations } = options;
  let evaluations = 0;
  const evaluate = (x: readonly number[]): Sample => {
    evaluations += 1;
    const held = x.map((value) => Math.min(Math.max(value, lowest), highest));
    return { x: held, f: options.f(held) };
  };
  let radius = options.radius;
  let samples = firstSamples(start, radius, evaluate);
  let trust: Trust = 'fresh';
  let converged = false;
  const lookAfresh = (best: Sample, nearer: number) => {
    radius = nearer;
    samples = firstSamples(best.x, radius, evaluate, best);
    trust = 'fresh';
  };
  while (evaluations < maximumEvaluations && radius > 1e-9) {
    const best = bestOf(samples);
    const model = fitQuadratic(samples, best, radius);
    const step = model === undefined ? undefined : modelStep(model, radius);
    if (step === undefined) {
      if (radius < 4e-7) break;
      lookAfresh(best, radius / 4);
      continue;
    }
    if (step.promise < options.tolerance) {
      converged = trust !== 'old';
      if (converged) break;
      lookAfresh(best, Math.min(radius, options.radius) / 4);
      continue;
    }
    const next = evaluate(best.x.map((value, index) => value + step.move[index]!));
    const gain = best.f - next.f;
    samples = replaceSample(samples, next, best, radius);
    if (gain < 0.1 * step.promise && trust === 'old') {
      lookAfresh(bestOf(samples), Math.min(radius, options.radius) / 4);
      continue;
    }
    trust = trust === 'fresh' && Math.abs(gain - step.promise) < 0.1 * step.promise ? 'kept' : 'old';
    if (gain > 0.7 * step.promise && step.length > 0.9 * radius) radius *= 2;
    else if (gain < 0.1 * step.promise) radius = Math.max(step.length / 2, radius / 4);
  }
  const best = bestOf(samples);
  return { x: best.x, value: best.f, evaluations, converged };
}

function bestOf(samples: readonly Sample[]): Sample {
  return samples.reduce((best, sample) => (sample.f < best.f ? sample : best));
}

function firstSamples(
  center: readonly number[],
  radius: number,
  evaluate: (x: readonly number[]) => Sample,
  known?: Sample,
): readonly Sample[] {
  const middle = known ?? evaluate(center);
  const samples = [middle];
  const downhill = center.map((_, axis) => {
    const [plus, minus] = [1, -1].map((sign) => evaluate(moved(middle.x, axis, sign * radius)));
    samples.push(plus!, minus!);
    return plus!.f < minus!.f ? radius : -radius;
  });
  if (center.length === 2) samples.push(evaluate(middle.x.map((value, axis) => value + downhill[axis]!)));
  return samples;
}

function moved(x: readonly number[], axis: number, by: number): readonly number[] {
  return x.map((value, index) => (index === axis ? value + by : value));
}

interface Quadratic {
  readonly gradient: readonly number[];
  readonly hessian: readonly (readonly number[])[];
}

function basis(x: readonly number[], origin: readonly number[], scale: number): readonly number[] {
  const t = x.map((value, index) => (value - origin[index]!) / scale);
  const [a = 0, b = 0] = t;
  return t.length === 1 ? [1, a, a * a] : [1, a, b, a * a, a * b, b * b];
}

function fitQuadratic(samples: readonly Sample[], best: Sample, scale: number): Quadratic | undefined {
  const rows = samples.map((sample) => basis(sample.x, best.x, scale));
  const c = solveLinear(
    rows,
    samples.map((sample) => sample.f - best.f),
  );
  if (c === undefined) return undefined;
  const s2 = scale * scale;
  if (best.x.length === 1) return { gradient: [c[1]! / scale], hessian: [[(2 * c[2]!) / s2]] };
  return {
    gradient: [c[1]! / scale, c[2]! / scale],
    hessian: [
      [(2 * c[3]!) / s2, c[4]! / s2],
      [c[4]! / s2, (2 * c[5]!) / s2],
    ],
  };
}

/**
 * The model's minimum within the radius (Moré and Sorensen 1983): Newton's step where the model is a bowl and it fits,
 * else the step of the model with its curvature raised until it does.
 */
function modelStep(
  model: Quadratic,
  radius: number,
): { readonly move: readonly number[]; readonly promise: number; readonly length: number } {
  const { gradient, hessian } = model;
  const least = leastCurvature(hessian);
  let move = least > 0 ? raisedStep(model, 0) : undefined;
  if (move === undefined || lengthOf(move) > radius) {
    let low = Math.max(0, -least);
    let high = low + Math.abs(least) + lengthOf(gradient) / radius + 1;
    for (let round = 0; round < 60; round += 1) {
      const raise = (low + high) / 2;
      const step = raisedStep(model, raise);
      if (step === undefined || lengthOf(step) > radius) low = raise;
      else high = raise;
    }
    move = raisedStep(model, high) ?? gradient.map(() => 0);
  }
  let change = 0;
  for (const [i, value] of move.entries()) {
    change += gradient[i]! * value;
    for (const [j, other] of move.entries()) change += 0.5 * hessian[i]![j]! * value * other;
  }
  return { move, promise: -change, length: lengthOf(move) };
}

/** The smallest eigenvalue of a symmetric matrix of one or two rows. */
function leastCurvature(hessian: Quadratic['hessian']): number {
  const a = hessian[0]![0]!;
  if (hessian.length === 1) return a;
  const [b, d] = [hessian[0]![1]!, hessian[1]![1]!];
  return (a + d) / 2 - Math.sqrt(((a - d) * (a - d)) / 4 + b * b);
}

function raisedStep({ gradient, hessian }: Quadratic, raise: number): readonly number[] | undefined {
  const a = hessian[0]![0]! + raise;
  if (gradient.length === 1) return a > 0 ? [-gradient[0]! / a] : undefined;
  const [b, d] = [hessian[0]![1]!, hessian[1]![1]! + raise];
  const determinant = a * d - b * b;
  if (!(a > 0 && determinant > 0)) return undefined;
  const [g, h] = [gradient[0]!, gradient[1]!];
  return [-(d * g - b * h) / determinant, -(a * h - b * g) / determinant];
}

function lengthOf(x: readonly number[]): number {
  return Math.sqrt(x.reduce((sum, value) => sum + value * value, 0));
}

/** Drops the point whose Lagrange polynomial is largest at the new one, farther points first, and never the best. */
function replaceSample(samples: readonly Sample[], next: Sample, best: Sample, radius: number): readonly Sample[] {
  const rows = samples.map((sample) => basis(sample.x, best.x, radius));
  const transposed = rows[0]!.map((_, column) => rows.map((row) => row[column]!));
  const lagrange = solveLinear(transposed, basis(next.x, best.x, radius));
  const keep = next.f < best.f ? next : best;
  let drop = -1;
  let most = -1;
  for (const [index, sample] of samples.entries()) {
    if (sample === best && keep === best) continue;
    const distance = lengthOf(sample.x.map((value, axis) => value - keep.x[axis]!)) / radius;
    const usefulness = Math.abs(lagrange?.[index] ?? 1) * Math.max(1, distance * distance * distance);
    if (usefulness > most) {
      most = usefulness;
      drop = index;
    }
  }
  return samples.map((sample, index) => (index === drop ? next : sample));
}

/** Gaussian elimination with partial pivoting; undefined when the system is singular. */
export function solveLinear(
  matrix: readonly (readonly number[])[],
  right: readonly number[],
): readonly number[] | undefined {
  const rows = matrix.map((row, index) => [...row, right[index]!]);
  const size = rows.length;
  for (let column = 0; column < size; column += 1) {
    let pivot = column;
    for (let row = column + 1; row < size; row += 1) {
      if (Math.abs(rows[row]![column]!) > Math.abs(rows[pivot]![column]!)) pivot = row;
    }
    if (!(Math.abs(rows[pivot]![column]!) > 1e-14)) return undefined;
    [rows[column], rows[pivot]] = [rows[pivot]!, rows[column]!];
    for (let row = 0; row < size; row += 1) {
      if (row === column) continue;
      const share = rows[row]![column]! / rows[column]![column]!;
      if (share === 0) continue;
      for (let k = column; k <= size; k += 1) rows[row]![k]! -= share * rows[column]![k]!;
    }
  }
  return rows.map((row, index) => row[size]! / row[index]!);
}
