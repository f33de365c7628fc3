import { describe, expect, it } from 'vitest';
import { createAccessPolicy, previewImpact, type RoleAssignment } from '../access/index.ts';
import {
  applyChange,
  checkOrganisation,
  managerChain,
  type Organisation,
  type OrganisationChange,
  previewChanges,
  replayChanges,
  unitsUnder,
  viewOrganisation,
} from './index.ts';

const day = '2026-01-01';

function company(...more: readonly OrganisationChange[]): Organisation {
  const joins = ['ann', 'bob', 'lin', 'hr'].map(
    (personId) => ({ kind: 'person-joins', effective: day, personId, name: personId }) as const,
  );
  const replayed = replayChanges({
    changes: [
      ...joins,
      { kind: 'unit-opens', effective: day, unitId: 'pay', name: 'p', unitKind: 'unit', parentId: null },
      { kind: 'unit-opens', effective: day, unitId: 'search', name: 's', unitKind: 'unit', parentId: null },
      { kind: 'unit-opens', effective: day, unitId: 'promo', name: 'g', unitKind: 'project-group', parentId: null },
      { kind: 'lead-changes', effective: day, unitId: 'pay', personId: 'ann' },
      { kind: 'person-moves', effective: day, personId: 'lin', unitId: 'pay' },
      ...more,
    ],
  });
  if (!replayed.ok) throw new Error(replayed.rejection.code);
  return replayed.organisation;
}
const on = (organisation: Organisation, asOf: string) => viewOrganisation({ organisation, asOf });

/** As an HR system tells it: an end of employment is known, and the rows below it were left open. */
function withEnd(organisation: Organisation, id: string, end: string, back: string): Organisation {
  const people = organisation.people.map((row) => (row.id === id ? { ...row, end } : row));
  return { ...organisation, people: [...people, { id, name: id, start: back, end: null }] };
}

describe('somebody who left and came back', () => {
  it('has neither the unit nor the lead nor the manager of the time before', () => {
    const before = company({ kind: 'manager-changes', effective: day, personId: 'lin', managerId: 'bob' });
    const organisation = withEnd(withEnd(before, 'ann', '2026-03-01', '2026-09-01'), 'lin', '2026-03-01', '2026-09-01');
    expect(checkOrganisation(organisation)).toEqual([]);
    expect(on(organisation, '2026-02-28').people.lin).toMatchObject({ unitId: 'pay', managerId: 'bob' });
    const after = on(organisation, '2026-09-01');
    expect(after.people.lin).toMatchObject({ unitId: null, managerId: null, memberships: [] });
    expect(after.units.pay?.leadId).toBeNull();
    const policy = createAccessPolicy({ view: after, roles: [] });
    const ask = {
      viewer: { personId: 'ann' },
      action: 'decide',
      subject: { unitId: 'pay' },
      dataKind: 'score',
    } as const;
    expect(policy.decide(ask).effect).toBe('deny');
  });

  it('has what is given from then on, also on the day of the return', () => {
    const organisation = withEnd(company(), 'lin', '2026-03-01', '2026-09-01');
    const moved = applyChange({
      organisation,
      change: { kind: 'person-moves', effective: '2026-09-01', personId: 'lin', unitId: 'search' },
    });
    if (!moved.ok) throw new Error(moved.rejection.code);
    expect(on(moved.organisation, '2026-09-01').people.lin?.unitId).toBe('search');
    expect(on(moved.organisation, '2026-02-01').people.lin?.unitId).toBe('pay');
  });

  it('has what was planned for the return, though it begins a few days before', () => {
    const organisation = withEnd(company(), 'lin', '2026-03-01', '2026-09-01');
    const early = { personId: 'lin', unitId: 'search', primary: true, start: '2026-08-25', end: null };
    const memberships = [...organisation.memberships.map((row) => ({ ...row, end: '2026-03-01' })), early];
    expect(on({ ...organisation, memberships }, '2026-09-01').people.lin?.unitId).toBe('search');
  });

  it('is another than somebody whose name changed, who keeps everything', () => {
    const organisation = withEnd(company(), 'lin', '2026-03-01', '2026-03-01');
    expect(on(organisation, '2026-09-01').people.lin).toMatchObject({ unitId: 'pay', managerId: 'ann' });
  });

  it('left and joined on one day by changes: the old unit is gone', () => {
    const organisation = company(
      { kind: 'person-leaves', effective: '2026-03-01', personId: 'lin' },
      { kind: 'person-joins', effective: '2026-03-01', personId: 'lin', name: 'Lin' },
    );
    expect(on(organisation, '2026-03-01').people.lin).toMatchObject({ unitId: null, memberships: [] });
    expect(checkOrganisation(organisation)).toEqual([]);
  });

  it('a group that is opened again starts without the people of last year', () => {
    const grouped = company({ kind: 'person-joins-group', effective: day, personId: 'lin', unitId: 'promo' });
    const units = grouped.units.map((row) => (row.id === 'promo' ? { ...row, end: '2026-03-01' } : row));
    const again = { id: 'promo', name: 'g', kind: 'project-group' as const, start: '2027-03-01', end: null };
    const organisation = { ...grouped, units: [...units, again] };
    expect(on(organisation, '2026-02-01').people.lin?.memberships).toHaveLength(2);
    expect(on(organisation, '2027-03-01').people.lin?.memberships.map((row) => row.unitId)).toEqual(['pay']);
  });
});

