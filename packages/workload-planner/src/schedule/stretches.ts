import { timeOfEnd, timeOfStart } from './axis.ts';
import type { ScheduleModel } from './model.ts';
import type { Board } from './place.ts';

/** An occupied stretch of a person's axis, in micro-hours there and in days. */
export interface Stretch {
  readonly part: number;
  readonly row: number;
  readonly from: number;
  readonly to: number;
  readonly start: number;
  readonly end: number;
  /** The item this person does right before, or -1. */
  readonly after: number;
}

/** All that a board has placed, person by person in the order of time, and by item. */
export function readStretches(
  model: ScheduleModel,
  board: Board,
): { readonly all: readonly Stretch[]; readonly byItem: readonly (readonly Stretch[])[] } {
  const all: Stretch[] = [];
  const byItem: Stretch[][] = model.items.map(() => []);
  for (let row = 0; row < board.head.length; row += 1) {
    let after = -1;
    let previousEnd = -1;
    for (let at = board.head[row]!; at !== -1; at = board.next[at]!) {
      const [part, from, to] = [board.stretchPart[at]!, board.from[at]!, board.to[at]!];
      const item = model.partItem[part]!;
      const times = { start: timeOfStart(model, row, from), end: timeOfEnd(model, row, to) };
      const stretch = { part, row, from, to, ...times, after: previousEnd === from ? after : -1 };
      all.push(stretch);
      byItem[item]!.push(stretch);
      after = item;
      previousEnd = to;
    }
  }
  return { all, byItem };
}
