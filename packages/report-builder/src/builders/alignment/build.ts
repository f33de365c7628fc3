import type { ReportDocument } from '../../document/document.ts';
import type { ReportPeriod } from '../../document/text.ts';
import { beginReport, type Draft, type ReportFrame } from '../../draft/draft.ts';
import { reportError } from '../../errors.ts';
import { readInputs, requireUnique } from '../inputs.ts';
import { say } from '../say.ts';
import { addSelection, selectBy } from '../selection.ts';
import { addCauses, addUnknownCauses } from './causes.ts';
import { countDemands, isDue, isLate, sourcesOf } from './demands.ts';
import { addLevels } from './levels.ts';
import { type AlignmentInput, alignmentSchema, type Demand } from './schema.ts';

/**
 * The alignment report: the share of sales demands met on time and the share that drew a complaint, before and after;
 * late demands and complaints by cause, of which only `research` counts for research and development; and the late rate
 * by level, which leads to a growth plan or a mentor.
 *
 * A demand belongs to the period that its deadline lies in; how many were left out is said. Every share is of the demands
 * of the period that came due: delivered, or past their deadline. A complaint counts with its demand.
 *
 * @throws InvalidInputError `report/invalid-input` (also for an earlier period that reaches into the report's own),
 * `report/empty-period`, `report/duplicate-id`
 * @example
 * ```ts
 * import { buildAlignmentReport } from '@meritkit/report-builder';
 *
 * const report = buildAlignmentReport(
 *   { current: { demands: [
 *     { id: 'd1', deadline: '2026-09-10', deliveredOn: '2026-09-10' },
 *     { id: 'd2', deadline: '2026-09-10', deliveredOn: '2026-09-12', cause: 'over-promise' },
 *   ] } },
 *   { asOf: '2026-10-01', period: { start: '2026-07-01', end: '2026-10-01' } },
 * );
 * report.metrics.find((metric) => metric.id === 'current.on-time')?.value; // '50'
 * ```
 */
export function buildAlignmentReport(inputs: AlignmentInput, frame: ReportFrame): ReportDocument {
  const read = readInputs(alignmentSchema, inputs, frame);
  const { current, previous } = read.input;
  requireUnique(current.demands, 'current.demands');
  requireUnique(previous?.demands ?? [], 'previous.demands');
  if (previous !== undefined && previous.period.end > read.frame.period.start) {
    throw reportError(
      'report/invalid-input',
      ['previous', 'period', 'end'],
      'the earlier period ends after the own one begins',
    );
  }
  const draft = beginReport({ kind: 'alignment', title: say('alignment.title'), frame: read.frame });
  const chosen = selectBy(current.demands, (demand) => placeOf(demand, read.frame.period));
  const earlier = selectBy(previous?.demands ?? [], (demand) => placeOf(demand, previous!.period));
  const due = chosen.counted.filter((demand) => isDue(demand, read.frame.asOf));
  addSide(draft, 'current', due, read.frame.period);
  if (previous !== undefined) {
    const wereDue = earlier.counted.filter((demand) => isDue(demand, read.frame.asOf));
    addSide(draft, 'previous', wereDue, previous.period);
  }
  addSummary(draft, read.input);
  addNotDue(
    draft,
    chosen.counted.filter((demand) => !due.includes(demand)),
  );
  addSelection(draft, 'demands', chosen, sourcesOf);
  addSelection(draft, 'previous', earlier, sourcesOf);
  addComparison(draft, read.input);
  addCauses(draft, due);
  addUnknownCauses(draft);
  addLevels(draft, due, read.input.levels ?? []);
  return draft.finish();
}

function placeOf(demand: Demand, period: ReportPeriod): 'inside' | 'outside' {
  return demand.deadline >= period.start && demand.deadline < period.end ? 'inside' : 'outside';
}

function addSide(draft: Draft, name: 'current' | 'previous', due: readonly Demand[], period: ReportPeriod): void {
  const { asOf } = draft.frame;
  const count = (part: string, label: ReturnType<typeof say>, demands: readonly Demand[]) =>
    countDemands(draft, { id: `${name}.${part}`, label, demands, period });
  count('due', say('alignment.due'), due);
  count(
    'met',
    say('alignment.met'),
    due.filter((demand) => !isLate(demand, asOf)),
  );
  count(
    'complaints',
    say('alignment.complaintCount'),
    due.filter((demand) => demand.complaint !== undefined),
  );
  for (const [part, label, of] of [
    ['on-time', say('alignment.onTime'), 'met'],
    ['complaint-rate', say('alignment.complaintRate'), 'complaints'],
  ] as const) {
    draft.derive({
      id: `${name}.${part}`,
      label,
      unit: 'percent',
      formula: part,
      operation: 'share',
      of: [`${name}.${of}`, `${name}.due`],
      n: due.length,
      period,
    });
  }
}

/** Demands of the period that are open with days left: they are in no share. */
function addNotDue(draft: Draft, open: readonly Demand[]): void {
  if (open.length === 0) return;
  const metric = countDemands(draft, { id: 'current.not-due', label: say('alignment.notDue'), demands: open });
  draft.block({ type: 'narrative', text: say('alignment.line.notDue', { count: { metric } }), metric });
}

function addSummary(draft: Draft, input: AlignmentInput): void {
  const relation = input.previous === undefined ? {} : { relation: input.relation ?? ('association' as const) };
  for (const [part, alone, pair] of [
    ['on-time', 'alignment.line.onTime', 'alignment.line.onTimePair'],
    ['complaint-rate', 'alignment.line.complaints', 'alignment.line.complaintsPair'],
  ] as const) {
    const metric = `current.${part}`;
    const text =
      input.previous === undefined
        ? say(alone, { after: { metric } })
        : say(pair, { before: { metric: `previous.${part}` }, after: { metric } });
    draft.block({ type: 'narrative', text, metric, ...relation });
  }
  for (const part of ['on-time', 'complaint-rate']) {
    const before = input.previous === undefined ? {} : { before: `previous.${part}` };
    draft.block({ type: 'metric', metric: `current.${part}`, ...before, ...relation });
  }
}

function addComparison(draft: Draft, input: AlignmentInput): void {
  if (input.previous === undefined) return;
  const parts = ['on-time', 'complaint-rate'] as const;
  draft.block({
    type: 'chart',
    chart: 'bar',
    id: 'before-after',
    unit: 'percent',
    title: say('chart.alignment.title', {
      before: { metric: 'previous.on-time' },
      after: { metric: 'current.on-time' },
    }),
    subtitle: say('chart.alignment.subtitle', {
      before: { period: input.previous.period },
      now: { period: draft.frame.period },
    }),
    categories: [
      { id: 'on-time', label: say('chart.alignment.onTime') },
      { id: 'complaint-rate', label: say('chart.alignment.complaints') },
    ],
    series: [
      {
        id: 'previous',
        label: say('chart.before'),
        meaning: 'neutral',
        values: parts.map((part) => `previous.${part}`),
      },
      { id: 'current', label: say('chart.after'), values: parts.map((part) => `current.${part}`) },
    ],
  });
}
