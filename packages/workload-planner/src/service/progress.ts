import { invalidInput } from '@meritkit/core/errors';
import { checkDemand } from '../model/check-demand.ts';
import type { Demand, WorkItem } from '../model/types.ts';

/**
 * A demand with the hours that remain of it. An item's roles shrink in proportion.
 *
 * @throws InvalidInputError `planner/effort-mismatch` for hours in all of a demand with items or the other way round,
 * `planner/invalid-input` for an item it does not have, `planner/invalid-number`
 */
export function withRemaining(demand: Demand, remaining: number | Readonly<Record<string, number>>): Demand {
  const changed = typeof remaining === 'number' ? withHours(demand, remaining) : withItemHours(demand, remaining);
  checkDemand(changed, ['remainingHours']);
  return changed;
}

function withHours(demand: Demand, effortHours: number): Demand {
  if (demand.items === undefined) return { ...demand, effortHours };
  throw invalidInput('planner/effort-mismatch', ['remainingHours'], 'this demand has items: say what remains of each');
}

function withItemHours(demand: Demand, remaining: Readonly<Record<string, number>>): Demand {
  const { items } = demand;
  if (items === undefined) {
    throw invalidInput(
      'planner/effort-mismatch',
      ['remainingHours'],
      'this demand has no items: say what remains in all',
    );
  }
  const known = new Set(items.map(({ id }) => id));
  for (const id of Object.keys(remaining)) {
    if (!known.has(id)) throw invalidInput('planner/invalid-input', ['remainingHours', id], 'there is no such item');
  }
  return { ...demand, items: items.map((item) => withItemRemaining(item, remaining)) };
}

function withItemRemaining(item: WorkItem, remaining: Readonly<Record<string, number>>): WorkItem {
  const effortHours = Object.hasOwn(remaining, item.id) ? remaining[item.id]! : item.effortHours;
  if (item.roles === undefined) return { ...item, effortHours };
  const share = item.effortHours === 0 ? 0 : effortHours / item.effortHours;
  return {
    ...item,
    effortHours,
    roles: item.roles.map((role) => ({ ...role, effortHours: role.effortHours * share })),
  };
}
