import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, type IsoDate } from '../dates/index.ts';
import {
  applyChange,
  checkOrganisation,
  emptyOrganisation,
  type Organisation,
  type OrganisationChange,
  replayChanges,
  viewOrganisation,
} from './index.ts';

const people = ['p0', 'p1', 'p2', 'p3', 'p4'] as const;
const units = ['u0', 'u1', 'u2', 'u3'] as const;
const start: IsoDate = '2026-01-01';
const day = fc.nat(40).map((days) => addDays(start, days));
const person = fc.constantFrom(...people);
const unit = fc.constantFrom(...units);
const maybe = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.option(arbitrary, { freq: 4 });

const change: fc.Arbitrary<OrganisationChange> = fc.oneof(
  fc.record({ kind: fc.constant('unit-moves' as const), effective: day, unitId: unit, parentId: maybe(unit) }),
  fc.record({ kind: fc.constant('person-moves' as const), effective: day, personId: person, unitId: maybe(unit) }),
  fc.record({ kind: fc.constant('person-joins-group' as const), effective: day, personId: person, unitId: unit }),
  fc.record({ kind: fc.constant('person-leaves-group' as const), effective: day, personId: person, unitId: unit }),
  fc.record({ kind: fc.constant('lead-changes' as const), effective: day, unitId: unit, personId: maybe(person) }),
  fc.record({
    kind: fc.constant('manager-changes' as const),
    effective: day,
    personId: person,
    managerId: maybe(person),
  }),
  fc.record({ kind: fc.constant('person-leaves' as const), effective: day, personId: person }),
  fc.record({
    kind: fc.constant('person-joins' as const),
    effective: day,
    personId: person,
    name: fc.constant('again'),
  }),
  fc.record({ kind: fc.constant('unit-closes' as const), effective: day, unitId: unit }),
);
const changes = fc
  .array(change, { maxLength: 30 })
  .map((list) =>
    [...list].sort((left, right) => (left.effective < right.effective ? -1 : left.effective > right.effective ? 1 : 0)),
  );

const founding: readonly OrganisationChange[] = [
  ...people.map((personId) => ({ kind: 'person-joins', effective: start, personId, name: personId }) as const),
  ...units.map(
    (unitId) =>
      ({ kind: 'unit-opens', effective: start, unitId, name: unitId, unitKind: 'unit', parentId: null }) as const,
  ),
];
const founded = replayChanges({ changes: founding });

/** Makes what can be made; what is refused leaves the organisation as it was. */
function play(list: readonly OrganisationChange[]): {
  readonly organisation: Organisation;
  readonly made: readonly OrganisationChange[];
} {
  let organisation = founded.ok ? founded.organisation : emptyOrganisation;
  const made: OrganisationChange[] = [];
  for (const one of list) {
    const outcome = applyChange({ organisation, change: one });
    if (!outcome.ok) continue;
    organisation = outcome.organisation;
    made.push(one);
  }
  return { organisation, made };
}

/** A second implementation: today's state alone, without any history. */
function simulate(list: readonly OrganisationChange[]) {
  const there = new Set<string>(people);
  const open = new Set<string>(units);
  const parents = new Map<string, string>();
  const leads = new Map<string, string>();
  const managers = new Map<string, string>();
  const primary = new Map<string, string>();
  const members = new Set<string>();
  const put = (map: Map<string, string>, key: string, value: string | null) => {
    if (value === null) map.delete(key);
    else map.set(key, value);
  };
  for (const one of list) {
    if (one.kind === 'unit-moves') put(parents, one.unitId, one.parentId);
    if (one.kind === 'lead-changes') put(leads, one.unitId, one.personId);
    if (one.kind === 'manager-changes') put(managers, one.personId, one.managerId);
    if (one.kind === 'person-moves') {
      put(primary, one.personId, one.unitId);
      if (one.unitId !== null) members.delete(`${one.personId} ${one.unitId}`);
    }
    if (one.kind === 'person-joins-group') {
      members.add(`${one.personId} ${one.unitId}`);
      if (primary.get(one.personId) === one.unitId) primary.delete(one.personId);
    }
    if (one.kind === 'person-leaves-group') {
      members.delete(`${one.personId} ${one.unitId}`);
      if (primary.get(one.personId) === one.unitId) primary.delete(one.personId);
    }
    if (one.kind === 'person-joins') there.add(one.personId);
    if (one.kind === 'unit-closes') {
      open.delete(one.unitId);
      parents.delete(one.unitId);
      leads.delete(one.unitId);
    }
    if (one.kind === 'person-leaves') {
      there.delete(one.personId);
      primary.delete(one.personId);
      for (const name of [...members]) if (name.startsWith(`${one.personId} `)) members.delete(name);
      for (const [id, lead] of [...leads]) if (lead === one.personId) leads.delete(id);
      for (const [id, manager] of [...managers])
        if (manager === one.personId || id === one.personId) managers.delete(id);
    }
  }
  const managerOf = (id: string) => {
    const named = managers.get(id);
    if (named !== undefined) return named;
    for (let at = primary.get(id); at !== undefined; at = parents.get(at)) {
      const lead = leads.get(at);
      if (lead !== undefined && lead !== id) return lead;
    }
    return null;
  };
  return {
    people: [...there].sort().map((id) => ({
      id,
      unitId: primary.get(id) ?? null,
      managerId: managerOf(id),
      groups: [...members]
        .filter((name) => name.startsWith(`${id} `))
        .map((name) => name.slice(id.length + 1))
        .sort(),
    })),
    units: [...open].sort().map((id) => ({ id, parentId: parents.get(id) ?? null, leadId: leads.get(id) ?? null })),
  };
}

function seen(organisation: Organisation, asOf: IsoDate) {
  const view = viewOrganisation({ organisation, asOf });
  return {
    people: Object.keys(view.people)
      .sort()
      .map((id) => {
        const { unitId, managerId, memberships } = view.people[id]!;
        return {
          id,
          unitId,
          managerId,
          groups: memberships
            .filter((row) => !row.primary)
            .map((row) => row.unitId)
            .sort(),
        };
      }),
    units: Object.keys(view.units)
      .sort()
      .map((id) => ({ id, parentId: view.units[id]!.parentId, leadId: view.units[id]!.leadId })),
  };
}

describe('an organisation with its history', () => {
  it('shows on every day what replaying the changes up to that day gives', () => {
    fc.assert(
      fc.property(changes, day, (list, asOf) => {
        const { organisation, made } = play(list);
        const until = made.filter(({ effective }) => effective <= asOf);
        expect(seen(organisation, asOf)).toEqual(simulate(until));
        expect(seen(play(until).organisation, asOf)).toEqual(seen(organisation, asOf));
      }),
      { numRuns: 400 },
    );
  });

  it('stays sound whatever is asked of it, also out of order', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 30 }), (list) => {
        expect(checkOrganisation(play(list).organisation)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('a change leaves every earlier day as it was', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 15 }), change, day, (list, next, asOf) => {
        const { organisation } = play(list);
        const outcome = applyChange({ organisation, change: next });
        if (outcome.ok && asOf < next.effective) {
          expect(seen(outcome.organisation, asOf)).toEqual(seen(organisation, asOf));
        }
      }),
    );
  });
});
