/** A manager tries a new store out: an ordinary order, whose link opens on a phone. */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { BoardSnapshot, CustomerView, PlacedOrder } from '@curbline/contracts/http';
import { TestSetup } from './test-setup.js';

let setup: TestSetup;
beforeAll(async () => {
  setup = await TestSetup.open();
}, 120_000);
afterAll(() => setup.close());

it('is placed by the store’s manager, stands on the board, and is opened by its link', async () => {
  const storeId = await setup.store();
  const manager = await setup.manager(storeId);
  const placed = await manager.post<PlacedOrder>(`/v1/stores/${storeId}/test-orders`);
  expect([placed.status, placed.body.order.state]).toEqual([201, 'ready']);
  const customer = await setup.customer(placed.body.customerLink);
  expect((await customer.get<CustomerView>('trip')).body.orders).toHaveLength(1);
  await customer.post('trip/here', {});
  const lea = await setup.staff(storeId, 'Léa');
  const board = (await lea.get<BoardSnapshot>(`/v1/stores/${storeId}/board`)).body;
  expect(board.cards.map(({ orderId, customerName }) => [orderId, customerName])).toEqual([
    [placed.body.order.id, 'Test'],
  ]);
});

it('is placed once by a request that is sent twice, and for no store of others', async () => {
  const storeId = await setup.store();
  const manager = await setup.manager(storeId);
  const path = `/v1/stores/${storeId}/test-orders`;
  const first = await manager.post<PlacedOrder>(path, {}, 'one test');
  const again = await manager.post<PlacedOrder>(path, {}, 'one test');
  expect(again.body).toEqual(first.body);
  const other = await setup.store();
  expect((await manager.post(`/v1/stores/${other}/test-orders`)).status).toBe(403);
  expect((await setup.caller({}).post(path)).status).toBe(401);
});
