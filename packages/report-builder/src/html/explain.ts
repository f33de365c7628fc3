import type { Explanation } from '@meritkit/core/explanation';
import { createWords, type ReaderOptions } from '../words/create.ts';
import { withPrefix } from './markup.ts';
import { whyBody } from './why.ts';

/** How a "why?" panel is written. */
export interface WhyOptions extends ReaderOptions {
  readonly classPrefix?: string;
  /** Names of terms by key, where the tree has none. */
  readonly labels?: Readonly<Record<string, string>>;
}

/**
 * The inside of the "why?" panel for any explanation tree: formula, terms with weights, facts, what is missing, what
 * would change it. HTML text for a host's own dialog; nothing in it is script.
 *
 * @example
 * ```ts
 * import { renderWhy } from '@meritkit/report-builder/html';
 *
 * const given = { operation: { name: 'given', version: 1 } };
 * const html = renderWhy(
 *   { key: 'score', value: 85, operation: { name: 'weighted-mean', version: 1 },
 *     children: [{ key: 'project', value: 85, weight: 1, ...given }] },
 *   { locale: 'en', timeZone: 'UTC' },
 * );
 * html.includes('weight 100%'); // true
 * ```
 */
export function renderWhy(explanation: Explanation, options: WhyOptions): string {
  const words = createWords(options);
  const body = whyBody(explanation, undefined, { words, labelOf: (key) => options.labels?.[key] });
  return withPrefix(body, options.classPrefix ?? 'mk-');
}
