import type { ReportDocument } from '../../document/document.ts';
import { beginReport, type Draft, type ReportFrame } from '../../draft/draft.ts';
import { reportError } from '../../errors.ts';
import type { MessageKey } from '../../messages.ts';
import { readInputs, requireUnique } from '../inputs.ts';
import { say } from '../say.ts';
import { addSelection, placeOfShownWeek, selectBy } from '../selection.ts';
import { type LoadInput, loadSchema } from './schema.ts';

/** Rows that a heat map shows; beyond them the busiest are drawn and the table has everybody. */
const mostRows = 25;

/**
 * The load report: planned hours as a share of capacity by person and week, who is over it, and where there is room.
 * A load above 100% is a warning about health and dates, never a merit. ISO weeks without a day in the period are left out
 * with their hours, and how many were is said.
 *
 * @throws InvalidInputError `report/invalid-input`, `report/empty-period`, `report/duplicate-id`
 * @example
 * ```ts
 * import { buildLoadReport } from '@meritkit/report-builder';
 *
 * const report = buildLoadReport(
 *   { people: [{ id: 'lin', name: 'Lin' }], weeks: [{ id: '2026-W47' }],
 *     cells: [{ personId: 'lin', weekId: '2026-W47', assignedHours: '38.4', capacityHours: '32' }] },
 *   { asOf: '2026-11-22', period: { start: '2026-11-16', end: '2026-11-23' } },
 * );
 * report.metrics.find((metric) => metric.id === 'load.lin.2026-W47')?.value; // '120'
 * ```
 */
export function buildLoadReport(inputs: LoadInput, frame: ReportFrame): ReportDocument {
  const read = readInputs(loadSchema, inputs, frame);
  requireUnique(read.input.people, 'people');
  requireUnique(read.input.weeks, 'weeks');
  checkCells(read.input);
  const weeks = selectBy(read.input.weeks, (week) => placeOfShownWeek(week.id, read.frame.period));
  const shown = new Set(weeks.counted.map((week) => week.id));
  const cells = read.input.cells.filter((cell) => shown.has(cell.weekId));
  const input = { ...read.input, weeks: weeks.counted, cells };
  const draft = beginReport({ kind: 'load', title: say('load.title'), frame: read.frame });
  for (const person of input.people) draft.name({ id: person.id, names: [person.name] });
  const peaks = addCells(draft, input);
  addTeam(draft, input);
  addLines(draft, input, peaks);
  addSelection(draft, 'weeks', weeks, () => []);
  addHeatmap(draft, input, peaks);
  addTable(draft, input, peaks);
  return draft.finish();
}

type Peak = { readonly weekId: string; readonly metric: string; readonly percent: number } | undefined;

/** Refuses hours of nobody, of no week, and twice for one week. */
function checkCells(input: LoadInput): void {
  const people = new Set(input.people.map((person) => person.id));
  const weeks = new Set(input.weeks.map((week) => week.id));
  const seen = new Set<string>();
  for (const [index, cell] of input.cells.entries()) {
    if (!people.has(cell.personId)) {
      throw reportError('report/invalid-input', ['cells', index, 'personId'], `no person "${cell.personId}"`);
    }
    if (!weeks.has(cell.weekId)) {
      throw reportError('report/invalid-input', ['cells', index, 'weekId'], `no week "${cell.weekId}"`);
    }
    const key = keyOf(cell);
    if (seen.has(key))
      throw reportError('report/duplicate-id', ['cells', index], `${cell.personId} has ${cell.weekId} twice`);
    seen.add(key);
  }
}

function keyOf(cell: { readonly personId: string; readonly weekId: string }): string {
  return `${cell.personId}\u0000${cell.weekId}`;
}

/** A share per person and week, and each person's fullest week. */
function addCells(draft: Draft, input: LoadInput): ReadonlyMap<string, Peak> {
  const cells = new Map(input.cells.map((cell) => [keyOf(cell), cell]));
  const peaks = new Map<string, Peak>();
  for (const person of input.people) {
    let peak: Peak;
    for (const week of input.weeks) {
      const metric = addCell(draft, person, week.id, cells.get(keyOf({ personId: person.id, weekId: week.id })));
      const value = draft.find(metric).value;
      if (value !== null && (peak === undefined || Number(value) > peak.percent)) {
        peak = { weekId: week.id, metric, percent: Number(value) };
      }
    }
    peaks.set(person.id, peak);
  }
  return peaks;
}

function addCell(
  draft: Draft,
  person: LoadInput['people'][number],
  weekId: string,
  cell: LoadInput['cells'][number] | undefined,
): string {
  const id = `load.${person.id}.${weekId}`;
  const label = say('load.cell', { name: { text: person.name }, week: weekId });
  const sources = cell?.sources ?? [];
  const assigned = draft.metric({
    id: `${id}.assigned`,
    label: say('load.assigned'),
    value: cell?.assignedHours ?? null,
    formula: 'load-assigned',
    sources,
  });
  const capacity = draft.metric({
    id: `${id}.capacity`,
    label: say('load.capacity'),
    value: cell?.capacityHours ?? null,
    formula: 'load-capacity',
    sources,
  });
  return draft.derive({ id, label, unit: 'percent', formula: 'load', operation: 'share', of: [assigned, capacity] });
}

