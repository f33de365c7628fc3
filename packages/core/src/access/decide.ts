import type { IsoDate } from '../dates/date.ts';
import { containsDate } from '../dates/period.ts';
import { managerChain, unitPath } from '../organisation/queries.ts';
import type { OrganisationView } from '../organisation/view.ts';
import {
  type AccessAction,
  type AccessEffect,
  type AccessRelation,
  type AccessRule,
  defaultAccessRules,
} from './rules.ts';

/**
 * A role that is given, not derived: for a unit and everything under it (null: the whole company). It counts while the
 * person is there, and over others only.
 */
export interface RoleAssignment {
  readonly personId: string;
  readonly role: 'hr-partner' | 'executive';
  readonly unitId: string | null;
  readonly start: IsoDate;
  readonly end: IsoDate | null;
}

/** Whom the data is about. */
export type AccessSubject = { readonly personId: string } | { readonly unitId: string };

/** May this viewer do this with that? */
export interface AccessRequest {
  readonly viewer: { readonly personId: string };
  readonly action: AccessAction;
  readonly subject: AccessSubject;
  readonly dataKind: string;
}

/** The answer, and the relation and rule that gave it. `core/no-rule`: nothing allows it. */
export interface AccessDecision {
  readonly effect: AccessEffect;
  readonly reason: {
    readonly code: 'core/granted' | 'core/redacted' | 'core/denied-by-rule' | 'core/no-rule' | 'core/unknown-subject';
    readonly relation: AccessRelation | null;
  };
}

/**
 * Who may see which number. Host-owned: a host with its own permission system answers from there; the default answers
 * from the organisation. It is synchronous, because lists are filtered by it: load what it needs first.
 */
export interface AccessPolicyV1 {
  readonly specificationVersion: 'v1';
  readonly decide: (request: AccessRequest) => AccessDecision;
  /** The people about whom the viewer may do this, fully or redacted. */
  readonly visibleSubjects: (request: Omit<AccessRequest, 'subject'>) => readonly string[];
}

/**
 * The default policy on one day's organisation. Roles are inherited downwards; a rule that denies goes before one that
 * allows, one that allows before one that redacts, and what no rule names is denied.
 *
 * @example
 * ```ts
 * import { createAccessPolicy } from '@meritkit/core/access';
 * import { replayChanges, viewOrganisation } from '@meritkit/core/organisation';
 *
 * const day = '2026-01-01';
 * const replayed = replayChanges({ changes: [
 *   { kind: 'person-joins', effective: day, personId: 'lin', name: 'Lin' },
 *   { kind: 'person-joins', effective: day, personId: 'zhou', name: 'Zhou' },
 *   { kind: 'manager-changes', effective: day, personId: 'lin', managerId: 'zhou' },
 * ] });
 * if (!replayed.ok) throw new Error('refused');
 * const view = viewOrganisation({ organisation: replayed.organisation, asOf: day });
 * const policy = createAccessPolicy({ view, roles: [] });
 * const ask = (viewer: string, subject: string) =>
 *   policy.decide({ viewer: { personId: viewer }, action: 'decide', subject: { personId: subject }, dataKind: 'score' }).effect;
 * ask('zhou', 'lin'); // 'allow'
 * ask('lin', 'lin'); // 'deny'
 * ```
 */
export function createAccessPolicy(options: {
  readonly view: OrganisationView;
  readonly roles: readonly RoleAssignment[];
  readonly rules?: readonly AccessRule[];
}): AccessPolicyV1 {
  const { view } = options;
  const roles = options.roles.filter((role) => containsDate(role, view.asOf));
  const rules = indexRules(options.rules ?? defaultAccessRules);
  const decide = (request: AccessRequest): AccessDecision => {
    const relations = relationsOf(view, roles, request.viewer.personId, request.subject);
    if (relations === null) return { effect: 'deny', reason: { code: 'core/unknown-subject', relation: null } };
    return strongest(relations, rules, request);
  };
  return {
    specificationVersion: 'v1',
    decide,
    visibleSubjects: (request) =>
      Object.keys(view.people).filter((personId) => decide({ ...request, subject: { personId } }).effect !== 'deny'),
  };
}

