import { allocate } from '@meritkit/core/decimal';
import { type CompiledNode, compileScorecard } from './compile.ts';
import type { Scorecard } from './schema.ts';

/** Each metric's share of the whole in percent, as decimal text; together exactly 100. */
export type WeightShares = readonly { readonly metricId: string; readonly percent: string }[];

/**
 * Shares of the whole as people read them: with `decimals` places and a sum of exactly 100 (largest remainder).
 *
 * @throws InvalidInputError as `compileScorecard`
 * @example
 * ```ts
 * import { weightShares } from '@meritkit/performance-scoring';
 *
 * const metrics = ['a', 'b', 'c'].map((id) => ({ id, weight: 1 }));
 * weightShares({ scorecard: { id: 's', metrics }, decimals: 1 }).map(({ percent }) => percent); // ['33.4', '33.3', '33.3']
 * ```
 */
export function weightShares(options: { readonly scorecard: Scorecard; readonly decimals: number }): WeightShares {
  const compiled = compileScorecard(options.scorecard);
  const exact = fractions(compiled.roots, 1n, 1n);
  const common = exact.reduce((product, share) => (product * share.denominator) / gcd(product, share.denominator), 1n);
  const weights = exact.map((share) => (share.numerator * common) / share.denominator);
  const parts = allocate({ total: '100', weights, decimals: options.decimals });
  return exact.map((share, index) => ({ metricId: share.metricId, percent: parts[index]! }));
}

function fractions(
  nodes: readonly CompiledNode[],
  numerator: bigint,
  denominator: bigint,
): readonly { readonly metricId: string; readonly numerator: bigint; readonly denominator: bigint }[] {
  const total = nodes.reduce((sum, node) => sum + BigInt(node.integerWeight), 0n);
  return nodes.flatMap((node) => {
    const [above, below] = [numerator * BigInt(node.integerWeight), denominator * total];
    const common = gcd(above, below);
    return node.metric >= 0
      ? [{ metricId: node.id, numerator: above / common, denominator: below / common }]
      : fractions(node.children, above / common, below / common);
  });
}

function gcd(left: bigint, right: bigint): bigint {
  return right === 0n ? left : gcd(right, left % right);
}

/** Something a scorecard's author may want to think about again. */
export interface ScorecardFinding {
  readonly problem:
    | 'too-many-metrics'
    | 'weight-too-small'
    | 'weight-dominates'
    | 'no-minimum-coverage'
    | 'unguarded-count';
  readonly metricId?: string;
  readonly metrics?: number;
  readonly percent?: string;
}

/**
 * Reads a scorecard for what makes reviews worse: more metrics than people can keep in mind, weights that decide
 * nothing or everything, no minimum coverage, counts from tools without a guard against gaming.
 *
 * @throws InvalidInputError as `compileScorecard`
 * @example
 * ```ts
 * import { lintScorecard } from '@meritkit/performance-scoring';
 *
 * const metrics = [{ id: 'commits', weight: 9, source: { kind: 'facts' as const, factKinds: ['commit'] } }, { id: 'help', weight: 1 }];
 * lintScorecard({ scorecard: { id: 's', metrics } }).map(({ problem }) => problem); // ['weight-dominates', 'no-minimum-coverage', 'unguarded-count']
 * ```
 */
export function lintScorecard(options: {
  readonly scorecard: Scorecard;
  /** 8 unless stated. */
  readonly maximumMetrics?: number;
  /** Percent; 5 unless stated. */
  readonly minimumShare?: number;
  /** Percent; 60 unless stated. */
  readonly maximumShare?: number;
}): readonly ScorecardFinding[] {
  const { scorecard, maximumMetrics = 8, minimumShare = 5, maximumShare = 60 } = options;
  const compiled = compileScorecard(scorecard);
  const findings: ScorecardFinding[] = [];
  if (compiled.metrics.length > maximumMetrics)
    findings.push({ problem: 'too-many-metrics', metrics: compiled.metrics.length });
  for (const { metricId, percent } of weightShares({ scorecard, decimals: 2 })) {
    if (Number(percent) < minimumShare) findings.push({ problem: 'weight-too-small', metricId, percent });
    if (Number(percent) > maximumShare) findings.push({ problem: 'weight-dominates', metricId, percent });
  }
  if (scorecard.minimumCoverage === undefined) findings.push({ problem: 'no-minimum-coverage' });
  for (const metric of compiled.metrics) {
    if (metric.source?.kind === 'facts' && metric.guard === undefined)
      findings.push({ problem: 'unguarded-count', metricId: metric.id });
  }
  return findings;
}
