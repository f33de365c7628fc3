import { checkOrganisation, emptyOrganisation, managerChain, viewOrganisation } from '@meritkit/core/organisation';
import { createRandom } from '@meritkit/core/random';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { generatePeopleTable } from '../../testing/people-table.ts';
import { importPeople } from './import.ts';
import type { PeopleMapping } from './mapping.ts';
import { importScim } from './scim.ts';
import { changesFromSnapshot, type PeopleSnapshot } from './snapshot.ts';

const mapping: PeopleMapping = {
  id: '工号',
  name: '姓名',
  email: '邮箱',
  start: '入职日期',
  lastDay: '离职日期',
  unit: '部门',
  manager: '上级',
};
const history: PeopleMapping = { ...mapping, effective: '生效日期' };
const header = '工号,姓名,邮箱,入职日期,离职日期,部门,上级,生效日期\n';
const read = (rows: readonly string[], given: PeopleMapping = mapping) =>
  importPeople({ text: `${header}${rows.join('\n')}\n`, mapping: given });

describe('a table of people', () => {
  it('becomes people, a tree of units, memberships and managers', () => {
    const { organisation, report, people } = read([
      '1,林伟,LIN@example.com,2020/03/01,,研发中心/支付组,2,',
      '2,周敏,,2019/01/07,2026/06/30,研发中心,,',
    ]);
    expect([people, report]).toEqual([2, []]);
    const view = viewOrganisation({ organisation, asOf: '2026-06-30' });
    expect(view.people['1']).toMatchObject({ name: '林伟', email: 'lin@example.com', managerId: '2' });
    const unit = view.units[view.people['1']!.unitId!]!;
    expect([unit.name, view.units[unit.parentId!]?.name, unit.start]).toEqual(['支付组', '研发中心', '2020-03-01']);
    expect(Object.keys(viewOrganisation({ organisation, asOf: '2026-07-01' }).people)).toEqual(['1']);
  });

  it('has names in other languages, roles and custom fields', () => {
    const { organisation, report } = importPeople({
      records: [
        {
          id: 'lin',
          name: 'Lin Wei',
          cn: '林伟',
          start: '01.03.2020',
          role: 'engineer',
          unit: 'R&D > Pay',
          badge: '7',
          remote: 'x',
        },
      ],
      mapping: {
        id: 'id',
        name: 'name',
        localNames: { 'zh-CN': 'cn' },
        start: 'start',
        role: 'role',
        unit: 'unit',
        unitSeparator: '>',
        dateOrder: 'day-month-year',
        attributes: { badge: { column: 'badge', type: 'number' }, remote: { column: 'remote', type: 'boolean' } },
      },
    });
    expect(organisation.people[0]).toMatchObject({
      name: { en: 'Lin Wei', 'zh-CN': '林伟' },
      start: '2020-03-01',
      attributes: { badge: 7, remote: null },
    });
    expect(organisation.memberships[0]).toMatchObject({ role: 'engineer', primary: true });
    expect(report.map(({ action }) => action)).toEqual(['attribute-left-out']);
  });

  it('with an effective day has a history of units and managers', () => {
    const { organisation, report } = read(
      [
        '1,林伟,,2020/01/01,,支付组,2,',
        '1,林伟,,2020/01/01,,搜索组,3,2022/01/01',
        '2,周敏,,2019/01/01,,,,',
        '3,赵,,2019/01/01,,,,',
      ],
      history,
    );
    expect(report).toEqual([]);
    const at = (asOf: string) => {
      const view = viewOrganisation({ organisation, asOf });
      return [view.units[view.people['1']!.unitId!]?.name, view.people['1']!.managerId];
    };
    expect([at('2021-12-31'), at('2022-01-01')]).toEqual([
      ['支付组', '2'],
      ['搜索组', '3'],
    ]);
  });

  it.each([
    ['an id twice', ['1,a,,2020/01/01,,,,', '1,a,,2020/01/01,,,,'], 'connectors/duplicate', 'row-left-out', 3],
    [
      'one address twice',
      ['1,a,x@y.z,2020/01/01,,,,', '2,b,X@y.z,2020/01/01,,,,'],
      'connectors/duplicate',
      'to-be-checked',
      3,
    ],
    ['no id', [',a,,2020/01/01,,,,'], 'connectors/invalid-record', 'row-left-out', 2],
    ['no name', ['1,,,2020/01/01,,,,'], 'connectors/invalid-record', 'row-left-out', 2],
    ['a first day that does not exist', ['1,a,,2020/02/30,,,,'], 'connectors/impossible-date', 'row-left-out', 2],
    ['a last day that does not exist', ['1,a,,2020/01/01,never,,,'], 'connectors/impossible-date', 'end-left-out', 2],
    ['a last day before the first', ['1,a,,2020/01/02,2020/01/01,,,'], 'connectors/impossible-date', 'end-left-out', 2],
    ['a manager who is not there', ['1,a,,2020/01/01,,,9,'], 'connectors/unknown-reference', 'manager-left-out', 2],
    ['somebody as the own manager', ['1,a,,2020/01/01,,,1,'], 'connectors/cycle', 'manager-left-out', 2],
    [
      'a circle',
      ['1,a,,2020/01/01,,,2,', '2,b,,2020/01/01,,,3,', '3,c,,2020/01/01,,,1,'],
      'connectors/cycle',
      'manager-left-out',
      4,
    ],
  ])('%s is cleaned and told', (_, rows, code, action, line) => {
    const { report, organisation } = read(rows);
    expect(report).toMatchObject([{ code, action, place: { line } }]);
    expect(report[0]?.detail).not.toBe('');
    expect(checkOrganisation(organisation)).toEqual([]);
  });

  it('a circle is told with its way, and only the line that closes it goes', () => {
    const { report, organisation } = read(['1,a,,2020/01/01,,,2,', '2,b,,2020/01/01,,,3,', '3,c,,2020/01/01,,,1,']);
    expect(report[0]?.personIds).toEqual(['3', '1', '2', '3']);
    expect(managerChain({ view: viewOrganisation({ organisation, asOf: '2026-01-01' }), personId: '1' })).toEqual([
      '2',
      '3',
    ]);
    const apart = read(
      ['1,a,,2020/01/01,2020/12/31,,2,', '2,b,,2020/01/01,,,,', '2,b,,2020/01/01,,,1,2021/01/01'],
      history,
    );
    expect(apart.report.filter(({ code }) => code === 'connectors/cycle')).toEqual([]);
  });

  it('a whole day of 9999 means employed', () => {
    expect(read(['1,a,,2020/01/01,9999/12/31,,,']).organisation.people[0]?.end).toBeNull();
  });

  it('is refused when it lacks a mapped column', () => {
    expect(() => importPeople({ text: '工号,姓名\n', mapping })).toThrow(
      expect.objectContaining({
        code: 'connectors/invalid-mapping',
        issues: expect.arrayContaining([expect.objectContaining({ path: ['start'] })]),
      }),
    );
  });

  it('however bad it is, what comes out is sound, and every row is there or told', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 1, max: 40 }), fc.boolean(), (seed, rows, withHistory) => {
        const { organisation, report, records } = importPeople({
          text: generatePeopleTable({ seed, rows }),
          mapping: withHistory ? history : mapping,
        });
        expect(checkOrganisation(organisation)).toEqual([]);
        expect(records).toBe(rows);
        const leftOut = report.filter(({ action }) => action === 'row-left-out').length;
        expect(organisation.people.length).toBeLessThanOrEqual(rows - leftOut);
        if (!withHistory) expect(organisation.people.length).toBe(rows - leftOut);
      }),
    );
  });
});

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

