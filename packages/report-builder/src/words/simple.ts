import { fallbackChain } from '@meritkit/core/locale';
import { chartChinese, chartEnglish } from '../messages/chart.ts';
import type { Formatter } from './words.ts';

/** The charts' own words, filled without a message compiler: their placeholders are plain `{name}`. */
export function plainFormatter(
  locale: string,
  extra: Readonly<Record<string, Readonly<Record<string, string>>>> = {},
): Formatter {
  const own: Readonly<Record<string, Readonly<Record<string, string>>>> = { en: chartEnglish, 'zh-CN': chartChinese };
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
