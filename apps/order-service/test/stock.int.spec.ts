/** Stock levels as shops report them, and missing goods that another store has. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ShortageChoice } from '@curbline/contracts/events';
import type { CardAnswer, CustomerView, StockLevel, StockReported } from '@curbline/contracts/http';
import type { Problem } from '@curbline/contracts/problems';
import type { Caller } from './caller.js';
import { LYON } from './store-settings.js';
import { TestSetup } from './test-setup.js';

const MILK = { sku: 'M-1', name: 'Lait demi-écrémé 1 L', quantity: 6 };
const HAM = { name: 'Jambon', quantity: 1 };
const DAY_MS = 24 * 3_600_000;
/** North of the entrance of `LYON`; a degree of latitude is some 111 km. */
const northOf = (km: number) => ({
  entrance: { type: 'Point' as const, coordinates: [4.8571, 45.76118 + km / 111.1] as [number, number] },
  premises: {
    ...LYON.premises,
    coordinates: LYON.premises.coordinates.map((ring) =>
      ring.map(([longitude, latitude]) => [longitude, (latitude ?? 0) + km / 111.1]),
    ) as typeof LYON.premises.coordinates,
  },
  bays: [],
});

let setup: TestSetup;
let shop: Caller;
beforeAll(async () => {
  setup = await TestSetup.open();
  shop = await setup.shop();
}, 120_000);
afterAll(() => setup.close());

const report = (storeId: string, levels: object, at: string | number = setup.clock.now(), by = shop) =>
  by.put<StockReported & Problem>(`/v1/stores/${storeId}/stock`, {
    at: typeof at === 'number' ? new Date(at).toISOString() : at,
    levels,
  });
const level = (storeId: string, sku: string, by = shop) =>
  by.get<StockLevel & Problem>(`/v1/stores/${storeId}/stock?sku=${encodeURIComponent(sku)}`);

