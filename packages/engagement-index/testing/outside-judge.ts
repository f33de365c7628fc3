import highs, { type Highs } from 'highs';

/** A program of another house that solves mixed-integer programs exactly (HiGHS). */
export type OutsideSolver = Highs;

/** Starts the outside solver. */
export function startOutsideSolver(): Promise<OutsideSolver> {
  return highs();
}

/**
 * The least number of people in a non-zero linear combination of 0/1 rows over people, as a mixed-integer program for
 * an outside solver; null when there is no row with anyone in it.
 *
 * With v the combination, scaled so that its largest entry in size is 1, and z whether a person is in it:
 * minimise the sum of z subject to -z <= v <= z and v = 1 for one person, chosen by the binaries y. The scaling makes
 * 1 the exact big M. A combination of least support has entries that are quotients of minors of a 0/1 matrix, so for a
 * dozen people none is small enough to pass for zero.
 */
export function smallestSupportOutside(solver: OutsideSolver, rows: readonly (readonly boolean[])[]): number | null {
  const used = rows.filter((row) => row.includes(true));
  if (used.length === 0) return null;
  const solution = solver.solve(supportProgram(used), {
    mip_rel_gap: 0,
    mip_abs_gap: 0,
    primal_feasibility_tolerance: 1e-9,
  });
  if (solution.Status !== 'Optimal') throw new Error(`the outside solver ended with ${solution.Status}`);
  return Math.round(solution.ObjectiveValue);
}

/** The program in the LP format, over the people who are in some row. */
function supportProgram(rows: readonly (readonly boolean[])[]): string {
  const people = (rows[0] ?? []).map((_, person) => person).filter((person) => rows.some((row) => row[person]));
  const lines = people.flatMap((person) => {
    const value = rows.flatMap((row, at) => (row[person] ? [`c${at}`] : [])).join(' + ');
    return [
      ` up${person}: ${value} - z${person} <= 0`,
      ` down${person}: ${value} + z${person} >= 0`,
      ` one${person}: ${value} - 2 y${person} >= -1`,
    ];
  });
  return [
    'Minimize',
    ` people: ${people.map((person) => `z${person}`).join(' + ')}`,
    'Subject To',
    ...lines,
    ` someone: ${people.map((person) => `y${person}`).join(' + ')} = 1`,
    'Bounds',
    ...rows.map((_, at) => ` c${at} free`),
    'Binary',
    ` ${people.flatMap((person) => [`z${person}`, `y${person}`]).join(' ')}`,
    'End',
  ].join('\n');
}
