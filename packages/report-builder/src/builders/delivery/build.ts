import { divideDecimals } from '../../decimal/decimal.ts';
import { hoursOfMinutes, measureLeadTime } from '../../delivery/measure.ts';
import type { ReportDocument } from '../../document/document.ts';
import type { Parameter } from '../../document/text.ts';
import { beginReport, type Draft, type ReportFrame } from '../../draft/draft.ts';
import { dateInZone, isoWeekOf, requireTimeZone } from '../../words/date.ts';
import { readInputs, requireUnique } from '../inputs.ts';
import { say } from '../say.ts';
import { addSelection, placeOfDay, placeOfWeek, selectBy } from '../selection.ts';
import { type DeliveryInput, deliverySchema } from './schema.ts';

/**
 * The delivery report: how long work takes from request to done (median, and the 85th percentile as what to promise),
 * the share of bugs, overtime as a health signal, and the stages of merged changes.
 *
 * Times are elapsed, not working hours. An issue counts in the period it was finished in (by day in `timeZone`), a change
 * in the one it was merged in, a week of overtime in the one its Thursday lies in; how many were left out is said. Counts
 * are context: none of them is a target for a person.
 *
 * @throws InvalidInputError `report/invalid-input`, `report/empty-period`, `report/duplicate-id`, `report/unknown-time-zone`
 * @example
 * ```ts
 * import { buildDeliveryReport } from '@meritkit/report-builder';
 *
 * const report = buildDeliveryReport(
 *   { timeZone: 'Asia/Shanghai', issues: [{ id: 'PAY-1', kind: 'bug', createdAt: '2026-09-01T09:00:00+08:00', resolvedAt: '2026-09-03T09:00:00+08:00' }] },
 *   { asOf: '2026-10-01', period: { start: '2026-07-01', end: '2026-10-01' } },
 * );
 * report.metrics.find((metric) => metric.id === 'lead-time.median')?.value; // '48'
 * ```
 */
export function buildDeliveryReport(inputs: DeliveryInput, frame: ReportFrame): ReportDocument {
  const read = readInputs(deliverySchema, inputs, frame);
  requireTimeZone(read.input.timeZone);
  requireUnique(read.input.issues, 'issues');
  const draft = beginReport({ kind: 'delivery', title: say('delivery.title'), frame: read.frame });
  const chosen = chooseInPeriod(read.input, read.frame);
  const { input } = chosen;
  const times = addLeadTimes(draft, input);
  addBugs(draft, input);
  addOvertime(draft, input);
  addSummary(draft);
  addSelection(draft, 'issues', chosen.issues, sourcesOf);
  addSelection(draft, 'changes', chosen.changes, (change) => [{ system: 'code', ref: change.id }]);
  addSelection(draft, 'overtime', chosen.overtime, (week) => week.sources ?? []);
  addTrend(draft, input, times);
  addOvertimeChart(draft, input);
  addStages(draft, input);
  return draft.finish();
}

type Issue = DeliveryInput['issues'][number];

/** The input with what lies in the period, and what does not. */
function chooseInPeriod(input: DeliveryInput, frame: ReportFrame) {
  const dayOf = (instant: string) => dateInZone(normalInstant(instant), input.timeZone);
  const finished = input.issues.filter((issue) => issue.resolvedAt !== null);
  const issues = selectBy(finished, (issue) => placeOfDay(dayOf(issue.resolvedAt!), frame));
  const changes = selectBy(input.pullRequests ?? [], ({ mergedAt }) =>
    placeOfDay(mergedAt === undefined ? undefined : dayOf(mergedAt), frame),
  );
  const overtime = selectBy(input.overtime ?? [], (week) => placeOfWeek(week.weekId, frame.period));
  const { overtime: _weeks, pullRequests: _changes, ...rest } = input;
  // Weeks that are all of another time say nothing about this one, which is not the same as no overtime.
  const known = input.overtime !== undefined && (overtime.counted.length > 0 || overtime.outside.length === 0);
  const kept: DeliveryInput = {
    ...rest,
    issues: issues.counted,
    pullRequests: changes.counted,
    ...(known ? { overtime: overtime.counted } : {}),
  };
  return { input: kept, issues, changes, overtime };
}

