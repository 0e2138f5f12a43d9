/** The same request again has no second effect: the answers of the Idempotency-Key draft. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CardAnswer, OrderView, PlacedOrder } from '@curbline/contracts/http';
import type { Problem } from '@curbline/contracts/problems';
import { inTransaction } from '@curbline/database';
import { StoredResponsesRepository } from '../src/idempotency/stored-responses.repository.js';
import { TestSetup } from './test-setup.js';

let setup: TestSetup;
beforeAll(async () => {
  setup = await TestSetup.open();
}, 120_000);
afterAll(() => setup.close());

const count = async (table: string, storeId: string): Promise<number> => {
  const rows: { n: string }[] = await setup.dataSource.query(
    `SELECT count(*) AS n FROM ${table} WHERE store_id = $1`,
    [storeId],
  );
  return Number(rows[0]?.n);
};
const body = (storeId: string, itemsCount = 3) => ({ storeId, customer: { firstName: 'Zoé' }, itemsCount });

describe('an Idempotency-Key', () => {
  it('is required, and says how', async () => {
    const storeId = await setup.store();
    const response = await (await setup.shop()).post<Problem>('/v1/orders', body(storeId), null);
    expect(response.status).toBe(400);
    expect(response.body).toMatchObject({ code: 'idempotency-key-missing' });
    expect(response.body.detail).toContain('UUID');
    expect(await count('pickup_order', storeId)).toBe(0);
  });

  it('gives the first answer again, the customer’s link included, and no second order', async () => {
    const storeId = await setup.store();
    const shop = await setup.shop();
    const key = randomUUID();
    const first = await shop.post<PlacedOrder>('/v1/orders', body(storeId), key);
    const again = await shop.post<PlacedOrder>('/v1/orders', body(storeId), key);
    expect(first.headers['idempotent-replayed']).toBeUndefined();
    expect(again.headers['idempotent-replayed']).toBe('true');
    expect(again.status).toBe(201);
    expect(again.body).toEqual(first.body);
    expect(await count('pickup_order', storeId)).toBe(1);
    expect((await setup.log.head(storeId)).seq).toBe(1);
    // The link still opens, and stands nowhere in the database in clear.
    await setup.customer(again.body.customerLink);
    const token = first.body.customerLink.split('.').at(-1) ?? '';
    expect(token).toHaveLength(22);
    const kept: { answer: string }[] = await setup.dataSource.query('SELECT answer FROM idempotency_key');
    expect(kept.length).toBeGreaterThan(0);
    expect(kept.map(({ answer }) => answer).join('\n')).not.toContain(token);
  });

  it('with another request is refused: another body, or another path', async () => {
    const storeId = await setup.store();
    const shop = await setup.shop();
    const key = randomUUID();
    const placed = await shop.post<PlacedOrder>('/v1/orders', body(storeId), key);
    const other = await shop.post<Problem>('/v1/orders', body(storeId, 4), key);
    expect([other.status, other.body.code]).toEqual([422, 'idempotency-key-reused']);
    const path = await shop.post<Problem>(`/v1/orders/${placed.body.order.id}/ready`, {}, key);
    expect([path.status, path.body.code]).toEqual([422, 'idempotency-key-reused']);
    expect(await count('pickup_order', storeId)).toBe(1);
  });

  it('is another key when another caller sends it', async () => {
    const storeId = await setup.store();
    const key = randomUUID();
    const [one, two] = [await setup.shop(), await setup.shop()];
    const first = await one.post<PlacedOrder>('/v1/orders', body(storeId), key);
    const second = await two.post<PlacedOrder>('/v1/orders', body(storeId), key);
    expect(second.status).toBe(201);
    expect(second.body.order.id).not.toBe(first.body.order.id);
  });

  it('in 100 equal requests at once has one effect and one answer', async () => {
    const storeId = await setup.store();
    const shop = await setup.shop();
    const key = randomUUID();
    const answers = await Promise.all(
      Array.from({ length: 100 }, () => shop.post<PlacedOrder>('/v1/orders', body(storeId), key)),
    );
    const placed = answers.filter(({ status }) => status === 201);
    const running = answers.filter(({ status }) => status === 409);
    expect(placed.length + running.length).toBe(100);
    expect(placed.length).toBeGreaterThan(0);
    expect(new Set(placed.map((a) => JSON.stringify(a.body))).size).toBe(1);
    expect(await count('pickup_order', storeId)).toBe(1);
    expect(await count('trip', storeId)).toBe(1);
    expect(await count('trip_link', storeId)).toBe(1);
    expect((await setup.log.head(storeId)).seq).toBe(1);
  }, 120_000);

  it('keeps no refusal: what could not be done before may be done now', async () => {
    const storeId = await setup.store();
    const shop = await setup.shop();
    const lea = await setup.staff(storeId, 'Léa');
    const tom = await setup.staff(storeId, 'Tom');
    const { order } = await setup.order(shop, storeId);
    const at = `/v1/stores/${storeId}/orders/${order.id}`;
    await lea.post(`${at}/claim`);
    const key = randomUUID();
    expect((await tom.post(`${at}/claim`, {}, key)).status).toBe(409);
    await lea.post(`${at}/release`);
    expect((await tom.post<CardAnswer>(`${at}/claim`, {}, key)).body.card.order.claimedBy?.name).toBe('Tom');
  });

  it('repeats a staff command whose answer was lost: one hand-over, one event', async () => {
    const storeId = await setup.store();
    const { order } = await setup.order(await setup.shop(), storeId);
    const lea = await setup.staff(storeId, 'Léa');
    const at = `/v1/stores/${storeId}/orders/${order.id}/hand-over`;
    const tap = { proof: 'none', reason: 'known_customer', tappedAt: setup.clock.iso() };
    const key = randomUUID();
    const first = await lea.post<CardAnswer>(at, tap, key);
    setup.clock.advance(60_000);
    const again = await lea.post<CardAnswer>(at, tap, key);
    expect(again.body).toEqual(first.body);
    expect((await setup.log.head(storeId)).seq).toBe(2);
  });

  it('undoes the effect with the answer when the change fails at its end', async () => {
    const storeId = await setup.store();
    const shop = await setup.shop();
    await setup.dataSource.query(
      `ALTER TABLE idempotency_key ADD CONSTRAINT planted CHECK (scope NOT LIKE 'shop:%') NOT VALID`,
    );
    const key = randomUUID();
    const failed = await shop.post('/v1/orders', body(storeId), key);
    await setup.dataSource.query('ALTER TABLE idempotency_key DROP CONSTRAINT planted');
    expect(failed.status).toBe(500);
    expect(await count('pickup_order', storeId)).toBe(0);
    expect((await setup.log.head(storeId)).seq).toBe(0);
    expect((await shop.post<PlacedOrder>('/v1/orders', body(storeId), key)).status).toBe(201);
  });

  it('is kept for seven days', async () => {
    const storeId = await setup.store();
    const key = randomUUID();
    const shop = await setup.shop();
    const placed = await setup.order(shop, storeId);
    const ready = () => shop.post<OrderView>(`/v1/orders/${placed.order.id}/ready`, {}, key);
    await ready();
    const forget = () =>
      inTransaction(setup.dataSource, (manager) =>
        new StoredResponsesRepository().deleteOld(manager, setup.clock.now()),
      );
    setup.clock.advance(7 * 24 * 3_600_000 - 1000);
    await forget();
    expect((await ready()).headers['idempotent-replayed']).toBe('true');
    setup.clock.advance(2000);
    await forget();
    expect((await ready()).headers['idempotent-replayed']).toBeUndefined();
  });
});
