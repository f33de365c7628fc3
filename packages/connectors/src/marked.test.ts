import { describe, expect, it } from 'vitest';
import { markOf } from './chat/markers.ts';
import { pathOf } from './git/path.ts';
import { importGitLog } from './index.ts';

describe('a mark', () => {
  it.each([
    'see #storybook for the buttons',
    'we talked about #help-desk and #helpdesk',
    '#thanksgiving is near',
    'read https://wiki.example.com/guide#help',
    'read https://wiki.example.com/guide/#story first',
  ])('is none inside of another word or an address: %s', (text) => {
    expect(markOf(text, {})).toBeNull();
  });

  it.each([
    ['#help @lin', 'help'],
    ['thank you #Thanks!', 'help'],
    ['#感谢大家', 'help'],
    ['多谢（#感谢）', 'help'],
    ['#thanks大家', 'help'],
    ['{"text":"#story about retries"}', 'story'],
    ['#storybook and a #story', 'story'],
    ['＃报名', 'signUp'],
  ])('stands for itself: %s', (text, mark) => {
    expect(markOf(text, {})).toBe(mark);
  });
});

describe('names in a git log', () => {
  const log = (files: string) =>
    `\u001e${['a'.repeat(40), 'Lin', 'l@x.y', '2026-11-20T18:00:00+08:00', '2026-11-20T18:00:00+08:00', '', 's'].join('\u001f')}\n\n${files}`;
  const accounts = [
    { schemaVersion: 1, system: 'git', account: 'l@x.y', personId: 'lin', status: 'confirmed', revision: 0 },
  ] as const;

  it('that no record can have count under another, so that one commit does not stop an import', () => {
    const { facts } = importGitLog({ text: log('3\t1\t__proto__/a.go\n1\t0\tb.__proto__\n'), accounts });
    expect(JSON.parse(JSON.stringify(facts[0]?.attributes))).toMatchObject({
      byFolder: { '(__proto__)': 4, '.': 1 },
      byExtension: { '(__proto__)': 1, go: 4 },
    });
  });

  it.each([
    ['"a\\tb.md" => "支付/c.md"', '支付/c.md'],
    ['"a\\tb.md" => c.md', 'c.md'],
    ['a.md => "src/\\346\\224\\257.md"', 'src/支.md'],
    ['"x => y\\t.md"', 'x => y\t.md'],
    ['src/{ => new}/a.ts', 'src/new/a.ts'],
    ['{old => }/a.ts', 'a.ts'],
  ])('%s is now %s', (text, path) => {
    expect(pathOf(text)).toBe(path);
  });

  it('of a hostile length are read in a time that grows with it', () => {
    const start = performance.now();
    pathOf(`${'{'.repeat(200_000)} => ${'{'.repeat(200_000)}`);
    expect(performance.now() - start).toBeLessThan(500);
  });
});
