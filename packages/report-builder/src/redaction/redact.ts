import type { Explanation } from '@meritkit/core/explanation';
import type { Block } from '../document/block.ts';
import type { ReportDocument } from '../document/document.ts';
import { isMessage } from '../document/message.ts';
import type { Metric } from '../document/metric.ts';
import type { ReportText } from '../document/text.ts';
import { reportError } from '../errors.ts';
import { chooseHidden } from './choose.ts';
import { type HiddenPerson, hiddenPeople } from './names.ts';
import { withoutNames } from './unname.ts';

/** Who is going to read a report. */
export interface ReportReader {
  readonly roles: readonly string[];
  readonly personId?: string;
  /** Further metrics by id that this reader may not see, from the host's own policy. */
  readonly hide?: readonly string[];
  /**
   * People who may not be named to this reader: an id or a name, or all that names somebody. Of people whom the document
   * knows (`people`), one of their ids or names stands for all of them.
   */
  readonly hidePeople?: readonly (string | HiddenPerson)[];
  /** True: nobody whom the document knows may be named. */
  readonly hideEverybody?: boolean;
  /**
   * Reports that this reader already has: nothing may follow from all of them together. As they were before names were
   * taken out: numbers are matched by their ids, and an id may hold a name.
   */
  readonly released?: readonly ReportDocument[];
}

/**
 * A report without what a reader may not see, so that nothing of it can be worked out from what is left: not from
 * totals, shares and means in the report, and not together with reports given before. Where a total would give a hidden
 * number away, another part or the total is hidden too. Sentences about hidden numbers leave; cells say "not shown".
 *
 * With `hidePeople` or `hideEverybody`, names and ids of people are replaced by "Person 1", "Person 2" in every text of
 * every locale, in ids and in sources, whole words only; an address that holds one leaves.
 *
 * What it protects is the exact value. It does not keep a reader from narrowing a number down by other knowledge, nor
 * from guessing who is meant; a nickname or an initial that nobody stated stays.
 *
 * @throws InvalidInputError `report/invalid-input` for a report in `released` from which names were taken out
 * @example
 * ```ts
 * import { buildPersonalStateReport, redact } from '@meritkit/report-builder';
 *
 * const report = buildPersonalStateReport(
 *   { person: { id: 'lin', name: 'Lin' }, indicators: [{ id: 'load', title: 'Load', unit: 'percent', value: '120', sources: [] }] },
 *   { asOf: '2026-11-22', period: { start: '2026-11-01', end: '2026-12-01' } },
 * );
 * redact(report, { roles: [], personId: 'lin' }).metrics[0]?.value; // '120'
 * redact(report, { roles: [], personId: 'zhao' }).metrics[0]?.status; // { kind: 'suppressed', reason: 'not-for-this-reader' }
 * redact(report, { roles: [], hideEverybody: true }).title;
 * // { message: 'person.title', with: { name: { text: { en: 'Person 1', 'zh-CN': '人员1' } } } }
 * ```
 */
export function redact(document: ReportDocument, reader: ReportReader): ReportDocument {
  const unnamed = reader.released?.findIndex((report) => report.unnamed === true) ?? -1;
  if (unnamed !== -1) {
    const message =
      'names were taken out of this report, so its numbers cannot be matched: hand in the one before that';
    throw reportError('report/invalid-input', ['released', unnamed], message);
  }
  const people = hiddenPeople(document, reader.hidePeople ?? [], reader.hideEverybody ?? false);
  return withoutNames(withoutNumbers(document, reader), people);
}

/** Without what a reader may not see, and what would give it away. */
function withoutNumbers(document: ReportDocument, reader: ReportReader): ReportDocument {
  const hide = new Set(reader.hide ?? []);
  const forbidden = new Set(
    document.metrics.filter((metric) => hide.has(metric.id) || !maySee(metric, reader)).map((metric) => metric.id),
  );
  const hidden = chooseHidden({ document, forbidden, released: reader.released ?? [] });
  if (hidden.size === 0) return document;
  const secret = new Set(
    document.metrics.filter((metric) => hidden.has(metric.id)).flatMap((metric) => metric.sources.map(sourceKey)),
  );
  return {
    ...document,
    metrics: document.metrics.map((metric) =>
      hidden.has(metric.id)
        ? withoutValue(metric, forbidden.has(metric.id) ? 'not-for-this-reader' : 'would-isolate')
        : withoutTraces(metric, hidden, secret),
    ),
    blocks: document.blocks.flatMap((block) => redactBlock(block, hidden) ?? []),
    redacted: true,
  };
}

function maySee(metric: Metric, reader: ReportReader): boolean {
  const { visibility } = metric;
  if (visibility === undefined) return true;
  if (visibility.roles?.some((role) => reader.roles.includes(role)) === true) return true;
  return reader.personId !== undefined && visibility.people?.includes(reader.personId) === true;
}

function sourceKey(source: { readonly system: string; readonly ref: string }): string {
  return `${source.system}\u0000${source.ref}`;
}

function withoutValue(metric: Metric, reason: string): Metric {
  const { explanation: _explanation, interval: _interval, ...rest } = metric;
  return { ...rest, value: null, n: null, sources: [], status: { kind: 'suppressed', reason } };
}

/** A visible metric whose tree and sources say nothing about hidden ones. */
function withoutTraces(metric: Metric, hidden: ReadonlySet<string>, secret: ReadonlySet<string>): Metric {
  const open = (sources: Metric['sources']) => sources.filter((source) => !secret.has(sourceKey(source)));
  const term = (explanation: Explanation): Explanation => {
    const { children, sources, ...rest } = explanation;
    if (hidden.has(explanation.key)) {
      return {
        key: explanation.key,
        ...(explanation.label === undefined ? {} : { label: explanation.label }),
        value: null,
        unknown: { reason: 'not-for-this-reader' },
        operation: { name: 'given', version: 1 },
      };
    }
    return {
      ...rest,
      ...(sources === undefined ? {} : { sources: open(sources as Metric['sources']) }),
      ...(children === undefined ? {} : { children: children.map(term) }),
    };
  };
  return {
    ...metric,
    sources: open(metric.sources),
    ...(metric.explanation === undefined ? {} : { explanation: term(metric.explanation) }),
  };
}

function redactBlock(block: Block, hidden: ReadonlySet<string>): Block | undefined {
  if (block.type === 'narrative') {
    return (block.metric !== undefined && hidden.has(block.metric)) || speaksOf(block.text, hidden) ? undefined : block;
  }
  if (block.type === 'callout') return speaksOf(block.text, hidden) ? undefined : block;
  if (block.type === 'metric' && block.before !== undefined && hidden.has(block.before)) {
    const { before: _before, relation: _relation, ...rest } = block;
    return rest;
  }
  if (block.type === 'chart' && speaksOf(block.title, hidden)) {
    return { ...block, title: { message: 'chart.redacted.title' } };
  }
  return block;
}

function speaksOf(text: ReportText, hidden: ReadonlySet<string>): boolean {
  if (!isMessage(text)) return false;
  return Object.values(text.with ?? {}).some(
    (parameter) => typeof parameter === 'object' && 'metric' in parameter && hidden.has(parameter.metric),
  );
}
