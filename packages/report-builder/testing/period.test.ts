import { describe, expect, it } from 'vitest';
import {
  buildActivityEffectReport,
  buildAlignmentReport,
  buildDeliveryReport,
  buildEngagementReport,
  buildLoadReport,
  buildStrategicReport,
  buildTechnologyValueReport,
  type ReportDocument,
} from '../src/index.ts';
import { renderMarkdown } from '../src/markdown/index.ts';

/** A third quarter, read a while later; the days around its two edges. */
const frame = { asOf: '2026-10-31', period: { start: '2026-07-01', end: '2026-10-01' } };
const edges = { before: '2026-06-30', first: '2026-07-01', last: '2026-09-30', after: '2026-10-01' } as const;
const names = Object.keys(edges) as (keyof typeof edges)[];

const valueIn = (report: ReportDocument, id: string) => report.metrics.find((metric) => metric.id === id)?.value;
const sourcesIn = (report: ReportDocument, id: string) =>
  report.metrics.find((metric) => metric.id === id)?.sources.map((source) => source.ref);
const text = (report: ReportDocument, locale = 'en') => renderMarkdown(report, { locale, timeZone: 'Asia/Shanghai' });

describe('an effect counts in the period that it came about in', () => {
  const effects = names.map((id) => ({
    id,
    title: id,
    achievedOn: edges[id],
    lossAvoided: { amount: '100', currency: 'CNY' },
    confirmedBy: 'zhou',
    sources: [{ system: 'jira', ref: id }],
  }));

  it('from the first day to the last, and says what was left out', () => {
    const report = buildTechnologyValueReport({ effects }, frame);
    expect(valueIn(report, 'loss.total.CNY')).toBe('200');
    expect(valueIn(report, 'left-out.effects')).toBe('2');
    expect(sourcesIn(report, 'left-out.effects')).toEqual(['before', 'after']);
    expect(text(report)).toContain('- Left out: 2 of 4 effects, dated outside the period\n');
    expect(text(report, 'zh-CN')).toContain('- 未计入：4 项成效中，有 2 项不在本期间\n');
  });

  it('and not before it is known: what comes after the report’s day is left out', () => {
    const report = buildTechnologyValueReport({ effects }, { ...frame, asOf: '2026-09-29' });
    expect(valueIn(report, 'loss.total.CNY')).toBe('100');
    expect(text(report)).toContain('3 of 4 effects, dated outside the period or after Sep 29, 2026');
  });

  it('of one without a day it says so, and takes its caller’s word', () => {
    const { achievedOn: _day, ...undated } = effects[0]!;
    const report = buildTechnologyValueReport({ effects: [undated, effects[1]!] }, frame);
    expect(valueIn(report, 'loss.total.CNY')).toBe('200');
    expect(text(report)).toContain('- Without a date: 1 of 2 effects, taken as of this period\n');
    expect(text(report, 'zh-CN')).toContain('- 未注明日期：2 项成效中有 1 项，视为本期间的成效\n');
  });

  it('and where all lie inside, nothing is said', () => {
    expect(text(buildTechnologyValueReport({ effects: effects.slice(1, 3) }, frame))).not.toMatch(
      /Left out|Without a date/,
    );
  });
});

