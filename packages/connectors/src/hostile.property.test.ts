import { latestRevisions, parseFact } from '@meritkit/core/facts';
import { createMemoryFactStore } from '@meritkit/core/memory';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { confirmAll } from '../testing/accounts.ts';
import * as payloads from '../testing/payloads.ts';
import {
  type ImportResult,
  importDingTalkEvents,
  importFeishuEvents,
  importGitHub,
  importGitHubEvents,
  importGitLabEvents,
  importJira,
  importJiraEvents,
  importTrello,
} from './index.ts';

type Accounts = Parameters<typeof importJira>[0]['accounts'];
const settings = { timeZone: 'Asia/Shanghai', lists: { Done: 'done' } } as const;
const lists = [
  { id: 'l1', name: 'Done' },
  { id: 'l2', name: 'Doing' },
];
const jiraEvent = { webhookEvent: 'jira:issue_created', issue: payloads.jiraIssue };

/** What each reader is given, and how it reads it. */
const readers: Readonly<
  Record<string, readonly [readonly unknown[], (given: readonly unknown[], accounts: Accounts) => ImportResult]>
> = {
  'jira issues': [[payloads.jiraIssue], (issues, accounts) => importJira({ issues, accounts })],
  'jira events': [[jiraEvent], (events, accounts) => importJiraEvents({ events, accounts })],
  'github pulls': [
    [payloads.pullRequest],
    (pullRequests, accounts) => importGitHub({ repository: 'acme/pay', pullRequests, accounts }),
  ],
  'github events': [
    payloads.githubEvents,
    (events, accounts) => importGitHubEvents({ events: events as typeof payloads.githubEvents, accounts }),
  ],
  'gitlab events': [payloads.gitlabEvents, (events, accounts) => importGitLabEvents({ events, accounts })],
  'trello cards': [payloads.trelloCards, (cards, accounts) => importTrello({ cards, lists, accounts, settings })],
  'feishu events': [payloads.feishuEvents, (events, accounts) => importFeishuEvents({ events, accounts })],
  'dingtalk events': [payloads.dingTalkEvents, (events, accounts) => importDingTalkEvents({ events, accounts })],
};

const hostile = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    undefined,
    '',
    0,
    -1,
    1e21,
    Number.MAX_SAFE_INTEGER,
    '-1',
    true,
    [],
    {},
    [null],
    'x'.repeat(100_000),
    '\u0000',
    '\ud800',
    '0001-01-01T00:00:00Z',
    '0001-01-01T00:00:00+08:00',
    '9999-12-31T23:59:59Z',
    '9999-12-31T23:59:59.999-0800',
    '1960-01-01T00:00:00Z',
    '2026-02-30T00:00:00Z',
    'constructor',
    '__proto__',
  ),
  fc.constant(JSON.parse('{"__proto__": {"polluted": true}}') as unknown),
);

/** Every place of a value, as paths. */
function placesOf(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([name, part]) => placesOf(part, [...path, name]))];
}

function withPart(value: unknown, [name, ...rest]: readonly string[], part: unknown): unknown {
  if (name === undefined) return part;
  if (typeof value !== 'object' || value === null) return value;
  const copy = structuredClone(value) as Record<string, unknown>;
  copy[name] = withPart(copy[name], rest, part);
  return copy;
}

describe.each(Object.entries(readers))('%s, broken in any two places', (_, [given, read]) => {
  const accounts = confirmAll(read(given, []).accounts);
  const breaks = fc.tuple(fc.constantFrom(...placesOf(given)), hostile);

  it('end as facts that a store takes or as rejections with their place, and nothing is thrown', async () => {
    expect(read(given, accounts).facts).not.toEqual([]);
    await fc.assert(
      fc.asyncProperty(breaks, breaks, async ([first, one], [second, other]) => {
        const broken = withPart(withPart(given, first, one), second, other);
        if (!Array.isArray(broken)) return;
        const result = read(broken, accounts);
        for (const fact of result.facts) expect(parseFact(JSON.parse(JSON.stringify(fact)))).toBeTruthy();
        for (const { place, detail } of result.rejections) {
          expect(place.index).toBeGreaterThanOrEqual(0);
          expect(detail).not.toBe('');
        }
        const store = createMemoryFactStore({ tenantId: 'a' });
        const half = Math.ceil(result.facts.length / 2);
        await store.putFacts({ facts: result.facts.slice(half), key: '1' });
        await store.putFacts({ facts: result.facts, key: '2' });
        await store.putFacts({ facts: result.facts.slice(0, half), key: '3' });
        const listed = await store.listFacts({ filter: {}, page: { cursor: null, limit: 1000 } });
        expect(listed.items).toEqual(latestRevisions(result.facts));
        expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
      }),
      { numRuns: 300 },
    );
  });
});
