/**
 * Several orders in one browser: each tab stays with its own, whatever was opened since, and one page lists them. And
 * the pages behind a link that no longer opens anything.
 */
import { describe, expect, it } from 'vitest';
import type { BrowserContext, Page, Request } from 'playwright-core';
import type { CustomerView, PlacedOrder } from '@curbline/contracts/http';
import { demoOnScreen } from './demo-on-screen.js';
import { openScreen, PHONE, seriousFaults } from './pages.js';
import { Texts } from './texts.js';

const STORE = 'bristol-harbour';
const OTHER_STORE = 'lyon-confluence';
const texts = new Texts('en');

const demo = demoOnScreen();

const english = (more: object = {}) => openScreen(demo.browser, { ...PHONE, locale: 'en-GB', ...more });
const button = (page: Page, key: string) => page.getByRole('button', { name: texts.say(key), exact: true });
const fragmentOf = ({ order }: PlacedOrder): string => `#trip/${order.tripId}`;

async function stateOf(context: BrowserContext, { order }: PlacedOrder): Promise<string> {
  const answer = await context.request.get(`${demo.shop.url}/v1/trips/${order.tripId}`);
  return ((await answer.json()) as CustomerView).trip.state;
}

/** Opens the order's link in a tab of its own. */
async function openTab(context: BrowserContext, placed: PlacedOrder): Promise<Page> {
  const page = await context.newPage();
  await page.goto(placed.customerLink);
  await button(page, 'customer_go').waitFor();
  return page;
}

describe('two links in two tabs', () => {
  it('keep taps and positions apart: a stranger’s link opened since hears nothing', async () => {
    const { context } = await english({ permissions: ['geolocation'] });
    const [longitude, latitude] = (await demo.shop.store(STORE)).settings.entrance.coordinates;
    await context.setGeolocation({ longitude, latitude, accuracy: 8 });
    const [mine, strangers] = [
      await demo.shop.order(STORE, 'Ada', 'en'),
      await demo.shop.order(OTHER_STORE, 'Eve', 'en'),
    ];
    const tab = await openTab(context, mine);
    const sent: string[] = [];
    context.on('request', (request: Request) => {
      if (request.method() !== 'GET') sent.push(new URL(request.url()).pathname);
    });
    const second = await openTab(context, strangers);
    await tab.bringToFront();
    await button(tab, 'customer_go').click();
    const told = tab.waitForResponse((answer) => answer.url().endsWith('/fixes') && answer.ok(), {
      timeout: 15_000,
    });
    await button(tab, 'customer_reason_yes').click();
    await told;
    await button(tab, 'customer_here').click();
    await tab.getByRole('heading', { name: texts.say('customer_here_known') }).waitFor();

    expect(await stateOf(context, mine)).toBe('arrived');
    expect(await stateOf(context, strangers)).toBe('pending');
    const taps = sent.filter((path) => path !== '/v1/link');
    expect(taps.some((path) => path.endsWith('/fixes'))).toBe(true);
    expect(taps.filter((path) => !path.startsWith(`/v1/trips/${mine.order.tripId}/`))).toEqual([]);

    // Each tab knows its own order after a reload, too.
    expect(new URL(tab.url()).hash).toBe(fragmentOf(mine));
    expect(new URL(second.url()).hash).toBe(fragmentOf(strangers));
    await Promise.all([tab.reload(), second.reload()]);
    await tab.getByRole('heading', { name: texts.say('customer_here_known') }).waitFor();
    await button(second, 'customer_go').waitFor();
    await context.close();
  }, 90_000);

  it('of one trip share what was tapped without a network, and do it once', async () => {
    const { context } = await english();
    const placed = await demo.shop.order(STORE, 'Bea', 'en');
    const [one, two] = [await openTab(context, placed), await openTab(context, placed)];
    await context.setOffline(true);
    await button(one, 'customer_here_already').click();
    await one.getByText(texts.say('customer_unsent')).waitFor({ timeout: 10_000 });
    await context.setOffline(false);
    await two.reload();
    await two.getByRole('heading', { name: texts.say('customer_here_known') }).waitFor({ timeout: 20_000 });
    expect(await stateOf(context, placed)).toBe('arrived');
    await context.close();
  }, 60_000);

  it('send a tap to its own trip although another was opened in the same tab meanwhile', async () => {
    const { context } = await english();
    const [first, second] = [
      await demo.shop.order(STORE, 'Cleo', 'en'),
      await demo.shop.order(STORE, 'Dora', 'en'),
    ];
    const tab = await openTab(context, first);
    // Taps fail on their way, so that this one waits in the phone.
    await context.route('**/v1/trips/*/here', (route) => route.abort());
    await button(tab, 'customer_here_already').click();
    await tab.getByText(texts.say('customer_unsent')).waitFor({ timeout: 10_000 });
    await tab.goto(second.customerLink);
    await button(tab, 'customer_go').waitFor();
    await context.unroute('**/v1/trips/*/here');
    expect(await stateOf(context, second)).toBe('pending');
    expect(await stateOf(context, first)).toBe('pending');
    await tab.goto(`${demo.shop.url}/p${fragmentOf(first)}`);
    await tab.getByRole('heading', { name: texts.say('customer_here_known') }).waitFor({ timeout: 20_000 });
    expect(await stateOf(context, second)).toBe('pending');
    await context.close();
  }, 60_000);
});

