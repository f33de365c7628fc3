import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { writeFixtures } from '../../examples/reference-app/testing/fixtures.ts';
import { goThroughStates } from './browser-states.ts';
import { launchChromium } from './consumers/chromium.ts';
import { root } from './root.ts';

/**
 * The reference app in Chromium: each page at phone and desk width, light and dark, in both languages, without axe
 * violations and without sideways scrolling; then one demand staffed by clicks and by keyboard, and every state that the
 * staffing page can be in: nothing to do, a mistake, no network, a second tab, a double click, a restart.
 */
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const screenshots = process.env.MERITKIT_SCREENSHOTS ?? mkdtempSync(join(tmpdir(), 'meritkit-shots-'));
mkdirSync(screenshots, { recursive: true });
const failures: string[] = [];
let checked = 0;

const port = await freePort();
const data = mkdtempSync(join(tmpdir(), 'meritkit-decided-'));
let app = await startApp(port);
const browser = await launchChromium();
try {
  for (const width of [390, 1280]) {
    for (const scheme of ['light', 'dark'] as const) {
      for (const locale of ['en', 'zh-CN']) await lookAtPages(browser, { width, scheme, locale });
    }
  }
  await staffByHand(browser);
  await makeMistakes(browser);
  await goThroughStates({
    browser,
    address: `http://127.0.0.1:${port}`,
    expectThat,
    look,
    restart: async () => {
      const ended = new Promise((resolve) => app.once('exit', resolve));
      app.kill();
      await ended;
      app = await startApp(port);
    },
  });
} finally {
  await browser.close();
  app.kill();
}
for (const failure of failures) console.error(failure);
console.log(`${checked} pages and steps looked at, ${failures.length} wrong`);
process.exit(failures.length === 0 ? 0 : 1);

function expectThat(holds: boolean, what: string): void {
  checked += 1;
  if (!holds) failures.push(what);
}

async function lookAtPages(
  chromium: Browser,
  view: { readonly width: number; readonly scheme: 'light' | 'dark'; readonly locale: string },
): Promise<void> {
  const context = await chromium.newContext({
    viewport: { width: view.width, height: 844 },
    colorScheme: view.scheme,
    bypassCSP: true,
  });
  const page = await context.newPage();
  for (const path of ['/', '/load', '/report']) {
    const name = `${path === '/' ? 'staffing' : path.slice(1)}-${view.width}-${view.scheme}-${view.locale}`;
    await page.goto(`http://127.0.0.1:${port}${path}?lang=${view.locale}`);
    await look(page, name);
  }
  await context.close();
}

async function look(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(screenshots, `${name}.png`), fullPage: true });
  const sideways = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
  expectThat(sideways === 0, `${name}: scrolls sideways by ${String(sideways)} px`);
  await expectWholeButtons(page, name);
  for (const violation of await violations(page)) expectThat(false, `${name}: ${violation}`);
  checked += 1;
}

/** What a button says stays on one line: squeezed, Chinese falls into a column of single characters. */
async function expectWholeButtons(page: Page, where: string): Promise<void> {
  const broken = (await page.evaluate(`[...document.querySelectorAll('main button')].flatMap((button) => {
    const range = document.createRange();
    range.selectNodeContents(button);
    const lines = new Set([...range.getClientRects()].map((line) => Math.round(line.top)));
    return lines.size > 1 ? [button.textContent.trim()] : [];
  })`)) as readonly string[];
  expectThat(broken.length === 0, `${where}: broken over lines: ${broken.join(', ')}`);
}

async function violations(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe);
  return page.evaluate(`axe.run(document, { resultTypes: ['violations'] }).then((result) =>
    result.violations.map((item) => item.id + ': ' + item.help + ' at ' + item.nodes[0].target.join(' ')))`) as Promise<
    readonly string[]
  >;
}

/** The demand of the tutorial: no, why, a remedy, yes, accept, and the load counts it; then taken back. */
async function staffByHand(chromium: Browser): Promise<void> {
  const page = await chromium.newPage({ viewport: { width: 390, height: 844 } });
  await page.goto(`http://127.0.0.1:${port}/?lang=zh-CN`);
  const said = async () => (await page.textContent('main')) ?? '';
  expectThat(/还缺\d+小时的Go工时/.test(await said()), 'the demand is not refused with hours');

  await page.click('table .mk-number >> nth=0');
  const panel = page.locator('[popover]:popover-open');
  expectThat((await panel.count()) === 1, 'a number does not answer "why?"');
  expectThat(((await panel.textContent()) ?? '').includes('Go'), 'the panel does not name its terms');
  await page.keyboard.press('Escape');
  expectThat((await panel.count()) === 0, 'Escape does not close the panel');

  await page.click('form[action="/apply"] button >> nth=0');
  expectThat((await said()).includes('可以：'), 'it does not fit after the remedy');
  await page.focus('form[action="/accept"] button');
  await page.keyboard.press('Enter');
  await page.waitForSelector('form[action="/undo"]');
  await expectWholeButtons(page, 'accepted');
  expectThat((await said()).includes('排入320小时'), 'the accepted hours are not shown');
  await page.reload();
  expectThat((await said()).includes('排入320小时'), 'a reload changes the plan');
  await page.click('form[action="/undo"] button');
  expectThat(/还缺\d+小时的Go工时/.test(await said()), 'taking back does not restore the plan');
  await page.close();
}

async function makeMistakes(chromium: Browser): Promise<void> {
  const page = await chromium.newPage();
  await page.goto(`http://127.0.0.1:${port}/?lang=en`);
  await page.fill('#hours', 'a lot');
  await page.click('form.form button');
  expectThat(
    ((await page.textContent('#hours-mistake')) ?? '').includes('as a number'),
    'a mistake is not explained at its field',
  );
  expectThat((await page.inputValue('#hours')) === 'a lot', 'what was typed is lost');
  await page.close();
}

async function startApp(onPort: number): Promise<ChildProcess> {
  const { gitLog, jira } = writeFixtures('browser');
  const child = spawn(
    process.execPath,
    [
      'examples/reference-app/src/main.ts',
      '--port',
      String(onPort),
      '--git-log',
      gitLog,
      '--jira',
      jira,
      '--data',
      data,
    ],
    {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  await new Promise<void>((resolve, reject) => {
    child.stdout?.on('data', (chunk: Buffer) => {
      if (chunk.toString().includes('http://localhost')) resolve();
    });
    child.on('exit', (code) => reject(new Error(`the app stopped with ${code}`)));
  });
  child.removeAllListeners('exit');
  return child;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise<void>((resolve) => server.close(() => resolve()));
  if (typeof address !== 'object' || address === null) throw new Error('no free port');
  return address.port;
}
