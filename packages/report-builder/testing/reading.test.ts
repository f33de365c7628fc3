import { expect, test } from 'vitest';
import { renderCsv } from '../src/csv/index.ts';
import { renderHtml } from '../src/html/index.ts';
import {
  buildAppraisalReport,
  buildLoadReport,
  buildPersonalStateReport,
  buildStrategicReport,
  buildTechnologyValueReport,
  type ReportDocument,
} from '../src/index.ts';
import { renderMarkdown } from '../src/markdown/index.ts';
import { samples } from './samples.ts';

/** What a person reads, where it once said too much, too little, or a wrong day. */
const frame = { asOf: '2026-10-01', period: { start: '2026-07-01', end: '2026-10-01' } };
const text = (report: ReportDocument, locale = 'en') => renderMarkdown(report, { locale, timeZone: 'UTC' });

test('a plan ends on its last day, not on the day after', () => {
  const plan = [{ id: 'a', title: 'Assistant', start: '2026-10-15', end: '2027-02-01', needs: [] }];
  expect(text(buildStrategicReport({ capabilities: [], plan }, frame))).toContain('| Oct 15, 2026 | Jan 31, 2027 |');
});

test('nobody is said to be within capacity while hours are unknown', () => {
  const people = ['lin', 'wu'].map((id) => ({ id, name: id }));
  const weeks = [{ id: '2026-W30' }];
  const cell = (personId: string) => ({ personId, weekId: '2026-W30', assignedHours: '8', capacityHours: '32' });
  const known = buildLoadReport({ people, weeks, cells: ['lin', 'wu'].map(cell) }, frame);
  expect(text(known)).toContain('- Nobody is over capacity\n');
  expect(text(known)).toContain('Everybody is within capacity');
  const partly = buildLoadReport({ people, weeks, cells: [cell('lin')] }, frame);
  expect(text(partly)).not.toMatch(/Nobody is over|Everybody is within/);
  expect(text(partly)).toContain('- Nobody is known to be over capacity');
});

test('a decision names who decided', () => {
  const person = { id: 'lin', name: 'Lin', terms: [{ id: 'p', title: 'P', weight: '1', value: '90' }] };
  const told = (rest: object, locale?: string) =>
    text(buildAppraisalReport({ people: [{ ...person, ...rest }] }, frame), locale);
  expect(told({ status: 'decided', decidedBy: 'Zhou' })).toContain('- Lin: 90 (decided by Zhou)');
  expect(told({ status: 'decided', decidedBy: 'Zhou' }, 'zh-CN')).toContain('- Lin：90（已决定，决定人：Zhou）');
  expect(told({ status: 'decided' })).toContain('- Lin: 90 (decided)');
  expect(told({ decidedBy: 'Zhou' })).toContain('- Lin: 90 (proposed, a person decides)');
});

test('an effect with a loss avoided and a gain shows both in the table', () => {
  const money = (amount: string) => ({ amount, currency: 'CNY' });
  const effect = {
    id: 'e',
    title: 'E',
    achievedOn: '2026-08-01',
    lossAvoided: money('5'),
    confirmedBy: 'Finance',
    sources: [],
  };
  const both = text(buildTechnologyValueReport({ effects: [{ ...effect, gain: money('7') }] }, frame));
  expect(both).toContain('| CNY 5 | CNY 7 | Finance |');
  expect(text(buildTechnologyValueReport({ effects: [effect] }, frame))).not.toContain('| Gain |');
});

test('a column of a table with one unit names it where no title does', () => {
  const csv = renderCsv(samples.delivery!(), { locale: 'en', timeZone: 'UTC', table: 'changes', byteOrderMark: false });
  expect(csv.split('\r\n')[0]).toBe(
    'Change,Coding (hours),Waiting for review (hours),Review (hours),Waiting for deployment (hours),Whole cycle (hours)',
  );
});

test('an interval says its level; a unit stands in the brackets of its language', () => {
  const html = (locale: string) => renderHtml(samples['activity-effect']!(), { locale, timeZone: 'UTC' });
  expect(html('en')).toContain('95% interval: 67.8% to 81.1%');
  expect(html('zh-CN')).toContain('95% 区间：67.8%至 81.1%');
  expect(text(samples['skill-gaps']!(), 'zh-CN')).toContain('| 所需（人） |');
});

test('delivery times are told in days, with the exact hours beside them', () => {
  expect(text(samples.delivery!())).toContain('- Half of the work is done within 7.4 d of being asked for (176.5 h)\n');
  expect(text(samples.delivery!(), 'zh-CN')).toContain('- 有 85% 把握的承诺时间：11.4 天（273.7 小时）\n');
});

test('overtime and managers’ hours lead to their records', () => {
  const refs = (report: ReportDocument, id: string) =>
    report.metrics.find((metric) => metric.id === id)?.sources.map((source) => source.ref);
  expect(refs(samples.delivery!(), 'overtime')).toEqual(['load-2026-W36', 'load-2026-W37', 'load-2026-W38']);
  expect(refs(samples.engagement!(), 'manager.saved-share')).toEqual(['people-matters-2026-Q3']);
});

test('a page about a person says who sees it, and promises no manager where none is named', () => {
  const page = (rest: object) =>
    text(buildPersonalStateReport({ person: { id: 'lin', name: 'Lin' }, indicators: [], ...rest }, frame));
  expect(page({ managerId: 'zhou' })).toContain('only you and your manager see it');
  expect(page({})).toContain('only you see it');
});
