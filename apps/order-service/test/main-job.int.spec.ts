/** From the order to the hand-over, as shop, customer, staff and manager live it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Card } from '@curbline/contracts/events';
import type {
  BoardSnapshot,
  CardAnswer,
  CustomerView,
  FiveFigures,
  OrderView,
} from '@curbline/contracts/http';
import type { Problem } from '@curbline/contracts/problems';
import type { Caller } from './caller.js';
import { TestSetup } from './test-setup.js';

let setup: TestSetup;
beforeAll(async () => {
  setup = await TestSetup.open();
}, 120_000);
afterAll(() => setup.close());

describe('the main job', () => {
  it('goes from the order to the hand-over, each step told in the log', async () => {
    const storeId = await setup.store();
    const shop = await setup.shop([storeId]);
    const { order, link } = await setup.order(shop, storeId, { itemsCount: 12, flags: ['cold'] });
    expect(order).toMatchObject({ state: 'placed', tripState: 'pending', version: 1 });
    expect(order.shortCode).toMatch(/^[A-Z][2-9]{3}$/);
    expect(link).toBe(`http://localhost/p#${storeId}.${link.slice(-22)}`);
    expect(link).toMatch(/\.[A-Za-z0-9_-]{22}$/);

    const ready = await shop.post<OrderView>(`/v1/orders/${order.id}/ready`);
    expect(ready.body).toMatchObject({ state: 'ready', version: 2 });

    const customer = await setup.customer(link);
    const started = await customer.post<CustomerView>('trip/start', { sharing: true });
    expect(started.body).toMatchObject({
      customerName: 'Zoé M.',
      language: 'fr',
      trip: { state: 'started', sharing: 'live' },
      runner: null,
      placeInLine: null,
    });

    setup.clock.advance(600_000);
    const here = await customer.post<CustomerView>('trip/here', { bay: 'b4' });
    expect(here.body.trip).toMatchObject({ state: 'arrived', bay: 'B4' });
    expect(here.body.trip.arrival).toMatchObject({ evidence: 'tapped_unseen', confirmed: true });
    expect(here.body.placeInLine).toBe(1);

    const lea = await setup.staff(storeId, 'Léa');
    const board = await lea.get<BoardSnapshot>(`/v1/stores/${storeId}/board`);
    expect(board.body.cards).toHaveLength(1);
    expect(board.body.cards[0]).toMatchObject({ shortCode: order.shortCode, bay: 'B4' });
    expect(JSON.stringify(board.body)).not.toContain('handOverCode');

    setup.clock.advance(30_000);
    const at = `/v1/stores/${storeId}/orders/${order.id}`;
    const claimed = await lea.post<CardAnswer>(`${at}/claim`);
    expect(claimed.body.card.order.claimedBy?.name).toBe('Léa');
    const seen = await customer.get<CustomerView>('trip');
    expect(seen.body.runner?.name).toBe('Léa');
    const code = seen.body.orders[0]?.handOverCode;

    setup.clock.advance(60_000);
    const handedOver = await lea.post<CardAnswer>(`${at}/hand-over`, { proof: 'code', code });
    expect(handedOver.status).toBe(200);
    expect(handedOver.body.card.wait).toEqual({
      totalMs: 90_000,
      earlyMs: 0,
      shortNoticeMs: 0,
      storeMs: 90_000,
    });
    expect(handedOver.body.card.trip).toMatchObject({ state: 'completed', sharing: 'stopped' });
    const end = await customer.get<CustomerView>('trip');
    expect(end.body.orders[0]?.handOverCode).toBeNull();
    expect(end.body.trip).toMatchObject({ state: 'completed' });

    const events = await setup.eventsOf(storeId);
    expect(events.map((e) => e.type)).toEqual([
      'order_placed',
      'order_ready',
      'trip_started',
      'trip_arrived',
      'order_claimed',
      'order_handed_over',
    ]);
    expect(events.map((e) => e.seq)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(events.map((e) => e.actor.kind)).toEqual([
      'shop',
      'shop',
      'customer',
      'customer',
      'staff',
      'staff',
    ]);
    const versions = events.map((e) => e.entityVersion);
    expect(versions).toEqual([...versions].sort((a, b) => a - b));
    expect(new Set(versions).size).toBe(versions.length);

    const figures = await lea.get<FiveFigures>(`/v1/stores/${storeId}/figures`);
    expect(figures.body).toEqual({
      handedOver: 1,
      withinGoalPercent: 100,
      medianWaitS: 90,
      goalS: 120,
      judged: { served: 1, open: 0 },
      longestOpenSince: null,
      onTheWay: 0,
    });
  });

  it('takes a hand-over back from any device for half an hour, and not later', async () => {
    const storeId = await setup.store();
    const { order, link } = await setup.order(await setup.shop(), storeId);
    const customer = await setup.customer(link);
    await customer.post('trip/here', {});
    const [lea, tom] = [await setup.staff(storeId, 'Léa'), await setup.staff(storeId, 'Tom')];
    const at = `/v1/stores/${storeId}/orders/${order.id}`;
    await lea.post(`${at}/hand-over`, { proof: 'none', reason: 'known_customer' });

    setup.clock.advance(29 * 60_000);
    const back = await tom.post<CardAnswer>(`${at}/recall`);
    expect(back.body.card).toMatchObject({
      order: { state: 'ready', recalls: 1, handedOverAt: null, proof: null },
      trip: { state: 'arrived' },
      wait: null,
    });
    expect((await customer.get<CustomerView>('trip')).body.trip.state).toBe('arrived');
    expect((await lea.get<FiveFigures>(`/v1/stores/${storeId}/figures`)).body.handedOver).toBe(0);

    await tom.post(`${at}/hand-over`, { proof: 'id_checked' });
    setup.clock.advance(30 * 60_000 + 1000);
    const ida = await setup.staff(storeId, 'Ida');
    const late = await ida.post<Problem>(`${at}/recall`);
    expect(late.status).toBe(409);
    expect(late.body.code).toBe('recall-too-late');
  });

  it('takes back a hand-over of somebody who was never known to be there', async () => {
    const storeId = await setup.store();
    const { order } = await setup.order(await setup.shop(), storeId);
    const lea = await setup.staff(storeId, 'Léa');
    const at = `/v1/stores/${storeId}/orders/${order.id}`;
    const done = await lea.post<CardAnswer>(`${at}/hand-over`, { proof: 'none', reason: 'known_customer' });
    expect(done.body.card).toMatchObject({ trip: { state: 'completed' }, wait: null });
    const back = await lea.post<CardAnswer>(`${at}/recall`);
    expect(back.body.card).toMatchObject({ order: { state: 'ready' }, trip: { state: 'pending' } });
  });

  it('shows on the board who is under way and what may be recalled, nothing else', async () => {
    const storeId = await setup.store();
    const shop = await setup.shop();
    const lea = await setup.staff(storeId, 'Léa');
    const [hidden, coming, done] = [
      await setup.order(shop, storeId),
      await setup.order(shop, storeId),
      await setup.order(shop, storeId),
    ];
    await (await setup.customer(coming.link)).post('trip/start', { declaredMinutes: 10 });
    await lea.post(`/v1/stores/${storeId}/orders/${done.order.id}/hand-over`, {
      proof: 'none',
      reason: 'known_customer',
    });
    const board = await lea.get<BoardSnapshot>(`/v1/stores/${storeId}/board`);
    const ids = board.body.cards.map((card: Card) => card.orderId);
    expect(ids.sort()).toEqual([coming.order.id, done.order.id].sort());
    expect(ids).not.toContain(hidden.order.id);
    expect(board.body.position).toEqual(await setup.log.head(storeId));

    setup.clock.advance(31 * 60_000);
    const later = await lea.get<BoardSnapshot>(`/v1/stores/${storeId}/board`);
    expect(later.body.cards.map((card: Card) => card.orderId)).toEqual([coming.order.id]);
  });
});

describe('the figures for Prometheus', () => {
  it('count open trips and waits by store, and name no customer', async () => {
    const storeId = await setup.store();
    const { link } = await setup.order(await setup.shop(), storeId);
    const customer = await setup.customer(link);
    await customer.post('trip/here', {});
    setup.clock.advance(42_000);
    const { body } = await setup.app.inject({ method: 'GET', url: '/metrics' });
    expect(body).toContain(`curbline_open_trips{store="${storeId}",state="arrived"} 1`);
    expect(body).toContain(`curbline_open_waits{store="${storeId}"} 1`);
    expect(body).toContain(`curbline_longest_open_wait_seconds{store="${storeId}"} 42`);
    expect(body).not.toContain('Zoé');
  });
});

describe('a place in line', () => {
  it('follows the time of arrival, and the served leave it', async () => {
    const storeId = await setup.store();
    const shop = await setup.shop();
    const arrive = async () => {
      const { order, link } = await setup.order(shop, storeId);
      const customer = await setup.customer(link);
      await customer.post('trip/here', {});
      setup.clock.advance(10_000);
      return { order, customer };
    };
    const [first, second, third] = [await arrive(), await arrive(), await arrive()];
    const place = async ({ customer }: { customer: Caller }) =>
      (await customer.get<CustomerView>('trip')).body.placeInLine;
    expect([await place(first), await place(second), await place(third)]).toEqual([1, 2, 3]);
    const lea = await setup.staff(storeId, 'Léa');
    await lea.post(`/v1/stores/${storeId}/orders/${first.order.id}/hand-over`, {
      proof: 'none',
      reason: 'known_customer',
    });
    expect([await place(first), await place(second), await place(third)]).toEqual([null, 1, 2]);
  });
});

describe('sharing', () => {
  it('is switched on and off, told each time, and kept in the receipt', async () => {
    const storeId = await setup.store();
    const { link } = await setup.order(await setup.shop(), storeId);
    const customer = await setup.customer(link);
    await customer.post('trip/start', { declaredMinutes: 12 });
    await customer.post('trip/sharing', { sharing: true });
    await customer.post('trip/sharing', { sharing: true });
    const off = await customer.post<CustomerView>('trip/sharing', { sharing: false });
    expect(off.body.trip).toMatchObject({
      sharing: 'stopped',
      declaredArrivalAt: new Date(setup.clock.now() + 720_000).toISOString(),
    });
    expect(off.body.receipt).toMatchObject({ sharingStoppedAt: setup.clock.iso() });
    expect(await setup.typesOf(storeId)).toEqual([
      'order_placed',
      'trip_started',
      'sharing_started',
      'sharing_stopped',
    ]);
  });
});
