import type { IsoDate } from '../dates/date.ts';
import {
  type ChangeImpact,
  type ChangeRejection,
  managerChain,
  type Organisation,
  type OrganisationChange,
  type OrganisationView,
  previewChanges,
} from '../organisation/index.ts';
import { createAccessPolicy, type RoleAssignment } from './decide.ts';
import { type AccessAction, type AccessEffect, type AccessRule, dataKinds } from './rules.ts';

/** That somebody gains or loses sight of somebody's data. */
export interface AccessChange {
  readonly viewerId: string;
  readonly subjectId: string;
  readonly action: AccessAction;
  readonly dataKind: string;
  readonly from: AccessEffect;
  readonly to: AccessEffect;
}

/**
 * Everything that a change of the organisation would do, before it is done: who comes, goes and moves, whose managers
 * change, and who would see or decide more or less about whom.
 *
 * @throws InvalidInputError `core/not-a-date`
 * @example
 * ```ts
 * import { previewImpact } from '@meritkit/core/access';
 * import { replayChanges } from '@meritkit/core/organisation';
 *
 * const day = '2026-01-01';
 * const replayed = replayChanges({ changes: [
 *   { kind: 'person-joins', effective: day, personId: 'zhou', name: 'Zhou' },
 *   { kind: 'person-joins', effective: day, personId: 'lin', name: 'Lin' },
 *   { kind: 'unit-opens', effective: day, unitId: 'rd', name: 'R&D', unitKind: 'unit', parentId: null },
 *   { kind: 'unit-opens', effective: day, unitId: 'pay', name: 'Payments', unitKind: 'unit', parentId: 'rd' },
 *   { kind: 'lead-changes', effective: day, unitId: 'rd', personId: 'zhou' },
 *   { kind: 'person-moves', effective: day, personId: 'lin', unitId: 'pay' },
 * ] });
 * if (!replayed.ok) throw new Error('refused');
 * const preview = previewImpact({
 *   organisation: replayed.organisation, roles: [], kinds: ['score'], actions: ['read'],
 *   changes: [{ kind: 'person-moves', effective: '2026-07-01', personId: 'lin', unitId: null }],
 * });
 * preview.ok && preview.impact.accessChanges;
 * // [{ viewerId: 'zhou', subjectId: 'lin', action: 'read', dataKind: 'score', from: 'allow', to: 'deny' }]
 * ```
 */
export function previewImpact(options: {
  readonly organisation: Organisation;
  readonly changes: readonly OrganisationChange[];
  readonly asOf?: IsoDate;
  readonly roles: readonly RoleAssignment[];
  readonly rules?: readonly AccessRule[];
  readonly kinds?: readonly string[];
  readonly actions?: readonly AccessAction[];
}):
  | { readonly ok: true; readonly impact: ChangeImpact & { readonly accessChanges: readonly AccessChange[] } }
  | { readonly ok: false; readonly rejection: ChangeRejection; readonly at: number } {
  const preview = previewChanges(options);
  if (!preview.ok) return preview;
  const accessChanges = compareAccess({ ...options, ...preview });
  return { ok: true, impact: { ...preview.impact, accessChanges } };
}

/**
 * Who would see or decide more or less, between two views. Colleagues at large are not asked one by one: only those above a touched person, those with a role (who come or go: about everybody), and the touched people themselves.
 *
 * @example
 * ```ts
 * import { compareAccess } from '@meritkit/core/access';
 * import { previewChanges, replayChanges } from '@meritkit/core/organisation';
 *
 * const day = '2026-01-01';
 * const replayed = replayChanges({ changes: [
 *   { kind: 'person-joins', effective: day, personId: 'zhou', name: 'Zhou' },
 *   { kind: 'person-joins', effective: day, personId: 'lin', name: 'Lin' },
 *   { kind: 'unit-opens', effective: day, unitId: 'rd', name: 'R&D', unitKind: 'unit', parentId: null },
 *   { kind: 'unit-opens', effective: day, unitId: 'pay', name: 'Payments', unitKind: 'unit', parentId: 'rd' },
 *   { kind: 'lead-changes', effective: day, unitId: 'rd', personId: 'zhou' },
 *   { kind: 'person-moves', effective: day, personId: 'lin', unitId: 'pay' },
 * ] });
 * if (!replayed.ok) throw new Error('refused');
 * const preview = previewChanges({
 *   organisation: replayed.organisation,
 *   changes: [{ kind: 'lead-changes', effective: '2026-07-01', unitId: 'rd', personId: null }],
 * });
 * preview.ok && compareAccess({ ...preview, roles: [], kinds: ['score'], actions: ['decide'] }).map(({ from, to }) => [from, to]); // [['allow', 'deny']]
 * ```
 */
export function compareAccess(options: {
  readonly before: OrganisationView;
  readonly after: OrganisationView;
  readonly impact: ChangeImpact;
  readonly roles: readonly RoleAssignment[];
  readonly rules?: readonly AccessRule[];
  readonly kinds?: readonly string[];
  readonly actions?: readonly AccessAction[];
}): readonly AccessChange[] {
  const { before, after, impact, roles } = options;
  const rules = options.rules === undefined ? {} : { rules: options.rules };
  const old = createAccessPolicy({ view: before, roles, ...rules });
  const next = createAccessPolicy({ view: after, roles, ...rules });
  const changes: AccessChange[] = [];
  const coming = new Set([...impact.joins, ...impact.leaves]);
  const arriving = roles.map((role) => role.personId).filter((id) => coming.has(id));
  // Whoever comes or goes with a role gains or loses sight of everybody under it, though nothing changes for those.
  const everybody = arriving.length === 0 ? [] : [...Object.keys(before.people), ...Object.keys(after.people)];
  const direct = new Set(touched(impact));
  for (const subjectId of new Set([...direct, ...everybody])) {
    for (const viewerId of direct.has(subjectId) ? concerned(options, subjectId) : new Set(arriving)) {
      for (const action of options.actions ?? (['read', 'decide'] as const)) {
        for (const dataKind of options.kinds ?? dataKinds) {
          const request = { viewer: { personId: viewerId }, action, subject: { personId: subjectId }, dataKind };
          const [from, to] = [old.decide(request).effect, next.decide(request).effect];
          if (from !== to) changes.push({ viewerId, subjectId, action, dataKind, from, to });
        }
      }
    }
  }
  return changes;
}

function touched(impact: ChangeImpact): readonly string[] {
  const rows = [...impact.moves, ...impact.managerChanges, ...impact.chainChanges].map((row) => row.personId);
  return [...new Set([...impact.joins, ...impact.leaves, ...rows, ...impact.branchChanges])];
}

function concerned(
  options: {
    readonly before: OrganisationView;
    readonly after: OrganisationView;
    readonly roles: readonly RoleAssignment[];
  },
  subjectId: string,
): readonly string[] {
  const chains = [options.before, options.after].flatMap((view) =>
    Object.hasOwn(view.people, subjectId) ? managerChain({ view, personId: subjectId }) : [],
  );
  return [...new Set([subjectId, ...chains, ...options.roles.map((role) => role.personId)])];
}
