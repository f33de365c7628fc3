import { normalCdf } from '@meritkit/core/statistics';

const NODES = 60;

/**
 * The mean number of waves until a two-sided CUSUM signals, when values are normal with the mean shifted by `shift`
 * deviations. With no shift it is the mean time between false alarms.
 *
 * Source: the integral equation of van Dobben de Bruyn 1968 by Gauss-Legendre quadrature; Kemp 1961 for two sides.
 *
 * @example
 * ```ts
 * import { cusumRunLength } from '@meritkit/engagement-index';
 *
 * Math.round(cusumRunLength({ slack: 0.5, limit: 5, shift: 0 })); // 465
 * ```
 */
export function cusumRunLength(options: {
  readonly slack: number;
  readonly limit: number;
  readonly shift: number;
}): number {
  const { slack, limit, shift } = options;
  const up = oneSided(slack, limit, shift);
  const down = oneSided(slack, limit, -shift);
  return 1 / (1 / up + 1 / down);
}

function oneSided(slack: number, limit: number, shift: number): number {
  const { nodes, weights } = legendre(NODES, 0, limit);
  const places = [0, ...nodes];
  const matrix = places.map((from, row) =>
    places.map((to, column) => {
      const own = row === column ? 1 : 0;
      if (column === 0) return own - normalCdf(slack - from - shift);
      return own - weights[column - 1]! * density(to + slack - from - shift);
    }),
  );
  return solve(
    matrix,
    places.map(() => 1),
  )[0]!;
}

/**
 * The mean number of waves until an EWMA with constant (steady-state) limits signals, started at its target.
 *
 * Source: Crowder 1987.
 *
 * @example
 * ```ts
 * import { ewmaRunLength } from '@meritkit/engagement-index';
 *
 * Math.round(ewmaRunLength({ weight: 0.2, limit: 2.86, shift: 0 })); // 371
 * ```
 */
export function ewmaRunLength(options: {
  readonly weight: number;
  readonly limit: number;
  readonly shift: number;
}): number {
  const { weight, limit, shift } = options;
  const bound = limit * Math.sqrt(weight / (2 - weight));
  const { nodes, weights } = legendre(NODES, -bound, bound);
  const kernel = (from: number, to: number) => density((to - (1 - weight) * from) / weight - shift) / weight;
  const matrix = nodes.map((from, row) =>
    nodes.map((to, column) => (row === column ? 1 : 0) - weights[column]! * kernel(from, to)),
  );
  const lengths = solve(
    matrix,
    nodes.map(() => 1),
  );
  let start = 1;
  nodes.forEach((to, column) => {
    start += weights[column]! * kernel(0, to) * lengths[column]!;
  });
  return start;
}

function density(value: number): number {
  return Math.exp(-0.5 * value * value) / Math.sqrt(2 * Math.PI);
}

/** Gauss-Legendre nodes and weights on an interval, by Newton's method. */
function legendre(count: number, from: number, to: number): { readonly nodes: number[]; readonly weights: number[] } {
  const [nodes, weights]: [number[], number[]] = [[], []];
  for (let index = 0; index < count; index += 1) {
    let x = Math.cos((Math.PI * (index + 0.75)) / (count + 0.5));
    let slope = 1;
    for (let step = 0; step < 100; step += 1) {
      let [previous, value] = [1, x];
      for (let degree = 2; degree <= count; degree += 1) {
        [previous, value] = [value, ((2 * degree - 1) * x * value - (degree - 1) * previous) / degree];
      }
      slope = (count * (x * value - previous)) / (x * x - 1);
      const move = value / slope;
      x -= move;
      if (Math.abs(move) < 1e-15) break;
    }
    nodes.push((from + to) / 2 + ((to - from) / 2) * x);
    weights.push((to - from) / ((1 - x * x) * slope * slope));
  }
  return { nodes, weights };
}

/** Solves a small linear system by elimination with partial pivoting. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((row, index) => [...row, right[index]!]);
  const size = rows.length;
  for (let column = 0; column < size; column += 1) {
    let pivot = column;
    for (let row = column + 1; row < size; row += 1) {
      if (Math.abs(rows[row]![column]!) > Math.abs(rows[pivot]![column]!)) pivot = row;
    }
    [rows[column], rows[pivot]] = [rows[pivot]!, rows[column]!];
    for (let row = 0; row < size; row += 1) {
      if (row === column) continue;
      const factor = rows[row]![column]! / rows[column]![column]!;
      for (let entry = column; entry <= size; entry += 1) rows[row]![entry]! -= factor * rows[column]![entry]!;
    }
  }
  return rows.map((row, index) => row[size]! / row[index]!);
}
