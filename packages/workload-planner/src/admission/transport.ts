import type { DayNumber } from '../time/day.ts';
import { createFlowNetwork, type FlowNetwork } from './dinic.ts';
import type { WorkPart } from './parts.ts';
import { type FreePool, freeBetween } from './pool.ts';

/** Work of a part given to a class of people in an interval. */
export interface Shipment {
  readonly part: number;
  readonly group: number;
  readonly first: DayNumber;
  readonly end: DayNumber;
  readonly units: number;
}

/** The cells of a minimum cut: these parts may use only these hours, and they are too few. */
export interface Cut {
  readonly parts: readonly number[];
  readonly cells: readonly { readonly group: number; readonly first: DayNumber; readonly end: DayNumber }[];
  readonly availableUnits: number;
}

/** How much of the work fits, and how. */
export interface TransportPlan {
  readonly placedUnits: number;
  readonly missingUnits: number;
  readonly shipments: readonly Shipment[];
  /** Null where everything fits. */
  readonly cut: Cut | null;
}

/**
 * Places divisible work on people's free hours as far as possible: a maximum flow from parts through (class of people,
 * interval) to their hours. The ends of the parts' windows cut time into intervals; within one, days are alike.
 * What fits is exact; where not all fits, the minimum cut is the proof (max-flow min-cut; Hall's condition for
 * divisible work).
 */
export function transport(options: {
  readonly pool: FreePool;
  readonly parts: readonly WorkPart[];
  /** Ends that replace those of `parts`, for asking about another deadline. */
  readonly ends?: readonly DayNumber[];
}): TransportPlan {
  const { pool, parts } = options;
  const { network, cells, arcs } = networkOf(pool, parts, options.ends ?? parts.map((part) => part.end));
  const placedUnits = network.augment(SOURCE, SINK);
  const shipments: Shipment[] = [];
  for (let arc = 0; arc < arcs.edges.length; arc += 1) {
    const units = network.flowOn(arcs.edges[arc]!);
    if (units > 0) shipments.push({ part: arcs.parts[arc]!, ...spanOf(cells[arcs.cells[arc]!]!), units });
  }
  const missingUnits = parts.reduce((sum, part) => sum + part.units, 0) - placedUnits;
  if (missingUnits === 0) return { placedUnits, missingUnits, shipments, cut: null };
  const side = network.reachable(SOURCE);
  const cutCells = cells.filter((cell) => side[cell.node] === 1);
  const cut: Cut = {
    parts: [...parts.keys()].filter((part) => side[nodeOf(part)] === 1),
    cells: cutCells.map(spanOf),
    availableUnits: cutCells.reduce((sum, cell) => sum + cell.units, 0),
  };
  return { placedUnits, missingUnits, shipments, cut };
}

const SOURCE = 0;
const SINK = 1;

/** The node of a part; those of the cells follow them. */
function nodeOf(part: number): number {
  return 2 + part;
}

/** A class of people in an interval between two ends of windows. */
interface Cell {
  readonly node: number;
  readonly group: number;
  readonly first: DayNumber;
  readonly end: DayNumber;
  readonly units: number;
}

/** The edges by which parts may use cells, by number: a plan of many items has millions of them. */
interface Arcs {
  readonly parts: readonly number[];
  readonly cells: readonly number[];
  readonly edges: Int32Array;
}

function spanOf({ group, first, end }: Cell) {
  return { group, first, end };
}

function networkOf(
  pool: FreePool,
  parts: readonly WorkPart[],
  ends: readonly DayNumber[],
): { readonly network: FlowNetwork; readonly cells: readonly Cell[]; readonly arcs: Arcs } {
  const bounds = [...new Set([...parts.map((part) => part.first), ...ends])].sort((one, other) => one - other);
  const intervalOf = new Map(bounds.map((bound, interval) => [bound, interval]));
  const cells = cellsOf(pool, bounds, nodeOf(parts.length));
  const groups = pool.members.length;
  const uses = { parts: [] as number[], cells: [] as number[] };
  for (const [part, { first }] of parts.entries()) {
    const last = intervalOf.get(ends[part]!)! * groups;
    for (let cell = intervalOf.get(first)! * groups; cell < last; cell += 1) {
      if (pool.eligible[part * groups + (cell % groups)] !== 1) continue;
      uses.parts.push(part);
      uses.cells.push(cell);
    }
  }
  const count = uses.parts.length;
  const network = createFlowNetwork({
    nodes: nodeOf(parts.length) + cells.length,
    edges: parts.length + count + cells.length,
  });
  for (const [part, { units }] of parts.entries()) network.addEdge(SOURCE, nodeOf(part), units);
  const edges = new Int32Array(count);
  for (let arc = 0; arc < count; arc += 1) {
    const [from, to] = [nodeOf(uses.parts[arc]!), cells[uses.cells[arc]!]!.node];
    edges[arc] = network.addEdge(from, to, Number.MAX_SAFE_INTEGER);
  }
  for (const { node, units } of cells) network.addEdge(node, SINK, units);
  return { network, cells, arcs: { ...uses, edges } };
}

/** Every class in every interval, interval by interval, numbered from `firstNode` on. */
function cellsOf(pool: FreePool, bounds: readonly DayNumber[], firstNode: number): readonly Cell[] {
  const cells: Cell[] = [];
  for (let interval = 1; interval < bounds.length; interval += 1) {
    const [first, end] = [bounds[interval - 1]!, bounds[interval]!];
    for (let group = 0; group < pool.members.length; group += 1) {
      const node = firstNode + cells.length;
      cells.push({ node, group, first, end, units: freeBetween(pool, group, first, end) });
    }
  }
  return cells;
}