describe('delivery counts what was finished in the period, on the clock of its time zone', () => {
  const issue = (id: string, resolvedAt: string | null) => ({
    id,
    kind: 'bug' as const,
    createdAt: '2026-06-01T09:00:00+08:00',
    resolvedAt,
  });
  const issues = [
    issue('before', '2026-06-30T23:59:59+08:00'),
    issue('first', '2026-06-30T16:00:00Z'), // July 1 in Shanghai
    issue('last', '2026-09-30T23:59:59+08:00'),
    issue('after', '2026-09-30T16:00:00Z'), // October 1 in Shanghai
    issue('open', null),
  ];

  it('with its times, its counts and its shares', () => {
    const report = buildDeliveryReport({ timeZone: 'Asia/Shanghai', issues }, frame);
    expect(sourcesIn(report, 'delivered')).toEqual(['first', 'last']);
    expect(report.metrics.find((metric) => metric.id === 'lead-time.median')?.n).toBe(2);
    expect(valueIn(report, 'lead-time.before')).toBeUndefined();
    expect(sourcesIn(report, 'left-out.issues')).toEqual(['before', 'after']);
    expect(text(report)).toContain('- Left out: 2 of 4 finished issues, finished outside the period\n');
    const elsewhere = buildDeliveryReport({ timeZone: 'UTC', issues }, frame);
    expect(sourcesIn(elsewhere, 'delivered')).toEqual(['last', 'after']);
  });

  it('and changes by their merge', () => {
    const times = { codingMinutes: 60, pickupMinutes: 60, reviewMinutes: 60, deployMinutes: 60, cycleMinutes: 240 };
    const change = (id: string) => ({ id, firstCommit: 'a', firstReviewId: 'r', deploymentId: 'd', ...times });
    const pullRequests = [
      ...names.map((name) => ({ ...change(name), mergedAt: `${edges[name]}T12:00:00+08:00` })),
      change('undated'),
    ];
    const report = buildDeliveryReport({ timeZone: 'Asia/Shanghai', issues: [], pullRequests }, frame);
    expect(report.metrics.find((metric) => metric.id === 'change.cycle')?.n).toBe(3);
    expect(sourcesIn(report, 'left-out.changes')).toEqual(['before', 'after']);
    expect(sourcesIn(report, 'undated.changes')).toEqual(['undated']);
  });

  it('and a week of overtime in one period only, where its Thursday lies', () => {
    // 2026-W40 is Monday, September 28 to Sunday, October 4; its Thursday is October 1.
    const overtime = ['2026-W26', '2026-W27', '2026-W39', '2026-W40'].map((weekId) => ({ weekId, hours: '10' }));
    const quarter = (start: string, end: string) =>
      buildDeliveryReport({ timeZone: 'UTC', issues: [], overtime }, { asOf: '2026-12-31', period: { start, end } });
    const hours = [
      quarter('2026-04-01', '2026-07-01'),
      quarter('2026-07-01', '2026-10-01'),
      quarter('2026-10-01', '2027-01-01'),
    ].map((report) => valueIn(report, 'overtime'));
    expect(hours).toEqual(['10', '20', '10']);
  });

  it('and weeks of another time leave the overtime unknown, not zero', () => {
    const overtime = [{ weekId: '2026-W10', hours: '10' }];
    const report = buildDeliveryReport({ timeZone: 'UTC', issues: [], overtime }, frame);
    expect(report.metrics.find((metric) => metric.id === 'overtime')?.status.kind).toBe('unknown');
    const none = buildDeliveryReport({ timeZone: 'UTC', issues: [], overtime: [] }, frame);
    expect(valueIn(none, 'overtime')).toBe('0');
    const own = buildDeliveryReport(
      { timeZone: 'UTC', issues: [], overtime: [{ weekId: 'sprint 12', hours: '3' }] },
      frame,
    );
    expect(text(own)).toContain('- Without a date: 1 of 1 week of overtime, taken as of this period\n');
  });
});

describe('a demand belongs to the period that its deadline lies in', () => {
  const demands = names.map((id) => ({ id, deadline: edges[id], deliveredOn: edges[id] }));

  it('from the first day to the last', () => {
    const report = buildAlignmentReport({ current: { demands } }, frame);
    expect(sourcesIn(report, 'current.due')).toEqual(['first', 'last']);
    expect(text(report)).toContain('- Left out: 2 of 4 demands, due outside the period\n');
  });

  it('the earlier ones in the earlier period, which may not reach into the own one', () => {
    const previous = { period: { start: '2026-04-01', end: '2026-07-01' }, demands };
    const report = buildAlignmentReport({ current: { demands: [] }, previous }, frame);
    expect(sourcesIn(report, 'previous.due')).toEqual(['before']);
    expect(report.metrics.find((metric) => metric.id === 'previous.on-time')?.period).toEqual(previous.period);
    expect(text(report)).toContain('- Left out: 3 of 4 earlier demands, due outside the earlier period\n');
    const reaching = { ...previous, period: { start: '2026-04-01', end: '2026-07-02' } };
    expect(() => buildAlignmentReport({ current: { demands: [] }, previous: reaching }, frame)).toThrow(
      /previous\.period\.end/,
    );
  });

  it('what is not due yet is in no share, and what is delivered later than the report’s day is not delivered', () => {
    const open = [
      { id: 'late', deadline: '2026-08-30', deliveredOn: '2026-09-02' },
      { id: 'today', deadline: '2026-08-31', deliveredOn: null, complaint: { cause: 'research' as const } },
    ];
    const report = buildAlignmentReport({ current: { demands: open } }, { ...frame, asOf: '2026-08-31' });
    expect([valueIn(report, 'current.due'), valueIn(report, 'late'), valueIn(report, 'current.not-due')]).toEqual([
      '1',
      '1',
      '1',
    ]);
    expect(valueIn(report, 'current.complaints')).toBe('0');
    expect(text(report)).toContain('- Not due yet, and in no share: 1 demand\n');
  });
});

