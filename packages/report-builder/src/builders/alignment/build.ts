import type { ReportDocument } from '../../document/document.ts';
import { beginReport, type Draft, type ReportFrame } from '../../draft/draft.ts';
import { readInputs, requireUnique } from '../inputs.ts';
import { say } from '../say.ts';
import { type AlignmentInput, alignmentSchema, type Cause } from './schema.ts';

const causes: readonly Cause[] = ['research', 'over-promise', 'changed-requirement', 'unknown'];

type Side = AlignmentInput['current'];
type Demand = Side['demands'][number];

/**
 * The alignment report: the share of sales demands met on time and the share that drew a complaint, before and after;
 * late demands and complaints by cause, of which only `research` counts for research and development; and the late rate
 * by level, which leads to a growth plan or a mentor. A demand that is open and not yet due is in no share.
 *
 * @throws InvalidInputError `report/invalid-input`, `report/empty-period`, `report/duplicate-id`
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
  const { input } = read;
  requireUnique(input.current.demands, 'current.demands');
  requireUnique(input.previous?.demands ?? [], 'previous.demands');
  const draft = beginReport({ kind: 'alignment', title: say('alignment.title'), frame: read.frame });
  addSide(draft, 'current', input.current);
  if (input.previous !== undefined) addSide(draft, 'previous', input.previous);
  addSummary(draft, input);
  addComparison(draft, input);
  addCauses(draft, input.current);
  addLevels(draft, input);
  return draft.finish();
}

function isLate(demand: Demand, asOf: string): boolean {
  return demand.deliveredOn === null ? demand.deadline < asOf : demand.deliveredOn > demand.deadline;
}

function isDue(demand: Demand, asOf: string): boolean {
  return demand.deliveredOn !== null || demand.deadline < asOf;
}

function addSide(draft: Draft, name: 'current' | 'previous', side: Side): void {
  const { asOf } = draft.frame;
  const due = side.demands.filter((demand) => isDue(demand, asOf));
  const late = due.filter((demand) => isLate(demand, asOf));
  const span = side.period === undefined ? {} : { period: side.period };
  const count = (part: string, label: ReturnType<typeof say>, demands: readonly Demand[]) =>
    draft.metric({
      id: `${name}.${part}`,
      label,
      value: String(demands.length),
      formula: 'demands',
      n: demands.length,
      sources: demands.flatMap((demand) => demand.sources ?? [{ system: 'demand', ref: demand.id }]),
      ...span,
    });
  count('due', say('alignment.due'), due);
  count(
    'met',
    say('alignment.met'),
    due.filter((demand) => !late.includes(demand)),
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
      ...span,
    });
  }
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
    subtitle: say('chart.alignment.subtitle'),
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

/** Late demands and complaints by cause; a cause can be disputed, so it is a fact with a source and never a verdict. */
function addCauses(draft: Draft, side: Side): void {
  const { asOf } = draft.frame;
  const late = side.demands.filter((demand) => isDue(demand, asOf) && isLate(demand, asOf));
  const complaints = side.demands.filter((demand) => demand.complaint !== undefined);
  const ids = (kind: 'late' | 'complaint') =>
    causes.map((cause) => {
      const demands =
        kind === 'late'
          ? late.filter((demand) => (demand.cause ?? 'unknown') === cause)
          : complaints.filter((demand) => demand.complaint?.cause === cause);
      return draft.metric({
        id: `${kind}.${cause}`,
        label: say(`chart.cause.${cause}`),
        value: String(demands.length),
        formula: 'demands',
        n: demands.length,
        sources: demands.flatMap((demand) => demand.sources ?? [{ system: 'demand', ref: demand.id }]),
      });
    });
  const lateIds = ids('late');
  const complaintIds = ids('complaint');
  draft.derive({
    id: 'late',
    label: say('alignment.late'),
    unit: 'count',
    formula: 'demands',
    operation: 'sum',
    of: lateIds,
  });
  const parameters = { research: { metric: 'late.research' }, late: { metric: 'late' } };
  draft.block({ type: 'heading', level: 2, text: say('alignment.section.causes') });
  draft.block({ type: 'narrative', text: say('alignment.line.causes', parameters), metric: 'late.research' });
  if (late.length + complaints.length > 0) {
    draft.block({
      type: 'chart',
      chart: 'bar',
      id: 'causes',
      unit: 'count',
      title: say('chart.causes.title', parameters),
      subtitle: say('chart.causes.subtitle'),
      categories: causes.map((cause) => ({ id: cause, label: say(`chart.cause.${cause}`) })),
      series: [
        { id: 'late', label: say('chart.causes.late'), values: lateIds },
        { id: 'complaints', label: say('chart.causes.complaints'), values: complaintIds },
      ],
    });
  }
}

function addLevels(draft: Draft, input: AlignmentInput): void {
  const { asOf } = draft.frame;
  const due = input.current.demands.filter((demand) => isDue(demand, asOf));
  const present = [...new Set(due.flatMap((demand) => demand.level ?? []))];
  const ordered = [
    ...(input.levels ?? []).map((level) => level.id).filter((level) => present.includes(level)),
    ...present.filter((level) => !(input.levels ?? []).some((each) => each.id === level)),
  ];
  if (ordered.length === 0) return;
  const titleOf = (level: string) => input.levels?.find((each) => each.id === level)?.title ?? level;
  const rows = ordered.map((level) => {
    const all = due.filter((demand) => demand.level === level);
    const own = all.filter((demand) => isLate(demand, asOf) && (demand.cause ?? 'unknown') === 'research');
    const count = (part: string, demands: readonly Demand[]) =>
      draft.metric({
        id: `level.${level}.${part}`,
        label: say(part === 'due' ? 'alignment.due' : 'alignment.lateOwn'),
        value: String(demands.length),
        formula: 'demands',
        n: demands.length,
      });
    const of = [count('late', own), count('due', all)];
    const rate = draft.derive({
      id: `level.${level}.late-rate`,
      label: say('alignment.lateRate', { level: { text: titleOf(level) } }),
      unit: 'percent',
      formula: 'late-rate',
      operation: 'share',
      of,
      n: all.length,
    });
    return { id: level, cells: [{ text: titleOf(level) }, { metric: of[1]! }, { metric: of[0]! }, { metric: rate }] };
  });
  draft.block({
    type: 'table',
    id: 'levels',
    title: say('alignment.table.levels'),
    columns: [
      { id: 'level', label: say('alignment.column.level') },
      { id: 'due', label: say('alignment.column.due'), align: 'end' },
      { id: 'late', label: say('alignment.column.late'), align: 'end' },
      { id: 'rate', label: say('alignment.column.rate'), unit: 'percent', align: 'end' },
    ],
    rows,
  });
  const worst = [...ordered].sort(
    (one, other) =>
      Number(draft.find(`level.${other}.late-rate`).value) - Number(draft.find(`level.${one}.late-rate`).value),
  )[0]!;
  if (Number(draft.find(`level.${worst}.late-rate`).value) > 0) {
    const text = say('alignment.growth', {
      level: { text: titleOf(worst) },
      rate: { metric: `level.${worst}.late-rate` },
    });
    draft.block({ type: 'callout', tone: 'information', text });
  }
}
