import { integerWeights, toDecimal } from '@meritkit/core/decimal';
import { invalidInput } from '@meritkit/core/errors';
import type { LocalizedText } from '@meritkit/core/locale';
import { checkMetric } from './check-metric.ts';
import { deepestScorecard } from './depth.ts';
import type { Dimension, Metric, Scorecard, Weight } from './schema.ts';

type Path = readonly (string | number)[];

/** A node of a checked scorecard: weights as numbers, metrics by their place in `metrics`. */
export interface CompiledNode {
  readonly id: string;
  readonly name: LocalizedText | undefined;
  readonly weight: number;
  /** Weight scaled to an integer among its siblings, for coverage without rounding. */
  readonly integerWeight: number;
  /** Index into `CompiledScorecard.metrics`, or -1 for a dimension. */
  readonly metric: number;
  readonly children: readonly CompiledNode[];
}

/** A scorecard that was checked once and can be applied to many people. */
export interface CompiledScorecard {
  readonly scorecard: Scorecard;
  readonly metrics: readonly Metric[];
  readonly paths: readonly Path[];
  readonly indexOf: ReadonlyMap<string, number>;
  readonly roots: readonly CompiledNode[];
}

/**
 * Checks a scorecard and lays it out for scoring.
 *
 * @throws InvalidInputError `performance/invalid-scorecard`, `performance/invalid-weight`,
 * `performance/cyclic-scorecard`, `performance/duplicate-id`, `performance/unknown-metric`,
 * `performance/invalid-guard`, `performance/invalid-normaliser`, `performance/target-equals-start`,
 * `performance/direction-mismatch`, `performance/not-finite`
 * @example
 * ```ts
 * import { compileScorecard } from '@meritkit/performance-scoring';
 *
 * compileScorecard({ id: 's', metrics: [{ id: 'project', weight: '40' }] }).metrics.length; // 1
 * ```
 */
export function compileScorecard(scorecard: Scorecard): CompiledScorecard {
  const metrics: Metric[] = [];
  const paths: Path[] = [];
  const indexOf = new Map<string, number>();
  const seen = new Set<string>();
  const claim = (id: string, path: Path): void => {
    if (id === '' || seen.has(id))
      throw invalidInput('performance/duplicate-id', [...path, 'id'], `"${id}" stands twice`);
    seen.add(id);
  };

  const visit = (branch: Scorecard | Dimension, path: Path, open: readonly object[]): readonly CompiledNode[] => {
    if (open.includes(branch)) {
      throw invalidInput('performance/cyclic-scorecard', path, `dimension "${branch.id}" contains itself`);
    }
    if (open.length > deepestScorecard) {
      throw invalidInput('performance/invalid-scorecard', path, `a tree of more than ${deepestScorecard} levels`);
    }
    const leaves = branch.metrics ?? [];
    const dimensions = branch.dimensions ?? [];
    const weights = readWeights([...leaves, ...dimensions], leaves.length, path);
    if (weights.length === 0)
      throw invalidInput('performance/invalid-scorecard', path, `"${branch.id}" has no metrics`);
    const nodes = leaves.map((metric, index): CompiledNode => {
      const at = [...path, 'metrics', index];
      claim(metric.id, at);
      checkMetric(metric, at);
      indexOf.set(metric.id, metrics.length);
      paths.push(at);
      metrics.push(metric);
      return { id: metric.id, name: metric.name, ...weights[index]!, metric: metrics.length - 1, children: [] };
    });
    const branches = dimensions.map((dimension, index): CompiledNode => {
      const at = [...path, 'dimensions', index];
      const children = visit(dimension, at, [...open, branch]);
      claim(dimension.id, at);
      return { id: dimension.id, name: dimension.name, ...weights[leaves.length + index]!, metric: -1, children };
    });
    return [...nodes, ...branches];
  };

  const roots = visit(scorecard, [], []);
  checkGuards(metrics, paths, indexOf);
  checkLimits(scorecard);
  return { scorecard, metrics, paths, indexOf, roots };
}

/** Weights of siblings: each above zero, as a number and as an integer in the same proportion. */
function readWeights(
  siblings: readonly { readonly weight: Weight }[],
  metricCount: number,
  path: Path,
): readonly { readonly weight: number; readonly integerWeight: number }[] {
  const decimals = siblings.map(({ weight }, index) => {
    const at =
      index < metricCount
        ? [...path, 'metrics', index, 'weight']
        : [...path, 'dimensions', index - metricCount, 'weight'];
    const plain = typeof weight === 'string' ? /^\d+(\.\d+)?$/.test(weight) : Number.isFinite(weight);
    if (!plain || !(Number(weight) > 0)) {
      throw invalidInput('performance/invalid-weight', at, `a weight is a number above zero, not ${String(weight)}`);
    }
    return toDecimal(weight, at);
  });
  const integers = integerWeights(decimals);
  if (!Number.isFinite(Number(integers.reduce((sum, integer) => sum + integer, 0n)))) {
    throw invalidInput('performance/invalid-weight', path, 'these weights lie too far apart to be compared');
  }
  return decimals.map((decimal, index) => ({ weight: decimal.toNumber(), integerWeight: Number(integers[index]) }));
}

function checkGuards(metrics: readonly Metric[], paths: readonly Path[], indexOf: ReadonlyMap<string, number>): void {
  for (const [index, metric] of metrics.entries()) {
    const pair = metric.guard?.pairedWith;
    if (pair === undefined) continue;
    const at = [...paths[index]!, 'guard', 'pairedWith', 'metricId'];
    if (pair.metricId === metric.id)
      throw invalidInput('performance/invalid-guard', at, 'a metric cannot guard itself');
    if (!indexOf.has(pair.metricId)) {
      throw invalidInput('performance/unknown-metric', at, `no metric "${pair.metricId}" in the scorecard`);
    }
  }
}

function checkLimits(scorecard: Scorecard): void {
  const { minimumCoverage = 0, bonus, scale } = scorecard;
  if (!(minimumCoverage >= 0 && minimumCoverage <= 1)) {
    throw invalidInput('performance/invalid-scorecard', ['minimumCoverage'], 'a share between 0 and 1');
  }
  if (bonus !== undefined && !(bonus.cap > 0 && Number.isFinite(bonus.cap))) {
    throw invalidInput('performance/invalid-scorecard', ['bonus', 'cap'], 'a bonus has a finite cap above zero');
  }
  if (scale !== undefined && !(scale.minimum < scale.maximum && Number.isFinite(scale.maximum - scale.minimum))) {
    throw invalidInput('performance/invalid-scorecard', ['scale'], 'a scale has a minimum below its maximum');
  }
}
