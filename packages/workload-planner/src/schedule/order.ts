import type { ScheduleModel } from './model.ts';

/** A heap of items by key, and the counts of what each still waits for; reused from one order to the next. */
export interface Sorter {
  readonly heap: Int32Array;
  readonly waits: Int32Array;
  readonly order: Int32Array;
}

export function createSorter(model: ScheduleModel): Sorter {
  const { length } = model.items;
  return { heap: new Int32Array(length), waits: new Int32Array(length), order: new Int32Array(length) };
}

/** Items by key, smallest first, each after its predecessors; equal keys by their place in the input. */
export function orderByKeys(model: ScheduleModel, keys: Float64Array, sorter: Sorter): Int32Array {
  const { heap, waits, order } = sorter;
  let size = 0;
  const before = (one: number, other: number) =>
    keys[one]! < keys[other]! || (keys[one] === keys[other] && one < other);
  const push = (item: number) => {
    let at = size;
    size += 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (before(heap[parent]!, item)) break;
      heap[at] = heap[parent]!;
      at = parent;
    }
    heap[at] = item;
  };
  const pop = (): number => {
    const top = heap[0]!;
    size -= 1;
    const item = heap[size]!;
    let at = 0;
    for (;;) {
      let child = at * 2 + 1;
      if (child >= size) break;
      if (child + 1 < size && before(heap[child + 1]!, heap[child]!)) child += 1;
      if (before(item, heap[child]!)) break;
      heap[at] = heap[child]!;
      at = child;
    }
    heap[at] = item;
    return top;
  };
  for (let item = 0; item < waits.length; item += 1) {
    waits[item] = model.firstPredecessor[item + 1]! - model.firstPredecessor[item]!;
    if (waits[item] === 0) push(item);
  }
  for (let at = 0; at < order.length; at += 1) {
    const item = pop();
    order[at] = item;
    for (let edge = model.firstSuccessor[item]!; edge < model.firstSuccessor[item + 1]!; edge += 1) {
      const other = model.successor[edge]!;
      waits[other] = waits[other]! - 1;
      if (waits[other] === 0) push(other);
    }
  }
  return order;
}