/** The team's own share over everybody and every week, where all of it is known. */
function addTeam(draft: Draft, input: LoadInput): void {
  const of = (part: string) => input.cells.map((cell) => `load.${cell.personId}.${cell.weekId}.${part}`);
  if (input.cells.length === 0) return;
  for (const part of ['assigned', 'capacity'] as const) {
    draft.derive({
      id: `team.${part}`,
      label: say(part === 'assigned' ? 'load.assigned' : 'load.capacity'),
      unit: 'hours',
      formula: `load-${part}`,
      operation: 'sum',
      of: of(part),
    });
  }
  draft.derive({
    id: 'team.load',
    label: say('load.team'),
    unit: 'percent',
    formula: 'load',
    operation: 'share',
    of: ['team.assigned', 'team.capacity'],
  });
}

/** Hours of everybody in every week: else nobody can be said to be within capacity. */
function isComplete(input: LoadInput): boolean {
  return input.cells.length === input.people.length * input.weeks.length;
}

function addLines(draft: Draft, input: LoadInput, peaks: ReadonlyMap<string, Peak>): void {
  const over = input.people.filter((person) => (peaks.get(person.id)?.percent ?? 0) > 100);
  for (const person of over.slice(0, 10)) {
    const peak = peaks.get(person.id)!;
    const text = say('load.line.over', {
      name: { text: person.name },
      week: peak.weekId,
      load: { metric: peak.metric },
    });
    draft.block({ type: 'narrative', text, metric: peak.metric });
  }
  if (over.length === 0 && input.cells.length > 0) {
    const text = say(isComplete(input) ? 'load.line.none' : 'load.line.noneKnown');
    draft.block({ type: 'narrative', text, metric: 'people.over' });
  }
  draft.metric({
    id: 'people.over',
    label: say('load.over'),
    value: input.cells.length === 0 ? null : String(over.length),
    formula: 'load-over',
    n: input.people.length,
  });
  draft.block({ type: 'metric', metric: 'people.over' });
  if (input.cells.length > 0) draft.block({ type: 'metric', metric: 'team.load' });
}

function addHeatmap(draft: Draft, input: LoadInput, peaks: ReadonlyMap<string, Peak>): void {
  if (input.people.length === 0 || input.weeks.length === 0) return;
  const busiest = [...input.people].sort(
    (one, other) => (peaks.get(other.id)?.percent ?? -1) - (peaks.get(one.id)?.percent ?? -1),
  );
  const shown = input.people.length <= mostRows ? input.people : busiest.slice(0, mostRows);
  const top = busiest[0]!;
  const peak = peaks.get(top.id);
  const limit = draft.metric({
    id: 'load.limit',
    label: say('chart.load.limit'),
    value: '100',
    unit: 'percent',
    formula: 'given',
  });
  const title =
    peak === undefined
      ? say('chart.load.titleUnknown')
      : say(titleOf(peak.percent, isComplete(input)), {
          name: { text: top.name },
          week: peak.weekId,
          load: { metric: peak.metric },
        });
  draft.block({
    type: 'chart',
    chart: 'heatmap',
    id: 'load',
    unit: 'percent',
    title,
    subtitle: say(shown.length < input.people.length ? 'chart.load.subtitleSome' : 'chart.load.subtitle', {
      shown: { number: String(shown.length) },
      people: { number: String(input.people.length) },
    }),
    categories: input.weeks.map((week) => ({ id: week.id, label: week.label ?? shortWeek(week.id) })),
    series: shown.map((person) => ({
      id: person.id,
      label: person.name,
      values: input.weeks.map((week) => `load.${person.id}.${week.id}`),
    })),
    reference: { metric: limit, label: say('chart.load.limit') },
  });
}

function titleOf(percent: number, complete: boolean): MessageKey {
  if (percent > 100) return 'chart.load.titleOver';
  return complete ? 'chart.load.titleWithin' : 'chart.load.titleWithinKnown';
}

function shortWeek(id: string): string {
  return /^\d{4}-(W\d{2})$/.exec(id)?.[1] ?? id;
}

function addTable(draft: Draft, input: LoadInput, peaks: ReadonlyMap<string, Peak>): void {
  draft.block({
    type: 'table',
    id: 'people',
    title: say('load.table'),
    columns: [
      { id: 'person', label: say('load.column.person') },
      { id: 'peak', label: say('load.column.peak'), unit: 'percent', align: 'end' },
      { id: 'week', label: say('load.column.week') },
    ],
    rows: input.people.map((person) => {
      const peak = peaks.get(person.id);
      const first = input.weeks[0];
      const unknown = first === undefined ? { empty: true as const } : { metric: `load.${person.id}.${first.id}` };
      return {
        id: person.id,
        cells: [
          { text: person.name },
          peak === undefined ? unknown : { metric: peak.metric },
          peak === undefined ? { empty: true as const } : { text: peak.weekId },
        ],
      };
    }),
    empty: say('load.empty'),
  });
}