describe('ten orders on one phone', () => {
  it('live their own lives, and one page lists them', async () => {
    const { context, page, complaints } = await english();
    const placed: PlacedOrder[] = [];
    for (let i = 0; i < 10; i += 1) {
      const order = await demo.shop.order(i % 2 === 0 ? STORE : OTHER_STORE, `Ada ${i}`, 'en');
      await page.goto(order.customerLink);
      await button(page, 'customer_go').waitFor();
      placed.push(order);
    }
    await button(page, 'customer_here_already').click();
    await page.getByRole('heading', { name: texts.say('customer_here_known') }).waitFor();
    const others = page.getByRole('region', { name: texts.say('customer_trips_other') });
    await others.waitFor();
    expect(await others.getByRole('listitem').count()).toBe(9);
    expect(await seriousFaults(page)).toEqual([]);

    await page.goto('about:blank');
    await page.goto(`${demo.shop.url}/p`);
    await page.getByRole('heading', { name: texts.say('customer_trips_title') }).waitFor();
    expect(await page.getByRole('listitem').count()).toBe(10);
    // The one that is waiting at the store comes first.
    expect(await page.getByRole('listitem').first().textContent()).toContain(texts.say('customer_trip_here'));
    expect(await seriousFaults(page)).toEqual([]);
    const third = placed[2];
    await page.getByRole('link', { name: new RegExp(third?.order.shortCode ?? '') }).click();
    await button(page, 'customer_go').waitFor();
    expect(new URL(page.url()).hash).toBe(third && fragmentOf(third));
    for (const order of placed.slice(0, 9)) expect(await stateOf(context, order)).toBe('pending');
    expect(complaints).toEqual([]);
    await context.close();
  }, 120_000);
});

describe('a link that opens nothing', () => {
  it('that was withdrawn ends the open page and names the store with its phone', async () => {
    const { context, page } = await english();
    const placed = await demo.shop.order(STORE, 'Finn', 'en');
    const { name, phone } = (await demo.shop.store(STORE)).settings;
    await page.goto(placed.customerLink);
    await button(page, 'customer_go').waitFor();
    await demo.shop.withdrawLink(placed.order.id);
    const heading = () => page.getByRole('heading', { name: texts.say('customer_dead_revoked') });
    await heading().waitFor({ timeout: 10_000 });
    await page.goto('about:blank');
    await page.goto(placed.customerLink);
    await heading().waitFor();
    await page.getByText(name).first().waitFor();
    const call = page.getByRole('link', { name: new RegExp(phone.slice(-4)) }).last();
    expect(await call.getAttribute('href')).toMatch(/^tel:\+?\d+$/);
    expect(await seriousFaults(page)).toEqual([]);
    await context.close();
  }, 60_000);

  it('that nobody issued is not valid; a server that refuses the page’s origin says another thing', async () => {
    const { context, page } = await english();
    await page.goto(`${demo.shop.url}/p#${STORE}.AAAAAAAAAAAAAAAAAAAAAA`);
    await page.getByRole('heading', { name: texts.say('customer_dead_unknown') }).waitFor();
    await page.goto('about:blank');
    await context.route('**/v1/link', (route) =>
      route.fulfill({
        status: 403,
        contentType: 'application/problem+json',
        body: JSON.stringify({ type: 'x', title: 'x', status: 403, code: 'not-allowed' }),
      }),
    );
    await page.goto((await demo.shop.order(STORE, 'Gus', 'en')).customerLink);
    await page.getByRole('heading', { name: texts.say('customer_dead_set_up') }).waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await context.close();
  }, 60_000);

  it('in a browser that refuses cookies says so, with the store’s phone and the link to take along', async () => {
    const { context, page } = await english();
    // The answer sets a cookie, and the browser does not keep it.
    await context.route('**/v1/link', async (route) => {
      const answer = await route.fetch();
      const { 'set-cookie': _dropped, ...headers } = answer.headers();
      await context.clearCookies();
      await route.fulfill({ response: answer, headers });
      await context.clearCookies();
    });
    const placed = await demo.shop.order(STORE, 'Hal', 'en');
    await page.goto(placed.customerLink);
    await page
      .getByRole('heading', { name: texts.say('customer_dead_cookies') })
      .waitFor({ timeout: 20_000 });
    await button(page, 'customer_dead_copy').waitFor();
    const { phone } = (await demo.shop.store(STORE)).settings;
    const call = page.getByRole('link', { name: new RegExp(phone.slice(-4)) }).last();
    expect(await call.getAttribute('href')).toMatch(/^tel:\+?\d+$/);
    await context.close();
  }, 60_000);
});
