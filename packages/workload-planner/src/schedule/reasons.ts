import type { Rejection } from '@meritkit/core/errors';
import { fromDay } from '../time/day.ts';
import { unitsBy } from './axis.ts';
import { matchParts } from './match-parts.ts';
import type { ScheduleModel } from './model.ts';
import type { Board } from './place.ts';
import type { Stretch } from './stretches.ts';

/** Why an item begins when it does and not earlier. */
export type PlacementReason =
  /** It begins on the plan's first day. */
  | { readonly kind: 'at-once' }
  /** It may not start before its own start. */
  | { readonly kind: 'not-before'; readonly start: string }
  /** It waits for an item that ends last of those before it. */
  | { readonly kind: 'waits-for'; readonly itemId: string }
  /** The people who can do it are on other work until then; `itemId` is what the chosen one does before. */
  | { readonly kind: 'people-busy'; readonly personId: string; readonly itemId: string }
  /** The one chosen has no free hours before: away, or promised elsewhere. */
  | { readonly kind: 'no-free-hours'; readonly personId: string }
  /** Kept where it was in the plan before. */
  | { readonly kind: 'kept' };

/**
 * Why an item has no place: nobody can, those who can have no hours, it waits for one without a place, or there is no room
 * before the horizon.
 */
export type UnplacedReason =
  | Rejection<'planner/nobody-has-skill', { readonly skills: Readonly<Record<string, number>> }>
  | Rejection<'planner/waits-for-unplaced', { readonly predecessorId: string }>
  | Rejection<'planner/no-working-hours', { readonly horizonEnd: string }>
  | Rejection<'planner/beyond-horizon', { readonly horizonEnd: string }>;

/** Whether nothing but the wish to leave it where it was keeps an item from beginning earlier. */
export function isKept(
  options: { readonly model: ScheduleModel; readonly board: Board; readonly notBefore?: Float64Array | null },
  item: number,
  begins: number,
): boolean {
  const { model, board } = options;
  const wish = options.notBefore?.[item] ?? 0;
  return wish > 0 && Math.floor(begins) === wish && wish > earliestReady(model, board, item);
}

/** When an item may begin by its own start and by what it waits for. */
function earliestReady(model: ScheduleModel, board: Board, item: number): number {
  let ready = model.release[item]!;
  for (let at = model.firstPredecessor[item]!; at < model.firstPredecessor[item + 1]!; at += 1) {
    ready = Math.max(ready, board.itemFinish[model.predecessor[at]!]!);
  }
  return ready;
}

/** Why an item begins when it does: who is busy until then, what it waits for, its own start, or nothing. */
export function reasonOf(
  model: ScheduleModel,
  board: Board,
  item: number,
  begins: number,
  own: readonly Stretch[],
): PlacementReason {
  const ready = board.itemReady[item]!;
  const first = own.find((stretch) => stretch.start === begins);
  if (first !== undefined && first.after !== -1 && first.after !== item && begins > ready + 1e-9) {
    const personId = model.grid.people[first.row]!.id;
    return { kind: 'people-busy', personId, itemId: model.items[first.after]!.id };
  }
  const cause = causeOfReady(model, board, item, ready);
  // Days off between being ready and beginning belong to what it was ready after.
  if (cause !== null) return cause;
  if (begins < 1 || first === undefined) return { kind: 'at-once' };
  return { kind: 'no-free-hours', personId: model.grid.people[first.row]!.id };
}

function causeOfReady(model: ScheduleModel, board: Board, item: number, ready: number): PlacementReason | null {
  for (let at = model.firstPredecessor[item]!; at < model.firstPredecessor[item + 1]!; at += 1) {
    const before = model.predecessor[at]!;
    if (board.itemFinish[before]! >= ready - 1e-9) return { kind: 'waits-for', itemId: model.items[before]!.id };
  }
  if (model.release[item]! > 0) return { kind: 'not-before', start: model.items[item]!.start! };
  return null;
}

/** Why an item has no place on a board. */
export function whyUnplaced(model: ScheduleModel, board: Board, item: number): UnplacedReason {
  for (let at = model.firstPredecessor[item]!; at < model.firstPredecessor[item + 1]!; at += 1) {
    const before = model.predecessor[at]!;
    if (board.itemFinish[before] === Number.POSITIVE_INFINITY) {
      return { code: 'planner/waits-for-unplaced', predecessorId: model.items[before]!.id };
    }
  }
  const short = partWithoutPerson(model, item);
  if (short !== null) {
    const { roles, needs = {} } = model.items[item]!;
    const role = roles?.find(({ id }) => id === model.partRole[short]);
    return { code: 'planner/nobody-has-skill', skills: role?.needs ?? needs };
  }
  const horizonEnd = fromDay(model.grid.first + model.grid.days);
  return { code: someoneWorks(model, item) ? 'planner/beyond-horizon' : 'planner/no-working-hours', horizonEnd };
}

/** The first part of an item for which nobody is left, however the able are shared out among its parts; or null. */
function partWithoutPerson(model: ScheduleModel, item: number): number | null {
  const first = model.firstPart[item]!;
  const parts: { readonly row: number; readonly end: number }[][] = [];
  for (let part = first; part < model.firstPart[item + 1]!; part += 1) {
    parts.push(ableFor(model, part).map((row) => ({ row, end: 0 })));
    if (matchParts(parts) === null) return part;
  }
  return null;
}

function ableFor(model: ScheduleModel, part: number): readonly number[] {
  const kind = model.partKind[part]!;
  return [...model.able.subarray(model.firstAble[kind]!, model.firstAble[kind + 1]!)];
}

/** Whether each part has someone able with any free hours at all. */
function someoneWorks(model: ScheduleModel, item: number): boolean {
  for (let part = model.firstPart[item]!; part < model.firstPart[item + 1]!; part += 1) {
    if (!ableFor(model, part).some((row) => unitsBy(model, row, model.grid.days) > 0)) return false;
  }
  return true;
}
