import type { ReportDocument } from '../../document/document.ts';
import { beginReport, type Draft, type ReportFrame } from '../../draft/draft.ts';
import { readInputs, requireUnique } from '../inputs.ts';
import { say } from '../say.ts';
import { addSelection, type Place, selectBy } from '../selection.ts';
import { type EngagementInput, engagementSchema } from './schema.ts';

/**
 * The engagement report: audited favourable shares by group with what may not be shown, the issues people raised and how
 * many of those affected see them resolved, and the outcomes. An issue belongs to every period in which it was open, and
 * is resolved where it was so by the period's end (and by `asOf`). The privacy certificate stands in it; provenance of
 * anonymous numbers ends there.
 *
 * @throws InvalidInputError `report/invalid-input`, `report/empty-period`, `report/duplicate-id`
 * @example
 * ```ts
 * import { buildEngagementReport } from '@meritkit/report-builder';
 *
 * const report = buildEngagementReport(
 *   { certificate: { id: 'c1', survey: 'Pulse', minimumGroup: 5, answered: 40, invited: 48, method: 'audit@1' },
 *     items: [], groups: [], cells: [],
 *     issues: [{ id: 'i1', title: 'Approval takes five steps', affected: 7, raisedOn: '2026-09-01', resolvedOn: '2026-09-20' },
 *       { id: 'i2', title: 'Slow build', affected: 3, raisedOn: '2026-09-01', resolvedOn: null }] },
 *   { asOf: '2026-10-01', period: { start: '2026-07-01', end: '2026-10-01' } },
 * );
 * report.metrics.find((metric) => metric.id === 'issues.resolved-share')?.value; // '70'
 * ```
 */
export function buildEngagementReport(inputs: EngagementInput, frame: ReportFrame): ReportDocument {
  const read = readInputs(engagementSchema, inputs, frame);
  requireUnique(read.input.items, 'items');
  requireUnique(read.input.groups, 'groups');
  requireUnique(read.input.issues, 'issues');
  const issues = selectBy(read.input.issues, (issue) => placeOfIssue(issue, read.frame));
  const input = { ...read.input, issues: issues.counted.map((issue) => asItStood(issue, read.frame)) };
  const draft = beginReport({ kind: 'engagement', title: say('engagement.title'), frame: read.frame });
  for (const { owner } of input.issues) if (owner !== undefined) draft.name({ names: [owner] });
  addOutcomes(draft, input);
  addHeatmap(draft, input);
  addIssues(draft, input);
  addSelection(draft, 'raised', issues, (issue) => [{ system: 'issue', ref: issue.id }]);
  addCertificate(draft, input);
  return draft.finish();
}

type Issue = EngagementInput['issues'][number];

/** Open on any day of the period, up to the report's own day. */
function placeOfIssue(issue: Issue, { asOf, period }: ReportFrame): Place {
  const raised = issue.raisedOn < period.end && issue.raisedOn <= asOf;
  return raised && (issue.resolvedOn === null || issue.resolvedOn >= period.start) ? 'inside' : 'outside';
}

/** Resolved later than the period or the report's day is not resolved yet. */
function asItStood(issue: Issue, { asOf, period }: ReportFrame): Issue {
  const resolved = issue.resolvedOn !== null && issue.resolvedOn < period.end && issue.resolvedOn <= asOf;
  return resolved ? issue : { ...issue, resolvedOn: null };
}

function certificateSource(input: EngagementInput) {
  return [{ system: 'privacy-certificate', ref: input.certificate.id }];
}

function addOutcomes(draft: Draft, input: EngagementInput): void {
  const { certificate, issues } = input;
  const sources = certificateSource(input);
  const count = (id: string, key: Parameters<typeof say>[0], value: number) =>
    draft.metric({ id, label: say(key), value: String(value), formula: 'people', sources });
  count('answered', 'engagement.answered', certificate.answered);
  count('invited', 'engagement.invited', certificate.invited);
  share(draft, 'participation', 'engagement.participation', 'participation', ['answered', 'invited']);
  const affected = issues.map((issue) =>
    draft.metric({
      id: `issue.${issue.id}.affected`,
      label: issue.title,
      value: String(issue.affected),
      formula: 'people',
      sources: [{ system: 'issue', ref: issue.id }],
    }),
  );
  const resolved = affected.filter((_, index) => issues[index]!.resolvedOn !== null);
  for (const [id, key, of] of [
    ['issues.affected', 'engagement.affected', affected],
    ['issues.resolved', 'engagement.resolvedPeople', resolved],
  ] as const) {
    draft.derive({ id, label: say(key), unit: 'people', formula: 'people', operation: 'sum', of });
  }
  share(draft, 'issues.resolved-share', 'engagement.resolved', 'resolved-share', [
    'issues.resolved',
    'issues.affected',
  ]);
  const satisfaction = input.satisfaction ?? null;
  const label = say('engagement.satisfaction');
  draft.metric({
    id: 'satisfaction',
    label,
    value: satisfaction,
    formula: 'satisfaction',
    n: certificate.answered,
    sources,
  });
  for (const [metric, key] of [
    ['participation', 'engagement.line.participation'],
    ['issues.resolved-share', 'engagement.line.resolved'],
    ['satisfaction', 'engagement.line.satisfaction'],
  ] as const) {
    draft.block({ type: 'narrative', text: say(key, { value: { metric } }), metric });
  }
  addManagerHours(draft, input);
  for (const metric of ['participation', 'issues.resolved-share', 'satisfaction'])
    draft.block({ type: 'metric', metric });
}

