import { availableParallelism } from 'node:os';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import type { BenchGoal as Goal } from '../../../scripts/bench-goal.ts';
import { importJira, openGitLogImport } from '../src/index.ts';
import { confirmAll } from '../testing/accounts.ts';
import { generateGitLog } from '../testing/git-log.ts';
import { generateJiraExport } from '../testing/jira-export.ts';

const json = process.argv.includes('--json');
const quick = process.argv.includes('--quick');
const repeats = quick ? 3 : 5;

async function best(work: () => unknown): Promise<number> {
  let fastest = Number.POSITIVE_INFINITY;
  for (let round = 0; round < repeats; round += 1) {
    const start = performance.now();
    await work();
    fastest = Math.min(fastest, performance.now() - start);
  }
  return fastest / 1000;
}

/** Text in pieces of 64 KiB, as a process's output arrives. */
function* pieces(text: string): Generator<string> {
  for (let at = 0; at < text.length; at += 65_536) yield text.slice(at, at + 65_536);
}

async function gitLog(): Promise<Goal> {
  // 3.7 lines a commit, as in a real log of 300 commits; a million lines.
  const log = generateGitLog({ seed: 'bench', commits: 260_000, filesPerCommit: 2 });
  const lines = log.split('\n').length - 1;
  const accounts = confirmAll(
    ['lin', 'zhao', 'zhou', 'ada', '王伟'].map((name) => ({ system: 'git', account: `${name}@example.com` })),
  );
  let facts = 0;
  const seconds = await best(() => {
    const running = openGitLogImport({ accounts });
    for (const piece of pieces(log)) running.push(piece);
    facts = running.finish().facts.length;
  });
  if (facts !== 260_000) throw new Error(`${facts} facts`);
  // The limit: the platform's own line reader, which only counts.
  const peer = await best(async () => {
    let count = 0;
    for await (const line of createInterface({ input: Readable.from(pieces(log)) })) count += line.length > 0 ? 1 : 0;
    return count;
  });
  const perMillion = (seconds / lines) * 1e6;
  return {
    goal: 'git-log-million-lines',
    measure: `${lines} lines of git log --numstat, streamed in pieces, to facts`,
    value: perMillion,
    unit: 's per 1,000,000 lines',
    peer: 'node:readline counting the same lines',
    peerValue: (peer / lines) * 1e6,
    ratio: seconds / peer,
    target: 3,
    pass: perMillion < 3,
  };
}

async function jira(): Promise<Goal> {
  const { truth: _truth, ...lists } = generateJiraExport({
    seed: 'bench',
    issues: 5000,
    people: 50,
    from: '2026-01-01',
    days: 300,
  });
  const accounts = confirmAll(lists.users.map(({ accountId }) => ({ system: 'jira', account: accountId })));
  const text = JSON.stringify(lists);
  const seconds = await best(() => importJira({ ...lists, accounts }));
  const peer = await best(() => JSON.parse(text));
  return {
    goal: 'jira-5000-issues',
    measure: '5,000 issues with changelogs and worklogs to facts',
    value: seconds,
    unit: 's',
    peer: 'JSON.parse of the same export',
    peerValue: peer,
    ratio: seconds / peer,
    target: 3,
    pass: seconds < 3,
  };
}

for (const measure of [gitLog, jira]) {
  const goal = await measure();
  if (json) console.log(JSON.stringify(goal));
  else {
    const { measure: what, value, unit, peer, peerValue, ratio, pass } = goal;
    console.log(
      `${pass ? 'met' : 'NOT MET'}  ${what}: ${value.toFixed(2)} ${unit}; ${peer}: ${peerValue.toFixed(2)} (${ratio.toFixed(1)} times); ${availableParallelism()} cores`,
    );
  }
}