describe('changes that meet', () => {
  it('joining the own unit as a group is refused, and leaving it as a group changes nothing', () => {
    const organisation = company();
    expect(
      applyChange({
        organisation,
        change: { kind: 'person-joins-group', effective: '2026-02-01', personId: 'lin', unitId: 'pay' },
      }),
    ).toEqual({ ok: false, rejection: { code: 'core/already-there', id: 'lin' } });
    const left = applyChange({
      organisation,
      change: { kind: 'person-leaves-group', effective: '2026-02-01', personId: 'lin', unitId: 'pay' },
    });
    if (!left.ok) throw new Error('refused');
    expect(on(left.organisation, '2026-02-01').people.lin).toMatchObject({ unitId: 'pay', managerId: 'ann' });
  });

  it('a unit whose people have all left can be closed, though a table left their rows open', () => {
    const organisation = company();
    const people = organisation.people.map((row) => (row.id === 'lin' ? { ...row, end: '2026-03-01' } : row));
    const close = (effective: string) =>
      applyChange({
        organisation: { ...organisation, people },
        change: { kind: 'unit-closes', effective, unitId: 'pay' },
      });
    expect(close('2026-02-01')).toMatchObject({ rejection: { code: 'core/unit-not-empty', people: ['lin'] } });
    expect(close('2026-03-01').ok).toBe(true);
  });

  it('two moves on one day: the last stands, and the day before is as it was', () => {
    const organisation = company(
      { kind: 'person-moves', effective: '2026-02-01', personId: 'lin', unitId: 'search' },
      { kind: 'person-moves', effective: '2026-02-01', personId: 'lin', unitId: null },
    );
    expect(on(organisation, '2026-01-31').people.lin?.unitId).toBe('pay');
    expect(on(organisation, '2026-02-01').people.lin?.unitId).toBeNull();
    expect(checkOrganisation(organisation)).toEqual([]);
  });

  it('are looked at on the day of the last, also before 1970', () => {
    const preview = previewChanges({
      organisation: { ...company(), people: [{ id: 'old', name: 'Old', start: '1950-01-01', end: null }] },
      changes: [{ kind: 'person-leaves', effective: '1965-03-01', personId: 'old' }],
    });
    expect(preview.ok && preview.impact).toMatchObject({ asOf: '1965-03-01', leaves: ['old'] });
  });

  it('of hundreds of managers are checked against all that lie above, on every day', () => {
    const ids = Array.from({ length: 300 }, (_, index) => `p${index}`);
    const people = ids.map((id) => ({ id, name: id, start: day, end: null }));
    const changes = ids.slice(1).map((personId, index) => {
      const managerId = ids[Math.floor((index + 1) / 8)]!;
      return { kind: 'manager-changes', effective: '2026-02-01', personId, managerId } as const;
    });
    const replayed = replayChanges({ organisation: { ...company(), people }, changes });
    if (!replayed.ok) throw new Error(replayed.rejection.code);
    const closing = { kind: 'manager-changes', effective: '2026-01-15', personId: 'p0', managerId: 'p299' } as const;
    expect(applyChange({ organisation: replayed.organisation, change: closing })).toMatchObject({
      rejection: { code: 'core/organisation-cycle', from: '2026-02-01' },
    });
  });

  it('a tree that nobody checked ends, though it runs in a circle', () => {
    const circle = [
      { unitId: 'pay', parentId: 'search', start: day, end: null },
      { unitId: 'search', parentId: 'pay', start: day, end: null },
    ];
    const view = on({ ...company(), placements: circle }, day);
    expect(unitsUnder({ view, unitId: 'pay' })).toEqual(['pay', 'search']);
    expect(managerChain({ view, personId: 'lin' })).toEqual(['ann']);
  });
});

describe('a role', () => {
  const roles: readonly RoleAssignment[] = [
    { personId: 'hr', role: 'hr-partner', unitId: null, start: day, end: null },
  ];
  const ask = (asOf: string, organisation: Organisation, subject: string, dataKind: string, action: 'read' | 'write') =>
    createAccessPolicy({ view: on(organisation, asOf), roles }).decide({
      viewer: { personId: 'hr' },
      action,
      subject: { personId: subject },
      dataKind,
    }).effect;

  it('ends with the employment, whoever forgot to end it, and the preview says so', () => {
    const leaves = { kind: 'person-leaves', effective: '2026-03-01', personId: 'hr' } as const;
    const organisation = company(leaves);
    expect(ask('2026-02-28', organisation, 'lin', 'pay', 'read')).toBe('allow');
    expect(ask('2026-03-01', organisation, 'lin', 'pay', 'read')).toBe('deny');
    const preview = previewImpact({
      organisation: company(),
      roles,
      changes: [leaves],
      kinds: ['pay'],
      actions: ['read'],
    });
    const lost = preview.ok ? preview.impact.accessChanges.filter((row) => row.viewerId === 'hr') : [];
    expect(lost.map(({ subjectId, from, to }) => [subjectId, from, to]).sort()).toEqual(
      ['ann', 'bob', 'hr', 'lin'].map((id) => [id, 'allow', 'deny']),
    );
  });

  it('is one over others: nobody awards points to themselves', () => {
    expect(ask(day, company(), 'lin', 'points', 'write')).toBe('allow');
    expect(ask(day, company(), 'hr', 'points', 'write')).toBe('deny');
    expect(ask(day, company(), 'hr', 'pay', 'read')).toBe('allow');
  });
});
