import { type Explanation, leavesOf } from '@meritkit/core/explanation';
import { compareDecimals, subtractDecimals } from '../decimal/decimal.ts';
import type { ReportDocument } from '../document/document.ts';
import type { Metric } from '../document/metric.ts';
import { reportError } from '../errors.ts';

/** An input that is not what it was; null where it was or is not known, or not there. */
export interface MovedInput {
  readonly key: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** A number that moved, and the inputs that moved it. */
export interface MetricChange {
  readonly id: string;
  readonly before: string | null;
  readonly after: string | null;
  /** After minus before, exact; null where one of them is not known. */
  readonly change: string | null;
  /** Empty for a number that was given: then its record changed. */
  readonly movedBy: readonly MovedInput[];
  /** True where the method itself is another one, or another version. */
  readonly methodChanged: boolean;
}

/** What is different between two reports. */
export interface ReportDifference {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly changed: readonly MetricChange[];
}

/**
 * What is different between two reports of one kind, and for every number that moved: which of its inputs moved it, read
 * from the leaves of the two explanation trees.
 *
 * @throws InvalidInputError `report/not-comparable` for reports of two kinds
 * @example
 * ```ts
 * import { buildStrategicReport, diffReports } from '@meritkit/report-builder';
 *
 * const report = (returns: string) => buildStrategicReport(
 *   { investment: { amount: '10', currency: 'CNY' }, returns: { amount: returns, currency: 'CNY' }, capabilities: [], plan: [] },
 *   { asOf: '2026-10-01', period: { start: '2026-01-01', end: '2026-10-01' } },
 * );
 * diffReports(report('20'), report('25')).changed.find((change) => change.id === 'return.ratio')?.movedBy;
 * // [{ key: 'return', before: '20', after: '25' }]
 * ```
 */
export function diffReports(before: ReportDocument, after: ReportDocument): ReportDifference {
  if (before.kind !== after.kind) {
    throw reportError(
      'report/not-comparable',
      ['kind'],
      `reports of kind ${before.kind} and ${after.kind} are not compared`,
    );
  }
  const old = new Map(before.metrics.map((metric) => [metric.id, metric]));
  const now = new Map(after.metrics.map((metric) => [metric.id, metric]));
  const changed: MetricChange[] = [];
  for (const [id, metric] of now) {
    const earlier = old.get(id);
    if (earlier === undefined) continue;
    const methodChanged = methodOf(earlier) !== methodOf(metric);
    if (sameValue(earlier, metric) && !methodChanged) continue;
    changed.push({
      id,
      before: earlier.value,
      after: metric.value,
      change: differenceOf(earlier.value, metric.value),
      movedBy: movedInputs(earlier.explanation, metric.explanation),
      methodChanged,
    });
  }
  return {
    added: [...now.keys()].filter((id) => !old.has(id)),
    removed: [...old.keys()].filter((id) => !now.has(id)),
    changed,
  };
}

function sameValue(one: Metric, other: Metric): boolean {
  if (one.unit !== other.unit || one.status.kind !== other.status.kind) return false;
  if (one.value === null || other.value === null) return one.value === other.value;
  return compareDecimals(one.value, other.value) === 0;
}

function differenceOf(before: string | null, after: string | null): string | null {
  return before === null || after === null ? null : subtractDecimals(after, before);
}

function methodOf(metric: Metric): string {
  const operation = metric.explanation?.operation;
  return `${metric.formula} ${operation === undefined ? '' : `${operation.name}@${operation.version}`}`;
}

function movedInputs(before: Explanation | undefined, after: Explanation | undefined): readonly MovedInput[] {
  if (before === undefined && after === undefined) return [];
  const old = inputsOf(before);
  const now = inputsOf(after);
  const moved: MovedInput[] = [];
  for (const key of new Set([...old.keys(), ...now.keys()])) {
    const [earlier, later] = [old.get(key) ?? null, now.get(key) ?? null];
    if (earlier !== later) moved.push({ key, before: earlier, after: later });
  }
  return moved;
}

/** The leaves by key; of two that share one, the later counts under `key#2`. */
function inputsOf(explanation: Explanation | undefined): ReadonlyMap<string, string | null> {
  const inputs = new Map<string, string | null>();
  if (explanation === undefined) return inputs;
  for (const leaf of leavesOf(explanation)) {
    if (leaf === explanation) continue;
    let key = leaf.key;
    for (let time = 2; inputs.has(key); time += 1) key = `${leaf.key}#${time}`;
    inputs.set(key, leaf.value === null ? null : String(leaf.value));
  }
  return inputs;
}
