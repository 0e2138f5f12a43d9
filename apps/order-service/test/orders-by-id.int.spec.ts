/** How an order is looked up: by shops under its id, at its own store; by staff under the code on its bag. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CardAnswer, OrderView } from '@curbline/contracts/http';
import { StoresService } from '@curbline/order-service';
import { markOf, newOrderId } from '../src/pickups/order-ids.js';
import type { Caller } from './caller.js';
import { LYON } from './store-settings.js';
import { TestSetup } from './test-setup.js';

let setup: TestSetup;
let shop: Caller;
beforeAll(async () => {
  setup = await TestSetup.open();
  shop = await setup.shop();
}, 120_000);
afterAll(() => setup.close());

const read = (orderId: string) => shop.get<OrderView>(`/v1/orders/${orderId}`);
const rename = (from: string, to: string): Promise<unknown> =>
  setup.dataSource.query('UPDATE pickup_order SET id = $2 WHERE id = $1', [from, to]);

/** Two ids of stores with the same mark: some thousands are tried. */
function twins(): [string, string] {
  const seen = new Map<string, string>();
  for (let n = 0; ; n += 1) {
    const id = `twin-${n}`;
    const mark = markOf(id).toString('hex');
    const other = seen.get(mark);
    if (other !== undefined) return [other, id];
    seen.set(mark, id);
  }
}

describe('an order named by its id', () => {
  it('is found, commanded and given a link, under the mark of its store', async () => {
    const { order } = await setup.order(shop, await setup.store());
    expect((await read(order.id)).body.id).toBe(order.id);
    expect((await read(order.id.toUpperCase())).body.id).toBe(order.id);
    expect((await shop.post<OrderView>(`/v1/orders/${order.id}/ready`)).body.state).toBe('ready');
    expect((await shop.post(`/v1/orders/${order.id}/link`)).status).toBe(201);
  });

  it('is found at either of two stores with one mark', async () => {
    const pair = twins();
    expect(markOf(pair[0])).toEqual(markOf(pair[1]));
    for (const storeId of pair) await setup.app.get(StoresService).create(storeId, LYON);
    for (const storeId of pair) {
      const { order } = await setup.order(shop, storeId);
      expect((await read(order.id)).body).toMatchObject({ id: order.id, storeId });
    }
  });

  it('is found when it was placed before ids had a mark', async () => {
    const { order } = await setup.order(shop, await setup.store());
    const id = randomUUID();
    await rename(order.id, id);
    expect((await read(id)).body).toMatchObject({ id, shortCode: order.shortCode });
    expect((await shop.post<OrderView>(`/v1/orders/${id}/ready`)).body.state).toBe('ready');
  });

  it('is looked for at no other store than its mark’s', async () => {
    const [storeId, other] = [await setup.store(), await setup.store()];
    const { order } = await setup.order(shop, storeId);
    // What never is: an order of one store under the mark of another, and of none.
    for (const id of [newOrderId(other), newOrderId('no-such-store')]) {
      await rename(order.id, id);
      expect((await read(id)).status).toBe(404);
      await rename(id, order.id);
    }
    expect((await read(order.id)).status).toBe(200);
  });
});

describe('an order by the name on its bag', () => {
  it('is found before its customer has set off, and until it can no longer be recalled', async () => {
    const storeId = await setup.store();
    const { order } = await setup.order(await setup.shop(), storeId);
    const lea = await setup.staff(storeId, 'Léa');
    const find = (code: string) =>
      lea.get<CardAnswer>(`/v1/stores/${storeId}/orders/by-code/${encodeURIComponent(code)}`);
    const found = await find(order.shortCode.toLowerCase());
    expect(found.body.card).toMatchObject({ orderId: order.id, trip: { state: 'pending' } });
    await lea.post(`/v1/stores/${storeId}/orders/${order.id}/hand-over`, { proof: 'id_checked' });
    expect((await find(order.shortCode)).body.card.order.state).toBe('handed_over');
    expect((await find('Z999')).status).toBe(404);
    expect((await find('K4/..')).status).toBe(400);
    setup.clock.advance(31 * 60_000);
    const ida = await setup.staff(storeId, 'Ida');
    expect((await ida.get(`/v1/stores/${storeId}/orders/by-code/${order.shortCode}`)).status).toBe(404);
  });
});
