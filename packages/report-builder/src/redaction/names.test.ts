import { describe, expect, it, test } from 'vitest';
import { samples } from '../../testing/samples.ts';
import { renderCsv } from '../csv/index.ts';
import { renderHtml } from '../html/index.ts';
import {
  buildLoadReport,
  buildPersonalStateReport,
  buildReport,
  mergeReports,
  parseReportDocument,
  type ReportDocument,
  redact,
} from '../index.ts';
import { renderMarkdown } from '../markdown/index.ts';

const frame = { asOf: '2026-11-22', period: { start: '2026-11-16', end: '2026-11-30' } };
const note = (text: string | Record<string, string>): ReportDocument =>
  buildReport({ title: 'T', blocks: [{ type: 'narrative', text }] }, frame);
const textOf = (document: ReportDocument) => {
  const block = document.blocks[0];
  return block?.type === 'narrative' ? block.text : undefined;
};
const told = (text: string, ...hidePeople: readonly string[]) => textOf(redact(note(text), { roles: [], hidePeople }));

describe('a name is replaced as a whole word', () => {
  it.each([
    ['Lin asked for help', 'Person 1 asked for help'],
    ['Ask Lin, or Lin’s manager (Lin)', 'Ask Person 1, or Person 1’s manager (Person 1)'],
    ['LIN: over capacity', 'Person 1: over capacity'],
    ['Linear Lincoln berlin Lina', 'Linear Lincoln berlin Lina'],
    ['Li\u200en is away', 'Person 1 is away'],
    ['把任务交给Lin吧', '把任务交给人员1吧'],
  ])('%s', (text, expected) => {
    expect(told(text, 'Lin')).toBe(expected);
  });

  it.each([
    ['把问卷页面交给林', '把问卷页面交给人员1'],
    ['林超负荷', '人员1超负荷'],
    ['林、赵和周', '人员1、赵和周'],
    ['森林与林业报告', '森林与林业报告'],
  ])('in Chinese, which has no spaces: %s', (text, expected) => {
    expect(told(text, '林')).toBe(expected);
  });

  it('a longer Chinese name also where the words after it begin with its last character', () => {
    expect(told('王小明天来', '王小明')).toBe('人员1天来');
    expect(told('陈晓雨是唯一会的人', '陈晓雨')).toBe('人员1是唯一会的人');
  });

  it('a Korean name with its particle, and not the end of another', () => {
    expect(told('민수가 맡았다', '민수')).toBe('Person 1가 맡았다');
    expect(told('김민수가 맡았다', '민수')).toBe('김민수가 맡았다');
  });

  it('across any white space, and in either way of writing an accent', () => {
    expect(told('Chen\u00a0 Xiaoyu leads', 'Chen Xiaoyu')).toBe('Person 1 leads');
    expect(told('Jose\u0301 leads', 'Jos\u00e9')).toBe('Person 1 leads');
    expect(told('Jose leads', 'Jos\u00e9')).toBe('Jose leads');
    expect(told('Jose\u0301 leads', 'Jose')).toBe('Jose\u0301 leads');
  });

  it('with characters that mean something to a pattern, and the longest first', () => {
    expect(told('A.B (C) and A+B', 'A.B (C)')).toBe('Person 1 and A+B');
    expect(told('Lin Zhao met Lin', 'Lin', 'Lin Zhao')).toBe('Person 2 met Person 1');
  });
});

test('every locale of a text has its own word for the person, and a plain name gets one per locale', () => {
  const both = note({ en: 'Lin is away', 'zh-CN': '林不在', fr: 'Lin est absent' });
  const reader = { roles: [], hidePeople: [{ id: 'p7', names: [{ en: 'Lin', 'zh-CN': '林' }] }] };
  expect(textOf(redact(both, reader))).toEqual({
    en: 'Person 1 is away',
    'zh-CN': '人员1不在',
    fr: 'Person 1 est absent',
  });
  expect(textOf(redact(note('Lin'), reader))).toEqual({ en: 'Person 1', 'zh-CN': '人员1' });
});

