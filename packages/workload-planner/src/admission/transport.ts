import type { DayNumber } from '../time/day.ts';
import { createFlowNetwork } from './dinic.ts';
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
  const endOf = (part: number) => options.ends?.[part] ?? parts[part]!.end;
  const bounds = [...new Set(parts.flatMap((part, index) => [part.first, endOf(index)]))].sort((a, b) => a - b);
  const intervals = Math.max(0, bounds.length - 1);
  const groups = pool.members.length;
  const [source, sink] = [0, 1];
  const cellNode = (group: number, interval: number) => 2 + parts.length + interval * groups + group;
  let arcs = parts.length + intervals * groups;
  const spans = parts.map((part, index) => {
    const span = { from: bounds.indexOf(part.first), to: bounds.indexOf(endOf(index)) };
    if (span.to > span.from) arcs += (span.to - span.from) * groups;
    return span;
  });
  const network = createFlowNetwork({ nodes: 2 + parts.length + intervals * groups, edges: arcs });
  let wanted = 0;
  for (const [index, part] of parts.entries()) {
    network.addEdge(source, 2 + index, part.units);
    wanted += part.units;
  }
  const arcsOf: { part: number; group: number; interval: number; edge: number }[] = [];
  for (const [part, span] of spans.entries()) {
    for (let interval = span.from; interval < span.to; interval += 1) {
      for (let group = 0; group < groups; group += 1) {
        if (pool.eligible[part * groups + group] === 0) continue;
        const edge = network.addEdge(2 + part, cellNode(group, interval), Number.MAX_SAFE_INTEGER);
        arcsOf.push({ part, group, interval, edge });
      }
    }
  }
  const cells: { group: number; interval: number; units: number }[] = [];
  for (let interval = 0; interval < intervals; interval += 1) {
    for (let group = 0; group < groups; group += 1) {
      const units = freeBetween(pool, group, bounds[interval]!, bounds[interval + 1]!);
      network.addEdge(cellNode(group, interval), sink, units);
      cells.push({ group, interval, units });
    }
  }
  const placedUnits = network.augment(source, sink);
  const shipments = arcsOf
    .map(({ part, group, interval, edge }) => ({
      part,
      group,
      first: bounds[interval]!,
      end: bounds[interval + 1]!,
      units: network.flowOn(edge),
    }))
    .filter((shipment) => shipment.units > 0);
  const missingUnits = wanted - placedUnits;
  if (missingUnits === 0) return { placedUnits, missingUnits, shipments, cut: null };
  const side = network.reachable(source);
  const cutCells = cells.filter(({ group, interval }) => side[cellNode(group, interval)] === 1);
  return {
    placedUnits,
    missingUnits,
    shipments,
    cut: {
      parts: parts.map((_part, index) => index).filter((index) => side[2 + index] === 1),
      cells: cutCells.map(({ group, interval }) => ({ group, first: bounds[interval]!, end: bounds[interval + 1]! })),
      availableUnits: cutCells.reduce((sum, cell) => sum + cell.units, 0),
    },
  };
}
