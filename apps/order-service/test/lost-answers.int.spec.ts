/** The answer gets lost on the way, and the request is sent again: one effect, and the first answer. */
import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { CardAnswer, CustomerView, PlacedOrder, StaffView } from '@curbline/contracts/http';
import { FaultProxy } from '@curbline/testkit';
import type { Caller } from './caller.js';
import { TestSetup } from './test-setup.js';

/** Long enough to break the line between the effect and its answer. */
const ON_THE_WAY_MS = 300;

let setup: TestSetup;
let proxy: FaultProxy;
let url: string;
beforeAll(async () => {
  setup = await TestSetup.open();
  await setup.app.listen(0, '127.0.0.1');
  const { port } = setup.app.getHttpServer().address() as AddressInfo;
  ({ proxy, url } = await FaultProxy.before(`http://127.0.0.1:${port}`));
}, 120_000);
afterAll(async () => {
  await proxy.close();
  await setup.close();
});
afterEach(() => proxy.mend());

interface Sent {
  readonly status: number;
  readonly replayed: boolean;
  readonly body: unknown;
}

async function send(who: Caller, method: string, path: string, body: object, key: string): Promise<Sent> {
  const response = await fetch(new URL(path, url), {
    method,
    headers: { ...who.headers, 'content-type': 'application/json', 'idempotency-key': key },
    body: JSON.stringify(body),
  });
  const replayed = response.headers.get('idempotent-replayed') === 'true';
  return { status: response.status, replayed, body: await response.json() };
}

const answersKept = async (): Promise<number> => {
  const [row]: { n: string }[] = await setup.dataSource.query('SELECT count(*) AS n FROM idempotency_key');
  return Number(row?.n);
};

/** Sends a request whose answer never comes, and then the same again. */
async function losingTheAnswer(who: Caller, method: string, path: string, body: object): Promise<Sent> {
  const key = randomUUID();
  const before = await answersKept();
  proxy.reshape({ latencyMs: ON_THE_WAY_MS });
  const lost = send(who, method, path, body, key).then(
    () => 'answered',
    () => 'lost',
  );
  while ((await answersKept()) === before) await sleep(5);
  proxy.reset();
  expect(await lost).toBe('lost');
  proxy.mend();
  const again = await send(who, method, path, body, key);
  expect(again.replayed).toBe(true);
  return again;
}

const count = async (sql: string, values: unknown[]): Promise<number> =>
  (await setup.dataSource.query<unknown[]>(sql, values)).length;

describe('an answer lost on the way', () => {
  it('to a shop: one order, and the link of the first', async () => {
    const storeId = await setup.store();
    const shop = await setup.shop();
    const wish = { storeId, customer: { firstName: 'Zoé' } };
    const { status, body } = await losingTheAnswer(shop, 'POST', '/v1/orders', wish);
    const placed = body as PlacedOrder;
    expect(status).toBe(201);
    expect(await count('SELECT 1 FROM pickup_order WHERE store_id = $1', [storeId])).toBe(1);
    expect(await count('SELECT 1 FROM trip_link WHERE store_id = $1', [storeId])).toBe(1);
    await setup.customer(placed.customerLink);
  }, 30_000);

  it('to staff: one hand-over', async () => {
    const storeId = await setup.store();
    const { order } = await setup.order(await setup.shop(), storeId);
    const lea = await setup.staff(storeId, 'Léa');
    const path = `/v1/stores/${storeId}/orders/${order.id}/hand-over`;
    const { status, body } = await losingTheAnswer(lea, 'POST', path, {
      proof: 'none',
      reason: 'known_customer',
    });
    expect([status, (body as CardAnswer).card.order.state]).toEqual([200, 'handed_over']);
    expect((await setup.log.head(storeId)).seq).toBe(2);
  }, 30_000);

  it('to a customer: one arrival', async () => {
    const storeId = await setup.store();
    const { link, order } = await setup.order(await setup.shop(), storeId);
    const customer = await setup.customer(link);
    const { status, body } = await losingTheAnswer(customer, 'POST', `/v1/trips/${order.tripId}/here`, {
      bay: '3',
    });
    expect([status, (body as CustomerView).trip]).toMatchObject([200, { state: 'arrived', bay: '3' }]);
    expect((await setup.log.head(storeId)).seq).toBe(2);
  }, 30_000);

  it('to a manager: one person', async () => {
    const storeId = await setup.store();
    const manager = await setup.manager(storeId);
    const person = { name: 'Tom', role: 'staff', pin: '593824' };
    const { status, body } = await losingTheAnswer(manager, 'POST', `/v1/stores/${storeId}/staff`, person);
    expect([status, (body as StaffView).name]).toEqual([201, 'Tom']);
    expect(await count(`SELECT 1 FROM staff WHERE store_id = $1 AND name = 'Tom'`, [storeId])).toBe(1);
  }, 30_000);
});
