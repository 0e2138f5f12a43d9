/**
 * What becomes of a tap that the server refuses or does not answer: it is told where it happened, it is sent once,
 * and no other order waits for it. (experience S5, S6, S9.)
 */
import { beforeAll, expect, it } from 'vitest';
import type { Locator, Route } from 'playwright-core';
import { demoOnScreen } from './demo-on-screen.js';
import type { Arrived } from './demo-shop.js';
import { openScreen, PHONE, startBoard, type Screen } from './pages.js';
import { scan } from './scanner.js';
import { Texts } from './texts.js';

const STORE = 'lyon-confluence';
const texts = new Texts('fr');

const demo = demoOnScreen();
let hand: Screen;
/** Hand-overs that left the screen. */
let sent = 0;

beforeAll(async () => {
  hand = await openScreen(demo.browser, { ...PHONE, locale: 'fr-FR' });
  hand.page.on('request', (request) => {
    if (request.method() === 'POST' && request.url().endsWith('/hand-over')) sent += 1;
  });
  await startBoard(hand, demo.shop, texts, { storeId: STORE, personIndex: 0, name: 'Terminal' });
}, 120_000);
const arrives = (firstName: string, bay: string): Promise<Arrived> =>
  demo.shop.arrives(STORE, firstName, bay);
const card = (name: string): Locator =>
  hand.page.locator('section.column.here').getByRole('article', { name: new RegExp(name) });
const button = (name: string, text: string): Locator => card(name).getByRole('button', { name: text });
const claim = (name: string): Promise<void> => button(name, texts.say('board_claim')).click();
const going = (name: string): Locator => card(name).getByText(texts.say('board_you_go'));

async function openHandOver(name: string): Promise<void> {
  await claim(name);
  await button(name, texts.say('board_hand_over')).click();
  await hand.page.getByLabel(texts.say('board_ask_code')).first().waitFor();
}
const wrong = ({ handOverCode }: Arrived): string => (handOverCode === 'ZZZ2' ? 'ZZZ3' : 'ZZZ2');
const closePanel = (): Promise<void> => hand.page.keyboard.press('Escape');

it('a wrong scan is one request, and its refusal stands in the panel', async () => {
  const ada = await arrives('Ada', '1');
  await openHandOver('Ada');
  sent = 0;
  await scan(hand.page, wrong(ada));
  await hand.page.getByRole('alert').getByText(texts.say('board_wrong_code')).waitFor();
  await hand.page.waitForTimeout(1_000);
  expect(sent).toBe(1);
  await scan(hand.page, wrong(ada));
  await expect.poll(() => sent).toBe(2);
  await hand.page.waitForTimeout(1_000);
  expect(sent).toBe(2);
  await closePanel();
}, 60_000);

it('"too often" is a refusal like any other: it is told, not sent later by itself', async () => {
  const ben = await arrives('Ben', '2');
  await openHandOver('Ben');
  sent = 0;
  for (let tries = 1; tries <= 6; tries += 1) {
    await scan(hand.page, wrong(ben));
    await hand.page.getByRole('alert').waitFor();
    await hand.page.waitForTimeout(400);
  }
  expect(sent).toBe(6);
  await hand.page
    .getByRole('alert')
    .filter({ hasNotText: texts.say('board_wrong_code') })
    .first()
    .waitFor();
  await hand.page.waitForTimeout(3_000);
  expect(sent).toBe(6);
  await closePanel();
  // And nothing waits behind it.
  await arrives('Cleo', '3');
  await claim('Cleo');
  await going('Cleo').waitFor({ timeout: 2_000 });
}, 60_000);

it('a tap without an answer shows as pending and holds no other order', async () => {
  await arrives('Dora', '4');
  await arrives('Emil', '5');
  await button('Emil', texts.say('board_claim')).waitFor();
  let letGo = (): void => {};
  const held = new Promise<void>((resolve) => (letGo = resolve));
  const hold = async (route: Route): Promise<void> => {
    await held;
    await route.continue();
  };
  await hand.page.route('**/claim', hold, { times: 1 });
  await claim('Dora');
  await claim('Emil');
  await card('Emil')
    .getByRole('button', { name: texts.say('board_hand_over') })
    .waitFor({ timeout: 2_000 });
  await card('Dora').getByText(texts.say('board_sending')).waitFor({ timeout: 5_000 });
  letGo();
  await going('Dora').waitFor();
  await card('Dora').getByText(texts.say('board_sending')).waitFor({ state: 'detached' });
  expect(hand.complaints.filter((line) => !line.includes('429'))).toEqual([]);
}, 60_000);
