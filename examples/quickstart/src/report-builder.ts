import { buildTechnologyValueReport } from '@meritkit/report-builder';
import { renderMarkdown } from '@meritkit/report-builder/markdown';

const report = buildTechnologyValueReport(
  {
    effects: [
      {
        id: 'pay',
        title: { en: 'Payment success', 'zh-CN': '支付成功率' },
        achievedOn: '2026-08-14',
        unit: 'percent',
        before: '95',
        after: '99.9',
        usersKept: '100000',
        relation: 'association',
        confirmedBy: 'zhou',
        sources: [{ system: 'jira', ref: 'PAY-118' }],
      },
      {
        id: 'bug',
        title: { en: 'Critical bug fixed', 'zh-CN': '修复严重缺陷' },
        achievedOn: '2026-07-22',
        lossAvoided: { amount: '1000000', currency: 'CNY' },
        confirmedBy: 'zhou',
        sources: [{ system: 'jira', ref: 'BUG-9' }],
      },
    ],
  },
  { asOf: '2026-10-01', period: { start: '2026-07-01', end: '2026-10-01' } },
);

for (const locale of ['en', 'zh-CN']) console.log(renderMarkdown(report, { locale, timeZone: 'Asia/Shanghai' }));
