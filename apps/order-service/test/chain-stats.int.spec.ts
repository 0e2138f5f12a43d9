/** A chain: the figures of all stores that a caller reaches, the keys that read them and nothing else, list and table of stores. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type {
  ChainStats,
  ManagerSession,
  StoreAlerts,
  StoresPage,
  StoresSort,
  StoresTable,
  StoresTableRow,
  StoreStats,
} from '@curbline/contracts/http';
import { PickupHistoryService } from '@curbline/order-service';
import { generateHistory } from '@curbline/simulation';
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

/** As many stores more, all like the one given but for id and name. */
const addStores = (like: string, count: number, prefix: string): Promise<unknown> =>
  setup.dataSource.query(
    `INSERT INTO store SELECT (jsonb_populate_record(made, jsonb_build_object('id', $3::text || n, 'name', name || ' ' || n % 7))).*
     FROM store made, generate_series(1, $2::integer) AS n WHERE made.id = $1`,
    [like, count, prefix],
  );

/** Each query is refused for the field beside it. */
async function expectRefusals(path: string, refusals: readonly (readonly [string, string])[]): Promise<void> {
  const admin = await setup.manager(null);
  for (const [query, field] of refusals) {
    const { status, body } = await admin.get(`${path}?${query}`);
    expect([status, body]).toMatchObject([400, { code: 'invalid-input', errors: [{ field }] }]);
  }
}

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

  it('are refused for ten years', () => expectRefusals('/v1/stats', [['from=2016-01-01', 'from']]));
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
    const storeId = await setup.store({ name: 'Chaîne' });
    await addStores(storeId, 520, 'chain-');
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

  it('says which field is wrong', () =>
    expectRefusals('/v1/stores', [
      ['after=nowhere-at-all', 'after'],
      ['limit=101', 'limit'],
      [`search=${'x'.repeat(101)}`, 'search'],
      ['find=x', 'find'],
    ]));
});

