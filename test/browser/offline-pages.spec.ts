/**
 * The pages without a network: loaded again while the server is stopped, each stands as it was last told, says how old
 * that is, and keeps what was tapped. (reliability D7, experience C5 and S6.)
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { CustomerView, PlacedOrder } from '@curbline/contracts/http';
import { launchBrowser } from '../../tools/browser.mjs';
import { DemoShop, newRequest } from './demo-shop.js';
import { openScreen, PHONE, startBoard, TABLET, type Screen } from './pages.js';
import { RestartedProgram } from './restarted-program.js';
import { Texts } from './texts.js';

const STORE = 'bristol-harbour';
const texts = new Texts('en');
const SINCE = /^Offline since/;
/** Longer than a busy machine takes for anything here. */
const LONG = { timeout: 25_000 };

let browser: Browser;
let running: RestartedProgram;
let shop: DemoShop;

beforeAll(async () => {
  browser = await launchBrowser();
  running = await RestartedProgram.open();
  shop = await DemoShop.of(running.program);
}, 240_000);

afterAll(async () => {
  await shop?.dispose();
  await browser?.close();
  await running?.dispose();
}, 60_000);

const english = (more: object = {}) => openScreen(browser, { ...PHONE, locale: 'en-GB', ...more });
const button = (page: Page, key: string) => page.getByRole('button', { name: texts.say(key), exact: true });
const heading = (page: Page, key: string) => page.getByRole('heading', { name: texts.say(key), exact: true });
const codeOf = (page: Page, code: string) => page.getByText(code, { exact: true });
const kept = (page: Page, place: string): Promise<unknown> =>
  page.evaluate(`localStorage.getItem('${place}')`);

/** The page's worker has all its files, and the device the page's last word. */
async function isKept(page: Page, place: string, words: string): Promise<void> {
  await page.evaluate('navigator.serviceWorker.ready.then(() => true)');
  await expect.poll(() => kept(page, place), LONG).toContain(words);
}

const expectForgotten = (page: Page, place: string) => expect.poll(() => kept(page, place), LONG).toBe(null);

async function viewOf(context: BrowserContext, { order }: PlacedOrder): Promise<CustomerView> {
  const answer = await context.request.get(`${shop.url}/v1/trips/${order.tripId}`);
  return (await answer.json()) as CustomerView;
}

/** A customer who stands at the store, and the code that they show. */
async function customerHere(firstName: string) {
  const placed = await shop.order(STORE, firstName, 'en');
  const { page, context } = await english();
  await page.goto(placed.customerLink);
  await button(page, 'customer_here_already').click(LONG);
  await heading(page, 'customer_here_known').waitFor(LONG);
  const code = (await viewOf(context, placed)).orders[0]?.handOverCode ?? '';
  await codeOf(page, code).waitFor(LONG);
  await isKept(page, 'curbline-trips', code);
  return { page, context, placed, code };
}

/** A customer who has only opened their link. */
async function customerAtHome(firstName: string) {
  const placed = await shop.order(STORE, firstName, 'en');
  const { page, context } = await english();
  await page.goto(placed.customerLink);
  await button(page, 'customer_here_already').waitFor(LONG);
  await isKept(page, 'curbline-trips', placed.order.tripId);
  return { page, context, placed };
}

async function boardOf(firstName: string): Promise<Screen> {
  const board = await openScreen(browser, { ...TABLET, locale: 'en-GB' });
  await startBoard(board, shop, texts, { storeId: STORE, personIndex: 0, name: 'Desk' });
  await board.page.getByRole('article', { name: new RegExp(firstName) }).waitFor(LONG);
  await isKept(board.page, 'curbline-board', firstName);
  return board;
}

