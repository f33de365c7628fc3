import { parseFact } from '@meritkit/core/facts';
import { checkOrganisation } from '@meritkit/core/organisation';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { confirmAll } from '../testing/accounts.ts';
import {
  changesFromSnapshot,
  importCrm,
  importGitLog,
  importPeople,
  importScim,
  importSvnLog,
  importTable,
  importWeComEvents,
} from './index.ts';

const accounts = confirmAll([
  { system: 'git', account: 'l@x.y' },
  { system: 'svn', account: 'lin' },
  { system: 'wecom', account: 'lin' },
]);
const header = ['a'.repeat(40), 'Lin', 'l@x.y', '2026-11-20T18:00:00+08:00', '2026-11-20T18:00:00+08:00', '', 's'];
const samples = {
  git: `\u001e${header.join('\u001f')}\n\n3\t1\tpay/{a => b}/"x.go\n-\t-\tb.png\n`,
  svn: '<log><logentry revision="7"><author>lin</author><date>2026-11-20T10:00:00.000000Z</date><paths><path action="A">/a</path></paths><msg>&lt;x&#x41;<![CDATA[y]]></msg></logentry></log>',
  wecom:
    '<xml><FromUserName>lin</FromUserName><CreateTime>1763805600</CreateTime><MsgType>text</MsgType><Content>#报名</Content><MsgId>9</MsgId></xml>',
};

/** A text with some of it cut out, doubled or replaced. */
const brokenFrom = (sample: string) =>
  fc
    .array(
      fc.tuple(
        fc.nat(sample.length),
        fc.nat(20),
        fc.oneof(
          fc.constantFrom('<', '>', '&', '"', '\u0000', '\ud800', '\u001e', '\t', '\n', '<!--', '<![CDATA['),
          fc.string({ maxLength: 6 }),
        ),
      ),
      { maxLength: 4 },
    )
    .map((edits) => edits.reduce((text, [at, size, put]) => text.slice(0, at) + put + text.slice(at + size), sample));

describe('a text that is broken anywhere', () => {
  it.each<
    [
      keyof typeof samples,
      (text: string) => { readonly facts: readonly unknown[]; readonly rejections: readonly unknown[] },
    ]
  >([
    ['git', (text) => importGitLog({ text, accounts })],
    ['svn', (text) => importSvnLog({ text, repository: 'r', accounts })],
    ['wecom', (text) => importWeComEvents({ events: [text], accounts })],
  ])('%s: is read as facts that a store takes, or told', (name, read) => {
    expect(read(samples[name]).facts).toHaveLength(1);
    fc.assert(
      fc.property(brokenFrom(samples[name]), (text) => {
        const { facts, rejections } = read(text);
        for (const fact of facts) expect(parseFact(fact)).toEqual(fact);
        if (name === 'wecom') expect(facts.length + rejections.length).toBeGreaterThan(0);
      }),
      { numRuns: 1000 },
    );
  });
});

const cell = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    '1',
    '7',
    'lin',
    '2026-11-02',
    '2020/1/1',
    '0001-01-01',
    '9999-12-31',
    '2026年2月30日',
    '31.12.2026',
    '#N/A',
    '=1+1',
    '__proto__',
    'a/b',
    '1,234',
    '\ufffd',
    '"',
    'NaN',
  ),
  fc.string({ maxLength: 5 }),
);
const records = fc.array(fc.dictionary(fc.constantFrom('id', 'name', 'start', 'last', 'unit', 'boss', 'due'), cell), {
  maxLength: 12,
});

describe('a table of anything', () => {
  it('becomes a sound organisation', () => {
    const all = { id: '', name: '', start: '', last: '', unit: '', boss: '', due: '' };
    fc.assert(
      fc.property(records, fc.boolean(), (rows, history) => {
        const {
          organisation,
          report,
          records: read,
        } = importPeople({
          records: rows.length === 0 ? [all] : rows.map((row) => ({ ...all, ...row })),
          mapping: {
            id: 'id',
            name: 'name',
            start: 'start',
            lastDay: 'last',
            unit: 'unit',
            manager: 'boss',
            ...(history && { effective: 'due' }),
          },
        });
        expect(checkOrganisation(organisation)).toEqual([]);
        expect(read).toBe(Math.max(1, rows.length));
        expect(report.every(({ detail }) => detail !== '')).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('becomes facts that a store takes, or is told row by row', () => {
    fc.assert(
      fc.property(
        records,
        fc.constantFrom('Asia/Shanghai', 'America/New_York', 'Pacific/Kiritimati'),
        (rows, timeZone) => {
          const demands = importCrm({
            records: rows,
            mapping: {
              system: 'crm',
              record: 'demand',
              id: 'id',
              raisedAt: 'start',
              closedAt: 'last',
              dueAt: 'due',
              owner: 'boss',
              timeZone,
            },
          });
          const talks = importTable({
            records: rows,
            mapping: {
              system: 's',
              ref: ['id', 'name'],
              kind: { value: 'k' },
              person: { column: 'boss' },
              at: { column: 'start', timeZone },
              quantity: { column: 'due' },
              unit: 'u',
            },
          });
          for (const fact of [...demands.facts, ...talks.facts]) expect(parseFact(fact)).toEqual(fact);
          expect(talks.facts.length + talks.rejections.length).toBe(rows.length);
          const keys = new Map(talks.facts.map((fact) => [`${fact.id} ${fact.revision}`, JSON.stringify(fact)]));
          for (const fact of talks.facts) expect(keys.get(`${fact.id} ${fact.revision}`)).toBe(JSON.stringify(fact));
        },
      ),
      { numRuns: 500 },
    );
  });

  it('of a SCIM service makes changes that fit', () => {
    const extension = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
    const id = fc.constantFrom('1', '2', '3', '__proto__', '');
    const user = fc.record(
      {
        id,
        externalId: fc.option(id),
        userName: fc.constantFrom('x', ''),
        active: fc.option(fc.boolean()),
        emails: fc.option(fc.array(fc.record({ value: fc.string() }))),
        [extension]: fc.option(
          fc.record({ department: fc.constantFrom('a', 'b', ''), manager: fc.record({ value: id }) }),
        ),
      },
      { requiredKeys: ['id', 'userName'] },
    );
    const group = fc.record({ id, displayName: fc.constantFrom('g', ''), members: fc.array(fc.record({ value: id })) });
    fc.assert(
      fc.property(
        fc.array(user, { maxLength: 5 }),
        fc.array(user, { maxLength: 5 }),
        fc.array(group, { maxLength: 3 }),
        (first, second, groups) => {
          const start = {
            schemaVersion: 1 as const,
            people: [],
            units: [],
            placements: [],
            memberships: [],
            leaderships: [],
            reportingLines: [],
          };
          const one = changesFromSnapshot({
            organisation: start,
            snapshot: importScim({ users: first, groups }).snapshot,
            asOf: '2026-01-01',
            complete: true,
          });
          const snapshot = importScim({ users: second, groups }).snapshot;
          const two = changesFromSnapshot({
            organisation: one.organisation,
            snapshot,
            asOf: '2026-02-01',
            complete: true,
          });
          expect(checkOrganisation(two.organisation)).toEqual([]);
          const again = changesFromSnapshot({
            organisation: two.organisation,
            snapshot,
            asOf: '2026-02-02',
            complete: true,
          });
          expect(again.changes).toEqual([]);
        },
      ),
      { numRuns: 500 },
    );
  });
});
