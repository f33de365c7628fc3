/** A flow network in typed arrays: edge `e` and its reverse `e ^ 1` lie side by side. */
export interface FlowNetwork {
  /** Adds an edge and gives its number, by which `flowOn` reads it. */
  readonly addEdge: (from: number, to: number, capacity: number) => number;
  /** Raises the flow from source to sink as far as it goes and returns by how much. Call again after adding edges. */
  readonly augment: (source: number, sink: number) => number;
  readonly flowOn: (edge: number) => number;
  /** Marks the nodes that the source still reaches: the source's side of a minimum cut once `augment` is done. */
  readonly reachable: (source: number) => Uint8Array;
}

/**
 * Maximum flow by Dinic's blocking flows (E. A. Dinic, Soviet Mathematics Doklady 11, 1970): O(V²E), and far less on the
 * layered networks here. Capacities are whole numbers held in doubles, so every sum is exact up to 2^53.
 */
export function createFlowNetwork(options: { readonly nodes: number; readonly edges: number }): FlowNetwork {
  const { nodes } = options;
  const room = options.edges * 2;
  const head = new Int32Array(room);
  const next = new Int32Array(room);
  const residual = new Float64Array(room);
  const first = new Int32Array(nodes).fill(-1);
  const last = new Int32Array(nodes).fill(-1);
  const level = new Int32Array(nodes);
  const current = new Int32Array(nodes);
  const queue = new Int32Array(nodes);
  let count = 0;

  // Appended, so that paths are tried in the order in which the edges were added: early days first.
  const append = (from: number, to: number, capacity: number) => {
    head[count] = to;
    residual[count] = capacity;
    next[count] = -1;
    if (last[from] === -1) first[from] = count;
    else next[last[from]!] = count;
    last[from] = count;
    count += 1;
  };

  const label = (source: number): void => {
    level.fill(-1);
    level[source] = 0;
    queue[0] = source;
    let size = 1;
    for (let at = 0; at < size; at += 1) {
      const node = queue[at]!;
      for (let edge = first[node]!; edge !== -1; edge = next[edge]!) {
        const to = head[edge]!;
        if (residual[edge]! > 0 && level[to] === -1) {
          level[to] = level[node]! + 1;
          queue[size] = to;
          size += 1;
        }
      }
    }
  };

  // Depth first, by recursion: a path is never longer than the number of layers.
  const push = (node: number, sink: number, limit: number): number => {
    if (node === sink) return limit;
    let pushed = 0;
    for (; current[node] !== -1; current[node] = next[current[node]!]!) {
      const edge = current[node]!;
      const to = head[edge]!;
      if (residual[edge]! <= 0 || level[to] !== level[node]! + 1) continue;
      const part = push(to, sink, Math.min(limit - pushed, residual[edge]!));
      if (part > 0) {
        residual[edge] = residual[edge]! - part;
        residual[edge ^ 1] = residual[edge ^ 1]! + part;
        pushed += part;
        if (pushed === limit) return pushed;
      }
    }
    return pushed;
  };

  return {
    addEdge: (from, to, capacity) => {
      append(from, to, capacity);
      append(to, from, 0);
      return count - 2;
    },
    augment: (source, sink) => {
      let flow = 0;
      for (;;) {
        label(source);
        if (level[sink] === -1) return flow;
        current.set(first);
        flow += push(source, sink, Number.POSITIVE_INFINITY);
      }
    },
    flowOn: (edge) => residual[edge ^ 1]!,
    reachable: (source) => {
      label(source);
      return Uint8Array.from(level, (depth) => (depth === -1 ? 0 : 1));
    },
  };
}
