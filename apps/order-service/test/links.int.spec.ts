/** Customers' links: what opens them, what ends them, and what must do neither. */
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { newToken } from '@curbline/access';
import type { CustomerLink, CustomerView } from '@curbline/contracts/http';
import type { Problem } from '@curbline/contracts/problems';
import { inTransaction } from '@curbline/database';
import { OrdersRepository } from '../src/pickups/orders.repository.js';
import { TripLinksRepository } from '../src/pickups/trip-links.repository.js';
import { LINK_LIFE_WITHOUT_WINDOW_MS } from '@curbline/domain/trip';
import { TripLinksService } from '../src/pickups/trip-links.service.js';
import { Browser } from './browser.js';
import { TestSetup } from './test-setup.js';

const HOURS = 3_600_000;

let setup: TestSetup;
let storeId: string;
let tripId: string;
/** What stands behind the link's `#`: the store, a dot, the token. */
let secret: string;

beforeAll(async () => {
  setup = await TestSetup.open();
}, 120_000);
afterAll(() => setup.close());

beforeEach(async () => {
  setup.clock.advance(5 * 60_000);
  storeId = await setup.store();
  const placed = await setup.order(await setup.shop([storeId]), storeId);
  tripId = placed.order.tripId;
  secret = secretOf(placed.link);
});

const secretOf = (link: string): string => link.slice(link.indexOf('#') + 1);
const tokenOf = (fragment: string): string => fragment.slice(fragment.indexOf('.') + 1);
const revokeLinks = () =>
  setup.dataSource.transaction((manager) =>
    new TripLinksRepository().revoke(manager, storeId, tripId, setup.clock.now()),
  );
const open = (browser: Browser, fragment: string) =>
  browser.post<CustomerView & Problem>('/v1/link', { token: fragment });

