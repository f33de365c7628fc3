import { type Catalogue, fallbackChain, formatMessage, type MessageOverrides } from '@meritkit/core/locale';
import type { Metric } from '../document/metric.ts';
import { messages } from '../messages.ts';
import { requireLocale } from './locale.ts';
import { fillPlain, isPlain } from './plain.ts';
import { createWordsWith, type Formatter, type Words } from './words.ts';

/** The reader of a report: language, clock, and the host's own words where it has them. */
export interface ReaderOptions {
  /** BCP 47; regional variants fall back inside their language. */
  readonly locale: string;
  /** IANA name; dates without a clock are never moved by it. */
  readonly timeZone: string;
  /** Another catalogue, such as this package's extended by a locale (`extendCatalogue`). */
  readonly catalogue?: Catalogue;
  /** A tenant's own terms by locale and key; they win. */
  readonly overrides?: MessageOverrides;
}

/**
 * Words for a document: what every renderer draws with, and a host's own renderer can.
 *
 * @throws InvalidInputError `report/unknown-locale`, `report/unknown-time-zone`
 * @example
 * ```ts
 * import { createWords } from '@meritkit/report-builder/words';
 *
 * createWords({ locale: 'en', timeZone: 'UTC' }).quantity('9007199254740993.5', 'CNY'); // 'CNY 9,007,199,254,740,993.5'
 * ```
 */
export function createWords(options: ReaderOptions & { readonly metrics?: readonly Metric[] }): Words {
  const catalogue: Catalogue = options.catalogue ?? messages;
  requireLocale(options.locale, Object.keys(catalogue.messages));
  return createWordsWith({
    locale: options.locale,
    timeZone: options.timeZone,
    metrics: options.metrics ?? [],
    format: compiledFormatter(catalogue, options),
  });
}

function compiledFormatter(catalogue: Catalogue, options: ReaderOptions): Formatter {
  const chain = fallbackChain(options.locale).flatMap((locale) => [
    options.overrides?.[locale] ?? {},
    catalogue.messages[locale] ?? {},
  ]);
  const find = (key: string): string | undefined => chain.find((texts) => Object.hasOwn(texts, key))?.[key];
  // Most messages are plain, and filling those by hand is many times faster than the compiler.
  const plain = new Map<string, string | null>();
  const plainText = (key: string): string | null => {
    const known = plain.get(key);
    if (known !== undefined) return known;
    const text = find(key);
    const found = text !== undefined && isPlain(text) ? text : null;
    plain.set(key, found);
    return found;
  };
  const format = (key: string, parameters: Readonly<Record<string, string | number>>) => {
    const text = plainText(key);
    // A number is formatted by the compiler, and a parameter that is not there is its error.
    if (text !== null && namesOf(text).every((name) => typeof parameters[name] === 'string')) {
      return fillPlain(text, parameters);
    }
    return formatMessage({
      catalogue,
      key,
      parameters,
      locale: options.locale,
      ...(options.overrides === undefined ? {} : { overrides: options.overrides }),
    });
  };
  return { has: (key) => find(key) !== undefined, format };
}

function namesOf(text: string): readonly string[] {
  return [...text.matchAll(/\{(\w+)\}/g)].map((found) => found[1]!);
}
