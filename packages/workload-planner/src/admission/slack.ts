import { type Explanation, explain, given } from '@meritkit/core/explanation';
import { toHours } from '../time/hours.ts';
import { mostThatFits } from './most.ts';
import type { WorkPart } from './parts.ts';
import type { PeoplePool } from './pool.ts';

/** How much more of a demand would fit: the flow with as much of it as there could be, item by item in the explanation. */
export function slackOf(
  pool: PeoplePool,
  demandId: string,
  parts: readonly WorkPart[],
): { readonly slackHours: number; readonly explanation: Explanation } {
  const own = parts.filter((part) => part.demandId === demandId);
  const sum = (list: readonly WorkPart[]) => list.reduce((total, part) => total + part.units, 0);
  const all = own.length === 0 ? 0 : mostThatFits(pool, own, parts);
  const others = sum(parts) - sum(own);
  const unit = 'hours';
  const rounding = { decimals: 6, mode: 'half-up' } as const;
  const hours = (key: string, units: number) => given({ key, unit, value: toHours(units) });
  const explanation = explain({
    key: 'planner.slack-hours',
    unit,
    operation: { name: 'difference', version: 1, rounding },
    children: [
      explain({
        key: 'planner.available-hours',
        unit,
        operation: { name: 'difference', version: 1, rounding },
        children: [
          hours('planner.usable-hours', own.length === 0 ? others : all),
          hours('planner.promised-hours', others),
        ],
      }),
      explain({
        key: 'planner.needed-hours',
        unit,
        operation: { name: 'sum', version: 1, rounding },
        children: own.map((part) => hours(part.itemId, part.units)),
      }),
    ],
  });
  return { slackHours: toHours(own.length === 0 ? 0 : all - others - sum(own)), explanation };
}
