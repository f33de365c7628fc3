import { wilsonInterval } from '@meritkit/core/statistics';
import type { ReportDocument } from '../../document/document.ts';
import type { ReportPeriod } from '../../document/text.ts';
import { beginReport, type Draft, type ReportFrame } from '../../draft/draft.ts';
import { reportError } from '../../errors.ts';
import { readInputs, requireUnique } from '../inputs.ts';
import { say } from '../say.ts';
import { type ActivityEffectInput, activityEffectSchema } from './schema.ts';

/**
 * The activity report: participation before and after, by group and together, with 95% Wilson intervals (E. B. Wilson,
 * "Probable Inference, the Law of Succession, and Statistical Inference", 1927), and an estimated effect where there is
 * one. A before/after pair alone is called an association, in words.
 *
 * @throws InvalidInputError `report/invalid-input` (also for more participants than invited, and for a `beforePeriod` that
 * reaches into the report's own), `report/empty-period`,
 * `report/duplicate-id`
 * @example
 * ```ts
 * import { buildActivityEffectReport } from '@meritkit/report-builder';
 *
 * const report = buildActivityEffectReport(
 *   { activity: { id: 'challenge', title: 'Tech challenge' },
 *     groups: [{ id: 'backend', title: 'Backend', before: { took: 6, invited: 20 }, after: { took: 15, invited: 20 } }] },
 *   { asOf: '2026-11-22', period: { start: '2026-10-01', end: '2026-11-01' } },
 * );
 * report.metrics.find((metric) => metric.id === 'all.after')?.value; // '75'
 * ```
 */
export function buildActivityEffectReport(inputs: ActivityEffectInput, frame: ReportFrame): ReportDocument {
  const read = readInputs(activityEffectSchema, inputs, frame);
  const { input } = read;
  requireUnique(input.groups, 'groups');
  const title = say('effect.title', { title: { text: input.activity.title } });
  const draft = beginReport({ kind: 'activity-effect', title, frame: read.frame });
  const before = input.beforePeriod ?? read.frame.period;
  if (input.beforePeriod !== undefined && before.end > read.frame.period.start) {
    throw reportError(
      'report/invalid-input',
      ['beforePeriod', 'end'],
      'the earlier side ends after the later one begins',
    );
  }
  const spans: Spans = { before, after: read.frame.period };
  for (const [index, group] of input.groups.entries()) addGroup(draft, group, index, spans);
  addWhole(draft, input, spans);
  addSummary(draft, input);
  addChart(draft, input);
  return draft.finish();
}

type Group = ActivityEffectInput['groups'][number];
const sides = ['before', 'after'] as const;
type Spans = Readonly<Record<(typeof sides)[number], ReportPeriod>>;

function addGroup(draft: Draft, group: Group, index: number, spans: Spans): void {
  for (const name of sides) {
    const { took, invited } = group[name];
    if (took > invited) {
      throw reportError(
        'report/invalid-input',
        ['groups', index, name, 'took'],
        'more people took part than were invited',
      );
    }
    const base = `group.${group.id}.${name}`;
    const counted = { formula: 'people', sources: group.sources ?? [], period: spans[name] };
    draft.metric({ ...counted, id: `${base}.took`, label: say('effect.took'), value: String(took) });
    draft.metric({ ...counted, id: `${base}.invited`, label: say('effect.invited'), value: String(invited) });
    const label = say(name === 'before' ? 'value.before' : 'value.after', { title: { text: group.title } });
    addShare(draft, { id: base, took, invited, label, period: spans[name] });
  }
}

/** A share with its interval. */
function addShare(
  draft: Draft,
  share: {
    readonly id: string;
    readonly took: number;
    readonly invited: number;
    readonly label: ReturnType<typeof say>;
    readonly period: ReportPeriod;
  },
): void {
  const { id, took, invited, label, period } = share;
  const found = invited === 0 ? undefined : wilsonInterval({ successes: took, trials: invited, confidence: 0.95 });
  const percent = (share: number) => String(Math.round(share * 10_000) / 100);
  draft.derive({
    id,
    label,
    unit: 'percent',
    formula: 'participation',
    operation: 'share',
    of: [`${id}.took`, `${id}.invited`],
    n: invited,
    period,
    ...(found === undefined
      ? {}
      : { interval: { low: percent(found.lower), high: percent(found.upper), level: '0.95' } }),
  });
}

function addWhole(draft: Draft, input: ActivityEffectInput, spans: Spans): void {
  for (const name of sides) {
    for (const part of ['took', 'invited'] as const) {
      draft.derive({
        id: `all.${name}.${part}`,
        label: say(part === 'took' ? 'effect.took' : 'effect.invited'),
        unit: 'people',
        formula: 'people',
        operation: 'sum',
        period: spans[name],
        of: input.groups.map((group) => `group.${group.id}.${name}.${part}`),
      });
    }
    const sum = (part: 'took' | 'invited') => input.groups.reduce((all, group) => all + group[name][part], 0);
    const label = say(name === 'before' ? 'effect.before' : 'effect.after');
    addShare(draft, { id: `all.${name}`, took: sum('took'), invited: sum('invited'), label, period: spans[name] });
  }
}

function addSummary(draft: Draft, input: ActivityEffectInput): void {
  const relation = input.relation ?? 'association';
  const text = say('effect.line', { before: { metric: 'all.before' }, after: { metric: 'all.after' } });
  draft.block({ type: 'narrative', text, metric: 'all.after', relation });
  if (input.effect !== undefined) {
    const { value, interval, method, n } = input.effect;
    draft.metric({
      id: 'effect',
      label: say('effect.estimate'),
      value,
      formula: 'effect',
      n,
      interval,
      sources: [{ system: 'analysis', ref: input.activity.id }],
    });
    const range = (end: string) => ({ number: end, unit: 'percentage-points' });
    const line = say('effect.line.estimate', {
      value: { metric: 'effect' },
      low: range(interval.low),
      high: range(interval.high),
      method: { text: method },
    });
    draft.block({ type: 'narrative', text: line, metric: 'effect' });
  }
  draft.block({ type: 'metric', metric: 'all.after', before: 'all.before', relation });
  if (input.effect !== undefined) draft.block({ type: 'metric', metric: 'effect' });
  if (relation === 'association') draft.block({ type: 'callout', tone: 'information', text: say('effect.regression') });
}

function addChart(draft: Draft, input: ActivityEffectInput): void {
  draft.block({
    type: 'chart',
    chart: 'bar',
    id: 'participation',
    unit: 'percent',
    title: say('chart.effect.title', { before: { metric: 'all.before' }, after: { metric: 'all.after' } }),
    subtitle: say('chart.effect.subtitle'),
    categories: input.groups.map((group) => ({ id: group.id, label: group.title })),
    series: sides.map((name) => ({
      id: name,
      label: say(name === 'before' ? 'chart.before' : 'chart.after'),
      ...(name === 'before' ? { meaning: 'neutral' as const } : {}),
      values: input.groups.map((group) => `group.${group.id}.${name}`),
    })),
  });
}
