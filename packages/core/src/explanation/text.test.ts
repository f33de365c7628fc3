import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explain, explainText, explanationCatalogue, given } from './index.ts';

const score = explain({
  key: 'score',
  operation: { name: 'weighted-mean', version: 1 },
  children: [
    given({ key: 'project', value: 90, weight: 0.4 }),
    given({ key: 'innovation', value: 80, weight: 0.3 }),
    given({ key: 'collaboration', value: null, weight: 0.3, unknown: { reason: 'no-evidence' } }),
  ],
});
const labels = {
  project: { en: 'project', 'zh-CN': '项目贡献' },
  innovation: { en: 'innovation', 'zh-CN': '创新' },
  collaboration: { en: 'collaboration', 'zh-CN': '协作' },
};
const of = (name: string, ...values: readonly (number | string | null)[]) =>
  explain({
    key: 'x',
    operation: { name, version: 1 },
    operations: { 'median@1': () => 4 },
    children: values.map((value, index) => given({ key: 'abc'[index]!, value })),
  });

describe('a weighted mean as a sentence', () => {
  it('says what counts, by how much, and what is missing', () => {
    expect(explainText(score, 'en')).toBe(
      '85.7 = project 90 × 57.1% + innovation 80 × 42.9%. No evidence yet for collaboration (30%): left out, not counted as zero.',
    );
    expect(explainText(score, { locale: 'zh-CN', labels })).toBe(
      '85.7 = 项目贡献 90 × 57.1% + 创新 80 × 42.9%。协作（30%）：尚无依据，不计入，也不按零分计算。',
    );
    expect(explainText(score, { locale: 'zh-HK', labels })).toBe(explainText(score, { locale: 'zh-CN', labels }));
  });

  it('takes the label of the term first, and a host may say it otherwise', () => {
    const labelled = {
      ...score,
      children: score.children!.map((child) => ({ ...child, label: { en: child.key.toUpperCase() } })),
    };
    expect(explainText(labelled, { locale: 'en', labels })).toContain('PROJECT 90');
    const overrides = { en: { missing: 'Nothing heard on {terms}.' } };
    expect(explainText(score, { locale: 'en', overrides })).toMatch(/Nothing heard on collaboration \(30%\)\.$/);
  });

  it('names operations and units where a package has words for them', () => {
    const capped = { ...of('median', 1, 2), unit: 'points' };
    const words = { 'operation:median': { 'zh-CN': '中位数' }, 'unit:points': { 'zh-CN': '分' }, a: { 'zh-CN': '甲' } };
    expect(explainText(capped, 'zh-CN')).toBe('4 points = median（a 1、b 2）。');
    expect(explainText(capped, { locale: 'zh-CN', labels: words })).toBe('4 分 = 中位数（甲 1、b 2）。');
  });

  it('says why something is missing where there are words for it', () => {
    const why = { ...labels, 'reason:no-evidence': { en: 'nobody was asked', 'zh-CN': '没有询问任何人' } };
    expect(explainText(score, { locale: 'en', labels: why })).toContain(
      'for collaboration (30%: nobody was asked): left',
    );
    expect(explainText(score, { locale: 'zh-CN', labels: why })).toContain('协作（30%：没有询问任何人）：');
    const unknown = { ...given({ key: 'b', value: null }), unknown: { reason: 'no-evidence' } };
    const sum = explain({ key: 'x', operation: { name: 'sum', version: 1 }, children: [unknown] });
    expect(explainText(sum, { locale: 'en', labels: why })).toBe(
      'No evidence yet for b (nobody was asked): without it there is no value.',
    );
    const mean = explain({ key: 'x', operation: { name: 'weighted-mean', version: 1 }, children: [unknown] });
    expect(explainText(mean, { locale: 'en', labels: why })).toBe(
      'Not known yet: no evidence for b (nobody was asked).',
    );
  });

  it('says so when nothing is known', () => {
    expect(explainText(of('weighted-mean', null, null), 'en')).toBe('Not known yet: no evidence for a, b.');
    expect(explainText(of('weighted-mean', null), 'zh-CN')).toBe('暂时未知：a尚无依据。');
  });
});

