/** Counters: places of a store where people on foot wait, beside the bays of those who drive. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BaySigns, CustomerView, StoreView } from '@curbline/contracts/http';
import type { Problem } from '@curbline/contracts/problems';
import type { Caller } from './caller.js';
import { TestSetup } from './test-setup.js';

const COUNTERS = [{ label: 'C1' }, { label: 'C2' }];

let setup: TestSetup;
let storeId: string;
let shop: Caller;
let manager: Caller;
beforeAll(async () => {
  setup = await TestSetup.open();
  storeId = await setup.store({ counters: COUNTERS });
  shop = await setup.shop();
  manager = await setup.manager(storeId);
}, 120_000);
afterAll(() => setup.close());

const storeOf = async (): Promise<StoreView> => (await manager.get<StoreView>(`/v1/stores/${storeId}`)).body;
const change = async (settings: object) =>
  setup
    .caller({ ...manager.headers, 'if-match': `"${(await storeOf()).version}"` })
    .patch<StoreView & Problem>(`/v1/stores/${storeId}`, settings);

async function customerOf(service: string): Promise<{ customer: Caller; tripId: string }> {
  const { order, link } = await setup.order(shop, storeId, { service });
  return { customer: await setup.customer(link), tripId: order.tripId };
}

describe('the counters of a store', () => {
  it('are among its settings, and go with their list', async () => {
    expect((await storeOf()).settings.counters).toEqual(COUNTERS);
    const none = await change({ counters: [] });
    expect([none.status, none.body.settings.counters]).toEqual([200, undefined]);
    const back = await change({ counters: COUNTERS });
    expect(back.body.settings.counters).toEqual(COUNTERS);
    expect(back.body.settings.bays.length).toBeGreaterThan(0);
  });

  it.each([
    [[{ label: 'C1' }, { label: 'c1' }], 422, 'counters[1].label'],
    [[{ label: '3' }], 422, 'counters[0].label'],
    [[{ label: '' }], 400, 'counters[0].label'],
    [[{ label: 'C1', position: null }], 400, 'counters[0].position'],
  ])('are refused as %j', async (counters, refused, field) => {
    const { status, body } = await change({ counters });
    expect([status, body.errors?.map((error) => error.field)]).toEqual([refused, [field]]);
    expect((await storeOf()).settings.counters).toEqual(COUNTERS);
  });

  it('have signs like the bays, with what they are', async () => {
    const { signs } = (await manager.get<BaySigns>(`/v1/stores/${storeId}/signs`)).body;
    expect(signs.filter(({ kind }) => kind === 'counter').map(({ bay }) => bay)).toEqual(['C1', 'C2']);
    expect(signs.filter(({ kind }) => kind === 'bay').length).toBeGreaterThan(0);
  });
});

describe('a customer on foot', () => {
  it('is offered the counters, and one in a car the bays', async () => {
    const placesOf = async (service: string): Promise<readonly string[]> => {
      const { customer } = await customerOf(service);
      return (await customer.get<CustomerView>('trip')).body.store.bays;
    };
    expect(await placesOf('walk_in')).toEqual(['C1', 'C2']);
    expect(await placesOf('curbside')).not.toContain('C1');
    expect(await placesOf('drive_through')).toEqual([]);
  });

  it('is here by the sign at a counter, in any spelling of its label', async () => {
    const { signs } = (await manager.get<BaySigns>(`/v1/stores/${storeId}/signs`)).body;
    const sign = signs
      .find(({ bay }) => bay === 'C2')
      ?.url.split('/')
      .at(-1);
    const { customer, tripId } = await customerOf('walk_in');
    const here = await customer.post<CustomerView>('trip/here', { bay: 'c2', sign });
    expect(here.body.trip).toMatchObject({
      bay: 'C2',
      arrival: { evidence: 'bay_scanned', confirmed: true },
    });
    const card = (await setup.log.latestOfTrip(storeId, tripId))?.payload.card;
    expect(card).toMatchObject({ service: 'walk_in', bay: 'C2', vehicle: null });
  });

  it('learns which places there are from a wrong one', async () => {
    const { customer } = await customerOf('walk_in');
    const { status, body } = await customer.post<Problem>('trip/here', { bay: 'C9' });
    expect([status, body.code]).toEqual([422, 'bay-unknown']);
    expect(body.detail).toContain('C2');
  });
});
