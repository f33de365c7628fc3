import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { writeFixtures } from '../../testing/fixtures.ts';
import { fieldsOf, visitor } from '../../testing/forms.ts';
import { readRealInput } from '../input/read.ts';
import { dayOf } from '../slice/slice.ts';
import { fileJournal, type Journal } from './journal.ts';
import { createApp } from './server.ts';

const fixtures = writeFixtures('decisions');
const input = readRealInput({ gitLog: fixtures.gitLog, repo: undefined, jira: fixtures.jira });
const asOf = dayOf(input, undefined);
const open = (journal?: Journal) => visitor(createApp(input, asOf, journal));

/** Pages of demands: one that does not fit, and two that do and want the same people. */
const tooMuch = '/?lang=en';
const some = '/?lang=en&hours=150';
const more = '/?lang=en&hours=100';
const loadPage = '/load?lang=en';

describe('what is decided on one demand', () => {
  it('can be taken back before it is accepted: a remedy changes the plan of others', async () => {
    const { look, click } = open();
    const [before, load] = [await look(tooMuch), await look(loadPage)];
    const fits = await click(before, '/apply');
    expect(fits.html).toContain('This demand made room');
    expect(fits.html).toContain('Yes: it can be done by');
    expect(await look(loadPage)).not.toBe(load);
    await click(fits.html, '/undo');
    expect([await look(tooMuch), await look(loadPage)]).toEqual([before, load]);
  });

  it('is decided once by a double click, and the second click is not called stale', async () => {
    const { look, send, click } = open();
    const before = await look(tooMuch);
    const fits = await click(before, '/apply');
    const second = await send('/apply', fieldsOf(before, '/apply'));
    expect(second.headers.get('location')).toBe(fits.location);
    expect(fits.location).not.toContain('stale');
  });

  it('leaves another demand as it is when it is taken back, in either order', async () => {
    for (const [first, last] of [
      [0, 1],
      [1, 0],
    ] as const) {
      const { look, click } = open();
      const [load, untouched] = [await look(loadPage), await look(some)];
      const accepted = [await click(await look(some), '/accept'), await click(await look(more), '/accept')] as const;
      expect(accepted[1].html).toContain('Accepted: 100 hours');
      await click(accepted[first].html, '/undo');
      expect(await look(loadPage)).not.toBe(load);
      await click(accepted[last].html, '/undo');
      expect([await look(loadPage), await look(some)]).toEqual([load, untouched]);
    }
  });
});

describe('a second tab', () => {
  it('is told what is different from what it saw, and books nothing', async () => {
    const { look, click } = open();
    const mine = await look(some);
    await click(await look(more), '/accept');
    const load = await look(loadPage);
    const { location, html } = await click(mine, '/accept');
    expect(location).toContain('stale=1');
    expect(html).toContain('Nothing was booked');
    expect(html).toMatch(/The plan that you saw ended on \d{4}-\d\d-\d\d\./);
    expect(await look(loadPage)).toBe(load);
    expect((await click(html, '/accept')).html).toContain('Accepted: 150 hours');
  });

  it('is told how many hours were missing, where it saw a no', async () => {
    const { look, click } = open();
    const mine = await look(tooMuch);
    await click(await look(more), '/accept');
    const { html } = await click(mine, '/apply');
    expect(html).toMatch(/When you looked, \d+ hours were missing\./);
    const zh = await look('/?lang=zh-CN&stale=1&was=32');
    expect(zh).toContain('您查看时还缺32小时。');
  });

  it('shows nobody else’s words as what it saw', async () => {
    const html = await open().look('/?lang=en&stale=1&was=call+1234-5678');
    expect(html).toContain('Nothing was booked');
    expect(html).not.toContain('1234-5678');
  });
});

describe('a no', () => {
  it('leads to the day that would do, with one click', async () => {
    const { look } = open();
    const html = await look(tooMuch);
    const [, form = ''] = /<form method="get" action="\/#answer">(<input type="hidden".*?)<\/form>/.exec(html) ?? [];
    expect(form).toContain('with the people there are');
    const fields = Object.fromEntries([...form.matchAll(/name="(\w+)" value="([^"]*)"/g)].map(([, k, v]) => [k, v]));
    expect(await look(`/?${new URLSearchParams(fields)}`)).toContain('Yes: it can be done by');
  });

  it('says what to do where no change of the plan would do', async () => {
    const html = await open().look('/?lang=en&hours=99999');
    expect(html).toContain('No day in the next three years would do.');
    expect(html).toContain('or add people first');
    expect(html).toContain('Make this demand 99711 hours smaller');
    expect(html).not.toContain('demand:go');
  });

  it('says in words what a remedy costs others', async () => {
    const { look } = open();
    expect(await look(tooMuch)).toMatch(/it is done on \d{4}-\d\d-\d\d/);
    expect(await look('/?lang=zh-CN')).toMatch(/\d{4}-\d\d-\d\d才完成/);
  });
});

describe('a restart', () => {
  const folder = mkdtempSync(join(tmpdir(), 'meritkit-decisions-'));
  const file = join(folder, 'kept/decisions.json');
  const journal = (company: object = { asOf }) => fileJournal({ file, company });

  it('loses no decision and books none twice', async () => {
    const before = open(journal());
    const accepted = await before.click((await before.click(await before.look(tooMuch), '/apply')).html, '/accept');
    const load = await before.look(loadPage);
    const after = open(journal());
    expect(await after.look(loadPage)).toBe(load);
    expect(await after.look(accepted.location)).toBe(accepted.html);
    await after.send('/accept', fieldsOf(await before.look(tooMuch), '/accept'));
    expect(await after.look(loadPage)).toBe(load);
    await after.click(accepted.html, '/undo');
    expect(await open(journal()).look(loadPage)).toBe(await open().look(loadPage));
    expect(readdirSync(join(folder, 'kept'))).toEqual(['decisions.json']);
  });

  it('leaves aside what was decided about another company, and what cannot be read', async () => {
    const mine = open(journal());
    await mine.click(await mine.look(some), '/accept');
    const fresh = await open().look(loadPage);
    expect(await mine.look(loadPage)).not.toBe(fresh);
    expect(await open(journal({ asOf: '2020-01-01' })).look(loadPage)).toBe(fresh);
    writeFileSync(file, '{"schemaVersion": 1, "lo');
    expect(await open(journal()).look(loadPage)).toBe(fresh);
    rmSync(file);
    expect(await open(journal()).look(loadPage)).toBe(fresh);
  });

  it('is not pretended: what could not be kept was not decided', async () => {
    const broken: Journal = {
      read: () => [],
      write: () => {
        throw new Error('the disk is full');
      },
    };
    const { look, send } = open(broken);
    const before = await look(some);
    vi.spyOn(console, 'error').mockImplementationOnce(() => {});
    const answer = await send('/accept', fieldsOf(before, '/accept'));
    expect(answer.status).toBe(500);
    expect(await answer.text()).toContain('Nothing was changed');
    expect(await look(some)).toBe(before);
  });
});
