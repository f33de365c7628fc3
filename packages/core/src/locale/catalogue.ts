import { IntlMessageFormat } from 'intl-messageformat';
import { invalidInput } from '../errors/index.ts';
import { fallbackChain } from './text.ts';

/** Messages of one locale by key, in ICU MessageFormat. */
export type Messages<Key extends string = string> = Readonly<Record<Key, string>>;

/** A package's words: complete in English and Simplified Chinese by its type, and in any other locale a host adds. */
export interface Catalogue<Key extends string = string> {
  readonly messages: Readonly<Record<'en' | 'zh-CN', Messages<Key>>> & Readonly<Record<string, Partial<Messages<Key>>>>;
}

/** A host's own words, by locale and key; they win over the package's. */
export type MessageOverrides = Readonly<Record<string, Readonly<Record<string, string>>>>;

/**
 * Declares a package's messages. A key that lacks its Chinese does not compile.
 *
 * @example
 * ```ts
 * import { defineCatalogue, formatMessage } from '@meritkit/core/locale';
 *
 * const catalogue = defineCatalogue({
 *   en: { people: '{count, plural, one {# person} other {# people}}' },
 *   'zh-CN': { people: '{count}人' },
 * });
 * formatMessage({ catalogue, key: 'people', parameters: { count: 2 }, locale: 'en' }); // '2 people'
 * ```
 */
export function defineCatalogue<const English extends Readonly<Record<string, string>>>(messages: {
  readonly en: English;
  readonly 'zh-CN': { readonly [Key in keyof English]: string };
}): Catalogue<Extract<keyof English, string>> {
  return { messages: messages as unknown as Catalogue<Extract<keyof English, string>>['messages'] };
}

/** A catalogue with another locale's messages, complete or in part. */
export function extendCatalogue<Key extends string>(
  catalogue: Catalogue<Key>,
  locale: string,
  messages: Partial<Messages<Key>>,
): Catalogue<Key> {
  return { messages: { ...catalogue.messages, [locale]: messages } as Catalogue<Key>['messages'] };
}

/** What a message's placeholders may hold. Numbers are formatted by the locale; text stands as it is. */
export type MessageParameters = Readonly<Record<string, string | number | boolean | null | undefined>>;

/**
 * A message in a locale: the host's override, else the catalogue's text, else the next locale of the fallback chain.
 *
 * @throws InvalidInputError `core/unknown-message` for a key that no locale has, `core/message-parameters` when a
 * placeholder has no value.
 */
export function formatMessage<Key extends string>(options: {
  readonly catalogue: Catalogue<Key>;
  readonly key: Key;
  readonly parameters?: MessageParameters;
  readonly locale: string;
  readonly overrides?: MessageOverrides;
}): string {
  for (const locale of fallbackChain(options.locale)) {
    const text = options.overrides?.[locale]?.[options.key] ?? options.catalogue.messages[locale]?.[options.key];
    if (text !== undefined) return fill(text, options.locale, options.key, options.parameters ?? {});
  }
  throw invalidInput('core/unknown-message', ['key'], `no message "${options.key}"`);
}

const parsed = new Map<string, IntlMessageFormat>();

function fill(text: string, locale: string, key: string, parameters: MessageParameters): string {
  const id = `${locale}\u0000${text}`;
  let message = parsed.get(id);
  if (message === undefined) {
    message = new IntlMessageFormat(text, locale, undefined, { ignoreTag: true });
    if (parsed.size > 5_000) parsed.clear();
    parsed.set(id, message);
  }
  try {
    return String(message.format({ ...parameters }));
  } catch (cause) {
    throw invalidInput(
      'core/message-parameters',
      ['parameters'],
      `message "${key}": ${cause instanceof Error ? cause.message : 'cannot be formatted'}`,
    );
  }
}
