/** Kept answers lie with the store of their effect, and a key stays one key for all stores of its caller. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PlacedOrder } from '@curbline/contracts/http';
import type { Problem } from '@curbline/contracts/problems';
import { AnswersByStore1767225960000 } from '../src/migrations/before-0.1/07-answers-by-store.js';
import type { Caller, Reply } from './caller.js';
import { LYON } from './store-settings.js';
import { TestSetup } from './test-setup.js';

let setup: TestSetup;
beforeAll(async () => {
  setup = await TestSetup.open();
}, 120_000);
afterAll(() => setup.close());

const replayed = ({ headers }: Reply<unknown>): boolean => headers['idempotent-replayed'] === 'true';
const wish = (storeId: string) => ({ storeId, customer: { firstName: 'Zoé' } });
const ordersOf = async (...storeIds: string[]): Promise<number> => {
  const sql = 'SELECT 1 FROM pickup_order WHERE store_id = ANY($1)';
  return (await setup.dataSource.query<unknown[]>(sql, [storeIds])).length;
};
/** Where the answers lie that were kept since. */
async function placesSince(before: Date): Promise<string[]> {
  const rows = await setup.dataSource.query<{ place: string }[]>(
    `SELECT split_part(scope, ':', 1) || ' at ' || store_id AS place FROM idempotency_key
     WHERE created_at >= $1 ORDER BY place`,
    [before],
  );
  return rows.map(({ place }) => place);
}

describe('a kept answer', () => {
  it('lies with the store of its effect, or with the chain', async () => {
    const storeId = await setup.store();
    const shop = await setup.shop();
    const staff = await setup.staff(storeId, 'Léa');
    const [manager, admin] = [await setup.manager(storeId), await setup.manager(null)];
    setup.clock.advance(60_000);
    const before = new Date(setup.clock.now());
    const { order, link } = await setup.order(shop, storeId);
    const customer = await setup.customer(link);
    await shop.post(`/v1/orders/${order.id}/ready`);
    await shop.post(`/v1/orders/${order.id}/link`);
    await customer.post('trip/start');
    await staff.post(`/v1/stores/${storeId}/orders/${order.id}/claim`);
    await manager.post(`/v1/stores/${storeId}/orders/${order.id}/link`);
    await manager.post(`/v1/stores/${storeId}/devices/codes`, { kind: 'wall' });
    await admin.put(`/v1/stores/${storeId}`, LYON);
    await admin.post('/v1/stores', { id: `${storeId}-2`, settings: LYON });
    await admin.post('/v1/shop-keys', { shopId: 'a-shop', name: 'A shop', storeIds: null });
    expect(await placesSince(before)).toEqual(
      [
        `customer at ${storeId}`,
        ...Array.from({ length: 3 }, () => `shop at ${storeId}`),
        'staff at ',
        'staff at ',
        ...Array.from({ length: 4 }, () => `staff at ${storeId}`),
      ].toSorted((a, b) => (a < b ? -1 : 1)),
    );
  });
});

