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
  return auditSets({ audit, where: query.where, parts: partsOf(audit, group, query.items) }).decision;
}

/** A set of people behind one item. Internal. */
export interface AuditPart {
  readonly item: string;
  readonly set: PeopleSet;
}

/** Who of a group stands behind each item. Internal. */
export function partsOf(audit: AuditState, group: PeopleSet, items: readonly AuditedItem[]): readonly AuditPart[] {
  return items.map((item) => ({
    item: item.id,
    set: item.respondents === undefined ? group : among(audit.answers, group, item.respondents),
  }));
}

/**
 * As `auditQuery`, for sets that are built already. `against` are the released sets of answers that a refused question
 * would not stand beside: for whoever plans an order, never for a viewer. Internal.
 */
export function auditSets(options: {
  readonly audit: AuditState;
  readonly where: Where;
  readonly parts: readonly AuditPart[];
}): { readonly decision: AuditDecision; readonly against: readonly number[] } {
  const { audit, where, parts } = options;
  const invited = audit.membership === null ? null : peopleWhere(audit.membership, where);
  const answered = parts.map((part) => countPeople(part.set));
  if (parts.length === 0 || answered.some((count) => count < audit.policy.minimumGroup)) {
    const hint = 'Too few people answered to show this group.';
    return { decision: refuse(audit, 'engagement/group-too-small', hint), against: [] };
  }
  const answers = admit(audit.answers, parts, audit.policy.minimumGroup);
  const membership =
    audit.membership === null || invited === null
      ? { admitted: true as const, universe: null }
      : admit(audit.membership, [{ item: 'membership', set: invited }], audit.policy.minimumGroup);
  if (!answers.admitted || !membership.admitted) {
    const hint = 'Together with what was already shown, this could reveal one answer.';
    return {
      decision: refuse(audit, 'engagement/would-isolate', hint),
      against: answers.admitted ? [] : answers.against,
    };
  }
  const next = { ...audit, answers: answers.universe, membership: membership.universe };
  const queries = { ...audit.queries, answered: audit.queries.answered + 1 };
  const state = Object.freeze({ ...next, queries, version: audit.version + 1 });
  return { decision: { ok: true, audit: state, answered }, against: [] };
}

type Admitted =
  | { readonly admitted: true; readonly universe: Universe }
  | { readonly admitted: false; readonly against: readonly number[] };

function admit(universe: Universe, parts: readonly AuditPart[], minimum: number): Admitted {
  let current = universe;
  for (const { item, set } of parts) {
    const place = indexOfSet(current, set);
    const decision = decideLedger(current, item, set, place, minimum);
    if (!decision.safe) return { admitted: false, against: decision.against };
    if (!decision.isNew) continue;
    current = {
      ...current,
      sets: place.index === current.sets.length ? [...current.sets, place.text] : current.sets,
      ledgers: { ...current.ledgers, [item]: decision.ledger },
    };
  }
  return { admitted: true, universe: current };
}

function refuse(audit: AuditState, code: AuditRejection['code'], hint: string): AuditDecision {
  const queries = { ...audit.queries, refused: audit.queries.refused + 1 };
  return {
    ok: false,
    audit: Object.freeze({ ...audit, queries, version: audit.version + 1 }),
    rejection: reject(code, { minimumGroup: audit.policy.minimumGroup, hint }).rejection,
  };
}
