import { type PersonCalendar, workingHours } from '@meritkit/core/calendar';
import { dateInZone, startOfDayInstant } from '@meritkit/core/dates';
import { decimalText, toDecimal } from '@meritkit/core/decimal';
import { createFact, type Fact, latestRevisions } from '@meritkit/core/facts';
import { canonicalJson } from '@meritkit/core/json';

/** Days whose overtime cannot be told, because no calendar covers them. */
export interface UnknownDay {
  readonly personId: string;
  readonly date: string;
  readonly reason: 'no-calendar' | 'no-pattern';
}

/**
 * Overtime from time worked: per person and day, the minutes beyond the contract's hours of that day, on days off all
 * of them. A fact of kind `overtime` in minutes: a health signal, which may never raise a score. Give the overtime facts
 * of an earlier run as `previous`: what does not hold any more, because time was corrected, moved to another day or
 * deleted, is taken back.
 *
 * @example
 * ```ts
 * import { overtimeFacts } from '@meritkit/connectors';
 * import { createFact } from '@meritkit/core/facts';
 *
 * const calendar = { personId: 'lin', timeZone: 'Asia/Shanghai', exceptions: [],
 *   patterns: [{ start: '2026-01-01', end: null, hours: [8, 8, 8, 8, 8, 0, 0] }] } as const;
 * const worked = createFact({ personId: 'lin', kind: 'time-worked', at: '2026-11-20T09:00:00+08:00', quantity: '600',
 *   unit: 'minutes', source: { system: 'jira', ref: 'worklog-1' } });
 * overtimeFacts({ facts: [worked], calendars: [calendar] }).facts[0]?.quantity; // '120'
 * ```
 */
export function overtimeFacts(options: {
  readonly facts: readonly Fact[];
  readonly calendars: readonly PersonCalendar[];
  readonly previous?: readonly Fact[];
}): { readonly facts: readonly Fact[]; readonly unknown: readonly UnknownDay[] } {
  const calendars = new Map(options.calendars.map((calendar) => [calendar.personId, calendar]));
  const unknown: UnknownDay[] = [];
  const facts: Fact[] = [];
  for (const day of daysWorked(options.facts, calendars)) {
    const calendar = calendars.get(day.personId);
    const hours = calendar === undefined ? null : workingHours(calendar, day.date);
    if (calendar === undefined || hours === null) {
      const reason = calendar === undefined ? 'no-calendar' : 'no-pattern';
      unknown.push({ personId: day.personId, date: day.date, reason });
      continue;
    }
    const fact = overtimeOf(day, hours, calendar.timeZone);
    if (fact !== null) facts.push(fact);
  }
  return { facts: afterPrevious(facts, options.previous ?? []), unknown };
}

interface WorkedDay {
  readonly personId: string;
  readonly date: string;
  readonly worked: readonly Fact[];
}

function daysWorked(facts: readonly Fact[], calendars: ReadonlyMap<string, PersonCalendar>): readonly WorkedDay[] {
  const days = new Map<string, { readonly personId: string; readonly date: string; readonly worked: Fact[] }>();
  for (const fact of latestRevisions(facts)) {
    if (fact.kind !== 'time-worked' || fact.unit !== 'minutes') continue;
    const { personId } = fact;
    const date = dateInZone(fact.at, calendars.get(personId)?.timeZone ?? 'UTC');
    const key = JSON.stringify([personId, date]);
    const day = days.get(key) ?? { personId, date, worked: [] };
    day.worked.push(fact);
    days.set(key, day);
  }
  return [...days.values()];
}

function overtimeOf(day: WorkedDay, hours: number, timeZone: string): Fact | null {
  const worked = day.worked.reduce((sum, fact) => sum.plus(fact.quantity), toDecimal(0));
  const beyond = worked.minus(toDecimal(hours).times(60));
  if (beyond.lte(0)) return null;
  return createFact({
    personId: day.personId,
    kind: 'overtime',
    at: startOfDayInstant(day.date, timeZone),
    quantity: decimalText(beyond),
    unit: 'minutes',
    source: { system: 'overtime', ref: `${day.personId}/${day.date}` },
    attributes: { date: day.date, contractHours: hours, from: day.worked.map((fact) => fact.source.ref).sort() },
  });
}

/** The facts as revisions that follow those of an earlier run; what is not among them any more is taken back. */
function afterPrevious(facts: readonly Fact[], previous: readonly Fact[]): readonly Fact[] {
  const present = new Map(facts.map((fact) => [fact.id, fact]));
  const before = new Map<string, Fact>();
  for (const fact of previous) {
    if (fact.revision >= (before.get(fact.id)?.revision ?? 0)) before.set(fact.id, fact);
  }
  const numbered = facts.map((fact) => {
    const old = before.get(fact.id);
    const same = old !== undefined && canonicalJson({ ...old, revision: 0 }) === canonicalJson(fact);
    return old === undefined ? fact : same ? old : { ...fact, revision: old.revision + 1 };
  });
  const gone = [...before.values()].filter((fact) => !present.has(fact.id) && fact.retracted !== true);
  return [...numbered, ...gone.map((fact) => ({ ...fact, revision: fact.revision + 1, retracted: true }))];
}
