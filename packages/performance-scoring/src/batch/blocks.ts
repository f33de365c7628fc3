import { invalidInput } from '@meritkit/core/errors';
import type { CompiledNode, CompiledScorecard } from '../scorecard/compile.ts';
import { cappedPoints, guardedPoints } from '../scorecard/operations.ts';
import { type PeerGroup, planPoints } from '../scorecard/plan.ts';
import { linearPoints, type PointsPlan, pointsOf } from '../scorecard/points.ts';
import type { MetricColumn } from './batch.ts';

/** People at a time: a block of every metric stays in the processor's cache. */
const blockSize = 512;

interface Block {
  /** Points by metric before and after its guard. */
  readonly points: readonly Float64Array[];
  readonly guarded: readonly Float64Array[];
  /** 1 where known, by metric. */
  readonly known: readonly Uint8Array[];
}

interface Sums {
  readonly value: Float64Array;
  readonly weight: Float64Array;
  readonly covered: Float64Array;
}

interface Work {
  readonly compiled: CompiledScorecard;
  readonly columns: readonly (MetricColumn | undefined)[];
  readonly count: number;
  readonly peers: Readonly<Record<string, PeerGroup>>;
}

/** Scores block by block; each sum runs in the scorecard's order, with one division per node. */
export function scoreBlocks(work: Work): {
  readonly values: Float64Array;
  readonly coverage: Float64Array;
  readonly status: Uint8Array;
} {
  const { compiled, count } = work;
  const plans = compiled.metrics.map((metric, index) =>
    work.columns[index]?.baselines === undefined
      ? planPoints({ metric, person: {}, peers: work.peers[metric.id] })
      : undefined,
  );
  const block: Block = {
    points: compiled.metrics.map(() => new Float64Array(blockSize)),
    guarded: compiled.metrics.map(() => new Float64Array(blockSize)),
    known: compiled.metrics.map(() => new Uint8Array(blockSize)),
  };
  const levels = Array.from({ length: depthOf(compiled.roots) }, newSums);
  const values = new Float64Array(count);
  const coverage = new Float64Array(count);
  const status = new Uint8Array(count);
  const { minimumCoverage = 0, requireMissingReasons = false } = compiled.scorecard;
  const unexplained = new Uint8Array(blockSize);
  for (let from = 0; from < count; from += blockSize) {
    const length = Math.min(blockSize, count - from);
    unexplained.fill(0);
    for (let metric = 0; metric < compiled.metrics.length; metric += 1) {
      fillKnown(work.columns[metric], block.known[metric]!, from, length);
      if (requireMissingReasons) markMissing(block.known[metric]!, unexplained);
      fillPoints(work, plans[metric], metric, block, from, length);
    }
    for (let metric = 0; metric < compiled.metrics.length; metric += 1) guard(compiled, metric, block, length);
    const top = sumNodes(compiled.roots, block, levels, 0, length);
    for (let index = 0; index < length; index += 1) {
      const covered = top.covered[index]!;
      coverage[from + index] = covered;
      if (unexplained[index] === 1) status[from + index] = 2;
      else if (covered === 0 || covered < minimumCoverage) status[from + index] = 1;
      else values[from + index] = finite(top.value[index]!, from + index);
    }
  }
  return { values, coverage, status };
}

/** Marks who lacks a value; a batch brings no reasons. */
function markMissing(known: Uint8Array, unexplained: Uint8Array): void {
  for (let index = 0; index < known.length; index += 1) if (known[index] === 0) unexplained[index] = 1;
}

function finite(score: number, index: number): number {
  if (score - score === 0) return score;
  throw invalidInput('performance/not-finite', ['columns', index], 'weights times values are beyond any number');
}

function newSums(): Sums {
  return {
    value: new Float64Array(blockSize),
    weight: new Float64Array(blockSize),
    covered: new Float64Array(blockSize),
  };
}

function depthOf(nodes: readonly CompiledNode[]): number {
  return 1 + Math.max(0, ...nodes.map((node) => (node.metric >= 0 ? 0 : depthOf(node.children))));
}

function fillKnown(column: MetricColumn | undefined, known: Uint8Array, from: number, length: number): void {
  const missing = column?.missing;
  if (column === undefined) known.fill(0);
  else if (missing === undefined) known.fill(1);
  else
    for (let index = 0; index < length; index += 1)
      known[index] = ((missing[(from + index) >>> 3]! >>> ((from + index) & 7)) & 1) ^ 1;
}

