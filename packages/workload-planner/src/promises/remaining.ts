import type { Demand } from '../model/types.ts';

/** Hours that remain of a demand in all. */
export function remainingOf({ effortHours, items = [] }: Demand): number {
  return effortHours ?? items.reduce((sum, item) => sum + Math.round(item.effortHours * 1e6), 0) / 1e6;
}
