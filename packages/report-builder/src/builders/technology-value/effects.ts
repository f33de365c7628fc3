import type { Cell } from '../../document/block.ts';
import type { Draft } from '../../draft/draft.ts';
import { say } from '../say.ts';
import type { Effect } from './schema.ts';

/** Totals of what is confirmed: users, and money by currency. */
export function addTotals(draft: Draft, effects: readonly Effect[]): void {
  const confirmed = effects.filter((effect) => effect.confirmedBy !== undefined);
  const users = confirmed.filter((effect) => effect.usersKept !== undefined);
  if (users.length > 0) {
    const of = users.map((effect) => `effect.${effect.id}.users`);
    draft.derive({ id: 'users.total', label: say('value.usersTotal'), formula: 'users-kept', operation: 'sum', of });
    draft.block({ type: 'metric', metric: 'users.total' });
  }
  for (const part of ['loss', 'gain'] as const) {
    const field = part === 'loss' ? 'lossAvoided' : 'gain';
    const currencies = [...new Set(confirmed.flatMap((effect) => effect[field]?.currency ?? []))];
    for (const currency of currencies) {
      const id = `${part}.total.${currency}`;
      const of = confirmed
        .filter((effect) => effect[field]?.currency === currency)
        .map((effect) => `effect.${effect.id}.${part}`);
      const label = say(part === 'loss' ? 'value.lossTotal' : 'value.gainTotal');
      const formula = part === 'loss' ? 'loss-avoided' : 'gain';
      draft.derive({ id, label, unit: currency, formula, operation: 'sum', of });
      draft.block({ type: 'metric', metric: id });
    }
  }
}

/** A before/after chart per unit. */
export function addEffectsChart(draft: Draft, effects: readonly Effect[]): void {
  const paired = effects.filter((effect) => effect.before !== undefined && effect.after !== undefined);
  for (const unit of new Set(paired.map((effect) => effect.unit ?? 'count'))) {
    const shown = paired.filter((effect) => (effect.unit ?? 'count') === unit);
    const first = shown[0]!;
    draft.block({
      type: 'chart',
      chart: 'bar',
      id: `effects-${unit}`,
      unit,
      title: say('chart.effects.title', {
        title: { text: first.title },
        before: { metric: `effect.${first.id}.before` },
        after: { metric: `effect.${first.id}.after` },
      }),
      subtitle: say('chart.effects.subtitle', {
        unit: { unit },
        period: { period: draft.frame.period },
      }),
      categories: shown.map((effect) => ({ id: effect.id, label: effect.title })),
      series: (['before', 'after'] as const).map((part) => ({
        id: part,
        label: say(part === 'before' ? 'chart.before' : 'chart.after'),
        ...(part === 'before' ? { meaning: 'neutral' as const } : {}),
        values: shown.map((effect) => `effect.${effect.id}.${part}`),
      })),
    });
  }
}

/** Every effect, with who confirmed it. */
export function addEffectsTable(draft: Draft, effects: readonly Effect[]): void {
  const gains = effects.some((effect) => effect.gain !== undefined);
  draft.block({
    type: 'table',
    id: 'effects',
    title: say('value.table'),
    columns: [
      { id: 'effect', label: say('value.column.effect') },
      { id: 'before', label: say('value.column.before'), align: 'end' },
      { id: 'after', label: say('value.column.after'), align: 'end' },
      { id: 'users', label: say('value.column.users'), align: 'end' },
      { id: 'loss', label: say('value.lossTotal'), align: 'end' },
      ...(gains ? [{ id: 'gain', label: say('value.gainTotal'), align: 'end' as const }] : []),
      { id: 'confirmed', label: say('value.column.confirmed') },
    ],
    rows: effects.map((effect) => ({ id: effect.id, cells: cellsOf(effect, gains) })),
    empty: say('value.empty'),
  });
}

function cellsOf(effect: Effect, gains: boolean): readonly Cell[] {
  const cell = (present: boolean, part: string): Cell =>
    present ? { metric: `effect.${effect.id}.${part}` } : { empty: true };
  const pair = effect.before !== undefined || effect.after !== undefined;
  return [
    { text: effect.title },
    cell(pair, 'before'),
    cell(pair, 'after'),
    cell(effect.usersKept !== undefined, 'users'),
    cell(effect.lossAvoided !== undefined, 'loss'),
    ...(gains ? [cell(effect.gain !== undefined, 'gain')] : []),
    { text: effect.confirmedBy ?? say('value.notConfirmed') },
  ];
}
