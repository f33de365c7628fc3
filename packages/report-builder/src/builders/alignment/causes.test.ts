import { expect, test } from 'vitest';
import { type AlignmentInput, buildAlignmentReport, type ReportDocument } from '../../index.ts';
import { renderMarkdown } from '../../markdown/index.ts';

const frame = { asOf: '2026-10-01', period: { start: '2026-07-01', end: '2026-10-01' } };
type Demand = AlignmentInput['current']['demands'][number];

const onTime = { deadline: '2026-09-10', deliveredOn: '2026-09-10' };
const late = { deadline: '2026-09-10', deliveredOn: '2026-09-12' };
const demand = (id: string, rest: Omit<Demand, 'id'>): Demand => ({ id, ...rest });

/** Ten that came due: three late, three complaints, and one complaint about a demand that is not due. */
const demands: readonly Demand[] = [
  demand('l1', { ...late, cause: 'research', level: 'junior' }),
  demand('l2', { ...late, cause: 'over-promise', level: 'junior' }),
  demand('l3', { ...late, level: 'senior', complaint: { cause: 'changed-requirement' } }),
  demand('o1', { ...onTime, complaint: { cause: 'research' } }),
  demand('o2', { ...onTime, complaint: { cause: 'unknown' } }),
  ...['o3', 'o4', 'o5', 'o6', 'o7'].map((id) => demand(id, onTime)),
  demand('open', { deadline: '2026-12-01', deliveredOn: null, complaint: { cause: 'research' } }),
];

const build = (all: readonly Demand[]) => buildAlignmentReport({ current: { demands: all } }, frame);
const valueIn = (report: ReportDocument, id: string) => report.metrics.find((metric) => metric.id === id)?.value;
const text = (report: ReportDocument, locale = 'en') => renderMarkdown(report, { locale, timeZone: 'UTC' });
const causes = ['research', 'over-promise', 'changed-requirement', 'unknown'];

test.each([
  ['late', 'current.due', '3'],
  ['complaint', 'current.complaints', '3'],
])('%s: the causes are of what came due, and add up to the total and to 100%%', (kind, _of, total) => {
  const report = build(demands);
  const sum = (ids: readonly string[]) => ids.reduce((all, id) => all + Number(valueIn(report, id)), 0);
  expect(valueIn(report, kind)).toBe(total);
  expect(sum(causes.map((cause) => `${kind}.${cause}`))).toBe(Number(total));
  expect(sum(causes.map((cause) => `${kind}.share.${cause}`))).toBeCloseTo(100, 9);
});

test('the complaints by cause are the complaints of the rate, none of a demand that is not due', () => {
  const report = build(demands);
  expect(valueIn(report, 'current.complaint-rate')).toBe('30');
  expect(valueIn(report, 'complaint')).toBe(valueIn(report, 'current.complaints'));
  expect(valueIn(report, 'complaint.research')).toBe('1');
});

test('only what R&D caused counts for R&D, of lateness and of complaints, on one denominator', () => {
  const report = build(demands);
  expect(valueIn(report, 'current.research-late-rate')).toBe('10');
  expect(valueIn(report, 'current.research-complaint-rate')).toBe('10');
  expect(text(report)).toContain('- 1 of 3 late demands counts for R&D: 10% of the demands that came due\n');
  expect(text(report)).toContain('- 1 of 3 complaints counts for R&D: 10% of the demands that came due\n');
  expect(text(report, 'zh-CN')).toContain('- 3 起投诉中，1 起计入研发，占到期需求的 10%\n');
});

test('a cause that nobody knows counts for nobody, and is asked for', () => {
  expect(text(build(demands))).toContain('2 causes are not known yet. Until somebody finds out');
  expect(text(build(demands.slice(0, 2)))).not.toContain('not known yet');
});

test('the late rate by level names its reason and its denominator', () => {
  const report = build(demands);
  expect([valueIn(report, 'level.junior.late-rate'), valueIn(report, 'level.senior.late-rate')]).toEqual(['50', '0']);
  expect(text(report)).toContain('junior: 50% of the demands were late for reasons of R&D.');
  const both = build([demands[0]!, demand('l4', { ...late, cause: 'research', level: 'senior' })]);
  expect(text(both).match(/100% of the demands were late/g)).toHaveLength(2);
});

test('with nothing late there is no share of it, and with nothing due nothing is claimed', () => {
  const fine = build([demand('a', onTime)]);
  expect(text(fine)).toContain('- No demand was late\n- No demand drew a complaint\n');
  expect(valueIn(fine, 'late.share.research')).toBeUndefined();
  expect(text(build([]))).not.toContain('No demand was late');
  const complained = build([demand('a', { ...onTime, complaint: { cause: 'over-promise' } })]);
  expect(text(complained)).toContain('Complaints that count for R&D: 0 of 1');
});
