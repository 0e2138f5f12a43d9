/** Wrong input is refused by name, in words, and changes nothing. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CardAnswer, CustomerView } from '@curbline/contracts/http';
import type { Problem } from '@curbline/contracts/problems';
import { ORDER_STATES, ORDER_TRANSITIONS, type OrderState } from '@curbline/domain/order';
import { allowedMoves, TRIP_STATES, TRIP_TRANSITIONS, type TripState } from '@curbline/domain/trip';
import type { Caller } from './caller.js';
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

const valid = () => ({ storeId, customer: { firstName: 'Zoé' } });
const fieldsOf = (body: Problem) => body.errors?.map(({ field }) => field);

describe('an order that cannot be placed', () => {
  it('names every wrong field', async () => {
    const response = await shop.post<Problem>('/v1/orders', {
      ...valid(),
      itemsCount: 0,
      service: 'by_balloon',
      window: { from: '2026-03-11T10:00:00Z', to: '2026-03-11T09:00:00Z' },
      customer: { firstName: 7 },
    });
    expect(response.status).toBe(400);
    expect(response.headers['content-type']).toContain('application/problem+json');
    expect(fieldsOf(response.body)?.sort()).toEqual([
      'customer.firstName',
      'itemsCount',
      'service',
      'window.to',
    ]);
  });

  it('names a field that is not known', async () => {
    const response = await shop.post<Problem>('/v1/orders', {
      ...valid(),
      priority: 'high',
      customer: { firstName: 'Zoé', mail: 'z@example.org' },
    });
    expect(response.status).toBe(400);
    expect(fieldsOf(response.body)?.sort()).toEqual(['customer.mail', 'priority']);
  });

  it('is told that the body is no JSON, or too large', async () => {
    const broken = await shop.post<Problem>('/v1/orders', '{"storeId": "ly');
    expect([broken.status, broken.body.code]).toEqual([400, 'malformed-body']);
    const huge = await shop.post<Problem>('/v1/orders', { ...valid(), note: 'x'.repeat(2_000_000) });
    expect([huge.status, huge.body.code]).toEqual([413, 'too-large']);
    expect((await shop.get('/health/live')).status).toBe(200);
  });

  it('is for a store that does not exist, or is not the shop’s', async () => {
    const unknown = await shop.post<Problem>('/v1/orders', { ...valid(), storeId: 'no-such-store' });
    expect([unknown.status, unknown.body.code]).toEqual([404, 'store-unknown']);
    const elsewhere = await setup.shop([await setup.store()]);
    const foreign = await elsewhere.post<Problem>('/v1/orders', valid());
    expect([foreign.status, foreign.body.code]).toEqual([404, 'store-unknown']);
  });

  it('needs a key that is known', async () => {
    const nobody = await setup.caller({}).post<Problem>('/v1/orders', valid());
    expect([nobody.status, nobody.body.code]).toEqual([401, 'not-signed-in']);
    const wrong = await setup
      .caller({ authorization: 'Bearer cbk_0000000000000000000000' })
      .post<Problem>('/v1/orders', valid());
    expect(wrong.status).toBe(401);
  });
});

describe('an order that cannot be found', () => {
  it('is unknown: no such order, another shop’s store, another store’s board', async () => {
    const { order } = await setup.order(shop, storeId);
    const otherStore = await setup.store();
    const elsewhere = await setup.shop([otherStore]);
    const lea = await setup.staff(otherStore, 'Léa');
    for (const response of [
      await shop.get<Problem>(`/v1/orders/${randomUUID()}`),
      await shop.post<Problem>(`/v1/orders/${randomUUID()}/ready`),
      await elsewhere.get<Problem>(`/v1/orders/${order.id}`),
      await elsewhere.post<Problem>(`/v1/orders/${order.id}/cancel`),
      await lea.post<Problem>(`/v1/stores/${otherStore}/orders/${order.id}/claim`),
    ]) {
      expect([response.status, response.body.code]).toEqual([404, 'order-unknown']);
    }
    expect((await lea.post(`/v1/stores/${storeId}/orders/${order.id}/claim`)).status).toBe(403);
    expect((await lea.get(`/v1/stores/${storeId}/board`)).status).toBe(403);
    const noId = await shop.get<Problem>('/v1/orders/17');
    expect([noId.status, fieldsOf(noId.body)?.length]).toEqual([400, 1]);
  });
});

describe('a hand-over', () => {
  it('with a wrong code is refused, and five wrong ones stop further attempts for a minute', async () => {
    const { order, link } = await setup.order(shop, storeId);
    const lea = await setup.staff(storeId, 'Léa');
    const customer = await setup.customer(link);
    const code = (await customer.get<CustomerView>('trip')).body.orders[0]?.handOverCode;
    const at = `/v1/stores/${storeId}/orders/${order.id}/hand-over`;
    const wrong = code === '2222' ? '3333' : '2222';
    for (let attempt = 0; attempt < 5; attempt += 1) {
      const response = await lea.post<Problem>(at, { proof: 'code', code: wrong });
      expect([response.status, response.body.code]).toEqual([422, 'wrong-code']);
    }
    const stopped = await lea.post<Problem>(at, { proof: 'code', code });
    expect([stopped.status, stopped.headers['retry-after']]).toEqual([429, '60']);
    setup.clock.advance(61_000);
    const right = await lea.post<CardAnswer>(at, { proof: 'qr', code: ` ${String(code).toLowerCase()} ` });
    expect(right.body.card.order).toMatchObject({ state: 'handed_over', proof: 'qr' });
  });

  it('tried fifty times at once still gets five attempts', async () => {
    const { order } = await setup.order(shop, storeId);
    const lea = await setup.staff(storeId, 'Léa');
    const at = `/v1/stores/${storeId}/orders/${order.id}/hand-over`;
    // No code has a 0 in it: all of these are wrong.
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => lea.post<Problem>(at, { proof: 'code', code: '0000' })),
    );
    expect(answers.filter(({ status }) => status === 422)).toHaveLength(5);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(45);
  });

  it('by code needs one', async () => {
    const { order } = await setup.order(shop, storeId);
    const lea = await setup.staff(storeId, 'Léa');
    const response = await lea.post<Problem>(`/v1/stores/${storeId}/orders/${order.id}/hand-over`, {
      proof: 'code',
    });
    expect([response.status, fieldsOf(response.body)]).toEqual([400, ['code']]);
  });
});

describe('a step that is not possible', () => {
  it('is refused with the card as it is, and by the database too', async () => {
    const { order } = await setup.order(shop, storeId);
    const lea = await setup.staff(storeId, 'Léa');
    await shop.post(`/v1/orders/${order.id}/cancel`);
    const late = await lea.post<Problem>(`/v1/stores/${storeId}/orders/${order.id}/hand-over`, {
      proof: 'none',
      reason: 'known_customer',
    });
    expect([late.status, late.body.code]).toEqual([409, 'not-possible-now']);
    expect(late.body.card).toMatchObject({ order: { state: 'canceled' }, trip: { state: 'canceled' } });
    const byHand = (table: string, id: string, state: string) =>
      setup.dataSource.query(`UPDATE ${table} SET state = $3 WHERE store_id = $1 AND id = $2`, [
        storeId,
        id,
        state,
      ]);
    await expect(byHand('pickup_order', order.id, 'ready')).rejects.toThrow(
      /cannot go from canceled to ready/,
    );
    await expect(byHand('trip', order.tripId, 'started')).rejects.toThrow(
      /cannot go from canceled to started/,
    );
    await expect(byHand('trip', order.tripId, 'on_a_boat')).rejects.toThrow(/cannot go from|violates check/);
  });

  it('is refused to a customer whose trip is over, or who names a bay that is not there', async () => {
    const { order, link } = await setup.order(shop, storeId);
    const customer = await setup.customer(link);
    const bay = await customer.post<Problem>('trip/here', { bay: '77' });
    expect([bay.status, bay.body.code]).toEqual([422, 'bay-unknown']);
    expect(bay.body.detail).toBe('The bays here are 1, 2, 3, B4');
    await shop.post(`/v1/orders/${order.id}/cancel`);
    for (const path of ['start', 'here', 'sharing']) {
      const response = await customer.post<Problem>(
        `trip/${path}`,
        path === 'sharing' ? { sharing: true } : {},
      );
      expect([path, response.status, response.body.code]).toEqual([path, 409, 'not-possible-now']);
    }
    expect((await customer.put<Problem>('trip/details', { bay: '1' })).status).toBe(409);
  });
});

describe('every step of the two machines, tried by hand in SQL', () => {
  const now = () => new Date(setup.clock.now());

  /** A trip in one state, then moved to another; whether the database let it. */
  async function tripMoves(from: TripState, to: TripState): Promise<boolean> {
    const id = randomUUID();
    const closedAt = (state: TripState) =>
      ['completed', 'canceled', 'expired'].includes(state) ? now() : null;
    await setup.dataSource.query(
      `INSERT INTO trip (store_id, id, state, sharing, created_at, arrival_occurred_at, arrival_evidence, closed_at)
       VALUES ($1, $2, $3, 'none', $4, $4, 'staff_entered', $5)`,
      [storeId, id, from, now(), closedAt(from)],
    );
    return lets('UPDATE trip SET state = $3, closed_at = $4 WHERE store_id = $1 AND id = $2', [
      storeId,
      id,
      to,
      closedAt(to),
    ]);
  }

  async function orderMoves(from: OrderState, to: OrderState): Promise<boolean> {
    const { order } = await setup.order(shop, storeId);
    const handOver = (state: OrderState) => (state === 'handed_over' ? [now(), 'none'] : [null, null]);
    await setup.dataSource.query('DELETE FROM pickup_order WHERE store_id = $1 AND id = $2', [
      storeId,
      order.id,
    ]);
    await setup.dataSource.query(
      `INSERT INTO pickup_order (store_id, id, trip_id, state, short_code, hand_over_code, customer_name, language,
                                 pickup_type, items_count, flags, created_at, handed_over_at, proof)
       VALUES ($1, $2, $3, $4, $5, '2222', 'Zoé', 'fr', 'curbside', 1, '{}', $6, $7, $8)`,
      [storeId, order.id, order.tripId, from, order.shortCode, now(), ...handOver(from)],
    );
    return lets(
      'UPDATE pickup_order SET state = $3, handed_over_at = $4, proof = $5 WHERE store_id = $1 AND id = $2',
      [storeId, order.id, to, ...handOver(to)],
    );
  }

  const lets = (sql: string, parameters: unknown[]): Promise<boolean> =>
    setup.dataSource.query(sql, parameters).then(
      () => true,
      (error: Error) => {
        expect(error.message).toContain('cannot go from');
        return false;
      },
    );

  it('goes exactly where the domain’s table leads', async () => {
    const pairs = <S extends string>(states: readonly S[]) =>
      states.flatMap((from) => states.filter((to) => to !== from).map((to) => [from, to] as const));
    const name = ([from, to]: readonly [string, string]) => `${from}>${to}`;
    const trips: string[] = [];
    for (const pair of pairs(TRIP_STATES)) if (await tripMoves(...pair)) trips.push(name(pair));
    const orders: string[] = [];
    for (const pair of pairs(ORDER_STATES)) if (await orderMoves(...pair)) orders.push(name(pair));
    expect(trips.sort()).toEqual(allowedMoves(TRIP_TRANSITIONS).map(name).sort());
    expect(orders.sort()).toEqual(allowedMoves(ORDER_TRANSITIONS).map(name).sort());
  }, 120_000);
});