describe('the table of stores', () => {
  const RANGE = 'from=2026-03-02&to=2026-03-08';
  const RANGE_OF = { from: '2026-03-02', days: 7, timeZone: 'Europe/Paris' };
  let admin: Caller;
  beforeAll(async () => {
    admin = await setup.manager(null);
    const history = setup.app.get(PickupHistoryService, { strict: false });
    for (const [name, pickups, goalS] of [
      ['Marché A', 90, 120],
      ['Marché B', 60, 60],
      ['Marché C', 12, 300],
    ] as const) {
      const storeId = await setup.store({ name, goalS, objectivePercent: 85 });
      await history.record(storeId, generateHistory({ ...RANGE_OF, seed: pickups, pickups }));
    }
    await setup.store({ name: 'Marché D' });
  }, 60_000);

  const read = async (query: string, caller = admin): Promise<StoresTable> =>
    (await caller.get<StoresTable>(`/v1/stats/stores?${query}`)).body;
  const markets = async (query = ''): Promise<readonly StoresTableRow[]> =>
    (await read(`${RANGE}&search=marche${query}`)).stores;
  const sum = <Part>(parts: readonly Part[], of: (part: Part) => number): number =>
    parts.reduce((total, part) => total + of(part), 0);

  it('has the figures that each store has by itself, and days that add up to them', async () => {
    const rows = await markets();
    expect(rows.map(({ name }) => name)).toEqual(['Marché A', 'Marché B', 'Marché C', 'Marché D']);
    for (const { storeId, wait, abandoned, days, ...row } of rows) {
      const { body: own } = await admin.get<StoreStats>(`/v1/stores/${storeId}/stats?${RANGE}`);
      const { n, missed, withinGoalPercent, medianS, p90S } = own.figures.wait;
      expect(wait).toEqual({ n, missed, withinGoalPercent, medianS, p90S: n < 20 ? null : p90S });
      expect(abandoned).toEqual(own.figures.abandoned);
      expect(days).toEqual(own.days.map((day) => ({ day: day.day, n: day.wait.n, missed: day.wait.missed })));
      expect([sum(days, (day) => day.n), sum(days, (day) => day.missed)]).toEqual([n, missed]);
      expect([row.goalS, row.objectivePercent]).toEqual([own.goalS, own.objectivePercent]);
    }
    // Enough for a 90th percentile, too few for one, and none.
    expect(rows.map(({ wait }) => Math.sign(wait.n) + Number(wait.n >= 20))).toEqual([2, 2, 1, 0]);
    const { body: chain } = await admin.get<ChainStats>(`/v1/stats?${RANGE}`);
    const all = (await read(`${RANGE}&sort=waits&order=descending&limit=100`)).stores;
    for (const part of ['n', 'missed'] as const)
      expect(sum(all, ({ wait }) => wait[part])).toBe(chain.figures.wait[part]);
  });

  const FIGURES: Record<StoresSort, (row: StoresTableRow) => number | string | null> = {
    name: ({ name }) => name,
    waits: ({ wait }) => wait.n,
    within_goal: ({ wait }) => wait.withinGoalPercent,
    median: ({ wait }) => wait.medianS,
    p90: ({ wait }) => wait.p90S,
    abandoned: ({ abandoned }) => abandoned.percent,
  };

  it.each(Object.keys(FIGURES) as StoresSort[])('is sorted by %s, what has none last', async (sort) => {
    const inOrder = async (order: string) =>
      (await markets(`&sort=${sort}&order=${order}`)).map(FIGURES[sort]);
    const ascending = await inOrder('ascending');
    const known = ascending.filter((figure) => figure !== null);
    const sorted = known.toSorted((a, b) => (a < b ? -1 : 1));
    const none = Array.from({ length: 4 - known.length }, () => null);
    expect(ascending).toEqual([...sorted, ...none]);
    expect(await inOrder('descending')).toEqual([...sorted.toReversed(), ...none]);
    expect(new Set(known).size).toBeGreaterThan(1);
  });

  it.each(['name', 'abandoned'])('is read a page at a time by %s: each store once', async (sort) => {
    const name = `Rayon ${sort}`;
    await addStores(await setup.store({ name }), 120, `${sort}-`);
    const search = encodeURIComponent(name);
    const found: string[] = [];
    for (let after: string | null = ''; after !== null;) {
      const query = `${RANGE}&search=${search}&sort=${sort}&order=descending`;
      const page: StoresTable = await read(`${query}${after && `&after=${after}`}`);
      expect(page.total).toBe(121);
      found.push(...page.stores.map(({ storeId }) => storeId));
      after = page.next;
    }
    expect([found.length, new Set(found).size]).toEqual([121, 121]);
  });

  it('is of the stores that a key names or a manager reaches; closed to keys for orders', async () => {
    const key = await setup.shop([stores[1]], undefined, ['figures']);
    for (const sort of ['name', 'median']) {
      const { total, stores: rows } = await read(`sort=${sort}`, key);
      expect([total, rows.map(({ storeId }) => storeId)]).toEqual([1, [stores[1]]]);
    }
    const own = await read('sort=waits', await setup.manager(stores[0]));
    expect([own.total, own.stores.map(({ storeId }) => storeId)]).toEqual([1, [stores[0]]]);
    expect((await (await setup.shop()).get('/v1/stats/stores')).status).toBe(403);
  });

  it('says which field is wrong', () =>
    expectRefusals('/v1/stats/stores', [
      ['after=nowhere-at-all', 'after'],
      [`search=marche&after=${stores[0]}`, 'after'],
      ['sort=size', 'sort'],
      ['order=up', 'order'],
      ['limit=101', 'limit'],
      ['from=2016-01-01', 'from'],
    ]));

  it('names the alerts that each store has now', async () => {
    const storeId = await setup.store({ name: 'Marché sans écran', hours: [[], [], [], [], [], [], []] });
    const staff = await setup.staff(storeId, 'Léa');
    await live({ setup, shop: await setup.shop(), storeId, staff }, { noticeS: 600 });
    setup.clock.advance(120_000);
    const { body: own } = await admin.get<StoreAlerts>(`/v1/stores/${storeId}/alerts`);
    const rows = await markets();
    expect(rows.find((row) => row.storeId === storeId)?.alerts).toEqual(own.alerts.map(({ kind }) => kind));
    const dark = rows.filter(({ alerts }) => alerts.includes('dark_board'));
    expect(dark.map((row) => row.storeId)).toEqual([storeId]);
  });
});
