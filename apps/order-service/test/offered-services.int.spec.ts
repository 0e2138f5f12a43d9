/** Which services a store offers: an order of another is refused wherever it comes from, and those that are there are served. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CustomerView, OrderView, PlacedOrder, StoreView } from '@curbline/contracts/http';
import type { Problem } from '@curbline/contracts/problems';
import type { Caller } from './caller.js';
import { ShopWorld } from './shop-world.js';
import type { TestSetup } from './test-setup.js';
import { CONFLUENCE, wooHeaders, wooOrder } from './woo-orders.js';

const USUAL = ['curbside', 'walk_in', 'drive_through'];
const ZOE = { firstName: 'Zoé' };

let world: ShopWorld;
let setup: TestSetup;
let shop: Caller;
beforeAll(async () => {
  world = await ShopWorld.open();
  ({ setup } = world);
  shop = await setup.shop();
}, 120_000);
afterAll(() => world.close());

const storeOf = async (storeId: string) => (await world.admin.get<StoreView>(`/v1/stores/${storeId}`)).body;
const change = async (storeId: string, settings: object) =>
  setup
    .caller({ ...world.admin.headers, 'if-match': `"${(await storeOf(storeId)).version}"` })
    .patch<StoreView & Problem>(`/v1/stores/${storeId}`, settings);
const place = (storeId: string, more: object, key?: string) =>
  shop.post<PlacedOrder & Problem>('/v1/orders', { storeId, customer: ZOE, ...more }, key);

/** What an order would have left behind. */
const written = async (storeId: string) => {
  const counted = ['pickup_order', 'trip', 'trip_link', 'contact', 'store_event'].map(
    (table) => `SELECT '${table}' AS name, count(*)::int AS rows FROM ${table} WHERE store_id = $1`,
  );
  return setup.dataSource.query<object[]>(counted.join(' UNION ALL '), [storeId]);
};

describe('a store that never said what it offers', () => {
  it.each(USUAL)('takes an order of %s', async (service) => {
    const storeId = await setup.store();
    expect((await storeOf(storeId)).settings.services).toBeUndefined();
    const { status, body } = await place(storeId, { service });
    expect([status, body.order.service]).toEqual([201, service]);
  });
});