describe('other operations', () => {
  it.each([
    ['sum', [1, 2.25], '3.3 = a 1 + b 2.3.'],
    ['product', [2, 3], '6 = a 2 × b 3.'],
    ['difference', [5, 3], '2 = a 5 − b 3.'],
    ['ratio', [6, 3], '2 = a 6 ÷ b 3.'],
    ['minimum', [6, 3], '3 = the smallest of a 6, b 3.'],
    ['maximum', [6, 3], '6 = the largest of a 6, b 3.'],
    ['median', [6, 3], '4 = median(a 6, b 3).'],
    ['sum', [1, null], 'No evidence yet for b: without it there is no value.'],
  ])('%s of %j', (name, values, sentence) => {
    expect(explainText(of(name, ...values), 'en')).toBe(sentence);
  });

  it('a leaf says where it comes from', () => {
    const leaf = given({ key: 'a', value: '12.50', unit: 'CNY', sources: [{ system: 'jira', ref: 'PAY-1' }] });
    expect(explainText(leaf, 'en')).toBe('a: 12.50 CNY (from jira PAY-1).');
    expect(explainText(given({ key: 'a', value: 3 }), 'zh-CN')).toBe('a：3。');
    expect(explainText(given({ key: 'a', value: null }), 'en')).toBe('a: not known yet.');
  });

  it('goes as deep as asked', () => {
    const total = explain({
      key: 'total',
      operation: { name: 'sum', version: 1 },
      children: [score, given({ key: 'bonus', value: 2 })],
    });
    expect(explainText(total, { locale: 'en', decimals: 0 })).toBe(
      '88 = score 86 + bonus 2. No evidence yet inside score (collaboration): left out, not counted as zero.',
    );
    expect(explainText(total, { locale: 'en', depth: 2 })).toMatch(
      /^87\.7 = score 85\.7 \+ bonus 2\. score 85\.7 = project 90/,
    );
  });
});

describe('what is missing inside a part', () => {
  const mean = (key: string, ...children: readonly Parameters<typeof explain>[0]['children'][number][]) =>
    explain({ key, weight: 1, operation: { name: 'weighted-mean', version: 1 }, children });
  const known = (key: string, value = 80) => given({ key, value, weight: 1 });
  const unknown = (key: string) => given({ key, value: null, weight: 1, unknown: { reason: 'no-evidence' } });
  const partly = mean(
    's',
    mean('work', known('speed'), unknown('defects')),
    mean('help', known('given'), known('asked')),
  );

  it('is named at the last level that is told, in both languages', () => {
    expect(explainText(partly, 'en')).toBe(
      '80 = work 80 × 50% + help 80 × 50%. No evidence yet inside work (defects): left out, not counted as zero.',
    );
    expect(explainText(partly, 'zh-CN')).toBe(
      '80 = work 80 × 50% + help 80 × 50%。work中的defects：尚无依据，不计入，也不按零分计算。',
    );
    const why = { 'reason:no-evidence': { en: 'nobody asked' } };
    const second = explainText(partly, { locale: 'en', depth: 2, labels: why });
    expect(second).toContain('work 80 = speed 80 × 100%. No evidence yet for defects (50%: nobody asked)');
    expect(second).not.toContain('inside');
  });

  it('is named part by part, however deep, beside what is missing as a whole', () => {
    const deep = mean(
      's',
      mean('work', known('a'), mean('b', known('c'), unknown('d')), unknown('e')),
      mean('f', unknown('g')),
    );
    expect(explainText(deep, 'en')).toBe(
      '80 = work 80 × 100%. No evidence yet for f (50%): left out, not counted as zero. ' +
        'No evidence yet inside work (d, e): left out, not counted as zero.',
    );
    expect(explainText(deep, { locale: 'en', depth: 2 })).toContain(
      'for e (33.3%): left out, not counted as zero. No evidence yet inside b (d): left out, not counted as zero.',
    );
    const two = mean('s', mean('a', known('b'), unknown('c')), mean('d', known('e'), unknown('f')));
    expect(explainText(two, 'en')).toContain('inside a (c), d (f): left');
    expect(explainText(two, 'zh-CN')).toContain('a中的c；d中的f：尚无依据');
  });

  it('makes no other text longer: nothing is inside what is whole, unknown, or needs every part', () => {
    const whole = mean('s', mean('help', known('given'), known('asked')));
    expect(explainText(whole, 'en')).toBe('80 = help 80 × 100%.');
    expect(explainText(mean('s', mean('a', unknown('b'))), 'en')).toBe('Not known yet: no evidence for a.');
    const needs = explain({ key: 's', operation: { name: 'sum', version: 1 }, children: [partly] });
    expect(explainText(needs, 'en')).toContain('inside s (defects): left');
    const sum = explain({ key: 'x', operation: { name: 'minimum', version: 1 }, children: [known('a'), known('b')] });
    expect(explainText(mean('s', sum), 'en')).toBe('80 = x 80 × 100%.');
  });
});

describe('the words', () => {
  it('hold for any names, also those that look like markup', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (key) => {
        const term = explain({
          key: 't',
          operation: { name: 'sum', version: 1 },
          children: [given({ key, value: 1 })],
        });
        expect(explainText(term, 'en')).toBe(`1 = ${key} 1.`);
      }),
    );
  });

  it('are there in both languages', () => {
    const { en, 'zh-CN': chinese } = explanationCatalogue.messages;
    expect(Object.keys(chinese)).toEqual(Object.keys(en));
  });
});
