/** Medusa, and any system that signs by Standard Webhooks; a part of shop-connections.int.spec.ts, on its database. */
import { expect, it } from 'vitest';
import type { IssuedShopConnection } from '@curbline/contracts/http';
import { Webhook } from 'standardwebhooks';
import type { Shops } from './other-shops.js';

/** @param shops what the spec has opened, once it has. */
export function signedByStandard(shops: () => Shops): void {
  const send = async (shop: IssuedShopConnection, message: object, sentAt = new Date()) => {
    const body = JSON.stringify(message);
    const id = 'msg_1';
    const seconds = String(Math.floor(sentAt.getTime() / 1_000));
    const signature = new Webhook(shop.signingKey ?? '').sign(id, sentAt, body);
    const headers = { 'webhook-id': id, 'webhook-timestamp': seconds, 'webhook-signature': signature };
    return (await shops().world.send(shop.id, body, { ...headers, 'content-type': 'application/json' }))
      .status;
  };

  it('any system that signs by Standard Webhooks is taken, unless it signed an hour ago', async () => {
    const shop = await shops().world.connect({ kind: 'standard_webhooks' });
    const order = {
      id: 'A-1',
      changedAt: '2026-03-11T08:00:00.500Z',
      state: 'open',
      location: { id: 'main', name: 'Main street' },
      customer: { firstName: 'Zoé', language: 'en-GB' },
      window: { from: '2020-01-01T08:00:00Z', to: '2020-01-01T09:00:00Z' },
      lines: [
        {
          name: 'Ham',
          quantity: 0.4,
          flags: ['cold', 'from_mars'],
          price: { amount: '1.10', currency: 'XQQ' },
        },
      ],
    };
    const message = { type: 'order.changed', data: { order } };
    expect(await send(shop, message, new Date(Date.now() - 3_600_000))).toBe(401);
    expect(await send(shop, message)).toBe(200);
    await shops().world.applied();
    await shops().world.map(shop.id, 'Main street', shops().lyon);
    expect(await shops().world.placed(shop.id)).toMatchObject([{ customer_name: 'Zoé', items_count: 1 }]);
  });

  it('Medusa’s subscriber sends an order with its options; a guest’s name is that of the address', async () => {
    const shop = await shops().world.connect({ kind: 'medusa' });
    const location = {
      id: 'sloc_1',
      name: 'Lyon Confluence',
      address: { address_1: '112 cours', city: 'Lyon' },
    };
    const order = {
      id: 'order_1',
      display_id: 1,
      status: 'pending',
      updated_at: '2026-03-11T08:00:00.090Z',
      currency_code: 'eur',
      customer: { first_name: null },
      shipping_address: { first_name: 'Camille', last_name: 'Morel' },
      items: [{ title: 'Café', quantity: 2, unit_price: 12.9 }],
      shipping_methods: [{ shipping_option_id: 'so_1' }],
    };
    const options = [{ id: 'so_1', service_zone: { fulfillment_set: { type: 'pickup', location } } }];
    const sent = (more: object) =>
      send(shop, { type: 'order.placed', data: { order: { ...order, ...more }, options } });
    expect(await sent({})).toBe(200);
    await shops().world.applied();
    await shops().world.map(shop.id, 'Lyon Confluence', shops().lyon);
    expect(await shops().world.placed(shop.id)).toMatchObject([
      { customer_name: 'Camille M.', items_count: 2, reference: '1', state: 'placed' },
    ]);
    await sent({ status: 'canceled', updated_at: '2026-03-11T08:00:01.000Z' });
    await shops().world.applied();
    expect(await shops().world.states(shop.id)).toEqual([`canceled at ${shops().lyon}`]);
  });
}
