import { addDays, dateInZone } from '@meritkit/core/dates';
import { median } from '@meritkit/core/statistics';
import {
  type BlockInput,
  buildReport,
  buildTechnologyValueReport,
  mergeReports,
  type ReportDocument,
} from '@meritkit/report-builder';
import { companyEffects, lastQuarter } from '../company/effects.ts';
import { companyZone } from './contributions.ts';
import { loadReport } from './load-report.ts';
import { namesOf } from './names.ts';
import type { Slice } from './slice.ts';
import { staffingReport } from './staffing-report.ts';
import { both, plain } from './text.ts';

/** The whole report: what technology was worth, who can do the demand, the load, and what the tools' records show. */
export function valueReport(slice: Slice): ReportDocument {
  const period = lastQuarter(slice.asOf);
  const ahead = { asOf: slice.asOf, period: { start: slice.demand.start, end: addDays(slice.demand.start, 42) } };
  const names = namesOf(slice);
  const finance = names.person('p17');
  return mergeReports({
    title: both('Technology value report', '技术价值报告'),
    sections: [
      {
        id: 'value',
        report: buildTechnologyValueReport(
          { effects: companyEffects(finance.en, period.start) },
          { asOf: slice.asOf, period },
        ),
        title: both('What technology was worth', '技术带来的价值'),
      },
      { id: 'staffing', report: staffingReport(slice, ahead) },
      { id: 'load', report: loadReport(slice, ahead) },
      { id: 'delivery', report: deliveryReport(slice) },
    ],
  });
}

/** What was read from the user's own tools, and what could not be. */
export function deliveryReport(slice: Slice): ReportDocument {
  const { input, asOf } = slice;
  const minutes = input.issues.resolved.map((issue) => issue.leadTimeMinutes);
  const middle = median(minutes);
  const start = input.oldest === null ? asOf : dateInZone(input.oldest, companyZone);
  const blocks: BlockInput[] = [
    {
      type: 'metric',
      id: 'commits',
      label: both(`Commits read from ${input.names.git}`, `从${input.names.git}读取的提交`),
      value: plain(input.records.commits),
      unit: 'count',
    },
    {
      type: 'metric',
      id: 'authors',
      label: both('Authors', '作者'),
      value: plain(input.authors.length),
      unit: 'people',
    },
    input.names.jira === null
      ? {
          type: 'metric',
          id: 'lead-time',
          label: both('Lead time of issues, median', '工单交付时间（中位数）'),
          value: null,
          unknown: 'not-supplied',
          unit: 'days',
        }
      : {
          type: 'metric',
          id: 'lead-time',
          label: both('Lead time of issues, median', '工单交付时间（中位数）'),
          value: middle === null ? null : plain(middle / 1440),
          ...(middle === null ? { unknown: 'no-resolved-issues' } : {}),
          unit: 'days',
          decimals: 1,
          n: minutes.length,
          sources: input.issues.resolved.map((issue) => ({ system: 'jira', ref: issue.key })),
        },
    ...input.leftOut.map(
      (item): BlockInput => ({
        type: 'narrative',
        text: both(
          `${item.count} records could not be used (${item.code}), first at ${item.firstPlace}.`,
          `有${item.count}条记录无法使用（${item.code}），首条位于${item.firstPlace}。`,
        ),
      }),
    ),
  ];
  return buildReport(
    { title: both('What the tools show', '工具中的记录'), blocks },
    { asOf, period: { start, end: addDays(start > asOf ? start : asOf, 1) } },
  );
}
