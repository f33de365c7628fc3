import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { confirmAll } from '../../testing/accounts.ts';
import { generateGitLog } from '../../testing/git-log.ts';
import { importGitLog, openGitLogImport } from './facts.ts';
import { createGitLogParser, type GitCommit, type GitLogProblem, parseGitLog } from './parse.ts';
import { decodePath, pathOf } from './path.ts';

const hash = 'a'.repeat(40);
const header = (...fields: readonly string[]) => `\u001e${fields.join('\u001f')}\n`;
const commit = (subject = 'Retry', at = '2026-11-20T18:00:00+08:00') =>
  header(hash, 'Lin', 'Lin@Example.com', at, at, '', subject);

describe('a log in pieces', () => {
  it('gives the same however it is cut', () => {
    const log = generateGitLog({ seed: 'cut', commits: 12, filesPerCommit: 4 });
    const whole = parseGitLog(log);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 40 }), (sizes) => {
        const commits: GitCommit[] = [];
        const problems: GitLogProblem[] = [];
        const parser = createGitLogParser({
          onCommit: (one) => commits.push(one),
          onProblem: (one) => problems.push(one),
        });
        for (let at = 0, index = 0; at < log.length; index += 1) {
          const size = sizes[index % sizes.length]!;
          parser.push(log.slice(at, at + size));
          at += size;
        }
        parser.end();
        expect({ commits, problems }).toEqual(whole);
      }),
    );
    expect(whole.commits).toHaveLength(12);
    expect(whole.problems).toEqual([]);
  });
});

describe('a commit', () => {
  it('has its files, its size by extension and folder, and its author', () => {
    const text = `${commit()}\n3\t1\tpay/retry.go\n10\t0\tpay/retry_test.go\n-\t-\tweb/logo.PNG\n2\t2\tDockerfile\n`;
    const { facts } = importGitLog({
      text,
      projectId: 'pay',
      commitUrl: 'https://git.example.com/pay/commit/',
      accounts: confirmAll([{ system: 'git', account: 'lin@example.com' }]),
    });
    expect(facts).toMatchObject([
      {
        kind: 'commit',
        personId: 'person-lin@example.com',
        at: '2026-11-20T18:00:00+08:00',
        quantity: '1',
        unit: 'count',
        projectId: 'pay',
        source: { system: 'git', ref: hash, url: `https://git.example.com/pay/commit/${hash}` },
        attributes: {
          added: 15,
          deleted: 3,
          files: 4,
          binaryFiles: 1,
          merge: false,
          subject: 'Retry',
          byExtension: { go: 14, dockerfile: 4 },
          byFolder: { pay: 14, '.': 4 },
        },
      },
    ]);
  });

  it('may be a merge, may have no files and a subject with any characters', () => {
    const merge = header(
      hash,
      'Lin',
      'lin@example.com',
      '2026-11-20T18:00:00Z',
      '2026-11-20T18:00:00Z',
      'b c',
      'Merge \u001f 支付',
    );
    const { commits } = parseGitLog(`${merge}${commit()}`);
    expect(commits.map(({ parents, subject, files }) => [parents, subject, files])).toEqual([
      [['b', 'c'], 'Merge \u001f 支付', []],
      [[], 'Retry', []],
    ]);
  });

  it('reads line ends of Windows', () => {
    const { commits, problems } = parseGitLog(`${commit()}\n1\t2\ta.ts\n`.replaceAll('\n', '\r\n'));
    expect(problems).toEqual([]);
    expect(commits[0]).toMatchObject({ subject: 'Retry', files: [{ path: 'a.ts', added: 1, deleted: 2 }] });
  });
});

describe('paths', () => {
  it.each([
    ['src/{old => new}/a.ts', 'src/new/a.ts'],
    ['src/{ => deep}/a.ts', 'src/deep/a.ts'],
    ['src/{deep => }/a.ts', 'src/a.ts'],
    ['{old => new}/a.ts', 'new/a.ts'],
    ['a.ts => b.ts', 'b.ts'],
    ['a => b => c', 'b => c'],
    ['plain.ts', 'plain.ts'],
  ])('%s is now %s', (path, expected) => {
    expect(pathOf(path)).toBe(expected);
  });

  it('git quotes come undone', () => {
    expect(decodePath('"\\346\\224\\257\\344\\273\\230/\\ta\\"b\\\\.md"')).toBe('支付/\ta"b\\.md');
    expect(decodePath('"支付 x"')).toBe('支付 x');
    expect(decodePath('plain"')).toBe('plain"');
    expect(decodePath('"')).toBe('"');
  });
});

describe('what is no log', () => {
  it.each([
    ['text before the first record', `hello\n${commit()}`, 1, 1],
    ['a record with too few fields', header(hash, 'Lin'), 1, 0],
    ['no hash', header('xyz', 'Lin', 'l', '2026-11-20T18:00:00Z', '2026-11-20T18:00:00Z', '', 's'), 1, 0],
    ['a date without offset', commit('s', '2026-11-20T18:00:00'), 1, 0],
    ['a date that does not exist', commit('s', '2026-02-30T18:00:00Z'), 1, 0],
    ['an offset that does not exist', commit('s', '2026-02-20T18:00:00+18:30'), 1, 0],
    ['a line that is no count', `${commit()}\nmany\t1\ta.ts\n`, 3, 0],
    ['a count without a path', `${commit()}\n1\t1\t\n`, 3, 0],
    ['a count that is empty', `${commit()}\n\t1\ta\n`, 3, 0],
  ])('%s is told with its line', (_, text, line, commits) => {
    const result = parseGitLog(text);
    expect(result.problems).toEqual([{ line, detail: expect.stringMatching(/./) }]);
    expect(result.commits).toHaveLength(commits);
  });

  it('does not take the next records with it, and is told once', () => {
    const { commits, problems } = parseGitLog(`${header('xyz')}1\t1\ta\n1\t1\tb\n${commit()}\n1\t1\tc\n`);
    expect([commits.length, problems.length]).toEqual([1, 1]);
    const { rejections, records } = importGitLog({ text: `${header('xyz')}${commit()}`, accounts: [] });
    expect(records).toBe(2);
    expect(rejections.map(({ code, place }) => [code, place.line, place.index])).toEqual([
      ['connectors/invalid-record', 1, 0],
      ['connectors/unmapped-account', 2, 1],
    ]);
  });
});

describe('a whole import', () => {
  it('counts every record, whoever wrote it, and replays to the same facts', () => {
    const log = generateGitLog({ seed: 'all', commits: 200, filesPerCommit: 3 });
    const known = confirmAll(importGitLog({ text: log, accounts: [] }).accounts);
    const half = known.slice(0, 2);
    const result = importGitLog({ text: log, accounts: half });
    expect(result.facts.length + result.rejections.length).toBe(200);
    expect(new Set(importGitLog({ text: log, accounts: known }).facts.map(({ id }) => id)).size).toBe(200);
    const running = openGitLogImport({ accounts: half });
    running.push(log);
    expect(running.finish()).toEqual(result);
  });

  it('a corrected account is a new revision of the same facts', () => {
    const [first] = confirmAll([{ system: 'git', account: 'lin@example.com' }]);
    const before = importGitLog({ text: commit(), accounts: [first!] }).facts[0]!;
    const after = importGitLog({ text: commit(), accounts: [first!, { ...first!, personId: 'wei', revision: 1 }] })
      .facts[0]!;
    expect([after.id, after.personId, after.revision - before.revision]).toEqual([before.id, 'wei', 1]);
  });
});
