/** Orders with the id of the shop's system and with lines; a part of shops-data.int.spec.ts, on its database. */
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { OrderLine, OrderLinesView, OrderList, PlacedOrder } from '@curbline/contracts/http';
import type { Problem } from '@curbline/contracts/problems';
import { OrderLinesRepository } from '../src/orders/order-lines.repository.js';
import type { Caller } from './caller.js';
import type { TestSetup } from './test-setup.js';

interface World {
  readonly setup: TestSetup;
  readonly shop: Caller;
  readonly storeId: string;
}

const placing =
  (world: () => World) =>
  (more: Record<string, unknown>, by = world().shop) =>
    by.post<PlacedOrder & Problem>('/v1/orders', {
      storeId: world().storeId,
      customer: { firstName: 'Zoé' },
      ...more,
    });

/** @param world what the spec has opened, once it has. */
export function externalIds(world: () => World): void {
  const place = placing(world);
  describe('an external id', () => {
    it('is one order: the same id again gets it, with another link, also when ten come at once', async () => {
      const externalId = `wc_${randomUUID()}`;
      const answers = await Promise.all(Array.from({ length: 10 }, () => place({ externalId })));
      expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 201));
      const [first] = answers;
      expect(new Set(answers.map(({ body }) => body.order.id)).size).toBe(1);
      expect(new Set(answers.map(({ body }) => body.customerLink)).size).toBe(10);
      const found = await world().shop.get<OrderList>(`/v1/orders?externalId=${externalId}`);
      expect(found.body.orders).toMatchObject([{ id: first?.body.order.id, externalId }]);
    });

    it('is the shop’s own, at all of its stores, and is not used again when its order is over', async () => {
      const externalId = randomUUID();
      const first = await place({ externalId });
      const rival = await world().setup.shop();
      expect((await place({ externalId }, rival)).body.order.id).not.toBe(first.body.order.id);
      expect((await rival.get<OrderList>(`/v1/orders?externalId=${externalId}x`)).body.orders).toEqual([]);
      const taken = [409, 'reference-taken', first.body.order.id];
      const elsewhere = await place({ externalId, storeId: await world().setup.store() });
      expect([elsewhere.status, elsewhere.body.code, elsewhere.body.orderId]).toEqual(taken);
      await world().shop.post(`/v1/orders/${first.body.order.id}/cancel`);
      const late = await place({ externalId });
      expect([late.status, late.body.code, late.body.orderId]).toEqual(taken);
    });

    it('is asked for alone, or not at all', async () => {
      for (const query of [
        '',
        `?storeId=${world().storeId}`,
        `?storeId=${world().storeId}&reference=a&externalId=b`,
      ]) {
        expect((await world().shop.get<Problem>(`/v1/orders${query}`)).status).toBe(400);
      }
      const refused = await place({ externalId: 'with a space' });
      expect([refused.status, refused.body.errors?.[0]?.field]).toEqual([400, 'externalId']);
    });
  });
}

/** @param world what the spec has opened, once it has. */
export function orderLines(world: () => World): void {
  const place = placing(world);
  describe('lines', () => {
    const coffee = { sku: 'C-1', name: ' Café\u200b en grains 1 kg ', quantity: 2 };
    const ham = { name: 'Jambon', quantity: 0.35, flags: ['cold', 'substitutable'] };
    const wine = {
      name: 'Vin',
      quantity: 1,
      flags: ['age_restricted'],
      imageUrl: 'https://shop.example/vin.jpg',
      price: { amount: '12.90', currency: 'eur' },
    };
    const linesOf = async (orderId: string): Promise<OrderLine[]> => {
      const lea = await world().setup.staff(world().storeId, 'Léa');
      const { body } = await lea.get<OrderLinesView>(`/v1/stores/${world().storeId}/orders/${orderId}/lines`);
      return body.lines;
    };

    it('are what staff read, and give the card its count and its flags', async () => {
      const { status, body } = await place({ lines: [coffee, ham, wine], itemsCount: 99, flags: ['heavy'] });
      expect(status).toBe(201);
      expect(await linesOf(body.order.id)).toEqual([
        { ...coffee, name: 'Café en grains 1 kg', flags: [], imageUrl: null, price: null },
        { ...ham, sku: null, imageUrl: null, price: null },
        { ...wine, sku: null, price: { amount: '12.90', currency: 'EUR' } },
      ]);
      const [card] = (await world().setup.eventsOf(world().storeId)).filter(
        ({ entityId }) => entityId === body.order.id,
      );
      expect(card?.payload).toMatchObject({ card: { itemsCount: 4, flags: ['heavy', 'cold', 'id_check'] } });
      expect(JSON.stringify(card)).not.toContain('Café');
    });

    it.each([
      [
        'a currency that there is not',
        { ...wine, price: { amount: '1.00', currency: 'EUX' } },
        'lines[0].price.currency',
      ],
      [
        'a picture that is not https',
        { ...wine, imageUrl: 'http://shop.example/a.jpg' },
        'lines[0].imageUrl',
      ],
      ['a quantity of nothing', { ...wine, quantity: 0 }, 'lines[0].quantity'],
      ['a name of invisible signs', { ...wine, name: '\u200b' }, 'lines[0].name'],
    ])('are refused with %s, by the field', async (_what, line, field) => {
      const { status, body } = await place({ lines: [line] });
      expect([status, body.errors?.map((error) => error.field)]).toEqual([400, [field]]);
    });

    it('are deleted 30 days after their order was closed, and not before', async () => {
      const { body } = await place({ lines: [coffee] });
      const kept = await place({ lines: [wine] });
      await world().shop.post(`/v1/orders/${body.order.id}/cancel`);
      const { manager } = world().setup.dataSource;
      const lines = new OrderLinesRepository();
      const rowsOf = (id: string) =>
        world().setup.dataSource.query<object[]>('SELECT 1 FROM order_lines WHERE order_id = $1', [id]);
      world().setup.clock.advance(30 * 86_400_000 - 1_000);
      await lines.deleteOld(manager, world().setup.clock.now());
      expect(await rowsOf(body.order.id)).toHaveLength(1);
      world().setup.clock.advance(2_000);
      await lines.deleteOld(manager, world().setup.clock.now());
      expect(await rowsOf(body.order.id)).toHaveLength(0);
      expect(await rowsOf(kept.body.order.id)).toHaveLength(1);
    });
  });
}
