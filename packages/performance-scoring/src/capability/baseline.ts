import { invalidInput } from '@meritkit/core/errors';
import { type Explanation, explain, given } from '@meritkit/core/explanation';
import { median } from '@meritkit/core/statistics';

/** One finished piece of work: whose level, how complex, and what it took. */
export interface WorkRecord {
  readonly personId: string;
  /** Such as `{ level: 'senior', complexity: 'high' }`. */
  readonly groups: Readonly<Record<string, string>>;
  /** Such as `{ cycleWeeks: 4, bugRate: 0.015 }`; null where it is not known, such as bugs that nobody traces to their cause. */
  readonly measures: Readonly<Record<string, number | null>>;
}

/** What is typical of a group for one measure. */
export interface CapabilityBaseline {
  readonly measure: string;
  /** Empty for everybody together. */
  readonly group: Readonly<Record<string, string>>;
  readonly records: number;
  readonly people: number;
  /** Null where no record knows the measure, as are `value` and `spread`; `unknown` says so. */
  readonly median: number | null;
  /** The median, drawn towards the wider group as far as the group is small. */
  readonly value: number | null;
  /** Robust standard deviation: 1.4826 times the median absolute deviation; 0 for a single record. */
  readonly spread: number | null;
  readonly unknown?: { readonly reason: 'not-recorded' };
  readonly explanation: Explanation;
}

/** Makes the median absolute deviation estimate a normal standard deviation. */
const normalConsistency = 1.482602218505602;

/**
 * Typical values from history by group, robust and fair to small groups: medians, each drawn towards the wider group's
 * by the share of its uncertainty (empirical Bayes as in Efron and Morris 1975, with medians: the variance of a median of n is
 * about 1.571 s²/n). `by` lists the dimensions from wide to narrow; every prefix gets baselines too. What no record knows
 * has one baseline, unknown.
 *
 * @throws InvalidInputError `performance/invalid-history` for a record without a group of `by`, `performance/not-finite`
 * @example
 * ```ts
 * import { capabilityBaseline } from '@meritkit/performance-scoring';
 *
 * const record = (personId: string, level: string, cycleWeeks: number) => ({ personId, groups: { level }, measures: { cycleWeeks } });
 * const baselines = capabilityBaseline({ by: ['level'], history: [
 *   record('a', 'senior', 3.9), record('b', 'senior', 4), record('b', 'senior', 4.1),
 *   record('c', 'junior', 5.9), record('c', 'junior', 6), record('d', 'junior', 6.1),
 * ] });
 * baselines.map(({ group, value }) => [group.level ?? 'all', value?.toFixed(1)]); // [['all', '5.0'], ['senior', '4.0'], ['junior', '6.0']]
 * ```
 */
export function capabilityBaseline(options: {
  readonly history: readonly WorkRecord[];
  readonly by: readonly string[];
}): readonly CapabilityBaseline[] {
  const { history, by } = options;
  checkHistory(history, by);
  const measures = [...new Set(history.flatMap((record) => Object.keys(record.measures)))];
  return measures.flatMap((measure) => {
    const records = history.filter((record) => typeof record.measures[measure] === 'number');
    if (records.length === 0) return [unknownBaseline(measure)];
    const everybody = describe(measure, {}, records, undefined, 1);
    return [everybody, ...narrow(measure, records, by, everybody)];
  });
}

/** Nobody's records know the measure: that is not a measure of zero. */
function unknownBaseline(measure: string): CapabilityBaseline {
  const unknown = { reason: 'not-recorded' } as const;
  const explanation = given({ key: measure, value: null, unknown });
  const value = { median: null, value: null, spread: null };
  return { measure, group: {}, records: 0, people: 0, ...value, unknown, explanation };
}

/** Baselines of the groups one dimension further in, and those inside them. */
function narrow(
  measure: string,
  records: readonly WorkRecord[],
  by: readonly string[],
  wider: CapabilityBaseline,
): readonly CapabilityBaseline[] {
  const [dimension, ...rest] = by;
  if (dimension === undefined) return [];
  const members = new Map<string, WorkRecord[]>();
  for (const record of records) {
    const label = record.groups[dimension]!;
    members.set(label, [...(members.get(label) ?? []), record]);
  }
  const trust = trustIn(measure, [...members.values()]);
  return [...members].flatMap(([label, own]) => {
    const group = { ...wider.group, [dimension]: label };
    const baseline = describe(measure, group, own, wider, trust(own.length));
    return [baseline, ...narrow(measure, own, rest, baseline)];
  });
}

