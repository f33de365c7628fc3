import { lookUpAccounts } from '@meritkit/core/accounts';
import { z } from 'zod';
import { createCollector } from '../shared/collect.ts';
import { readRecord } from '../shared/read.ts';
import type { RecordRejection } from '../shared/result.ts';
import type { PeopleSnapshot, SnapshotPerson, SnapshotUnit } from './snapshot.ts';

const text = z.string().nullish();
const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

/** A SCIM 2.0 user (RFC 7643, sections 4.1 and 4.3). */
export const scimUserSchema = z.looseObject({
  id: z.string().min(1),
  externalId: text,
  userName: z.string().min(1),
  displayName: text,
  name: z.looseObject({ formatted: text, givenName: text, familyName: text }).nullish(),
  active: z.boolean().nullish(),
  locale: text,
  emails: z.array(z.looseObject({ value: z.string(), primary: z.boolean().nullish() })).nullish(),
  [enterprise]: z
    .looseObject({
      employeeNumber: text,
      department: text,
      division: text,
      organization: text,
      manager: z.looseObject({ value: text }).nullish(),
    })
    .nullish(),
});

/** A SCIM 2.0 group (RFC 7643, section 4.2). */
export const scimGroupSchema = z.looseObject({
  id: z.string().min(1),
  displayName: z.string().min(1),
  members: z.array(z.looseObject({ value: z.string().min(1), type: text })).nullish(),
});

/** People and groups as a SCIM service has them now. */
export interface ScimImport {
  readonly snapshot: PeopleSnapshot;
  readonly rejections: readonly RecordRejection[];
  readonly records: number;
}

/**
 * The `Resources` of a SCIM 2.0 list of users and groups as a snapshot: people, their departments as units, groups as
 * project groups, managers. A user's id is `externalId`, where the HR system gave one, else the service's `id`.
 * `changesFromSnapshot` says what it changes in an organisation with history. A user without the enterprise extension has
 * no known department and manager: what the organisation knows of them stays.
 *
 * @example
 * ```ts
 * import { importScim } from '@meritkit/connectors';
 *
 * const { snapshot } = importScim({
 *   users: [{ id: '2819c223', externalId: 'lin', userName: 'lin@example.com', displayName: 'Lin', active: true }],
 *   groups: [{ id: 'g1', displayName: 'Promotion', members: [{ value: '2819c223' }] }],
 * });
 * snapshot.people[0]?.id; // 'lin'
 * snapshot.memberships; // [{ personId: 'lin', unitId: 'g1', primary: false }]
 * ```
 */
export function importScim(options: {
  readonly users: readonly unknown[];
  readonly groups?: readonly unknown[];
}): ScimImport {
  const collector = createCollector(lookUpAccounts([]));
  const seen = new Set<string>();
  const users = options.users.flatMap((input, index) => {
    collector.record();
    const place = { system: 'scim', list: 'Users', index };
    const user = readRecord({ schema: scimUserSchema, input, place, collector });
    if (user === null) return [];
    const id = user.externalId || user.id;
    if (seen.has(id)) {
      collector.reject('connectors/duplicate', { ...place, ref: user.id }, `there is a user "${id}" already`);
      return [];
    }
    seen.add(id);
    return [{ user, place: { ...place, ref: user.id } }];
  });
  const idOf = new Map(users.map(({ user }) => [user.id, user.externalId || user.id]));
  const active = users.filter(({ user, place }) => {
    if (user.active !== false) return true;
    collector.reject('connectors/no-fact', place, `"${user.userName}" is not active`);
    return false;
  });
  const here = new Set(active.map(({ user }) => idOf.get(user.id)!));
  const departments = new Map<string, SnapshotUnit>();
  const memberships: { personId: string; unitId: string; primary: boolean }[] = [];
  const managers: { personId: string; managerId: string }[] = [];
  for (const { user, place } of active) {
    const personId = idOf.get(user.id)!;
    const extension = user[enterprise];
    if (extension?.department) {
      const unitId = `department-${extension.department}`;
      departments.set(unitId, { id: unitId, name: extension.department, kind: 'unit' });
      memberships.push({ personId, unitId, primary: true });
    }
    const manager = extension?.manager?.value;
    if (!manager) continue;
    const managerId = idOf.get(manager) ?? manager;
    if (here.has(managerId) && managerId !== personId) managers.push({ personId, managerId });
    else {
      const path = [enterprise, 'manager', 'value'];
      collector.reject('connectors/unknown-reference', { ...place, path }, `there is no active manager "${manager}"`);
    }
  }
  const groups = readGroups(options.groups ?? [], collector, idOf, here, memberships);
  const people = active.map(({ user }): SnapshotPerson => personOf(user, idOf.get(user.id)!));
  const { rejections, records } = collector.finish();
  return {
    snapshot: { people, units: [...departments.values(), ...groups], memberships, managers },
    rejections,
    records,
  };
}

function readGroups(
  inputs: readonly unknown[],
  collector: ReturnType<typeof createCollector>,
  idOf: ReadonlyMap<string, string>,
  here: ReadonlySet<string>,
  memberships: { personId: string; unitId: string; primary: boolean }[],
): readonly SnapshotUnit[] {
  return inputs.flatMap((input, index) => {
    collector.record();
    const place = { system: 'scim', list: 'Groups', index };
    const group = readRecord({ schema: scimGroupSchema, input, place, collector });
    if (group === null) return [];
    for (const [at, member] of (group.members ?? []).entries()) {
      const personId = idOf.get(member.value) ?? member.value;
      if (here.has(personId)) memberships.push({ personId, unitId: group.id, primary: false });
      else if (member.type !== 'Group') {
        const inside = { ...place, ref: group.id, path: ['members', at, 'value'] };
        collector.reject('connectors/unknown-reference', inside, `there is no active member "${member.value}"`);
      }
    }
    return [{ id: group.id, name: group.displayName, kind: 'project-group' as const }];
  });
}

function personOf(user: z.output<typeof scimUserSchema>, id: string): SnapshotPerson {
  const given = [user.name?.givenName, user.name?.familyName].filter(Boolean).join(' ');
  const email = (user.emails?.find((candidate) => candidate.primary) ?? user.emails?.[0])?.value;
  return {
    id,
    name: user.displayName || user.name?.formatted || given || user.userName,
    ...(email === undefined ? {} : { email: email.toLowerCase() }),
    ...(user[enterprise] ? {} : { placeUnknown: true as const }),
  };
}
