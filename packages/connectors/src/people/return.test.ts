import { checkOrganisation, viewOrganisation } from '@meritkit/core/organisation';
import { describe, expect, it } from 'vitest';
import { changesFromSnapshot, importPeople, importScim } from '../index.ts';

const mapping = { id: 'id', name: 'name', start: 'from', lastDay: 'to', unit: 'unit' };

describe('somebody who left and came back', () => {
  const rows = ['7,Lin,2020-01-01,2021-12-31,pay', '7,Lin,2024-01-01,,search'];

  it.each([
    ['in the order of time', rows],
    ['the other way round', [...rows].reverse()],
  ])('has a time for each row, %s, and is nobody in between', (_, given) => {
    for (const history of [{}, { effective: 'from' }]) {
      const { organisation, report } = importPeople({
        text: `id,name,from,to,unit\n${given.join('\n')}\n`,
        mapping: { ...mapping, ...history },
      });
      expect(report).toEqual([]);
      expect(checkOrganisation(organisation)).toEqual([]);
      const there = (asOf: string) => viewOrganisation({ organisation, asOf }).people['7']?.memberships.length ?? null;
      expect([there('2021-12-31'), there('2022-01-01'), there('2023-12-31'), there('2024-01-01')]).toEqual([
        1,
        null,
        null,
        1,
      ]);
    }
  });

  it('is still a duplicate where two rows hold at once', () => {
    const { report } = importPeople({ text: `id,name,from,to,unit\n7,Lin,2020-01-01,,pay\n${rows[1]}\n`, mapping });
    expect(report.map(({ code, action }) => [code, action])).toEqual([['connectors/duplicate', 'row-left-out']]);
  });
});

describe('a SCIM service', () => {
  it('with two users of one external id tells the second', () => {
    const user = { externalId: 'lin', userName: 'lin' };
    const { snapshot, rejections } = importScim({
      users: [
        { id: '1', ...user },
        { id: '2', ...user },
        { id: 'lin', userName: 'x' },
      ],
    });
    expect(snapshot.people.map(({ id }) => id)).toEqual(['lin']);
    expect(rejections.map(({ code, place }) => [code, place.index])).toEqual([
      ['connectors/duplicate', 1],
      ['connectors/duplicate', 2],
    ]);
  });

  it('that says nothing of departments takes nobody out of theirs', () => {
    const { organisation } = importPeople({
      text: 'id,name,from,to,unit,boss\nlin,Lin,2020-01-01,,pay,zhou\nzhou,Zhou,2020-01-01,,pay,\n',
      mapping: { ...mapping, manager: 'boss' },
    });
    const people = [
      { id: '1', externalId: 'lin', userName: 'lin' },
      { id: '2', externalId: 'zhou', userName: 'zhou' },
    ];
    const silent = importScim({ users: people }).snapshot;
    expect(changesFromSnapshot({ organisation, snapshot: silent, asOf: '2026-11-22', complete: true }).changes).toEqual(
      [],
    );
    const extension = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
    const spoken = importScim({ users: people.map((user) => ({ ...user, [extension]: {} })) }).snapshot;
    expect(
      changesFromSnapshot({ organisation, snapshot: spoken, asOf: '2026-11-22', complete: true }).changes.map(
        ({ kind }) => kind,
      ),
    ).toEqual(['person-moves', 'manager-changes', 'person-moves']);
  });
});
