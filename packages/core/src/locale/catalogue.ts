import { invalidInput } from '../errors/index.ts';
import { fillMessage, type MessageParameters } from './message-format.ts';
import { fallbackChain, languageOf } from './text.ts';

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

/**
 * A catalogue with another locale's messages, complete or in part; those that are there and not given stay.
 *
 * @example
 * ```ts
 * import { defineCatalogue, extendCatalogue, formatMessage } from '@meritkit/core/locale';
 *
 * const catalogue = defineCatalogue({ en: { hello: 'Hello {name}' }, 'zh-CN': { hello: '你好，{name}' } });
 * const german = extendCatalogue(catalogue, 'de', { hello: 'Hallo {name}' });
 * formatMessage({ catalogue: german, key: 'hello', parameters: { name: 'Lin' }, locale: 'de-AT' }); // 'Hallo Lin'
 * ```
 */
export function extendCatalogue<Key extends string>(
  catalogue: Catalogue<Key>,
  locale: string,
  messages: Partial<Messages<Key>>,
): Catalogue<Key> {
  const known = Object.hasOwn(catalogue.messages, locale) ? catalogue.messages[locale] : {};
  return { messages: { ...catalogue.messages, [locale]: { ...known, ...messages } } as Catalogue<Key>['messages'] };
}

/**
 * A message in a locale: the host's override, else the catalogue's text, else the next locale of the fallback chain.
 *
 * @throws InvalidInputError `core/unknown-message` for a key that no locale has, `core/message-parameters` when a
 * placeholder has no value, or a number or plural has none: unknown is not zero.
 * @example
 * ```ts
 * import { defineCatalogue, formatMessage } from '@meritkit/core/locale';
 *
 * const catalogue = defineCatalogue({ en: { hello: 'Hello {name}' }, 'zh-CN': { hello: '你好，{name}' } });
 * formatMessage({ catalogue, key: 'hello', parameters: { name: '林' }, locale: 'zh-HK' }); // '你好，林'
 * ```
 */
export function formatMessage<Key extends string>(options: {
  readonly catalogue: Catalogue<Key>;
  readonly key: Key;
  readonly parameters?: MessageParameters;
  readonly locale: string;
  readonly overrides?: MessageOverrides;
}): string {
  const { messages } = options.catalogue;
  for (const locale of fallbackChain(options.locale)) {
    const text = ownText(options.overrides, locale, options.key) ?? ownText(messages, locale, options.key);
    if (text === undefined) continue;
    // English words that stand in for missing Japanese ones need English plurals and numbers.
    const spoken = languageOf(locale) === languageOf(options.locale) ? options.locale : locale;
    return fillMessage({
      text,
      locale: spoken.replaceAll('_', '-'),
      key: options.key,
      parameters: options.parameters ?? {},
    });
  }
  throw invalidInput('core/unknown-message', ['key'], `no message "${options.key}"`);
}

/** A locale's own text: the locale may come from a request, and every object has members of its prototype. */
function ownText(
  texts: Readonly<Record<string, Readonly<Record<string, string | undefined>>>> | undefined,
  locale: string,
  key: string,
): string | undefined {
  const messages = texts !== undefined && Object.hasOwn(texts, locale) ? texts[locale] : undefined;
  return messages !== undefined && Object.hasOwn(messages, key) ? messages[key] : undefined;
}
