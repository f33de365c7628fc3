import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  defineCatalogue,
  extendCatalogue,
  fallbackChain,
  formatMessage,
  localizedTextSchema,
  pickText,
} from './index.ts';

const catalogue = defineCatalogue({
  en: { people: '{count, plural, one {# person} other {# people}}', hello: 'Hello {name}', brace: "'{'literal'}'" },
  'zh-CN': { people: '{count}人', hello: '你好，{name}', brace: "'{'原样'}'" },
});
const say = (key: 'people' | 'hello' | 'brace', locale: string, parameters = {}, overrides = {}) =>
  formatMessage({ catalogue, key, locale, parameters, overrides });

describe('a message', () => {
  it('falls back from zh-HK to zh-CN and from anything to English', () => {
    expect(fallbackChain('zh-HK')).toEqual(['zh-HK', 'zh', 'zh-CN', 'en']);
    expect(fallbackChain('zh-CN')).toEqual(['zh-CN', 'zh', 'en']);
    expect(fallbackChain('de-AT')).toEqual(['de-AT', 'de', 'en']);
    expect([say('people', 'zh-HK', { count: 3 }), say('people', 'zh-TW', { count: 3 })]).toEqual(['3人', '3人']);
    expect([say('people', 'de', { count: 1 }), say('people', 'en-GB', { count: 1234 })]).toEqual([
      '1 person',
      '1,234 people',
    ]);
  });

  it('a host may add a locale, in part, and override any word', () => {
    const german = extendCatalogue(catalogue, 'de', { hello: 'Hallo {name}' });
    expect(formatMessage({ catalogue: german, key: 'hello', locale: 'de', parameters: { name: 'Lin' } })).toBe(
      'Hallo Lin',
    );
    expect(formatMessage({ catalogue: german, key: 'people', locale: 'de', parameters: { count: 2 } })).toBe(
      '2 people',
    );
    expect(say('hello', 'zh-HK', { name: '林' }, { 'zh-CN': { hello: '{name}好' } })).toBe('林好');
    expect(say('hello', 'zh-HK', { name: '林' }, { 'zh-HK': { hello: '{name}早晨' }, 'zh-CN': { hello: 'x' } })).toBe(
      '林早晨',
    );
    expect(say('hello', 'en', { name: 'Lin' }, { 'zh-CN': { hello: '{name}好' } })).toBe('Hello Lin');
  });

  it('keeps what people write as it is', () => {
    fc.assert(fc.property(fc.string(), (name) => say('hello', 'en', { name }) === `Hello ${name}`));
    expect(say('brace', 'en')).toBe('{literal}');
  });

  it('a missing placeholder, a broken override and an unknown key are told', () => {
    expect(() => say('hello', 'en')).toThrow(expect.objectContaining({ code: 'core/message-parameters' }));
    expect(() => formatMessage({ catalogue, key: 'nope' as 'hello', locale: 'en' })).toThrow(
      expect.objectContaining({ code: 'core/unknown-message' }),
    );
    expect(() => say('hello', 'en', { name: 'x' }, { en: { hello: '{name' } })).toThrow(
      expect.objectContaining({ code: 'core/message-parameters' }),
    );
  });
});

describe('words of an author', () => {
  it('are picked by the same fallback', () => {
    const text = { en: 'Payments', 'zh-CN': '支付' };
    expect([pickText(text, 'zh-HK'), pickText(text, 'fr'), pickText('x', 'fr')]).toEqual(['支付', 'Payments', 'x']);
    expect([pickText({ ja: '決済' }, 'en'), pickText({}, 'en')]).toEqual(['決済', '']);
    expect(localizedTextSchema.safeParse({}).success).toBe(false);
    expect(localizedTextSchema.safeParse({ en: 'x' }).success).toBe(true);
  });
});
