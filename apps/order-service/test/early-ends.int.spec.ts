/** Ends that must not come too early: silent trips, orders given up, arrivals that nobody closed, moved windows. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type {
  CardAnswer,
  BoardSnapshot,
  CustomerView,
  FiveFigures,
  OrderView,
  TodayStats,
  UnfinishedOrders,
} from '@curbline/contracts/http';
import { LeftOpenArrivalsService } from '../src/trips/left-open-arrivals.service.js';
import { TripExpiryService } from '../src/trips/trip-expiry.service.js';
import { World, type Caller } from './world.js';

const HOUR = 3_600_000;
const REASON = { proof: 'none', reason: 'known_customer' };

let world: World;
let storeId: string;
let shop: Caller;
beforeAll(async () => {
  world = await World.open();
  storeId = await world.store();
  shop = await world.shop();
}, 120_000);
afterAll(() => world.close());

const expire = () => world.app.get(TripExpiryService).expire();
const takeOut = () => world.app.get(LeftOpenArrivalsService).takeOut();
const iso = (at: number) => new Date(at).toISOString();
const windowIn = (fromH: number, toH: number) => ({
  from: iso(world.clock.now() + fromH * HOUR),
  to: iso(world.clock.now() + toH * HOUR),
});

async function placed(more: Record<string, unknown> = {}, store = storeId) {
  const { order, link } = await world.order(shop, store, more);
  return { order, customer: await world.customer(link), at: `/v1/stores/${store}/orders/${order.id}` };
}

async function stateOf(orderId: string) {
  const { body } = await shop.get<OrderView>(`/v1/orders/${orderId}`);
  return [body.state, body.tripState];
}

async function typesOf(orderId: string, store = storeId) {
  const read = await world.log.readAfter(store, { epoch: '', seq: 0 });
  if (read.kind !== 'events') throw new Error(read.reason);
  return read.events.filter(({ entityId }) => entityId === orderId).map(({ type }) => type);
}

/** An order whose window is long over, given up. */
async function givenUp(more: Record<string, unknown> = {}) {
  const one = await placed({ window: windowIn(1, 2), state: 'ready', ...more });
  world.clock.advance(6 * HOUR + 60_000);
  await expire();
  expect(await stateOf(one.order.id)).toEqual(['not_collected', 'expired']);
  return one;
}

describe('a trip without a sign of life', () => {
  it('goes back to its beginning when it set off, and keeps the term of its order', async () => {
    const pending = await placed({ window: windowIn(1, 2) });
    const setOff = await placed();
    await setOff.customer.post('trip/start', { sharing: true });
    const someday = await placed();

    world.clock.advance(4 * HOUR - 60_000);
    await expire();
    expect(await stateOf(setOff.order.id)).toEqual(['placed', 'started']);
    world.clock.advance(120_000);
    await expire();
    expect(await stateOf(setOff.order.id)).toEqual(['placed', 'pending']);
    const view = (await setOff.customer.get<CustomerView>('trip')).body;
    expect(view.trip).toMatchObject({ state: 'pending', sharing: 'stopped', startedAt: null });
    expect(await typesOf(setOff.order.id)).toEqual(['order_placed', 'trip_started', 'trip_lapsed']);
    // On the way once more, as if for the first time.
    await setOff.customer.post('trip/start', {});
    expect(await stateOf(setOff.order.id)).toEqual(['placed', 'started']);

    world.clock.advance(2 * HOUR);
    await expire();
    expect(await stateOf(pending.order.id)).toEqual(['not_collected', 'expired']);
    expect(await typesOf(pending.order.id)).toEqual(['order_placed', 'trip_expired', 'order_not_collected']);
    world.clock.advance(24 * 6 * HOUR);
    await expire();
    expect(await stateOf(someday.order.id)).toEqual(['placed', 'pending']);
    world.clock.advance(24 * HOUR);
    await expire();
    expect(await stateOf(someday.order.id)).toEqual(['not_collected', 'expired']);
    expect(await expire()).toBe(0);
  });

  it('is not silent while its phone is heard of', async () => {
    const { order, customer } = await placed();
    await customer.post('trip/start', { sharing: true });
    world.clock.advance(5 * HOUR);
    await world.progress({
      storeId,
      tripId: order.tripId,
      at: world.clock.iso(),
      lastSeenAt: world.clock.iso(),
      eta: null,
      band: 'far',
      signalLost: false,
      probablyHere: false,
    });
    await expire();
    expect(await stateOf(order.id)).toEqual(['placed', 'started']);
  });
});