describe('while the server is stopped', () => {
  it('pages that are loaded again show code, cards and kept taps, and send these once it is back', async () => {
    const here = await customerHere('Ada');
    const home = await customerAtHome('Bea');
    const board = await boardOf('Ada');
    await running.stop();
    for (const { context } of [here, home, board]) await context.setOffline(true);

    await here.page.reload();
    await codeOf(here.page, here.code).waitFor(LONG);
    await here.page.getByText(texts.say('customer_offline'), { exact: true }).waitFor(LONG);
    expect(await here.page.getByText(/Last update at \d\d?:\d\d/).count()).toBe(1);
    // The same message opened again, in another tab.
    const again = await here.context.newPage();
    await again.goto(here.placed.customerLink);
    await codeOf(again, here.code).waitFor(LONG);

    await button(home.page, 'customer_here_already').click();
    await heading(home.page, 'customer_here_telling').waitFor(LONG);
    await home.page.reload();
    await heading(home.page, 'customer_here_telling').waitFor(LONG);

    await board.page.reload();
    const card = board.page.getByRole('article', { name: /Ada/ });
    await card.waitFor(LONG);
    await board.page.getByText(SINCE).waitFor(LONG);
    expect(await board.page.getByText(/data of \d\d:\d\d:\d\d/).count()).toBe(1);
    await card.getByRole('button', { name: texts.say('board_claim') }).click();
    await card.getByText(texts.say('board_queued')).waitFor(LONG);
    await board.page.reload();
    await card.getByText(texts.say('board_queued')).waitFor(LONG);

    for (const { context } of [here, home, board]) await context.setOffline(false);
    await running.startAgain();
    await heading(home.page, 'customer_here_known').waitFor({ timeout: 60_000 });
    await card.getByText(texts.say('board_you_go')).waitFor({ timeout: 60_000 });
    await board.page.getByText(SINCE).waitFor({ state: 'detached', ...LONG });
    expect((await viewOf(home.context, home.placed)).trip.state).toBe('arrived');
    await here.page
      .getByText(texts.say('customer_offline'), { exact: true })
      .waitFor({ state: 'detached', timeout: 60_000 });
  }, 240_000);
});

describe('what a device keeps', () => {
  it('of a trip ends with the trip', async () => {
    const { page, context, placed } = await customerAtHome('Cleo');
    const headers = { authorization: `Bearer ${shop.demo.apiKey}`, ...newRequest() };
    await context.request.post(`${shop.url}/v1/orders/${placed.order.id}/cancel`, { headers, data: {} });
    await heading(page, 'customer_ended_canceled').waitFor(LONG);
    await expectForgotten(page, 'curbline-trips');
  }, 60_000);

  it('of a board ends with the shift', async () => {
    await shop.arrives(STORE, 'Dora', '3');
    const { page } = await boardOf('Dora');
    await button(page, 'board_settings').click();
    await button(page, 'board_sign_out').click();
    await expectForgotten(page, 'curbline-board');
  }, 60_000);

  it('holds no answer of the server, no link’s secret and no position', async () => {
    const { page, placed } = await customerHere('Eve');
    const names = await page.evaluate(
      `caches.keys().then((names) => Promise.all(names.map((name) => caches.open(name)))).then((all) =>
        Promise.all(all.map((cache) => cache.keys()))).then((keys) => keys.flat().map(({ url }) => new URL(url).pathname))`,
    );
    expect(names).not.toEqual([]);
    expect((names as string[]).filter((path) => !/^\/(p$|assets\/)/.test(path))).toEqual([]);
    const secret = new URL(placed.customerLink).hash.split('.').at(-1) ?? '';
    expect(secret.length).toBeGreaterThan(20);
    expect(String(await kept(page, 'curbline-trips'))).not.toContain(secret);
  }, 60_000);
});

it('without service workers, as in some private windows, pages are what they are with a network', async () => {
  const { page, complaints } = await english();
  await page.addInitScript('delete Navigator.prototype.serviceWorker');
  await page.goto((await shop.order(STORE, 'Finn', 'en')).customerLink);
  await button(page, 'customer_here_already').click(LONG);
  await heading(page, 'customer_here_known').waitFor(LONG);
  expect(await page.evaluate(`'serviceWorker' in navigator`)).toBe(false);
  expect(complaints).toEqual([]);
}, 60_000);

it('the board can be installed, under its name in the language that it speaks', async () => {
  const { page, context } = await openScreen(browser, { ...TABLET, locale: 'en-GB' });
  await page.goto(`${shop.url}/board`);
  await page.evaluate('navigator.serviceWorker.ready.then(() => true)');
  await page
    .locator('link[rel=manifest][href="/board.en.webmanifest"]')
    .waitFor({ state: 'attached', ...LONG });
  const tools = await context.newCDPSession(page);
  const { url, errors, data } = await tools.send('Page.getAppManifest');
  expect(new URL(url).pathname).toBe('/board.en.webmanifest');
  expect(errors).toEqual([]);
  expect(JSON.parse(data ?? '')).toMatchObject({
    name: texts.say('board_title'),
    lang: 'en',
    display: 'fullscreen',
  });
  const { installabilityErrors } = await tools.send('Page.getInstallabilityErrors');
  // A window of tests is a private one, which installs nothing; whatever else is wrong would be said beside it.
  expect(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== 'in-incognito')).toEqual(
    [],
  );
}, 60_000);
