import type { Where } from '../src/audit/filter.ts';
import { type AuditedItem, auditQuery } from '../src/audit/query.ts';
import { type AuditState, openAudit, type RosterEntry } from '../src/audit/state.ts';

/** What an attacker asks: the exact sum of an item over a group, of those who had answered by then. */
export interface Ask {
  readonly where: Where;
  readonly item?: string;
  readonly viewer?: string;
  readonly answers?: Readonly<Record<string, number>>;
}

/** A desk that answers with exact sums, which is more than the package ever releases, or refuses with null. */
export interface Desk {
  ask(ask: Ask): { readonly sum: number; readonly count: number } | null;
}

const matches = (entry: RosterEntry, where: Where) =>
  Object.entries(where).every(([name, value]) => (Array.isArray(value) ? value : [value]).includes(entry[name]));

function exact(roster: readonly RosterEntry[], answers: Readonly<Record<string, number>>, where: Where) {
  const values = roster
    .filter((entry) => matches(entry, where))
    .flatMap((entry) => {
      const value = answers[entry.respondent];
      return value === undefined ? [] : [value];
    });
  return { sum: values.reduce((total, value) => total + value, 0), count: values.length };
}

/** The market's rule: a group is shown when it has at least `minimum` people. */
export function plainDesk(
  roster: readonly RosterEntry[],
  answers: Readonly<Record<string, number>>,
  minimum = 5,
): Desk {
  return {
    ask: (ask) => {
      const result = exact(roster, ask.answers ?? answers, ask.where);
      return result.count >= minimum ? result : null;
    },
  };
}

/** The auditor, with exact sums behind it, so that only its decisions protect. */
export function auditedDesk(
  roster: readonly RosterEntry[],
  answers: Readonly<Record<string, number>>,
  opened?: AuditState,
): Desk & { state(): AuditState } {
  let audit = opened ?? openAudit({ survey: 's', minimumGroup: 5, roster });
  return {
    state: () => audit,
    ask: (ask) => {
      const given = ask.answers ?? answers;
      const item: AuditedItem = { id: ask.item ?? 'trust', respondents: Object.keys(given) };
      const decision = auditQuery({ audit, query: { where: ask.where, items: [item] } });
      audit = decision.audit;
      return decision.ok ? exact(roster, given, ask.where) : null;
    },
  };
}
