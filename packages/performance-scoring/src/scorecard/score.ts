import { invalidInput, type Outcome, type Rejection, reject } from '@meritkit/core/errors';
import { type Explanation, explain } from '@meritkit/core/explanation';
import { type BonusAward, bonusTerm } from './bonus.ts';
import { type CompiledNode, type CompiledScorecard, compileScorecard } from './compile.ts';
import { metricInputs, type ScoreInput } from './input.ts';
import { type Interval, intervalOf } from './interval.ts';
import { metricTerm, noEvidenceYet } from './metric-term.ts';
import type { Scorecard } from './schema.ts';
import { findTaint } from './taint.ts';

/** Why there is no score. */
export type ScoreRejection =
  | Rejection<
      'performance/insufficient-coverage',
      { readonly coverage: number; readonly minimumCoverage: number; readonly missing: readonly string[] }
    >
  | Rejection<
      'performance/overtime-as-merit',
      { readonly metricId: string; readonly via: readonly string[]; readonly factKind: string }
    >
  | Rejection<'performance/missing-without-reason', { readonly missing: readonly string[] }>
  | Rejection<'performance/bonus-not-declared', { readonly bonusIds: readonly string[] }>;

/** A proposed score with its reasons. It stays a proposal until a named person confirms it. */
export interface Score {
  readonly value: number;
  /** Share of the weight that is known, 0 to 1. */
  readonly coverage: number;
  readonly status: 'proposed';
  /** Metrics without a value, in the scorecard's order. */
  readonly missing: readonly string[];
  /** Where a scale or standard errors are given: the scores between which the unknown leaves this one. */
  readonly interval?: Interval;
  readonly explanation: Explanation;
}

/**
 * Scores one person on a scorecard: the weighted mean of what is known, level by level. What is missing leaves and its
 * siblings share its weight; the coverage says how much is known, and below the scorecard's minimum there is no score.
 *
 * @throws InvalidInputError for a scorecard that cannot be used (see `compileScorecard`), `performance/unknown-metric`
 * and `performance/duplicate-evidence` for evidence that does not fit it, `performance/invalid-evidence` for a standard
 * error below zero or a metric that has a value and is said to be missing, `performance/not-finite` for NaN
 * @example
 * ```ts
 * import { scoreScorecard } from '@meritkit/performance-scoring';
 *
 * const parts = ['delivery', 'quality', 'initiative'].map((id) => ({ id, weight: 1 }));
 * const result = scoreScorecard({ scorecard: { id: 'review', metrics: parts }, evidence: [{ metricId: 'quality', value: 3.6 }] });
 * result.ok && result.value; // 3.6
 * result.ok && result.missing; // ['delivery', 'initiative']
 * ```
 */
export function scoreScorecard(input: ScoreInput): Outcome<Score, ScoreRejection> {
  return scoreCompiled(compileScorecard(input.scorecard), input);
}

/**
 * As `scoreScorecard`, with a scorecard that was compiled before.
 *
 * @example
 * ```ts
 * import { compileScorecard, scoreCompiled } from '@meritkit/performance-scoring';
 *
 * const compiled = compileScorecard({ id: 's', metrics: [{ id: 'a', weight: 30 }, { id: 'b', weight: 70 }] });
 * const result = scoreCompiled(compiled, { evidence: [{ metricId: 'a', value: 5 }, { metricId: 'b', value: 3 }] });
 * result.ok && result.value; // 3.6
 * ```
 */
export function scoreCompiled(
  compiled: CompiledScorecard,
  input: Omit<ScoreInput, 'scorecard'>,
): Outcome<Score, ScoreRejection> {
  const { scorecard } = compiled;
  const inputs = metricInputs(compiled, input);
  const refused = refuse(compiled, input);
  if (refused !== undefined) return refused;
  const terms = compiled.metrics.map((metric, index) => {
    const partnerId = metric.guard?.pairedWith?.metricId;
    const partner = partnerId === undefined ? undefined : inputs[compiled.indexOf.get(partnerId)!];
    return metricTerm(inputs[index]!, partner, 1);
  });
  const missing = compiled.metrics.filter((_, index) => terms[index]!.value === null).map((metric) => metric.id);
  const unexplained = missing.filter((id) => terms[compiled.indexOf.get(id)!]!.unknown?.reason === noEvidenceYet);
  if (scorecard.requireMissingReasons === true && unexplained.length > 0) {
    return reject('performance/missing-without-reason', { missing: unexplained });
  }
  const coverage = coverageOf(compiled.roots, terms);
  const minimumCoverage = scorecard.minimumCoverage ?? 0;
  if (coverage === 0 || coverage < minimumCoverage) {
    return reject('performance/insufficient-coverage', { coverage, minimumCoverage, missing });
  }
  const mean = meanTerm(scorecard, compiled.roots, terms);
  const bonuses = input.bonuses ?? [];
  const explanation = bonuses.length === 0 ? mean : withBonus(scorecard, mean, bonuses);
  const value = Number(explanation.value);
  if (!Number.isFinite(value)) {
    throw invalidInput('performance/not-finite', ['evidence'], 'weights times values are beyond any number');
  }
  const interval = intervalOf({ compiled, inputs, terms, value });
  return {
    ok: true,
    value,
    coverage,
    status: 'proposed',
    missing,
    ...(interval === undefined ? {} : { interval }),
    explanation,
  };
}

/** What no score may rest on, whatever else is known. */
function refuse(compiled: CompiledScorecard, input: Omit<ScoreInput, 'scorecard'>) {
  const { evidence, bonuses = [], alsoTimeWorked = [] } = input;
  const taint = findTaint({ compiled, evidence, bonuses, alsoTimeWorked });
  if (taint !== undefined) return reject('performance/overtime-as-merit', taint);
  if (bonuses.length === 0 || compiled.scorecard.bonus !== undefined) return undefined;
  return reject('performance/bonus-not-declared', { bonusIds: bonuses.map((bonus) => bonus.id) });
}

/** Known share of the weight; exact integer weights, one division per level. */
function coverageOf(nodes: readonly CompiledNode[], terms: readonly Explanation[]): number {
  let known = 0;
  let total = 0;
  for (const node of nodes) {
    const part = node.metric >= 0 ? (terms[node.metric]!.value === null ? 0 : 1) : coverageOf(node.children, terms);
    known += node.integerWeight * part;
    total += node.integerWeight;
  }
  return known / total;
}

function meanTerm(
  branch: { readonly id: string; readonly name?: Scorecard['name'] },
  nodes: readonly CompiledNode[],
  terms: readonly Explanation[],
): Explanation {
  const children = nodes.map((node) => {
    if (node.metric >= 0) return { ...terms[node.metric]!, weight: node.weight };
    return { ...meanTerm({ id: node.id, name: node.name }, node.children, terms), weight: node.weight };
  });
  const term = explain({
    key: branch.id,
    ...(branch.name === undefined ? {} : { label: branch.name }),
    operation: { name: 'weighted-mean', version: 1 },
    children,
  });
  return term.value === null ? { ...term, unknown: { reason: 'nothing-known' } } : term;
}

function withBonus(scorecard: Scorecard, mean: Explanation, awards: readonly BonusAward[]): Explanation {
  const bonus = bonusTerm({ cap: scorecard.bonus!.cap, awards });
  return explain({
    key: scorecard.id,
    ...(scorecard.name === undefined ? {} : { label: scorecard.name }),
    operation: { name: 'sum', version: 1 },
    children: [
      { label: { en: 'Scorecard', 'zh-CN': '评分卡' }, ...mean, key: `${scorecard.id}:scorecard` },
      bonus.explanation,
    ],
  });
}
