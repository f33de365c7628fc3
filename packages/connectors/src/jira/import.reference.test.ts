import { readFileSync } from 'node:fs';
import { parseInstant } from '@meritkit/core/dates';
import { latestRevisions } from '@meritkit/core/facts';
import { describe, expect, it } from 'vitest';
import { hasShared, sharedPath } from '../../../../scripts/shared-data.ts';
import { confirmAll } from '../../testing/accounts.ts';
import { importJira } from './import.ts';

describe.runIf(hasShared)('a real export with Chinese status names', () => {
  const file = (name: string) => JSON.parse(readFileSync(sharedPath('data/fixtures/jira', `${name}.json`), 'utf8'));
  const table = (name: string) =>
    readFileSync(sharedPath('data/fixtures/jira', `${name}.csv`), 'utf8')
      .trim()
      .split('\n')
      .slice(1);
  const lists = { issues: file('issues'), worklogs: file('worklogs'), users: file('users'), sprints: file('sprints') };
  const known = confirmAll(importJira({ ...lists, accounts: [] }).accounts);
  const result = importJira({ ...lists, accounts: known });

  it('gives the outside lead time for every resolved issue', () => {
    const expected = table('ORACLE_issues').flatMap((line) => {
      // The key, and three dates after each other with the lead time behind them; titles hold commas.
      const key = /,([A-Z]+-\d+),/.exec(line)?.[1] ?? '';
      const [, resolved = '', minutes = ''] =
        /,(\d{4}-\d\d-\d\dT[^,]+),\d{4}-\d\d-\d\dT[^,]+,\d{4}-\d\d-\d\dT[^,]+,(\d+),/.exec(line) ?? [];
      return [[key, parseInstant(resolved), minutes] as const];
    });
    const found = latestRevisions(result.facts)
      .filter((fact) => fact.kind === 'issue-lead-time')
      .map((fact) => [fact.source.ref, parseInstant(fact.at), fact.quantity] as const);
    const byKey = (left: readonly unknown[], right: readonly unknown[]) =>
      String(left[0]) < String(right[0]) ? -1 : 1;
    expect(expected).toHaveLength(30);
    expect([...found].sort(byKey)).toEqual([...expected].sort(byKey));
  });

  it('gives every worklog with the outside duration and start', () => {
    const expected = table('ORACLE_worklogs').map((line) => {
      const [, , id, author, , , seconds, , started] = line.split(',');
      return [`worklog-${id}`, `person-${author}`, Number(seconds) / 60, parseInstant(started!)];
    });
    const found = latestRevisions(result.facts)
      .filter((fact) => fact.kind === 'time-worked')
      .map((fact) => [fact.source.ref, fact.personId, Number(fact.quantity), parseInstant(fact.at)]);
    expect(expected).toHaveLength(30);
    expect(found.sort()).toEqual(expected.sort());
  });

  it('leaves nothing unread and nothing unsaid', () => {
    expect(result.rejections).toEqual([]);
    expect(result.unknownStatuses).toEqual([]);
    expect(result.sprints).toHaveLength(10);
    expect(result.records).toBe(30 + 6 + 30 + 10 + 10);
  });

  it('changes nothing when it is read again', () => {
    const again = importJira({ ...lists, accounts: known });
    expect(latestRevisions([...again.facts, ...result.facts])).toEqual(latestRevisions(result.facts));
  });
});
