import { type Explanation, explain, given } from '@meritkit/core/explanation';
import type { PersonLoad } from './report.ts';

/**
 * Why a person's load is what it is: allocated hours by allocation, over the hours there are.
 *
 * @example
 * ```ts
 * import { explainLoad, levelLoad } from '@meritkit/workload-planner';
 *
 * const team = {
 *   people: [{ id: 'lin', hoursPerDay: 8, focus: 0.8, skills: {} }],
 *   allocations: [{ id: 'shop', personId: 'lin', hoursPerWeek: 16, start: '2026-11-16', end: '2026-11-23', core: true }],
 * };
 * explainLoad({ row: levelLoad({ team, by: 'week' }).rows[0]! }).value; // 0.5
 * ```
 */
export function explainLoad(options: { readonly row: PersonLoad }): Explanation {
  const { row } = options;
  const unit = 'hours';
  const sources = (ref: string) => [{ system: 'allocation', ref }];
  const allocated = explain({
    key: 'planner.allocated-hours',
    unit,
    operation: { name: 'sum', version: 1, rounding: { decimals: 6, mode: 'half-up' } },
    children: row.work.map((part) =>
      given({ key: part.allocationId, unit, value: part.hours, sources: sources(part.allocationId) }),
    ),
  });
  if (row.capacityHours === 0) {
    const reason = { reason: 'planner.no-capacity' };
    const capacity = given({ key: 'planner.capacity-hours', unit, value: null, unknown: reason });
    const operation = { name: 'ratio', version: 1 };
    return explain({ key: 'planner.load', unit: 'share', operation, unknown: reason, children: [allocated, capacity] });
  }
  return explain({
    key: 'planner.load',
    unit: 'share',
    operation: { name: 'ratio', version: 1 },
    children: [allocated, given({ key: 'planner.capacity-hours', unit, value: row.capacityHours })],
  });
}
