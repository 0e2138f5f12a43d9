/**
 * Goods are missing: marked on the board, asked on the customer's phone, settled by one tap; the card and the shop's
 * webhook know at once. Without a network the answer is kept, and goes out when there is one.
 */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CookieJar } from '@curbline/simulation';
import { WebhookEvent } from '@curbline/contracts/webhooks';
import type { RunningCurbline } from '../../tools/launch-curbline.mjs';
import { DemoShop, newRequest } from './demo-shop.js';
import { judge } from './manager-screens.js';
import { oneBrowser } from './one-browser.js';
import { openScreen, PHONE, startBoard, TABLET } from './pages.js';
import { launchPrepared } from './prepared-program.js';
import { Texts } from './texts.js';

/** A board speaks its store's language. */
const STORES = { fr: 'lyon-confluence', en: 'bristol-harbour' };
const GOODS = {
  fr: ['Lait demi-écrémé 1 L', 'Lait bio 1 L'],
  en: ['Semi-skimmed milk 1 l', 'Organic milk 1 l'],
};
const LONG = { timeout: 25_000 };

const browser = oneBrowser();
const received: WebhookEvent[] = [];
const receiver = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    received.push(WebhookEvent.parse(JSON.parse(Buffer.concat(chunks).toString())));
    response.writeHead(204).end();
    receiver.emit('webhook');
  });
});
let program: RunningCurbline;
let shop: DemoShop;
beforeAll(async () => {
  receiver.listen(0, '127.0.0.1');
  await once(receiver, 'listening');
  program = await launchPrepared({ env: { OUTGOING_PRIVATE_HOSTS: '127.0.0.1' } });
  shop = await DemoShop.of(program);
  const admin = new CookieJar(shop.url);
  await admin.send('POST', '/v1/sign-in', shop.demo.admin);
  const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`;
  const wanted = { url, name: 'Shop', eventTypes: ['order.shortage_settled'], storeIds: null };
  await admin.send('POST', '/v1/webhooks', wanted, newRequest());
}, 240_000);
afterAll(async () => {
  await shop?.dispose();
  await program?.dispose();
  receiver.close();
}, 60_000);

/** The next webhook of an order that says this choice, or that came already. */
async function webhookOf(orderId: string, choice: string): Promise<WebhookEvent> {
  for (;;) {
    const found = received.find(
      ({ type, data }) =>
        type === 'order.shortage_settled' &&
        data.orderId === orderId &&
        data.shortages.some((one) => one.choice === choice),
    );
    if (found) return found;
    await once(receiver, 'webhook');
  }
}

it.each([
  ['fr', PHONE, TABLET],
  ['en', PHONE, { viewport: { width: 1280, height: 800 } }],
] as const)(
  'are settled by one tap, in %s',
  async (language, phone, tablet) => {
    const texts = new Texts(language);
    const locale = language === 'fr' ? 'fr-FR' : 'en-GB';
    const [milk, organic] = GOODS[language] as [string, string];
    const name = `Ada${language}`;
    const lines = [{ sku: 'M-1', name: milk, quantity: 6 }] as never;
    const { order, customerLink } = await shop.order(STORES[language], name, language, { lines });
    const button = (within: Locator, key: string, filled = {}) =>
      within.getByRole('button', { name: texts.say(key, filled), exact: true });

    const customer = await openScreen(browser(), { ...phone, locale, permissions: [] });
    await customer.page.goto(customerLink);
    await customer.page.getByRole('heading', { level: 1 }).waitFor(LONG);
    const trip = `${shop.url}/v1/trips/${order.tripId}`;
    await customer.context.request.post(`${trip}/here`, { headers: newRequest(), data: { bay: '1' } });

    const board = await openScreen(browser(), { ...tablet, locale });
    const personIndex = language === 'fr' ? 0 : 1;
    await startBoard(board, shop, texts, {
      ...{ storeId: STORES[language], personIndex },
      name: `Board ${language}`,
    });
    const card = board.page.locator('section.column.here').getByRole('article', { name: new RegExp(name) });
    await button(card, 'board_claim').click(LONG);
    await button(card, 'board_hand_over').click(LONG);
    const panel = board.page.locator('dialog');
    await button(panel, 'board_contents').click();
    await button(panel, 'board_short_mark_line', { name: milk }).click(LONG);
    await button(panel, 'board_short_more').click();
    await panel.getByLabel(texts.say('board_short_instead'), { exact: true }).fill(organic);
    await judge(board.page, `missing-goods-mark-${language}`);
    await button(panel, 'board_short_ask').click();

    const quantity = '2';
    const asked = customer.page.getByRole('region', {
      name: texts.say('customer_short_heading', { quantity, name: milk }),
      exact: true,
    });
    await asked.getByText(organic, { exact: true }).waitFor(LONG);
    await judge(customer.page, `missing-goods-asked-${language}`);
    const choice = texts.say('board_short_substitute', { substitute: organic });
    const agreed = texts.say('board_short_agreed', { choice });
    await button(asked, 'customer_short_substitute').click();
    const [, told] = await Promise.all([
      panel.getByText(agreed, { exact: true }).waitFor(LONG),
      webhookOf(order.id, 'substitute'),
    ]);
    expect(told.data).toMatchObject({
      reference: null,
      shortages: [
        { line: 0, sku: 'M-1', quantity: 2, state: 'agreed', choice: 'substitute', substitute: organic },
      ],
    });
    await button(panel, 'shared_back').click();
    await card.getByText(agreed, { exact: true }).waitFor(LONG);
    await judge(board.page, `missing-goods-card-${language}`);

    // In the cellar of a car park: the choice shows at once, and goes out with the network.
    await customer.context.setOffline(true);
    await button(asked, 'customer_short_refund').click();
    const refund = texts.say('customer_short_refund').toLowerCase();
    await asked
      .getByText(texts.say('customer_short_chosen', { choice: refund }), { exact: true })
      .waitFor(LONG);
    await judge(customer.page, `missing-goods-chosen-${language}`);
    await customer.context.setOffline(false);
    await webhookOf(order.id, 'refund');
    const words = texts.say('board_short_agreed', { choice: texts.say('board_short_refund') });
    await card.getByText(words, { exact: true }).waitFor(LONG);
    expect([...board.complaints]).toEqual([]);
  },
  180_000,
);
