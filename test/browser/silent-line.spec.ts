import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser } from 'playwright-core';
import { FaultProxy } from '@curbline/testkit';
import { launchBrowser } from '../../tools/browser.mjs';
import { freePort, type RunningCurbline } from '../../tools/launch-curbline.mjs';
import { DemoShop } from './demo-shop.js';
import { openScreen, PHONE, startBoard, TABLET, type Screen } from './pages.js';
import { launchPrepared } from './prepared-program.js';
import { Texts } from './texts.js';

/**
 * A page whose line has gone away without a word, as a tablet's does that slept or left the Wi-Fi, or a phone's in an
 * underground car park: nothing is closed and nothing comes. It must not look alive. (reliability A7.)
 */
const STORE = 'lyon-confluence';
const texts = new Texts('fr');
const NO_NETWORK = new RegExp(`^${texts.say('customer_offline')}$`);
const SINCE = /^Hors ligne depuis/;
const AS_OF = /données de \d\d:\d\d:\d\d/;

let program: RunningCurbline;
let browser: Browser;
let proxy: FaultProxy;
let shop: DemoShop;
let board: Screen;
let phone: Screen;

beforeAll(async () => {
  const port = String(await freePort());
  const door = await FaultProxy.before(`http://127.0.0.1:${port}`);
  ({ proxy } = door);
  const url = new URL(door.url).origin;
  browser = await launchBrowser();
  program = await launchPrepared({ env: { PORT: port, PUBLIC_URL: url } });
  shop = await DemoShop.of({ ...program, url });
  board = await openScreen(browser, { ...TABLET, locale: 'fr-FR' });
  await startBoard(board, shop, texts, { storeId: STORE, personIndex: 0, name: 'Comptoir' });
  phone = await openScreen(browser, { ...PHONE, locale: 'fr-FR' });
}, 120_000);

afterAll(async () => {
  proxy?.mend();
  await shop?.dispose();
  await browser?.close();
  await program?.dispose();
  await proxy?.close();
}, 60_000);

/** By the page's own clock, ms from now until it says so; with `woken`, the screen wakes now. */
const untilSaid = ({ page }: Screen, words: RegExp, withinMs: number, woken = false): Promise<number> =>
  page.evaluate(`new Promise((resolve) => {
    const from = performance.now();
    const look = () => {
      const after = performance.now() - from;
      const said = [...document.querySelectorAll('body *')].some(
        (element) => element.children.length === 0 && ${words}.test(element.textContent.trim()),
      );
      if (said || after > ${withinMs}) resolve(said ? after : Infinity);
      else setTimeout(look, 20);
    };
    if (${woken}) document.dispatchEvent(new Event('visibilitychange'));
    look();
  })`);

/** Opens an order on the phone, and waits for its stream and for what it fetches after it has opened: the words for a lost line. */
async function phoneIsLive(): Promise<void> {
  const answered = (address: RegExp) =>
    phone.page.waitForResponse((response) => address.test(response.url()));
  const streams = answered(/\/events$/);
  const pieces = [answered(/\/later-screens-[^/]+\.js/), answered(/\/texts-fr-[^/]+\.js/)];
  await phone.page.goto((await shop.order(STORE, 'Inès', 'fr')).customerLink);
  await streams;
  for (const piece of await Promise.all(pieces)) await piece.finished();
}

const offline = () => board.page.getByText(/^Hors ligne depuis \d+:\d\d$/);

async function isLiveAgain(firstName: string, bay: string): Promise<void> {
  proxy.mend();
  await offline().waitFor({ state: 'detached', timeout: 10_000 });
  await shop.arrives(STORE, firstName, bay);
  await board.page.getByRole('article', { name: new RegExp(firstName) }).waitFor({ timeout: 2_000 });
}

describe('a page whose line is silent', () => {
  it('is shown offline within two seconds after its screen woke, and is live again once the line is', async () => {
    proxy.hang();
    expect(await untilSaid(board, SINCE, 5_000, true)).toBeLessThan(2_000);
    await isLiveAgain('Gaspard', '1');
  }, 60_000);

  it('is shown offline within fifteen seconds by itself, with the age of what it shows; so is a customer’s page', async () => {
    await phoneIsLive();
    proxy.hang();
    const [onBoard, onPhone] = await Promise.all([
      untilSaid(board, SINCE, 20_000),
      untilSaid(phone, NO_NETWORK, 20_000),
    ]);
    expect(onBoard).toBeLessThan(15_000);
    expect(onPhone).toBeLessThan(15_000);
    expect(await board.page.getByText(AS_OF).count()).toBe(1);
    await isLiveAgain('Hélène', '2');
  }, 60_000);

  it('stays as it is when the screen wakes and the line is there', async () => {
    expect(await untilSaid(board, SINCE, 3_000, true)).toBe(Infinity);
  });
});

it('a customer’s page says at once what the browser says, and takes it back', async () => {
  await phone.page.getByText(NO_NETWORK).waitFor({ state: 'detached', timeout: 15_000 });
  const told = untilSaid(phone, NO_NETWORK, 5_000);
  await phone.context.setOffline(true);
  expect(await told).toBeLessThan(1_000);
  await phone.context.setOffline(false);
  await phone.page.getByText(NO_NETWORK).waitFor({ state: 'detached', timeout: 10_000 });
}, 60_000);