describe('a customer’s link', () => {
  it('names its store, so that it is looked up there, and is kept nowhere in clear', async () => {
    expect(secret).toBe(`${storeId}.${tokenOf(secret)}`);
    expect(tokenOf(secret)).toMatch(/^[A-Za-z0-9_-]{22}$/);
    await open(new Browser(setup), secret);
    for (const table of ['trip_link', 'customer_session', 'store_event', 'idempotency_key']) {
      const rows = await setup.dataSource.query(`SELECT * FROM ${table}`);
      expect(JSON.stringify(rows)).not.toContain(tokenOf(secret));
    }
  });

  it('opens the trip on this browser, again on reload without a second session, and on another phone', async () => {
    const [phone, other] = [new Browser(setup), new Browser(setup)];
    const response = await open(phone, secret);
    expect(response.status).toBe(200);
    expect(response.body.tripId).toBe(tripId);
    expect(response.headers['cache-control']).toBe('no-store');
    expect(String(response.headers['set-cookie'])).toMatch(
      new RegExp(`^curbline-trip-${tripId}=.*HttpOnly; SameSite=Lax$`),
    );
    expect((await open(phone, secret)).headers['set-cookie']).toBeUndefined();
    expect((await open(other, secret)).status).toBe(200);
    expect((await phone.get('trip')).status).toBe(200);
    const stranger = new Browser(setup);
    stranger.tripId = tripId;
    expect((await stranger.get('trip')).status).toBe(401);
  });

  it('changes nothing when a bot previews it, twenty times', async () => {
    const counts = () =>
      setup.dataSource.query(`SELECT (SELECT count(*) FROM customer_session)::int AS sessions,
        (SELECT count(*) FROM store_event)::int AS events, (SELECT max(version) FROM trip)::int AS version`);
    const before = await counts();
    for (let i = 0; i < 20; i += 1) {
      expect((await new Browser(setup).get(`/v1/link?token=${secret}`)).status).toBe(405);
      expect((await new Browser(setup).get(`/p/${secret}`)).status).toBe(404);
    }
    expect(await counts()).toEqual(before);
    expect((await open(new Browser(setup), secret)).status).toBe(200);
  });

  it('that nobody issued is unknown; after sixty the address hears no more, and right ones open all the same', async () => {
    const stranger = new Browser(setup, '198.51.100.9');
    for (let i = 0; i < 60; i += 1) {
      const response = await open(stranger, newToken());
      expect([response.status, response.body.code]).toEqual([404, 'link-unknown']);
    }
    const stopped = await open(stranger, newToken());
    expect([stopped.status, Number(stopped.headers['retry-after'])]).toEqual([429, expect.any(Number)]);
    expect((await open(stranger, secret)).status).toBe(200);
    const later = Date.now() + 61_000;
    const now = vi.spyOn(Date, 'now').mockReturnValue(later);
    expect((await open(stranger, newToken())).status).toBe(404);
    now.mockRestore();
  });

  it.each([
    '',
    'short',
    'x'.repeat(65),
    'a b'.repeat(10),
    'lyon.short',
    `LYON.${'x'.repeat(22)}`,
    `.${'x'.repeat(22)}`,
    `lyon.2.${'x'.repeat(22)}`,
    `${'s'.repeat(41)}.${'x'.repeat(22)}`,
    `' OR 1=1 --.${'x'.repeat(22)}`,
    42,
    null,
  ])('that is %p is refused by its shape', async (bad) => {
    const response = await new Browser(setup).post<Problem>('/v1/link', { token: bad });
    expect([response.status, response.body.errors?.[0]?.field]).toEqual([400, 'token']);
  });

  it('without a window ends after seven days, and so do its sessions', async () => {
    const phone = new Browser(setup);
    await open(phone, secret);
    setup.clock.advance(LINK_LIFE_WITHOUT_WINDOW_MS - 1000);
    expect((await phone.get('trip')).status).toBe(200);
    setup.clock.advance(1000);
    expect((await phone.get('trip')).status).toBe(410);
    const response = await open(new Browser(setup), secret);
    expect([response.status, response.body.code]).toEqual([410, 'link-gone']);
  });

  it('ends two hours after the trip closed', async () => {
    const phone = new Browser(setup);
    await open(phone, secret);
    await inTransaction(setup.dataSource, async (manager) =>
      new TripLinksRepository().expire(manager, storeId, tripId, setup.clock.now()),
    );
    setup.clock.advance(2 * HOURS - 1000);
    expect((await phone.get('trip')).status).toBe(200);
    setup.clock.advance(1000);
    expect((await phone.get('trip')).status).toBe(410);
    expect((await open(phone, secret)).status).toBe(410);
  });

  it('revoked, ends within five seconds on every phone; a new one of the same trip works', async () => {
    const phone = new Browser(setup);
    await open(phone, secret);
    await revokeLinks();
    setup.clock.advance(5000);
    expect((await phone.get('trip')).status).toBe(410);
    expect((await open(phone, secret)).status).toBe(410);
    const again = await inTransaction(setup.dataSource, async (manager) => {
      const orders = await new OrdersRepository().findByTrips(manager, storeId, [tripId]);
      const links = setup.app.get(TripLinksService, { strict: false });
      return links.issue({ manager, now: setup.clock.now() }, { storeId, id: tripId }, orders);
    });
    expect((await open(phone, secretOf(again))).body.tripId).toBe(tripId);
  });

  it('is re-issued to who lost it, and the first goes on; revoked, all end, and only then a new one opens', async () => {
    const shop = await setup.shop([storeId]);
    const { order, link } = await setup.order(shop, storeId);
    const first = secretOf(link);
    const again = await shop.post<CustomerLink>(`/v1/orders/${order.id}/link`, undefined, 'again-1');
    expect(again.status).toBe(201);
    const second = secretOf(again.body.customerLink);
    expect(second).not.toBe(first);
    const repeated = await shop.post<CustomerLink>(`/v1/orders/${order.id}/link`, undefined, 'again-1');
    expect(repeated.body).toEqual(again.body);
    const [one, two] = [new Browser(setup), new Browser(setup)];
    expect((await open(one, first)).body.tripId).toBe(order.tripId);
    expect((await open(two, second)).body.tripId).toBe(order.tripId);
    expect((await shop.post(`/v1/orders/${order.id}/link/revoke`)).status).toBe(204);
    expect([(await one.get('trip')).status, (await two.get('trip')).status]).toEqual([410, 410]);
    expect([(await open(one, first)).status, (await open(two, second)).status]).toEqual([410, 410]);
    const boss = await setup.manager(storeId);
    const byManager = await boss.post<CustomerLink>(`/v1/stores/${storeId}/orders/${order.id}/link`);
    expect((await open(one, secretOf(byManager.body.customerLink))).status).toBe(200);
    expect((await boss.post(`/v1/stores/${storeId}/orders/${order.id}/link/revoke`)).status).toBe(204);
    expect((await one.get('trip')).status).toBe(410);
  });

  it('is re-issued by nobody else, and not once the trip is over', async () => {
    const shop = await setup.shop([storeId]);
    const { order } = await setup.order(shop, storeId);
    const other = await setup.store();
    const stranger = await setup.shop([other]);
    for (const path of ['link', 'link/revoke']) {
      expect((await stranger.post(`/v1/orders/${order.id}/${path}`)).body.code).toBe('order-unknown');
      const boss = await setup.manager(other);
      expect((await boss.post(`/v1/stores/${other}/orders/${order.id}/${path}`)).body.code).toBe(
        'order-unknown',
      );
      expect((await boss.post(`/v1/stores/${storeId}/orders/${order.id}/${path}`)).status).toBe(403);
    }
    expect((await shop.post(`/v1/orders/${order.id}/cancel`)).status).toBe(200);
    expect((await shop.post(`/v1/orders/${order.id}/link`)).body.code).toBe('not-possible-now');
  });

  it('takes as long to refuse one that ended as one that never was, within 5 ms at the median', async () => {
    const timed = async (fragment: string, address: string): Promise<number> => {
      const startedAt = performance.now();
      await setup.app.inject({
        method: 'POST',
        url: '/v1/link',
        payload: { token: fragment },
        remoteAddress: address,
      });
      return performance.now() - startedAt;
    };
    // One that ended; another token of its store; of another store; of none; and without a store.
    const other = await setup.store();
    const fragments: (() => string)[] = [
      () => secret,
      () => `${storeId}.${newToken()}`,
      () => `${other}.${tokenOf(secret)}`,
      () => `no-such-store.${newToken()}`,
      newToken,
    ];
    const times = fragments.map((): number[] => []);
    await revokeLinks();
    for (let i = 0; i < 60; i += 1) {
      for (const [kind, next] of fragments.entries()) times[kind]!.push(await timed(next(), `10.0.${i}.1`));
    }
    const medians = times.map((of) => of.toSorted((a, b) => a - b)[of.length >> 1]!);
    expect(Math.max(...medians) - Math.min(...medians)).toBeLessThan(5);
  });
});
