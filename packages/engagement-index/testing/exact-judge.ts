/**
 * Judges of the auditor that share no code with it. A released history is a list of 0/1 rows over people; a person is
 * exposed when some linear combination involves them and fewer than `minimum` people in all.
 */

/** People exposed, decided in exact rational arithmetic by trying every small set of people. For small rosters. */
export function exposedExactly(rows: readonly (readonly boolean[])[], minimum: number): readonly number[] {
  const people = rows[0]?.length ?? 0;
  const revealing: (readonly number[])[] = [];
  const full = rankOf(rows.map((row) => row.map((inside) => (inside ? 1n : 0n))));
  const visit = (from: number, chosen: readonly number[]): void => {
    if (chosen.length > 0) {
      const outside = rows.map((row) =>
        row.filter((_, person) => !chosen.includes(person)).map((inside) => (inside ? 1n : 0n)),
      );
      if (rankOf(outside) < full) {
        revealing.push(chosen);
        return;
      }
    }
    if (chosen.length + 1 >= minimum) return;
    for (let person = from; person < people; person += 1) visit(person + 1, [...chosen, person]);
  };
  visit(0, []);
  const minimal = revealing.filter(
    (set) => !revealing.some((other) => other.length < set.length && other.every((person) => set.includes(person))),
  );
  return [...new Set(minimal.flat())].sort((first, second) => first - second);
}

/**
 * The least number of people in a non-zero combination, in exact rational arithmetic by trying sets of people from
 * small to large; null when nobody is in any row. For a dozen people.
 */
export function smallestSupportExactly(rows: readonly (readonly boolean[])[]): number | null {
  const people = rows[0]?.length ?? 0;
  const full = rankOf(rows.map((row) => row.map((inside) => (inside ? 1n : 0n))));
  if (full === 0) return null;
  const reveals = (chosen: ReadonlySet<number>) =>
    rankOf(rows.map((row) => row.flatMap((inside, person) => (chosen.has(person) ? [] : [inside ? 1n : 0n])))) < full;
  const some = (size: number, from: number, chosen: readonly number[]): boolean => {
    if (chosen.length === size) return reveals(new Set(chosen));
    for (let person = from; person < people; person += 1) {
      if (some(size, person + 1, [...chosen, person])) return true;
    }
    return false;
  };
  for (let size = 1; size < people; size += 1) if (some(size, 0, [])) return size;
  return people;
}

/** Rank over the rationals by fraction-free elimination (Bareiss 1968). */
export function rankOf(matrix: readonly (readonly bigint[])[]): number {
  const rows = matrix.map((row) => [...row]);
  const width = rows[0]?.length ?? 0;
  let rank = 0;
  let divisor = 1n;
  for (let column = 0; column < width && rank < rows.length; column += 1) {
    const pivot = rows.findIndex((row, index) => index >= rank && row[column] !== 0n);
    if (pivot < 0) continue;
    [rows[rank], rows[pivot]] = [rows[pivot]!, rows[rank]!];
    const top = rows[rank]!;
    for (let index = rank + 1; index < rows.length; index += 1) {
      const row = rows[index]!;
      const factor = row[column]!;
      for (let entry = column; entry < width; entry += 1) {
        row[entry] = (row[entry]! * top[column]! - factor * top[entry]!) / divisor;
      }
    }
    divisor = top[column]!;
    rank += 1;
  }
  return rank;
}

const MODULUS = 94_906_249;
const multiply = (first: number, second: number) => (first * second) % MODULUS;

/**
 * People exposed in larger rosters: every set of fewer than `minimum` people (whole atoms) whose columns in the
 * orthogonal complement are dependent. Works modulo another prime and another way round than the auditor: it may
 * accuse wrongly with a chance of about one in a million, and does not miss.
 */
