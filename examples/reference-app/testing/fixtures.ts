import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRandom } from '@meritkit/core/random';

const names = ['Ada Lin', 'Bo Zhao', 'Chen Yu', 'Dana Wu', 'Er Li'];
const files = ['service/pay.go', 'service/pay_test.go', 'web/app.tsx', 'docs/说明.md', 'db/schema.sql', 'Dockerfile'];

/** A git log in the documented format and a Jira export with Chinese status names, both from a seed, in a folder of their own. */
export function writeFixtures(seed: string): { readonly gitLog: string; readonly jira: string } {
  const folder = mkdtempSync(join(tmpdir(), 'meritkit-app-'));
  const gitLog = join(folder, 'log.txt');
  const jira = join(folder, 'jira');
  mkdirSync(jira);
  writeFileSync(gitLog, generateLog(seed, 120));
  writeFileSync(join(jira, 'issues.json'), JSON.stringify(generateIssues(seed, 24)));
  return { gitLog, jira };
}

export function generateLog(seed: string, commits: number): string {
  const random = createRandom(`${seed}:log`);
  return Array.from({ length: commits }, (_, index) => {
    const name = random.pick(names);
    const at = instant(index * 7 + random.integer(0, 5));
    const hash = Array.from({ length: 40 }, () => random.integer(0, 15).toString(16)).join('');
    const fields = [hash, name, `${name.split(' ')[0]?.toLowerCase()}@example.com`, at, at, '', `Change ${index}`];
    const changed = random
      .shuffle(files)
      .slice(0, random.integer(1, 3))
      .map((file) => `${random.integer(0, 80)}\t${random.integer(0, 30)}\t${file}`);
    return `\u001e${fields.join('\u001f')}\n\n${changed.join('\n')}\n`;
  }).join('');
}

export function generateIssues(seed: string, count: number): readonly unknown[] {
  const random = createRandom(`${seed}:issues`);
  return Array.from({ length: count }, (_, index) => {
    const done = random.next() < 0.7;
    const created = random.integer(0, 200);
    return {
      id: String(1000 + index),
      key: `PAY-${index + 1}`,
      self: `https://example.atlassian.net/rest/api/3/issue/${1000 + index}`,
      fields: {
        summary: `支付改进 ${index + 1}`,
        created: jiraInstant(created),
        updated: jiraInstant(created + 400),
        resolutiondate: done ? jiraInstant(created + random.integer(1, 300)) : null,
        status: {
          id: done ? '3' : '2',
          name: done ? '已完成' : '进行中',
          statusCategory: { key: done ? 'done' : 'indeterminate' },
        },
        issuetype: { id: '1', name: random.pick(['故事', '缺陷', '任务']) },
        project: { key: 'PAY' },
        assignee: { accountId: `account-${random.integer(1, 4)}`, displayName: 'Lin' },
        timeestimate: done ? 0 : 3600 * random.integer(1, 16),
      },
    };
  });
}

/** Hours after the first of September 2026, in Shanghai. */
function instant(hours: number): string {
  return `${new Date(Date.UTC(2026, 8, 1) + hours * 3_600_000).toISOString().slice(0, 19)}+08:00`;
}

function jiraInstant(hours: number): string {
  return instant(hours).replace('+08:00', '.000+0800');
}
