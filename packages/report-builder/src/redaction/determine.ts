import type { Equation } from './equations.ts';

/**
 * The hidden numbers that the equations give away: those whose unit vector lies in the row space, by exact elimination
 * over the integers. Where parts cannot be below zero, a hidden zero can pin others down, so zeros are tried as known:
 * a number counts as given away unless it can move while every zero but its own stays.
 */
export function determinedBy(options: {
  readonly equations: readonly Equation[];
  /** Hidden numbers whose true value is zero. */
  readonly zeros: ReadonlySet<string>;
}): ReadonlySet<string> {
  const found = new Set<string>();
  for (const component of componentsOf(options.equations)) {
    const keys = new Set(component.flatMap((equation) => [...equation.coefficients.keys()]));
    for (const key of solve(component, new Set())) found.add(key);
    const bounded = new Set(
      component.filter((equation) => equation.nonNegative).flatMap((equation) => [...equation.coefficients.keys()]),
    );
    const zeros = [...keys].filter((key) => bounded.has(key) && options.zeros.has(key));
    if (zeros.length === 0) continue;
    for (const key of solve(component, new Set(zeros))) found.add(key);
    for (const zero of zeros) {
      const others = new Set(zeros.filter((key) => key !== zero));
      if (solve(component, others).has(zero)) found.add(zero);
    }
  }
  return found;
}

/** Equations that share a hidden number, together. */
function componentsOf(equations: readonly Equation[]): readonly (readonly Equation[])[] {
  const parent = new Map<string, string>();
  const root = (key: string): string => {
    let current = key;
    for (let next = parent.get(current); next !== undefined && next !== current; next = parent.get(current))
      current = next;
    parent.set(key, current);
    return current;
  };
  for (const { coefficients } of equations) {
    const [first, ...others] = [...coefficients.keys()];
    if (first === undefined) continue;
    if (!parent.has(first)) parent.set(first, first);
    for (const other of others) {
      if (!parent.has(other)) parent.set(other, other);
      parent.set(root(other), root(first));
    }
  }
  const groups = new Map<string, Equation[]>();
  for (const equation of equations) {
    const [first] = equation.coefficients.keys();
    if (first === undefined) continue;
    const group = root(first);
    groups.set(group, [...(groups.get(group) ?? []), equation]);
  }
  return [...groups.values()];
}

type Row = Map<string, bigint>;

/** Numbers alone in a row of the reduced form; `fixed` ones are left out as known. */
function solve(equations: readonly Equation[], fixed: ReadonlySet<string>): ReadonlySet<string> {
  const rows: Row[] = [];
  for (const equation of equations) {
    const row: Row = new Map([...equation.coefficients].filter(([key]) => !fixed.has(key)));
    for (const done of rows) eliminate(row, done, firstOf(done)!);
    if (row.size === 0) continue;
    reduce(row);
    const pivot = firstOf(row)!;
    for (const done of rows) eliminate(done, row, pivot);
    rows.push(row);
  }
  return new Set(rows.filter((row) => row.size === 1).map((row) => firstOf(row)!));
}

/** A row's pivot stays the first key that it was given. */
function firstOf(row: Row): string | undefined {
  return row.keys().next().value;
}

function eliminate(row: Row, by: Row, pivot: string): void {
  const factor = row.get(pivot);
  if (factor === undefined || row === by) return;
  const divisor = by.get(pivot)!;
  for (const [key, value] of row) row.set(key, value * divisor);
  for (const [key, value] of by) {
    const sum = (row.get(key) ?? 0n) - factor * value;
    if (sum === 0n) row.delete(key);
    else row.set(key, sum);
  }
  reduce(row);
}

function reduce(row: Row): void {
  let shared = 0n;
  for (const value of row.values()) shared = greatest(shared, value < 0n ? -value : value);
  if (shared > 1n) for (const [key, value] of row) row.set(key, value / shared);
}

function greatest(one: bigint, other: bigint): bigint {
  let [a, b] = [one, other];
  while (b !== 0n) [a, b] = [b, a % b];
  return a;
}