describe('people whom the document knows', () => {
  const person = { id: 'e-1041', name: { en: 'Lin', 'zh-CN': '林' } };
  const state = buildPersonalStateReport(
    {
      person,
      managerId: 'zhou',
      indicators: [
        {
          id: 'load',
          title: { en: 'Load of Lin', 'zh-CN': '林的负载' },
          unit: 'percent',
          value: '120',
          suggestions: [{ en: 'Ask Lin what can wait', 'zh-CN': '问林哪些可以推迟' }],
          sources: [{ system: 'planner', ref: 'e-1041', url: 'https://hr.example/people/e%2D1041' }],
        },
      ],
    },
    frame,
  );

  it.each(['e-1041', 'Lin', '林'])('are meant by any of their ids and names: %s', (said) => {
    const shown = JSON.stringify(redact(state, { roles: [], personId: 'zhou', hidePeople: [said] }));
    expect(shown).not.toMatch(/Lin\b|林|1041/);
    expect(shown).toContain('"120"');
  });

  it('are all meant by hideEverybody, in every rendering', () => {
    const shown = redact(samples.load!(), { roles: [], hideEverybody: true });
    const rendered = [
      renderHtml(shown, { locale: 'zh-CN', timeZone: 'UTC' }),
      renderMarkdown(shown, { locale: 'en', timeZone: 'UTC' }),
      renderCsv(shown, { locale: 'en', timeZone: 'UTC' }),
      JSON.stringify(shown),
    ];
    for (const text of rendered) expect(text).not.toMatch(/\bLin\b|\blin\b|陈晓雨|Petrova|petrova/);
    expect(rendered[1]).toContain('Person 1 is at 120% of capacity in 2026-W47');
    expect(rendered[1]).toContain('People are not named for this reader');
    expect(parseReportDocument(JSON.parse(rendered[3]!))).toEqual(shown);
  });

  it('stay named where they are not meant, also where their name holds a hidden one', () => {
    const people = [
      { id: 'a', name: 'Lin' },
      { id: 'b', name: 'Lin Zhao' },
    ];
    const load = buildLoadReport({ people, weeks: [{ id: '2026-W47' }], cells: [] }, frame);
    const shown = redact(load, { roles: [], hidePeople: ['a'] });
    expect(shown.people).toEqual([{ id: 'b', names: ['Lin Zhao'] }]);
    expect(renderMarkdown(shown, { locale: 'en', timeZone: 'UTC' })).toContain('Lin Zhao');
    expect(shown.metrics.map((metric) => metric.id)).toContain('load.person-1.2026-W47');
  });

  it('are known of a host’s own blocks and of merged parts as well', () => {
    const own = buildReport(
      {
        title: 'Talks',
        people: [{ id: 'p7', names: ['Wu'] }],
        blocks: [{ type: 'callout', tone: 'good', text: 'Wu leads' }],
      },
      frame,
    );
    const whole = mergeReports({
      title: 'W',
      sections: [
        { id: 'own', report: own },
        { id: 'state', report: state },
      ],
    });
    expect(JSON.stringify(redact(whole, { roles: [], personId: 'zhou', hideEverybody: true }))).not.toMatch(
      /Wu|Lin\b|林|1041/,
    );
  });

  it.each(Object.keys(samples))('in the %s report: nobody is left, and the document still fits', (name) => {
    const given = samples[name]!();
    const shown = redact(given, { roles: ['hr'], hideEverybody: true });
    expect(parseReportDocument(JSON.parse(JSON.stringify(shown)))).toEqual(shown);
    const forms = (given.people ?? []).flatMap((person) =>
      person.names.flatMap((each) => (typeof each === 'string' ? [each] : Object.values(each))),
    );
    const text = ['en', 'zh-CN'].map((locale) => renderMarkdown(shown, { locale, timeZone: 'UTC' })).join('\n');
    for (const form of forms) expect(text, form).not.toMatch(new RegExp(`(?<![\\p{L}])${form}(?![\\p{L}])`, 'u'));
  });
});

test('ids stay apart, and none takes the place of one that was there', () => {
  const metric = (id: string, value: string) => ({ type: 'metric' as const, id, label: 'L', value, unit: 'count' });
  const document = buildReport(
    { title: 'T', blocks: [metric('a.lin', '1'), metric('a.Lin', '2'), metric('a.person-1', '3')] },
    frame,
  );
  const shown = redact(document, { roles: [], hidePeople: [{ id: 'lin', names: ['Lin'] }] });
  expect(shown.metrics.map(({ id, value }) => [id, value])).toEqual([
    ['a.person-x-1', '1'],
    ['a.person-x-1~2', '2'],
    ['a.person-1', '3'],
  ]);
});

test('numbers and names are hidden together, and a clause of a sentence is never taken for a name', () => {
  const shown = redact(samples['technology-value']!(), { roles: [], hidePeople: ['none', 'yes', 'title', 'zhou'] });
  const text = renderMarkdown(shown, { locale: 'en', timeZone: 'UTC' });
  expect(text).toContain('Payment success 95% → 99.9%; 100,000 users kept');
  expect(text).not.toContain('zhou');
  const appraisal = redact(samples.appraisal!(), { roles: [], personId: 'lin', hideEverybody: true });
  expect(appraisal.metrics.filter((metric) => metric.value !== null).length).toBeGreaterThan(0);
  expect(appraisal.redacted).toBe(true);
});

test('nothing changes where nobody is meant, and a report without names is refused as one given before', () => {
  const document = note('Lin is away');
  expect(redact(document, { roles: [], hidePeople: ['Zhao'] })).toBe(document);
  const unnamed = redact(document, { roles: [], hidePeople: ['Lin'] });
  expect(() => redact(document, { roles: [], released: [unnamed] })).toThrow(/released\[0\]: names were taken out/);
});
