import { inverse, residue, scaleRow, subtractMultiple } from './field.ts';
import type { Span } from './span.ts';
import { smallRows } from './span.ts';

/** The judgement on a span: `unknown` when the search ran out of steps, which the auditor treats as unsafe. */
type SupportVerdict = 'safe' | 'unsafe' | 'unknown';

/** A verdict; when it is not safe, `against` are the released sets (by their place in the span) that stand against it. */
export interface SupportJudgement {
  readonly verdict: SupportVerdict;
  readonly against: readonly number[];
}

/** Work after which the search gives up, in entries looked at: about 20 ms. */
const SEARCH_LIMIT = 1_000_000;

interface Search {
  readonly rows: readonly Float64Array[];
  readonly rowSizes: readonly number[];
  /** Columns (atoms) each row touches besides its pivot. */
  readonly columnsOf: readonly (readonly number[])[];
  /** Rows that touch a column. */
  readonly rowsOf: ReadonlyMap<number, readonly number[]>;
  readonly sizes: readonly number[];
  /** How many rows touch each column; columns that few touch are tried first. */
  readonly degrees: Int32Array;
  readonly seen: Set<string>;
  left: number;
  /** The rows of the small combination, once one is found. */
  found: readonly number[];
}

/**
 * Whether every non-zero combination of the released sets involves at least `minimum` people, when that held before the
 * newest set came: only combinations that use the newest set are looked at.
 *
 * A combination that touches an atom of `minimum` people does; the others are spanned by the rows that vanish on all
 * big atoms. Among those a branching search looks for a combination with fewer people: it starts at one row, and
 * whatever the combination is, it must either keep one of a few named columns or cancel it with another row that
 * touches it. So the search misses nothing; when it takes too long, packed bases give a lower bound, and when that is
 * not enough either the answer is `unknown`.
 */
export function judgeSupport(span: Span, minimum: number): SupportJudgement {
  const newest = span.rows.length - 1;
  const usesNewest = (index: number) => (span.transforms[index]![newest] ?? 0) !== 0;
  const small = smallRows(span, minimum);
  const starts = small.filter(usesNewest);
  if (starts.length === 0) return SAFE;
  const indexes = [...starts, ...small.filter((index) => !usesNewest(index))];
  const search = prepareSearch(span, indexes);
  for (let start = 0; start < starts.length; start += 1) {
    const budget = minimum - 1 - search.rowSizes[start]!;
    const verdict = explore(search, start, [start], [], budget);
    if (verdict === 'safe') continue;
    if (verdict === 'unknown' && packedBases(span, indexes, minimum)) return SAFE;
    const rows = verdict === 'unsafe' ? search.found : [start];
    return {
      verdict,
      against: setsBehind(
        span,
        rows.map((row) => indexes[row]!),
      ),
    };
  }
  return SAFE;
}

const SAFE: SupportJudgement = { verdict: 'safe', against: [] };

/** The released sets that some rows of the basis are made of, besides the newest. */
function setsBehind(span: Span, rows: readonly number[]): readonly number[] {
  return span.rows.slice(0, -1).flatMap((_, set) => {
    return rows.some((row) => (span.transforms[row]![set] ?? 0) !== 0) ? [set] : [];
  });
}

function prepareSearch(span: Span, indexes: readonly number[]): Search {
  const rowsOf = new Map<number, number[]>();
  const columnsOf = indexes.map((index, position) => {
    const row = span.rows[index]!;
    const columns: number[] = [];
    for (let atom = 0; atom < span.sizes.length; atom += 1) {
      if (row[atom] === 0 || atom === span.pivots[index]) continue;
      columns.push(atom);
      const touching = rowsOf.get(atom);
      if (touching === undefined) rowsOf.set(atom, [position]);
      else touching.push(position);
    }
    return columns;
  });
  const degrees = new Int32Array(span.sizes.length);
  for (const [column, touching] of rowsOf) degrees[column] = touching.length;
  for (const columns of columnsOf)
    columns.sort((first, second) => degrees[first]! - degrees[second]! || first - second);
  return {
    rows: indexes.map((index) => span.rows[index]!),
    rowSizes: indexes.map((index) => span.sizes[span.pivots[index]!]!),
    columnsOf,
    rowsOf,
    degrees,
    sizes: span.sizes,
    seen: new Set(),
    left: SEARCH_LIMIT,
    found: [],
  };
}

