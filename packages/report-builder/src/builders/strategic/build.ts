import type { ReportDocument } from '../../document/document.ts';
import { beginReport, type Draft, type ReportFrame } from '../../draft/draft.ts';
import { reportError } from '../../errors.ts';
import { readInputs, requireUnique } from '../inputs.ts';
import { say } from '../say.ts';
import { addSelection, selectBy } from '../selection.ts';
import { type StrategicInput, strategicSchema } from './schema.ts';

/**
 * The strategic report: research and development in and out with their ratio, what the organisation can do by share of
 * effort, and the next plan with the people it needs. Amounts and hours are those of the period, as handed in; a plan that
 * is over by `asOf` is not next, and left out.
 *
 * @throws InvalidInputError `report/invalid-input`, `report/empty-period`, `report/duplicate-id`,
 * `report/mixed-currencies` when money in and out differ in currency
 * @example
 * ```ts
 * import { buildStrategicReport } from '@meritkit/report-builder';
 *
 * const report = buildStrategicReport(
 *   { investment: { amount: '10000000', currency: 'CNY' }, returns: { amount: '20000000', currency: 'CNY' }, capabilities: [], plan: [] },
 *   { asOf: '2026-10-01', period: { start: '2026-01-01', end: '2026-10-01' } },
 * );
 * report.metrics.find((metric) => metric.id === 'return.ratio')?.value; // '2'
 * ```
 */
export function buildStrategicReport(inputs: StrategicInput, frame: ReportFrame): ReportDocument {
  const read = readInputs(strategicSchema, inputs, frame);
  requireUnique(read.input.capabilities, 'capabilities');
  requireUnique(read.input.plan, 'plan');
  const draft = beginReport({ kind: 'strategic', title: say('strategic.title'), frame: read.frame });
  const selection = selectBy(read.input.plan, (item) => (item.end > read.frame.asOf ? 'inside' : 'outside'));
  const input = { ...read.input, plan: selection.counted };
  addRatio(draft, input);
  addCapabilities(draft, input);
  addPlan(draft, input);
  addSelection(draft, 'plans', selection, (item) => [{ system: 'plan', ref: item.id }]);
  return draft.finish();
}

function addRatio(draft: Draft, input: StrategicInput): void {
  const { investment, returns, sources = [] } = input;
  if (investment !== undefined && returns !== undefined && investment.currency !== returns.currency) {
    const message = `${returns.currency} is no multiple of ${investment.currency}`;
    throw reportError('report/mixed-currencies', ['returns', 'currency'], message);
  }
  const unit = investment?.currency ?? returns?.currency ?? 'count';
  for (const [id, money] of [
    ['investment', investment],
    ['return', returns],
  ] as const) {
    const label = say(id === 'investment' ? 'strategic.investment' : 'strategic.return');
    draft.metric({ id, label, value: money?.amount ?? null, unit, formula: id, sources });
  }
  const label = say('strategic.ratio');
  draft.derive({
    id: 'return.ratio',
    label,
    formula: 'return-ratio',
    operation: 'ratio',
    of: ['return', 'investment'],
  });
  const known = draft.find('return.ratio').status.kind === 'known';
  draft.block({
    type: 'narrative',
    text: say(known ? 'strategic.line.ratio' : 'strategic.line.ratioUnknown', {
      investment: { metric: 'investment' },
      returns: { metric: 'return' },
      ratio: { metric: 'return.ratio' },
    }),
    metric: 'return.ratio',
  });
}

function addCapabilities(draft: Draft, input: StrategicInput): void {
  const { capabilities } = input;
  if (capabilities.length === 0) return;
  const hours = capabilities.map((each) =>
    draft.metric({
      id: `capability.${each.id}.hours`,
      label: each.title,
      value: each.effortHours,
      formula: 'capability-hours',
      sources: each.sources ?? [],
    }),
  );
  const total = draft.derive({
    id: 'capability.hours',
    label: say('strategic.hours'),
    formula: 'capability-hours',
    unit: 'hours',
    operation: 'sum',
    of: hours,
  });
  const shares = capabilities.map((each, index) => ({
    each,
    id: draft.derive({
      id: `capability.${each.id}.share`,
      label: say('strategic.share', { title: { text: each.title } }),
      formula: 'capability-share',
      unit: 'percent',
      operation: 'share',
      of: [hours[index]!, total],
    }),
  }));
  shares.sort((one, other) => Number(draft.find(other.id).value ?? 0) - Number(draft.find(one.id).value ?? 0));
  const top = shares[0]!;
  const named = { title: { text: top.each.title }, share: { metric: top.id } };
  draft.block({ type: 'narrative', text: say('strategic.line.capability', named), metric: top.id });
  for (const id of ['investment', 'return', 'return.ratio', top.id]) draft.block({ type: 'metric', metric: id });
  draft.block({ type: 'heading', level: 2, text: say('strategic.section.capabilities') });
  draft.block({
    type: 'chart',
    chart: 'bar',
    id: 'capabilities',
    unit: 'percent',
    title: say('chart.capabilities.title', named),
    subtitle: say('chart.capabilities.subtitle', { period: { period: draft.frame.period } }),
    categories: shares.map(({ each }) => ({ id: each.id, label: each.title })),
    series: [{ id: 'share', label: say('chart.share'), values: shares.map(({ id }) => id) }],
  });
}

function addPlan(draft: Draft, input: StrategicInput): void {
  const { plan } = input;
  draft.block({ type: 'heading', level: 2, text: say('strategic.section.plan') });
  const rows = plan.flatMap((item) =>
    item.needs.map((need, index) => {
      const id = `plan.${item.id}.${index + 1}`;
      draft.metric({ id, label: need.role, value: need.people, formula: 'plan-people' });
      const text = say('strategic.line.need', {
        title: { text: item.title },
        role: { text: need.role },
        people: { number: need.people },
      });
      draft.block({ type: 'narrative', text, metric: id });
      return { id, cells: [{ text: item.title }, { text: need.role }, { metric: id }, { date: item.start }] };
    }),
  );
  if (plan.length > 0) {
    const first = [...plan].sort((one, other) => (one.start < other.start ? -1 : 1))[0]!;
    draft.block({
      type: 'chart',
      chart: 'timeline',
      id: 'plan-timeline',
      unit: 'days',
      title: say('chart.plan.title', { title: { text: first.title }, date: { date: first.start } }),
      subtitle: say('chart.plan.subtitle'),
      spans: plan.map((item) => ({
        id: item.id,
        row: item.title,
        label: item.title,
        start: item.start,
        end: item.end,
      })),
    });
  }
  draft.block({
    type: 'table',
    id: 'plan',
    title: say('strategic.table.plan'),
    columns: [
      { id: 'plan', label: say('strategic.column.plan') },
      { id: 'role', label: say('strategic.column.role') },
      { id: 'people', label: say('strategic.column.people'), unit: 'people', align: 'end' },
      { id: 'from', label: say('strategic.column.from') },
    ],
    rows,
    empty: say('strategic.empty'),
  });
}