describe('the same key for another store', () => {
  it('is refused when a shop sends it, has no effect there, and still repeats the first', async () => {
    const [one, other] = [await setup.store(), await setup.store()];
    const shop = await setup.shop();
    const key = randomUUID();
    const first = await shop.post<PlacedOrder>('/v1/orders', wish(one), key);
    const elsewhere = await shop.post<Problem>('/v1/orders', wish(other), key);
    expect([elsewhere.status, elsewhere.body.code]).toEqual([422, 'idempotency-key-reused']);
    expect((await setup.log.head(other)).seq).toBe(0);
    const again = await shop.post<PlacedOrder>('/v1/orders', wish(one), key);
    expect([again.status, replayed(again), again.body]).toEqual([201, true, first.body]);
    expect(await ordersOf(one, other)).toBe(1);
  });

  it('is refused for an order of another store too, also when there is no such order', async () => {
    const [one, other] = [await setup.store(), await setup.store()];
    const shop = await setup.shop();
    const key = randomUUID();
    await shop.post('/v1/orders', wish(one), key);
    const { order } = await setup.order(shop, other);
    for (const orderId of [order.id, randomUUID()]) {
      for (const path of ['ready', 'link']) {
        const refused = await shop.post<Problem>(`/v1/orders/${orderId}/${path}`, {}, key);
        expect([refused.status, refused.body.code]).toEqual([422, 'idempotency-key-reused']);
      }
    }
    expect((await setup.log.head(other)).seq).toBe(1);
    const unknown = await shop.post<Problem>(`/v1/orders/${randomUUID()}/ready`);
    expect([unknown.status, unknown.body.code]).toEqual([404, 'order-unknown']);
  });

  it('fifty times for each of two stores at once has one effect in all', async () => {
    const [one, other] = [await setup.store(), await setup.store()];
    const shop = await setup.shop();
    const key = randomUUID();
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, i) =>
        shop.post<PlacedOrder>('/v1/orders', wish(i % 2 === 0 ? one : other), key),
      ),
    );
    expect(answers.every(({ status }) => [201, 409, 422].includes(status))).toBe(true);
    const placed = answers.filter(({ status }) => status === 201);
    expect(new Set(placed.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect(await ordersOf(one, other)).toBe(1);
  }, 120_000);

  it('is refused when an admin sends it, between stores and the chain as well', async () => {
    const [one, other] = [await setup.store(), await setup.store()];
    const admin = await setup.manager(null);
    const code = (storeId: string, key: string) =>
      admin.post<Problem>(`/v1/stores/${storeId}/devices/codes`, { kind: 'wall' }, key);
    const shopKey = (key: string) =>
      admin.post<Problem>('/v1/shop-keys', { shopId: 'b-shop', name: 'B shop', storeIds: null }, key);
    const [atStore, atChain] = [randomUUID(), randomUUID()];
    expect([(await code(one, atStore)).status, (await shopKey(atChain)).status]).toEqual([201, 201]);
    const refused = [await code(other, atStore), await shopKey(atStore), await code(one, atChain)];
    expect(refused.map(({ status }) => status)).toEqual([422, 422, 422]);
    expect(await setup.dataSource.query('SELECT 1 FROM enrol_code WHERE store_id = $1', [other])).toEqual([]);
    expect([replayed(await code(one, atStore)), replayed(await shopKey(atChain))]).toEqual([true, true]);
  });
});

describe('an answer kept before it had a store', () => {
  /** The table as the version before knew it. */
  const BEFORE = `
    DROP INDEX idempotency_key_of_several;
    ALTER TABLE idempotency_key DROP COLUMN store_id, DROP COLUMN several_stores,
      ADD PRIMARY KEY (scope, key_hash);`;

  it('is given again after the migration, to everybody', async () => {
    const storeId = await setup.store();
    const [shop, staff] = [await setup.shop(), await setup.staff(storeId, 'Tom')];
    const [manager, admin] = [await setup.manager(storeId), await setup.manager(null)];
    const { order, link } = await setup.order(shop, storeId);
    const customer = await setup.customer(link);
    const asked: [who: Caller, path: string, body: object][] = [
      [shop, '/v1/orders', wish(storeId)],
      [shop, `/v1/orders/${order.id}/preparing`, {}],
      [customer, 'trip/start', {}],
      [staff, `/v1/stores/${storeId}/orders/${order.id}/claim`, {}],
      [manager, `/v1/stores/${storeId}/devices/codes`, { kind: 'handheld' }],
      [admin, `/v1/stores/${storeId}/devices/codes`, { kind: 'wall' }],
      [admin, '/v1/shop-keys', { shopId: 'c-shop', name: 'C shop', storeIds: null }],
    ];
    const keys = asked.map(() => randomUUID());
    const send = (): Promise<Reply[]> =>
      Promise.all(asked.map(([who, path, body], i) => who.post(path, body, keys[i])));
    const first = await send();
    expect(first.some(replayed)).toBe(false);
    await setup.dataSource.query(BEFORE);
    const runner = setup.dataSource.createQueryRunner();
    await new AnswersByStore1767225960000().up(runner);
    await runner.release();
    const head = await setup.log.head(storeId);
    const again = await send();
    expect(again.map(({ status }) => status)).toEqual(first.map(({ status }) => status));
    expect(again.map(replayed)).toEqual(asked.map(() => true));
    expect(await setup.log.head(storeId)).toEqual(head);
    // And a shop's old key, whose store nobody knows, is still refused for another one.
    const other = await shop.post<Problem>('/v1/orders', wish(await setup.store()), keys[0]);
    expect([other.status, other.body.code]).toEqual([422, 'idempotency-key-reused']);
  });
});