describe('the services of a store', () => {
  it('are among its settings, one of them at least and each once', async () => {
    const storeId = await setup.store();
    const changed = await change(storeId, { services: ['walk_in', 'curbside'] });
    expect([changed.status, changed.body.settings.services]).toEqual([200, ['walk_in', 'curbside']]);
    for (const services of [[], ['walk_in', 'walk_in'], ['by_balloon'], null]) {
      const { status, body } = await change(storeId, { services });
      const [field] = body.errors?.map((error) => error.field) ?? [];
      expect([status, field]).toEqual([400, expect.stringMatching(/^services(\[0\])?$/)]);
    }
    expect((await storeOf(storeId)).settings.services).toEqual(['walk_in', 'curbside']);
    const none = setup.dataSource.query(`UPDATE store SET services = '{}' WHERE id = $1`, [storeId]);
    await expect(none).rejects.toThrow('store_services_check');
  });

  it.each(['service', 'pickupType'])(
    'refuse an order whose %s is another, and nothing is written',
    async (name) => {
      const storeId = await setup.store({ services: ['walk_in', 'drive_through'] });
      const before = await written(storeId);
      const wish = {
        [name]: 'curbside',
        externalId: `42-${name}`,
        reference: '42',
        customer: { ...ZOE, phone: '+33639980001' },
      };
      const refused = await place(storeId, wish);
      expect(refused.status).toBe(422);
      expect(refused.body).toMatchObject({
        code: 'service-not-offered',
        errors: [
          {
            field: 'service',
            message: expect.stringMatching(
              /^the store offers walk_in, drive_through and not curbside: send one/,
            ),
          },
        ],
      });
      const french = setup.caller({ ...shop.headers, 'accept-language': 'fr' });
      const { body } = await french.post<Problem>('/v1/orders', {
        storeId,
        customer: ZOE,
        [name]: 'curbside',
      });
      expect(body.errors?.[0]?.message).toMatch(
        /^le magasin propose walk_in, drive_through et non curbside\u00a0: envoyez/,
      );
      expect(await written(storeId)).toEqual(before);
      // The remedy works: the same order in a way that the store has.
      const offered = await place(storeId, { ...wish, [name]: 'walk_in' });
      expect([offered.status, offered.body.order.service]).toEqual([201, 'walk_in']);
    },
  );

  it('say what an order is of for which nobody named one', async () => {
    const storeId = await setup.store({ services: ['drive_through', 'walk_in'] });
    expect((await place(storeId, {})).body.order.service).toBe('walk_in');
    const manager = await setup.manager(storeId);
    const tried = await manager.post<PlacedOrder>(`/v1/stores/${storeId}/test-orders`);
    expect([tried.status, tried.body.order.service]).toEqual([201, 'walk_in']);
  });

  it('leave an order alone whose service is switched off later: it is read, repeated, served', async () => {
    const storeId = await setup.store({ counters: [{ label: 'C1' }] });
    const wish = { service: 'walk_in', externalId: 'kept-7', state: 'ready' };
    const first = await place(storeId, wish);
    expect((await change(storeId, { services: ['curbside'] })).status).toBe(200);
    expect((await place(storeId, { service: 'walk_in' })).status).toBe(422);
    const again = await place(storeId, wish);
    expect([again.status, again.body.order.id]).toEqual([201, first.body.order.id]);
    const { id } = first.body.order;
    const at = (ms: number): string => new Date(setup.clock.now() + ms).toISOString();
    const moved = { window: { from: at(60_000), to: at(3_600_000) } };
    expect((await shop.patch<OrderView>(`/v1/orders/${id}`, moved)).status).toBe(200);
    const customer = await setup.customer(first.body.customerLink);
    const view = (await customer.get<CustomerView>('trip')).body;
    expect([view.service, view.store.bays]).toEqual(['walk_in', ['C1']]);
    expect((await customer.post('trip/here', { bay: 'C1' })).status).toBe(200);
    const lea = await setup.staff(storeId, 'Léa');
    const given = { proof: 'none', reason: 'phone_empty' };
    const done = await lea.post(`/v1/stores/${storeId}/orders/${id}/hand-over`, given);
    expect(done.status).toBe(200);
  });
});

describe('an order of a connected shop, which names no service', () => {
  it('is of the first that its store offers, and none is held for it', async () => {
    const storeId = await setup.store({ services: ['walk_in'] });
    const connected = await world.connect({ kind: 'woocommerce' });
    for (const id of [1, 2]) {
      const body = JSON.stringify(wooOrder({ id, at: '2026-03-11T08:00:00' }));
      await world.send(connected.id, body, wooHeaders(body, connected.signingKey ?? ''));
    }
    await world.applied();
    const { heldOrders } = await world.map(connected.id, CONFLUENCE.name, storeId);
    const services = await setup.dataSource.query<object[]>(
      'SELECT pickup_type AS service FROM pickup_order WHERE shop_id = $1',
      [connected.id],
    );
    expect([heldOrders, services]).toEqual([[], [{ service: 'walk_in' }, { service: 'walk_in' }]]);
  });
});

describe('a file of stores', () => {
  const HEAD = 'id;name;address;phone;time_zone;latitude;longitude;monday;services';
  const row = (services: string) =>
    `on-foot;Halle;1 rue de la Halle;+33 4 00 00 00 00;Europe/Paris;45.7606;4.8571;9h-19h;${services}`;
  const send = (services: string) =>
    setup.app.inject({
      method: 'POST',
      url: '/v1/imports',
      headers: { ...world.admin.headers, 'content-type': 'text/csv' },
      payload: [HEAD, row(services)].join('\n'),
    });

  it('says what they offer, and is refused row by row where that cannot be', async () => {
    await send('walk_in, drive_through');
    const { services } = (await storeOf('on-foot')).settings;
    expect(services).toEqual(['walk_in', 'drive_through']);
    expect((await send('by_balloon')).body).toContain('"outcome":"refused"');
    expect((await send('')).body).toContain('"outcome":"unchanged"');
    expect((await storeOf('on-foot')).settings.services).toEqual(services);
  });
});
