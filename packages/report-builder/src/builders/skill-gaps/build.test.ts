import { expect, test } from 'vitest';
import { buildSkillGapsReport, type ReportDocument, type SkillGapsInput } from '../../index.ts';
import { renderMarkdown } from '../../markdown/index.ts';

const frame = { asOf: '2026-10-01', period: { start: '2026-07-01', end: '2026-10-01' } };
const two = [
  { id: 'go', title: 'Go' },
  { id: 'rust', title: 'Rust' },
];

function report(input: Partial<SkillGapsInput>): ReportDocument {
  return buildSkillGapsReport({ skills: two, people: [], demand: [], ...input }, frame);
}

const text = (document: ReportDocument, locale = 'en') => renderMarkdown(document, { locale, timeZone: 'UTC' });
const numberIn = (document: ReportDocument, id: string) => document.metrics.find((metric) => metric.id === id)?.value;

test('a skill that nobody rated is neither scarce nor covered', () => {
  const people = [{ id: 'lin', name: 'Lin', skills: { go: 4 } }];
  const rust = { skillId: 'rust', atLeast: 3, people: 1 };
  const partly = text(report({ people, demand: [rust] }));
  expect(partly).toContain('Go is the scarcest skill');
  expect(partly).not.toContain('Every demand is covered');
  expect(text(report({ people, demand: [{ ...rust, skillId: 'go' }] }))).toContain('Every demand is covered');
  const nothing = report({ people: [{ id: 'lin', name: 'Lin', skills: { go: null } }] });
  expect(nothing.blocks.filter((block) => block.type === 'chart')).toEqual([]);
});

test('levels of a skill profile are taken as they are: between two steps the lower one counts, and 0 is a level', () => {
  const levels = [3.44, 2.96, 3 - 1e-12, 0, 0.4, null];
  const people = levels.map((go, index) => ({ id: `p${index}`, skills: { go } }));
  const all = report({ people, demand: [{ skillId: 'go', atLeast: 3, people: 3 }] });
  const counts = (document: ReportDocument, steps: readonly number[]) =>
    steps.map((level) => numberIn(document, `skill.go.level.${level}`));
  expect(counts(all, [0, 1, 2, 3, 4, 5])).toEqual(['2', '0', '1', '2', '0', '0']);
  expect(numberIn(all, 'skill.go.gap')).toBe('1');
  expect(counts(report({ people: people.slice(0, 2) }), [0, 1, 2, 3])).toEqual([undefined, '0', '1', '1']);
  const own = [5, 1, 3].map((level) => ({ level, title: `Step ${level}` }));
  expect(counts(report({ people, levels: own }), [1, 3, 5])).toEqual(['1', '2', '0']);
});

test('without names nobody is named', () => {
  const person = { id: 'lin', skills: { go: 4 } };
  const unnamed = report({ people: [person] });
  expect(text(unnamed)).toContain('**Only one person knows this: Go** One person is at level 3 or above in Go.');
  expect(text(unnamed, 'zh-CN')).toContain('Go达到 3 级及以上的只有一人。');
  expect(JSON.stringify(unnamed)).not.toContain('"lin"');
  expect(text(report({ people: [{ ...person, name: 'Lin' }] }))).toContain('Lin is the only one');
});

test('a skill that is asked for twice is refused by its place', () => {
  const demand = [3, 4].map((atLeast) => ({ skillId: 'go', atLeast, people: 1 }));
  expect(() => report({ demand })).toThrow(/demand\[1\]\.skillId: "go" is asked for twice/);
});

test('from which level on a skill is known is said by the caller, in the findings, in words and in the tree', () => {
  const people = [
    { id: 'lin', name: 'Lin', skills: { go: 5, rust: 4 } },
    { id: 'wu', name: 'Wu', skills: { go: 3, rust: 4 } },
  ];
  const usual = report({ people });
  expect(numberIn(usual, 'skill.go.known')).toBe('2');
  expect(text(usual)).not.toContain('Only one person knows this');
  const strict = report({ people, knownFrom: 4 });
  expect(numberIn(strict, 'skill.go.known')).toBe('1');
  expect(text(strict)).toContain('Go is the scarcest skill: 1 at level 4 or above');
  expect(text(strict)).toContain('Lin is the only one at level 4 or above in Go.');
  expect(text(strict, 'zh-CN')).toContain('Go最稀缺：达到 4 级及以上的有 1 人');
  const known = strict.metrics.find((metric) => metric.id === 'skill.go.known');
  expect(known?.explanation?.children?.map((child) => child.key)).toEqual(['skill.go.level.4', 'skill.go.level.5']);
});

test('a level that the scale does not have is refused, and so is the default where it has no step 3', () => {
  const levels = [0, 1, 2].map((level) => ({ level, title: `Step ${level}` }));
  expect(() => report({ levels })).toThrow(/knownFrom: the scale has no step 3/);
  expect(() => report({ levels, knownFrom: 2 })).not.toThrow();
  expect(() => report({ knownFrom: 6 })).toThrow(/knownFrom/);
});
