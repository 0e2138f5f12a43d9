/** Shopify and Square; a part of shop-connections.int.spec.ts, on its database. */
import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { ShopWorld } from './shop-world.js';

export interface Shops {
  readonly world: ShopWorld;
  readonly lyon: string;
  readonly villeurbanne: string;
}

/** @param shops what the spec has opened, once it has. */
export function otherShops(shops: () => Shops): void {
  shopify(shops);
  square(shops);
}

function shopify(shops: () => Shops): void {
  describe('Shopify', () => {
    const world = () => shops().world;
    const rest = (id: number, at: string, more: object = {}) => ({
      id,
      name: `#${id}`,
      updated_at: at,
      cancelled_at: null,
      fulfillment_status: null,
      customer_locale: 'fr-FR',
      currency: 'EUR',
      customer: { first_name: 'Zoé', last_name: 'Martin' },
      shipping_address: null,
      shipping_lines: [{ title: 'Lyon', code: 'Lyon', source: 'shopify', delivery_category: null }],
      line_items: [{ sku: 'C', name: 'Café', quantity: 3, current_quantity: 2, price: '12.90' }],
      ...more,
    });
    const post = (id: string, body: string, prefix = 'x-') =>
      world().send(id, body, {
        'content-type': 'application/json',
        [`${prefix}shopify-topic`]: 'orders/updated',
        [`${prefix}shopify-hmac-sha256`]: createHmac('sha256', 'shop key').update(body).digest('base64'),
      });
    const wish = { kind: 'shopify', signingKey: 'shopkey' };

    it('without an app is known by its webhooks, and its places by their names', async () => {
      const shop = await world().connect(wish);
      const sent = async (order: object, prefix?: string) => {
        const body = JSON.stringify(order);
        const key = 'shopkey';
        const name = `${prefix ?? 'x-'}shopify-hmac-sha256`;
        const signature = createHmac('sha256', key).update(body).digest('base64');
        return (await world().send(shop.id, body, { [name]: signature, 'content-type': 'application/json' }))
          .status;
      };
      expect((await post(shop.id, '{}')).status).toBe(401);
      expect(await sent(rest(1, '2026-03-11T09:00:00+01:00'))).toBe(200);
      expect(
        await sent(rest(2, '2026-03-11T09:00:00+01:00', { shipping_address: { city: 'Lyon' } }), ''),
      ).toBe(200);
      await world().applied();
      await world().map(shop.id, 'Lyon', shops().lyon);
      expect(await world().placed(shop.id)).toMatchObject([
        { reference: '#1', items_count: 2, customer_name: 'Zoé M.' },
      ]);
      await sent(rest(1, '2026-03-11T09:00:09+01:00', { cancelled_at: '2026-03-11T09:00:09+01:00' }));
      await world().applied();
      expect((await world().placed(shop.id)).map(({ state }) => state)).toEqual(['canceled']);
    });

    it('with a token is asked for the exact place, and is told without a mail to the customer', async () => {
      const { peer, setup } = world();
      let place = { id: 'gid://shopify/Location/1', name: 'Lyon' };
      const node = (id: string) => ({
        id: `gid://shopify/Order/${id}`,
        legacyResourceId: id,
        name: `#${id}`,
        updatedAt: '2026-03-11T08:00:00Z',
        customer: { firstName: 'Zoé', lastName: null },
        lineItems: { nodes: [{ sku: null, name: 'Café', currentQuantity: 2, originalUnitPriceSet: null }] },
        fulfillmentOrders: {
          nodes: [
            {
              id: 'gid://shopify/FulfillmentOrder/9',
              status: 'OPEN',
              deliveryMethod: { methodType: 'PICK_UP' },
              assignedLocation: { location: place },
            },
          ],
        },
      });
      const asked: string[] = [];
      peer.answer = ({ body, headers }) => {
        const query = String(body['query']);
        asked.push(query);
        if (headers['x-shopify-access-token'] !== 'shpat') return { status: 401 };
        const variables = body['variables'] as Record<string, string>;
        if (query.includes('orders('))
          return { body: { data: { orders: { nodes: [], pageInfo: { hasNextPage: false } } } } };
        if (query.startsWith('query'))
          return { body: { data: { order: node(variables['id']!.split('/').at(-1)!) } } };
        const [, mutation = ''] = /\{ (\w+)\(/.exec(query) ?? [];
        return { body: { data: { [mutation]: { userErrors: [] } } } };
      };
      const more = { address: peer.address, credentials: { key: 'shpat' } };
      const shop = await world().connect({ ...wish, ...more });
      const hint = async (order: object) => {
        const body = JSON.stringify(order);
        const signature = createHmac('sha256', 'shopkey').update(body).digest('base64');
        await world().send(shop.id, body, { 'x-shopify-hmac-sha256': signature });
        await world().applied();
      };
      await hint(rest(7, '2026-03-11T09:00:00+01:00'));
      await world().map(shop.id, 'Lyon', shops().lyon);
      const [order] = await world().placed(shop.id);
      place = { id: 'gid://shopify/Location/2', name: 'Villeurbanne' };
      const lea = await setup.staff(shops().lyon, 'Léa');
      await lea.post(`/v1/stores/${shops().lyon}/orders/${order?.id}/ready`, { tappedAt: setup.clock.iso() });
      await world().turn();
      const wishes = { proof: 'none', reason: 'known_customer', tappedAt: setup.clock.iso() };
      await lea.post(`/v1/stores/${shops().lyon}/orders/${order?.id}/hand-over`, wishes);
      await world().turn();
      const told = peer.calls.filter(({ body }) => String(body['query']).startsWith('mutation'));
      expect(told.map(({ body }) => body['variables'])).toMatchObject([
        { tags: ['curbline-ready'] },
        { fulfillment: { notifyCustomer: false } },
      ]);
      expect(asked.some((query) => query.includes('PreparedForPickup'))).toBe(false);
    });
  });
}

function square(shops: () => Shops): void {
  it('Square names an order, which is read and told by its version', async () => {
    const { peer, connect, setup } = bound(shops().world);
    const shop = await connect({
      kind: 'square',
      signingKey: 'sqkey',
      address: peer.address,
      credentials: { key: 'sqtoken' },
    });
    const pickup = {
      note: 'Audi',
      pickup_at: '2026-03-11T18:00:00Z',
      is_curbside_pickup: true,
      recipient: { display_name: 'Zoé Martin' },
    };
    const order = {
      id: 'sq-1',
      location_id: 'L1',
      version: 4,
      state: 'OPEN',
      updated_at: '2026-03-11T08:00:00.123Z',
      line_items: [{ name: 'Café', quantity: '2', base_price_money: { amount: 1290, currency: 'EUR' } }],
      fulfillments: [{ uid: 'f1', type: 'PICKUP', state: 'PROPOSED', pickup_details: pickup }],
    };
    peer.answer = ({ path }) => {
      if (path === '/v2/locations') return { body: { locations: [{ id: 'L1' }] } };
      if (path === '/v2/orders/search') return { body: {} };
      return path === '/v2/orders/sq-1' ? { body: { order } } : undefined;
    };
    const notice = JSON.stringify({
      type: 'order.updated',
      data: { type: 'order', id: 'sq-1', object: { order_updated: { order_id: 'sq-1', version: 4 } } },
    });
    const url = `http://localhost/v1/connect/${shop.id}`;
    const sign = (key: string) =>
      createHmac('sha256', key)
        .update(url + notice)
        .digest('base64');
    const name = 'x-square-hmacsha256-signature';
    expect((await shops().world.send(shop.id, notice, { [name]: sign('other') })).status).toBe(401);
    expect((await shops().world.send(shop.id, notice, { [name]: sign('sqkey') })).status).toBe(200);
    await shops().world.applied();
    await shops().world.map(shop.id, 'L1', shops().lyon);
    const [placed] = await shops().world.placed(shop.id);
    expect(placed).toMatchObject({ customer_name: 'Zoé M.', note: 'Audi', items_count: 2 });
    const lea = await setup.staff(shops().lyon, 'Léa');
    await lea.post(`/v1/stores/${shops().lyon}/orders/${placed?.id}/ready`, { tappedAt: setup.clock.iso() });
    peer.calls.length = 0;
    await shops().world.turn();
    expect(peer.calls.filter(({ method }) => method === 'PUT').map(({ body }) => body)).toEqual([
      { order: { version: 4, location_id: 'L1', fulfillments: [{ uid: 'f1', state: 'PREPARED' }] } },
    ]);
  });
}

const bound = (world: ShopWorld) => ({
  peer: world.peer,
  setup: world.setup,
  connect: (wish: Record<string, unknown>) => world.connect(wish),
});
