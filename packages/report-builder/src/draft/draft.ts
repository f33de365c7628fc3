import type { Explanation, Operation } from '@meritkit/core/explanation';
import type { Block, FootnoteBlock } from '../document/block.ts';
import { checkDocument } from '../document/check.ts';
import { currentSchemaVersion, type KnownPerson, type ReportDocument, type ReportKind } from '../document/document.ts';
import type { Metric, MetricRelation, MetricStatus, Source } from '../document/metric.ts';
import type { ReportPeriod, ReportText } from '../document/text.ts';
import { reportError } from '../errors.ts';
import { describeMetric } from '../registry/registry.ts';
import { reportOperations } from './operations.ts';

/** When a report is about, given with every builder's second argument. */
export interface ReportFrame {
  /** The day as of which everything in it holds. */
  readonly asOf: string;
  /** Half-open. */
  readonly period: ReportPeriod;
}

/** A metric to add: what is missing gets the report's own period, no sources, and the definition's unit. */
export interface NewMetric {
  readonly id: string;
  readonly label: ReportText;
  readonly value: string | null;
  readonly formula: string;
  readonly unit?: string;
  readonly unknown?: string;
  readonly suppressed?: string;
  readonly n?: number | null;
  readonly period?: ReportPeriod;
  readonly sources?: readonly Source[];
  readonly decimals?: number;
  readonly interval?: NonNullable<Metric['interval']>;
  readonly visibility?: NonNullable<Metric['visibility']>;
  readonly explanation?: Explanation;
}

/** A metric that follows from others. */
export interface DerivedMetric extends Omit<NewMetric, 'value' | 'explanation'> {
  readonly operation: 'sum' | 'difference' | 'ratio' | 'share' | 'mean' | 'quantile';
  readonly of: readonly string[];
  /** Relative weights for a mean, in the order of `of`. */
  readonly weights?: readonly string[];
  readonly probability?: string;
}

/** A report being put together by one builder; it never leaves the call. */
export interface Draft {
  readonly frame: ReportFrame;
  readonly metric: (metric: NewMetric) => string;
  readonly derive: (metric: DerivedMetric) => string;
  readonly relate: (relation: MetricRelation) => void;
  readonly block: (...blocks: readonly Block[]) => void;
  readonly find: (id: string) => Metric;
  /** Notes whom a text names, once each. */
  readonly name: (person: KnownPerson) => void;
  readonly finish: () => ReportDocument;
}

/**
 * Begins a report.
 *
 * @throws InvalidInputError `report/empty-period`
 */
export function beginReport(options: {
  readonly kind: ReportKind;
  readonly title: ReportText;
  readonly frame: ReportFrame;
}): Draft {
  const { frame } = options;
  if (!(frame.period.start < frame.period.end)) {
    throw reportError('report/empty-period', ['period'], 'the period is empty: its end is not after its start');
  }
  const metrics = new Map<string, Metric>();
  const relations: MetricRelation[] = [];
  const blocks: Block[] = [];
  const footnotes: FootnoteBlock[] = [];
  const people = new Map<string, KnownPerson>();
  const add = (metric: Metric): string => {
    if (metrics.has(metric.id)) {
      throw reportError('report/duplicate-id', [metric.id], `metric "${metric.id}" is there twice`);
    }
    metrics.set(metric.id, metric);
    return metric.id;
  };
  const find = (id: string): Metric => {
    const metric = metrics.get(id);
    if (metric === undefined) throw reportError('report/unknown-metric', [id], `no metric "${id}"`);
    return metric;
  };
  return {
    frame,
    find,
    metric: (metric) => add(completeMetric(metric, frame)),
    derive: (derived) => {
      const parts = derived.of.map(find);
      add(completeMetric(computeMetric(derived, parts), frame));
      const relation = relationOf(derived, parts);
      if (relation !== undefined) relations.push(relation);
      return derived.id;
    },
    relate: (relation) => relations.push(relation),
    block: (...added) => {
      for (const block of added) (block.type === 'footnote' ? footnotes : blocks).push(block as never);
    },
    name: (person) => people.set(JSON.stringify(person), person),
    finish: () => {
      const document: ReportDocument = {
        schemaVersion: currentSchemaVersion,
        kind: options.kind,
        title: options.title,
        asOf: frame.asOf,
        period: frame.period,
        metrics: [...metrics.values()],
        relations,
        blocks: [...blocks, ...footnotes],
        ...(people.size === 0 ? {} : { people: [...people.values()] }),
      };
      checkDocument(document);
      return document;
    },
  };
}

