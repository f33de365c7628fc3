import type { LoadReport } from '../load/report.ts';

/** Load as a grid: `values[row][column]`, null where there is no capacity. */
export interface HeatMap {
  readonly kind: 'heat-map';
  readonly columns: readonly string[];
  readonly rows: readonly string[];
  readonly values: readonly (readonly (number | null)[])[];
  /** The band in which a cell is healthy, for the colour scale. */
  readonly band: { readonly from: number; readonly to: number };
  readonly unit: 'share-of-capacity';
}

/**
 * A load report as a heat map of people, skills or teams by period.
 *
 * @example
 * ```ts
 * import { heatMapOf, levelLoad } from '@meritkit/workload-planner';
 *
 * const team = {
 *   people: [{ id: 'lin', hoursPerDay: 8, focus: 0.8, skills: {} }],
 *   allocations: [{ id: 'shop', personId: 'lin', share: 1.2, start: '2026-11-16', end: '2026-11-30', core: true }],
 * };
 * heatMapOf({ report: levelLoad({ team, by: 'week' }), of: 'people' }).values; // [[1.2, 1.2]]
 * ```
 */
export function heatMapOf(options: {
  readonly report: LoadReport;
  readonly of: 'people' | 'skills' | 'teams';
}): HeatMap {
  const { report } = options;
  const cells =
    options.of === 'people'
      ? report.rows.map(({ personId, period, load }) => ({ name: personId, period, load }))
      : report[options.of].map(({ group, period, load }) => ({ name: group, period, load }));
  const columns = report.total.map((cell) => cell.period);
  const byRow = new Map<string, (number | null)[]>();
  for (const { name, load } of cells) byRow.set(name, [...(byRow.get(name) ?? []), load]);
  return {
    kind: 'heat-map',
    columns,
    rows: [...byRow.keys()],
    values: [...byRow.values()],
    band: report.band,
    unit: 'share-of-capacity',
  };
}
