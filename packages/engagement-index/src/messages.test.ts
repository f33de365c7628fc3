import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatMessage } from '@meritkit/core/locale';
import { describe, expect, it } from 'vitest';
import { errorCodes } from './errors.ts';
import { catalogue } from './messages.ts';

const source = import.meta.dirname;
const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter(
  (name) => name.endsWith('.ts') && !name.includes('.test'),
);
const used = new Set(
  files
    .filter((name) => !/(errors|messages)\.ts$/.test(name))
    .flatMap((name) =>
      [...readFileSync(join(source, name), 'utf8').matchAll(/'(engagement\/[a-z-]+)'/g)].map((match) => match[1]!),
    ),
);
const values = {
  minimumGroup: 5,
  capacity: 2,
  personId: 'lin',
  attribute: 'team',
  left: 0,
  needed: 1,
  points: 3,
  allowed: 2,
  type: 'survey',
  id: 's',
  prerequisite: 'go',
  status: 'open',
  minimum: 2,
  maximum: 5,
  members: 1,
  minimumAuthors: 10,
  deadline: '2026-11-30',
  share: '80%',
  index: 70,
  coverage: 0.9,
};

describe('words', () => {
  it('declares exactly the codes that the sources use', () => {
    expect([...used].sort()).toEqual([...errorCodes].sort());
  });

  it('has English and Chinese words for every key, and they format', () => {
    const keys = Object.keys(catalogue.messages.en) as (keyof typeof catalogue.messages.en)[];
    for (const code of errorCodes) expect(keys).toContain(code);
    for (const key of keys) {
      const [en, zh] = ['en', 'zh-CN'].map((locale) => formatMessage({ catalogue, key, parameters: values, locale }));
      expect(en).not.toMatch(/[{}]|undefined/);
      expect(zh).toMatch(/\p{Script=Han}/u);
    }
  });

  it('has a page for every code', () => {
    const pages = new Set(readdirSync(join(source, '../../../docs/errors')));
    for (const code of errorCodes) expect(pages).toContain(`${code.replace('/', '-')}.md`);
  });
});
