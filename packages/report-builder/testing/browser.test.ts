import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderHtml } from '../src/html/index.ts';
import { buildReport, mergeReports, redact } from '../src/index.ts';
import { openChromium } from './browser.ts';
import { frame, samples } from './samples.ts';

const require = createRequire(import.meta.url);
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

let browser: Browser;
beforeAll(async () => {
  browser = await openChromium();
}, 60_000);
afterAll(() => browser?.close());

const longName = 'Wolfeschlegelsteinhausenbergerdorff von und zu Überlinghausen-Schwarzenbruck';
const stress = buildReport(
  {
    title: longName,
    blocks: [
      { type: 'metric', id: 'big', label: longName, value: '123456789012345678901234.56', unit: 'CNY' },
      {
        type: 'chart',
        chart: 'bar',
        id: 'bars',
        unit: 'CNY',
        title: 'Long names and large sums stay inside',
        categories: [
          { id: 'a', label: longName },
          { id: 'b', label: '一个非常非常长的名字用来检查会不会溢出屏幕' },
        ],
        series: [
          { id: 's', label: longName, values: ['123456789012', { value: null, suppressed: 'too-few' }] },
          { id: 't', label: 'Short', values: ['1', null] },
        ],
      },
      {
        type: 'chart',
        chart: 'scatter',
        id: 'points',
        unit: 'percent',
        title: 'Points',
        horizontal: { label: longName, unit: 'percent' },
        vertical: { label: longName, unit: 'days' },
        points: Array.from({ length: 12 }, (_, index) => ({
          id: `p${index}`,
          label: longName,
          x: String(index * 9),
          y: String((index * 7) % 11),
        })),
      },
      {
        type: 'table',
        id: 'wide',
        title: 'Wide',
        columns: Array.from({ length: 9 }, (_, index) => ({ id: `c${index}`, label: `${longName} ${index}` })),
        rows: [{ cells: Array.from({ length: 9 }, () => longName) }],
      },
    ],
  },
  frame,
);

const names = Object.keys(samples);
const everything = mergeReports({
  title: { en: 'Everything', 'zh-CN': '全部报告' },
  sections: [
    ...names.map((name) => ({ id: name, report: samples[name]!() })),
    { id: 'redacted', report: redact(samples.appraisal!(), { roles: [] }) },
    { id: 'stress', report: stress },
  ],
});

async function open(html: string, width: number, scheme: 'light' | 'dark'): Promise<Page> {
  const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme: scheme });
  await page.setContent(html);
  return page;
}

interface AxeResult {
  readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[];
}

describe.each([390, 1280])('at %i px', (width) => {
  describe.each(['light', 'dark'] as const)('in %s', (scheme) => {
    it.each(['zh-CN', 'en'])(
      'every report in %s is accessible, inside the page, and its charts can be read',
      async (locale) => {
        const page = await open(
          renderHtml(everything, { locale, timeZone: 'Asia/Shanghai', maximumPanels: 60 }),
          width,
          scheme,
        );
        await page.evaluate(() => {
          for (const details of document.querySelectorAll('details')) details.open = true;
        });
        await page.addScriptTag({ content: axe });
        const result = (await page.evaluate('axe.run(document, { resultTypes: ["violations"] })')) as AxeResult;
        expect(result.violations.map((each) => `${each.id}: ${each.nodes[0]?.html}`)).toEqual([]);
        const seen = await page.evaluate(() => ({
          background: getComputedStyle(document.body).backgroundColor,
          page: [document.documentElement.scrollWidth, innerWidth],
          outside: [...document.querySelectorAll('main *')]
            .filter((element) => element.closest('svg') === null && element.closest('.mk-table') === null)
            .filter((element) => element.closest('[popover]') === null)
            .filter((element) => element.getBoundingClientRect().right > innerWidth + 0.5)
            .map((element) => element.outerHTML.slice(0, 80)),
          texts: [...document.querySelectorAll('svg')]
            .filter((drawing) => drawing.getBoundingClientRect().width > 0)
            .flatMap((drawing) => {
              const box = drawing.getBoundingClientRect();
              const factor = box.width / drawing.viewBox.baseVal.width;
              return [...drawing.querySelectorAll('text')].map((text) => {
                const own = text.getBoundingClientRect();
                return {
                  text: text.textContent,
                  size: Number.parseFloat(getComputedStyle(text).fontSize) * factor,
                  inside: own.left >= box.left - 1 && own.right <= box.right + 1 && own.bottom <= box.bottom + 1,
                };
              });
            }),
        }));
        expect(seen.background).toBe(scheme === 'light' ? 'rgb(255, 255, 255)' : 'rgb(20, 23, 26)');
        expect(seen.page[0]).toBeLessThanOrEqual(seen.page[1]!);
        expect(seen.outside).toEqual([]);
        expect(seen.texts.length).toBeGreaterThan(100);
        expect(seen.texts.filter((each) => each.size < 11)).toEqual([]);
        expect(seen.texts.filter((each) => !each.inside)).toEqual([]);
        await page.close();
      },
      60_000,
    );
  });
});

describe('the "why?" panel', () => {
  it('opens by keyboard, is named, holds the terms, is accessible, and closes by Escape', async () => {
    const page = await open(renderHtml(samples.appraisal!(), { locale: 'en', timeZone: 'UTC' }), 390, 'light');
    const button = page.locator('.mk-why').first();
    await button.focus();
    await page.keyboard.press('Enter');
    const panel = page.locator('[popover]:popover-open');
    expect(await panel.count()).toBe(1);
    const text = (await panel.textContent()) ?? '';
    for (const part of [
      'Why 85.71?',
      'Project contribution',
      'weight 57.1%',
      'Collaboration: not supplied',
      'jira PAY-118',
    ]) {
      expect(text).toContain(part);
    }
    await page.addScriptTag({ content: axe });
    const result = (await page.evaluate('axe.run(document)')) as AxeResult;
    expect(result.violations.map((each) => each.id)).toEqual([]);
    await page.keyboard.press('Escape');
    expect(await panel.count()).toBe(0);
    await page.close();
  }, 60_000);

  it('loads nothing, runs nothing, and prints as a tagged PDF with its panels as notes', async () => {
    const page = await browser.newPage();
    const requests: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    const html = renderHtml(samples.strategic!(), { locale: 'zh-CN', timeZone: 'Asia/Shanghai' });
    await page.route('https://report.example/', (route) =>
      route.fulfill({
        contentType: 'text/html',
        headers: { 'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'" },
        body: html,
      }),
    );
    await page.goto('https://report.example/');
    expect(requests).toEqual(['https://report.example/']);
    expect(html).not.toMatch(/<script/i);
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.mk-panel').first().isVisible()).toBe(true);
    const pdf = await page.pdf({ tagged: true });
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(pdf.toString('latin1')).toContain('/StructTreeRoot');
    await page.close();
  }, 60_000);

  it('has hands: on a phone everything that is pressed alone is 44 px high', async () => {
    const page = await open(
      renderHtml(samples['technology-value']!(), { locale: 'zh-CN', timeZone: 'UTC' }),
      390,
      'light',
    );
    const heights = await page.evaluate(() =>
      [...document.querySelectorAll('.mk-why, summary')].map((element) => element.getBoundingClientRect().height),
    );
    expect(heights.length).toBeGreaterThan(3);
    expect(Math.min(...heights)).toBeGreaterThanOrEqual(44);
    await page.close();
  }, 60_000);
});
