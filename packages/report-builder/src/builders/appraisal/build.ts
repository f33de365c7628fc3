import { addDecimals, compareDecimals, subtractDecimals } from '../../decimal/decimal.ts';
import type { ReportDocument } from '../../document/document.ts';
import type { Metric } from '../../document/metric.ts';
import { beginReport, type Draft, type ReportFrame } from '../../draft/draft.ts';
import { reportError } from '../../errors.ts';
import { readInputs, requireUnique } from '../inputs.ts';
import { say } from '../say.ts';
import { type AppraisalInput, appraisalSchema } from './schema.ts';

/**
 * The appraisal report: every score with every term and its weight. A term without evidence leaves, the others share its
 * weight in proportion, and the coverage says how much of the weight was known. A score is a proposal until a person
 * decided it. Scores are visible to the person, the manager and the named roles.
 *
 * @throws InvalidInputError `report/does-not-add-up` when a given score differs from its terms by more than 1e-6,
 * `report/invalid-input` (also for a negative weight), `report/empty-period`, `report/duplicate-id`
 * @example
 * ```ts
 * import { buildAppraisalReport } from '@meritkit/report-builder';
 *
 * const report = buildAppraisalReport(
 *   { people: [{ id: 'lin', name: 'Lin', terms: [
 *     { id: 'project', title: 'Project', weight: '40', value: '90' },
 *     { id: 'innovation', title: 'Innovation', weight: '30', value: '80' },
 *     { id: 'collaboration', title: 'Collaboration', weight: '30', value: '85' } ] }] },
 *   { asOf: '2026-10-01', period: { start: '2026-07-01', end: '2026-10-01' } },
 * );
 * report.metrics.find((metric) => metric.id === 'score.lin')?.value; // '85.5'
 * ```
 */
export function buildAppraisalReport(inputs: AppraisalInput, frame: ReportFrame): ReportDocument {
  const read = readInputs(appraisalSchema, inputs, frame);
  const { input } = read;
  requireUnique(input.people, 'people');
  const draft = beginReport({ kind: 'appraisal', title: say('appraisal.title'), frame: read.frame });
  for (const { id, name, decidedBy } of input.people) {
    draft.name({ id, names: [name] });
    if (decidedBy !== undefined) draft.name({ names: [decidedBy] });
  }
  for (const [index, person] of input.people.entries()) addScore(draft, person, index, input.roles ?? []);
  addLines(draft, input);
  addChart(draft, input);
  addTable(draft, input);
  draft.block({ type: 'callout', tone: 'information', text: say('appraisal.human') });
  return draft.finish();
}

type Person = AppraisalInput['people'][number];

function addScore(draft: Draft, person: Person, index: number, roles: readonly string[]): void {
  const path = ['people', index];
  requireUnique(person.terms, `people[${index}].terms`);
  const visibility: NonNullable<Metric['visibility']> = {
    roles,
    people: [person.id, ...(person.managerId === undefined ? [] : [person.managerId])],
  };
  const of = person.terms.map((term, place) => {
    if (compareDecimals(term.weight, '0') < 0) {
      throw reportError('report/invalid-input', [...path, 'terms', place, 'weight'], 'a weight is negative');
    }
    return draft.metric({
      id: `score.${person.id}.${term.id}`,
      label: term.title,
      value: term.value,
      formula: 'score-term',
      visibility,
      sources: term.sources ?? [],
      ...(term.unknown === undefined ? {} : { unknown: term.unknown }),
    });
  });
  const known = person.terms.filter((term) => term.value !== null);
  const score = draft.derive({
    id: `score.${person.id}`,
    label: say('appraisal.score', { name: { text: person.name } }),
    unit: 'score',
    formula: 'score',
    operation: 'mean',
    of,
    weights: person.terms.map((term) => term.weight),
    visibility,
    n: known.length,
    unknown: 'no-observations',
  });
  addCoverage(draft, person, visibility);
  const value = draft.find(score).value;
  if (person.score === undefined) return;
  if (value === null || compareDecimals(subtractDecimals(value, person.score).replace('-', ''), '0.000001') > 0) {
    throw reportError(
      'report/does-not-add-up',
      [...path, 'score'],
      `the terms give ${value ?? 'nothing'}, not ${person.score}`,
    );
  }
}

