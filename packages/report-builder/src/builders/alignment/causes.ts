import type { Cell } from '../../document/block.ts';
import type { Draft } from '../../draft/draft.ts';
import { say } from '../say.ts';
import { countDemands, isLate } from './demands.ts';
import { type Cause, causeSchema, type Demand } from './schema.ts';

const causes: readonly Cause[] = causeSchema.options;
const kinds = ['late', 'complaint'] as const;

/**
 * Late demands and complaints by cause, both of the demands that came due, so that the causes add up to the totals above.
 * A cause can be disputed: it is a fact with a source and never a verdict.
 */
export function addCauses(draft: Draft, due: readonly Demand[]): void {
  const late = due.filter((demand) => isLate(demand, draft.frame.asOf));
  const complaints = due.filter((demand) => demand.complaint !== undefined);
  addKind(draft, 'late', (cause) => late.filter((demand) => (demand.cause ?? 'unknown') === cause));
  addKind(draft, 'complaint', (cause) => complaints.filter((demand) => demand.complaint?.cause === cause));
  draft.block({ type: 'heading', level: 2, text: say('alignment.section.causes') });
  addLine(draft, 'late', late.length);
  addLine(draft, 'complaint', complaints.length);
  if (late.length + complaints.length === 0) return;
  addChart(draft, late.length > 0);
  addTable(draft);
}

/** What counts for nobody until somebody finds out. */
export function addUnknownCauses(draft: Draft): void {
  const of = kinds.map((kind) => `${kind}.unknown`);
  if (of.every((id) => draft.find(id).value === '0')) return;
  const label = say('alignment.unknownCauses');
  const metric = draft.derive({ id: 'causes.unknown', label, unit: 'count', formula: 'demands', operation: 'sum', of });
  const text = say('alignment.line.unknownCauses', { count: { metric } });
  draft.block({ type: 'callout', tone: 'attention', text });
}

/** A count per cause, their sum, each cause's share of it, and the part of all that came due which counts for R&D. */
function addKind(draft: Draft, kind: 'late' | 'complaint', of: (cause: Cause) => readonly Demand[]): void {
  const counts = causes.map((cause) =>
    countDemands(draft, { id: `${kind}.${cause}`, label: say(`chart.cause.${cause}`), demands: of(cause) }),
  );
  const label = say(kind === 'late' ? 'alignment.late' : 'alignment.complaintCount');
  draft.derive({ id: kind, label, unit: 'count', formula: 'demands', operation: 'sum', of: counts });
  for (const cause of draft.find(kind).value === '0' ? [] : causes) {
    draft.derive({
      id: `${kind}.share.${cause}`,
      label: say(kind === 'late' ? 'alignment.shareOfLate' : 'alignment.shareOfComplaints', {
        cause: { key: `chart.cause.${cause}` },
      }),
      unit: 'percent',
      formula: 'cause-share',
      operation: 'share',
      of: [`${kind}.${cause}`, kind],
      n: Number(draft.find(kind).value),
    });
  }
  draft.derive({
    id: `current.research-${kind}-rate`,
    label: say(kind === 'late' ? 'alignment.ownLateRate' : 'alignment.ownComplaintRate'),
    unit: 'percent',
    formula: kind === 'late' ? 'late-rate' : 'complaint-rate',
    operation: 'share',
    of: [`${kind}.research`, 'current.due'],
    n: draft.find('current.due').n,
  });
}

function addLine(draft: Draft, kind: 'late' | 'complaint', all: number): void {
  const metric = `current.research-${kind}-rate`;
  // Nothing came due: there is nothing to say about what was late.
  if (draft.find(metric).value === null) return;
  if (all === 0) {
    const text = say(kind === 'late' ? 'alignment.line.noneLate' : 'alignment.line.noComplaint');
    draft.block({ type: 'narrative', text, metric: kind });
    return;
  }
  const text = say(kind === 'late' ? 'alignment.line.causes' : 'alignment.line.complaintCauses', {
    research: { metric: `${kind}.research` },
    all: { metric: kind },
    rate: { metric },
  });
  draft.block({ type: 'narrative', text, metric });
}

function addChart(draft: Draft, someLate: boolean): void {
  const kind = someLate ? 'late' : 'complaint';
  draft.block({
    type: 'chart',
    chart: 'bar',
    id: 'causes',
    unit: 'count',
    title: say(someLate ? 'chart.causes.title' : 'chart.causes.titleComplaints', {
      research: { metric: `${kind}.research` },
      all: { metric: kind },
    }),
    subtitle: say('chart.causes.subtitle'),
    categories: causes.map((cause) => ({ id: cause, label: say(`chart.cause.${cause}`) })),
    series: [
      { id: 'late', label: say('chart.causes.late'), values: causes.map((cause) => `late.${cause}`) },
      { id: 'complaints', label: say('chart.causes.complaints'), values: causes.map((cause) => `complaint.${cause}`) },
    ],
  });
}

function addTable(draft: Draft): void {
  const cellsOf = (cause: Cause): readonly Cell[] =>
    kinds.flatMap((kind): Cell[] => {
      const share = draft.find(kind).value === '0' ? { empty: true as const } : { metric: `${kind}.share.${cause}` };
      return [{ metric: `${kind}.${cause}` }, share];
    });
  draft.block({
    type: 'table',
    id: 'causes-table',
    title: say('alignment.table.causes'),
    columns: [
      { id: 'cause', label: say('alignment.column.cause') },
      { id: 'late', label: say('chart.causes.late'), align: 'end' },
      { id: 'late-share', label: say('alignment.column.lateShare'), unit: 'percent', align: 'end' },
      { id: 'complaints', label: say('chart.causes.complaints'), align: 'end' },
      { id: 'complaint-share', label: say('alignment.column.complaintShare'), unit: 'percent', align: 'end' },
    ],
    rows: [
      ...causes.map((cause) => ({ id: cause, cells: [{ text: say(`chart.cause.${cause}`) }, ...cellsOf(cause)] })),
      {
        id: '(all)',
        cells: [
          { text: say('alignment.all') },
          { metric: 'late' },
          { empty: true as const },
          { metric: 'complaint' },
          { empty: true as const },
        ],
      },
    ],
  });
}
