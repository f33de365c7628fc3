import { describe, expect, it } from 'vitest';
import { createMemoryDirectory } from '../memory/directory.ts';
import { jsonSchemaOf } from '../schema/index.ts';
import {
  applyChange,
  checkOrganisation,
  emptyOrganisation,
  loadOrganisation,
  managerChain,
  membersOf,
  type Organisation,
  type OrganisationChange,
  organisationSchema,
  parseOrganisation,
  previewChanges,
  replayChanges,
  reportsOf,
  unitPath,
  unitsUnder,
  viewOrganisation,
} from './index.ts';

const day = '2026-01-01';
const joins = (...ids: readonly string[]): readonly OrganisationChange[] =>
  ids.map((personId) => ({ kind: 'person-joins', effective: day, personId, name: personId }));
const opens = (
  unitId: string,
  parentId: string | null,
  unitKind: 'unit' | 'project-group' = 'unit',
): OrganisationChange => ({
  kind: 'unit-opens',
  effective: day,
  unitId,
  name: unitId,
  unitKind,
  parentId,
});
const moves = (personId: string, unitId: string | null, effective = day): OrganisationChange => ({
  kind: 'person-moves',
  effective,
  personId,
  unitId,
});
const leads = (unitId: string, personId: string | null, effective = day): OrganisationChange => ({
  kind: 'lead-changes',
  effective,
  unitId,
  personId,
});

function made(changes: readonly OrganisationChange[]): Organisation {
  const outcome = replayChanges({ changes });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.rejection));
  return outcome.organisation;
}

/** A company, two teams, a project group; ceo leads the company, ann the payments team, bob the search team. */
const company = made([
  ...joins('ceo', 'ann', 'bob', 'lin', 'zhao'),
  opens('company', null),
  opens('pay', 'company'),
  opens('search', 'company'),
  opens('promo', null, 'project-group'),
  leads('company', 'ceo'),
  leads('pay', 'ann'),
  leads('search', 'bob'),
  leads('promo', 'bob'),
  moves('ceo', 'company'),
  moves('ann', 'pay'),
  moves('bob', 'search'),
  moves('lin', 'pay'),
  moves('zhao', 'search'),
  { kind: 'person-joins-group', effective: '2026-03-01', personId: 'lin', unitId: 'promo', role: 'engineer' },
  { kind: 'person-leaves-group', effective: '2026-06-01', personId: 'lin', unitId: 'promo' },
]);
const on = (asOf: string, organisation = company) => viewOrganisation({ organisation, asOf });

describe('a view', () => {
  it('finds managers through units, and a lead reports to the next lead above', () => {
    expect(managerChain({ view: on(day), personId: 'lin' })).toEqual(['ann', 'ceo']);
    expect(managerChain({ view: on(day), personId: 'ann' })).toEqual(['ceo']);
    expect(managerChain({ view: on(day), personId: 'ceo' })).toEqual([]);
    expect(unitPath({ view: on(day), unitId: 'pay' })).toEqual(['pay', 'company']);
    expect(unitsUnder({ view: on(day), unitId: 'company' })).toEqual(['company', 'pay', 'search']);
    expect([...reportsOf({ view: on(day), personId: 'ceo', all: true })].sort()).toEqual(['ann', 'bob', 'lin', 'zhao']);
    expect([...reportsOf({ view: on(day), personId: 'ceo', all: false })].sort()).toEqual(['ann', 'bob']);
  });

  it('knows project groups for the time they were joined', () => {
    const groups = (asOf: string) => on(asOf).people.lin!.memberships.map(({ unitId, role }) => [unitId, role]);
    expect(groups('2026-02-28')).toEqual([['pay', undefined]]);
    expect(groups('2026-03-01')).toEqual([
      ['pay', undefined],
      ['promo', 'engineer'],
    ]);
    expect(groups('2026-06-01')).toEqual([['pay', undefined]]);
    expect(membersOf({ view: on('2026-04-01'), unitId: 'promo', below: true })).toEqual(['lin']);
    expect(membersOf({ view: on(day), unitId: 'company', below: false })).toEqual(['ceo']);
    expect([...membersOf({ view: on(day), unitId: 'company', below: true })].sort()).toEqual([
      'ann',
      'bob',
      'ceo',
      'lin',
      'zhao',
    ]);
  });

  it('holds nobody before the first day, and answers about strangers with an error', () => {
    expect(on('2025-12-31')).toEqual({ asOf: '2025-12-31', people: {}, units: {} });
    for (const ask of [
      () => managerChain({ view: on(day), personId: 'nobody' }),
      () => unitPath({ view: on(day), unitId: 'toString' }),
      () => membersOf({ view: on(day), unitId: 'none', below: false }),
    ]) {
      expect(ask).toThrow(expect.objectContaining({ code: 'core/unknown-reference' }));
    }
  });

  it('ends a chain that comes back to its start', () => {
    const crossed = made([
      ...joins('a', 'b'),
      opens('u', null),
      leads('u', 'a'),
      moves('b', 'u'),
      { kind: 'manager-changes', effective: day, personId: 'a', managerId: 'b' },
    ]);
    expect(managerChain({ view: on(day, crossed), personId: 'a' })).toEqual(['b']);
  });
});