/** The known share of the weight. */
function addCoverage(draft: Draft, person: Person, visibility: NonNullable<Metric['visibility']>): void {
  const sum = (terms: Person['terms']) => terms.reduce((all, term) => addDecimals(all, term.weight), '0');
  const parts = [
    ['known', 'appraisal.weightKnown', sum(person.terms.filter((term) => term.value !== null))],
    ['all', 'appraisal.weightAll', sum(person.terms)],
  ] as const;
  const of = parts.map(([part, key, value]) =>
    draft.metric({ id: `coverage.${person.id}.${part}`, label: say(key), value, formula: 'weight', visibility }),
  );
  draft.derive({
    id: `coverage.${person.id}`,
    label: say('appraisal.coverage', { name: { text: person.name } }),
    unit: 'percent',
    formula: 'coverage',
    operation: 'share',
    of,
    visibility,
  });
}

function addLines(draft: Draft, input: AppraisalInput): void {
  for (const person of input.people) {
    const missing = person.terms.filter((term) => term.value === null);
    const text = say(missing.length === 0 ? 'appraisal.line' : 'appraisal.line.missing', {
      name: { text: person.name },
      score: { metric: `score.${person.id}` },
      coverage: { metric: `coverage.${person.id}` },
      status: { key: `appraisal.status.${person.status ?? 'proposed'}` },
      decider: person.status === 'decided' && person.decidedBy !== undefined ? { text: person.decidedBy } : 'none',
    });
    draft.block({ type: 'narrative', text, metric: `score.${person.id}` });
  }
}

/** Everybody's terms, side by side: where the scale is the same for all. */
function addChart(draft: Draft, input: AppraisalInput): void {
  const first = input.people[0];
  if (first === undefined) return;
  const same = input.people.every(
    (person) =>
      person.terms.map((term) => term.id).join('\u0000') === first.terms.map((term) => term.id).join('\u0000'),
  );
  if (!same) return;
  draft.block({
    type: 'chart',
    chart: 'heatmap',
    id: 'terms',
    unit: 'score',
    title: say('chart.appraisal.title', { people: { number: String(input.people.length) } }),
    subtitle: say('chart.appraisal.subtitle'),
    categories: [
      ...first.terms.map((term) => ({ id: term.id, label: term.title })),
      { id: '(score)', label: say('chart.appraisal.score') },
    ],
    series: input.people.map((person) => ({
      id: person.id,
      label: person.name,
      values: [...person.terms.map((term) => `score.${person.id}.${term.id}`), `score.${person.id}`],
    })),
  });
}

function addTable(draft: Draft, input: AppraisalInput): void {
  draft.block({
    type: 'table',
    id: 'terms-table',
    title: say('appraisal.table'),
    columns: [
      { id: 'person', label: say('appraisal.column.person') },
      { id: 'term', label: say('appraisal.column.term') },
      { id: 'weight', label: say('appraisal.column.weight'), align: 'end' },
      { id: 'value', label: say('appraisal.column.value'), align: 'end' },
    ],
    rows: input.people.flatMap((person) => [
      ...person.terms.map((term) => ({
        id: `${person.id}.${term.id}`,
        cells: [
          { text: person.name },
          { text: term.title },
          { text: say('appraisal.weight', { weight: { number: term.weight } }) },
          { metric: `score.${person.id}.${term.id}` },
        ],
      })),
      {
        id: `${person.id}.(score)`,
        cells: [
          { text: person.name },
          { text: say('appraisal.total') },
          { empty: true as const },
          { metric: `score.${person.id}` },
        ],
      },
    ]),
    empty: say('appraisal.empty'),
  });
}