describe('an order that was given up', () => {
  it('is found by staff and handed over', async () => {
    const { order, at } = await givenUp();
    const lea = await world.staff(storeId, 'Léa');
    const found = await lea.get<CardAnswer>(`/v1/stores/${storeId}/orders/by-code/${order.shortCode}`);
    expect(found.body.card.order.state).toBe('not_collected');
    const list = await lea.get<UnfinishedOrders>(`/v1/stores/${storeId}/orders/unfinished`);
    expect(list.body.notCollected.map(({ orderId }) => orderId)).toContain(order.id);
    expect((await lea.post(`${at}/hand-over`, REASON)).status).toBe(200);
    expect(await stateOf(order.id)).toEqual(['handed_over', 'completed']);
    expect((await lea.post(`${at}/recall`)).status).toBe(200);
    expect(await stateOf(order.id)).toEqual(['ready', 'pending']);
  });

  it('comes back when staff see its customer', async () => {
    const { order, at } = await givenUp();
    const lea = await world.staff(storeId, 'Léa');
    const entered = await lea.post<CardAnswer>(`${at}/arrival`, { bay: '2' });
    expect(entered.body.card).toMatchObject({
      order: { state: 'ready' },
      trip: { state: 'arrived' },
      bay: '2',
    });
    expect((await typesOf(order.id)).slice(-2)).toEqual(['order_reopened', 'trip_arrived']);
  });

  it.each([
    ['here', {}, 'arrived'],
    ['start', { declaredMinutes: 10 }, 'started'],
  ])('comes back with the customer’s own "%s"', async (action, body, tripState) => {
    const { order, customer } = await givenUp();
    const view = await customer.post<CustomerView>(`trip/${action}`, body);
    expect([view.status, view.body.trip.state]).toEqual([200, tripState]);
    expect(view.body.orders[0]?.handOverCode).not.toBeNull();
    expect(await stateOf(order.id)).toEqual(['ready', tripState]);
  });

  it('is reopened by its shop, or with a later window; a window of the past is refused by name', async () => {
    const one = await givenUp();
    expect((await shop.post(`/v1/orders/${one.order.id}/reopen`)).status).toBe(200);
    expect(await stateOf(one.order.id)).toEqual(['ready', 'pending']);
    const other = await givenUp();
    const past = { window: { from: iso(0), to: iso(1) } };
    expect((await shop.patch(`/v1/orders/${other.order.id}`, past)).body).toMatchObject({
      code: 'window-past',
    });
    const window = windowIn(24, 25);
    const moved = await shop.patch<OrderView>(`/v1/orders/${other.order.id}`, { window });
    expect(moved.body).toMatchObject({ state: 'ready', tripState: 'pending', window });
    // And has its whole new term.
    await expire();
    expect(await stateOf(other.order.id)).toEqual(['ready', 'pending']);
  });

  it('opens its customer’s page again, for as long as its new window says', async () => {
    const { order, customer } = await givenUp();
    world.clock.advance(3 * HOUR);
    expect((await customer.get('trip')).status).not.toBe(200);
    await shop.patch(`/v1/orders/${order.id}`, { window: windowIn(24 * 9, 24 * 9 + 1) });
    world.clock.advance(24 * 8 * HOUR);
    const [link] = await world.dataSource.query<{ expires_at: Date }[]>(
      'SELECT expires_at FROM trip_link WHERE trip_id = $1',
      [order.tripId],
    );
    expect(link?.expires_at.getTime()).toBeGreaterThan(world.clock.now() + 24 * HOUR);
  });

  it('gets another short code when its own is taken by then', async () => {
    const { order } = await givenUp();
    const next = await placed();
    await world.dataSource.query('UPDATE pickup_order SET short_code = $1 WHERE id = $2', [
      order.shortCode,
      next.order.id,
    ]);
    const back = await shop.post<OrderView>(`/v1/orders/${order.id}/reopen`);
    expect(back.status).toBe(200);
    expect(back.body.shortCode).not.toBe(order.shortCode);
  });

  it('comes back as well from the rows of an earlier version', async () => {
    const { order, customer } = await placed({ state: 'ready' });
    const row = [storeId, order.tripId, new Date(world.clock.now())];
    await world.dataSource.query(
      `UPDATE trip SET state = 'expired', closed_at = $3, started_at = $3 WHERE store_id = $1 AND id = $2`,
      row,
    );
    await world.dataSource.query(
      `UPDATE pickup_order SET state = 'not_collected' WHERE store_id = $1 AND trip_id = $2`,
      row.slice(0, 2),
    );
    expect((await customer.post('trip/here', {})).status).toBe(200);
    expect(await stateOf(order.id)).toEqual(['ready', 'arrived']);
  });
});

