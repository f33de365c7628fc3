/** The activities and precedence of a project in flat arrays, for inner loops. */
export interface Network {
  readonly count: number;
  readonly durations: Int32Array;
  /** Predecessors of activity a: `predecessors[predecessorStart[a] .. predecessorStart[a + 1])`. */
  readonly predecessorStart: Int32Array;
  readonly predecessors: Int32Array;
  readonly successorStart: Int32Array;
  readonly successors: Int32Array;
  /** Every activity after all its predecessors. */
  readonly order: Int32Array;
  /** Longest path to the start of each activity. */
  readonly heads: Int32Array;
  /** Longest path from the start of each activity to the end of the project, its own duration included. */
  readonly tails: Int32Array;
  /** Length of the longest path. */
  readonly criticalPath: number;
  /** Sum of all durations: no sensible schedule is longer. */
  readonly horizon: number;
}

/** Flattens durations and successors; the project must be free of cycles. */
export function buildNetwork(options: {
  readonly durations: readonly number[];
  readonly successors: readonly (readonly number[])[];
}): Network {
  const durations = Int32Array.from(options.durations);
  const links = options.successors.map((list) => [...new Set(list)]);
  const back: number[][] = links.map(() => []);
  links.forEach((list, activity) => {
    for (const successor of list) back[successor]!.push(activity);
  });
  return assemble(durations, links, back);
}

/** The same project seen from its end: every arrow turned round. */
export function reverseNetwork(network: Network): Network {
  const links = Array.from({ length: network.count }, (_, activity) => predecessorsOf(network, activity));
  const back = Array.from({ length: network.count }, (_, activity) => successorsOf(network, activity));
  return assemble(network.durations, links, back);
}

/** The direct predecessors of an activity. */
export function predecessorsOf(network: Network, activity: number): number[] {
  return [
    ...network.predecessors.subarray(network.predecessorStart[activity]!, network.predecessorStart[activity + 1]!),
  ];
}

/** The direct successors of an activity. */
export function successorsOf(network: Network, activity: number): number[] {
  return [...network.successors.subarray(network.successorStart[activity]!, network.successorStart[activity + 1]!)];
}

function assemble(durations: Int32Array, links: readonly number[][], back: readonly number[][]): Network {
  const count = durations.length;
  const [successorStart, successors] = flatten(links);
  const [predecessorStart, predecessors] = flatten(back);
  const order = topologicalOrder(links, back);
  const heads = new Int32Array(count);
  const tails = new Int32Array(count);
  for (const activity of order)
    for (const before of back[activity]!)
      heads[activity] = Math.max(heads[activity]!, heads[before]! + durations[before]!);
  for (const activity of order.toReversed()) {
    let after = 0;
    for (const successor of links[activity]!) after = Math.max(after, tails[successor]!);
    tails[activity] = after + durations[activity]!;
  }
  return {
    count,
    durations,
    predecessorStart,
    predecessors,
    successorStart,
    successors,
    order,
    heads,
    tails,
    criticalPath: tails.reduce((longest, tail) => Math.max(longest, tail), 0),
    horizon: durations.reduce((sum, duration) => sum + duration, 0),
  };
}

function flatten(lists: readonly number[][]): [Int32Array, Int32Array] {
  const start = new Int32Array(lists.length + 1);
  lists.forEach((list, index) => {
    start[index + 1] = start[index]! + list.length;
  });
  return [start, Int32Array.from(lists.flat())];
}

function topologicalOrder(links: readonly number[][], back: readonly number[][]): Int32Array {
  const open = back.map((list) => list.length);
  const order = new Int32Array(links.length);
  let filled = 0;
  open.forEach((waiting, activity) => {
    if (waiting === 0) order[filled++] = activity;
  });
  for (let position = 0; position < filled; position += 1)
    for (const successor of links[order[position]!]!) {
      open[successor]! -= 1;
      if (open[successor] === 0) order[filled++] = successor;
    }
  return order;
}
