import { decimalText, roundDecimal, toDecimal } from '@meritkit/core/decimal';
import { type Explanation, leavesOf, missingOf, sourcesOf } from '@meritkit/core/explanation';
import type { Metric, Source } from '../document/metric.ts';
import type { Words } from '../words/words.ts';
import { escapeMarkup, safeUrl } from './markup.ts';

const shownTerms = 12;
const shownSources = 8;

/** What the panel needs besides the tree. */
export interface WhyContext {
  readonly words: Words;
  /** The label of a term that is itself a metric of the document. */
  readonly labelOf: (key: string) => string | undefined;
}

/**
 * The inside of the one "why?" panel: formula, terms with weights, facts behind each, what is missing, what would change
 * it. Drawn from the explanation tree, and from a metric's own fields where it has no tree.
 */
export function whyBody(explanation: Explanation, metric: Metric | undefined, context: WhyContext): string {
  const { words } = context;
  const parts = [section(words.say('why.formula'), `<p>${escapeMarkup(formulaText(explanation, words))}</p>`)];
  const children = explanation.children ?? [];
  if (children.length > 0) parts.push(section(words.say('why.terms'), termList(children, context)));
  const sources = sourcesOf(explanation).length > 0 ? sourcesOf(explanation) : (metric?.sources ?? []);
  const facts =
    sources.length === 0 ? `<p>${escapeMarkup(words.say('why.noSources'))}</p>` : sourceList(sources, words);
  parts.push(section(words.say('why.facts'), facts));
  const missing = missingOf(explanation);
  const missingText =
    missing.length === 0
      ? `<p>${escapeMarkup(words.say('why.missingNone'))}</p>`
      : `<ul>${missing.map((each) => `<li>${escapeMarkup(`${termName(each.key, undefined, context)}: ${words.reason(each.reason)}`)}</li>`).join('')}</ul>`;
  parts.push(section(words.say('why.missing'), missingText));
  parts.push(section(words.say('why.change'), `<p>${escapeMarkup(changeText(explanation, missing, context))}</p>`));
  if (metric !== undefined) parts.push(`<p class="mk-meta">${escapeMarkup(metaText(metric, words))}</p>`);
  return parts.join('');
}

/** A metric's term: its tree, or a leaf made of its own fields. */
export function explanationOf(metric: Metric): Explanation {
  return (
    metric.explanation ?? {
      key: metric.id,
      value: metric.value,
      unit: metric.unit,
      operation: { name: 'given', version: 1 },
      ...(metric.status.kind === 'known' ? {} : { unknown: { reason: metric.status.reason } }),
      sources: metric.sources,
    }
  );
}

function section(title: string, content: string): string {
  return `<div class="mk-why-part"><p class="mk-why-title">${escapeMarkup(title)}</p>${content}</div>`;
}

function formulaText(explanation: Explanation, words: Words): string {
  const key = `formula.${explanation.operation.name}`;
  if (words.has(key)) return words.say(key);
  return words.say('formula.other', { name: explanation.operation.name, version: explanation.operation.version });
}

function termList(terms: readonly Explanation[], context: WhyContext): string {
  const { words } = context;
  const weights = terms.reduce((sum, term) => sum + (term.value === null ? 0 : (term.weight ?? 0)), 0);
  const items = terms.slice(0, shownTerms).map((term) => {
    const name = escapeMarkup(termName(term.key, term.label, context));
    const value = `<span class="mk-num">${escapeMarkup(termValue(term, words))}</span>`;
    const share =
      term.weight === undefined || term.value === null || weights === 0 ? null : (term.weight / weights) * 100;
    const weight =
      share === null
        ? ''
        : ` <span class="mk-meta">${escapeMarkup(words.say('why.weight', { weight: numberText(share, 'percent', words, 1) }))}</span>`;
    const inner = (term.children ?? []).length === 0 ? '' : termList(term.children ?? [], context);
    return `<li><span class="mk-term"><span>${name}${weight}</span>${value}</span>${inner}</li>`;
  });
  const more = terms.length - items.length;
  if (more > 0) items.push(`<li class="mk-meta">${escapeMarkup(words.say('why.more', { count: more }))}</li>`);
  return `<ul class="mk-terms">${items.join('')}</ul>`;
}

function termName(key: string, label: Explanation['label'], context: WhyContext): string {
  return label === undefined ? (context.labelOf(key) ?? key) : context.words.text(label);
}

function termValue(term: Explanation, words: Words): string {
  if (term.value === null) {
    const reason = term.unknown?.reason ?? 'not-supplied';
    return words.say(
      reason === 'not-for-this-reader' || reason === 'would-isolate' ? 'state.suppressed' : 'state.unknown',
      {
        reason: words.reason(reason),
      },
    );
  }
  return numberText(term.value, term.unit ?? 'count', words, 2);
}

function numberText(value: number | string, unit: string, words: Words, decimals: number): string {
  if (typeof value === 'string' && !/^-?\d+(\.\d+)?$/.test(value)) return words.text(value);
  const rounded = decimalText(roundDecimal({ value: toDecimal(value), decimals, mode: 'half-even' }));
  return words.quantity(rounded, unit);
}

function sourceList(sources: readonly Source[], words: Words): string {
  const items = sources.slice(0, shownSources).map((source) => {
    const text = escapeMarkup(words.text(`${source.system} ${source.ref}`));
    const url = source.url === undefined ? undefined : safeUrl(source.url);
    return `<li>${url === undefined ? text : `<a href="${url}" rel="noopener noreferrer">${text}</a>`}</li>`;
  });
  const more = sources.length - items.length;
  if (more > 0) items.push(`<li class="mk-meta">${escapeMarkup(words.say('why.more', { count: more }))}</li>`);
  return `<ul>${items.join('')}</ul>`;
}

function changeText(
  explanation: Explanation,
  missing: readonly { readonly key: string }[],
  context: WhyContext,
): string {
  const { words } = context;
  const name = (key: string, label?: Explanation['label']) => termName(key, label, context);
  const list = (names: readonly string[]) => {
    const shown = [...new Set(names)].slice(0, 5);
    return shown.reduce(
      (text, each) => (text === '' ? each : words.say('format.list', { first: text, rest: each })),
      '',
    );
  };
  if (missing.length > 0) return words.say('why.changeMissing', { terms: list(missing.map((each) => name(each.key))) });
  const leaves = leavesOf(explanation).filter((leaf) => leaf !== explanation);
  if (leaves.length === 0) return words.say('why.changeSource');
  return words.say('why.changeAny', { terms: list(leaves.map((leaf) => name(leaf.key, leaf.label))) });
}

function metaText(metric: Metric, words: Words): string {
  const n = metric.n === null ? [] : [words.say('why.observations', { count: metric.n })];
  return [words.period(metric.period), ...n].join(' · ');
}
