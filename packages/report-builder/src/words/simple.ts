import { fallbackChain } from '@meritkit/core/locale';
import { chartChinese, chartEnglish } from '../messages/chart.ts';
import { findingsChinese, findingsEnglish } from '../messages/findings.ts';
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
  const find = (key: string): string | undefined => {
    for (const candidate of fallbackChain(locale)) {
      const text = extra[candidate]?.[key] ?? own[candidate]?.[key];
      if (text !== undefined) return text;
    }
    return undefined;
  };
  return {
    has: (key) => find(key) !== undefined,
    format: (key, parameters) =>
      (find(key) ?? '').replace(/\{(\w+)\}/g, (hole, name: string) =>
        Object.hasOwn(parameters, name) ? String(parameters[name]) : hole,
      ),
  };
}
