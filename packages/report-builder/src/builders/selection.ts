import type { Source } from '../document/metric.ts';
import type { Message, ReportPeriod } from '../document/text.ts';
import type { Draft, ReportFrame } from '../draft/draft.ts';
import type { MessageKey } from '../messages.ts';
import { dayNumber, daysOfIsoWeek, dayText } from '../words/date.ts';
import { say } from './say.ts';

/** Where a record lies: in the period, outside it, or nowhere that it says. */
export type Place = 'inside' | 'outside' | 'undated';

/** Records sorted by a report's period. What states no time is taken at its caller's word, and counted as such. */
export interface Selection<Item> {
  /** What the report counts: all inside, and the undated. */
  readonly counted: readonly Item[];
  readonly outside: readonly Item[];
  readonly undated: readonly Item[];
}

/** Sorts records by where they lie. */
export function selectBy<Item>(items: readonly Item[], placeOf: (item: Item) => Place): Selection<Item> {
  return {
    counted: items.filter((item) => placeOf(item) !== 'outside'),
    outside: items.filter((item) => placeOf(item) === 'outside'),
    undated: items.filter((item) => placeOf(item) === 'undated'),
  };
}

/** Half-open, and never after the report's own day: what comes later is not known yet. */
export function placeOfDay(day: string | undefined, frame: ReportFrame): Place {
  if (day === undefined) return 'undated';
  return day >= frame.period.start && day < frame.period.end && day <= frame.asOf ? 'inside' : 'outside';
}

/** A week that is added up lies where its Thursday lies, as ISO 8601 gives weeks to years: in one period, never in two. */
export function placeOfWeek(weekId: string, period: ReportPeriod): Place {
  const days = daysOfIsoWeek(weekId);
  if (days === undefined) return 'undated';
  const thursday = dayText(dayNumber(days.start) + 3);
  return thursday >= period.start && thursday < period.end ? 'inside' : 'outside';
}

/** A week that is shown lies in every period that it has a day of. */
export function placeOfShownWeek(weekId: string, period: ReportPeriod): Place {
  const days = daysOfIsoWeek(weekId);
  if (days === undefined) return 'undated';
  return days.start < period.end && days.end > period.start ? 'inside' : 'outside';
}

/** What a report selects. */
export type Selected =
  | 'issues'
  | 'changes'
  | 'overtime'
  | 'effects'
  | 'demands'
  | 'previous'
  | 'raised'
  | 'plans'
  | 'weeks';

/**
 * Says how many records a report left out and why, and how many state no time; nothing where there is nothing to say.
 * The numbers are metrics, so "why?" names the records.
 */
export function addSelection<Item>(
  draft: Draft,
  what: Selected,
  selection: Selection<Item>,
  sourcesOf: (item: Item) => readonly Source[],
): void {
  const { asOf, period } = draft.frame;
  const all = { number: String(selection.counted.length + selection.outside.length) };
  const tell = (id: string, key: MessageKey, label: Message, items: readonly Item[]): void => {
    if (items.length === 0) return;
    const sources = items.flatMap(sourcesOf);
    draft.metric({
      id,
      label,
      value: String(items.length),
      unit: 'count',
      formula: 'left-out',
      n: items.length,
      sources,
    });
    const late = asOf < period.end ? 'yes' : 'no';
    const text = say(key, { count: { metric: id }, all, late, date: { date: asOf } });
    draft.block({ type: 'narrative', text, metric: id });
  };
  tell(`left-out.${what}`, `selection.${what}`, say('selection.leftOut'), selection.outside);
  if (what === 'effects' || what === 'changes' || what === 'overtime' || what === 'weeks') {
    tell(`undated.${what}`, `selection.undated.${what}`, say('selection.undated'), selection.undated);
  }
}
