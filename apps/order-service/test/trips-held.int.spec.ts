/** Several orders in one browser: each has its own cookie, and no request ends up with another's trip. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newToken, TRIPS_A_BROWSER } from '@curbline/access';
import type { CustomerView, PlacedOrder, TripsHeld } from '@curbline/contracts/http';
import type { Problem } from '@curbline/contracts/problems';
import { PHONE_KEPT_MS } from '../src/phones/phone-trip.entity.js';
import { EndedRowsRepository } from '../src/scheduled/ended-rows.repository.js';
import { Browser } from './browser.js';
import type { Caller } from './caller.js';
import { TestSetup } from './test-setup.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

let setup: TestSetup;
let storeId: string;
let shop: Caller;
let phone: Browser;

beforeAll(async () => {
  setup = await TestSetup.open();
}, 120_000);
afterAll(() => setup.close());

beforeEach(async () => {
  setup.clock.advance(5 * 60_000);
  storeId = await setup.store();
  shop = await setup.shop([storeId]);
  phone = new Browser(setup);
});

const place = (more: Record<string, unknown> = {}) => setup.order(shop, storeId, more);
const open = (browser: Browser, link: string) =>
  browser.post<CustomerView & Problem>('/v1/link', { token: link.slice(link.indexOf('#') + 1) });
const stateOf = async (order: PlacedOrder['order']) =>
  (await phone.get<CustomerView>(`/v1/trips/${order.tripId}`)).body.trip.state;
const held = async (browser = phone) =>
  (await browser.get<TripsHeld>('/v1/trips')).body.trips.map(({ tripId }) => tripId);

describe('two links in one browser', () => {
  it('are two trips: what one says stays with it, however late the other was opened', async () => {
    const [one, two] = [await place(), await place()];
    await open(phone, one.link);
    await open(phone, two.link);
    expect((await phone.post(`/v1/trips/${one.order.tripId}/start`, { sharing: true })).status).toBe(200);
    expect([await stateOf(one.order), await stateOf(two.order)]).toEqual(['started', 'pending']);
    expect((await phone.post(`/v1/trips/${two.order.tripId}/here`, { bay: '2' })).status).toBe(200);
    expect([await stateOf(one.order), await stateOf(two.order)]).toEqual(['started', 'arrived']);
  });

  it('open nothing for each other: the cookie of one under the name of the other is nobody’s', async () => {
    const [one, two] = [await place(), await place()];
    await open(phone, one.link);
    await open(phone, two.link);
    const [nameOne, nameTwo] = [one, two].map(({ order }) => `curbline-trip-${order.tripId}`) as [
      string,
      string,
    ];
    const stolen = new Browser(setup);
    stolen.cookies.set(nameOne, phone.cookies.get(nameTwo) ?? '');
    expect((await stolen.get(`/v1/trips/${one.order.tripId}`)).status).toBe(401);
    expect((await stolen.get(`/v1/trips/${two.order.tripId}`)).status).toBe(401);
    expect(await held(stolen)).toEqual([]);
    expect((await phone.get(`/v1/trips/${randomUUID()}`)).status).toBe(401);
    expect((await phone.get(`/v1/trips/${one.order.tripId}'--`)).status).toBe(401);
  });

  it('end each for itself: one revoked, the other goes on', async () => {
    const [one, two] = [await place(), await place()];
    await open(phone, one.link);
    await open(phone, two.link);
    await shop.post(`/v1/orders/${one.order.id}/link/revoke`);
    const gone = await phone.get<Problem>(`/v1/trips/${one.order.tripId}`);
    expect([gone.status, gone.body.code, gone.body.reason]).toEqual([410, 'link-gone', 'revoked']);
    expect((await phone.get(`/v1/trips/${two.order.tripId}`)).status).toBe(200);
  });
});

describe('the orders of one browser', () => {
  it('are listed, the most urgent first, and a browser without any gets an empty list', async () => {
    expect(await held()).toEqual([]);
    const from = (days: number) => ({
      from: new Date(setup.clock.now() + days * DAY).toISOString(),
      to: new Date(setup.clock.now() + days * DAY + HOUR).toISOString(),
    });
    const orders: PlacedOrder['order'][] = [];
    for (const days of [3, 1, 2]) {
      const { order, link } = await place({ window: from(days), customer: { firstName: `Zoé ${days}` } });
      await open(phone, link);
      orders.push(order);
    }
    const [inThree, inOne, inTwo] = orders as [
      PlacedOrder['order'],
      PlacedOrder['order'],
      PlacedOrder['order'],
    ];
    expect(await held()).toEqual([inOne.tripId, inTwo.tripId, inThree.tripId]);
    await phone.post(`/v1/trips/${inTwo.tripId}/here`, {});
    const { body } = await phone.get<TripsHeld>('/v1/trips');
    expect(body.trips.map(({ tripId }) => tripId)).toEqual([inTwo.tripId, inOne.tripId, inThree.tripId]);
    expect(body.trips[0]).toMatchObject({ state: 'arrived', customerName: 'Zoé 2', store: { id: storeId } });
  });

  it(`are at most ${TRIPS_A_BROWSER}: then those that are over leave first, and the oldest next`, async () => {
    const all: PlacedOrder['order'][] = [];
    for (let i = 0; i < TRIPS_A_BROWSER; i += 1) {
      const { order, link } = await place();
      expect((await open(phone, link)).status).toBe(200);
      setup.clock.advance(1000);
      all.push(order);
    }
    expect(phone.cookies.size).toBe(TRIPS_A_BROWSER);
    expect(phone.cookieHeader().length).toBeLessThan(2_600);
    expect((await held()).length).toBe(TRIPS_A_BROWSER);
    await shop.post(`/v1/orders/${all[7]?.id}/cancel`);
    await open(phone, (await place()).link);
    await open(phone, (await place()).link);
    const names = [...phone.cookies.keys()];
    expect(names.length).toBe(TRIPS_A_BROWSER);
    expect(names).not.toContain(`curbline-trip-${all[7]?.tripId}`);
    expect(names).not.toContain(`curbline-trip-${all[0]?.tripId}`);
    expect(names).toContain(`curbline-trip-${all[1]?.tripId}`);
    // All of it is still one request within what Node and proxies take as a header.
    expect((await phone.get(`/v1/trips/${all[5]?.tripId}`)).status).toBe(200);
  });

  it('lose what has ended: those cookies are cleared with the next list and the next link', async () => {
    const [one, two, three] = [await place(), await place(), await place()];
    for (const { link } of [one, two]) await open(phone, link);
    await shop.post(`/v1/orders/${one.order.id}/link/revoke`);
    phone.cookies.set(`curbline-trip-${randomUUID()}`, `${storeId}.${newToken()}`);
    phone.cookies.set(`curbline-trip-${randomUUID()}`, 'nonsense');
    phone.cookies.set('curbline-trip-nonsense', 'nonsense');
    await open(phone, three.link);
    expect([...phone.cookies.keys()].toSorted()).toEqual(
      [
        `curbline-trip-${two.order.tripId}`,
        `curbline-trip-${three.order.tripId}`,
        'curbline-trip-nonsense',
      ].toSorted(),
    );
    await shop.post(`/v1/orders/${two.order.id}/link/revoke`);
    expect(await held()).toEqual([three.order.tripId]);
    expect(phone.cookies.size).toBe(2);
  });
});

describe('the one cookie that browsers held before', () => {
  /** As a browser has it that opened a link before each trip had its own cookie. */
  const oldBrowser = async (tripId: string, link: string): Promise<Browser> => {
    const browser = new Browser(setup);
    await open(browser, link);
    const value = browser.cookies.get(`curbline-trip-${tripId}`) ?? '';
    browser.cookies.clear();
    browser.cookies.set('curbline-trip', value);
    return browser;
  };

  it('becomes the cookie of its trip when the page is loaded again without the link', async () => {
    const { order, link } = await place();
    const browser = await oldBrowser(order.tripId, link);
    expect(await held(browser)).toEqual([order.tripId]);
    expect([...browser.cookies.keys()]).toEqual([`curbline-trip-${order.tripId}`]);
    expect((await browser.post(`/v1/trips/${order.tripId}/start`, {})).status).toBe(200);
  });

  it('does so too when the link of this trip, or of another, is opened', async () => {
    const [one, two] = [await place(), await place()];
    const browser = await oldBrowser(one.order.tripId, one.link);
    await open(browser, two.link);
    expect((await held(browser)).toSorted()).toEqual([one.order.tripId, two.order.tripId].toSorted());
    const again = await oldBrowser(one.order.tripId, one.link);
    await open(again, one.link);
    expect((await again.get(`/v1/trips/${one.order.tripId}`)).status).toBe(200);
    expect([...again.cookies.keys()]).toEqual([`curbline-trip-${one.order.tripId}`]);
  });

  it('is cleared when it holds no more', async () => {
    const { order, link } = await place();
    const browser = await oldBrowser(order.tripId, link);
    await shop.post(`/v1/orders/${order.id}/link/revoke`);
    expect(await held(browser)).toEqual([]);
    expect(browser.cookies.size).toBe(0);
  });
});