describe('a SCIM service', () => {
  // Shapes of RFC 7643, sections 8.3 and 8.4.
  const users = [
    {
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:User', enterprise],
      id: '1',
      externalId: 'lin',
      userName: 'lin@example.com',
      name: { givenName: 'Wei', familyName: 'Lin' },
      emails: [{ value: 'home@x.z' }, { value: 'Lin@example.com', primary: true }],
      active: true,
      [enterprise]: { department: '支付组', manager: { value: '2' } },
    },
    { id: '2', userName: 'zhou@example.com', displayName: 'Zhou', [enterprise]: { department: '研发中心' } },
    { id: '3', userName: 'gone@example.com', active: false },
    { id: '4', userName: 'x', [enterprise]: { manager: { value: '3' } } },
    { userName: 'broken' },
  ];
  const groups = [
    { id: 'g', displayName: 'Promotion', members: [{ value: '1' }, { value: '3' }, { value: 'sub', type: 'Group' }] },
    { id: '' },
  ];

  it('gives people, departments, groups and managers as they are now', () => {
    const { snapshot, rejections, records } = importScim({ users, groups });
    expect(records).toBe(7);
    expect(snapshot).toEqual({
      people: [
        { id: 'lin', name: 'Wei Lin', email: 'lin@example.com' },
        { id: '2', name: 'Zhou' },
        { id: '4', name: 'x' },
      ],
      units: [
        { id: 'department-支付组', name: '支付组', kind: 'unit' },
        { id: 'department-研发中心', name: '研发中心', kind: 'unit' },
        { id: 'g', name: 'Promotion', kind: 'project-group' },
      ],
      memberships: [
        { personId: 'lin', unitId: 'department-支付组', primary: true },
        { personId: '2', unitId: 'department-研发中心', primary: true },
        { personId: 'lin', unitId: 'g', primary: false },
      ],
      managers: [{ personId: 'lin', managerId: '2' }],
    });
    expect(rejections.map(({ code, place }) => [code, place.list, place.index])).toEqual([
      ['connectors/invalid-record', 'Users', 4],
      ['connectors/no-fact', 'Users', 2],
      ['connectors/unknown-reference', 'Users', 3],
      ['connectors/unknown-reference', 'Groups', 0],
      ['connectors/invalid-record', 'Groups', 1],
    ]);
  });
});