function sourcesOf(issue: Issue) {
  return issue.sources ?? [{ system: 'issue', ref: issue.id }];
}

/** A metric per finished issue, their median and 85th percentile. */
function addLeadTimes(draft: Draft, input: DeliveryInput): ReadonlyMap<string, string> {
  const times = new Map<string, string>();
  for (const issue of input.issues) {
    const minutes = measureLeadTime(issue);
    if (minutes === null) continue;
    const id = draft.metric({
      id: `lead-time.${issue.id}`,
      label: issue.title ?? issue.id,
      value: hoursOfMinutes(minutes),
      formula: 'lead-time',
      sources: sourcesOf(issue),
      n: 1,
    });
    times.set(issue.id, id);
  }
  for (const [name, probability] of [
    ['median', '0.5'],
    ['p85', '0.85'],
  ] as const) {
    draft.derive({
      id: `lead-time.${name}`,
      label: say(name === 'median' ? 'delivery.median' : 'delivery.p85'),
      unit: 'hours',
      formula: `lead-time-${name}`,
      operation: 'quantile',
      probability,
      of: [...times.values()],
      n: times.size,
    });
  }
  return times;
}

function addBugs(draft: Draft, input: DeliveryInput): void {
  const count = (id: string, label: ReturnType<typeof say>, issues: readonly Issue[]) =>
    draft.metric({
      id,
      label,
      value: String(issues.length),
      formula: 'delivered',
      sources: issues.flatMap(sourcesOf),
      n: issues.length,
    });
  const done = input.issues;
  count(
    'bugs',
    say('delivery.bugs'),
    done.filter((issue) => issue.kind === 'bug'),
  );
  count('delivered', say('delivery.delivered'), done);
  draft.derive({
    id: 'bug-rate',
    label: say('delivery.bugRate'),
    unit: 'percent',
    formula: 'bug-rate',
    operation: 'share',
    of: ['bugs', 'delivered'],
    n: done.length,
  });
}

function addOvertime(draft: Draft, input: DeliveryInput): void {
  const label = say('delivery.overtime');
  if (input.overtime === undefined) {
    draft.metric({ id: 'overtime', label, value: null, formula: 'overtime' });
    return;
  }
  const of = input.overtime.map((week) =>
    draft.metric({
      id: `overtime.${week.weekId}`,
      label: say('delivery.overtimeIn', { week: week.weekId }),
      value: week.hours,
      formula: 'overtime',
      n: week.people ?? null,
      sources: week.sources ?? [],
    }),
  );
  draft.derive({ id: 'overtime', label, unit: 'hours', formula: 'overtime', operation: 'sum', of });
}

function addSummary(draft: Draft): void {
  // Of what is not known the tiles below speak: "half of the work is done within unknown" says nothing.
  const line = (metric: string, key: Parameters<typeof say>[0]) => {
    if (draft.find(metric).value === null && metric !== 'overtime') return;
    draft.block({ type: 'narrative', text: say(key, { value: { metric }, days: daysOf(draft, metric) }), metric });
  };
  line('lead-time.median', 'delivery.line.median');
  line('lead-time.p85', 'delivery.line.p85');
  line('bug-rate', 'delivery.line.bugRate');
  line('overtime', 'delivery.line.overtime');
  for (const metric of ['lead-time.median', 'bug-rate', 'overtime', 'delivered']) {
    draft.block({ type: 'metric', metric });
  }
  draft.block({ type: 'callout', tone: 'information', text: say('delivery.health') });
}

/** Elapsed hours as days: what a person plans in. */
function daysOf(draft: Draft, metric: string): Parameter {
  const days = divideDecimals(draft.find(metric).value ?? '0', '24', 6);
  return { number: days ?? '0', unit: 'days', decimals: 1 };
}

