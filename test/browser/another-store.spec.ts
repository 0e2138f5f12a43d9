/** Goods are missing here and another store has them: the customer sees where, how far and since when, and taps. */
import { expect, it } from 'vitest';
import type { StoreSettings } from '@curbline/contracts/http';
import { CookieJar } from '@curbline/simulation';
import { newRequest } from './demo-shop.js';
import { demoOnScreen } from './demo-on-screen.js';
import { judge } from './manager-screens.js';
import { openScreen, PHONE, startBoard, TABLET } from './pages.js';
import { Texts } from './texts.js';

const STORES = { fr: 'lyon-confluence', en: 'bristol-harbour' };
const NAMES = {
  fr: ['Halles de Saint-Germain-au-Mont-d’Or-les-Bains', 'Part-Dieu'],
  en: ['Clifton-upon-Severn-with-Southmead Market', 'Temple Quay'],
};
const MILK = { sku: 'M-1', name: 'Organic semi-skimmed milk 1 l', quantity: 6 };
const LONG = { timeout: 25_000 };
const DAY_MS = 24 * 3_600_000;
const demo = demoOnScreen();

/** The same store some kilometres north of itself. */
function northOf({ lockers: _, services: __, ...settings }: StoreSettings, km: number, name: string) {
  const north = ([longitude = 0, latitude = 0]: readonly number[]) => [longitude, latitude + km / 111.1];
  const { premises, entrance } = settings;
  return {
    ...settings,
    ...{ name, address: `${km} rue du Général-de-Gaulle`, bays: [], counters: [] },
    entrance: { ...entrance, coordinates: north(entrance.coordinates) },
    premises: { ...premises, coordinates: premises.coordinates.map((ring) => ring.map(north)) },
  };
}

/** Two stores near it, of which one reported its stock three days ago. */
async function storesWithMilk(storeId: string, names: readonly string[]): Promise<void> {
  const admin = new CookieJar(demo.shop.url);
  await admin.send('POST', '/v1/sign-in', demo.shop.demo.admin);
  const { version, settings } = await demo.shop.store(storeId);
  const shortages = { choices: ['substitute', 'without', 'another_store', 'refund'] };
  await admin.send('PATCH', `/v1/stores/${storeId}`, { shortages }, { 'if-match': `"${version}"` });
  const { key } = await admin.send<{ key: string }>('POST', '/v1/shop-keys', {
    ...{ shopId: 'stock', name: 'Stock', storeIds: null },
  });
  for (const [index, name] of names.entries()) {
    const id = `${storeId}-${index}`;
    await admin.send('POST', '/v1/stores', { id, settings: northOf(settings, 2 + index * 5, name) });
    const report = {
      at: new Date(Date.now() - index * 3 * DAY_MS).toISOString(),
      levels: [{ sku: MILK.sku, quantity: 9 }],
    };
    const headers = { authorization: `Bearer ${key}` };
    await new CookieJar(demo.shop.url).send('PUT', `/v1/stores/${id}/stock`, report, headers);
  }
}

it.each(['fr', 'en'] as const)(
  'is offered with its distance and the age of its stock, and chosen by one tap, in %s',
  async (language) => {
    const texts = new Texts(language);
    const storeId = STORES[language];
    const [near, old] = NAMES[language] as [string, string];
    await storesWithMilk(storeId, NAMES[language]);
    const lines = [MILK] as never;
    const { order, customerLink } = await demo.shop.order(storeId, 'Ada', language, { lines });
    const locale = language === 'fr' ? 'fr-FR' : 'en-GB';

    const { page, context, complaints } = await openScreen(demo.browser, {
      ...PHONE,
      locale,
      permissions: [],
    });
    await page.goto(customerLink);
    await page.getByRole('heading', { level: 1 }).waitFor(LONG);
    const trip = `${demo.shop.url}/v1/trips/${order.tripId}`;
    await context.request.post(`${trip}/here`, { headers: newRequest(), data: { bay: '1' } });

    const board = await openScreen(demo.browser, { ...TABLET, locale });
    await startBoard(board, demo.shop, texts, { storeId, personIndex: 0, name: 'Board' });
    const card = board.page.locator('section.column.here').getByRole('article', { name: /Ada/ });
    await card.getByRole('button', { name: texts.say('board_claim'), exact: true }).click(LONG);
    await card.getByRole('button', { name: texts.say('board_hand_over'), exact: true }).click(LONG);
    const panel = board.page.locator('dialog');
    const tap = (key: string, filled = {}) =>
      panel.getByRole('button', { name: texts.say(key, filled), exact: true }).click(LONG);
    await tap('board_contents');
    await tap('board_short_mark_line', { name: MILK.name });
    await tap('board_short_ask');

    const asked = page.getByRole('region', {
      name: texts.say('customer_short_heading', { quantity: '1', name: MILK.name }),
      exact: true,
    });
    await asked.getByText(texts.say('task_short_elsewhere'), { exact: true }).waitFor(LONG);
    const stores = asked.getByRole('button', { name: /\d km/ });
    expect(await stores.count()).toBe(2);
    const [first = '', second = ''] = await stores.allInnerTexts();
    const [seen, aged] = [
      /^En stock à \d\d:\d\d$|^In stock at \d\d:\d\d$/m,
      /cela a pu changer$|may have changed since$/m,
    ];
    expect([first.includes(near), seen.test(first), aged.test(first)]).toEqual([true, true, false]);
    expect([second.includes(old), seen.test(second), aged.test(second)]).toEqual([true, false, true]);
    await judge(page, `another-store-asked-${language}`);

    await asked.getByRole('button', { name: near }).click();
    const chosen = texts.say('customer_short_chosen', { choice: near });
    await asked.getByText(chosen, { exact: true }).waitFor(LONG);
    await asked.getByText('2 rue du Général-de-Gaulle', { exact: true }).waitFor(LONG);
    await judge(page, `another-store-chosen-${language}`);
    const choice = texts.say('board_short_another_store', { store: near });
    await panel.getByText(texts.say('board_short_agreed', { choice }), { exact: true }).waitFor(LONG);
    await judge(board.page, `another-store-panel-${language}`);
    expect([...complaints, ...board.complaints]).toEqual([]);
    await context.close();
    await board.context.close();
  },
  180_000,
);
