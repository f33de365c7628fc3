import {
  type Catalogue,
  formatMessage,
  type LocalizedText,
  type MessageOverrides,
  type MessageParameters,
  pickText,
} from '../locale/index.ts';
import { explanationCatalogue } from './messages.ts';
import type { Explanation } from './term.ts';

type Key = typeof explanationCatalogue extends Catalogue<infer Keys> ? Keys : never;

/** How an explanation is put into words. */
export interface ExplainTextOptions {
  readonly locale: string;
  /**
   * Names by term key, where the terms carry no label. `operation:<name>` and `unit:<unit>` name an operation that is
   * not one of the standard ones, and a unit; `reason:<reason>` says why a term is unknown, where that is worth saying.
   */
  readonly labels?: Readonly<Record<string, LocalizedText>>;
  /** Most decimals of a number; 1 unless given. Decimal text (money, points) stands as it is. */
  readonly decimals?: number;
  /**
   * How many levels are told: 1 is the value and what it is made of, 2 also what those are made of. What is missing
   * deeper inside is named, in what it is missing; a further level tells why.
   */
  readonly depth?: number;
  /** The host's own words for `explanationCatalogue`. */
  readonly overrides?: MessageOverrides;
}

/**
 * An explanation as a sentence, or one sentence per level: what the value is made of, by which weights, and what is
 * missing. For the whole tree, render the explanation itself.
 *
 * @example
 * ```ts
 * import { explain, explainText, given } from '@meritkit/core/explanation';
 *
 * const score = explain({
 *   key: 'score', operation: { name: 'weighted-mean', version: 1 },
 *   children: [
 *     given({ key: 'project', value: 90, weight: 0.4 }),
 *     given({ key: 'innovation', value: 80, weight: 0.3 }),
 *     given({ key: 'collaboration', value: null, weight: 0.3, unknown: { reason: 'no-evidence' } }),
 *   ],
 * });
 * explainText(score, 'en');
 * // '85.7 = project 90 × 57.1% + innovation 80 × 42.9%. No evidence yet for collaboration (30%): left out, not counted as zero.'
 * ```
 */
export function explainText(explanation: Explanation, options: string | ExplainTextOptions): string {
  const settings = typeof options === 'string' ? { locale: options } : options;
  const write = writerOf(settings);
  const tell = (term: Explanation, depth: number, named: boolean): readonly string[] => {
    const own = sentencesOf(term, write, named);
    if (depth <= 1) return [...own, ...insideSentences(term, write)];
    const inner = (term.children ?? []).filter((child) => (child.children ?? []).length > 0);
    return [...own, ...inner.flatMap((child) => tell(child, depth - 1, true))];
  };
  return tell(explanation, settings.depth ?? 1, false).join(write.message('sentenceSeparator'));
}

interface Writer {
  readonly message: (key: Key, parameters?: MessageParameters) => string;
  readonly name: (term: Explanation) => string;
  readonly operation: (name: string) => string;
  readonly value: (term: Explanation) => string;
  readonly share: (share: number) => string;
  /** Why a term is unknown, in words; null where the host has none for it. */
  readonly reason: (term: Explanation) => string | null;
}

function writerOf(options: ExplainTextOptions): Writer {
  const { locale, overrides, labels = {} } = options;
  const places = '#'.repeat(Math.max(0, options.decimals ?? 1));
  const skeleton = places === '' ? 'precision-integer' : `.${places}`;
  // Numbers are written by the locale alone, whatever a host overrides.
  const numbers = {
    messages: { en: { number: `{value, number, ::${skeleton}}`, percent: '{value, number, ::percent .#}' } },
  };
  const number = (key: 'number' | 'percent', value: number) =>
    formatMessage({
      catalogue: numbers as unknown as Catalogue<'number' | 'percent'>,
      key,
      parameters: { value },
      locale,
    });
  const message: Writer['message'] = (key, parameters = {}) =>
    formatMessage({
      catalogue: explanationCatalogue,
      key,
      parameters,
      locale,
      ...(overrides === undefined ? {} : { overrides }),
    });
  const labelOr = (key: string, otherwise: string) =>
    pickText(Object.hasOwn(labels, key) ? labels[key]! : otherwise, locale);
  return {
    message,
    name: (term) => (term.label === undefined ? labelOr(term.key, term.key) : pickText(term.label, locale)),
    operation: (name) => labelOr(`operation:${name}`, name),
    value: (term) => {
      const text = typeof term.value === 'number' ? number('number', term.value) : (term.value ?? '?');
      if (term.unit === undefined) return text;
      return message('unit', { value: text, unit: labelOr(`unit:${term.unit}`, term.unit) });
    },
    share: (share) => number('percent', share),
    reason: ({ unknown }) => {
      const key = `reason:${unknown?.reason}`;
      return Object.hasOwn(labels, key) ? pickText(labels[key]!, locale) : null;
    },
  };
}

