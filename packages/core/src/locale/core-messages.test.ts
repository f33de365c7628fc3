import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { errorCodes } from '../errors/index.ts';
import { coreCatalogue, formatMessage } from './index.ts';

const source = join(import.meta.dirname, '..');
const pages = join(source, '../../../docs/errors');

/** Every code in quotes in the package's own sources. */
const used = new Set(
  readdirSync(source, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !/\.test(-d)?\.ts$|codes\.ts$|messages\.ts$/.test(file))
    .flatMap((file) => readFileSync(join(source, file), 'utf8').match(/'core\/[a-z-]+'/g) ?? [])
    .map((text) => text.slice(1, -1)),
);

describe('the codes of core', () => {
  it('are those the sources use', () => {
    expect([...errorCodes].sort()).toEqual([...used].sort());
  });

  it.each(errorCodes)('%s has words in both languages and a page', (code) => {
    const names = [...coreCatalogue.messages.en[code].matchAll(/\{(\w+)\}/g)].map((match) => match[1]!);
    const parameters = Object.fromEntries(names.map((name) => [name, 'x']));
    const [english, chinese] = ['en', 'zh-CN'].map((locale) =>
      formatMessage({ catalogue: coreCatalogue, key: code, locale, parameters }),
    );
    expect(english).toMatch(/^[A-Z“].*\.$/);
    expect(chinese).toMatch(/[\u4e00-\u9fff].*。$/);
    const page = join(pages, `${code.replace('/', '-')}.md`);
    expect(existsSync(page)).toBe(true);
    expect(readFileSync(page, 'utf8')).toContain(`\`${code}\``);
  });
});
