/** Several orders in one browser: each has its own cookie, and no request ends up with another's trip. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { hashToken, newToken, TRIPS_A_BROWSER } from '@curbline/access';
import type { CustomerView, PlacedOrder, TripsHeld } from '@curbline/contracts/http';
import type { Problem } from '@curbline/contracts/problems';
import { Browser } from './browser.js';
import { type Caller, World } from './world.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

let world: World;
let storeId: string;
let shop: Caller;
let phone: Browser;

beforeAll(async () => {
  world = await World.open();
}, 120_000);
afterAll(() => world.close());

beforeEach(async () => {
  world.clock.advance(5 * 60_000);
  storeId = await world.store();
  shop = await world.shop([storeId]);
  phone = new Browser(world);
});

const place = (more: Record<string, unknown> = {}) => world.order(shop, storeId, more);
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
    const stolen = new Browser(world);
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
      from: new Date(world.clock.now() + days * DAY).toISOString(),
      to: new Date(world.clock.now() + days * DAY + HOUR).toISOString(),
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
      world.clock.advance(1000);
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
    const browser = new Browser(world);
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

describe('the life of a link', () => {
  const windowIn = (days: number) => ({
    window: {
      from: new Date(world.clock.now() + days * DAY).toISOString(),
      to: new Date(world.clock.now() + days * DAY + HOUR).toISOString(),
    },
  });

  it('reaches past a window in nine days, and says whom to call when it has run out', async () => {
    const { order, link } = await place(windowIn(9));
    await open(phone, link);
    world.clock.advance(9 * DAY + 20 * HOUR);
    expect((await phone.get(`/v1/trips/${order.tripId}`)).status).toBe(200);
    expect((await open(new Browser(world), link)).status).toBe(200);
    world.clock.advance(6 * HOUR);
    for (const answer of [
      await open(new Browser(world), link),
      await phone.get<Problem>(`/v1/trips/${order.tripId}`),
    ]) {
      expect([answer.status, answer.body.code, answer.body.reason]).toEqual([410, 'link-gone', 'expired']);
      expect(answer.body.store).toEqual({ name: 'Halle de la Tête', phone: '+33 4 00 00 00 00' });
    }
  });

  it('goes on when a hand-over is taken back, and the trip with it', async () => {
    const { order, link } = await place({ ...windowIn(0), state: 'ready' });
    await open(phone, link);
    const lea = await world.staff(storeId, 'Léa');
    const act = (command: string, body: object = {}) =>
      lea.post(`/v1/stores/${storeId}/orders/${order.id}/${command}`, body);
    expect((await act('hand-over', { proof: 'none', reason: 'known_customer' })).status).toBe(200);
    world.clock.advance(60_000);
    expect((await act('recall')).status).toBe(200);
    world.clock.advance(3 * HOUR);
    expect((await phone.get(`/v1/trips/${order.tripId}`)).status).toBe(200);
  });

  it('ends two hours after the trip, and the answer says that it is over', async () => {
    const { order, link } = await place(windowIn(9));
    await open(phone, link);
    await shop.post(`/v1/orders/${order.id}/cancel`);
    world.clock.advance(2 * HOUR - 1000);
    expect((await phone.get(`/v1/trips/${order.tripId}`)).status).toBe(200);
    world.clock.advance(2000);
    expect((await open(phone, link)).body).toMatchObject({ code: 'link-gone', reason: 'ended' });
    // A link that nobody issued says nothing of any store.
    const unknown = await open(phone, `#${storeId}.${newToken()}`);
    expect([unknown.status, unknown.body.store]).toEqual([404, undefined]);
  });
});

describe('taking back all links', () => {
  it('ends the sharing at once, tells the store, and a new link starts without it', async () => {
    const { order, link } = await place();
    await open(phone, link);
    await phone.post(`/v1/trips/${order.tripId}/start`, { sharing: true });
    await shop.post(`/v1/orders/${order.id}/link/revoke`);
    const told = await world.log.latestOfTrip(storeId, order.tripId);
    expect([told?.type, told?.payload.card?.trip.sharing]).toEqual(['sharing_stopped', 'stopped']);
    expect(told?.actor.kind).toBe('shop');
    const again = await shop.post<{ customerLink: string }>(`/v1/orders/${order.id}/link`);
    const other = new Browser(world);
    expect((await open(other, again.body.customerLink)).body.trip.sharing).toBe('stopped');
    // Once more is harmless, and a trip that never shared is told nothing.
    expect((await shop.post(`/v1/orders/${order.id}/link/revoke`)).status).toBe(204);
    expect((await world.log.latestOfTrip(storeId, order.tripId))?.seq).toBe(told?.seq);
  });

  it('by a manager does the same', async () => {
    const { order, link } = await place();
    await open(phone, link);
    await phone.post(`/v1/trips/${order.tripId}/start`, { sharing: true });
    const boss = await world.manager(storeId);
    await boss.post(`/v1/stores/${storeId}/orders/${order.id}/link/revoke`);
    const told = await world.log.latestOfTrip(storeId, order.tripId);
    expect([told?.type, told?.actor.kind]).toEqual(['sharing_stopped', 'staff']);
  });
});

describe('links issued before they lived as long as their window', () => {
  it('were given their time by the migration', async () => {
    const { LinksByWindow1767226200000 } = await import('../src/migrations/before-0.1/09-links-by-window.js');
    const { order, link } = await place({
      window: {
        from: new Date(world.clock.now() + 9 * DAY).toISOString(),
        to: new Date(world.clock.now() + 9 * DAY + HOUR).toISOString(),
      },
    });
    await open(phone, link);
    const runner = world.dataSource.createQueryRunner();
    const soon = new Date(world.clock.now() + 7 * DAY);
    for (const table of ['trip_link', 'customer_session'])
      await runner.query(`UPDATE ${table} SET expires_at = $1 WHERE trip_id = $2`, [soon, order.tripId]);
    await runner.query('DROP INDEX customer_session_of_trip');
    await new LinksByWindow1767226200000().up(runner);
    const rows: { expires_at: Date }[] = await runner.query(
      'SELECT expires_at FROM trip_link WHERE token_hash = $1 UNION ALL SELECT expires_at FROM customer_session WHERE trip_id = $2',
      [hashToken(link.slice(link.lastIndexOf('.') + 1)), order.tripId],
    );
    await runner.release();
    expect(rows.map(({ expires_at }) => expires_at.getTime() - world.clock.now())).toEqual([
      10 * DAY + HOUR,
      10 * DAY + HOUR,
    ]);
  });
});