describe('an issue belongs to every period in which it was open', () => {
  const certificate = { id: 'c', survey: 'S', minimumGroup: 5, answered: 9, invited: 9, method: 'm' };
  const issue = (id: string, raisedOn: string, resolvedOn: string | null) => ({
    id,
    title: id,
    affected: 10,
    raisedOn,
    resolvedOn,
  });
  const report = (issues: Parameters<typeof buildEngagementReport>[0]['issues'], asOf = frame.asOf) =>
    buildEngagementReport({ certificate, items: [], groups: [], cells: [], issues }, { ...frame, asOf });

  it('and is resolved where it was so by its end', () => {
    const built = report([
      issue('over', '2026-05-01', edges.before),
      issue('resolved-first', '2026-05-01', edges.first),
      issue('resolved-last', '2026-07-01', edges.last),
      issue('resolved-after', edges.last, edges.after),
      issue('raised-after', edges.after, null),
    ]);
    expect(valueIn(built, 'issues.affected')).toBe('30');
    expect(valueIn(built, 'issues.resolved')).toBe('20');
    expect(sourcesIn(built, 'left-out.raised')).toEqual(['over', 'raised-after']);
    expect(text(built)).toContain('- Left out: 2 of 5 issues, resolved before the period or raised after it\n');
  });

  it('up to the report’s own day', () => {
    const built = report([issue('a', '2026-08-01', '2026-08-15'), issue('b', '2026-08-11', null)], '2026-08-10');
    expect([valueIn(built, 'issues.affected'), valueIn(built, 'issues.resolved')]).toEqual(['10', '0']);
  });
});

describe('plans and weeks', () => {
  it('a plan that is over is not next; one whose last day is today is', () => {
    const plan = (id: string, end: string) => ({ id, title: id, start: '2026-06-01', end, needs: [] });
    const report = buildStrategicReport(
      { capabilities: [], plan: [plan('over', '2026-10-31'), plan('today', '2026-11-01')] },
      frame,
    );
    const chart = report.blocks.find((block) => block.type === 'chart');
    expect(chart?.type === 'chart' && 'spans' in chart && chart.spans.map((span) => span.id)).toEqual(['today']);
    expect(text(report)).toContain('- Left out: 1 of 2 plans, over before Oct 31, 2026\n');
  });

  it('a week without a day in the period is not shown, and counts in no sum', () => {
    // Monday of W27 is June 29, Sunday of W40 is October 4.
    const weeks = ['2026-W26', '2026-W27', '2026-W40', '2026-W41'].map((id) => ({ id }));
    const cells = weeks.map(({ id }, index) => ({
      personId: 'lin',
      weekId: id,
      assignedHours: index === 0 ? '64' : '16',
      capacityHours: '32',
    }));
    const report = buildLoadReport({ people: [{ id: 'lin', name: 'Lin' }], weeks, cells }, frame);
    expect(valueIn(report, 'team.load')).toBe('50');
    expect(valueIn(report, 'people.over')).toBe('0');
    expect(text(report)).toContain('- Left out: 2 of 4 weeks, outside the period\n');
  });
});

describe('the two sides of an activity', () => {
  const side = { took: 5, invited: 10 };
  const input = { activity: { id: 'a', title: 'A' }, groups: [{ id: 'g', title: 'G', before: side, after: side }] };
  const periodOf = (report: ReportDocument, id: string) => report.metrics.find((metric) => metric.id === id)?.period;

  it('carry each its own period, where the earlier one is told', () => {
    const beforePeriod = { start: '2026-04-01', end: '2026-07-01' };
    const report = buildActivityEffectReport({ ...input, beforePeriod }, frame);
    for (const id of ['group.g.before', 'group.g.before.took', 'all.before', 'all.before.invited'])
      expect(periodOf(report, id), id).toEqual(beforePeriod);
    for (const id of ['group.g.after', 'all.after']) expect(periodOf(report, id), id).toEqual(frame.period);
  });

  it('do not overlap', () => {
    const beforePeriod = { start: '2026-04-01', end: '2026-07-02' };
    expect(() => buildActivityEffectReport({ ...input, beforePeriod }, frame)).toThrow(/beforePeriod\.end/);
  });
});