const symbols: Readonly<Record<string, string>> = { sum: ' + ', product: ' × ', difference: ' − ', ratio: ' ÷ ' };

function sentencesOf(term: Explanation, write: Writer, named: boolean): readonly string[] {
  const children = term.children ?? [];
  if (children.length === 0) return [leafSentence(term, write)];
  const known = children.filter((child) => child.value !== null);
  const isMean = term.operation.name === 'weighted-mean';
  const missing = missingSentence(term, write);
  if (term.value === null) {
    const unknown = children.filter((child) => child.value === null);
    return [missing ?? write.message('nothing', { terms: namesOf(unknown, write) })];
  }
  const left = named ? write.message('term', { name: write.name(term), value: write.value(term) }) : write.value(term);
  const weights = known.reduce((sum, child) => sum + (child.weight ?? 1), 0);
  const terms = known.map((child) => {
    const shown = { name: write.name(child), value: write.value(child) };
    return isMean && known.length > 0
      ? write.message('weightedTerm', { ...shown, share: write.share((child.weight ?? 1) / weights) })
      : write.message('term', shown);
  });
  const sentence = sentenceOf(term, left, terms, write);
  return missing === null ? [sentence] : [sentence, missing];
}

function sentenceOf(term: Explanation, left: string, terms: readonly string[], write: Writer): string {
  const { name } = term.operation;
  if (name === 'minimum' || name === 'maximum') return write.message(name, { left, right: list(terms, write) });
  const symbol = name === 'weighted-mean' ? ' + ' : Object.hasOwn(symbols, name) ? symbols[name] : undefined;
  if (symbol !== undefined) return write.message('sentence', { left, right: terms.join(symbol) });
  return write.message('computed', { left, operation: write.operation(name), right: list(terms, write) });
}

function leafSentence(term: Explanation, write: Writer): string {
  const name = write.name(term);
  if (term.value === null) return write.message('unknown', { name });
  const value = write.value(term);
  const sources = (term.sources ?? []).map((source) => `${source.system} ${source.ref}`);
  return sources.length === 0
    ? write.message('given', { name, value })
    : write.message('givenFrom', { name, value, sources: list(sources, write) });
}

/** What is unknown: left out of a mean, with the share it would have had; needed by everything else. */
function missingSentence(term: Explanation, write: Writer): string | null {
  const children = term.children ?? [];
  const unknown = children.filter((child) => child.value === null);
  if (unknown.length === 0) return null;
  if (term.operation.name !== 'weighted-mean') {
    return write.message(term.value === null ? 'needed' : 'missing', { terms: namesOf(unknown, write) });
  }
  if (unknown.length === children.length) return null;
  const all = children.reduce((sum, child) => sum + (child.weight ?? 1), 0);
  const terms = unknown.map((child) => {
    const [shown, reason] = [
      { name: write.name(child), share: write.share((child.weight ?? 1) / all) },
      write.reason(child),
    ];
    return reason === null
      ? write.message('missingTerm', shown)
      : write.message('missingTermWhy', { ...shown, reason });
  });
  return write.message('missing', { terms: list(terms, write) });
}

/** At the last level that is told: which of the parts are known, but not whole. */
function insideSentences(term: Explanation, write: Writer): readonly string[] {
  if (term.value === null) return [];
  const terms = (term.children ?? []).flatMap((child) => {
    const gaps = gapsInside(child);
    if (gaps.length === 0) return [];
    const names = list(gaps.map(write.name), write);
    return [write.message('inside', { name: write.name(child), terms: names })];
  });
  return terms.length === 0
    ? []
    : [write.message('missingInside', { terms: terms.join(write.message('partSeparator')) })];
}

/** What means leave out below a known term, over any number of means. */
function gapsInside(term: Explanation): readonly Explanation[] {
  if (term.value === null || term.operation.name !== 'weighted-mean') return [];
  return (term.children ?? []).flatMap((child) => (child.value === null ? [child] : gapsInside(child)));
}

/** Unknown terms by name, each with why where the host has words for it. */
function namesOf(unknown: readonly Explanation[], write: Writer): string {
  const named = unknown.map((term) => {
    const [name, reason] = [write.name(term), write.reason(term)];
    return reason === null ? name : write.message('nameWhy', { name, reason });
  });
  return list(named, write);
}

function list(texts: readonly string[], write: Writer): string {
  return texts.join(write.message('listSeparator'));
}
