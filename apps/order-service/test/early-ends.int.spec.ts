/** Ends that must not come too early: silent trips, orders given up, moved windows. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CardAnswer, CustomerView, OrderView, UnfinishedOrders } from '@curbline/contracts/http';
import { TripExpiryService } from '../src/trips/trip-expiry.service.js';
import type { Caller } from './caller.js';
import { TestSetup } from './test-setup.js';

const HOUR = 3_600_000;
const REASON = { proof: 'none', reason: 'known_customer' };

let setup: TestSetup;
let storeId: string;
let shop: Caller;
beforeAll(async () => {
  setup = await TestSetup.open();
  storeId = await setup.store();
  shop = await setup.shop();
}, 120_000);
afterAll(() => setup.close());

const expire = () => setup.app.get(TripExpiryService).expire();
const iso = (at: number) => new Date(at).toISOString();
const windowIn = (fromH: number, toH: number) => ({
  from: iso(setup.clock.now() + fromH * HOUR),
  to: iso(setup.clock.now() + toH * HOUR),
});

async function placed(more: Record<string, unknown> = {}, store = storeId) {
  const { order, link } = await setup.order(shop, store, more);
  return { order, customer: await setup.customer(link), at: `/v1/stores/${store}/orders/${order.id}` };
}

async function stateOf(orderId: string) {
  const { body } = await shop.get<OrderView>(`/v1/orders/${orderId}`);
  return [body.state, body.tripState];
}

const typesOf = (orderId: string) => setup.typesOf(storeId, orderId);

/** An order whose window is long over, given up. */
async function givenUp(more: Record<string, unknown> = {}) {
  const one = await placed({ window: windowIn(1, 2), state: 'ready', ...more });
  setup.clock.advance(6 * HOUR + 60_000);
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

    setup.clock.advance(4 * HOUR - 60_000);
    await expire();
    expect(await stateOf(setOff.order.id)).toEqual(['placed', 'started']);
    setup.clock.advance(120_000);
    await expire();
    expect(await stateOf(setOff.order.id)).toEqual(['placed', 'pending']);
    const view = (await setOff.customer.get<CustomerView>('trip')).body;
    expect(view.trip).toMatchObject({ state: 'pending', sharing: 'stopped', startedAt: null });
    expect(await typesOf(setOff.order.id)).toEqual(['order_placed', 'trip_started', 'trip_lapsed']);
    // On the way once more, as if for the first time.
    await setOff.customer.post('trip/start', {});
    expect(await stateOf(setOff.order.id)).toEqual(['placed', 'started']);

    setup.clock.advance(2 * HOUR);
    await expire();
    expect(await stateOf(pending.order.id)).toEqual(['not_collected', 'expired']);
    expect(await typesOf(pending.order.id)).toEqual(['order_placed', 'trip_expired', 'order_not_collected']);
    setup.clock.advance(24 * 6 * HOUR);
    await expire();
    expect(await stateOf(someday.order.id)).toEqual(['placed', 'pending']);
    setup.clock.advance(24 * HOUR);
    await expire();
    expect(await stateOf(someday.order.id)).toEqual(['not_collected', 'expired']);
    expect(await expire()).toBe(0);
  });

  it('is not silent while its phone is heard of', async () => {
    const { order, customer } = await placed();
    await customer.post('trip/start', { sharing: true });
    setup.clock.advance(5 * HOUR);
    await setup.progress({
      storeId,
      tripId: order.tripId,
      at: setup.clock.iso(),
      lastSeenAt: setup.clock.iso(),
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
    const lea = await setup.staff(storeId, 'Léa');
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
    const lea = await setup.staff(storeId, 'Léa');
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
    setup.clock.advance(3 * HOUR);
    expect((await customer.get('trip')).status).not.toBe(200);
    await shop.patch(`/v1/orders/${order.id}`, { window: windowIn(24 * 9, 24 * 9 + 1) });
    setup.clock.advance(24 * 8 * HOUR);
    const [link] = await setup.dataSource.query<{ expires_at: Date }[]>(
      'SELECT expires_at FROM trip_link WHERE trip_id = $1',
      [order.tripId],
    );
    expect(link?.expires_at.getTime()).toBeGreaterThan(setup.clock.now() + 24 * HOUR);
  });

  it('gets another short code when its own is taken by then', async () => {
    const { order } = await givenUp();
    const next = await placed();
    await setup.dataSource.query('UPDATE pickup_order SET short_code = $1 WHERE id = $2', [
      order.shortCode,
      next.order.id,
    ]);
    const back = await shop.post<OrderView>(`/v1/orders/${order.id}/reopen`);
    expect(back.status).toBe(200);
    expect(back.body.shortCode).not.toBe(order.shortCode);
  });

  it('comes back as well from the rows of an earlier version', async () => {
    const { order, customer } = await placed({ state: 'ready' });
    const row = [storeId, order.tripId, new Date(setup.clock.now())];
    await setup.dataSource.query(
      `UPDATE trip SET state = 'expired', closed_at = $3, started_at = $3 WHERE store_id = $1 AND id = $2`,
      row,
    );
    await setup.dataSource.query(
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
    const lea = await setup.staff(storeId, 'Léa');
    const asked = await lea.put<CardAnswer>(`${at}/window`, { window: null });
    expect(asked.body.card.window).toBeNull();
    expect(await typesOf(order.id)).toEqual(['order_placed', 'window_changed', 'window_changed']);
    await lea.put(`${at}/window`, { window: null });
    expect((await typesOf(order.id)).length).toBe(3);
    await lea.post(`${at}/hand-over`, REASON);
    expect((await shop.patch(`/v1/orders/${order.id}`, { window })).status).toBe(409);
  });
});
