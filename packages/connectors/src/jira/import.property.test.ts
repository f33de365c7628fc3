import { latestRevisions } from '@meritkit/core/facts';
import { createRandom } from '@meritkit/core/random';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { confirmAll } from '../../testing/accounts.ts';
import { generateJiraExport } from '../../testing/jira-export.ts';
import { importJira } from './import.ts';

const shape = { issues: 8, people: 4, from: '2026-09-01', days: 40 };
const people = confirmAll([0, 1, 2, 3].map((index) => ({ system: 'jira', account: `account-${index}` })));

describe('a generated export', () => {
  it('gives what is true of it by construction', () => {
    fc.assert(
      fc.property(fc.string(), (seed) => {
        const { truth, ...lists } = generateJiraExport({ ...shape, seed });
        const { facts, rejections, unknownStatuses, workItems } = importJira({ ...lists, accounts: people });
        expect([rejections, unknownStatuses]).toEqual([[], []]);
        const latest = latestRevisions(facts);
        for (const expected of truth) {
          const of = (kind: string) => latest.filter((fact) => fact.kind === kind && fact.source.ref === expected.key);
          const quantity = (value: number | null) => (value === null ? [] : [String(value)]);
          expect(of('issue-lead-time').map((fact) => fact.quantity)).toEqual(quantity(expected.leadTimeMinutes));
          expect(of('issue-cycle-time').map((fact) => fact.quantity)).toEqual(quantity(expected.cycleTimeMinutes));
          expect(of('issue-completed').map((fact) => fact.personId)).toEqual(
            expected.completedBy === null ? [] : [`person-${expected.completedBy}`],
          );
          expect(of('issue-reopened')).toHaveLength(expected.reopened);
          expect(of('bug-raised')).toHaveLength(expected.bug ? 1 : 0);
          expect(workItems.some(({ id }) => id === expected.key)).toBe(expected.leadTimeMinutes === null);
          const logged = latest.filter((fact) => fact.attributes.issue === expected.key && fact.kind === 'time-worked');
          expect(logged.reduce((sum, fact) => sum + Number(fact.quantity), 0)).toBe(expected.minutesLogged);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('gives the same in parts, in any order, and again and again', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (seed, order) => {
        const { truth: _truth, ...lists } = generateJiraExport({ ...shape, seed });
        const whole = latestRevisions(importJira({ ...lists, accounts: people }).facts);
        const random = createRandom(order);
        const parts = random.shuffle([
          ...lists.issues.map((issue) => importJira({ issues: [issue], accounts: people }).facts),
          ...lists.issues.slice(0, 3).map((issue) => importJira({ issues: [issue], accounts: people }).facts),
          importJira({ issues: lists.issues, worklogs: random.shuffle(lists.worklogs), accounts: people }).facts,
        ]);
        expect(latestRevisions(parts.flat())).toEqual(whole);
      }),
      { numRuns: 30 },
    );
  });

  it('counts nothing for accounts that nobody confirmed', () => {
    const { truth: _truth, ...lists } = generateJiraExport({ ...shape, seed: 'unmapped' });
    const some = people.slice(0, 2);
    const { facts, rejections, accounts } = importJira({ ...lists, accounts: some });
    const confirmed = new Set(some.map(({ personId }) => personId));
    expect(facts.every(({ personId }) => confirmed.has(personId))).toBe(true);
    expect(new Set(rejections.map(({ code }) => code))).toEqual(new Set(['connectors/unmapped-account']));
    expect(accounts.map(({ account, email }) => [account, email]).sort()[0]).toEqual([
      'account-0',
      'person0@example.com',
    ]);
  });
});