export function exposedByComplement(
  rows: readonly (readonly boolean[])[],
  minimum: number,
  random: () => number,
): number {
  const { columns, sizes } = atomsOf(rows);
  const checks = complementOf(columns, rows.length);
  const small = sizes.map((size, atom) => ({ size, atom })).filter(({ size }) => size < minimum);
  const depth = minimum + 1;
  const projected = new Map(small.map(({ atom }) => [atom, new Float64Array(depth)] as const));
  for (const check of checks) {
    const factors = Array.from({ length: depth }, () => Math.floor(random() * MODULUS));
    for (const { atom } of small) {
      const vector = projected.get(atom)!;
      for (let index = 0; index < depth; index += 1)
        vector[index] = (vector[index]! + multiply(factors[index]!, check[atom]!)) % MODULUS;
    }
  }
  const exposed = new Set<number>();
  const visit = (
    from: number,
    left: number,
    basis: readonly { vector: Float64Array; pivot: number }[],
    chosen: readonly number[],
  ) => {
    for (let position = from; position < small.length; position += 1) {
      const { size, atom } = small[position]!;
      if (size > left) continue;
      const vector = Float64Array.from(projected.get(atom)!);
      for (const known of basis) reduce(vector, known.vector, known.pivot);
      const pivot = vector.findIndex((entry) => entry !== 0);
      if (pivot < 0) {
        for (const member of [...chosen, atom]) exposed.add(member);
        continue;
      }
      const scale = power(vector[pivot]!, MODULUS - 2);
      visit(
        position + 1,
        left - size,
        [...basis, { vector: vector.map((entry) => multiply(entry, scale)), pivot }],
        [...chosen, atom],
      );
    }
  };
  visit(0, minimum - 1, [], []);
  return [...exposed].reduce((sum, atom) => sum + sizes[atom]!, 0);
}

function atomsOf(rows: readonly (readonly boolean[])[]) {
  const byPattern = new Map<string, number>();
  const columns: number[][] = [];
  const sizes: number[] = [];
  for (let person = 0; person < (rows[0]?.length ?? 0); person += 1) {
    const column = rows.map((row) => (row[person] ? 1 : 0));
    if (!column.includes(1)) continue;
    const pattern = column.join('');
    const atom = byPattern.get(pattern);
    if (atom === undefined) {
      byPattern.set(pattern, columns.length);
      columns.push(column);
      sizes.push(1);
    } else sizes[atom]! += 1;
  }
  return { columns, sizes };
}

/** A basis of the vectors orthogonal to every row. */
function complementOf(columns: readonly (readonly number[])[], rowCount: number): readonly Float64Array[] {
  const width = columns.length;
  const reduced: { row: Float64Array; pivot: number }[] = [];
  for (let index = 0; index < rowCount; index += 1) {
    const row = Float64Array.from(columns, (column) => column[index]!);
    for (const known of reduced) reduce(row, known.row, known.pivot);
    const pivot = row.findIndex((entry) => entry !== 0);
    if (pivot < 0) continue;
    const scale = power(row[pivot]!, MODULUS - 2);
    for (let atom = 0; atom < width; atom += 1) row[atom] = multiply(row[atom]!, scale);
    for (const known of reduced) reduce(known.row, row, pivot);
    reduced.push({ row, pivot });
  }
  const pivots = new Set(reduced.map(({ pivot }) => pivot));
  return columns.flatMap((_, free) => {
    if (pivots.has(free)) return [];
    const vector = new Float64Array(width);
    vector[free] = 1;
    for (const { row, pivot } of reduced) vector[pivot] = (MODULUS - row[free]!) % MODULUS;
    return [vector];
  });
}

function reduce(target: Float64Array, row: Float64Array, pivot: number): void {
  const factor = target[pivot]!;
  if (factor === 0) return;
  for (let index = 0; index < target.length; index += 1) {
    target[index] = (target[index]! + multiply(MODULUS - factor, row[index]!)) % MODULUS;
  }
}

function power(base: number, exponent: number): number {
  let [result, factor, rest] = [1, base, exponent];
  while (rest > 0) {
    if (rest % 2 === 1) result = multiply(result, factor);
    factor = multiply(factor, factor);
    rest = Math.floor(rest / 2);
  }
  return result;
}
