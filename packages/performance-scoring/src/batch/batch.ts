import { invalidInput, type Outcome, reject } from '@meritkit/core/errors';
import { type CompiledScorecard, compileScorecard } from '../scorecard/compile.ts';
import type { PeerGroup } from '../scorecard/plan.ts';
import type { Evidence, Scorecard } from '../scorecard/schema.ts';
import { type Score, type ScoreRejection, scoreCompiled } from '../scorecard/score.ts';
import { findTaint } from '../scorecard/taint.ts';
import { scoreBlocks } from './blocks.ts';

/** One metric's values for everybody. */
export interface MetricColumn {
  /** A value for each person; what stands where it is missing is not read into any result. */
  readonly values: Float64Array;
  /** One bit for each person, lowest first; set where the value is missing. Left out: nobody lacks one. */
  readonly missing?: Uint8Array;
  /** Each person's own baseline, where the normaliser asks for one. */
  readonly baselines?: Float64Array;
}

/** Many people's scores as columns, with the explanation of any of them on demand. */
export interface BatchScores {
  readonly count: number;
  /** Scores; read one only where `status` is 0. */
  readonly values: Float64Array;
  /** Known share of the weight. */
  readonly coverage: Float64Array;
  /** 0: proposed; 1: not enough is known; 2: the scorecard asks for reasons, and something is missing. No score but at 0. */
  readonly status: Uint8Array;
  /** One person's full result, equal to the columns bit for bit. */
  readonly explain: (index: number) => Outcome<Score, ScoreRejection>;
}

/**
 * Scores many people at once: columns of typed arrays in, columns out, no object per person. The same arithmetic in the
 * same order as `scoreScorecard`, so a score and its explanation never differ.
 *
 * @throws InvalidInputError as `scoreScorecard`; `performance/batch-length` for a column of another length,
 * `performance/not-finite` for NaN that is not marked as missing
 * @example
 * ```ts
 * import { scoreBatch } from '@meritkit/performance-scoring';
 *
 * const batch = scoreBatch({
 *   scorecard: { id: 's', metrics: [{ id: 'a', weight: 30 }, { id: 'b', weight: 70 }] },
 *   count: 2,
 *   columns: { a: { values: Float64Array.of(5, 4) }, b: { values: Float64Array.of(3, 0), missing: Uint8Array.of(0b10) } },
 * });
 * batch.ok && [...batch.values]; // [3.6, 4]
 * ```
 */
export function scoreBatch(options: {
  readonly scorecard: Scorecard;
  readonly count: number;
  readonly columns: Readonly<Record<string, MetricColumn>>;
  readonly peers?: Readonly<Record<string, PeerGroup>>;
  readonly alsoTimeWorked?: readonly string[];
}): Outcome<BatchScores, Extract<ScoreRejection, { code: 'performance/overtime-as-merit' }>> {
  const compiled = compileScorecard(options.scorecard);
  const taint = findTaint({
    compiled,
    evidence: [],
    ...(options.alsoTimeWorked === undefined ? {} : { alsoTimeWorked: options.alsoTimeWorked }),
  });
  if (taint !== undefined) return reject('performance/overtime-as-merit', taint);
  const columns = readColumns(compiled, options);
  const peers = sortPeers(options.peers ?? {});
  const scored = scoreBlocks({ compiled, columns, count: options.count, peers });
  const explain = (index: number) => {
    if (!Number.isInteger(index) || index < 0 || index >= options.count) {
      throw invalidInput('performance/batch-length', ['index'], `nobody at ${index} among ${options.count}`);
    }
    return scoreCompiled(compiled, { ...personAt(compiled, columns, index), peers });
  };
  return { ok: true, count: options.count, ...scored, explain };
}

function readColumns(
  compiled: CompiledScorecard,
  options: { readonly count: number; readonly columns: Readonly<Record<string, MetricColumn>> },
): readonly (MetricColumn | undefined)[] {
  const { count, columns } = options;
  if (!Number.isInteger(count) || count < 0)
    throw invalidInput('performance/batch-length', ['count'], `${count} people`);
  for (const [id, column] of Object.entries(columns)) {
    if (!compiled.indexOf.has(id))
      throw invalidInput('performance/unknown-metric', ['columns', id], `no metric "${id}"`);
    const wrong = column.values.length !== count || (column.baselines ?? column.values).length !== count;
    if (wrong || (column.missing !== undefined && column.missing.length < Math.ceil(count / 8))) {
      throw invalidInput(
        'performance/batch-length',
        ['columns', id],
        `a column holds a value for each of ${count} people`,
      );
    }
  }
  return compiled.metrics.map((metric) => columns[metric.id]);
}

/** Sorted once, so that neither the columns nor an explanation sorts them again. */
function sortPeers(peers: Readonly<Record<string, PeerGroup>>): Readonly<Record<string, PeerGroup>> {
  return Object.fromEntries(
    Object.entries(peers).map(([id, group]) => [
      id,
      { name: group.name, values: [...Array.from(group.values)].sort((a, b) => a - b) },
    ]),
  );
}

/** True where a person's bit is set. */
export function isMissing(column: MetricColumn | undefined, index: number): boolean {
  return (
    column === undefined || (column.missing !== undefined && ((column.missing[index >>> 3]! >>> (index & 7)) & 1) === 1)
  );
}

function personAt(compiled: CompiledScorecard, columns: readonly (MetricColumn | undefined)[], index: number) {
  const evidence: Evidence[] = [];
  const baselines: Record<string, number> = {};
  for (const [at, metric] of compiled.metrics.entries()) {
    const column = columns[at];
    if (column === undefined || isMissing(column, index)) continue;
    evidence.push({ metricId: metric.id, value: column.values[index]! });
    if (column.baselines !== undefined) baselines[metric.id] = column.baselines[index]!;
  }
  return { evidence, person: { baselines } };
}
