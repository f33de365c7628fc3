import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatMessage } from '@meritkit/core/locale';
import {
  describeFit,
  describeReminder,
  evidenceSources,
  rankCandidates,
  skillsCatalogue,
  type Taxonomy,
} from '@meritkit/skills-matrix';
import { expect, test } from 'vitest';
import { profilesOf } from '../../testing/people.ts';
import { errorCodes } from '../errors.ts';

const source = join(import.meta.dirname, '..');
const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter(
  (name) => name.endsWith('.ts') && !name.includes('.test') && !/(errors|messages)/.test(name),
);
const methods = new Set(['best-of', 'bounded-mean', 'credit', 'shown-share', 'default-policy', 'normal-update']);

test('exactly the codes that the sources use are declared', () => {
  const used = files.flatMap((name) =>
    [...readFileSync(join(source, name), 'utf8').matchAll(/'skills\/([a-z-]+)'/g)].map((match) => match[1]!),
  );
  expect(
    [...new Set(used)]
      .filter((code) => !methods.has(code))
      .map((code) => `skills/${code}`)
      .sort(),
  ).toEqual([...errorCodes].sort());
});

test('every code has a page, and every key has words in English and Chinese that format', () => {
  const pages = new Set(readdirSync(join(source, '../../../docs/errors')));
  for (const code of errorCodes) expect(pages).toContain(`${code.replace('/', '-')}.md`);
  const parameters = {
    requirement: 'go',
    needed: 2,
    found: 1,
    size: 3,
    row: 0,
    demandId: 'd',
    person: 'lin',
    fit: 0.5,
    name: 'Go',
    have: 2,
    asked: 3,
    share: 0.3,
    neighbour: 'Rust',
    credit: 0.5,
    names: 'x',
    on: '2026-12-01',
    inDays: 3,
    courseId: 'c',
    stepId: 's',
    progress: 0.8,
    next: 'n',
    skill: 'Go',
    level: '胜任',
    value: 3,
    highest: 5,
    shows: 'Delivers alone',
    asOf: '2026-11-22',
    method: 'm@1',
    policy: 'p@1',
    ladderId: 'l',
    people: 'lin, wu',
    count: 2,
    cost: 12.5,
    needs: 'Go',
    gap: 0.1,
    hours: 12,
    weeks: 3,
    course: 'Go',
    week: 3,
    skills: 'Go',
    courses: 'Go',
    price: 10,
    step: 'P6',
    items: 'Go',
    item: 'Go',
    need: 3,
    any: 'no',
  };
  const keys = Object.keys(skillsCatalogue.messages.en) as (keyof typeof skillsCatalogue.messages.en)[];
  for (const code of errorCodes) expect(keys).toContain(code);
  for (const name of evidenceSources) expect(keys).toContain(`source.${name}`);
  for (const key of keys) {
    const own = key === 'plan.level' ? { ...parameters, level: 3.5 } : parameters; // elsewhere a level is told by its name
    const [en, zh] = ['en', 'zh-CN'].map((locale) =>
      formatMessage({ catalogue: skillsCatalogue, key, parameters: own, locale }),
    );
    expect(en).not.toMatch(/[{}]|undefined|NaN/);
    expect(zh).toMatch(/\p{Script=Han}/u);
  }
});

const taxonomy: Taxonomy = {
  version: '1',
  skills: [
    { id: 'go', name: { en: 'Go', 'zh-CN': 'Go 语言' }, adjacent: [{ skillId: 'sql', similarity: 0.5 }] },
    { id: 'sql', name: 'SQL' },
    { id: 'ops', name: { en: 'Operations', 'zh-CN': '运维' } },
  ],
};

test('a fit reads as a sentence in both languages', () => {
  const project = { id: 'p', personId: 'lin', kind: 'project' as const, tags: ['pay'], months: 1, at: '2026-01-01' };
  const profiles = profilesOf({ lin: { sql: 4 } }, { taxonomy, evidence: [project] });
  const demand = {
    skills: [
      { skillId: 'go', atLeast: 4, weight: 2 },
      { skillId: 'sql', atLeast: 5, weight: 1, must: true },
      { skillId: 'ops', atLeast: 2, weight: 1 },
    ],
    experience: [{ tag: 'pay', weight: 1 }],
    availability: { weight: 1 },
  };
  const [candidate] = rankCandidates({ profiles, demand, availability: [{ personId: 'lin', share: 0.5 }] });
  expect(describeFit({ candidate: candidate!, taxonomy, locale: 'en', person: 'Lin' })).toBe(
    'Lin lacks a must-have; 55% of the demand is covered: Go through SQL (50% of 33%); SQL 4 of 5 (17%); pay 1 month (17%); 50% of the time (17%). No evidence yet for Operations: not shown, not held to be absent.',
  );
  expect(describeFit({ candidate: candidate!, taxonomy, locale: 'zh-CN', person: '林' })).toBe(
    '林 缺少必备要求；已满足该需求的 55%：Go 语言由相近技能SQL折算（50%，占 33%）；SQL 4，要求 5（占 17%）；pay经验 1 个月（占 17%）；可用时间 50%（占 17%）。运维暂无依据：未展示，不视为不会。',
  );
  const [unknown] = rankCandidates({
    profiles,
    demand: { skills: [{ skillId: 'ops', atLeast: 2, weight: 1 }], availability: { weight: 1 } },
  });
  expect(describeFit({ candidate: unknown!, taxonomy, locale: 'en' })).toBe(
    'lin covers 0% of the demand. No evidence yet for Operations, Free time: not shown, not held to be absent.',
  );
});

test('reminders read as sentences', () => {
  const head = { key: 'k', personId: 'lin' };
  expect(
    describeReminder({
      reminder: { kind: 'certificate-expires', ...head, name: 'CKA', on: '2026-12-01', inDays: 1 },
      locale: 'en',
    }),
  ).toBe('CKA expires on 2026-12-01, in 1 day.');
  expect(
    describeReminder({
      reminder: { kind: 'promotion-near', ...head, stepId: 'P6', progress: 0.8, next: 'sql' },
      locale: 'zh-CN',
    }),
  ).toBe('距 P6 已完成 80%，下一步：sql。');
  const near = { kind: 'promotion-near', ...head, stepId: 'p6', progress: 0.8, next: 'ops' } as const;
  const names = { p6: { en: 'Senior engineer', 'zh-CN': '高级工程师' }, ops: { en: 'Operations', 'zh-CN': '运维' } };
  const said = (locale: string) => describeReminder({ reminder: near, locale, names });
  expect(said('en')).toBe('80% of Senior engineer is reached; next: Operations.');
  expect(said('zh-CN')).toBe('距 高级工程师 已完成 80%，下一步：运维。');
  const due = { kind: 'training-due', ...head, courseId: 'constructor', on: '2026-12-01', inDays: 3 } as const;
  expect(describeReminder({ reminder: due, locale: 'en', names: { '2026-12-01': 'never' } })).toBe(
    'constructor is due on 2026-12-01.',
  );
});