type RuleIndex = ReadonlyMap<string, ReadonlySet<AccessEffect>>;

function indexRules(rules: readonly AccessRule[]): RuleIndex {
  const index = new Map<string, Set<AccessEffect>>();
  for (const rule of rules) {
    const key = ruleKey(rule.relation, rule.action, rule.dataKind);
    index.set(key, (index.get(key) ?? new Set<AccessEffect>()).add(rule.effect));
  }
  return index;
}

function ruleKey(relation: AccessRelation, action: string, dataKind: string): string {
  return `${relation} ${action} ${dataKind}`;
}

const verdicts = [
  { effect: 'deny', code: 'core/denied-by-rule' },
  { effect: 'allow', code: 'core/granted' },
  { effect: 'redact', code: 'core/redacted' },
] as const;

function strongest(relations: readonly AccessRelation[], rules: RuleIndex, request: AccessRequest): AccessDecision {
  const says = (relation: AccessRelation, effect: AccessEffect) =>
    [request.action, '*'].some((action) =>
      [request.dataKind, '*'].some((kind) => rules.get(ruleKey(relation, action, kind))?.has(effect) ?? false),
    );
  for (const { effect, code } of verdicts) {
    const relation = relations.find((candidate) => says(candidate, effect));
    if (relation !== undefined) return { effect, reason: { code, relation } };
  }
  return { effect: 'deny', reason: { code: 'core/no-rule', relation: null } };
}

/** How a viewer stands to a subject; null when the subject is not there on the day of the view. */
function relationsOf(
  view: OrganisationView,
  roles: readonly RoleAssignment[],
  viewerId: string,
  subject: AccessSubject,
): readonly AccessRelation[] | null {
  const there = (record: object, id: string) => Object.hasOwn(record, id);
  if ('personId' in subject) {
    if (!there(view.people, subject.personId)) return null;
    const company: AccessRelation[] = there(view.people, viewerId) ? ['colleague'] : [];
    // A role is given over others: nobody awards points to themselves as their own HR partner.
    if (viewerId === subject.personId) return ['self', ...company];
    const given = rolesOver(view, roles, viewerId, view.people[subject.personId]?.unitId ?? null);
    const chain = managerChain({ view, personId: subject.personId });
    const place = chain.indexOf(viewerId);
    const managing: AccessRelation[] = place === -1 ? [] : [place === 0 ? 'manager' : 'manager-above'];
    return [...managing, ...given, ...company];
  }
  if (!there(view.units, subject.unitId)) return null;
  const path = unitPath({ view, unitId: subject.unitId });
  const leads: AccessRelation[] = path.some((id) => view.units[id]?.leadId === viewerId) ? ['lead'] : [];
  const memberOf = there(view.people, viewerId) ? (view.people[viewerId]?.memberships ?? []) : [];
  const member: AccessRelation[] = memberOf.some((row) => row.unitId === subject.unitId) ? ['member'] : [];
  const company: AccessRelation[] = there(view.people, viewerId) ? ['colleague'] : [];
  return [...leads, ...rolesOver(view, roles, viewerId, subject.unitId), ...member, ...company];
}

function rolesOver(
  view: OrganisationView,
  roles: readonly RoleAssignment[],
  viewerId: string,
  unitId: string | null,
): readonly AccessRelation[] {
  // A role ends with the employment, whoever forgot to end it.
  if (!Object.hasOwn(view.people, viewerId)) return [];
  const above = new Set(unitId === null ? [] : unitPath({ view, unitId }));
  return roles
    .filter((role) => role.personId === viewerId && (role.unitId === null || above.has(role.unitId)))
    .map((role) => role.role);
}
