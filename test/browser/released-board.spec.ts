/**
 * A new release of the board while it is open: it waits until nothing is under way, and until then the old one works,
 * although the server has no file of it any more.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../../tools/browser.mjs';
import { freePort, type RunningCurbline } from '../../tools/launch-curbline.mjs';
import { DemoShop } from './demo-shop.js';
import { openScreen, startBoard, TABLET } from './pages.js';
import { launchPrepared } from './prepared-program.js';
import { ReleasedPages } from './released-pages.js';
import { Texts } from './texts.js';

const STORE = 'bristol-harbour';
const texts = new Texts('en');
const LONG = { timeout: 40_000 };

let browser: Browser;
let pages: ReleasedPages;
let program: RunningCurbline;
let shop: DemoShop;
let page: Page;

beforeAll(async () => {
  const port = await freePort();
  pages = await ReleasedPages.before(port);
  browser = await launchBrowser();
  program = await launchPrepared({ env: { PORT: String(port), PUBLIC_URL: pages.url } });
  shop = await DemoShop.of({ ...program, url: pages.url });
  const screen = await openScreen(browser, { ...TABLET, locale: 'en-GB' });
  await startBoard(screen, shop, texts, { storeId: STORE, personIndex: 0, name: 'Desk' });
  ({ page } = screen);
}, 240_000);

afterAll(async () => {
  await shop?.dispose();
  await browser?.close();
  await program?.dispose();
  await pages?.close();
}, 60_000);

/** The page is on its way to another, now and then. */
const answerOf = (question: string): Promise<unknown> => page.evaluate(question).catch(() => undefined);
const build = (): Promise<unknown> => answerOf('globalThis.build');
const isWaiting = (): Promise<unknown> =>
  answerOf(`navigator.serviceWorker.getRegistration('/board').then(({ waiting }) => waiting !== null)`);

describe('a new release', () => {
  it('waits while somebody is here, and takes over when nobody is', async () => {
    const { handOverCode } = await shop.arrives(STORE, 'Ada', '3');
    const card = page.getByRole('article', { name: /Ada/ });
    await card.waitFor(LONG);
    // From here on the page is the worker's.
    await page.evaluate('navigator.serviceWorker.ready.then(() => true)');
    await page.reload();
    await card.waitFor(LONG);
    pages.release('second');
    await page.evaluate(
      `navigator.serviceWorker.getRegistration('/board').then((worker) => worker.update()).then(() => true)`,
    );
    await expect.poll(() => isWaiting(), LONG).toBe(true);

    // Loaded again, the page is of the first build still, of which the server has no script any more.
    await page.reload();
    await card.waitFor(LONG);
    expect([await build(), await isWaiting()]).toEqual(['first', true]);

    await card.getByRole('button', { name: texts.say('board_claim') }).click();
    await card.getByText(texts.say('board_you_go')).waitFor(LONG);
    await card.getByRole('button', { name: texts.say('board_hand_over') }).click();
    await page.getByLabel(texts.say('board_ask_code')).first().waitFor(LONG);
    expect(await build()).toBe('first');
    await page.keyboard.type(handOverCode);
    await expect.poll(() => build(), LONG).toBe('second');
    await expect.poll(() => isWaiting(), LONG).toBe(false);
    await page.getByRole('heading', { level: 1 }).waitFor(LONG);
  }, 180_000);
});

describe('a device that has lost a file', () => {
  it('which the server has no more loads the page as the server has it', async () => {
    await page.evaluate(
      `caches.keys().then((names) => Promise.all(names.map((name) => caches.open(name)
        .then((cache) => cache.delete('/assets/board-second.js')))))`,
    );
    pages.release('first');
    await page.reload();
    await expect.poll(() => build(), LONG).toBe('first');
    await page.getByRole('heading', { level: 1 }).waitFor(LONG);
  }, 120_000);
});
