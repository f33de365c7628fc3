import type { Explanation } from '@meritkit/core/explanation';
import type { LocalizedText } from '@meritkit/core/locale';
import type { Block, Cell } from './block.ts';
import type { ChartBlock } from './chart.ts';
import { isMessage } from './message.ts';
import type { Metric, MetricRelation, Source } from './metric.ts';
import type { Parameter, ReportText } from './text.ts';

/** What becomes of a document's parts. */
export interface Mapping {
  /** Ids of metrics, blocks and footnotes, wherever they stand. */
  readonly id: (id: string) => string;
  /** Ids inside a block: of rows, columns, series, categories, spans, points. */
  readonly inner: (id: string) => string;
  /** Keys of terms; most are ids of metrics. */
  readonly key: (key: string) => string;
  /** Words that a user wrote, one text or one per locale. */
  readonly words: (text: LocalizedText) => LocalizedText;
  /** Words without a locale, such as a reason. */
  readonly plain: (text: string) => string;
  readonly parameter: (parameter: Parameter) => Parameter;
  readonly source: (source: Source) => Source;
  /** An address, or nothing where it leaves. */
  readonly url: (url: string) => string | undefined;
}

const same = <Value>(value: Value): Value => value;

/** Leaves everything as it is. */
export const sameMapping: Mapping = {
  id: same,
  inner: same,
  key: same,
  words: same,
  plain: same,
  parameter: same,
  source: same,
  url: same,
};

/** A text; its metric parameters follow their metrics. */
export function mapText(text: ReportText, map: Mapping): ReportText {
  if (!isMessage(text)) return map.words(text);
  if (text.with === undefined) return text;
  const parameter = (value: Parameter): Parameter =>
    typeof value === 'object' && 'metric' in value ? { metric: map.id(value.metric) } : map.parameter(value);
  const filled = Object.entries(text.with).map(([name, value]) => [name, parameter(value)] as const);
  return { message: text.message, with: Object.fromEntries(filled) };
}

/** What is there, mapped; what is absent stays absent. */
function given<Name extends string, Value, Result>(
  name: Name,
  value: Value | undefined,
  map: (value: Value) => Result,
): { readonly [Key in Name]?: Result } {
  return (value === undefined ? {} : { [name]: map(value) }) as { readonly [Key in Name]?: Result };
}

function mapTerm(term: Explanation, map: Mapping): Explanation {
  return {
    ...term,
    key: map.key(term.key),
    ...given('label', term.label, map.words),
    ...given('unknown', term.unknown, ({ reason }) => ({ reason: map.plain(reason) })),
    ...given('sources', term.sources, (sources) => sources.map((source) => map.source(source as Source))),
    ...given('population', term.population, (population) => ({ ...population, name: map.plain(population.name) })),
    ...given('children', term.children, (children) => children.map((child) => mapTerm(child, map))),
  };
}

/** A metric with its tree. */
export function mapMetric(metric: Metric, map: Mapping): Metric {
  const { status } = metric;
  return {
    ...metric,
    id: map.id(metric.id),
    label: mapText(metric.label, map),
    sources: metric.sources.map(map.source),
    status: status.kind === 'known' ? status : { ...status, reason: map.plain(status.reason) },
    ...given('visibility', metric.visibility, (visibility) => ({
      ...visibility,
      ...given('people', visibility.people, (people) => people.map(map.inner)),
    })),
    ...given('explanation', metric.explanation, (explanation) => mapTerm(explanation, map)),
  };
}

/** A relation between mapped metrics. */
export function mapRelation(relation: MetricRelation, map: Mapping): MetricRelation {
  const total = map.id(relation.total);
  if (relation.kind === 'ratio') {
    return { ...relation, total, dividend: map.id(relation.dividend), divisor: map.id(relation.divisor) };
  }
  if (relation.kind === 'linear') {
    return { ...relation, total, parts: relation.parts.map((part) => ({ ...part, metric: map.id(part.metric) })) };
  }
  return { ...relation, total, parts: relation.parts.map(map.id) };
}

/** A block with all that it refers to. */
export function mapBlock(block: Block, map: Mapping): Block {
  const text = (value: ReportText) => mapText(value, map);
  switch (block.type) {
    case 'heading':
      return { ...block, text: text(block.text) };
    case 'metric':
      return {
        ...block,
        metric: map.id(block.metric),
        ...given('before', block.before, map.id),
        ...given('note', block.note, text),
      };
    case 'narrative':
      return {
        ...block,
        text: text(block.text),
        ...given('metric', block.metric, map.id),
        ...given('notes', block.notes, (notes) => notes.map(map.id)),
      };
    case 'callout':
      return { ...block, text: text(block.text), ...given('title', block.title, text) };
    case 'footnote': {
      const { url, ...rest } = block;
      const address = url === undefined ? undefined : map.url(url);
      return { ...rest, id: map.id(block.id), text: text(block.text), ...given('url', address, same) };
    }
    case 'table':
      return {
        ...block,
        id: map.id(block.id),
        title: text(block.title),
        columns: block.columns.map((column) => ({ ...column, id: map.inner(column.id), label: text(column.label) })),
        rows: block.rows.map((row) => ({
          id: map.inner(row.id),
          cells: row.cells.map((cell): Cell => {
            if ('metric' in cell) return { metric: map.id(cell.metric) };
            return 'text' in cell ? { text: text(cell.text) } : cell;
          }),
        })),
        ...given('empty', block.empty, text),
      };
    case 'chart':
      return mapChart(block, map, text);
  }
}

function mapChart(chart: ChartBlock, map: Mapping, text: (value: ReportText) => ReportText): ChartBlock {
  const labelled = <Item extends { readonly id: string; readonly label: ReportText }>(item: Item): Item => ({
    ...item,
    id: map.inner(item.id),
    label: text(item.label),
  });
  const named = { id: map.id(chart.id), title: text(chart.title), ...given('subtitle', chart.subtitle, text) };
  if (chart.chart === 'timeline') {
    return { ...chart, ...named, spans: chart.spans.map((span) => ({ ...labelled(span), row: text(span.row) })) };
  }
  if (chart.chart === 'scatter') {
    return {
      ...chart,
      ...named,
      horizontal: { ...chart.horizontal, label: text(chart.horizontal.label) },
      vertical: { ...chart.vertical, label: text(chart.vertical.label) },
      points: chart.points.map((point) => ({ ...labelled(point), x: map.id(point.x), y: map.id(point.y) })),
    };
  }
  return {
    ...chart,
    ...named,
    categories: chart.categories.map(labelled),
    series: chart.series.map((one) => ({ ...labelled(one), values: one.values.map(map.id) })),
    ...given('reference', chart.reference, ({ metric, label }) => ({ metric: map.id(metric), label: text(label) })),
  };
}
