/** How admins look after connections: keys, failures, suggestions, removal; a part of shop-connections.int.spec.ts. */
import { createHmac } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import type {
  IssuedShopConnection,
  ShopConnectionDetails,
  ShopConnectionView,
} from '@curbline/contracts/http';
import type { Problem } from '@curbline/contracts/problems';
import type { Shops } from './other-shops.js';
import { CONFLUENCE, wooHeaders, wooOrder } from './woo-orders.js';

const DAY_MS = 24 * 3_600_000;

/** @param shops what the spec has opened, once it has. */
export function shopCare(shops: () => Shops): void {
  describe('a connection that is looked after', () => {
    const world = () => shops().world;
    let shop: IssuedShopConnection;
    beforeEach(async () => {
      shop = await world().connect({ kind: 'woocommerce' });
    });
    const at = (path = '') => `/v1/shop-connections/${shop.id}${path}`;
    const send = async (id: number, key: string | null) => {
      const body = JSON.stringify(wooOrder({ id, at: '2026-03-11T08:00:00' }));
      return (await world().send(shop.id, body, wooHeaders(body, key ?? ''))).status;
    };
    const view = async () => (await world().details(shop.id)).connection;

    it('takes the key of before for a day after it got a new one, and says when a signature was wrong', async () => {
      const rotated = await world().admin.post<IssuedShopConnection>(at('/rotate'));
      expect(rotated.body.signingKey).toMatch(/^whsec_/);
      expect(rotated.body.signingKey).not.toBe(shop.signingKey);
      expect([await send(1, rotated.body.signingKey), await send(2, shop.signingKey)]).toEqual([200, 200]);
      expect(await send(3, 'whsec_b3RoZXI=')).toBe(401);
      const refused = await view();
      expect(refused).toMatchObject({ refusedAt: world().setup.clock.iso(), version: 2 });
      expect(refused.oldSigningKeyUntil).toBe(new Date(world().setup.clock.now() + DAY_MS).toISOString());
      expect(await send(4, rotated.body.signingKey)).toBe(200);
      expect(await view()).toMatchObject({ refusedAt: null });
      await world().laterBy(DAY_MS);
      expect([await send(5, shop.signingKey), await send(6, rotated.body.signingKey)]).toEqual([401, 200]);
      expect(await view()).toMatchObject({ oldSigningKeyUntil: null });
    });

    it('gets no key of ours where the shop makes it, and takes nothing before it has the shop’s', async () => {
      shop = await world().connect({ kind: 'shopify' });
      expect(shop.signingKey).toBeNull();
      const refused = await world().admin.post<Problem>(at('/rotate'));
      expect([refused.status, refused.body.errors?.[0]?.field]).toEqual([400, 'signingKey']);
      const sent = async () => {
        const hmac = createHmac('sha256', 'key-of-the-shop').update('{}').digest('base64');
        const headers = { 'content-type': 'application/json', 'x-shopify-hmac-sha256': hmac };
        return (await world().send(shop.id, '{}', headers)).status;
      };
      expect(await sent()).toBe(401);
      const admin = world().setup.caller({ ...world().admin.headers, 'if-match': '"1"' });
      expect((await admin.patch(at(), { signingKey: 'key-of-the-shop' })).status).toBe(200);
      expect(await sent()).toBe(200);
    });

    it('says since when the shop cannot be read, and how many orders a reading brought', async () => {
      const keys = { address: world().peer.address, credentials: { key: 'ck', secret: 'cs' } };
      shop = await world().connect({ kind: 'woocommerce', ...keys });
      const read = () => world().admin.post(at('/read'), {}, null);
      world().peer.answer = () => ({ status: 503, body: {} });
      await read();
      const since = world().setup.clock.iso();
      await world().laterBy(60_000);
      await read();
      expect(await view()).toMatchObject({ trouble: 'unreachable', troubleSince: since, reading: false });
      world().peer.answer = () => ({ body: [wooOrder({ id: 9, at: '2026-03-11T08:00:00' })] });
      await read();
      expect(await view()).toMatchObject({ trouble: null, troubleSince: null, readOrders: 1 });
    });

    it('applies at once what waits for its next attempt, when somebody asks for it', async () => {
      const keys = { address: world().peer.address, credentials: { key: 'ck', secret: 'cs' } };
      shop = await world().connect({ kind: 'woocommerce', ...keys });
      const change = { id: 9, at: '2026-03-11T08:00:00' };
      // Two changes of one second: the shop is to be asked, and does not answer.
      world().peer.answer = () => ({ status: 503, body: {} });
      for (const note of ['Coffre', 'Siège arrière']) {
        const body = JSON.stringify(wooOrder({ ...change, note }));
        await world().send(shop.id, body, wooHeaders(body, shop.signingKey ?? ''));
        await world().applied();
      }
      const states = ({ deliveries }: ShopConnectionDetails) =>
        deliveries.map(({ state, reason }) => [state, reason]);
      expect(states(await world().details(shop.id))).toEqual([
        ['waiting', 'unreachable'],
        ['applied', null],
      ]);
      world().peer.answer = () => ({ body: wooOrder({ ...change, note: 'Siège arrière' }) });
      const again = await world().admin.post<ShopConnectionDetails>(at('/apply'));
      expect(states(again.body)).toEqual([
        ['applied', 'read_from_shop'],
        ['applied', null],
      ]);
    });

    it('suggests the store that is like the place, by its name', async () => {
      const confluence = await world().setup.store({
        name: 'Fournil Confluence',
        address: CONFLUENCE.street,
      });
      await send(20, shop.signingKey);
      await world().applied();
      const place = { name: CONFLUENCE.name, storeId: null, storeName: null, held: 1 };
      expect((await world().details(shop.id)).locations).toMatchObject([
        { ...place, suggestion: { id: confluence, name: 'Fournil Confluence' } },
      ]);
      const mapped = await world().map(shop.id, CONFLUENCE.name, confluence);
      expect(mapped.locations).toMatchObject([
        { storeId: confluence, storeName: 'Fournil Confluence', suggestion: null, held: 0 },
      ]);
    });

    it('is removed with what waited, and its orders stay at their stores', async () => {
      await send(30, shop.signingKey);
      await world().applied();
      await world().map(shop.id, CONFLUENCE.name, shops().lyon);
      expect((await world().admin.post<ShopConnectionView>(at('/remove'))).body).toMatchObject({
        id: shop.id,
      });
      expect((await world().admin.get(at())).status).toBe(404);
      expect(await send(31, shop.signingKey)).toBe(401);
      expect(await world().states(shop.id)).toEqual([`placed at ${shops().lyon}`]);
    });
  });
}
