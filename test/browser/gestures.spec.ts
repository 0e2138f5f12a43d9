/** What the team may give is given on the board by one tap, with a line; the customer reads it at once, and it can be taken back. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { RunningCurbline } from '../../tools/launch-curbline.mjs';
import { DemoShop, newRequest } from './demo-shop.js';
import { judge } from './manager-screens.js';
import { oneBrowser } from './one-browser.js';
import { openScreen, PHONE, startBoard, TABLET } from './pages.js';
import { launchPrepared } from './prepared-program.js';
import { Texts } from './texts.js';

/** A board speaks its store's language. */
const STORES = { fr: 'lyon-confluence', en: 'bristol-harbour' };
const GESTURE = { fr: 'Un café', en: 'A coffee' };
const WORDS = { fr: 'Pour l’attente sous la pluie', en: 'For the wait in the rain' };
const LONG = { timeout: 25_000 };

const browser = oneBrowser();
let program: RunningCurbline;
let shop: DemoShop;
beforeAll(async () => {
  program = await launchPrepared();
  shop = await DemoShop.of(program);
}, 240_000);
afterAll(async () => {
  await shop?.dispose();
  await program?.dispose();
}, 60_000);

it.each([
  ['fr', PHONE, TABLET],
  ['en', PHONE, { viewport: { width: 1280, height: 800 } }],
] as const)(
  'a gesture reaches the customer, in %s',
  async (language, phone, tablet) => {
    const texts = new Texts(language);
    const locale = language === 'fr' ? 'fr-FR' : 'en-GB';
    const name = `Ada${language}`;
    const { order, customerLink } = await shop.order(STORES[language], name, language);
    const customer = await openScreen(browser(), { ...phone, locale, permissions: [] });
    await customer.page.goto(customerLink);
    await customer.page.getByRole('heading', { level: 1 }).waitFor(LONG);
    const trip = `${shop.url}/v1/trips/${order.tripId}`;
    await customer.context.request.post(`${trip}/here`, { headers: newRequest(), data: { bay: '1' } });

    const board = await openScreen(browser(), { ...tablet, locale });
    await startBoard(board, shop, texts, {
      ...{ storeId: STORES[language], personIndex: language === 'fr' ? 0 : 1 },
      name: `Board ${language}`,
    });
    const card = board.page.locator('section.column.here').getByRole('article', { name: new RegExp(name) });
    const { shortCode } = order;
    await card.getByRole('button', { name: texts.say('board_more', { code: shortCode }) }).click(LONG);
    const gestures = card.getByRole('group', { name: texts.say('board_gestures') });
    await gestures.getByLabel(texts.say('board_gesture_words')).fill(WORDS[language]);
    await judge(board.page, `gestures-board-${language}`);
    await gestures.getByRole('button', { name: GESTURE[language], exact: true }).click();

    const given = customer.page.getByRole('region', { name: texts.say('customer_gesture'), exact: true });
    await given.getByText(GESTURE[language], { exact: true }).waitFor(LONG);
    await given.getByText(WORDS[language], { exact: true }).waitFor(LONG);
    await judge(customer.page, `gestures-customer-${language}`);
    const shown = texts.say('board_gesture_given', { gestures: GESTURE[language] });
    await card.getByText(shown, { exact: true }).waitFor(LONG);
    await judge(board.page, `gestures-card-${language}`);

    const takeBack = texts.say('board_gesture_take_back', { gesture: GESTURE[language] });
    await gestures.getByRole('button', { name: takeBack, exact: true }).click();
    await given.waitFor({ state: 'detached', ...LONG });
    await card.getByText(shown, { exact: true }).waitFor({ state: 'detached', ...LONG });
    expect([...board.complaints, ...customer.complaints]).toEqual([]);
  },
  180_000,
);
