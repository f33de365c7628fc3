import { type Catalogue, defineCatalogue } from '@meritkit/core/locale';
import { chartChinese, chartEnglish } from './messages/chart.ts';
import { findingsChinese, findingsEnglish } from './messages/findings.ts';
import { pageChinese, pageEnglish } from './messages/page.ts';
import { valueChinese, valueEnglish } from './messages/value.ts';

const english = { ...chartEnglish, ...findingsEnglish, ...pageEnglish, ...valueEnglish } as const;

/** A key of this package's catalogue. */
export type MessageKey = keyof typeof english;

/** Every word of this package, in English and Simplified Chinese. A key that lacks its Chinese does not compile. */
export const messages: Catalogue<MessageKey> = defineCatalogue({
  en: english,
  'zh-CN': { ...chartChinese, ...findingsChinese, ...pageChinese, ...valueChinese },
});
