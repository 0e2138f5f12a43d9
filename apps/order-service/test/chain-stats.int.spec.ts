/** A chain: the figures of all stores that a caller reaches, the keys that read them and nothing else, and its list of stores. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ChainStats, ManagerSession, StoresPage, StoreStats } from '@curbline/contracts/http';
import type { Caller } from './caller.js';
import { live } from './lived-visits.js';
import { TestSetup } from './test-setup.js';

let setup: TestSetup;
let stores: [prompt: string, slow: string];
beforeAll(async () => {
  setup = await TestSetup.open();
  const shop = await setup.shop();
  // The second promises more: the same wait of 100 s is a miss there.
  stores = [await setup.store({ goalS: 120 }), await setup.store({ goalS: 60 })];
  for (const storeId of stores) {
    const staff = await setup.staff(storeId, 'Léa');
    for (const waitS of [50, 100]) await live({ setup, shop, storeId, staff }, { noticeS: 600, waitS });
  }
}, 120_000);
afterAll(() => setup.close());

describe('the figures of a chain', () => {
  it('judge each wait by the goal of its own store', async () => {
    const admin = await setup.manager(null);
    const { body } = await admin.get<ChainStats>('/v1/stats');
    const of = (id: string) => body.stores.find(({ storeId }) => storeId === id);
    expect(of(stores[0])).toMatchObject({
      handedOver: 2,
      goalS: 120,
      wait: { n: 2, withinGoalPercent: 100 },
    });
    expect(of(stores[1])).toMatchObject({ handedOver: 2, goalS: 60, wait: { n: 2, withinGoalPercent: 50 } });
    expect(body.figures).toMatchObject({ handedOver: 4, wait: { n: 4, withinGoalPercent: 75, medianS: 75 } });
  });

  it('are of the stores that a key names, and of no other', async () => {
    const key = await setup.shop([stores[1]], undefined, ['figures']);
    const { body } = await key.get<ChainStats>('/v1/stats?from=2026-03-11&to=2026-03-11');
    expect(body.stores.map(({ storeId }) => storeId)).toEqual([stores[1]]);
    expect(body.figures.wait).toMatchObject({ n: 2, withinGoalPercent: 50 });
    const own = await key.get<StoreStats>(`/v1/stores/${stores[1]}/stats`);
    expect(own.body.figures.wait).toEqual(body.figures.wait);
    expect((await key.get(`/v1/stores/${stores[0]}/stats`)).status).toBe(403);
  });

  it('are of the own store for its manager, closed to keys for orders; a key for figures does nothing else', async () => {
    const own = await (await setup.manager(stores[0])).get<ChainStats>('/v1/stats');
    expect(own.body.stores.map(({ storeId }) => storeId)).toEqual([stores[0]]);
    expect(own.body.figures).toMatchObject({ handedOver: 2 });
    expect((await (await setup.shop()).get('/v1/stats')).status).toBe(403);
    expect((await setup.caller({}).get('/v1/stats')).status).toBe(401);
    const key = await setup.shop(null, undefined, ['figures']);
    const order = { storeId: stores[0], customer: { firstName: 'Zoé' } };
    expect((await key.post('/v1/orders', order)).status).toBe(403);
    expect((await key.get('/v1/orders?reference=1')).status).toBe(403);
    expect((await key.get(`/v1/stores/${stores[0]}/pickups`)).status).toBe(401);
  });

  it('are refused for ten years', async () => {
    const { status, body } = await (await setup.manager(null)).get('/v1/stats?from=2016-01-01');
    expect(status).toBe(400);
    expect(body).toMatchObject({ code: 'invalid-input', errors: [{ field: 'from' }] });
  });
});

describe('the list of stores', () => {
  const pageOf = async (manager: Caller, query: string): Promise<StoresPage> =>
    (await manager.get<StoresPage>(`/v1/stores${query}`)).body;
  const idsOf = async (manager: Caller, query: string): Promise<string[]> =>
    (await pageOf(manager, query)).stores.map(({ id }) => id);

  it('is searched by words of name, address and id, whatever their case and accents', async () => {
    const admin = await setup.manager(null);
    const elan = await setup.store({ name: 'Épicerie de l’Élan', address: '3 rue Brûlée, Strasbourg' });
    const other = await setup.store({ name: 'Épicerie du Port', address: '1 quai Sud, Strasbourg' });
    expect(await idsOf(admin, '?search=epicerie%20STRASBOURG')).toEqual([elan, other]);
    expect(await idsOf(admin, '?search=brulee%20%C3%A9lan')).toEqual([elan]);
    expect(await idsOf(admin, `?search=${other}`)).toEqual([other]);
    expect(await idsOf(admin, '?search=%25')).toEqual([]);
    expect(await idsOf(await setup.manager(other), '?search=epicerie')).toEqual([other]);
  });

  it('is read a page at a time: each store once, beyond what a session lists', async () => {
    const storeId = await setup.store({ name: 'Chaîne 0' });
    await setup.dataSource.query(
      `INSERT INTO store SELECT (jsonb_populate_record(made, jsonb_build_object('id', 'chain-' || n, 'name', 'Chaîne ' || n % 7))).*
       FROM store made, generate_series(1, 520) AS n WHERE made.id = $1`,
      [storeId],
    );
    const admin = await setup.manager(null);
    const found: string[] = [];
    for (let after: string | null = ''; after !== null;) {
      const page: StoresPage = await pageOf(admin, `?search=chaine&limit=100${after && `&after=${after}`}`);
      found.push(...page.stores.map(({ id }) => id));
      after = page.next;
    }
    expect([found.length, new Set(found).size]).toEqual([521, 521]);
    const { body: me } = await admin.get<ManagerSession>('/v1/me');
    expect([me.stores.length, me.moreStores]).toEqual([500, true]);
    const own = await (await setup.manager(storeId)).get<ManagerSession>('/v1/me');
    expect(own.body.moreStores).toBeUndefined();
  });

  it('says which field is wrong', async () => {
    const admin = await setup.manager(null);
    for (const [query, field] of [
      ['?after=nowhere-at-all', 'after'],
      ['?limit=101', 'limit'],
      [`?search=${'x'.repeat(101)}`, 'search'],
      ['?find=x', 'find'],
    ] as const) {
      const { status, body } = await admin.get(`/v1/stores${query}`);
      expect([status, body]).toMatchObject([400, { errors: [{ field }] }]);
    }
  });
});
