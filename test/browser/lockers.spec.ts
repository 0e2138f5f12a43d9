/** A locker: staff put the order where it fits, and its code shows on the phone of whoever stands there, and no sooner. */
import { type APIResponse, request } from 'playwright-core';
import { expect, it } from 'vitest';
import type { CustomerView } from '@curbline/contracts/http';
import { CookieJar } from '@curbline/simulation';
import { newRequest } from './demo-shop.js';
import { demoOnScreen } from './demo-on-screen.js';
import { judge } from './manager-screens.js';
import { openScreen, PHONE, startBoard, TABLET } from './pages.js';
import { Texts } from './texts.js';

const STORES = { fr: 'lyon-confluence', en: 'bristol-harbour' };
const LONG = { timeout: 25_000 };
const LOCKERS = [
  {
    label: 'L1',
    compartments: [
      { label: 'A1', size: 'small' },
      { label: 'A2', size: 'small' },
      { label: 'A3', size: 'large' },
    ],
  },
];
const SERVICES = ['curbside', 'walk_in', 'drive_through', 'locker'];
const demo = demoOnScreen();

async function giveLockers(storeId: string): Promise<void> {
  const admin = new CookieJar(demo.shop.url);
  await admin.send('POST', '/v1/sign-in', demo.shop.demo.admin);
  const { version } = await demo.shop.store(storeId);
  const headers = { 'if-match': `"${version}"` };
  await admin.send('PATCH', `/v1/stores/${storeId}`, { lockers: LOCKERS, services: SERVICES }, headers);
}

async function report(orderId: string, compartment: string): Promise<APIResponse> {
  const shop = await request.newContext({ baseURL: demo.shop.url });
  const headers = { authorization: `Bearer ${demo.shop.demo.apiKey}`, ...newRequest() };
  const answer = await shop.post(`/v1/orders/${orderId}/locker-opened`, { headers, data: { compartment } });
  await shop.dispose();
  return answer;
}

it.each(['fr', 'en'] as const)(
  'is filled by staff, opened with the code that shows there, and empty again, in %s',
  async (language) => {
    const texts = new Texts(language);
    const say = (key: string, filled: Record<string, string | number> = {}) => texts.say(key, filled);
    const storeId = STORES[language];
    const locale = language === 'fr' ? 'fr-FR' : 'en-GB';
    const name =
      language === 'fr' ? 'Maximilienne-Alexandrine-Bérengère' : 'Bartholomew-Fitzgerald-Montgomery';
    await giveLockers(storeId);
    const wish = { service: 'locker', state: 'placed' } as const;
    const { order, customerLink } = await demo.shop.order(storeId, name, language, wish);

    const board = await openScreen(demo.browser, { ...TABLET, locale });
    await startBoard(board, demo.shop, texts, { storeId, personIndex: 0, name: 'Board' });
    const onBoard = (key: string, filled = {}) =>
      board.page.getByRole('button', { name: say(key, filled), exact: true });
    await onBoard('board_lockers').click(LONG);
    const panel = board.page.locator('dialog');
    await panel.getByText(order.shortCode, { exact: true }).waitFor(LONG);
    await onBoard('board_locker_others').click();
    await judge(board.page, `lockers-put-away-${language}`);
    await panel.getByRole('button', { name: `A2 · ${say('board_locker_small')}`, exact: true }).click();
    await panel.getByText('A2', { exact: true }).waitFor(LONG);
    await judge(board.page, `lockers-used-${language}`);
    await onBoard('board_locker_read_out_of', { compartment: 'A2' }).click();
    const readOut = await panel.locator('.code').textContent(LONG);
    const code = /[A-Z0-9]{4}$/.exec(readOut ?? '')?.[0] ?? '';
    expect(code).toHaveLength(4);
    await onBoard('shared_back').click();

    const phone = await openScreen(demo.browser, { ...PHONE, locale });
    const { page } = phone;
    const button = (key: string) => page.getByRole('button', { name: say(key), exact: true });
    await page.goto(customerLink);
    await page.getByRole('heading', { level: 1 }).waitFor(LONG);
    await page.getByText(say('customer_collect_ready_hint')).waitFor(LONG);
    const seen = await phone.context.request.get(`${demo.shop.url}/v1/trips/${order.tripId}`);
    const view = (await seen.json()) as CustomerView;
    expect(view.orders[0]).toMatchObject({ handOverCode: null, locker: { compartment: 'A2' } });
    expect(await page.content()).not.toContain(code);

    await button('customer_here_already').click();
    await page.getByText('A2', { exact: true }).waitFor(LONG);
    await page.getByText(code, { exact: true }).waitFor(LONG);
    await judge(page, `lockers-there-${language}`);
    const card = board.page
      .locator('section.column.here')
      .getByRole('article', { name: new RegExp(name.slice(0, 8)) });
    await card.getByText('A2', { exact: true }).waitFor(LONG);
    await judge(board.page, `lockers-card-${language}`);

    expect((await report(order.id, 'A1')).status()).toBe(409);
    const wrong = { opened: 'A1', compartment: 'A2', code: order.shortCode };
    await board.page.getByText(say('board_locker_wrong', wrong), { exact: true }).waitFor(LONG);
    await judge(board.page, `lockers-wrong-${language}`);
    await button('task_locker_opened').click();
    await page.getByText(say('customer_receipt_title')).first().waitFor(LONG);
    await board.page.locator('section.column.handed_over').getByText('A2', { exact: true }).waitFor(LONG);
    await board.page
      .getByText(say('board_locker_wrong', wrong), { exact: true })
      .waitFor({ state: 'detached', ...LONG });
    expect([...phone.complaints, ...board.complaints]).toEqual([]);
    await phone.context.close();
    await board.context.close();
  },
  180_000,
);
