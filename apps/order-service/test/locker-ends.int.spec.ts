/** How what lies in a locker ends: opened, reported wrongly, held too long; and who gets the last compartment. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { BoardSnapshot, OrderView, StoreStats } from '@curbline/contracts/http';
import type { Problem } from '@curbline/contracts/problems';
import { HoldsService } from '../src/holds/holds.service.js';
import { LockerStore } from './locker-stores.js';
import { TestSetup } from './test-setup.js';

const HOUR_MS = 3_600_000;

let setup: TestSetup;
let store: LockerStore;
beforeAll(async () => {
  setup = await TestSetup.open();
}, 120_000);
afterAll(() => setup.close());
beforeEach(async () => {
  store = await LockerStore.open(setup);
});
const endHolds = () => setup.app.get(HoldsService, { strict: false }).end();
const boardOf = async () => (await store.lea.get<BoardSnapshot>(`/v1/stores/${store.storeId}/board`)).body;

describe('a compartment that is opened', () => {
  it('ends the order as its lockers report it, once, with that as its proof', async () => {
    const { ready, opened, types, view, order } = await store.order();
    await ready();
    const done = await opened('a1', 'the-report-sent-twice');
    expect([done.status, done.body.state, done.body.tripState]).toEqual([200, 'handed_over', 'completed']);
    expect((await opened('a1', 'the-report-sent-twice')).body).toEqual(done.body);
    expect((await opened('A1')).status).toBe(200);
    expect((await types()).filter((type) => type === 'order_handed_over')).toHaveLength(1);
    const { actor, payload } = (await setup.eventsOf(store.storeId)).at(-1)!;
    expect([actor.kind, payload.card?.order.proof, payload.card?.order.claimedBy]).toEqual([
      'shop',
      'opened',
      null,
    ]);
    expect(payload.card?.locker?.compartment).toBe('A1');
    expect((await view()).orders[0]).toMatchObject({ state: 'handed_over', handOverCode: null });
    expect(await store.used()).toEqual({});
    expect(order.id).toBe(payload.card?.orderId);
  });

  it('ends it by the word of the customer who is there', async () => {
    const { ready, here, say, order, customer } = await store.order();
    await ready();
    expect((await say('A1')).body.code).toBe('not-possible-now');
    await here();
    expect((await say('A2')).body.code).toBe('wrong-compartment');
    const other = await store.order();
    const refused = await customer.put<Problem>(`trip/locker/${other.order.id}/opened`, {
      compartment: 'A1',
    });
    expect([refused.status, refused.body.code]).toEqual([404, 'order-unknown']);
    expect((await say('a1')).body.trip.state).toBe('completed');
    expect((await say('A1')).status).toBe(200);
    const { body } = await store.shop.get<OrderView>(`/v1/orders/${order.id}`);
    expect(body.state).toBe('handed_over');
  });

  it('is refused for another than the order’s, and the board is told', async () => {
    const [first, second] = [await store.order(), await store.order()];
    await first.ready();
    await second.ready();
    const refused = await first.opened('A2');
    expect([refused.status, refused.body.code]).toEqual([409, 'wrong-compartment']);
    const { type, payload } = (await setup.eventsOf(store.storeId)).at(-1)!;
    const openedInstead = { compartment: 'A2', at: setup.clock.iso() };
    expect([type, payload.card?.locker]).toEqual([
      'locker_mismatch',
      expect.objectContaining({ openedInstead }),
    ]);
    expect([payload.card?.orderId, payload.card?.order.state]).toEqual([first.order.id, 'ready']);
    expect(await store.used()).toEqual({ A1: first.order.shortCode, A2: second.order.shortCode });
    // What was opened after all ends that.
    expect((await first.opened('A1')).body.locker).not.toHaveProperty('openedInstead');
  });

  it.each(['placed', 'preparing'])('is refused for an order that lies in none: %s', async (state) => {
    const { opened } = await store.order({ state });
    expect((await opened('A1')).body.code).toBe('not-possible-now');
    const elsewhere = await setup.shop();
    const { order } = await store.order();
    const foreign = await elsewhere.post(`/v1/orders/${order.id}/locker-opened`, { compartment: 'A1' });
    expect(foreign.status).toBe(404);
  });
});

describe('the last compartment', () => {
  it('goes to exactly one of several orders that are made ready at once', async () => {
    const orders = await Promise.all(Array.from({ length: 6 }, () => store.order({ flags: ['cold'] })));
    const answers = await Promise.all(
      orders.map(({ ready }, index) => ready(index % 2 === 0 ? {} : { compartment: 'F1' })),
    );
    const won = answers.filter(({ status }) => status === 200);
    expect(won.map(({ body }) => body.card.locker?.compartment)).toEqual(['F1']);
    const lost = answers.filter(({ status }) => status !== 200).map(({ body }) => body.code);
    expect(lost).toHaveLength(5);
    for (const code of lost) expect(['no-compartment-free', 'compartment-taken']).toContain(code);
    const states = await Promise.all(orders.map(({ types }) => types()));
    expect(states.filter((types) => types.includes('order_ready'))).toHaveLength(1);
    expect(Object.keys(await store.used())).toEqual(['F1']);
  });

  it('is the next free one for each while there are enough', async () => {
    const orders = await Promise.all([store.order(), store.order(), store.order()]);
    const answers = await Promise.all(orders.map(({ ready }) => ready()));
    const places = answers.map(({ body }) => body.card.locker?.compartment);
    expect(new Set(places)).toEqual(new Set(['A1', 'A2', 'F1']));
  });

  it('cannot be given twice by SQL either, nor two to one order', async () => {
    const [first, second] = [await store.order(), await store.order()];
    await first.ready();
    const put = (orderId: string, compartment: string) =>
      setup.dataSource.query(
        'INSERT INTO locker_use (store_id, order_id, trip_id, compartment) VALUES ($1, $2, $2, $3)',
        [store.storeId, orderId, compartment],
      );
    await expect(put(second.order.id, 'a1')).rejects.toThrow('locker_use_compartment');
    await expect(put(first.order.id, 'A2')).rejects.toThrow('locker_use_pkey');
  });
});

describe('an order that nobody takes out', () => {
  it('goes back to the shelf after its customer was told, and is a card until it is emptied', async () => {
    const { order, ready, types, empty } = await store.order();
    await ready();
    setup.clock.advance(22 * HOUR_MS - 1);
    await endHolds();
    expect((await types()).at(-1)).toBe('order_ready');
    setup.clock.advance(1);
    await endHolds();
    await endHolds();
    expect((await types()).slice(-2)).toEqual(['order_ready', 'hold_ending']);
    setup.clock.advance(2 * HOUR_MS);
    await endHolds();
    expect((await types()).slice(-2)).toEqual(['trip_expired', 'order_not_collected']);
    await store.nextShift();
    const [card] = (await boardOf()).cards;
    expect(card).toMatchObject({
      order: { state: 'not_collected' },
      locker: { compartment: 'A1', emptySince: setup.clock.iso() },
    });
    const other = await store.order();
    expect((await other.ready({ compartment: 'A1' })).body.code).toBe('compartment-taken');
    expect((await empty()).body.card.locker).toBeUndefined();
    // Boards that ask within a second share one reading.
    setup.clock.advance(1_001);
    expect((await boardOf()).cards).toEqual([]);
    expect((await other.ready({ compartment: 'A1' })).status).toBe(200);
    expect(order.shortCode).not.toBe(other.order.shortCode);
  });

  it('has the whole notice, also when the work was late, and is waited for once its customer has set off', async () => {
    const [late, coming] = [await store.order(), await store.order()];
    await late.ready();
    await coming.ready();
    setup.clock.advance(30 * HOUR_MS);
    await coming.customer.post('trip/start', { sharing: false });
    await endHolds();
    setup.clock.advance(2 * HOUR_MS - 1);
    await endHolds();
    expect((await late.types()).at(-1)).toBe('hold_ending');
    setup.clock.advance(1);
    expect(await endHolds()).toBeGreaterThan(0);
    expect([(await late.types()).at(-1), (await coming.types()).at(-1)]).toEqual([
      'order_not_collected',
      'trip_started',
    ]);
  });

  it('lies there again when the customer comes after all, for as long as at first', async () => {
    const { ready, here, view, empty, types } = await store.order();
    await ready();
    setup.clock.advance(22 * HOUR_MS);
    await endHolds();
    setup.clock.advance(2 * HOUR_MS);
    await endHolds();
    await store.nextShift();
    const { orders } = (await here()).body;
    expect(orders).toMatchObject([{ state: 'ready', locker: { compartment: 'A1' } }]);
    expect(Date.parse((await view()).orders[0]!.heldUntil!) - setup.clock.now()).toBe(24 * HOUR_MS);
    expect((await types()).includes('order_reopened')).toBe(true);
    await empty();
  });

  it('is to be emptied when it is canceled', async () => {
    const { order, ready } = await store.order();
    await ready();
    await store.shop.post(`/v1/orders/${order.id}/cancel`, {});
    const { banks } = await store.read();
    expect(banks[0]?.compartments[0]?.order).toMatchObject({ orderId: order.id, isToEmpty: true });
  });
});

describe('the wait of a customer at a locker', () => {
  it('is nobody’s when the order lay there, and staff’s until it did', async () => {
    const [there, late] = [await store.order(), await store.order()];
    await there.ready();
    await there.here();
    await late.here();
    expect((await boardOf()).figures.longestOpenSince).toBe(setup.clock.iso());
    setup.clock.advance(400_000);
    await late.ready();
    expect((await boardOf()).figures.longestOpenSince).toBeNull();
    setup.clock.advance(600_000);
    const waits = [(await there.opened('A1')).body.wait, (await late.opened('A2')).body.wait];
    expect(waits).toEqual([null, expect.objectContaining({ totalMs: 400_000 })]);
    const manager = await setup.manager(store.storeId);
    const { body } = await manager.get<StoreStats>(`/v1/stores/${store.storeId}/stats`);
    expect(body.figures).toMatchObject({
      handedOver: 2,
      arrivals: 2,
      wait: { n: 1 },
      overtaken: { count: 0 },
    });
  });
});
