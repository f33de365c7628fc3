import { expect, it } from 'vitest';
import { confirmAll } from '../../testing/accounts.ts';
import { openJiraIssue as open } from '../../testing/payloads.ts';
import { importJira } from '../index.ts';

const accounts = confirmAll(['a-7', 'a-8'].map((account) => ({ system: 'jira', account })));

it('an issue that went back and forth a hundred thousand times, in pages, is read in a time that grows with it', () => {
  const second = (index: number) => new Date(Date.UTC(2026, 0, 1) + index * 1000).toISOString();
  const histories = Array.from({ length: 100_000 }, (_, index) => ({
    id: String(index),
    created: second(index),
    items: [
      { field: 'status', fromString: 'Done', toString: 'In Progress' },
      { field: 'assignee', from: 'a-8', to: index % 2 === 0 ? 'a-7' : 'a-8' },
    ],
  }));
  const changelogs = Array.from({ length: 1000 }, (_, page) => ({
    issue: '1',
    histories: histories.slice(page * 100, page * 100 + 100),
  }));
  const start = performance.now();
  const { facts } = importJira({ issues: [open], changelogs, accounts });
  expect(facts.filter(({ kind }) => kind === 'issue-reopened')).toHaveLength(100_000);
  expect(performance.now() - start).toBeLessThan(25_000);
}, 40_000);