function fillPoints(
  work: Work,
  planned: ReturnType<typeof planPoints> | undefined,
  metric: number,
  block: Block,
  from: number,
  length: number,
): void {
  const column = work.columns[metric];
  if (column === undefined) return;
  const known = block.known[metric]!;
  const points = block.points[metric]!;
  const { values } = column;
  for (let index = 0; index < length; index += 1) {
    const value = values[from + index]!;
    if (value - value !== 0 && known[index] === 1) {
      const id = work.compiled.metrics[metric]!.id;
      throw invalidInput(
        'performance/not-finite',
        ['columns', id, 'values', from + index],
        `${value} is not a measured value`,
      );
    }
  }
  if (planned === undefined) {
    planEach(work, metric, known, points, from, length);
    return;
  }
  if (!planned.ok) {
    known.fill(0);
    return;
  }
  applyPlan(planned.plan, values, points, from, length);
}

/** A loop per kind that is common, so that the arithmetic is inlined; the same functions as for one person. */
function applyPlan(plan: PointsPlan, values: Float64Array, points: Float64Array, from: number, length: number): void {
  if (plan.kind === 'as-measured') {
    for (let index = 0; index < length; index += 1) points[index] = values[from + index]!;
  } else if (plan.kind === 'linear') {
    const { start, minimum, maximum } = plan;
    const span = plan.target - start;
    for (let index = 0; index < length; index += 1) {
      points[index] = linearPoints(values[from + index]!, start, span, minimum, maximum);
    }
  } else {
    for (let index = 0; index < length; index += 1) points[index] = pointsOf(plan, values[from + index]!);
  }
}

/** Baselines of their own: a plan for each person. */
function planEach(work: Work, at: number, known: Uint8Array, points: Float64Array, from: number, length: number): void {
  const metric = work.compiled.metrics[at]!;
  const { values, baselines } = work.columns[at]!;
  for (let index = 0; index < length; index += 1) {
    if (known[index] === 0) continue;
    const baseline = baselines![from + index]!;
    if (!Number.isFinite(baseline)) {
      const path = ['columns', metric.id, 'baselines', from + index];
      throw invalidInput('performance/not-finite', path, `${baseline} is no baseline`);
    }
    const person = { baselines: { [metric.id]: baseline } };
    const planned = planPoints({ metric, person, peers: work.peers[metric.id] });
    if (planned.ok) points[index] = pointsOf(planned.plan, values[from + index]!);
    else known[index] = 0;
  }
}

function guard(compiled: CompiledScorecard, at: number, block: Block, length: number): void {
  const rule = compiled.metrics[at]!.guard;
  const points = block.points[at]!;
  const guarded = block.guarded[at]!;
  if (rule?.cap === undefined) guarded.set(points);
  else for (let index = 0; index < length; index += 1) guarded[index] = cappedPoints(points[index]!, rule.cap);
  const pair = rule?.pairedWith;
  if (pair === undefined) return;
  const partner = compiled.indexOf.get(pair.metricId)!;
  const partnerPoints = block.points[partner]!;
  const partnerKnown = block.known[partner]!;
  for (let index = 0; index < length; index += 1) {
    const value = partnerKnown[index] === 1 ? partnerPoints[index]! : null;
    guarded[index] = guardedPoints(guarded[index]!, value, pair.atLeast, pair.limit);
  }
}

/** Weighted means of a branch for the block: value (where weight > 0) and coverage. */
function sumNodes(
  nodes: readonly CompiledNode[],
  block: Block,
  levels: readonly Sums[],
  depth: number,
  length: number,
): Sums {
  const sums = levels[depth]!;
  sums.value.fill(0);
  sums.weight.fill(0);
  sums.covered.fill(0);
  let total = 0;
  for (const node of nodes) {
    total += node.integerWeight;
    if (node.metric >= 0) addMetric(sums, node, block.guarded[node.metric]!, block.known[node.metric]!, length);
    else addBranch(sums, node, sumNodes(node.children, block, levels, depth + 1, length), length);
  }
  const { value, weight, covered } = sums;
  for (let index = 0; index < length; index += 1) {
    if (weight[index] !== 0) value[index] = value[index]! / weight[index]!;
    covered[index] = covered[index]! / total;
  }
  return sums;
}

function addMetric(sums: Sums, node: CompiledNode, points: Float64Array, known: Uint8Array, length: number): void {
  const { value, weight, covered } = sums;
  const { weight: share, integerWeight } = node;
  for (let index = 0; index < length; index += 1) {
    if (known[index] === 0) continue;
    value[index] = value[index]! + share * points[index]!;
    weight[index] = weight[index]! + share;
    covered[index] = covered[index]! + integerWeight;
  }
}

function addBranch(sums: Sums, node: CompiledNode, part: Sums, length: number): void {
  const { value, weight, covered } = sums;
  for (let index = 0; index < length; index += 1) {
    covered[index] = covered[index]! + node.integerWeight * part.covered[index]!;
    if (part.weight[index] === 0) continue;
    value[index] = value[index]! + node.weight * part.value[index]!;
    weight[index] = weight[index]! + node.weight;
  }
}
