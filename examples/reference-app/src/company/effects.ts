import { addDays, type IsoDate } from '@meritkit/core/dates';
import type { TechnologyValueInput } from '@meritkit/report-builder';

/** What the demo company's engineers claim to have changed in a quarter, two claims confirmed and one not yet. */
export function companyEffects(confirmedBy: string, quarterStart: IsoDate): TechnologyValueInput['effects'] {
  return [
    {
      id: 'payment-success',
      title: { en: 'Payment success', 'zh-CN': '支付成功率' },
      achievedOn: addDays(quarterStart, 44),
      unit: 'percent',
      before: '95',
      after: '99.9',
      usersKept: '100000',
      relation: 'association',
      confirmedBy,
      sources: [{ system: 'jira', ref: 'PAY-118' }],
    },
    {
      id: 'critical-bug',
      title: { en: 'Critical bug fixed', 'zh-CN': '修复严重缺陷' },
      achievedOn: addDays(quarterStart, 21),
      lossAvoided: { amount: '1000000', currency: 'CNY' },
      confirmedBy,
      sources: [{ system: 'jira', ref: 'BUG-9' }],
    },
    {
      id: 'faster-search',
      title: { en: 'Search answers faster', 'zh-CN': '搜索响应更快' },
      achievedOn: addDays(quarterStart, 70),
      unit: 'ms',
      before: '820',
      after: '310',
      relation: 'association',
      sources: [{ system: 'monitoring', ref: 'search-p95' }],
    },
  ];
}

/** The half-open quarter that ends with the month before `asOf`'s quarter; the report is about finished quarters. */
export function lastQuarter(asOf: IsoDate): { readonly start: IsoDate; readonly end: IsoDate } {
  const year = Number(asOf.slice(0, 4));
  const quarter = Math.floor((Number(asOf.slice(5, 7)) - 1) / 3);
  const day = (index: number) =>
    `${year + Math.floor(index / 4)}-${String((((index % 4) + 4) % 4) * 3 + 1).padStart(2, '0')}-01`;
  return { start: day(quarter - 1), end: day(quarter) };
}
