/** The Idempotency-Key of customers and managers: one effect, no secret left lying in the table. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type {
  CustomerView,
  EnrolCodeView,
  IssuedShopKey,
  StaffView,
  StoreView,
} from '@curbline/contracts/http';
import type { Problem } from '@curbline/contracts/problems';
import type { Caller, Reply } from './caller.js';
import { LYON } from './store-settings.js';
import { TestSetup } from './test-setup.js';

let setup: TestSetup;
beforeAll(async () => {
  setup = await TestSetup.open();
}, 120_000);
afterAll(() => setup.close());

const replayed = (answer: Reply<unknown>): boolean => answer.headers['idempotent-replayed'] === 'true';
const rows = async (sql: string, values: unknown[] = []): Promise<Record<string, unknown>[]> =>
  setup.dataSource.query(sql, values);

async function traveller(): Promise<{ storeId: string; tripId: string; customer: Caller }> {
  const storeId = await setup.store();
  const { order, link } = await setup.order(await setup.shop(), storeId);
  return { storeId, tripId: order.tripId, customer: await setup.customer(link) };
}
const seqOf = async (storeId: string): Promise<number> => (await setup.log.head(storeId)).seq;

describe('a customer’s tap sent again', () => {
  it('has one effect, and is answered with the trip as it is by then', async () => {
    const { storeId, customer } = await traveller();
    const key = randomUUID();
    const first = await customer.post<CustomerView>('trip/start', { sharing: true }, key);
    expect([first.status, replayed(first)]).toEqual([200, false]);
    await customer.post('trip/sharing', { sharing: false });
    const before = await seqOf(storeId);
    setup.clock.advance(60_000);
    const again = await customer.post<CustomerView>('trip/start', { sharing: true }, key);
    expect([again.status, replayed(again)]).toEqual([200, true]);
    // Sharing stays off: the repetition of an old tap must not turn it on again.
    expect(again.body.trip).toMatchObject({ state: 'started', sharing: 'stopped' });
    expect(again.body.serverTime).toBe(setup.clock.now());
    expect(await seqOf(storeId)).toBe(before);
  });

  it('keeps nothing of the customer in the table', async () => {
    const { customer, storeId, tripId } = await traveller();
    const vehicle = { colour: 'red', model: 'Twingo' };
    await customer.put('trip/details', { vehicle });
    const kept = await rows('SELECT answer, sealed FROM idempotency_key WHERE scope = $1', [
      `customer:${storeId}/${tripId}`,
    ]);
    expect(kept).toEqual([{ answer: 'null', sealed: false }]);
  });

  it('100 times at once has one effect', async () => {
    const { storeId, customer } = await traveller();
    const key = randomUUID();
    const before = await seqOf(storeId);
    const answers = await Promise.all(
      Array.from({ length: 100 }, () => customer.post('trip/here', { bay: '2' }, key)),
    );
    const statuses = new Set(answers.map(({ status }) => status));
    expect([...statuses].every((status) => status === 200 || status === 409)).toBe(true);
    expect(statuses.has(200)).toBe(true);
    expect(await seqOf(storeId)).toBe(before + 1);
  }, 120_000);

  it('under a key of another request, or of none, is refused', async () => {
    const { customer } = await traveller();
    const key = randomUUID();
    await customer.post('trip/start', {}, key);
    const other = await customer.post<Problem>('trip/start', { declaredMinutes: 5 }, key);
    expect([other.status, other.body.code]).toEqual([422, 'idempotency-key-reused']);
    const none = await customer.post<Problem>('trip/start', {}, null);
    expect([none.status, none.body.code]).toEqual([400, 'idempotency-key-missing']);
  });

  it('under the key of another customer is a tap of their own', async () => {
    const [one, two] = [await traveller(), await traveller()];
    const key = randomUUID();
    await one.customer.post('trip/start', {}, key);
    const second = await two.customer.post<CustomerView>('trip/start', {}, key);
    expect([second.body.tripId, replayed(second)]).toEqual([two.tripId, false]);
    expect(second.body.trip.state).toBe('started');
  });
});

describe('a manager’s command sent again', () => {
  it('makes one person, and hides the PIN', async () => {
    const storeId = await setup.store();
    const manager = await setup.manager(storeId);
    const person = { name: 'Léa', role: 'staff', pin: '482913' };
    const key = randomUUID();
    const add = () => manager.post<StaffView>(`/v1/stores/${storeId}/staff`, person, key);
    const first = await add();
    const again = await add();
    expect([first.status, replayed(again), again.body]).toEqual([201, true, first.body]);
    const made = await rows(`SELECT 1 FROM staff WHERE store_id = $1 AND name = 'Léa'`, [storeId]);
    expect(made).toHaveLength(1);
  });

  it('100 times at once makes one enrollment code, which no reader of the database learns', async () => {
    const storeId = await setup.store();
    const manager = await setup.manager(storeId);
    const key = randomUUID();
    const answers = await Promise.all(
      Array.from({ length: 100 }, () =>
        manager.post<EnrolCodeView>(`/v1/stores/${storeId}/devices/codes`, { kind: 'wall' }, key),
      ),
    );
    const made = answers.filter(({ status }) => status === 201);
    expect(made.length + answers.filter(({ status }) => status === 409).length).toBe(100);
    expect(new Set(made.map(({ body }) => body.code)).size).toBe(1);
    expect(await rows('SELECT 1 FROM enrol_code WHERE store_id = $1', [storeId])).toHaveLength(1);
    const [kept] = await rows(
      'SELECT answer, sealed FROM idempotency_key ORDER BY created_at DESC, sealed DESC LIMIT 1',
    );
    expect(kept?.['sealed']).toBe(true);
    expect(String(kept?.['answer'])).not.toContain(made[0]?.body.code ?? '');
  }, 60_000);

  it('makes one shop key, and gives its secret again', async () => {
    const admin = await setup.manager(null);
    const key = randomUUID();
    const wish = { shopId: randomUUID(), name: 'Web shop', storeIds: null };
    const issue = () => admin.post<IssuedShopKey>('/v1/shop-keys', wish, key);
    const [first, again] = [await issue(), await issue()];
    expect([first.status, again.status, replayed(again)]).toEqual([201, 201, true]);
    expect(again.body).toEqual(first.body);
    expect(await rows('SELECT 1 FROM shop_key WHERE shop_id = $1', [wish.shopId])).toHaveLength(1);
  });

  it('does not unseal a response for another session of the same person', async () => {
    const storeId = await setup.store();
    const key = randomUUID();
    const path = `/v1/stores/${storeId}/devices/codes`;
    const manager = await setup.manager(storeId);
    expect((await manager.post(path, { kind: 'wall' }, key)).status).toBe(201);
    const other = await setup.manager(storeId);
    // Another person: another key. The same person's new session is refused, see below.
    expect((await other.post(path, { kind: 'wall' }, key)).status).toBe(201);
    const renewed = await setup.sameManagerAgain(manager);
    const refused = await renewed.post<Problem>(path, { kind: 'wall' }, key);
    expect([refused.status, refused.body.code]).toEqual([422, 'idempotency-key-reused']);
  });

  it('changes a store once, and makes a store once', async () => {
    const admin = await setup.manager(null);
    const id = `store-${randomUUID().slice(0, 8)}`;
    const key = randomUUID();
    const create = () => admin.post<StoreView>('/v1/stores', { id, settings: LYON }, key);
    const [first, again] = [await create(), await create()];
    expect([first.status, again.status, again.body]).toEqual([201, 201, first.body]);
    const rename = (name: string, own = randomUUID()) =>
      admin.put<StoreView>(`/v1/stores/${id}`, { ...LYON, name }, own);
    const once = randomUUID();
    expect((await rename('Gex', once)).body.version).toBe(2);
    expect((await rename('Nyon')).body.version).toBe(3);
    const repeated = await rename('Gex', once);
    expect([repeated.body.version, repeated.body.settings.name, replayed(repeated)]).toEqual([
      2,
      'Gex',
      true,
    ]);
    expect((await admin.get<StoreView>(`/v1/stores/${id}`)).body.settings.name).toBe('Nyon');
  });

  it('keeps no refusal', async () => {
    const storeId = await setup.store();
    const manager = await setup.manager(storeId);
    const key = randomUUID();
    const path = `/v1/stores/${storeId}/staff/${randomUUID()}/disable`;
    expect((await manager.post(path, {}, key)).status).toBe(404);
    const again = await manager.post<Problem>(path, {}, key);
    expect([again.status, replayed(again)]).toEqual([404, false]);
  });
});
