import type { ReportDocument } from '../../document/document.ts';
import { beginReport, type Draft, type ReportFrame } from '../../draft/draft.ts';
import { readInputs, requireUnique } from '../inputs.ts';
import { say } from '../say.ts';
import { type PersonalStateInput, personalStateSchema } from './schema.ts';

/**
 * The state report about one person, for that person and the manager: attributed facts, likely causes as questions, and
 * next steps. Every number in it is visible to those two only; anonymous answers never enter.
 *
 * @throws InvalidInputError `report/invalid-input`, `report/empty-period`, `report/duplicate-id`
 * @example
 * ```ts
 * import { buildPersonalStateReport } from '@meritkit/report-builder';
 *
 * const report = buildPersonalStateReport(
 *   { person: { id: 'lin', name: 'Lin' }, managerId: 'zhou', indicators: [
 *     { id: 'load', title: 'Load', unit: 'percent', value: '120', suggestions: ['Hand the survey page over'], sources: [] } ] },
 *   { asOf: '2026-11-22', period: { start: '2026-11-01', end: '2026-12-01' } },
 * );
 * report.metrics[0]?.visibility; // { people: ['lin', 'zhou'] }
 * ```
 */
export function buildPersonalStateReport(inputs: PersonalStateInput, frame: ReportFrame): ReportDocument {
  const read = readInputs(personalStateSchema, inputs, frame);
  const { input } = read;
  requireUnique(input.indicators, 'indicators');
  const title = say('person.title', { name: { text: input.person.name } });
  const draft = beginReport({ kind: 'personal-state', title, frame: read.frame });
  draft.name({ id: input.person.id, names: [input.person.name] });
  const people = [input.person.id, ...(input.managerId === undefined ? [] : [input.managerId])];
  for (const indicator of input.indicators) addIndicator(draft, indicator, people);
  addAdvice(draft, input);
  draft.block({
    type: 'callout',
    tone: 'information',
    text: say(input.managerId === undefined ? 'person.privacyOwn' : 'person.privacy'),
  });
  return draft.finish();
}

type Indicator = PersonalStateInput['indicators'][number];

function addIndicator(draft: Draft, indicator: Indicator, people: readonly string[]): void {
  const common = { unit: indicator.unit, formula: 'indicator', visibility: { people }, sources: indicator.sources };
  const id = draft.metric({
    ...common,
    id: `state.${indicator.id}`,
    label: indicator.title,
    value: indicator.value,
    n: indicator.n ?? null,
    ...(indicator.unknown === undefined ? {} : { unknown: indicator.unknown }),
  });
  if (indicator.before === undefined) {
    draft.block({ type: 'metric', metric: id });
    return;
  }
  const label = say('value.before', { title: { text: indicator.title } });
  const before = draft.metric({ ...common, id: `${id}.before`, label, value: indicator.before });
  draft.block({ type: 'metric', metric: id, before, relation: 'association' });
}

function addAdvice(draft: Draft, input: PersonalStateInput): void {
  const causes = input.indicators.flatMap((each) => (each.causes ?? []).map((text) => ({ each, text })));
  const steps = input.indicators.flatMap((each) => (each.suggestions ?? []).map((text) => ({ each, text })));
  for (const [heading, key, lines] of [
    ['person.section.causes', 'person.line.cause', causes],
    ['person.section.steps', 'person.line.step', steps],
  ] as const) {
    if (lines.length === 0) continue;
    draft.block({ type: 'heading', level: 2, text: say(heading) });
    for (const { each, text } of lines) {
      const parameters = { title: { text: each.title }, text: { text } };
      draft.block({ type: 'narrative', text: say(key, parameters), metric: `state.${each.id}` });
    }
  }
}
