import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeFixtures } from '../testing/fixtures.ts';

const main = join(import.meta.dirname, 'main.ts');
const folder = () => mkdtempSync(join(tmpdir(), 'meritkit-main-'));
const run = (...given: readonly string[]) => spawnSync(process.execPath, [main, ...given], { encoding: 'utf8' });

describe('the command line', () => {
  const fixtures = writeFixtures('main');

  it('writes the report in two languages and the data, the same bytes each time', () => {
    const [one, two] = [folder(), folder()];
    for (const out of [one, two])
      execFileSync(process.execPath, [
        main,
        '--once',
        '--out',
        out,
        '--git-log',
        fixtures.gitLog,
        '--jira',
        fixtures.jira,
      ]);
    expect(readdirSync(one).sort()).toEqual(['report.en.html', 'report.zh-CN.html', 'result.json']);
    for (const name of readdirSync(one))
      expect(readFileSync(join(one, name)).equals(readFileSync(join(two, name)))).toBe(true);
    expect(JSON.parse(readFileSync(join(one, 'result.json'), 'utf8'))).toMatchObject({
      schemaVersion: 1,
      input: { records: { commits: 120 } },
    });
  });

  it.each([
    ['a broken export', ['--jira', brokenExport()], /issues\.json is not JSON[\s\S]*app\/broken-json/],
    ['a folder without an export', ['--jira', folder()], /app\/not-a-jira-export/],
    ['a log that is not there', ['--git-log', '/nowhere/log.txt'], /app\/cannot-read/],
    ['a folder that is no repository', ['--repo', tmpdir()], /app\/no-git-log/],
    ['a day that is none', ['--as-of', '2026-02-30'], /app\/option/],
    ['an option that is none', ['--colour'], /app\/option/],
  ])('answers %s with a typed error and writes nothing', (_, given, words) => {
    const out = join(folder(), 'out');
    const log = given.includes('--git-log') || given.includes('--repo') ? [] : ['--git-log', fixtures.gitLog];
    const result = run('--once', '--out', out, ...log, ...given);
    expect(result.status).toBe(1);
    expect(result.stderr).toMatch(words);
    expect(result.stderr).not.toContain('    at ');
    expect(existsSync(out)).toBe(false);
  });

  it('says so when the port is taken', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, resolve));
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? String(address.port) : '';
    const result = run('--git-log', fixtures.gitLog, '--port', port);
    server.close();
    expect(result.status).toBe(1);
    expect(result.stderr).toContain(`Port ${port} is taken`);
  });
});

function brokenExport(): string {
  const jira = folder();
  writeFileSync(join(jira, 'issues.json'), '[{"id": ');
  return jira;
}