describe('a snapshot', () => {
  const generate = (seed: string): PeopleSnapshot => {
    const random = createRandom(seed);
    const people = ['a', 'b', 'c', 'd', 'e'].filter(() => random.integer(0, 3) > 0);
    const units = ['u', 'v'].map((id) => ({ id, name: id, kind: 'unit' as const }));
    const groups = ['g', 'h'].map((id) => ({ id, name: id, kind: 'project-group' as const }));
    const memberships = people.flatMap((personId) => [
      ...(random.integer(0, 3) > 0 ? [{ personId, unitId: random.pick(['u', 'v']), primary: true }] : []),
      ...groups.filter(() => random.integer(0, 1) === 0).map(({ id }) => ({ personId, unitId: id, primary: false })),
    ]);
    // Managers stand before their people in the alphabet, so there is no circle.
    const managers = people
      .slice(1)
      .flatMap((personId, index) =>
        random.integer(0, 2) > 0 ? [{ personId, managerId: random.pick(people.slice(0, index + 1)) }] : [],
      );
    return { people: people.map((id) => ({ id, name: id })), units: [...units, ...groups], memberships, managers };
  };

  it('is what the organisation shows once its changes are made, and changes nothing the next time', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (first, second) => {
        let organisation = emptyOrganisation;
        for (const [asOf, seed] of [
          ['2026-01-01', first],
          ['2026-02-01', second],
          ['2026-03-01', first],
        ] as const) {
          const snapshot = generate(seed);
          const outcome = changesFromSnapshot({ organisation, snapshot, asOf, complete: true });
          expect(outcome.refused).toEqual([]);
          organisation = outcome.organisation;
          expect(checkOrganisation(organisation)).toEqual([]);
          const view = viewOrganisation({ organisation, asOf });
          expect(Object.keys(view.people).sort()).toEqual(snapshot.people.map(({ id }) => id).sort());
          const rows = Object.values(view.people).flatMap(({ memberships }) =>
            memberships.map(({ personId, unitId, primary }) => `${personId} ${unitId} ${primary}`),
          );
          expect(rows.sort()).toEqual(
            snapshot.memberships.map(({ personId, unitId, primary }) => `${personId} ${unitId} ${primary}`).sort(),
          );
          for (const { id } of snapshot.people) {
            const wanted = snapshot.managers.find(({ personId }) => personId === id)?.managerId ?? null;
            expect(view.people[id]!.managerId).toBe(wanted);
          }
          expect(changesFromSnapshot({ organisation, snapshot, asOf, complete: true }).changes).toEqual([]);
          expect(changesFromSnapshot({ organisation, snapshot, asOf: '2026-12-31', complete: true }).changes).toEqual(
            [],
          );
        }
      }),
    );
  });

  it('of one page dismisses nobody, and what cannot be is refused', () => {
    const [whole, page] = [generate('x'), { ...generate('x'), people: [], memberships: [], managers: [] }];
    const { organisation } = changesFromSnapshot({
      organisation: emptyOrganisation,
      snapshot: whole,
      asOf: '2026-01-01',
      complete: true,
    });
    expect(changesFromSnapshot({ organisation, snapshot: page, asOf: '2026-02-01', complete: false }).changes).toEqual(
      [],
    );
    const circle = {
      people: [
        { id: 'a', name: 'a' },
        { id: 'b', name: 'b' },
      ],
      units: [],
      memberships: [],
      managers: [
        { personId: 'a', managerId: 'b' },
        { personId: 'b', managerId: 'a' },
      ],
    };
    const outcome = changesFromSnapshot({
      organisation: emptyOrganisation,
      snapshot: circle,
      asOf: '2026-01-01',
      complete: true,
    });
    expect(outcome.refused.map(({ rejection }) => rejection.code)).toEqual(['core/organisation-cycle']);
  });
});
