/** The journey: what phones, customers and staff say about it, and what becomes of that. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BoardSnapshot, CardAnswer, CustomerView } from '@curbline/contracts/http';
import type { Caller } from './caller.js';
import { driverOf } from './driver.js';
import { TestSetup } from './test-setup.js';

let setup: TestSetup;
let storeId: string;
let shop: Caller;
beforeAll(async () => {
  setup = await TestSetup.open();
  storeId = await setup.store();
  shop = await setup.shop();
}, 120_000);
afterAll(() => setup.close());

const eventsOf = async (orderId: string) =>
  (await setup.eventsOf(storeId)).filter(({ entityId }) => entityId === orderId);
const typesOf = (orderId: string) => setup.typesOf(storeId, orderId);
const driver = (more: Record<string, unknown> = {}) => driverOf(setup, shop, storeId, more);

describe('trip events', () => {
  it('move the trip, and the wait counts from when the car stood', async () => {
    const { order, customer, event } = await driver();
    await customer.post('trip/start', { sharing: true });
    setup.clock.advance(600_000);
    await setup.tripEvent(event('approaching', setup.clock.now()));
    setup.clock.advance(120_000);
    const stood = setup.clock.now() - 14_000;
    await setup.tripEvent(event('arrived', stood));
    const view = (await customer.get<CustomerView>('trip')).body;
    expect(view.trip.arrival).toMatchObject({
      occurredAt: new Date(stood).toISOString(),
      evidence: 'position_parked',
      confirmed: true,
      reasons: { stoodForS: 14 },
    });
    expect(await typesOf(order.id)).toEqual([
      'order_placed',
      'trip_started',
      'trip_approaching',
      'trip_arrived',
    ]);
    const last = (await eventsOf(order.id)).at(-1);
    expect(last).toMatchObject({ actor: { kind: 'position', id: null }, requestId: 'request-of-the-fix' });
    expect(last?.occurredAt).toBe(new Date(stood).toISOString());
  });

  it('delivered twice, or ten times at once, are applied once', async () => {
    const { order, customer, event } = await driver();
    await customer.post('trip/start', { sharing: true });
    const arrived = event('arrived', setup.clock.now());
    await setup.tripEvent(arrived);
    await setup.tripEvent(arrived);
    await Promise.all(Array.from({ length: 10 }, () => setup.tripEvent(arrived)));
    expect(await typesOf(order.id)).toEqual(['order_placed', 'trip_started', 'trip_arrived']);
  });

  it('change nothing when the trip is unknown or over', async () => {
    const { order, event } = await driver();
    await shop.post(`/v1/orders/${order.id}/cancel`);
    const head = await setup.log.head(storeId);
    await setup.tripEvent(event('arrived', setup.clock.now()));
    await setup.tripEvent({ ...event('arrived', setup.clock.now()), tripId: randomUUID() });
    expect(await setup.log.head(storeId)).toEqual(head);
  });

  it('correct the time of an arrival without a second one, and follow a car that leaves and returns', async () => {
    const { order, customer, event } = await driver();
    await customer.post('trip/start', { sharing: true });
    setup.clock.advance(300_000);
    const now = setup.clock.now();
    await setup.tripEvent(event('arrived', now));
    await setup.tripEvent(event('arrival_corrected', now - 20_000));
    await setup.tripEvent(event('departed', now + 60_000));
    await setup.tripEvent(event('returned', now + 120_000));
    expect((await typesOf(order.id)).slice(2)).toEqual([
      'trip_arrived',
      'arrival_corrected',
      'trip_departed',
      'trip_returned',
    ]);
    const card = (await eventsOf(order.id)).at(-1)?.payload.card;
    expect(card?.trip.state).toBe('arrived');
    expect(card?.arrival?.occurredAt).toBe(new Date(now - 20_000).toISOString());
  });
});

describe('“I’m here”', () => {
  it('is graded by where the phone was last seen', async () => {
    const tapped = async (see?: (d: Awaited<ReturnType<typeof driverOf>>) => Promise<void>) => {
      const d = await driver();
      await d.customer.post('trip/start', { sharing: true });
      await see?.(d);
      return (await d.customer.post<CustomerView>('trip/here', {})).body.trip.arrival;
    };
    expect(await tapped()).toMatchObject({ evidence: 'tapped_unseen', confirmed: true });
    expect(await tapped((d) => d.seen('on_premises'))).toMatchObject({ evidence: 'tapped_near' });
    expect(await tapped((d) => d.seen('near'))).toMatchObject({ evidence: 'tapped_near' });
    expect(await tapped((d) => d.seen('far'))).toMatchObject({ evidence: 'tapped_far', confirmed: false });
    const stale = (d: Awaited<ReturnType<typeof driverOf>>) => d.seen('far', setup.clock.now() - 121_000);
    expect(await tapped(stale)).toMatchObject({ evidence: 'tapped_unseen' });
  });

  it('from far away starts no clock until a position or a bay confirms it', async () => {
    const { order, customer, event, seen } = await driver();
    await customer.post('trip/start', { sharing: true });
    await seen('far');
    const tap = await customer.post<CustomerView>('trip/here', {});
    expect(tap.body.placeInLine).toBeNull();
    setup.clock.advance(240_000);
    const stood = setup.clock.now();
    await setup.tripEvent(event('arrived', stood));
    const card = (await eventsOf(order.id)).at(-1);
    expect(card?.type).toBe('arrival_corrected');
    expect(card?.payload.card?.arrival).toMatchObject({
      occurredAt: new Date(stood).toISOString(),
      evidence: 'position_parked',
      confirmed: true,
    });
  });

  it('tapped without a connection counts from the tap, never from before the order or from the future', async () => {
    const { customer } = await driver();
    await customer.post('trip/start', {});
    setup.clock.advance(600_000);
    const tappedAt = new Date(setup.clock.now() - 90_000).toISOString();
    const here = await customer.post<CustomerView>('trip/here', { tappedAt });
    expect(here.body.trip.arrival?.occurredAt).toBe(tappedAt);
    const early = await driver();
    const placedAt = setup.clock.iso();
    const lie = await early.customer.post<CustomerView>('trip/here', {
      tappedAt: new Date(setup.clock.now() - 7_200_000).toISOString(),
    });
    expect(lie.body.trip.arrival?.occurredAt).toBe(placedAt);
    const later = await driver();
    const future = await later.customer.post<CustomerView>('trip/here', {
      tappedAt: new Date(setup.clock.now() + 3_600_000).toISOString(),
    });
    expect(future.body.trip.arrival?.occurredAt).toBe(setup.clock.iso());
  });

  it('twice is one arrival; details may follow and change nothing else', async () => {
    const { order, customer } = await driver();
    await customer.post('trip/here', {});
    await customer.post('trip/here', {});
    const vehicle = { colour: 'white', model: 'Clio' };
    await customer.put('trip/details', { bay: '1', vehicle, placement: 'trunk' });
    await customer.put('trip/details', { bay: '1' });
    expect(await typesOf(order.id)).toEqual(['order_placed', 'trip_arrived', 'details_changed']);
    const view = await customer.get<CustomerView>('trip');
    expect(view.body.trip).toMatchObject({ bay: '1', vehicle, placement: 'trunk' });
  });
});

describe('staff', () => {
  it('enter the arrival of a caller, take a wrong one back, and the correction is counted', async () => {
    const { order, customer } = await driver();
    await customer.post('trip/start', {});
    const lea = await setup.staff(storeId, 'Léa');
    const at = `/v1/stores/${storeId}/orders/${order.id}`;
    const entered = await lea.post<CardAnswer>(`${at}/arrival`, { bay: '2' });
    expect(entered.body.card).toMatchObject({
      bay: '2',
      arrival: { evidence: 'staff_entered', confirmed: true },
      trip: { state: 'arrived' },
    });
    const asked = await lea.post<CardAnswer>(`${at}/not-here`);
    expect(asked.body.card).toMatchObject({
      bay: '2',
      arrival: { confirmed: false },
      trip: { state: 'arrived', questionedAt: setup.clock.iso() },
      corrections: 1,
    });
    const view = (await customer.get<CustomerView>('trip')).body;
    expect(view.trip).toMatchObject({ state: 'arrived', bay: '2', questionedAt: setup.clock.iso() });
    expect(view.placeInLine).toBeNull();
    const no = (await customer.post<CustomerView>('trip/not-here')).body;
    expect(no.trip).toMatchObject({ state: 'started', bay: '2', arrival: null, questionedAt: null });
    expect((await customer.post('trip/not-here')).status).toBe(200);
    const again = await customer.post<CustomerView>('trip/here', {});
    expect(again.body.trip.state).toBe('arrived');
    expect((await typesOf(order.id)).slice(2)).toEqual([
      'trip_arrived',
      'arrival_questioned',
      'arrival_withdrawn',
      'trip_arrived',
    ]);
  });

  it('who ask and are told "I am here", or find the car, have won nothing: the wait began when it began', async () => {
    const lea = await setup.staff(storeId, 'Léa');
    const stood = setup.clock.iso();
    const [yes, found] = [await driver(), await driver()];
    for (const { order, customer } of [yes, found]) {
      await customer.post('trip/here', {});
      setup.clock.advance(60_000);
      await lea.post(`/v1/stores/${storeId}/orders/${order.id}/not-here`);
    }
    setup.clock.advance(60_000);
    const view = (await yes.customer.post<CustomerView>('trip/here', {})).body;
    expect(view.trip.arrival).toMatchObject({ occurredAt: stood, confirmed: true });
    expect(await typesOf(yes.order.id)).toContain('arrival_confirmed');
    const handed = await lea.post<CardAnswer>(`/v1/stores/${storeId}/orders/${found.order.id}/hand-over`, {
      proof: 'none',
      reason: 'code_not_at_hand',
    });
    expect(handed.body.card.wait?.totalMs).toBe(120_000);
  });

  it('on the way to a car keep it in the line, whatever its positions do', async () => {
    const { order, customer, event } = await driver();
    await customer.post('trip/start', { sharing: true });
    await setup.tripEvent(event('arrived', setup.clock.now()));
    const lea = await setup.staff(storeId, 'Léa');
    await lea.post(`/v1/stores/${storeId}/orders/${order.id}/claim`);
    await setup.tripEvent(event('departed', setup.clock.now()));
    await setup.tripEvent(event('returned', setup.clock.now(), { evidence: 'position_parked' }));
    expect((await customer.get<CustomerView>('trip')).body.trip.state).toBe('arrived');
    expect((await typesOf(order.id)).slice(2)).toEqual(['trip_arrived', 'order_claimed']);
  });

  it('see on the snapshot what is known of each phone, and their own ready', async () => {
    const { order, customer, seen } = await driver();
    await customer.post('trip/start', { sharing: true });
    await seen('near');
    const lea = await setup.staff(storeId, 'Léa');
    await lea.post(`/v1/stores/${storeId}/orders/${order.id}/ready`);
    setup.clock.advance(1_001);
    const board = (await lea.get<BoardSnapshot>(`/v1/stores/${storeId}/board`)).body;
    expect(board.serverTime).toBe(setup.clock.now());
    expect(board.progress.find(({ tripId }) => tripId === order.tripId)?.eta?.seconds).toBe(90);
    expect(board.cards.find(({ orderId }) => orderId === order.id)?.order.state).toBe('ready');
  });
});