describe('a phone’s app', () => {
  it('is forgotten when it was connected with no trip for 90 days', async () => {
    const { order, link } = await place();
    await open(phone, link);
    const path = `/v1/trips/${order.tripId}/phone`;
    expect((await phone.put(path, { token: newToken() })).body).toMatchObject({ connected: 1 });
    const clean = () => new EndedRowsRepository().delete(setup.dataSource.manager, setup.clock.now());
    const connected = async (): Promise<number> => {
      const [row] = await setup.dataSource.query<{ n: number }[]>(
        'SELECT count(*)::int AS n FROM phone_trip WHERE trip_id = $1',
        [order.tripId],
      );
      return row?.n ?? 0;
    };
    setup.clock.advance(PHONE_KEPT_MS - HOUR);
    await clean();
    expect(await connected()).toBe(1);
    setup.clock.advance(2 * HOUR);
    await clean();
    expect(await connected()).toBe(0);
  });

  it('pushes out the one that was connected longest ago, when they are more than five', async () => {
    const { order, link } = await place();
    await open(phone, link);
    const path = `/v1/trips/${order.tripId}/phone`;
    for (const connected of [1, 2, 3, 4, 5, 5]) {
      setup.clock.advance(1000);
      expect((await phone.put(path, { token: newToken() })).body).toMatchObject({ connected });
    }
  });
});