describe('a report of stock', () => {
  it('is kept by SKU, and reports may come in any order', async () => {
    const storeId = await setup.store();
    const now = setup.clock.now();
    const first = await report(storeId, [
      { sku: 'M-1', quantity: 12 },
      { sku: 'a/b & c', quantity: 0.5 },
    ]);
    expect([first.status, first.body]).toEqual([200, { taken: 2, newerKept: 0 }]);
    const older = await report(
      storeId,
      [
        { sku: 'M-1', quantity: 99 },
        { sku: 'N', quantity: 1 },
      ],
      now - 1,
    );
    expect(older.body).toEqual({ taken: 1, newerKept: 1 });
    const at = new Date(now).toISOString();
    expect((await level(storeId, 'M-1')).body).toEqual({ sku: 'M-1', quantity: 12, at, old: false });
    expect((await level(storeId, 'a/b & c')).body).toMatchObject({ quantity: 0.5 });
    setup.clock.advance(DAY_MS);
    expect((await level(storeId, 'M-1')).body).toMatchObject({ quantity: 12, at, old: true });
    expect(await level(storeId, 'unheard')).toMatchObject({ status: 404, body: { code: 'stock-unknown' } });
  });

  it('of many at once, from several systems, keeps the newest of each', async () => {
    const storeId = await setup.store();
    const now = setup.clock.now();
    const skus = Array.from({ length: 1_000 }, (_, index) => `SKU-${index}`);
    const reports = await Promise.all(
      [3, 1, 2, 0].map((second) =>
        report(
          storeId,
          (second % 2 ? skus : skus.toReversed()).map((sku) => ({ sku, quantity: second })),
          now + second * 1_000,
        ),
      ),
    );
    expect(reports.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    const read = await Promise.all(['SKU-0', 'SKU-500', 'SKU-999'].map((sku) => level(storeId, sku)));
    expect(read.map(({ body }) => body.quantity)).toEqual([3, 3, 3]);
  });

  it.each([
    [[], 'levels'],
    [[{ sku: '', quantity: 1 }], 'levels[0].sku'],
    [[{ sku: 'M-1', quantity: -1 }], 'levels[0].quantity'],
    [[{ sku: 'M-1', quantity: '4' }], 'levels[0].quantity'],
    [[{ sku: 'M-1', quantity: 1, price: 2 }], 'levels[0].price'],
    [
      [
        { sku: 'M-1', quantity: 1 },
        { sku: ' M-1', quantity: 2 },
      ],
      'levels',
    ],
    [Array.from({ length: 1_001 }, (_, index) => ({ sku: `S${index}`, quantity: 1 })), 'levels'],
  ])('is refused as a whole with %j', async (levels, field) => {
    const storeId = await setup.store();
    const refused = await report(storeId, levels);
    expect([refused.status, refused.body.errors?.map((error) => error.field)]).toEqual([400, [field]]);
    expect((await level(storeId, 'M-1')).status).toBe(404);
  });

  it('says when the store had it: neither in an hour nor at no time', async () => {
    const storeId = await setup.store();
    for (const at of [setup.clock.now() + 3_600_000, 'yesterday']) {
      const refused = await report(storeId, [{ sku: 'M-1', quantity: 1 }], at);
      expect([refused.status, refused.body.errors?.[0]?.field]).toEqual([400, 'at']);
    }
  });

  it('is of a store that is there and that the key reaches', async () => {
    const [storeId, other] = [await setup.store(), await setup.store()];
    const bound = await setup.shop([other]);
    const figures = await setup.shop(null, undefined, ['figures']);
    const levels = [{ sku: 'M-1', quantity: 1 }];
    const statuses = [
      await report('nowhere', levels),
      await report(storeId, levels, undefined, bound),
      await report(storeId, levels, undefined, figures),
      await report(other, levels, undefined, bound),
      await level(storeId, 'M-1', bound),
    ].map(({ status }) => status);
    expect(statuses).toEqual([404, 404, 403, 200, 404]);
  });
});

describe('goods that another store has', () => {
  async function visit(choices: ShortageChoice[] = ['without', 'another_store']) {
    const storeId = await setup.store({ shortages: { choices, minutes: 10, fallback: 'without' } });
    const lea = await setup.staff(storeId, 'Léa');
    const { order, link } = await setup.order(shop, storeId, { state: 'ready', lines: [MILK, HAM] });
    const customer = await setup.customer(link);
    const mark = (line = 0, missing = 2) =>
      lea.put<CardAnswer & Problem>(`/v1/stores/${storeId}/orders/${order.id}/shortages/${line}`, {
        ...{ name: line === 0 ? MILK.name : HAM.name, missing },
      });
    const answer = (body: object) =>
      customer.put<CustomerView & Problem>(`trip/shortages/${order.id}/0`, body);
    return { storeId, mark, answer };
  }
  const stores = async (...distances: number[]) => {
    await setup.dataSource.query('DELETE FROM stock_level');
    return Promise.all(distances.map((far) => setup.store({ name: `Halle ${far}`, ...northOf(far) })));
  };

  it('are offered at the nearest three that have enough, with how far and since when it is known', async () => {
    const [far, near, few, late, gone, tooFar, third, fourth] = await stores(9, 2, 1, 4, 3, 40, 12, 15);
    const { mark, answer } = await visit();
    const now = setup.clock.now();
    for (const [at, quantity, when] of [
      ...[[far, 2, now] as const, [near, 30, now - 2 * DAY_MS] as const, [few, 1, now] as const],
      ...[[late, 9, now - 7 * DAY_MS] as const, [gone, 0, now] as const, [tooFar, 9, now] as const],
      ...[[third, 5, now] as const, [fourth, 5, now] as const],
    ])
      await report(at ?? '', [{ sku: 'M-1', quantity }], when);
    const [asked] = (await mark()).body.card.shortages ?? [];
    expect(asked?.choices).toEqual(['without', 'another_store']);
    expect(asked?.stores).toEqual([
      expect.objectContaining({ id: near, name: 'Halle 2', address: LYON.address, quantity: 30 }),
      expect.objectContaining({ id: far, quantity: 2, at: new Date(now).toISOString() }),
      expect.objectContaining({ id: third }),
    ]);
    const metres = asked?.stores?.map(({ distanceM }) => distanceM) ?? [];
    expect(metres.map((m) => Math.round(m / 100) / 10)).toEqual([2, 9, 12]);

    const none = await answer({ choice: 'another_store' });
    expect([none.status, none.body.errors?.[0]?.field]).toEqual([400, 'store']);
    expect((await answer({ choice: 'without', store: near })).status).toBe(400);
    expect((await answer({ choice: 'another_store', store: few })).body.code).toBe('choice-not-offered');
    const agreed = await answer({ choice: 'another_store', store: near });
    expect(agreed.body.shortages).toMatchObject([
      { state: 'agreed', choice: 'another_store', chosenStore: near },
    ]);
    const changed = await answer({ choice: 'without' });
    expect(changed.body.shortages?.[0]).not.toHaveProperty('chosenStore');
    expect(changed.body.shortages?.[0]?.stores).toHaveLength(3);
  });

  it('are offered only where the store allows it, the line has a SKU and somebody has it', async () => {
    const [near] = await stores(2);
    await report(near ?? '', [{ sku: 'M-1', quantity: 9 }]);
    const forbidden = await visit(['without', 'refund']);
    expect((await forbidden.mark()).body.card.shortages?.[0]).not.toHaveProperty('stores');
    const { mark } = await visit();
    expect((await mark(1, 1)).body.card.shortages?.[0]?.choices).toEqual(['without']);
    await report(near ?? '', [{ sku: 'M-1', quantity: 1 }]);
    expect((await mark()).body.card.shortages?.[0]?.choices).toEqual(['without']);
  });

  it('never send the customer to the store where they are missing, whatever its level says', async () => {
    await stores();
    const { storeId, mark } = await visit();
    await report(storeId, [{ sku: 'M-1', quantity: 50 }]);
    expect((await mark()).body.card.shortages?.[0]).not.toHaveProperty('stores');
  });
});
