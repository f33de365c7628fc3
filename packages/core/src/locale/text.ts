/** Words as their author wrote them: one text, or one per locale. */
export type LocalizedText = string | Readonly<Record<string, string>>;

/**
 * The locales to try, nearest first: `zh-HK` falls back to other Chinese, then to English.
 *
 * @example
 * ```ts
 * import { fallbackChain } from '@meritkit/core/locale';
 *
 * fallbackChain('zh-HK'); // ['zh-HK', 'zh', 'zh-CN', 'en']
 * ```
 */
export function fallbackChain(locale: string): readonly string[] {
  const language = languageOf(locale);
  const chain = language === 'zh' ? [locale, 'zh', 'zh-CN', 'en'] : [locale, language, 'en'];
  return [...new Set(chain)];
}

/** `zh` of `zh-HK`; systems that write `zh_HK` are understood too. */
export function languageOf(locale: string): string {
  return locale.split(/[-_]/)[0] ?? locale;
}

/**
 * The text nearest to a locale; where none of its fallbacks is there, the first one given.
 *
 * @example
 * ```ts
 * import { pickText } from '@meritkit/core/locale';
 *
 * pickText({ en: 'Payments', 'zh-CN': '支付' }, 'zh-HK'); // '支付'
 * ```
 */
export function pickText(text: LocalizedText, locale: string): string {
  if (typeof text === 'string') return text;
  for (const candidate of fallbackChain(locale)) {
    if (Object.hasOwn(text, candidate)) return text[candidate]!;
  }
  return Object.values(text)[0] ?? '';
}
