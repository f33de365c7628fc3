import { type Catalogue, defineCatalogue } from '@meritkit/core/locale';
import { chartChinese, chartEnglish } from './messages/chart.ts';
import { errorsChinese, errorsEnglish } from './messages/errors.ts';
import { findingsChinese, findingsEnglish } from './messages/findings.ts';
import { pageChinese, pageEnglish } from './messages/page.ts';
import { peopleChinese, peopleEnglish } from './messages/people.ts';
import { planningChinese, planningEnglish } from './messages/planning.ts';
import { redactionChinese, redactionEnglish } from './messages/redaction.ts';
import { selectionChinese, selectionEnglish } from './messages/selection.ts';
import { valueChinese, valueEnglish } from './messages/value.ts';
import { workChinese, workEnglish } from './messages/work.ts';

const english = {
  ...chartEnglish,
  ...findingsEnglish,
  ...pageEnglish,
  ...valueEnglish,
  ...planningEnglish,
  ...workEnglish,
  ...peopleEnglish,
  ...selectionEnglish,
  ...redactionEnglish,
  ...errorsEnglish,
} as const;

/** A key of this package's catalogue. */
export type MessageKey = keyof typeof english;

/** Every word of this package, in English and Simplified Chinese. A key that lacks its Chinese does not compile. */
export const messages: Catalogue<MessageKey> = defineCatalogue({
  en: english,
  'zh-CN': {
    ...chartChinese,
    ...findingsChinese,
    ...pageChinese,
    ...valueChinese,
    ...planningChinese,
    ...workChinese,
    ...peopleChinese,
    ...selectionChinese,
    ...redactionChinese,
    ...errorsChinese,
  },
});