describe('a change', () => {
  const change = (next: OrganisationChange, organisation = company) => applyChange({ organisation, change: next });

  it.each<[string, OrganisationChange, object]>([
    [
      'a circle in the tree',
      { kind: 'unit-moves', effective: '2026-05-01', unitId: 'company', parentId: 'pay' },
      { code: 'core/organisation-cycle', path: ['company', 'pay', 'company'], from: '2026-05-01' },
    ],
    [
      'a unit above itself',
      { kind: 'unit-moves', effective: day, unitId: 'pay', parentId: 'pay' },
      { code: 'core/organisation-cycle', path: ['pay', 'pay'] },
    ],
    [
      'somebody as the own manager',
      { kind: 'manager-changes', effective: day, personId: 'lin', managerId: 'lin' },
      { code: 'core/organisation-cycle', path: ['lin', 'lin'] },
    ],
    ['a stranger', moves('nobody', 'pay'), { code: 'core/unknown-person', personId: 'nobody' }],
    [
      'somebody before the first day',
      moves('lin', 'pay', '2025-01-01'),
      { code: 'core/unknown-person', personId: 'lin' },
    ],
    ['a unit that is not there', moves('lin', 'none'), { code: 'core/unknown-unit', unitId: 'none' }],
    ['joining twice', joins('lin')[0]!, { code: 'core/already-there', id: 'lin' }],
    ['opening twice', opens('pay', null), { code: 'core/already-there', id: 'pay' }],
    [
      'closing a full unit',
      { kind: 'unit-closes', effective: '2026-02-01', unitId: 'pay' },
      { code: 'core/unit-not-empty', unitId: 'pay', people: ['ann', 'lin'], units: [] },
    ],
    [
      'closing above others',
      { kind: 'unit-closes', effective: '2026-02-01', unitId: 'company' },
      { code: 'core/unit-not-empty', people: ['ceo'], units: ['pay', 'search'] },
    ],
  ])('%s is refused and changes nothing', (_, next, rejection) => {
    const before = JSON.stringify(company);
    expect(change(next)).toMatchObject({ ok: false, rejection });
    expect(JSON.stringify(company)).toBe(before);
  });

  it('a longer circle is refused with its whole path, from the day it would begin', () => {
    const lines = made([
      ...joins('a', 'b', 'c'),
      { kind: 'manager-changes', effective: '2026-02-01', personId: 'a', managerId: 'b' },
      { kind: 'manager-changes', effective: '2026-03-01', personId: 'b', managerId: 'c' },
    ]);
    expect(
      change({ kind: 'manager-changes', effective: '2026-01-15', personId: 'c', managerId: 'a' }, lines),
    ).toMatchObject({
      rejection: { code: 'core/organisation-cycle', from: '2026-03-01', path: ['b', 'c', 'a', 'b'] },
    });
    const ended = made([
      ...joins('a', 'b'),
      { kind: 'manager-changes', effective: '2026-01-02', personId: 'a', managerId: 'b' },
      { kind: 'manager-changes', effective: '2026-02-01', personId: 'a', managerId: null },
    ]);
    expect(change({ kind: 'manager-changes', effective: '2026-02-01', personId: 'b', managerId: 'a' }, ended).ok).toBe(
      true,
    );
  });

  it('keeps what is planned for later', () => {
    const planned = made([
      ...joins('lin'),
      opens('a', null),
      opens('b', null),
      opens('c', null),
      moves('lin', 'a'),
      moves('lin', 'c', '2026-09-01'),
    ]);
    const outcome = change(moves('lin', 'b', '2026-05-01'), planned);
    if (!outcome.ok) throw new Error('refused');
    const unit = (asOf: string) => on(asOf, outcome.organisation).people.lin!.unitId;
    expect(['2026-04-30', '2026-05-01', '2026-08-31', '2026-09-01'].map(unit)).toEqual(['a', 'b', 'b', 'c']);
  });

  it('lets somebody come back', () => {
    const back = made([
      ...joins('lin'),
      { kind: 'person-leaves', effective: '2026-03-01', personId: 'lin' },
      { kind: 'person-joins', effective: '2026-06-01', personId: 'lin', name: 'Lin' },
    ]);
    expect(['2026-02-01', '2026-04-01', '2026-07-01'].map((asOf) => Object.keys(on(asOf, back).people))).toEqual([
      ['lin'],
      [],
      ['lin'],
    ]);
  });

  it('says which of several was refused', () => {
    expect(
      replayChanges({
        organisation: company,
        changes: [moves('nobody', 'pay', '2026-09-01'), moves('lin', 'none', '2026-02-01')],
      }),
    ).toMatchObject({
      ok: false,
      at: 1,
      rejection: { code: 'core/unknown-unit' },
    });
    expect(() => change({ ...moves('lin', 'pay'), effective: 'soon' })).toThrow(
      expect.objectContaining({ code: 'core/not-a-date' }),
    );
  });
});

