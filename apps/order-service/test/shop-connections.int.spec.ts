/** Connections to shops: what WooCommerce sends and answers, and what becomes of it. */
import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { IssuedShopConnection } from '@curbline/contracts/http';
import { otherShops } from './other-shops.js';
import { shopAdministration } from './shop-administration.js';
import { shopCare } from './shop-care.js';
import { signedByStandard } from './standard-webhooks.js';
import { wooRest } from './woo-rest.js';
import { ShopWorld } from './shop-world.js';
import { CONFLUENCE, VILLEURBANNE, type WooChange, wooHeaders, wooOrder } from './woo-orders.js';

const hmacOf = (body: Buffer, key: string) => createHmac('sha256', key).update(body).digest('base64');

let world: ShopWorld;
let lyon: string;
let villeurbanne: string;
beforeAll(async () => {
  world = await ShopWorld.open();
  lyon = await world.setup.store();
  villeurbanne = await world.setup.store();
}, 120_000);
afterAll(() => world.close());

let shop: IssuedShopConnection;
const send = async (change: WooChange, topic?: string) => {
  const body = JSON.stringify(wooOrder(change));
  return world.send(shop.id, body, wooHeaders(body, shop.signingKey ?? '', topic));
};
const connect = async (more: object = {}): Promise<void> => {
  shop = await world.connect({ kind: 'woocommerce', ...more });
};
/** A first order from each place, so that they can be mapped. */
const mapped = async (): Promise<void> => {
  await send({ id: 1, at: '2026-03-11T08:00:00', place: CONFLUENCE, status: 'cancelled' });
  await send({ id: 2, at: '2026-03-11T08:00:00', place: VILLEURBANNE, status: 'cancelled' });
  await world.applied();
  await world.map(shop.id, CONFLUENCE.name, lyon);
  await world.map(shop.id, VILLEURBANNE.name, villeurbanne);
};