/** A metric with all its fields. */
export function completeMetric(metric: NewMetric, frame: ReportFrame): Metric {
  const { unknown, suppressed, unit, n, period, sources, value, ...rest } = metric;
  const definition = describeMetric(metric.formula);
  const status: MetricStatus =
    suppressed !== undefined
      ? { kind: 'suppressed', reason: suppressed }
      : value === null
        ? { kind: 'unknown', reason: unknown ?? 'not-supplied' }
        : { kind: 'known' };
  const decimals = metric.decimals ?? definition.decimals;
  return {
    ...rest,
    value: status.kind === 'known' ? value : null,
    unit: unit ?? definition.unit,
    n: n ?? null,
    period: period ?? frame.period,
    sources: sources ?? [],
    status,
    ...(decimals === undefined ? {} : { decimals }),
  };
}

/** A metric's own term: its explanation where it has one, else the value as given. */
export function termOf(metric: Metric, weight?: string): Explanation {
  const base: Explanation = metric.explanation ?? {
    key: metric.id,
    value: metric.value,
    unit: metric.unit,
    operation: { name: 'given', version: 1 },
    ...(metric.status.kind === 'known' ? {} : { unknown: { reason: metric.status.reason } }),
    ...(metric.sources.length === 0 ? {} : { sources: metric.sources }),
  };
  return weight === undefined ? base : { ...base, weight: Number(weight) };
}

function computeMetric(derived: DerivedMetric, parts: readonly Metric[]): NewMetric {
  const { operation, of: _of, weights, probability, ...rest } = derived;
  const computed: Operation = {
    name: `decimal-${operation}`,
    version: 1,
    ...(probability === undefined ? {} : { parameters: { probability } }),
  };
  const children = parts.map((part, index) => termOf(part, weights?.[index]));
  const inputs = children.map((child) => ({ key: child.key, value: child.value, weight: child.weight }));
  const explanation: Explanation = {
    key: derived.id,
    value: reportOperations[`decimal-${operation}@1`]!(inputs, computed.parameters ?? {}),
    ...(derived.unit === undefined ? {} : { unit: derived.unit }),
    operation: computed,
    children,
  };
  const value = explanation.value === null ? null : String(explanation.value);
  return {
    ...rest,
    value,
    ...(value === null ? { unknown: derived.unknown ?? whyUnknown(parts) } : {}),
    sources: derived.sources ?? uniqueSources(parts),
    explanation:
      value === null ? { ...explanation, unknown: { reason: derived.unknown ?? whyUnknown(parts) } } : explanation,
  };
}

function whyUnknown(parts: readonly Metric[]): string {
  if (parts.length === 0) return 'no-observations';
  const unknown = parts.filter((part) => part.status.kind !== 'known');
  if (unknown.length === 0) return 'nothing-to-divide-by';
  return unknown.every((part) => part.status.kind === 'unknown' && part.status.reason === 'not-supplied')
    ? 'not-supplied'
    : 'depends-on-unknown';
}

/** Sources of several metrics, each once, in order. */
export function uniqueSources(metrics: readonly Metric[]): readonly Source[] {
  const seen = new Map<string, Source>();
  for (const metric of metrics) {
    for (const source of metric.sources) {
      const key = `${source.system}\u0000${source.ref}`;
      if (!seen.has(key)) seen.set(key, source);
    }
  }
  return [...seen.values()];
}

function relationOf(derived: DerivedMetric, parts: readonly Metric[]): MetricRelation | undefined {
  if (parts.length === 0) return undefined;
  const total = derived.id;
  if (derived.operation === 'ratio' || derived.operation === 'share') {
    const scale = derived.operation === 'share' ? '100' : '1';
    return { kind: 'ratio', total, dividend: parts[0]!.id, divisor: parts[1]!.id, scale };
  }
  if (derived.operation === 'quantile') return { kind: 'function', total, parts: parts.map((part) => part.id) };
  if (derived.operation === 'mean') return meanRelation(derived, parts);
  const weights = parts.map((_, index) => (derived.operation === 'difference' && index > 0 ? '-1' : '1'));
  return {
    kind: 'linear',
    total,
    parts: parts.map((part, index) => ({ metric: part.id, weight: weights[index]! })),
    divisor: '1',
    nonNegative: parts.every((part) => part.value === null || !part.value.startsWith('-')),
  };
}

function meanRelation(derived: DerivedMetric, parts: readonly Metric[]): MetricRelation | undefined {
  const known = parts
    .map((part, index) => ({ part, weight: derived.weights?.[index] ?? '1' }))
    .filter(({ part }) => part.value !== null);
  if (known.length === 0) return undefined;
  const divisor = reportOperations['decimal-sum@1']!(
    known.map(({ weight }) => ({ key: 'weight', value: weight, weight: undefined })),
    {},
  );
  return {
    kind: 'linear',
    total: derived.id,
    parts: known.map(({ part, weight }) => ({ metric: part.id, weight })),
    divisor: String(divisor),
    nonNegative: known.every(({ part }) => !part.value!.startsWith('-')),
  };
}
