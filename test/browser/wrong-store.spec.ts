import { describe, expect, it } from 'vitest';
import { demoOnScreen } from './demo-on-screen.js';
import { newRequest } from './demo-shop.js';
import { openScreen, PHONE, seriousFaults, startBoard, TABLET, type Screen } from './pages.js';
import { Texts } from './texts.js';

/** A customer who stands at another store of the chain reads where the order waits; both boards show it. */
const OWN = 'lyon-confluence';
const OTHER = 'bristol-harbour';
const texts = new Texts('fr');
/** The other store speaks English. */
const others = new Texts('en');

const demo = demoOnScreen();
/** Tells the server of a phone that has stood at a place for a while, with the page's own session. */
async function stands(
  screen: Screen,
  tripId: string,
  [longitude, latitude]: readonly number[],
  secondsAgo: readonly number[],
) {
  const sentAt = Date.now();
  const fixes = secondsAgo.map((s) => ({ latitude, longitude, accuracyM: 8, recordedAt: sentAt - s * 1000 }));
  const response = await screen.context.request.post(`${demo.shop.url}/v1/trips/${tripId}/fixes`, {
    data: { sentAt, fixes },
  });
  expect(response.status()).toBe(200);
}

describe('the wrong store', () => {
  it('is named to the customer with the way to the right one, and on both boards', async () => {
    const other = (await demo.shop.store(OTHER)).settings;
    const own = (await demo.shop.store(OWN)).settings;
    const customer = await openScreen(demo.browser, { ...PHONE, locale: 'fr-FR' });
    const ownBoard = await openScreen(demo.browser, { ...TABLET, locale: 'fr-FR' });
    const otherBoard = await openScreen(demo.browser, { ...PHONE, locale: 'en-GB' });
    await startBoard(ownBoard, demo.shop, texts, { storeId: OWN, personIndex: 0, name: 'Caisse' });
    await startBoard(otherBoard, demo.shop, others, { storeId: OTHER, personIndex: 0, name: 'Caisse' });
    const { order, customerLink } = await demo.shop.order(OWN, 'Ada', 'fr');
    await customer.page.goto(customerLink);
    await customer.page.getByRole('button', { name: texts.say('customer_go'), exact: true }).waitFor();
    const started = await customer.context.request.post(`${demo.shop.url}/v1/trips/${order.tripId}/start`, {
      headers: newRequest(),
      data: { sharing: true },
    });
    expect(started.status()).toBe(200);
    await stands(customer, order.tripId, other.entrance.coordinates, [60, 30, 1]);

    const title = texts.say('customer_other_store', { other: other.name });
    await customer.page.getByText(title).waitFor({ timeout: 10_000 });
    const { name: store, address } = own;
    await customer.page.getByText(texts.say('customer_other_store_text', { store, address })).waitFor();
    const way = customer.page.getByRole('status').getByRole('link', { name: 'Waze' });
    const [longitude, latitude] = own.entrance.coordinates;
    expect(await way.getAttribute('href')).toContain(`${latitude?.toFixed(6)},${longitude?.toFixed(6)}`);
    expect(await seriousFaults(customer.page)).toEqual([]);

    await ownBoard.page.getByText(texts.say('board_at_other_store', { store: other.name })).waitFor();
    const visitors = otherBoard.page.getByRole('list', { name: others.say('board_visitors') });
    await visitors.getByText(store).waitFor();
    expect(await visitors.getByRole('listitem').count()).toBe(1);
    expect(await otherBoard.page.getByRole('article', { name: /Ada/, includeHidden: true }).count()).toBe(0);
    expect(await seriousFaults(otherBoard.page)).toEqual([]);

    await stands(customer, order.tripId, own.entrance.coordinates, [0]);
    await stands(customer, order.tripId, own.entrance.coordinates, [-1]);
    await customer.page.getByText(title).waitFor({ state: 'detached', timeout: 10_000 });
    await visitors.waitFor({ state: 'detached' });
    for (const screen of [customer, ownBoard, otherBoard]) expect(screen.complaints).toEqual([]);
  }, 90_000);
});