/** The median by the week in which work was finished. */
function addTrend(draft: Draft, input: DeliveryInput, times: ReadonlyMap<string, string>): void {
  const byWeek = new Map<string, string[]>();
  for (const issue of input.issues) {
    const time = times.get(issue.id);
    if (time === undefined || issue.resolvedAt === null) continue;
    const week = isoWeekOf(dateInZone(normalInstant(issue.resolvedAt), input.timeZone));
    byWeek.set(week, [...(byWeek.get(week) ?? []), time]);
  }
  const weeks = [...byWeek.keys()].sort();
  if (weeks.length < 2) return;
  const values = weeks.map((week) =>
    draft.derive({
      id: `lead-time.week.${week}`,
      label: say('delivery.medianIn', { week }),
      unit: 'hours',
      formula: 'lead-time-median',
      operation: 'quantile',
      probability: '0.5',
      of: byWeek.get(week)!,
      n: byWeek.get(week)!.length,
    }),
  );
  const [first, last] = [values[0]!, values.at(-1)!];
  const falls = Number(draft.find(last).value) < Number(draft.find(first).value);
  draft.block({
    type: 'chart',
    chart: 'line',
    id: 'lead-time-trend',
    unit: 'hours',
    title: say(falls ? 'chart.leadTime.falls' : 'chart.leadTime.rises', {
      first: { metric: first },
      last: { metric: last },
    }),
    subtitle: say('chart.leadTime.subtitle', { count: { number: String(times.size) } }),
    categories: weeks.map((week) => ({ id: week, label: week.slice(5) })),
    series: [{ id: 'median', label: say('chart.leadTime.median'), values }],
  });
}

/** `+0800` as `+08:00`. */
function normalInstant(instant: string): string {
  return instant.replace(/([+-]\d{2})(\d{2})$/, '$1:$2');
}

function addOvertimeChart(draft: Draft, input: DeliveryInput): void {
  const weeks = input.overtime ?? [];
  if (weeks.length < 2) return;
  draft.block({
    type: 'chart',
    chart: 'bar',
    id: 'overtime',
    unit: 'hours',
    title: say('chart.overtime.title', { hours: { metric: 'overtime' } }),
    subtitle: say('chart.overtime.subtitle'),
    categories: weeks.map((week) => ({ id: week.weekId, label: week.weekId })),
    series: [
      { id: 'hours', label: say('chart.overtime.hours'), values: weeks.map((week) => `overtime.${week.weekId}`) },
    ],
  });
}

const stages = ['coding', 'pickup', 'review', 'deploy', 'cycle'] as const;

function addStages(draft: Draft, input: DeliveryInput): void {
  const requests = input.pullRequests ?? [];
  if (requests.length === 0) return;
  const rows = requests.map((request) => ({
    id: request.id,
    cells: [
      { text: request.id },
      ...stages.map((stage) => {
        const minutes = request[`${stage}Minutes`];
        const metric = draft.metric({
          id: `change.${request.id}.${stage}`,
          label: say(`delivery.stage.${stage}`),
          value: minutes === null ? null : hoursOfMinutes(minutes),
          unknown: 'no-observations',
          formula: `change-${stage}`,
          sources: [{ system: 'code', ref: request.id }],
          n: 1,
        });
        return { metric };
      }),
    ],
  }));
  const medians = stages.map((stage) => {
    const of = requests
      .filter((request) => request[`${stage}Minutes`] !== null)
      .map((request) => `change.${request.id}.${stage}`);
    return draft.derive({
      id: `change.${stage}`,
      label: say(`delivery.stage.${stage}`),
      unit: 'hours',
      formula: `change-${stage}`,
      operation: 'quantile',
      probability: '0.5',
      of,
      n: of.length,
    });
  });
  draft.block({
    type: 'chart',
    chart: 'bar',
    id: 'stages',
    unit: 'hours',
    title: say('chart.stages.title', { cycle: { metric: 'change.cycle' } }),
    subtitle: say('chart.stages.subtitle', { count: { number: String(requests.length) } }),
    categories: stages.map((stage) => ({ id: stage, label: say(`chart.stage.${stage}`) })),
    series: [{ id: 'median', label: say('chart.leadTime.median'), values: medians }],
  });
  draft.block({
    type: 'table',
    id: 'changes',
    title: say('delivery.table'),
    unit: 'hours',
    columns: [
      { id: 'change', label: say('delivery.column.change') },
      ...stages.map((stage) => ({ id: stage, label: say(`delivery.stage.${stage}`), align: 'end' as const })),
    ],
    rows,
  });
}
