import { invalidInput } from '@meritkit/core/errors';

/** A grouping factor: its levels in order of first appearance, and the observations in each. */
export interface Factor {
  readonly name: string;
  readonly levels: readonly string[];
  readonly counts: Float64Array;
  /** Sums of the centred observations by level. */
  readonly sums: Float64Array;
}

/** Ratings laid out for the solver: the factor with more levels first, and who met whom how often by rows. */
export interface Layout {
  readonly observations: number;
  readonly center: number;
  /** Sum of squares of the centred observations. */
  readonly squares: number;
  readonly large: Factor;
  readonly small: Factor | undefined;
  /** Compressed rows of the large factor: the small factor's levels, ascending, and how often. */
  readonly rowStart: Int32Array;
  readonly column: Int32Array;
  readonly times: Float64Array;
}

/** Reads one or two crossed factors and their observations. */
export function layOut(options: {
  readonly factors: Readonly<Record<string, readonly string[]>>;
  readonly values: ArrayLike<number>;
}): Layout {
  const { values } = options;
  const entries = Object.entries(options.factors);
  if (entries.length < 1 || entries.length > 2) {
    throw invalidInput('performance/invalid-ratings', ['factors'], 'one or two factors');
  }
  let sum = 0;
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index]!;
    if (!Number.isFinite(value))
      throw invalidInput('performance/not-finite', ['values', index], `${value} is no rating`);
    sum += value;
  }
  const center = values.length === 0 ? 0 : sum / values.length;
  const indexed = entries.map(([name, labels]) => indexFactor(name, labels, values, center));
  indexed.sort((one, other) => other.factor.levels.length - one.factor.levels.length);
  let squares = 0;
  for (let index = 0; index < values.length; index += 1)
    squares += (values[index]! - center) * (values[index]! - center);
  const [large, small] = indexed;
  const cross = small === undefined ? noCross(large!.factor) : crossOf(large!, small);
  return { observations: values.length, center, squares, large: large!.factor, small: small?.factor, ...cross };
}

interface IndexedFactor {
  readonly factor: Factor;
  readonly codes: Int32Array;
}

function indexFactor(
  name: string,
  labels: readonly string[],
  values: ArrayLike<number>,
  center: number,
): IndexedFactor {
  if (labels.length !== values.length) {
    throw invalidInput(
      'performance/invalid-ratings',
      ['factors', name],
      `${labels.length} labels for ${values.length} values`,
    );
  }
  const codeOf = new Map<string, number>();
  const codes = new Int32Array(labels.length);
  for (let index = 0; index < labels.length; index += 1) {
    const label = labels[index]!;
    let code = codeOf.get(label);
    if (code === undefined) {
      code = codeOf.size;
      codeOf.set(label, code);
    }
    codes[index] = code;
  }
  const counts = new Float64Array(codeOf.size);
  const sums = new Float64Array(codeOf.size);
  for (let index = 0; index < codes.length; index += 1) {
    counts[codes[index]!]! += 1;
    sums[codes[index]!]! += values[index]! - center;
  }
  return { factor: { name, levels: [...codeOf.keys()], counts, sums }, codes };
}

function noCross(large: Factor): Pick<Layout, 'rowStart' | 'column' | 'times'> {
  return {
    rowStart: new Int32Array(large.levels.length + 1),
    column: new Int32Array(0),
    times: new Float64Array(0),
  };
}

function crossOf(large: IndexedFactor, small: IndexedFactor): Pick<Layout, 'rowStart' | 'column' | 'times'> {
  const rows = large.factor.levels.length;
  const starts = new Int32Array(rows + 1);
  for (const code of large.codes) starts[code + 1]! += 1;
  for (let row = 0; row < rows; row += 1) starts[row + 1]! += starts[row]!;
  const all = new Int32Array(large.codes.length);
  const next = starts.slice();
  for (let index = 0; index < large.codes.length; index += 1) {
    const row = large.codes[index]!;
    all[next[row]!] = small.codes[index]!;
    next[row]! += 1;
  }
  const rowStart = new Int32Array(rows + 1);
  const column = new Int32Array(all.length);
  const times = new Float64Array(all.length);
  let filled = 0;
  for (let row = 0; row < rows; row += 1) {
    const sorted = all.subarray(starts[row]!, starts[row + 1]!).sort();
    for (let index = 0; index < sorted.length; index += 1) {
      if (index > 0 && sorted[index] === sorted[index - 1]) times[filled - 1]! += 1;
      else {
        column[filled] = sorted[index]!;
        times[filled] = 1;
        filled += 1;
      }
    }
    rowStart[row + 1] = filled;
  }
  return { rowStart, column: column.slice(0, filled), times: times.slice(0, filled) };
}
