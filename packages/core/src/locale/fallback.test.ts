import { describe, expect, it } from 'vitest';
import { defineCatalogue, extendCatalogue, formatMessage, pickText } from './index.ts';

const catalogue = defineCatalogue({
  en: { people: '{count, plural, one {# person} other {# people}}', hello: 'Hello {name}', rate: '{rate, number}' },
  'zh-CN': { people: '{count}人', hello: '你好，{name}', rate: '{rate, number}' },
});
const say = (
  locale: string,
  key: 'people' | 'hello' | 'rate',
  parameters: Record<string, string | number | null | undefined>,
) => formatMessage({ catalogue, key, parameters, locale });

describe('words of another language that stand in', () => {
  it('keep the plurals and numbers of their own', () => {
    expect(say('ja', 'people', { count: 1 })).toBe('1 person'); // Japanese has no singular
    expect(say('fr', 'people', { count: 0 })).toBe('0 people'); // French counts 0 as one
    expect(say('de', 'rate', { rate: 1234.5 })).toBe('1,234.5');
  });

  it('are Chinese for every way to write a Chinese locale', () => {
    for (const locale of ['zh-HK', 'zh-Hant-TW', 'zh', 'zh_CN', 'zh-cn', 'zh_Hant_TW']) {
      expect(say(locale, 'hello', { name: '林' })).toBe('你好，林');
      expect(pickText({ en: 'Pay', 'zh-CN': '支付' }, locale)).toBe('支付');
    }
  });

  it('are found for a locale that names a member of every object', () => {
    for (const locale of ['constructor', '__proto__', 'toString', 'hasOwnProperty']) {
      expect(pickText({ en: 'Pay' }, locale)).toBe('Pay');
      expect(say(locale, 'hello', { name: 'Lin' })).toBe('Hello Lin');
    }
  });
});

describe('a number that is missing', () => {
  it.each<['people' | 'rate', string | number | null | undefined]>([
    ['people', null],
    ['people', undefined],
    ['people', 'many'],
    ['rate', null],
    ['rate', Number.NaN],
  ])('is not zero: %s of %s', (key, value) => {
    expect(() => say('en', key, { count: value, rate: value })).toThrow(
      expect.objectContaining({ code: 'core/message-parameters' }),
    );
  });

  it('is not asked for where the text does not use it', () => {
    const chosen = defineCatalogue({
      en: { kept: '{state, select, known {{n, plural, =0 {nobody} other {{rate, number} of #}}} other {unknown}}' },
      'zh-CN': { kept: '{n}' },
    });
    const text = (parameters: Record<string, string | number | null>) =>
      formatMessage({ catalogue: chosen, key: 'kept', parameters, locale: 'en' });
    expect(text({ state: 'none', n: null, rate: null })).toBe('unknown');
    expect(text({ state: 'known', n: 0, rate: null })).toBe('nobody');
    expect(text({ state: 'known', n: 2, rate: 0.5 })).toBe('0.5 of 2');
    expect(() => text({ state: 'known', n: 2, rate: null })).toThrow();
    expect(() => text({ state: 'known', n: null, rate: 1 })).toThrow();
  });

  it('is no word either', () => {
    expect(() => say('en', 'hello', { name: undefined })).toThrow(
      expect.objectContaining({ code: 'core/message-parameters' }),
    );
  });
});

it('a catalogue that is extended again keeps what it had', () => {
  const german = extendCatalogue(extendCatalogue(catalogue, 'de', { hello: 'Hallo {name}' }), 'de', { rate: '{rate}' });
  expect(formatMessage({ catalogue: german, key: 'hello', parameters: { name: 'Lin' }, locale: 'de' })).toBe(
    'Hallo Lin',
  );
  const own = extendCatalogue(catalogue, 'en', { hello: 'Hi {name}' });
  expect(formatMessage({ catalogue: own, key: 'people', parameters: { count: 2 }, locale: 'en' })).toBe('2 people');
});
