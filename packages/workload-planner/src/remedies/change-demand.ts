import type { Demand, WorkItem } from '../model/types.ts';

/** A demand with one of its items replaced by another of the same id. */
export function withItem(demand: Demand, item: WorkItem): Demand {
  return { ...demand, items: (demand.items ?? []).map((other) => (other.id === item.id ? item : other)) };
}

/** An item, or one of its parts, that so many people share. */
export function shared(item: WorkItem, roleId: string | null, people: number): WorkItem {
  if (roleId === null) return { ...item, people };
  return { ...item, roles: (item.roles ?? []).map((role) => (role.id === roleId ? { ...role, people } : role)) };
}

/** An item of fewer hours; its parts keep their shares of it. */
export function scaled(item: WorkItem, effortHours: number): WorkItem {
  if (item.roles === undefined) return { ...item, effortHours };
  const share = effortHours / item.effortHours;
  return {
    ...item,
    effortHours,
    roles: item.roles.map((role) => ({ ...role, effortHours: role.effortHours * share })),
  };
}
