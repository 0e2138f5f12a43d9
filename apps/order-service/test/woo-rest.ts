/** A shop of WooCommerce that is read and told; a part of shop-connections.int.spec.ts, on its database. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { IssuedShopConnection } from '@curbline/contracts/http';
import type { Shops } from './other-shops.js';
import type { Call } from './shop-peer.js';
import { CONFLUENCE, type WooChange, wooHeaders, wooOrder } from './woo-orders.js';

const FIVE_MINUTES_MS = 5 * 60_000;
const credentials = { key: 'ck_1', secret: 'cs_1' };

/** @param shops what the spec has opened, once it has. */
export function wooRest(shops: () => Shops): void {
  describe('WooCommerce’s own API', () => {
    let shop: IssuedShopConnection;
    /** The orders as the shop has them. */
    let orders: WooChange[];
    const world = () => shops().world;

    const answer = ({ method, path, query }: Call) => {
      const [, id] = /^\/wp-json\/wc\/v3\/orders\/(\d+)$/.exec(path) ?? [];
      if (method !== 'GET') return { body: {} };
      if (id !== undefined) {
        const found = orders.find((order) => String(order.id) === id);
        return found && { body: wooOrder(found) };
      }
      const since = query.get('modified_after') ?? '';
      const changed = orders.filter(({ at }) => at > since).toSorted((a, b) => a.at.localeCompare(b.at));
      const page = Number(query.get('page')) - 1;
      return { body: changed.slice(100 * page, 100 * (page + 1)).map(wooOrder) };
    };
    const iso = (ms: number) => new Date(ms).toISOString().slice(0, 19);

    beforeEach(async () => {
      orders = [];
      world().peer.answer = answer;
      world().peer.calls.length = 0;
      shop = await world().connect({ kind: 'woocommerce', address: world().peer.address, credentials });
    });
    const send = async (change: WooChange) => {
      const body = JSON.stringify(wooOrder(change));
      return world().send(shop.id, body, wooHeaders(body, shop.signingKey ?? ''));
    };
    const map = async () => {
      await world().map(shop.id, CONFLUENCE.name, shops().lyon);
    };

    it('heals an outage of a day within one turn, with nothing missing and nothing twice', async () => {
      const { clock } = world().setup;
      orders = [{ id: 500, at: iso(clock.now()), place: CONFLUENCE, status: 'cancelled' }];
      await world().turn();
      await map();
      const began = clock.now();
      await world().laterBy(24 * 3_600_000);
      orders = Array.from({ length: 130 }, (_, n) => ({
        id: 1_000 + n,
        // A hundred and ten of them in one second, as an import makes them.
        at: iso(began + 60_000 + (n < 110 ? 0 : n * 1_000)),
        status: n % 10 === 0 ? 'cancelled' : 'processing',
      }));
      await world().turn();
      const placed = await world().placed(shop.id);
      expect(placed).toHaveLength(117);
      expect(new Set(placed.map(({ reference }) => reference)).size).toBe(117);
      clock.advance(FIVE_MINUTES_MS);
      world().peer.calls.length = 0;
      await world().turn();
      expect(await world().placed(shop.id)).toHaveLength(117);
      expect(world().peer.calls.filter(({ path }) => path.endsWith('/orders')).length).toBeLessThan(3);
    });

    it('decides between two changes of one second, whichever came first', async () => {
      const at = iso(world().setup.clock.now());
      await send({ id: 21, at, status: 'cancelled', place: CONFLUENCE });
      await world().applied();
      await map();
      for (const [id, sent] of [
        [22, ['processing', 'cancelled']],
        [23, ['cancelled', 'processing']],
      ] as const) {
        orders.push({ id, at, status: 'processing' });
        for (const status of sent) await send({ id, at, status });
        await world().applied();
        const rows = (await world().placed(shop.id)).filter(({ reference }) => reference === String(id));
        expect([id, rows.map(({ state }) => state)]).toEqual([id, ['placed']]);
      }
    });

    it('is asked when the shop could not make the body, and when an order is gone', async () => {
      const at = iso(world().setup.clock.now());
      orders = [{ id: 31, at }];
      await world().turn();
      await map();
      expect(await world().states(shop.id)).toEqual([`placed at ${shops().lyon}`]);
      const failed = JSON.stringify({ code: 'rest_no_route', message: 'No route', data: { status: 404 } });
      orders = [...orders, { id: 32, at: iso(world().setup.clock.now() + 1_000) }];
      expect((await world().send(shop.id, failed, wooHeaders(failed, shop.signingKey ?? ''))).status).toBe(
        200,
      );
      await world().applied();
      await world().turn();
      expect(await world().placed(shop.id)).toHaveLength(2);
      const deleted = JSON.stringify({ id: 32 });
      await world().send(shop.id, deleted, wooHeaders(deleted, shop.signingKey ?? '', 'order.deleted'));
      await world().applied();
      expect((await world().placed(shop.id)).map(({ state }) => state).toSorted()).toEqual([
        'canceled',
        'placed',
      ]);
    });

    it('is told once that an order is ready, there and handed over, by notes that no customer gets', async () => {
      const { setup, peer } = world();
      orders = [{ id: 41, at: iso(setup.clock.now()) }];
      await world().turn();
      await map();
      const [order] = await world().placed(shop.id);
      const lea = await setup.staff(shops().lyon, 'Léa');
      const act = (command: string, body?: object) =>
        lea.post(`/v1/stores/${shops().lyon}/orders/${order?.id}/${command}`, body);
      await act('ready', { tappedAt: setup.clock.iso() });
      peer.answer = () => ({ status: 503 });
      await world().turn();
      peer.answer = answer;
      const notes = () =>
        peer.changes.map(({ method, path, body }) => `${method} ${path} ${String(body['note'])}`);
      const failed = notes();
      expect(failed).toHaveLength(1);
      await world().turn();
      expect(notes()).toEqual(failed);
      setup.clock.advance(60_000);
      await world().turn();
      await act('arrival', { tappedAt: setup.clock.iso() });
      await world().turn();
      await act('hand-over', { proof: 'none', reason: 'known_customer', tappedAt: setup.clock.iso() });
      await world().turn();
      await world().turn();
      const path = 'POST /wp-json/wc/v3/orders/41/notes Curbline\u00a0:';
      expect(notes().slice(1)).toEqual([
        `${path} commande prête`,
        `${path} le client est sur place`,
        `${path} commande remise`,
      ]);
      expect(peer.changes.every(({ body }) => body['customer_note'] === false)).toBe(true);
      // Over http WooCommerce wants a signature, and the secret is not sent.
      expect(peer.calls.every(({ query }) => (query.get('oauth_signature')?.length ?? 0) > 20)).toBe(true);
      expect(JSON.stringify(peer.calls.map(({ headers, query }) => [headers, [...query]]))).not.toContain(
        'cs_1',
      );
      // The shop's own answer to the hand-over changes nothing.
      await send({ id: 41, at: iso(setup.clock.now()), status: 'completed' });
      await world().applied();
      expect((await world().placed(shop.id)).map(({ state }) => state)).toEqual(['handed_over']);
    });
  });
}
