import type { Draft } from '../../draft/draft.ts';
import { say } from '../say.ts';
import { countDemands, isLate } from './demands.ts';
import type { AlignmentInput, Demand } from './schema.ts';

/** By level of the people who worked on it: what came due, and how much of it was late for reasons of R&D. */
export function addLevels(draft: Draft, due: readonly Demand[], levels: NonNullable<AlignmentInput['levels']>): void {
  const { asOf } = draft.frame;
  const present = [...new Set(due.flatMap((demand) => demand.level ?? []))];
  const ordered = [
    ...levels.map((level) => level.id).filter((level) => present.includes(level)),
    ...present.filter((level) => !levels.some((each) => each.id === level)),
  ];
  if (ordered.length === 0) return;
  const titleOf = (level: string) => levels.find((each) => each.id === level)?.title ?? level;
  const rows = ordered.map((level) => {
    const all = due.filter((demand) => demand.level === level);
    const own = all.filter((demand) => isLate(demand, asOf) && demand.cause === 'research');
    const [late, came] = [
      countDemands(draft, { id: `level.${level}.late`, label: say('alignment.lateOwn'), demands: own }),
      countDemands(draft, { id: `level.${level}.due`, label: say('alignment.due'), demands: all }),
    ];
    const rate = draft.derive({
      id: `level.${level}.late-rate`,
      label: say('alignment.lateRate', { level: { text: titleOf(level) } }),
      unit: 'percent',
      formula: 'late-rate',
      operation: 'share',
      of: [late, came],
      n: all.length,
    });
    return { id: level, cells: [{ text: titleOf(level) }, { metric: came }, { metric: late }, { metric: rate }] };
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
  const rateOf = (level: string) => Number(draft.find(`level.${level}.late-rate`).value);
  const worst = Math.max(...ordered.map(rateOf));
  for (const level of worst > 0 ? ordered.filter((each) => rateOf(each) === worst) : []) {
    const text = say('alignment.growth', {
      level: { text: titleOf(level) },
      rate: { metric: `level.${level}.late-rate` },
    });
    draft.block({ type: 'callout', tone: 'information', text });
  }
}