describe('a window', () => {
  it('is moved by the shop and by staff; board and customer follow', async () => {
    const { order, customer, at } = await placed({ window: windowIn(1, 2) });
    const window = windowIn(3, 4);
    expect((await shop.patch<OrderView>(`/v1/orders/${order.id}`, { window })).body.window).toEqual(window);
    expect((await customer.get<CustomerView>('trip')).body.orders[0]?.window).toEqual(window);
    const lea = await world.staff(storeId, 'Léa');
    const asked = await lea.put<CardAnswer>(`${at}/window`, { window: null });
    expect(asked.body.card.window).toBeNull();
    expect(await typesOf(order.id)).toEqual(['order_placed', 'window_changed', 'window_changed']);
    await lea.put(`${at}/window`, { window: null });
    expect((await typesOf(order.id)).length).toBe(3);
    await lea.post(`${at}/hand-over`, REASON);
    expect((await shop.patch(`/v1/orders/${order.id}`, { window })).status).toBe(409);
  });
});

describe('an arrival that nobody closed', () => {
  it('leaves the line after closing time, and stays in a list and in the figures of its day', async () => {
    // Nine in the morning; a store of its own, open for the next hour by its wall clock in UTC.
    world.clock.advance(24 * HOUR - ((world.clock.now() - 9 * HOUR) % (24 * HOUR)));
    const now = new Date(world.clock.now());
    const clock = (at: number) => iso(at).slice(11, 16);
    const hours = Array.from({ length: 7 }, () => [
      { from: clock(now.getTime() - HOUR), to: clock(now.getTime() + HOUR) },
    ]);
    const store = await world.store({ timeZone: 'UTC', hours });
    const forgotten = await placed({}, store);
    await forgotten.customer.post('trip/here', { bay: '1' });
    const lea = await world.staff(store, 'Léa');
    world.clock.advance(1.5 * HOUR);
    await takeOut();
    expect(await stateOf(forgotten.order.id)).toEqual(['placed', 'arrived']);
    world.clock.advance(0.75 * HOUR);
    await takeOut();
    expect(await stateOf(forgotten.order.id)).toEqual(['placed', 'left_open']);
    expect((await typesOf(forgotten.order.id, store)).at(-1)).toBe('trip_left_open');

    const manager = await world.manager(store);
    const late = await placed({}, store);
    const view = (await late.customer.post<CustomerView>('trip/here', {})).body;
    expect(view.placeInLine).toBe(1);
    const board = (await lea.get<BoardSnapshot>(`/v1/stores/${store}/board`)).body;
    expect(board.cards.map(({ orderId }) => orderId)).toEqual([late.order.id]);
    const list = (await manager.get<UnfinishedOrders>(`/v1/stores/${store}/orders/unfinished`)).body;
    expect(list.leftOpen.map(({ orderId }) => orderId)).toEqual([forgotten.order.id]);
    const figures = (await manager.get<FiveFigures>(`/v1/stores/${store}/figures`)).body;
    expect(figures).toMatchObject({ leftOpen: 1, withinGoalPercent: 0, longestOpenSince: world.clock.iso() });
    const today = (await manager.get<TodayStats>(`/v1/stores/${store}/stats/today`)).body;
    const row = today.pickups.find(({ orderId }) => orderId === forgotten.order.id);
    expect(row?.wait).toMatchObject({ leftOpen: true, totalMs: 2.25 * HOUR });

    // Handed over from the list: how long that wait was nobody knows, and the figure of the day stays.
    const tom = await world.staff(store, 'Tom');
    expect((await tom.post(`${forgotten.at}/hand-over`, REASON)).status).toBe(200);
    expect(await stateOf(forgotten.order.id)).toEqual(['handed_over', 'completed']);
    const after = (await manager.get<FiveFigures>(`/v1/stores/${store}/figures`)).body;
    expect(after).toMatchObject({ leftOpen: 1, handedOver: 1, withinGoalPercent: 0 });
    world.clock.advance(24 * HOUR);
    await takeOut();
    const next = (await world.manager(store)).get<FiveFigures>(`/v1/stores/${store}/figures`);
    expect((await next).body.leftOpen).toBeUndefined();
  });

  it('stays in the line while the store is open, and over a break at noon', async () => {
    world.clock.advance(24 * HOUR - ((world.clock.now() - 9 * HOUR) % (24 * HOUR)));
    const now = new Date(world.clock.now());
    const clock = (at: number) => iso(at).slice(11, 16);
    const store = await world.store({
      timeZone: 'UTC',
      hours: Array.from({ length: 7 }, () => [
        { from: clock(now.getTime() - HOUR), to: clock(now.getTime() + HOUR / 4) },
        { from: clock(now.getTime() + 2.25 * HOUR), to: clock(now.getTime() + 5 * HOUR) },
      ]),
    });
    const { order, customer } = await placed({}, store);
    await customer.post('trip/here', {});
    world.clock.advance(1.5 * HOUR);
    await takeOut();
    expect((await stateOf(order.id))[1]).toBe('arrived');
  });
});
