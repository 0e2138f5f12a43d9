/** Customers' links: what opens them, what ends them, and what must do neither. */
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { newToken } from '@curbline/access';
import type { CustomerLink, CustomerView, IssuedShopKey, ShopKeyView } from '@curbline/contracts/http';
import type { Problem } from '@curbline/contracts/problems';
import { inTransaction } from '@curbline/database';
import { OrdersRepository } from '../src/pickups/orders.repository.js';
import { TripLinksRepository } from '../src/pickups/trip-links.repository.js';
import { LINK_LIFE_WITHOUT_WINDOW_MS } from '@curbline/domain/trip';
import { TripLinksService } from '../src/pickups/trip-links.service.js';
import { createShopKey, revokeShopKey } from '../src/shops/shop-keys.repository.js';
import { Browser } from './browser.js';
import { World } from './world.js';

const HOURS = 3_600_000;

let world: World;
let storeId: string;
let tripId: string;
/** What stands behind the link's `#`: the store, a dot, the token. */
let secret: string;

beforeAll(async () => {
  world = await World.open();
}, 120_000);
afterAll(() => world.close());

beforeEach(async () => {
  world.clock.advance(5 * 60_000);
  storeId = await world.store();
  const placed = await world.order(await world.shop([storeId]), storeId);
  tripId = placed.order.tripId;
  secret = secretOf(placed.link);
});

const secretOf = (link: string): string => link.slice(link.indexOf('#') + 1);
const tokenOf = (fragment: string): string => fragment.slice(fragment.indexOf('.') + 1);
const revokeLinks = () =>
  world.dataSource.transaction((manager) =>
    new TripLinksRepository().revoke(manager, storeId, tripId, world.clock.now()),
  );
const open = (browser: Browser, fragment: string) =>
  browser.post<CustomerView & Problem>('/v1/link', { token: fragment });