/** Looks for a combination of `chosen` rows (and perhaps more, of higher number than `start`) that keeps only `kept` columns. */
function explore(
  search: Search,
  start: number,
  chosen: readonly number[],
  kept: readonly number[],
  budget: number,
): SupportVerdict {
  const key = `${[...chosen].sort(ascending).join()}|${[...kept].sort(ascending).join()}`;
  if (search.seen.has(key)) return 'safe';
  search.seen.add(key);
  const witnesses = fullRankColumns(search, chosen, kept);
  if (witnesses === null) {
    search.found = chosen;
    return 'unsafe';
  }
  if (search.left <= 0) return 'unknown';
  if (budget <= 0) return 'safe';
  for (const column of witnesses) {
    if (search.sizes[column]! <= budget) {
      const found = explore(search, start, chosen, [...kept, column], budget - search.sizes[column]!);
      if (found !== 'safe') return found;
    }
    for (const row of search.rowsOf.get(column) ?? []) {
      if (row <= start || search.rowSizes[row]! > budget || chosen.includes(row)) continue;
      const found = explore(search, start, [...chosen, row], kept, budget - search.rowSizes[row]!);
      if (found !== 'safe') return found;
    }
  }
  return 'safe';
}

/**
 * Columns, besides the kept ones, on which the chosen rows are independent, those few other rows touch first; null
 * when there are none, so that some combination of the chosen rows vanishes on every column that is not kept.
 */
function fullRankColumns(search: Search, chosen: readonly number[], kept: readonly number[]): readonly number[] | null {
  if (chosen.length === 1) {
    const column = search.columnsOf[chosen[0]!]!.find((candidate) => !kept.includes(candidate));
    search.left -= 8;
    return column === undefined ? null : [column];
  }
  const reduced: Float64Array[] = [];
  const pivots: number[] = [];
  const witnesses: number[] = [];
  const width = chosen.length;
  const lists = chosen.map((row) => search.columnsOf[row]!);
  const at = new Int32Array(lists.length);
  for (
    let column = nextColumn(search.degrees, lists, at);
    column >= 0;
    column = nextColumn(search.degrees, lists, at)
  ) {
    search.left -= width + 4;
    if (kept.includes(column)) continue;
    const entries = new Float64Array(width);
    for (let index = 0; index < width; index += 1) entries[index] = search.rows[chosen[index]!]![column]!;
    for (let index = 0; index < reduced.length; index += 1) {
      const factor = entries[pivots[index]!]!;
      if (factor !== 0) subtractMultiple(entries, reduced[index]!, factor, width);
    }
    const pivot = entries.findIndex((entry) => entry !== 0);
    if (pivot < 0) continue;
    witnesses.push(column);
    if (witnesses.length === width) return witnesses;
    scaleRow(entries, inverse(entries[pivot]!), width);
    reduced.push(entries);
    pivots.push(pivot);
  }
  return null;
}

/** The next column of several sorted lists, each column once, those that few rows touch first; -1 at the end. */
function nextColumn(degrees: Int32Array, lists: readonly (readonly number[])[], at: Int32Array): number {
  let best = -1;
  let bestDegree = 0;
  for (let list = 0; list < lists.length; list += 1) {
    const column = lists[list]![at[list]!];
    if (column === undefined) continue;
    const degree = degrees[column]!;
    if (best < 0 || degree < bestDegree || (degree === bestDegree && column < best)) {
      best = column;
      bestDegree = degree;
    }
  }
  for (let list = 0; list < lists.length; list += 1) if (lists[list]![at[list]!] === best) at[list]! += 1;
  return best;
}

/**
 * A lower bound: every non-zero combination is non-zero somewhere in each of several disjoint bases of columns, so it
 * involves at least the smallest atom of each. Sound, cheap, and often enough where few rows meet many atoms. Internal.
 */
export function packedBases(span: Span, indexes: readonly number[], minimum: number): boolean {
  const rank = indexes.length;
  const free = span.sizes
    .map((size, atom) => ({ size, atom }))
    .filter(({ size, atom }) => size < minimum && indexes.some((index) => span.rows[index]![atom] !== 0))
    .sort((first, second) => second.size - first.size || first.atom - second.atom)
    .map(({ atom }) => atom);
  const used = new Set<number>();
  let bound = 0;
  while (bound < minimum && free.length - used.size >= rank) {
    const basis = basisOf(span, indexes, free, used);
    if (basis === null) return false;
    for (const atom of basis) used.add(atom);
    bound += Math.min(...basis.map((atom) => span.sizes[atom]!));
  }
  return bound >= minimum;
}

function basisOf(
  span: Span,
  indexes: readonly number[],
  atoms: readonly number[],
  used: ReadonlySet<number>,
): readonly number[] | null {
  const reduced: Float64Array[] = [];
  const pivots: number[] = [];
  const basis: number[] = [];
  for (const atom of atoms) {
    if (used.has(atom)) continue;
    const entries = Float64Array.from(indexes, (index) => span.rows[index]![atom]!);
    reduced.forEach((vector, position) => {
      const factor = entries[pivots[position]!]!;
      if (factor !== 0) subtractMultiple(entries, vector, factor, indexes.length);
    });
    const pivot = entries.findIndex((entry) => entry !== 0);
    if (pivot < 0) continue;
    const factor = inverse(entries[pivot]!);
    reduced.push(entries.map((entry) => residue(entry * factor)));
    pivots.push(pivot);
    basis.push(atom);
    if (basis.length === indexes.length) return basis;
  }
  return null;
}

function ascending(first: number, second: number): number {
  return first - second;
}
