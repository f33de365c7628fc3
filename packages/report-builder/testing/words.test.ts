import { readdirSync } from 'node:fs';
import { extendCatalogue } from '@meritkit/core/locale';
import { describe, expect, it } from 'vitest';
import { renderCsv } from '../src/csv/index.ts';
import { renderEmail } from '../src/email/index.ts';
import { renderHtml } from '../src/html/index.ts';
import { buildReport, errorCodes, metricRegistry } from '../src/index.ts';
import { renderMarkdown } from '../src/markdown/index.ts';
import { chartEnglish } from '../src/messages/chart.ts';
import { findingsChinese, findingsEnglish } from '../src/messages/findings.ts';
import { createWords, messages } from '../src/words/index.ts';
import { frame, samples } from './samples.ts';

const english = messages.messages.en;
const chinese = messages.messages['zh-CN'];

/** Letters of a message outside placeholders get accents; what shows no accents was never in the catalogue. */
function pseudo(text: string): string {
  const letters: Record<string, string> = {
    a: 'á',
    e: 'é',
    i: 'í',
    o: 'ó',
    u: 'ú',
    n: 'ñ',
    s: 'š',
    t: 'ť',
    r: 'ř',
    l: 'ł',
    d: 'ď',
    h: 'ĥ',
    c: 'č',
    p: 'þ',
  };
  return text
    .split(/(\{[^{}]*\}|\{[^{}]*,\s*(?:select|plural),|\b(?:one|other|none|known|yes|title|next)\s*\{)/)
    .map((part, index) => (index % 2 === 1 ? part : part.replace(/[a-z]/g, (letter) => letters[letter] ?? letter)))
    .join('');
}

describe('the catalogue', () => {
  it('has every key in both languages, with the same placeholders', () => {
    const names = (text: string) =>
      new Set([...text.matchAll(/\{(\w+)/g)].map((found) => found[1]!).filter((name) => /^[a-z]/.test(name)));
    for (const [key, text] of Object.entries(english)) {
      const other = chinese[key as keyof typeof chinese];
      expect(other.trim(), key).not.toBe('');
      if (/select|plural/.test(text)) continue;
      expect(names(other), key).toEqual(names(text));
    }
    expect(Object.keys(chinese)).toEqual(Object.keys(english));
  });

  it('is Chinese in Chinese: no message is left in English', () => {
    const alike = Object.keys(english).filter((key) => {
      const text = chinese[key as keyof typeof chinese];
      return !/[\u4e00-\u9fff]/.test(text) && /[A-Za-z]{3,}/.test(text.replace(/\{[^{}]*\}/g, ''));
    });
    expect(alike).toEqual([]);
  });

  it('keeps chart messages to plain placeholders, so that charts need no message compiler', () => {
    for (const text of [
      ...Object.values(chartEnglish),
      ...Object.values(findingsEnglish),
      ...Object.values(findingsChinese),
    ]) {
      expect(text.replace(/\{\w+\}/g, '')).not.toMatch(/[{}]/);
    }
  });

  it('has words and a page for every error code', () => {
    const pages = readdirSync(new URL('../../../docs/errors', import.meta.url));
    for (const code of errorCodes) {
      expect(english[code], code).toBeTruthy();
      expect(chinese[code], code).toMatch(/[\u4e00-\u9fff]/);
      expect(pages, code).toContain(`${code.replace('/', '-')}.md`);
    }
  });

  it('takes a host’s own terms over its own', () => {
    const overrides = { en: { 'load.over': 'Colleagues over capacity' } };
    expect(renderMarkdown(samples.load!(), { locale: 'en', timeZone: 'UTC', overrides })).toContain(
      'Colleagues over capacity',
    );
  });
});

describe('a pseudo-locale', () => {
  const pseudoMessages = Object.fromEntries(Object.entries(english).map(([key, text]) => [key, pseudo(text)]));
  const catalogue = extendCatalogue(messages, 'qps', pseudoMessages);

  it.each(Object.keys(samples))('finds no hard-coded word in %s', (name) => {
    const document = samples[name]!();
    const own = JSON.stringify(document);
    const options = { locale: 'qps', timeZone: 'UTC', catalogue };
    const html = renderHtml(document, options)
      .replace(/<style>.*?<\/style>/s, '')
      .replace(/<[^>]+>/g, '\n')
      .replace(/&[a-z#0-9]+;/g, ' ');
    const words = [...new Set(`${html}\n${renderEmail(document, options).text}`.match(/[A-Za-z]{4,}/g) ?? [])];
    // A word is a user's when the document holds it; month names and zones come from Intl.
    const months = /^(Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)$/;
    expect(words.filter((word) => !own.includes(word) && !months.test(word))).toEqual([]);
  });

  it('would find one: a message without accents stands out', () => {
    const bare = extendCatalogue(messages, 'qps', { ...pseudoMessages, 'load.over': 'Hardcoded' });
    expect(renderHtml(samples.load!(), { locale: 'qps', timeZone: 'UTC', catalogue: bare })).toContain('Hardcoded');
  });
});

describe('numbers', () => {
  const words = createWords({ locale: 'en', timeZone: 'UTC' });

  it('stay exact beyond 2^53 and in every place', () => {
    expect(words.number('9007199254740993')).toBe('9,007,199,254,740,993');
    expect(words.number('123456789012345678901234567890.12345678901234567890')).toBe(
      '123,456,789,012,345,678,901,234,567,890.12345678901234567890',
    );
    expect(words.number('-0.50')).toBe('-0.50');
    expect(words.number('85.714285714286', 1)).toBe('85.7');
    expect(words.quantity('2', 'ratio', 2)).toBe('2.00');
  });

  it('carry their unit in the reader’s way', () => {
    expect(words.quantity('1000000', 'CNY')).toBe('CNY 1,000,000');
    expect(createWords({ locale: 'zh-CN', timeZone: 'UTC' }).quantity('1000000', 'CNY')).toBe('1,000,000 元');
    expect(words.quantity('5', 'tickets')).toBe('5 tickets');
    expect(words.quantity('5', 'JPY')).toBe('JPY 5');
  });

  it('show instants on the reader’s clock and leave days where they are', () => {
    const text = { message: 'value.line', with: { label: 'At', value: { instant: '2026-10-01T20:00:00Z' } } };
    const report = buildReport({ title: 'T', blocks: [{ type: 'narrative', text }] }, frame);
    expect(renderMarkdown(report, { locale: 'en', timeZone: 'Asia/Shanghai' })).toContain('Oct 2, 2026, 04:00');
    expect(renderMarkdown(report, { locale: 'en', timeZone: 'UTC' })).toContain('Oct 1, 2026, 20:00');
    expect(renderCsv(report, { locale: 'en', timeZone: 'UTC' })).toContain('Until before');
  });
});

describe('the metric registry', () => {
  it('is named by every metric of every report', () => {
    for (const build of Object.values(samples)) {
      for (const metric of build().metrics) expect(Object.keys(metricRegistry), metric.id).toContain(metric.formula);
    }
  });
});
