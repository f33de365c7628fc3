import { type Rejection, reject } from '@meritkit/core/errors';
import { among, peopleWhere, type Where } from './filter.ts';
import { decideLedger, indexOfSet } from './ledger.ts';
import { countPeople, type PeopleSet } from './people-set.ts';
import type { AuditState, Universe } from './state.ts';

/** A question to the audit: a group, and the items whose answers the statistic reads. */
export interface AuditQuery {
  readonly where: Where;
  readonly items: readonly AuditedItem[];
}

/** An item, with those who answered it (everyone in the roster when absent). */
export interface AuditedItem {
  readonly id: string;
  readonly respondents?: Iterable<string>;
}

/** Why a group's answers stay closed. Neither refusal carries a count, and both follow from sets alone. */
export type AuditRejection =
  | Rejection<'engagement/group-too-small', { readonly minimumGroup: number; readonly hint: string }>
  | Rejection<'engagement/would-isolate', { readonly minimumGroup: number; readonly hint: string }>;

/** The audit's answer; `audit` is the state to go on with, after a refusal too. */
export type AuditDecision =
  | { readonly ok: true; readonly audit: AuditState; readonly answered: readonly number[] }
  | { readonly ok: false; readonly audit: AuditState; readonly rejection: AuditRejection };

/**
 * Decides whether a statistic over a group's answers may be released, after everything that was released before to
 * anyone. It reads which people are in which sets, never an answer: with the answers permuted the decision is the same.
 *
 * The guarantee: no linear combination of everything released, over people, items and waves, involves fewer than
 * `minimumGroup` people, unless it involves none. `answered[i]` is the number of people behind item i.
 *
 * What is thrown depends on names alone, never on how many people are behind them.
 *
 * @throws InvalidInputError `engagement/unknown-attribute`, `engagement/unknown-respondent`
 * @example
 * ```ts
 * import { auditQuery, openAudit } from '@meritkit/engagement-index';
 *
 * const roster = ['r1', 'r2', 'r3', 'r4', 'r5', 'r6'].map((respondent, i) => ({ respondent, level: i < 5 ? 'senior' : 'junior' }));
 * const audit = openAudit({ survey: 'pulse', minimumGroup: 5, roster });
 * const all = auditQuery({ audit, query: { where: {}, items: [{ id: 'trust' }] } });
 * const seniors = auditQuery({ audit: all.audit, query: { where: { level: 'senior' }, items: [{ id: 'trust' }] } });
 * [all.ok, seniors.ok]; // [true, false]
 * ```
 */
export function auditQuery(options: { readonly audit: AuditState; readonly query: AuditQuery }): AuditDecision {
  const { audit, query } = options;
  const group = peopleWhere(audit.answers, query.where);
  const parts = query.items.map((item) => ({
    item: item.id,
    set: item.respondents === undefined ? group : among(audit.answers, group, item.respondents),
  }));
  return auditSets({ audit, where: query.where, parts });
}

/** As `auditQuery`, for sets that are built already. Internal. */
export function auditSets(options: {
  readonly audit: AuditState;
  readonly where: Where;
  readonly parts: readonly { readonly item: string; readonly set: PeopleSet }[];
}): AuditDecision {
  const { audit, where, parts } = options;
  const invited = audit.membership === null ? null : peopleWhere(audit.membership, where);
  const answered = parts.map((part) => countPeople(part.set));
  if (parts.length === 0 || answered.some((count) => count < audit.policy.minimumGroup)) {
    return refuse(audit, 'engagement/group-too-small', 'Too few people answered to show this group.');
  }
  const answers = admit(audit.answers, parts, audit.policy.minimumGroup);
  const membership =
    audit.membership === null || invited === null
      ? null
      : admit(audit.membership, [{ item: 'membership', set: invited }], audit.policy.minimumGroup);
  if (answers === 'refused' || membership === 'refused') {
    return refuse(
      audit,
      'engagement/would-isolate',
      'Together with what was already shown, this could reveal one answer.',
    );
  }
  const { queries } = audit;
  const next = { ...audit, answers, membership, queries: { ...queries, answered: queries.answered + 1 } };
  return { ok: true, audit: Object.freeze({ ...next, version: audit.version + 1 }), answered };
}

function admit(
  universe: Universe,
  parts: readonly { readonly item: string; readonly set: PeopleSet }[],
  minimum: number,
): Universe | 'refused' {
  let current = universe;
  for (const { item, set } of parts) {
    const place = indexOfSet(current, set);
    const decision = decideLedger(current, item, set, place, minimum);
    if (!decision.safe) return 'refused';
    if (!decision.isNew) continue;
    current = {
      ...current,
      sets: place.index === current.sets.length ? [...current.sets, place.text] : current.sets,
      ledgers: { ...current.ledgers, [item]: decision.ledger },
    };
  }
  return current;
}

function refuse(audit: AuditState, code: AuditRejection['code'], hint: string): AuditDecision {
  const queries = { ...audit.queries, refused: audit.queries.refused + 1 };
  return {
    ok: false,
    audit: Object.freeze({ ...audit, queries, version: audit.version + 1 }),
    rejection: reject(code, { minimumGroup: audit.policy.minimumGroup, hint }).rejection,
  };
}