describe('a webhook of WooCommerce', () => {
  beforeEach(() => connect());

  it('is held until somebody maps its place, and is placed then', async () => {
    expect((await send({ id: 11, at: '2026-03-11T08:00:00', note: 'Voiture rouge' })).body).toEqual({
      received: true,
    });
    await world.applied();
    expect(await world.placed(shop.id)).toEqual([]);
    const held = await world.details(shop.id);
    expect(held.heldOrders).toMatchObject([
      { externalId: '11', reason: 'location_unknown', location: CONFLUENCE.name },
    ]);
    expect(held.connection.held).toBe(1);
    const after = await world.map(shop.id, CONFLUENCE.name, lyon);
    expect([after.heldOrders, after.connection.held]).toEqual([[], 0]);
    expect(await world.placed(shop.id)).toMatchObject([
      {
        store_id: lyon,
        state: 'placed',
        customer_name: 'Zoé O.',
        items_count: 2,
        note: 'Voiture rouge',
        reference: '11',
      },
    ]);
    const contacts = await world.setup.dataSource.query<object[]>(
      'SELECT phone_hash, email_hash FROM contact',
    );
    expect(contacts).toMatchObject([{ phone_hash: expect.anything(), email_hash: expect.anything() }]);
    const lea = await world.setup.staff(lyon, 'Léa');
    const [order] = await world.placed(shop.id);
    const lines = await lea.get(`/v1/stores/${lyon}/orders/${order?.id}/lines`);
    expect(lines.body).toMatchObject({ lines: [{ name: 'Café & thé', quantity: 2, sku: null }] });
  });

  it('ends in one state, however the edits, the move and the doubles come', async () => {
    await mapped();
    const story: WooChange[] = [
      { id: 12, at: '2026-03-11T08:00:00' },
      { id: 12, at: '2026-03-11T08:00:05', quantity: 3, note: 'Coffre' },
      { id: 12, at: '2026-03-11T08:00:09', quantity: 3, place: VILLEURBANNE, displayKey: 'Pickup location' },
    ];
    for (const change of [...story, ...story.toReversed(), story[1]!]) await send(change);
    await world.applied();
    expect(await world.states(shop.id)).toEqual(
      expect.arrayContaining([`canceled at ${lyon}`, `placed at ${villeurbanne}`]),
    );
    // The other way round the order at the first store never was.
    for (const change of story.toReversed()) await send({ ...change, id: 13 });
    await world.applied();
    const rows = (await world.placed(shop.id)).filter(({ reference }) => reference === '13');
    expect(rows).toMatchObject([{ store_id: villeurbanne, state: 'placed', items_count: 3 }]);
  });

  it('cancels, refunds, ships and closes what was placed, and places again what is open again', async () => {
    await mapped();
    const at = (second: number) => `2026-03-11T09:00:${String(second).padStart(2, '0')}`;
    const lastOf = async () => (await world.placed(shop.id)).map(({ state }) => state).toSorted();
    for (const [second, more, states] of [
      [1, {}, ['placed']],
      [2, { status: 'refunded' }, ['canceled']],
      [3, {}, ['canceled', 'placed']],
      [4, { place: null }, ['canceled', 'canceled']],
      [5, {}, ['canceled', 'canceled', 'placed']],
      [6, { status: 'completed' }, ['canceled', 'canceled', 'handed_over']],
      [7, {}, ['canceled', 'canceled', 'handed_over', 'placed']],
    ] as [number, Partial<WooChange>, string[]][]) {
      await send({ id: 14, at: at(second), ...more });
      await world.applied();
      expect([second, await lastOf()]).toEqual([second, states]);
    }
  });

  it('places nothing for a body that was made late, when the order was complete already', async () => {
    await mapped();
    await send({ id: 15, at: '2026-03-11T09:00:00', status: 'completed' }, 'order.created');
    await send({ id: 16, at: '2026-03-11T09:00:00', status: 'pending' }, 'order.created');
    await send({ id: 17, at: '2026-03-11T09:00:00', place: 'classic' });
    await world.applied();
    expect(await world.placed(shop.id)).toEqual([]);
    const { locations } = await world.details(shop.id);
    expect(locations[0]).toMatchObject({ name: 'Retrait en magasin', storeId: null, held: 1 });
  });

  it('is answered with the right status when it is not what it should be', async () => {
    const body = JSON.stringify(wooOrder({ id: 18, at: '2026-03-11T08:00:00' }));
    const signed = (text: string | Buffer) => wooHeaders(text.toString('latin1'), shop.signingKey ?? '');
    const key = shop.signingKey ?? '';
    const codeOf = async (sent: string | Buffer, headers: Record<string, string>, id = shop.id) => {
      const reply = await world.send(id, sent, headers);
      return [reply.status, reply.body.code ?? reply.body.received];
    };
    expect(await codeOf(body, wooHeaders(body, `${key}x`))).toEqual([401, 'signature-wrong']);
    expect(await codeOf(body, { 'content-type': 'application/json' })).toEqual([401, 'signature-wrong']);
    expect(await codeOf('no json', wooHeaders('no json', key))).toEqual([400, 'malformed-body']);
    const latin = { ...wooHeaders(body, key), 'content-type': 'application/json; charset=iso-8859-1' };
    expect(await codeOf(body, latin)).toEqual([415, 'unsupported-media']);
    const invalid = Buffer.from([0x22, 0xe9, 0x22]);
    const raw = { ...signed(''), 'x-wc-webhook-signature': hmacOf(invalid, key) };
    expect(await codeOf(invalid, raw)).toEqual([400, 'malformed-body']);
    const deep = '['.repeat(40) + ']'.repeat(40);
    expect(await codeOf(deep, wooHeaders(deep, key))).toEqual([400, 'malformed-body']);
    const huge = 'x'.repeat(5 * 1024 * 1024);
    expect(await codeOf(huge, wooHeaders(huge, key))).toEqual([413, 'too-large']);
    expect(await codeOf(body, wooHeaders(body, key), '00000000-0000-4000-8000-000000000000')).toEqual([
      401,
      'signature-wrong',
    ]);
    expect(await codeOf(body, wooHeaders(body, key), 'unknown')).toEqual([401, 'signature-wrong']);
    const ping = { 'content-type': 'application/x-www-form-urlencoded' };
    expect(await codeOf('webhook_id=7', ping)).toEqual([200, false]);
    expect(await codeOf(body, wooHeaders(body, key))).toEqual([200, true]);
    expect(await codeOf(body, wooHeaders(body, key))).toEqual([200, false]);
    const other = '{"hello":"you"}';
    expect(await codeOf(other, wooHeaders(other, key))).toEqual([200, true]);
    await world.applied();
    const { deliveries } = await world.details(shop.id);
    expect(deliveries.map(({ state, reason }) => [state, reason])).toEqual([
      ['ignored', 'not_an_order'],
      ['applied', null],
    ]);
  });
});

wooRest(() => ({ world, lyon, villeurbanne }));
otherShops(() => ({ world, lyon, villeurbanne }));
signedByStandard(() => ({ world, lyon, villeurbanne }));
shopAdministration(() => ({ world, lyon }));
shopCare(() => ({ world, lyon, villeurbanne }));
