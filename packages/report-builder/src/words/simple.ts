import { fallbackChain } from '@meritkit/core/locale';
import { chartChinese, chartEnglish } from '../messages/chart.ts';
import { findingsChinese, findingsEnglish } from '../messages/findings.ts';
import { fillPlain } from './plain.ts';
import type { Formatter } from './words.ts';

type Texts = Readonly<Record<string, Readonly<Record<string, string>>>>;

const own: Texts = {
  en: { ...chartEnglish, ...findingsEnglish },
  'zh-CN': { ...chartChinese, ...findingsChinese },
};

/** Locales in which charts have words. */
export const chartLocales: readonly string[] = ['en', 'zh-CN'];

/** The charts' own words, filled without a message compiler: their placeholders are plain `{name}`. */
export function plainFormatter(locale: string, extra: Texts = {}): Formatter {
  const chain = fallbackChain(locale).flatMap((candidate) => [extra[candidate] ?? {}, own[candidate] ?? {}]);
  const find = (key: string): string | undefined => chain.find((texts) => Object.hasOwn(texts, key))?.[key];
  return {
    has: (key) => find(key) !== undefined,
    format: (key, parameters) => fillPlain(find(key) ?? '', parameters),
  };
}
