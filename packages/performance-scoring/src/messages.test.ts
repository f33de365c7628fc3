import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { catalogue, describeRejection, errorCodes, rejectionCodes } from './index.ts';

const codes = [...errorCodes, ...rejectionCodes];
const errors = join(import.meta.dirname, '../../../docs/errors');

describe('words', () => {
  it.each(codes)('%s is said in English and Chinese and has its page', (code) => {
    const page = join(errors, `${code.replace('/', '-')}.md`);
    expect(existsSync(page)).toBe(true);
    expect(readFileSync(page, 'utf8')).toContain(`# ${code}\n`);
    expect(catalogue.messages.en[code]).toBeTruthy();
    expect(catalogue.messages['zh-CN'][code]).toMatch(/[\u4e00-\u9fff]/);
  });
  it('has each code once', () => {
    expect(new Set(codes).size).toBe(codes.length);
  });
  it('has both languages for every key, with the same placeholders', () => {
    const { en, 'zh-CN': zh } = catalogue.messages;
    expect(Object.keys(zh)).toEqual(Object.keys(en));
    for (const [key, text] of Object.entries(zh)) {
      const names = (message: string) =>
        new Set(
          [...message.matchAll(/\{(\w+)/g)]
            .map((match) => match[1])
            .filter((name) => !/^(one|other|is|are|none)$/.test(name!)),
        );
      for (const name of names(text))
        expect([key, [...names(en[key as keyof typeof en])]]).toEqual([key, expect.arrayContaining([name])]);
    }
  });
  it('speaks in sentences', () => {
    const say = (locale: string) =>
      describeRejection({ rejection: { code: 'performance/unconfirmed-results', personIds: ['lin', 'zhao'] }, locale });
    expect(say('en')).toBe('These results are not confirmed by anybody yet: lin, zhao.');
    expect(say('zh-HK')).toBe('以下结果尚未有人确认：lin、zhao。');
    expect(
      describeRejection({ rejection: { code: 'performance/single-result', cycles: 1, needed: 2 }, locale: 'en' }),
    ).toBe('A decision needs 2 confirmed cycles; there is one.');
    expect(
      describeRejection({
        rejection: { code: 'performance/too-few-raters' },
        locale: 'en',
        overrides: { en: { 'performance/too-few-raters': 'Own words' } },
      }),
    ).toBe('Own words');
  });
});

describe('every code that is thrown or returned', () => {
  it('is on the lists', async () => {
    const { readdirSync } = await import('node:fs');
    const used = new Set<string>();
    for (const name of readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })) {
      if (!name.endsWith('.ts') || name.endsWith('.test.ts') || /errors\.ts|messages\.ts/.test(name)) continue;
      const text = readFileSync(join(import.meta.dirname, name), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');
      for (const match of text.matchAll(/'(performance\/[a-z-]+)'/g)) used.add(match[1]!);
    }
    expect([...used].sort()).toEqual([...codes].sort());
  });
});
