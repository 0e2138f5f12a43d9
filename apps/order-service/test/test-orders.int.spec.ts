/** A manager tries a new store out: an ordinary order, whose link opens on a phone. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { BoardSnapshot, CustomerView, PlacedOrder, SetUpView } from '@curbline/contracts/http';
import { LYON } from './store-settings.js';
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

it('is the last step of a set-up, whose steps are read off the store and may be left for later', async () => {
  const storeId = await setup.store({ hours: LYON.hours.map(() => []), bays: [] });
  const [manager, another] = [await setup.manager(storeId), await setup.manager(storeId)];
  const at = `/v1/stores/${storeId}`;
  const states = async (caller = manager) =>
    (await caller.get<SetUpView>(`${at}/set-up`)).body.steps.map(({ step, done, skipped }) =>
      [step, done && 'done', skipped && 'skipped'].filter(Boolean).join(' '),
    );
  expect(await states()).toEqual(['hours', 'place', 'people', 'screens', 'order']);
  await manager.put(`${at}/set-up/screens`, { skipped: true });
  await manager.put(`${at}/set-up/place`, { skipped: true });
  await manager.put(`${at}/set-up/place`, { skipped: true });
  // Another person on another device goes on from there.
  expect(await states(another)).toEqual(['hours', 'place skipped', 'people', 'screens skipped', 'order']);
  await another.put(`${at}/set-up/place`, { skipped: false });
  await manager.put(at, LYON);
  await manager.post(`${at}/staff`, { name: 'Léa', role: 'staff', pin: '582934' });
  await manager.post(`${at}/test-orders`);
  // The order of a day that is over counts, too.
  setup.clock.advance(3 * 24 * 3_600_000);
  const later = await setup.sameManagerAgain(manager);
  expect(await states(later)).toEqual([
    'hours done',
    'place done',
    'people done',
    'screens skipped',
    'order done',
  ]);
  await setup.staff(storeId, 'Tom');
  expect((await states(later))[3]).toBe('screens done skipped');
  expect((await later.put(`${at}/set-up/roof`, { skipped: true })).status).toBe(400);
});