describe('a customer’s link', () => {
  it('names its store, so that it is looked up there, and is kept nowhere in clear', async () => {
    expect(secret).toBe(`${storeId}.${tokenOf(secret)}`);
    expect(tokenOf(secret)).toMatch(/^[A-Za-z0-9_-]{22}$/);
    await open(new Browser(world), secret);
    for (const table of ['trip_link', 'customer_session', 'store_event', 'idempotency_key']) {
      const rows = await world.dataSource.query(`SELECT * FROM ${table}`);
      expect(JSON.stringify(rows)).not.toContain(tokenOf(secret));
    }
  });

  it('opens the trip on this browser, again on reload without a second session, and on another phone', async () => {
    const [phone, other] = [new Browser(world), new Browser(world)];
    const answer = await open(phone, secret);
    expect(answer.status).toBe(200);
    expect(answer.body.tripId).toBe(tripId);
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(String(answer.headers['set-cookie'])).toMatch(
      new RegExp(`^curbline-trip-${tripId}=.*HttpOnly; SameSite=Lax$`),
    );
    expect((await open(phone, secret)).headers['set-cookie']).toBeUndefined();
    expect((await open(other, secret)).status).toBe(200);
    expect((await phone.get('trip')).status).toBe(200);
    const stranger = new Browser(world);
    stranger.tripId = tripId;
    expect((await stranger.get('trip')).status).toBe(401);
  });

  it('changes nothing when a bot previews it, twenty times', async () => {
    const counts = () =>
      world.dataSource.query(`SELECT (SELECT count(*) FROM customer_session)::int AS sessions,
        (SELECT count(*) FROM store_event)::int AS events, (SELECT max(version) FROM trip)::int AS version`);
    const before = await counts();
    for (let i = 0; i < 20; i += 1) {
      expect((await new Browser(world).get(`/v1/link?token=${secret}`)).status).toBe(405);
      expect((await new Browser(world).get(`/p/${secret}`)).status).toBe(404);
    }
    expect(await counts()).toEqual(before);
    expect((await open(new Browser(world), secret)).status).toBe(200);
  });

  it('that nobody issued is unknown; after sixty the address hears no more, and right ones open all the same', async () => {
    const guesser = new Browser(world, '198.51.100.9');
    for (let i = 0; i < 60; i += 1) {
      const answer = await open(guesser, newToken());
      expect([answer.status, answer.body.code]).toEqual([404, 'link-unknown']);
    }
    const stopped = await open(guesser, newToken());
    expect([stopped.status, Number(stopped.headers['retry-after'])]).toEqual([429, expect.any(Number)]);
    expect((await open(guesser, secret)).status).toBe(200);
    const later = Date.now() + 61_000;
    const now = jest.spyOn(Date, 'now').mockReturnValue(later);
    expect((await open(guesser, newToken())).status).toBe(404);
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
    const answer = await new Browser(world).post<Problem>('/v1/link', { token: bad });
    expect([answer.status, answer.body.errors?.[0]?.field]).toEqual([400, 'token']);
  });

  it('without a window ends after seven days, and so do its sessions', async () => {
    const phone = new Browser(world);
    await open(phone, secret);
    world.clock.advance(LINK_LIFE_WITHOUT_WINDOW_MS - 1000);
    expect((await phone.get('trip')).status).toBe(200);
    world.clock.advance(1000);
    expect((await phone.get('trip')).status).toBe(410);
    const answer = await open(new Browser(world), secret);
    expect([answer.status, answer.body.code]).toEqual([410, 'link-gone']);
  });

  it('ends two hours after the trip closed', async () => {
    const phone = new Browser(world);
    await open(phone, secret);
    await inTransaction(world.dataSource, async (manager) =>
      new TripLinksRepository().expire(manager, storeId, tripId, world.clock.now()),
    );
    world.clock.advance(2 * HOURS - 1000);
    expect((await phone.get('trip')).status).toBe(200);
    world.clock.advance(1000);
    expect((await phone.get('trip')).status).toBe(410);
    expect((await open(phone, secret)).status).toBe(410);
  });

  it('revoked, ends within five seconds on every phone; a new one of the same trip works', async () => {
    const phone = new Browser(world);
    await open(phone, secret);
    await revokeLinks();
    world.clock.advance(5000);
    expect((await phone.get('trip')).status).toBe(410);
    expect((await open(phone, secret)).status).toBe(410);
    const again = await inTransaction(world.dataSource, async (manager) => {
      const orders = await new OrdersRepository().findByTrips(manager, storeId, [tripId]);
      const links = world.app.get(TripLinksService, { strict: false });
      return links.issue({ manager, now: world.clock.now() }, { storeId, id: tripId }, orders);
    });
    expect((await open(phone, secretOf(again))).body.tripId).toBe(tripId);
  });

  it('is re-issued to who lost it, and the first goes on; revoked, all end, and only then a new one opens', async () => {
    const shop = await world.shop([storeId]);
    const { order, link } = await world.order(shop, storeId);
    const first = secretOf(link);
    const again = await shop.post<CustomerLink>(`/v1/orders/${order.id}/link`, undefined, 'again-1');
    expect(again.status).toBe(201);
    const second = secretOf(again.body.customerLink);
    expect(second).not.toBe(first);
    const repeated = await shop.post<CustomerLink>(`/v1/orders/${order.id}/link`, undefined, 'again-1');
    expect(repeated.body).toEqual(again.body);
    const [one, two] = [new Browser(world), new Browser(world)];
    expect((await open(one, first)).body.tripId).toBe(order.tripId);
    expect((await open(two, second)).body.tripId).toBe(order.tripId);
    expect((await shop.post(`/v1/orders/${order.id}/link/revoke`)).status).toBe(204);
    expect([(await one.get('trip')).status, (await two.get('trip')).status]).toEqual([410, 410]);
    expect([(await open(one, first)).status, (await open(two, second)).status]).toEqual([410, 410]);
    const boss = await world.manager(storeId);
    const byManager = await boss.post<CustomerLink>(`/v1/stores/${storeId}/orders/${order.id}/link`);
    expect((await open(one, secretOf(byManager.body.customerLink))).status).toBe(200);
    expect((await boss.post(`/v1/stores/${storeId}/orders/${order.id}/link/revoke`)).status).toBe(204);
    expect((await one.get('trip')).status).toBe(410);
  });

  it('is re-issued by nobody else, and not once the trip is over', async () => {
    const shop = await world.shop([storeId]);
    const { order } = await world.order(shop, storeId);
    const other = await world.store();
    const stranger = await world.shop([other]);
    for (const path of ['link', 'link/revoke']) {
      expect((await stranger.post(`/v1/orders/${order.id}/${path}`)).body.code).toBe('order-unknown');
      const boss = await world.manager(other);
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
      await world.app.inject({
        method: 'POST',
        url: '/v1/link',
        payload: { token: fragment },
        remoteAddress: address,
      });
      return performance.now() - startedAt;
    };
    // One that ended; another token of its store; of another store; of none; and without a store.
    const other = await world.store();
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

describe('a shop’s key', () => {
  const asks = (key: string, address = '192.0.2.1') =>
    world.app.inject({
      url: '/v1/orders/00000000-0000-4000-8000-000000000000',
      headers: { authorization: `Bearer ${key}` },
      remoteAddress: address,
    });

  it('opens its stores only, until it is revoked', async () => {
    const now = world.clock.now();
    const { id, key } = await world.dataSource.transaction((manager) =>
      createShopKey(manager, { shopId: 'shop-1', name: 'Boutique', storeIds: [storeId] }, now),
    );
    expect((await asks(key)).statusCode).toBe(404);
    const other = await world.store();
    const answer = await world.app.inject({
      method: 'POST',
      url: '/v1/orders',
      headers: { authorization: `Bearer ${key}`, 'idempotency-key': 'k-1' },
      payload: { storeId: other, customer: { firstName: 'Zoé' } },
    });
    expect([403, 404]).toContain(answer.statusCode);
    await world.dataSource.transaction((manager) => revokeShopKey(manager, id, now));
    world.clock.advance(2000);
    expect((await asks(key)).statusCode).toBe(401);
  });

  it('wrong ones are held against the address, right ones still pass', async () => {
    const { key } = await world.dataSource.transaction((manager) =>
      createShopKey(manager, { shopId: 'shop-2', name: 'Boutique', storeIds: null }, world.clock.now()),
    );
    for (let i = 0; i < 60; i += 1)
      expect((await asks(`cbk_${'x'.repeat(32)}`, '192.0.2.7')).statusCode).toBe(401);
    expect((await asks(`cbk_${'x'.repeat(32)}`, '192.0.2.7')).statusCode).toBe(429);
    expect((await asks(key, '192.0.2.7')).statusCode).toBe(404);
  });

  it('is made, listed and revoked by an admin alone; its secret is told once', async () => {
    const admin = await world.manager(null);
    const wish = { shopId: 'boutique', name: 'Boutique', storeIds: [storeId] };
    const made = await admin.post<IssuedShopKey>('/v1/shop-keys', wish);
    expect(made.status).toBe(201);
    expect((await asks(made.body.key)).statusCode).toBe(404);
    const listed = await admin.get<ShopKeyView[]>('/v1/shop-keys');
    expect(listed.body).toContainEqual(
      expect.objectContaining({ ...wish, id: made.body.id, revokedAt: null }),
    );
    expect(JSON.stringify(listed.body)).not.toContain(made.body.key);
    expect((await admin.post(`/v1/shop-keys/${made.body.id}/revoke`)).body.revokedAt).toBe(world.clock.iso());
    expect((await asks(made.body.key)).statusCode).toBe(401);

    expect((await admin.post('/v1/shop-keys', { ...wish, storeIds: ['nowhere'] })).body.code).toBe(
      'store-unknown',
    );
    const unknown = '00000000-0000-4000-8000-000000000000';
    expect((await admin.post(`/v1/shop-keys/${unknown}/revoke`)).status).toBe(404);
    const boss = await world.manager(storeId);
    expect((await boss.get('/v1/shop-keys')).status).toBe(403);
    expect((await boss.post('/v1/shop-keys', wish)).status).toBe(403);
    expect((await boss.post(`/v1/shop-keys/${made.body.id}/revoke`)).status).toBe(403);
  });
});