describe('a preview', () => {
  it('says who moves and whose managers change, near and far', () => {
    const preview = previewChanges({
      organisation: company,
      changes: [
        moves('lin', 'search', '2026-07-01'),
        { kind: 'unit-moves', effective: '2026-07-01', unitId: 'search', parentId: 'pay' },
        { kind: 'person-leaves', effective: '2026-07-01', personId: 'ceo' },
      ],
    });
    if (!preview.ok) throw new Error('refused');
    expect(preview.impact).toEqual({
      asOf: '2026-07-01',
      joins: [],
      leaves: ['ceo'],
      moves: [{ personId: 'lin', from: ['pay'], to: ['search'] }],
      managerChanges: [
        { personId: 'ann', from: 'ceo', to: null },
        { personId: 'bob', from: 'ceo', to: 'ann' },
        { personId: 'lin', from: 'ann', to: 'bob' },
      ],
      chainChanges: [{ personId: 'zhao', from: ['bob', 'ceo'], to: ['bob', 'ann'] }],
      branchChanges: ['bob', 'zhao'],
      unitMoves: [{ unitId: 'search', from: 'company', to: 'pay' }],
    });
    expect(previewChanges({ organisation: company, changes: [moves('nobody', 'pay')] })).toMatchObject({
      ok: false,
      at: 0,
    });
  });
});

describe('an organisation from outside', () => {
  it('is read with its history, also through a directory page by page', async () => {
    expect(parseOrganisation(JSON.parse(JSON.stringify(company)))).toEqual(company);
    await expect(loadOrganisation(createMemoryDirectory({ tenantId: 't', organisation: company }))).resolves.toEqual(
      company,
    );
    const endless = {
      ...createMemoryDirectory({ tenantId: 't', organisation: company }),
      listRows: async () => ({ items: [], nextCursor: 'again' }),
    };
    await expect(loadOrganisation(endless)).rejects.toThrow(expect.objectContaining({ code: 'core/page-request' }));
    expect(jsonSchemaOf({ schema: organisationSchema, id: 'urn:meritkit:organisation:1' })).toMatchObject({
      type: 'object',
    });
  });

  const row = { start: day, end: null };
  it.each<[string, Partial<Organisation>, string, readonly (string | number)[]]>([
    [
      'a manager who is not there',
      { reportingLines: [{ personId: 'lin', managerId: 'x', ...row }] },
      'core/unknown-reference',
      ['reportingLines', 0, 'managerId'],
    ],
    [
      'a parent who is not there',
      { placements: [{ unitId: 'pay', parentId: 'x', ...row }] },
      'core/unknown-reference',
      ['placements', 0, 'parentId'],
    ],
    [
      'an empty period',
      { leaderships: [{ unitId: 'pay', personId: 'lin', start: day, end: day }] },
      'core/empty-period',
      ['leaderships', 0],
    ],
    [
      'two leads at once',
      {
        leaderships: [
          { unitId: 'pay', personId: 'lin', ...row },
          { unitId: 'pay', personId: 'ann', ...row },
        ],
      },
      'core/overlapping-periods',
      ['leaderships', 1],
    ],
    [
      'two primary units',
      {
        memberships: [
          { personId: 'lin', unitId: 'pay', primary: true, ...row },
          { personId: 'lin', unitId: 'search', primary: true, start: '2026-09-01', end: null },
        ],
      },
      'core/overlapping-periods',
      ['memberships', 1],
    ],
    [
      'one unit twice',
      {
        memberships: [
          { personId: 'lin', unitId: 'pay', primary: true, ...row },
          { personId: 'lin', unitId: 'pay', primary: false, ...row },
        ],
      },
      'core/overlapping-periods',
      ['memberships', 1],
    ],
    ['a person twice', { people: [...company.people, company.people[0]!] }, 'core/overlapping-periods', ['people', 5]],
    [
      'a circle',
      {
        placements: [
          { unitId: 'pay', parentId: 'search', ...row },
          { unitId: 'search', parentId: 'pay', ...row },
        ],
      },
      'core/organisation-cycle',
      ['placements', 0],
    ],
    [
      'no date',
      { people: [{ id: 'x', name: 'x', start: '2026-02-30', end: null }] },
      'core/invalid-input',
      ['people', 0, 'start'],
    ],
  ])('%s is told with its place', (_, change, code, path) => {
    expect(() => parseOrganisation({ ...company, ...change })).toThrow(
      expect.objectContaining({ issues: expect.arrayContaining([expect.objectContaining({ code, path })]) }),
    );
  });

  it('tells a circle once, and one that never closes not at all', () => {
    const ring = ['a', 'b', 'c'].map((id, index) => ({ unitId: id, parentId: 'bca'[index]!, start: day, end: null }));
    const units = ['a', 'b', 'c'].map((id) => ({ id, name: id, kind: 'unit' as const, start: day, end: null }));
    expect(checkOrganisation({ ...emptyOrganisation, units, placements: ring })).toHaveLength(1);
    const apart = ring.map((link, index) => (index === 2 ? { ...link, start: '2025-01-01', end: day } : link));
    expect(checkOrganisation({ ...emptyOrganisation, units, placements: apart })).toEqual([]);
  });
});
