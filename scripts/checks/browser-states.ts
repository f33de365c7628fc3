import type { Browser, BrowserContext, Page } from 'playwright-core';

/** What the walk through the states needs of the check it is part of. */
export interface StatesWalk {
  readonly browser: Browser;
  readonly address: string;
  /** Ends the app and starts it again on what it kept. */
  readonly restart: () => Promise<void>;
  readonly look: (page: Page, name: string) => Promise<void>;
  readonly expectThat: (holds: boolean, what: string) => void;
}

/** A founder on a phone in Chinese, and at a desk in English. */
const places = [
  { locale: 'zh-CN', width: 390, accepted: '排入150小时', stale: '没有占用任何人的时间', fits: '可以：' },
  { locale: 'en', width: 1280, accepted: '150 hours are planned', stale: 'Nothing was booked', fits: 'Yes: ' },
] as const;

/** Every state that the staffing page can be in beside its first answer; each leaves the plan as it was. */
export async function goThroughStates(walk: StatesWalk): Promise<void> {
  for (const place of places) {
    const expectThat = (holds: boolean, what: string) =>
      walk.expectThat(holds, `${place.width} px, ${place.locale}: ${what}`);
    const context = await walk.browser.newContext({
      viewport: { width: place.width, height: 844 },
      bypassCSP: true,
    });
    const visit = { ...walk, expectThat, place, context };
    await showNothingToDo(visit);
    await clickTwice(visit);
    await loseTheNetwork(visit);
    await changeInAnotherTab(visit);
    await restartTheServer(visit);
    await context.close();
  }
}

interface Visit extends StatesWalk {
  readonly context: BrowserContext;
  readonly place: (typeof places)[number];
}

async function open({ context, address, place }: Visit, query = ''): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${address}/?lang=${place.locale}${query}`);
  return page;
}

const said = async (page: Page) => (await page.textContent('main')) ?? '';
const accept = 'form[action="/accept"] button';
const apply = 'form[action="/apply"] button >> nth=0';
const undo = 'form[action="/undo"] button';

/** Empty and error: there is always a next step, and a way back. */
async function showNothingToDo(visit: Visit): Promise<void> {
  const { look, expectThat, place, address } = visit;
  const page = await open(visit, '&hours=99999');
  await look(page, `nothing-to-do-${place.width}`);
  const [offered, words] = [await page.locator('.actions form').count(), await page.locator('.actions p').count()];
  expectThat(offered + words > 0, 'a no without any way out says nothing of what to do');
  await page.goto(`${address}/nothing?lang=${place.locale}`);
  await look(page, `no-page-${place.width}`);
  await page.click('main a');
  expectThat((await page.locator('form.form').count()) === 1, 'a page that is not there does not lead back');
  await page.close();
}

async function clickTwice(visit: Visit): Promise<void> {
  const { expectThat, look, place } = visit;
  const page = await open(visit);
  await page.dblclick(apply);
  await page.waitForSelector(accept);
  expectThat((await page.locator('[role=alert]').count()) === 0, 'a double click is called stale');
  expectThat((await said(page)).includes(place.fits), 'it does not fit after a double click');
  await look(page, `made-room-${place.width}`);
  await page.dblclick(accept);
  await page.waitForSelector('form[action="/accept"]', { state: 'detached' });
  expectThat(await isInView(page, '[role=status]'), 'what was done is not in view');
  await look(page, `accepted-${place.width}`);
  await page.dblclick(undo);
  await page.waitForSelector(apply);
  expectThat((await page.locator(undo).count()) === 0, 'taking back leaves something to take back');
  await page.close();
}

/** Sent while there is no network, a decision is not taken; sent again, it is taken once. */
async function loseTheNetwork(visit: Visit): Promise<void> {
  const { context, expectThat, place } = visit;
  const page = await open(visit, '&hours=150');
  await context.setOffline(true);
  await page.click(accept, { noWaitAfter: true });
  await page.waitForURL(/chrome-error|accept/).catch(() => undefined);
  await context.setOffline(false);
  const other = await open(visit, '&hours=150');
  expectThat((await other.locator(accept).count()) === 1, 'what was sent without a network was booked');
  await other.click(accept);
  await other.waitForSelector(undo);
  expectThat((await said(other)).includes(place.accepted), 'sent again, it is not booked');
  await other.click(undo);
  await other.waitForSelector(accept);
  await page.close();
  await other.close();
}

async function changeInAnotherTab(visit: Visit): Promise<void> {
  const { expectThat, look, place } = visit;
  const mine = await open(visit, '&hours=150');
  const other = await open(visit, '&hours=100');
  await other.click(accept);
  await other.waitForSelector(undo);
  await mine.click(accept);
  await mine.waitForSelector('[role=alert]');
  const words = await said(mine);
  expectThat(words.includes(place.stale), 'a plan that another tab changed is booked as if it had not');
  expectThat(/(ended on |在)\d{4}-\d\d-\d\d/.test(words), 'what was seen is not said');
  expectThat(await isInView(mine, '[role=alert]'), 'that it is stale is not in view');
  await look(mine, `stale-${place.width}`);
  await mine.click(accept);
  await mine.waitForSelector(undo);
  expectThat((await said(mine)).includes(place.accepted), 'seen anew, it is not booked');
  await other.click(undo);
  await mine.click(undo);
  await mine.waitForSelector(accept);
  await mine.close();
  await other.close();
}

async function restartTheServer(visit: Visit): Promise<void> {
  const { expectThat, place, restart } = visit;
  const page = await open(visit, '&hours=150');
  const late = await open(visit, '&hours=150');
  await page.click(accept);
  await page.waitForSelector(undo);
  await restart();
  await page.reload();
  expectThat((await said(page)).includes(place.accepted), 'a restart forgets what was accepted');
  await late.click(accept);
  await late.waitForSelector(undo);
  expectThat((await said(late)).includes(place.accepted), 'a form from before the restart does not find its plan');
  await late.click(undo);
  await late.waitForSelector(accept);
  await page.reload();
  expectThat((await page.locator(accept).count()) === 1, 'taken back, something of it is left: it was booked twice');
  await page.close();
  await late.close();
}

async function isInView(page: Page, selector: string): Promise<boolean> {
  return page.evaluate(`(() => {
    const box = document.querySelector('${selector}')?.getBoundingClientRect();
    return box !== undefined && box.top >= 0 && box.bottom <= innerHeight;
  })()`) as Promise<boolean>;
}
