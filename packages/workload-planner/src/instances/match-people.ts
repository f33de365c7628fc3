import type { StaffedSlot } from './model.ts';

/** Who gives which skill. */
export type SkillMatch = Omit<StaffedSlot, 'activity'>;

/**
 * Chooses people so that every skill slot is filled, each person giving one skill, or `undefined` when that cannot be.
 *
 * Augmenting paths (Kuhn 1955), people tried in the order given: plain and slow, for checks; the solver has its own.
 */
export function matchPeople(options: {
  readonly mastery: readonly (readonly boolean[])[];
  readonly needs: readonly number[];
  readonly people: readonly number[];
}): readonly SkillMatch[] | undefined {
  const slots = options.needs.flatMap((need, skill) => Array.from({ length: need }, () => skill));
  const slotOf = new Map<number, number>();
  const fill = (slot: number, tried: Set<number>): boolean => {
    for (const person of options.people) {
      if (tried.has(person) || options.mastery[person]?.[slots[slot]!] !== true) continue;
      tried.add(person);
      const other = slotOf.get(person);
      if (other === undefined || fill(other, tried)) {
        slotOf.set(person, slot);
        return true;
      }
    }
    return false;
  };
  for (let slot = 0; slot < slots.length; slot += 1) if (!fill(slot, new Set())) return undefined;
  return [...slotOf].map(([person, slot]) => ({ person, skill: slots[slot]! }));
}