/** The share of its own median a group of n keeps: between-group variance over that plus the median's own variance. */
function trustIn(measure: string, groups: readonly (readonly WorkRecord[])[]): (n: number) => number {
  const medians = groups.map((group) => medianOf(valuesOf(measure, group)));
  const deviations = groups.flatMap((group, index) =>
    group.length < 2 ? [] : valuesOf(measure, group).map((value) => Math.abs(value - medians[index]!)),
  );
  const within = deviations.length === 0 ? 0 : normalConsistency * medianOf(deviations);
  const ofMedian = (n: number) => ((Math.PI / 2) * within * within) / n;
  if (groups.length < 2) return () => 1;
  const mean = medians.reduce((sum, value) => sum + value, 0) / medians.length;
  const observed = medians.reduce((sum, value) => sum + (value - mean) * (value - mean), 0) / (medians.length - 1);
  const expected = groups.reduce((sum, group) => sum + ofMedian(group.length), 0) / groups.length;
  const between = Math.max(0, observed - expected);
  return (n) => (between + ofMedian(n) === 0 ? 1 : between / (between + ofMedian(n)));
}

function describe(
  measure: string,
  group: Readonly<Record<string, string>>,
  records: readonly WorkRecord[],
  wider: CapabilityBaseline | undefined,
  trust: number,
): CapabilityBaseline {
  const values = valuesOf(measure, records);
  const middle = medianOf(values);
  const key = [measure, ...Object.values(group)].join('/');
  const own = given({
    key: `${key}:median`,
    value: middle,
    weight: trust,
    population: { name: key, n: values.length },
  });
  const explanation =
    wider === undefined
      ? explain({ key, operation: { name: 'weighted-mean', version: 1 }, children: [{ ...own, weight: 1 }] })
      : explain({
          key,
          operation: { name: 'weighted-mean', version: 1 },
          children: [own, { ...wider.explanation, weight: 1 - trust }],
        });
  return {
    measure,
    group,
    records: records.length,
    people: new Set(records.map((record) => record.personId)).size,
    median: middle,
    value: Number(explanation.value),
    spread: normalConsistency * medianOf(values.map((value) => Math.abs(value - middle))),
    explanation,
  };
}

/**
 * The baseline of the narrowest group around a person; undefined when not even everybody has one.
 *
 * @example
 * ```ts
 * import { baselineFor, capabilityBaseline } from '@meritkit/performance-scoring';
 *
 * const record = (personId: string, level: string, cycleWeeks: number) => ({ personId, groups: { level }, measures: { cycleWeeks } });
 * const baselines = capabilityBaseline({ by: ['level'], history: [
 *   record('a', 'senior', 3.9), record('b', 'senior', 4), record('b', 'senior', 4.1),
 *   record('c', 'junior', 5.9), record('c', 'junior', 6), record('d', 'junior', 6.1),
 * ] });
 * baselineFor({ baselines, measure: 'cycleWeeks', groups: { level: 'senior' } })?.value?.toFixed(1); // '4.0'
 * baselineFor({ baselines, measure: 'cycleWeeks', groups: { level: 'new' } })?.value?.toFixed(1); // '5.0'
 * ```
 */
export function baselineFor(options: {
  readonly baselines: readonly CapabilityBaseline[];
  readonly measure: string;
  readonly groups: Readonly<Record<string, string>>;
}): CapabilityBaseline | undefined {
  const fits = options.baselines.filter(
    (baseline) =>
      baseline.measure === options.measure &&
      Object.entries(baseline.group).every(([dimension, label]) => options.groups[dimension] === label),
  );
  return fits.reduce<CapabilityBaseline | undefined>(
    (best, baseline) =>
      best === undefined || Object.keys(baseline.group).length > Object.keys(best.group).length ? baseline : best,
    undefined,
  );
}

function valuesOf(measure: string, records: readonly WorkRecord[]): readonly number[] {
  return records.map((record) => record.measures[measure]!);
}

function medianOf(values: readonly number[]): number {
  return median(values) ?? 0;
}

function checkHistory(history: readonly WorkRecord[], by: readonly string[]): void {
  for (const [index, record] of history.entries()) {
    for (const dimension of by) {
      if (record.groups[dimension] === undefined) {
        throw invalidInput(
          'performance/invalid-history',
          ['history', index, 'groups', dimension],
          `no ${dimension} given`,
        );
      }
    }
    for (const [measure, value] of Object.entries(record.measures)) {
      if (value !== null && !Number.isFinite(value)) {
        throw invalidInput(
          'performance/not-finite',
          ['history', index, 'measures', measure],
          `${value} is not a measure`,
        );
      }
    }
  }
}
