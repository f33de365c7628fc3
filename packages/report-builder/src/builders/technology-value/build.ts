import type { ReportDocument } from '../../document/document.ts';
import type { Source } from '../../document/metric.ts';
import type { Parameter } from '../../document/text.ts';
import { beginReport, type Draft, type ReportFrame } from '../../draft/draft.ts';
import { readInputs, requireUnique } from '../inputs.ts';
import { say } from '../say.ts';
import { addSelection, placeOfDay, selectBy } from '../selection.ts';
import { addEffectsChart, addEffectsTable, addTotals } from './effects.ts';
import { addInvestment } from './investment.ts';
import { type Effect, type TechnologyValueInput, technologyValueSchema } from './schema.ts';

/**
 * The technology value report: what technology changed in users and money, each with its records, and what it cost.
 * Effects that nobody confirmed are shown and never counted; an effect of another time (`achievedOn`) is left out, and how
 * many were is said; what was not supplied is unknown, never zero.
 *
 * Percentages are in percent, users are people, money is decimal text with its currency.
 *
 * @throws InvalidInputError `report/invalid-input`, `report/empty-period`, `report/duplicate-id`,
 * `report/mixed-currencies` for a share of amounts in two currencies
 * @example
 * ```ts
 * import { buildTechnologyValueReport } from '@meritkit/report-builder';
 *
 * const report = buildTechnologyValueReport(
 *   { effects: [{ id: 'bug', title: 'Critical bug fixed', lossAvoided: { amount: '1000000', currency: 'CNY' }, confirmedBy: 'zhou', sources: [] }] },
 *   { asOf: '2026-10-01', period: { start: '2026-07-01', end: '2026-10-01' } },
 * );
 * report.metrics[0]?.value; // '1000000'
 * ```
 */
export function buildTechnologyValueReport(inputs: TechnologyValueInput, frame: ReportFrame): ReportDocument {
  const read = readInputs(technologyValueSchema, inputs, frame);
  const { investment } = read.input;
  requireUnique(read.input.effects, 'effects');
  const selection = selectBy(read.input.effects, (effect) => placeOfDay(effect.achievedOn, read.frame));
  const effects = selection.counted;
  const draft = beginReport({ kind: 'technology-value', title: say('value.title'), frame: read.frame });
  for (const { confirmedBy } of effects) if (confirmedBy !== undefined) draft.name({ names: [confirmedBy] });
  for (const effect of effects) addEffectMetrics(draft, effect);
  const notes = addSources(draft, effects);
  for (const effect of effects) addEffectSentence(draft, effect, notes);
  addInvestment(draft, investment ?? {});
  addSelection(draft, 'effects', selection, (effect) => effect.sources);
  const unconfirmed = effects.filter((effect) => effect.confirmedBy === undefined).length;
  if (unconfirmed > 0) {
    const text = say('value.unconfirmedCallout', { count: { number: String(unconfirmed) } });
    draft.block({ type: 'callout', tone: 'attention', text });
  }
  addTotals(draft, effects);
  addEffectsChart(draft, effects);
  addEffectsTable(draft, effects);
  return draft.finish();
}

function addEffectMetrics(draft: Draft, effect: Effect): void {
  const { title } = effect;
  const common = { sources: effect.sources, n: effect.n ?? null };
  const unit = effect.unit ?? 'count';
  const named = { title: { text: title } };
  const add = (part: string, metric: Omit<Parameters<Draft['metric']>[0], 'id' | 'sources' | 'n'>) =>
    draft.metric({ id: `effect.${effect.id}.${part}`, ...common, ...metric });
  if (effect.before !== undefined || effect.after !== undefined) {
    add('before', { label: say('value.before', named), value: effect.before ?? null, unit, formula: 'effect.before' });
    add('after', { label: say('value.after', named), value: effect.after ?? null, unit, formula: 'effect.after' });
    draft.derive({
      id: `effect.${effect.id}.change`,
      label: say('value.change', named),
      unit: unit === 'percent' ? 'percentage-points' : unit,
      formula: 'effect.change',
      operation: 'difference',
      of: [`effect.${effect.id}.after`, `effect.${effect.id}.before`],
      n: effect.n ?? null,
    });
  }
  if (effect.usersKept !== undefined) {
    add('users', { label: say('value.usersKept', named), value: effect.usersKept, formula: 'users-kept' });
  }
  if (effect.lossAvoided !== undefined) {
    const { amount, currency } = effect.lossAvoided;
    add('loss', { label: say('value.lossAvoided', named), value: amount, unit: currency, formula: 'loss-avoided' });
  }
  if (effect.gain !== undefined) {
    const { amount, currency } = effect.gain;
    add('gain', { label: say('value.gain', named), value: amount, unit: currency, formula: 'gain' });
  }
}

function addEffectSentence(draft: Draft, effect: Effect, notes: ReadonlyMap<string, string>): void {
  const has = (part: string): Parameter =>
    partsOf(effect).includes(part) ? { metric: `effect.${effect.id}.${part}` } : 'none';
  const pair = partsOf(effect).includes('before');
  const lead = (...earlier: readonly string[]): string =>
    pair || earlier.some((part) => partsOf(effect).includes(part)) ? 'next' : 'title';
  const relation = pair ? (effect.relation ?? 'association') : effect.relation;
  const metric = ['change', 'users', 'loss', 'gain'].find((part) => partsOf(effect).includes(part));
  draft.block({
    type: 'narrative',
    text: say('value.effect', {
      title: { text: effect.title },
      pair: pair ? 'yes' : 'none',
      before: has('before'),
      after: has('after'),
      users: has('users'),
      loss: has('loss'),
      lossLead: lead('users'),
      gain: has('gain'),
      gainLead: lead('users', 'loss'),
      confirmed: effect.confirmedBy === undefined ? 'no' : 'yes',
    }),
    ...(relation === undefined ? {} : { relation }),
    ...(metric === undefined ? {} : { metric: `effect.${effect.id}.${metric}` }),
    notes: [...new Set(effect.sources.map((source) => notes.get(sourceKey(source))!))],
  });
}

function partsOf(effect: Effect): readonly string[] {
  return [
    ...(effect.before === undefined && effect.after === undefined ? [] : ['before', 'after', 'change']),
    ...(effect.usersKept === undefined ? [] : ['users']),
    ...(effect.lossAvoided === undefined ? [] : ['loss']),
    ...(effect.gain === undefined ? [] : ['gain']),
  ];
}

/** One footnote per record, in the order of first mention, then the assumptions. */
function addSources(draft: Draft, effects: readonly Effect[]): ReadonlyMap<string, string> {
  const notes = new Map<string, string>();
  for (const source of effects.flatMap((effect) => effect.sources)) {
    const key = sourceKey(source);
    if (notes.has(key)) continue;
    const id = String(notes.size + 1);
    notes.set(key, id);
    const url = source.url === undefined ? {} : { url: source.url };
    draft.block({ type: 'footnote', id, text: `${source.system} ${source.ref}`, ...url });
  }
  let next = notes.size;
  for (const effect of effects) {
    const title = { text: effect.title };
    for (const assumption of effect.assumptions ?? []) {
      next += 1;
      const text = say('value.assumption', { title, assumption: { text: assumption } });
      draft.block({ type: 'footnote', id: String(next), text });
    }
    if (effect.attribution !== undefined) {
      next += 1;
      const text = say('value.attribution', { title, share: { number: effect.attribution, unit: 'percent' } });
      draft.block({ type: 'footnote', id: String(next), text });
    }
  }
  return notes;
}

function sourceKey(source: Source): string {
  return `${source.system}\u0000${source.ref}`;
}
