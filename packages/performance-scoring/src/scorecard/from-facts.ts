import { parseInstant } from '@meritkit/core/dates';
import { toDecimal } from '@meritkit/core/decimal';
import { type Fact, factReference, latestRevisions } from '@meritkit/core/facts';
import { compileScorecard } from './compile.ts';
import type { Evidence, Metric, Scorecard } from './schema.ts';

/**
 * Evidence for the metrics of a scorecard whose source is facts: a person's facts of the metric's kinds in a window,
 * each once in its latest revision, added up exactly (or counted, averaged, or as a share). The evidence names its sources and kinds, so facts of time worked
 * taint whatever they enter. No facts means missing, unless the metric says that it means zero.
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
export function evidenceFromFacts(options: {
  readonly scorecard: Scorecard;
  readonly personId: string;
  readonly facts: Iterable<Fact>;
  /** Instants with offset; `to` is not included. */
  readonly from: string;
  readonly to: string;
}): readonly Evidence[] {
  const [from, to] = [parseInstant(options.from, ['from']), parseInstant(options.to, ['to'])];
  const own = latestRevisions(options.facts).filter((fact) => {
    const at = parseInstant(fact.at);
    return fact.personId === options.personId && at >= from && at < to;
  });
  return compileScorecard(options.scorecard).metrics.flatMap((metric) => evidenceOf(metric, own));
}

type FactsSource = Extract<Metric['source'], { kind: 'facts' }>;

function evidenceOf(metric: Metric, own: readonly Fact[]): readonly Evidence[] {
  const { source } = metric;
  if (source?.kind !== 'facts') return [];
  const facts = own.filter((fact) => source.factKinds.includes(fact.kind) && saysWhetherMet(source, fact));
  const whole = own.filter((fact) => source.outOf?.includes(fact.kind));
  const value = aggregate(source, facts, whole);
  if (value === undefined) {
    return source.none === 'zero' ? [{ metricId: metric.id, value: 0, factKinds: source.factKinds }] : [];
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