function addManagerHours(draft: Draft, input: EngagementInput): void {
  if (input.managerHours === undefined) return;
  for (const side of ['before', 'after'] as const) {
    const label = say(side === 'before' ? 'engagement.managerBefore' : 'engagement.managerAfter');
    const { [side]: value, sources = [] } = input.managerHours;
    draft.metric({ id: `manager.${side}`, label, value, formula: 'manager-hours', sources });
  }
  draft.derive({
    id: 'manager.saved',
    label: say('engagement.managerSaved'),
    unit: 'hours',
    formula: 'manager-hours',
    operation: 'difference',
    of: ['manager.before', 'manager.after'],
  });
  share(draft, 'manager.saved-share', 'engagement.managerSaved', 'manager-saved', ['manager.saved', 'manager.before']);
  const text = say('engagement.line.manager', { value: { metric: 'manager.saved-share' } });
  draft.block({ type: 'narrative', text, metric: 'manager.saved-share', relation: 'association' });
}

function share(draft: Draft, id: string, key: Parameters<typeof say>[0], formula: string, of: readonly string[]): void {
  draft.derive({ id, label: say(key), unit: 'percent', formula, operation: 'share', of });
}

function addHeatmap(draft: Draft, input: EngagementInput): void {
  const { groups, items } = input;
  if (groups.length === 0 || items.length === 0) return;
  const cells = new Map(input.cells.map((cell) => [`${cell.itemId}\u0000${cell.groupId}`, cell]));
  const series = groups.map((group) => ({
    id: group.id,
    label: group.title,
    values: items.map((item) => {
      const cell = cells.get(`${item.id}\u0000${group.id}`);
      return draft.metric({
        id: `favourable.${group.id}.${item.id}`,
        label: say('engagement.cell', { item: { text: item.title }, group: { text: group.title } }),
        value: cell?.favourable ?? null,
        formula: 'favourable',
        unknown: 'not-measured',
        ...(cell !== undefined && cell.favourable === null ? { suppressed: cell.suppressed ?? 'too-few' } : {}),
        n: cell?.favourable == null ? null : (cell.answered ?? null),
        sources: certificateSource(input),
        ...(cell?.interval === undefined ? {} : { interval: cell.interval }),
      });
    }),
  }));
  const lowest = series
    .flatMap((one) => one.values)
    .filter((id) => draft.find(id).value !== null)
    .sort((one, other) => Number(draft.find(one).value) - Number(draft.find(other).value))[0];
  const at = lowest === undefined ? undefined : placeOf(lowest, series, items);
  draft.block({
    type: 'chart',
    chart: 'heatmap',
    id: 'favourable',
    unit: 'percent',
    title:
      at === undefined || lowest === undefined
        ? say('chart.engagement.titleNone')
        : say('chart.engagement.title', {
            item: { text: at.item.title },
            group: { text: groups[at.row]!.title },
            value: { metric: lowest },
          }),
    subtitle: say('chart.engagement.subtitle', { minimum: { number: String(input.certificate.minimumGroup) } }),
    categories: items.map((item) => ({ id: item.id, label: item.title })),
    series,
  });
}

function placeOf(
  id: string,
  series: readonly { readonly values: readonly string[] }[],
  items: EngagementInput['items'],
) {
  const row = series.findIndex((one) => one.values.includes(id));
  return { row, item: items[series[row]!.values.indexOf(id)]! };
}

function addIssues(draft: Draft, input: EngagementInput): void {
  draft.block({ type: 'heading', level: 2, text: say('engagement.section.issues') });
  draft.block({
    type: 'table',
    id: 'issues',
    title: say('engagement.table.issues'),
    columns: [
      { id: 'issue', label: say('engagement.column.issue') },
      { id: 'affected', label: say('engagement.column.affected'), unit: 'people', align: 'end' },
      { id: 'owner', label: say('engagement.column.owner') },
      { id: 'deadline', label: say('engagement.column.deadline') },
      { id: 'state', label: say('engagement.column.state') },
    ],
    rows: input.issues.map((issue) => ({
      id: issue.id,
      cells: [
        { text: issue.title },
        { metric: `issue.${issue.id}.affected` },
        { text: issue.owner ?? say('engagement.noOwner') },
        issue.deadline === undefined ? { empty: true as const } : { date: issue.deadline },
        {
          text:
            issue.resolvedOn === null
              ? say('engagement.open')
              : say('engagement.done', { date: { date: issue.resolvedOn } }),
        },
      ],
    })),
    empty: say('engagement.empty'),
  });
  for (const issue of input.issues) {
    if (issue.answer === undefined) continue;
    draft.block({
      type: 'callout',
      tone: 'good',
      title: say('engagement.youSaid', { title: { text: issue.title } }),
      text: say('engagement.weDid', { answer: { text: issue.answer } }),
    });
  }
}

function addCertificate(draft: Draft, input: EngagementInput): void {
  const { certificate } = input;
  const hidden = input.cells.filter((cell) => cell.favourable === null).length;
  draft.block({
    type: 'callout',
    tone: 'information',
    title: say('engagement.certificate.title'),
    text: say('engagement.certificate.text', {
      survey: { text: certificate.survey },
      minimum: { number: String(certificate.minimumGroup) },
      hidden: { number: String(hidden) },
      id: certificate.id,
    }),
  });
}
