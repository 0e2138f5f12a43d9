/** Arrivals that nobody closed before the store did: out of the queue, still in the figures of their day. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type {
  BoardSnapshot,
  CustomerView,
  FiveFigures,
  OrderView,
  TodayStats,
  UnfinishedOrders,
} from '@curbline/contracts/http';
import { LeftOpenArrivalsService } from '../src/trips/left-open-arrivals.service.js';
import type { Caller } from './caller.js';
import { TestSetup } from './test-setup.js';

const HOUR = 3_600_000;
const REASON = { proof: 'none', reason: 'known_customer' };

let setup: TestSetup;
let shop: Caller;
beforeAll(async () => {
  setup = await TestSetup.open();
  shop = await setup.shop();
}, 120_000);
afterAll(() => setup.close());

const takeOut = () => setup.app.get(LeftOpenArrivalsService).takeOut();
const iso = (at: number) => new Date(at).toISOString();
async function placed(store: string) {
  const { order, link } = await setup.order(shop, store);
  return { order, customer: await setup.customer(link), at: `/v1/stores/${store}/orders/${order.id}` };
}

async function stateOf(orderId: string) {
  const { body } = await shop.get<OrderView>(`/v1/orders/${orderId}`);
  return [body.state, body.tripState];
}

describe('an arrival that nobody closed', () => {
  it('leaves the line after closing time, and stays in a list and in the figures of its day', async () => {
    // Nine in the morning; a store of its own, open for the next hour by its wall clock in UTC.
    setup.clock.advance(24 * HOUR - ((setup.clock.now() - 9 * HOUR) % (24 * HOUR)));
    const now = new Date(setup.clock.now());
    const clock = (at: number) => iso(at).slice(11, 16);
    const hours = Array.from({ length: 7 }, () => [
      { from: clock(now.getTime() - HOUR), to: clock(now.getTime() + HOUR) },
    ]);
    const store = await setup.store({ timeZone: 'UTC', hours });
    const forgotten = await placed(store);
    await forgotten.customer.post('trip/here', { bay: '1' });
    const lea = await setup.staff(store, 'Léa');
    setup.clock.advance(1.5 * HOUR);
    await takeOut();
    expect(await stateOf(forgotten.order.id)).toEqual(['placed', 'arrived']);
    setup.clock.advance(0.75 * HOUR);
    await takeOut();
    expect(await stateOf(forgotten.order.id)).toEqual(['placed', 'left_open']);
    expect((await setup.typesOf(store, forgotten.order.id)).at(-1)).toBe('trip_left_open');

    const manager = await setup.manager(store);
    const late = await placed(store);
    const view = (await late.customer.post<CustomerView>('trip/here', {})).body;
    expect(view.placeInLine).toBe(1);
    const board = (await lea.get<BoardSnapshot>(`/v1/stores/${store}/board`)).body;
    expect(board.cards.map(({ orderId }) => orderId)).toEqual([late.order.id]);
    const list = (await manager.get<UnfinishedOrders>(`/v1/stores/${store}/orders/unfinished`)).body;
    expect(list.leftOpen.map(({ orderId }) => orderId)).toEqual([forgotten.order.id]);
    const figures = (await manager.get<FiveFigures>(`/v1/stores/${store}/figures`)).body;
    expect(figures).toMatchObject({ leftOpen: 1, withinGoalPercent: 0, longestOpenSince: setup.clock.iso() });
    const today = (await manager.get<TodayStats>(`/v1/stores/${store}/stats/today`)).body;
    const row = today.pickups.find(({ orderId }) => orderId === forgotten.order.id);
    expect(row?.wait).toMatchObject({ leftOpen: true, totalMs: 2.25 * HOUR });

    // Handed over from the list: how long that wait was nobody knows, and the figure of the day stays.
    const tom = await setup.staff(store, 'Tom');
    expect((await tom.post(`${forgotten.at}/hand-over`, REASON)).status).toBe(200);
    expect(await stateOf(forgotten.order.id)).toEqual(['handed_over', 'completed']);
    const after = (await manager.get<FiveFigures>(`/v1/stores/${store}/figures`)).body;
    expect(after).toMatchObject({ leftOpen: 1, handedOver: 1, withinGoalPercent: 0 });
    setup.clock.advance(24 * HOUR);
    await takeOut();
    const next = (await setup.manager(store)).get<FiveFigures>(`/v1/stores/${store}/figures`);
    expect((await next).body.leftOpen).toBeUndefined();
  });

  it('stays in the line while the store is open, and over a break at noon', async () => {
    setup.clock.advance(24 * HOUR - ((setup.clock.now() - 9 * HOUR) % (24 * HOUR)));
    const now = new Date(setup.clock.now());
    const clock = (at: number) => iso(at).slice(11, 16);
    const store = await setup.store({
      timeZone: 'UTC',
      hours: Array.from({ length: 7 }, () => [
        { from: clock(now.getTime() - HOUR), to: clock(now.getTime() + HOUR / 4) },
        { from: clock(now.getTime() + 2.25 * HOUR), to: clock(now.getTime() + 5 * HOUR) },
      ]),
    });
    const { order, customer } = await placed(store);
    await customer.post('trip/here', {});
    setup.clock.advance(1.5 * HOUR);
    await takeOut();
    expect((await stateOf(order.id))[1]).toBe('arrived');
  });

  it('leaves the line where an exception says that the store is closed today', async () => {
    const day = setup.clock.iso().slice(0, 10);
    const open = Array.from({ length: 7 }, () => [{ from: '00:00', to: '24:00' }]);
    const label = { fr: 'Inventaire', en: 'Stocktaking' };
    const store = await setup.store({
      timeZone: 'UTC',
      hours: open,
      exceptions: [{ from: day, to: day, spans: [], label }],
    });
    const { order, customer } = await placed(store);
    await customer.post('trip/here', {});
    setup.clock.advance(1.5 * HOUR);
    await takeOut();
    expect((await stateOf(order.id))[1]).toBe('left_open');
  });
});
