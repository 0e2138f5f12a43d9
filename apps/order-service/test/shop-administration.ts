/** What admins do with connections; a part of shop-connections.int.spec.ts, on its database. */
import { describe, expect, it } from 'vitest';
import type { AuditPage, ShopConnectionView, ShopReadResult } from '@curbline/contracts/http';
import type { Problem } from '@curbline/contracts/problems';
import type { ShopWorld } from './shop-world.js';
import { wooHeaders } from './woo-orders.js';

/** @param shops what the spec has opened, once it has. */
export function shopAdministration(shops: () => { readonly world: ShopWorld; readonly lyon: string }): void {
  describe('a connection', () => {
    const world = () => shops().world;
    const listed = async (id: string) =>
      (await world().admin.get<ShopConnectionView[]>('/v1/shop-connections')).body.find(
        (one) => one.id === id,
      );
    const change = (id: string, version: number | null, body: object) => {
      const match: Record<string, string> = version === null ? {} : { 'if-match': `"${version}"` };
      const admin = world().setup.caller({ ...world().admin.headers, ...match });
      return admin.patch<ShopConnectionView & Problem>(`/v1/shop-connections/${id}`, body);
    };

    it('shows its key once, keeps it sealed, and is changed from the version that was read', async () => {
      const credentials = { key: 'ck_private', secret: 'cs_private' };
      const shop = await world().connect({
        kind: 'woocommerce',
        address: `${world().peer.address}/`,
        credentials,
      });
      expect(shop.signingKey).toMatch(/^whsec_/);
      expect(shop.webhookUrl).toBe(`http://localhost/v1/connect/${shop.id}`);
      const view = await listed(shop.id);
      expect(view).toMatchObject({ canRead: true, enabled: true, address: world().peer.address, version: 1 });
      const rows = await world().setup.dataSource.query<object[]>('SELECT * FROM shop_connection');
      const trail = await world().admin.get<AuditPage>('/v1/audit?limit=100');
      for (const text of [JSON.stringify([view, rows]), JSON.stringify(trail.body)]) {
        expect(text).not.toContain('private');
        expect(text).not.toContain(shop.signingKey?.slice(6));
      }
      expect(trail.body.entries[0]).toMatchObject({ action: 'shop_connected', subject: 'Shop' });
      expect((await change(shop.id, null, { name: 'Other' })).status).toBe(428);
      expect((await change(shop.id, 7, { name: 'Other' })).status).toBe(412);
      const paused = await change(shop.id, 1, { name: 'Other', enabled: false });
      expect(paused.body).toMatchObject({ name: 'Other', enabled: false, version: 2 });
      const signed = wooHeaders('{}', shop.signingKey ?? '');
      expect((await world().send(shop.id, '{}', signed)).status).toBe(404);
    });

    it('says in one word why the shop cannot be read', async () => {
      const { peer } = world();
      const shop = await world().connect({
        kind: 'woocommerce',
        address: peer.address,
        credentials: { key: 'ck', secret: 'cs' },
      });
      const test = () => world().admin.post<ShopReadResult>(`/v1/shop-connections/${shop.id}/test`, {}, null);
      for (const [status, body, trouble] of [
        [401, {}, 'not_signed_in'],
        [404, {}, 'not_found'],
        [301, {}, 'refused'],
        [500, {}, 'unreachable'],
        [200, '<html>', 'unreadable'],
        [200, { hello: 'you' }, 'unreadable'],
        [200, [], null],
      ] as const) {
        peer.answer = () => ({ status, body });
        expect([status, (await test()).body.trouble]).toEqual([status, trouble]);
      }
      const read = () => world().admin.post(`/v1/shop-connections/${shop.id}/read`, {}, null);
      peer.answer = () => ({ status: 403, body: {} });
      await read();
      expect(await listed(shop.id)).toMatchObject({ trouble: 'not_signed_in', readAt: null });
      peer.answer = () => ({ body: [] });
      await read();
      expect(await listed(shop.id)).toMatchObject({ trouble: null, readAt: world().setup.clock.iso() });
    });

    it('is not made without what its kind of shop needs', async () => {
      const fieldsOf = async (wish: object) => {
        const reply = await world().admin.post<Problem>('/v1/shop-connections', { name: 'Shop', ...wish });
        return [reply.status, reply.body.errors?.map(({ field }) => field)];
      };
      expect(await fieldsOf({ kind: 'woocommerce', credentials: { key: 'a' } })).toEqual([400, ['address']]);
      const withName = { kind: 'woocommerce', address: 'https://a:b@shop.example' };
      expect(await fieldsOf(withName)).toEqual([400, ['address']]);
      const unread = await world().connect({ kind: 'medusa' });
      const read = await world().admin.post<Problem>(`/v1/shop-connections/${unread.id}/read`, {}, null);
      expect([read.status, read.body.errors?.[0]?.field]).toEqual([400, 'credentials']);
    });

    it('is not made for an address of a private network that the operator has not named', async () => {
      const wish = { name: 'Shop', kind: 'woocommerce', credentials: { key: 'ck', secret: 'cs' } };
      for (const address of [
        'http://shop.example',
        'https://192.168.1.4',
        'https://[::1]',
        'https://localhost',
      ]) {
        const reply = await world().admin.post<Problem>('/v1/shop-connections', { ...wish, address });
        expect([address, reply.status, reply.body.errors?.[0]?.field]).toEqual([address, 400, 'address']);
      }
    });
  });
}
