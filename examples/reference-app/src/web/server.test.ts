import type { Hono } from 'hono';
import { beforeEach, describe, expect, it } from 'vitest';
import { writeFixtures } from '../../testing/fixtures.ts';
import { fieldsOf } from '../../testing/forms.ts';
import { readRealInput } from '../input/read.ts';
import { dayOf } from '../slice/slice.ts';
import { createApp } from './server.ts';

const fixtures = writeFixtures('server');
const input = readRealInput({ gitLog: fixtures.gitLog, repo: undefined, jira: fixtures.jira });
const asOf = dayOf(input, undefined);
let app: Hono;
beforeEach(() => {
  app = createApp(input, asOf);
});

const text = async (path: string) => (await app.request(path)).text();
const post = (path: string, fields: Record<string, string>) =>
  app.request(path, { method: 'POST', body: new URLSearchParams(fields) });

describe('the staffing page', () => {
  it('says no with hours and a date, in both languages', async () => {
    expect(await text('/?lang=en')).toMatch(
      /Not by \d{4}-\d{2}-\d{2}: \d+ hours of Go are missing\. \d{4}-\d{2}-\d{2}: yes\./,
    );
    expect(await text('/?lang=zh-CN')).toMatch(/完成不了：还缺\d+小时的Go工时/);
  });

  it("follows the browser's language", async () => {
    const response = await app.request('/', { headers: { 'accept-language': 'zh-HK,zh;q=0.9' } });
    expect(await response.text()).toContain('<html lang="zh-CN">');
  });

  it.each([
    ['skill=goo', 'this one is not in the matrix'],
    ['deadline=2020-01-01', 'This day has passed'],
    ['hours=-4', 'Write the hours of work as a number'],
    ['start=2026-02-30', 'Write a day as year-month-day'],
  ])('answers %s with words at the field, and does nothing', async (query, words) => {
    const response = await app.request(`/?lang=en&${query}`);
    expect(response.status).toBe(422);
    const html = await response.text();
    expect(html).toContain(words);
    expect(html).toContain('Nothing was changed');
    expect(html).toContain('aria-invalid="true"');
  });

  it('shows hostile input as text', async () => {
    const html = await text(`/?lang=en&hours=${encodeURIComponent('"><script>alert(1)</script>')}`);
    expect(html).not.toContain('<script>');
    expect(html).toContain('&#60;script&#62;');
  });

  it('fits after a remedy, books once on a double click, and can be taken back', async () => {
    const before = await text('/?lang=en');
    const applied = await post('/apply', fieldsOf(before, '/apply'));
    expect(applied.status).toBe(303);
    const fits = await text(applied.headers.get('location') ?? '');
    expect(fits).toContain('Yes: it can be done by');
    const accept = fieldsOf(fits, '/accept');
    const [first, second] = [await post('/accept', accept), await post('/accept', accept)];
    expect([first.status, second.status]).toEqual([303, 303]);
    const accepted = await text(first.headers.get('location') ?? '');
    expect(accepted).toContain('Accepted: 320 hours are planned.');
    expect(await text(second.headers.get('location') ?? '')).toBe(accepted);
    await post('/undo', fieldsOf(accepted, '/undo'));
    expect(await text('/?lang=en')).toBe(before);
  });

  it('books nothing when the plan has changed since it was looked at', async () => {
    const fields = fieldsOf(await text('/?lang=en'), '/apply');
    const stale = await post('/apply', { ...fields, seen: 'something else' });
    expect(stale.headers.get('location')).toContain('stale=1');
    expect(await text(stale.headers.get('location') ?? '')).toContain('Nothing was booked');
    const early = await post('/accept', fields);
    expect(early.headers.get('location')).toContain('stale=1');
  });
});

describe('the other pages', () => {
  it('serves the load, the report and the data', async () => {
    expect(await text('/load?lang=zh-CN')).toContain('电商组在');
    expect(await text('/load?lang=zh-CN')).toContain('休假，没有工作时间');
    expect(await text('/load?lang=en')).not.toContain('nothing to divide by');
    expect(await text('/report?lang=en')).toContain('Payment success 95% → 99.9%');
    const data = (await (await app.request('/result.json')).json()) as { schemaVersion: number };
    expect(data.schemaVersion).toBe(1);
  });

  it('answers an unknown page kindly, and never allows scripts', async () => {
    const response = await app.request('/nothing?lang=zh-CN');
    expect(response.status).toBe(404);
    expect(await response.text()).toContain('没有这个页面');
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
  });
});
