import { parseInstant } from '@meritkit/core/dates';
import { toDecimal } from '@meritkit/core/decimal';
import { type Fact, factReference, latestRevisions } from '@meritkit/core/facts';
import { compileScorecard } from './compile.ts';
import type { StatedMissing } from './input.ts';
import type { Evidence, Metric, Scorecard } from './schema.ts';

/**
 * Evidence for the metrics of a scorecard whose source is facts: a person's facts of the metric's kinds in a window,
 * each once in its latest revision, added up exactly (or counted, averaged, or as a share). The evidence names its sources and kinds, so facts of time worked
 * taint whatever they enter. No facts means missing, unless the metric says that it means zero; `missingFromFacts` says why.
 *
 * A share `outOf` others is zero only where its kind is recorded at all: among the facts of anybody, or in
 * `recordedKinds`. Where nobody traces a bug to its cause, nobody's work is free of bugs; it is not known.
 *
 * @throws InvalidInputError core's `core/not-an-instant`; as `compileScorecard`
 * @example
 * ```ts
 * import { createFact } from '@meritkit/core/facts';
 * import { evidenceFromFacts } from '@meritkit/performance-scoring';
 *
 * const talk = createFact({ personId: 'lin', kind: 'talk', at: '2026-11-20T18:00:00+08:00', quantity: '1', unit: 'count', source: { system: 'csv', ref: '7' } });
 * const scorecard = { id: 's', metrics: [{ id: 'talks', weight: 1, source: { kind: 'facts' as const, factKinds: ['talk'] } }] };
 * evidenceFromFacts({ scorecard, personId: 'lin', facts: [talk, talk], from: '2026-10-01T00:00:00+08:00', to: '2027-01-01T00:00:00+08:00' })[0]?.value; // 1
 * ```
 */
export function evidenceFromFacts(options: FactsInput): readonly Evidence[] {
  return readFacts(options).flatMap((read) => ('value' in read ? [read] : []));
}

/**
 * Why metrics whose source is facts are missing, for `missing` of `scoreScorecard`: `no-facts`, `nothing-to-share` where
 * there is no whole to take a share of, `not-recorded` where nobody records what the share is of.
 *
 * @throws InvalidInputError as `evidenceFromFacts`
 * @example
 * ```ts
 * import { createFact } from '@meritkit/core/facts';
 * import { missingFromFacts } from '@meritkit/performance-scoring';
 *
 * const done = createFact({ personId: 'lin', kind: 'issue-completed', at: '2026-11-20T18:00:00+08:00', quantity: '1', unit: 'count', source: { system: 'jira', ref: 'PAY-1' } });
 * const source = { kind: 'facts' as const, factKinds: ['bug-caused'], aggregate: 'share' as const, outOf: ['issue-completed'] };
 * const scorecard = { id: 's', metrics: [{ id: 'defects', weight: 1, source }] };
 * missingFromFacts({ scorecard, personId: 'lin', facts: [done], from: '2026-10-01T00:00:00+08:00', to: '2027-01-01T00:00:00+08:00' });
 * // [{ metricId: 'defects', reason: 'not-recorded' }]
 * ```
 */
export function missingFromFacts(options: FactsInput): readonly StatedMissing[] {
  return readFacts(options).flatMap((read) => ('reason' in read ? [read] : []));
}

/** Facts of a window, and whose they are to speak for. */
export interface FactsInput {
  readonly scorecard: Scorecard;
  readonly personId: string;
  /** Also of others: from theirs it is known what is recorded at all. */
  readonly facts: Iterable<Fact>;
  /** Instants with offset; `to` is not included. */
  readonly from: string;
  readonly to: string;
  /** Kinds that are recorded here, though there may be no fact of them. */
  readonly recordedKinds?: readonly string[];
}

function readFacts(options: FactsInput): readonly (Evidence | StatedMissing)[] {
  const [from, to] = [parseInstant(options.from, ['from']), parseInstant(options.to, ['to'])];
  const facts = latestRevisions(options.facts);
  const own = facts.filter((fact) => {
    const at = parseInstant(fact.at);
    return fact.personId === options.personId && at >= from && at < to;
  });
  const recorded = new Set([...(options.recordedKinds ?? []), ...facts.map((fact) => fact.kind)]);
  return compileScorecard(options.scorecard).metrics.flatMap((metric) => readMetric(metric, own, recorded));
}

type FactsSource = Extract<Metric['source'], { kind: 'facts' }>;

function readMetric(
  metric: Metric,
  own: readonly Fact[],
  recorded: ReadonlySet<string>,
): readonly (Evidence | StatedMissing)[] {
  const { source } = metric;
  if (source?.kind !== 'facts') return [];
  const facts = own.filter((fact) => source.factKinds.includes(fact.kind) && saysWhetherMet(source, fact));
  const whole = own.filter((fact) => source.outOf?.includes(fact.kind));
  const isRecorded = source.factKinds.some((kind) => recorded.has(kind));
  const value = source.outOf !== undefined && !isRecorded ? undefined : aggregate(source, facts, whole);
  if (value === undefined) {
    if (source.none === 'zero') return [{ metricId: metric.id, value: 0, factKinds: source.factKinds }];
    const reason = source.outOf === undefined ? 'no-facts' : isRecorded ? 'nothing-to-share' : 'not-recorded';
    return [{ metricId: metric.id, reason }];
  }
  const used = [...facts, ...whole.filter((fact) => !facts.includes(fact))];
  const factKinds = [...new Set(used.map((fact) => fact.kind))];
  return [{ metricId: metric.id, value, sources: used.map(factReference), factKinds }];
}

/** A fact whose attribute is not there, or of another type than the question, says neither yes nor no. */
function saysWhetherMet({ metWhen }: FactsSource, fact: Fact): boolean {
  if (metWhen === undefined) return true;
  const value = fact.attributes[metWhen.attribute];
  return typeof value === ('equals' in metWhen ? typeof metWhen.equals : 'number');
}

function isMet(metWhen: NonNullable<FactsSource['metWhen']>, fact: Fact): boolean {
  const value = fact.attributes[metWhen.attribute];
  if ('equals' in metWhen) return value === metWhen.equals;
  return 'atMost' in metWhen ? Number(value) <= metWhen.atMost : Number(value) >= metWhen.atLeast;
}

/** Exact in decimals; undefined where there is nothing to add up, or nothing to take a share of. */
function aggregate(source: FactsSource, facts: readonly Fact[], whole: readonly Fact[]): number | undefined {
  const total = sumOf(facts);
  if (source.outOf !== undefined) {
    const all = sumOf(whole);
    return all.gt(0) ? total.times(100).div(all).toNumber() : undefined;
  }
  if (facts.length === 0) return undefined;
  switch (source.aggregate) {
    case 'count':
      return facts.length;
    case 'mean':
      return total.div(facts.length).toNumber();
    case 'share':
      if (source.metWhen !== undefined)
        return shareOf(
          facts.filter((fact) => isMet(source.metWhen!, fact)),
          facts,
        );
      return total.times(100).div(facts.length).toNumber();
    default:
      return total.toNumber();
  }
}

/** Each fact is one: a share of facts, not of their quantities. */
function shareOf(met: readonly Fact[], all: readonly Fact[]): number {
  return toDecimal(met.length).times(100).div(all.length).toNumber();
}

function sumOf(facts: readonly Fact[]) {
  return facts.reduce((sum, fact) => sum.plus(toDecimal(fact.quantity)), toDecimal(0));
}
