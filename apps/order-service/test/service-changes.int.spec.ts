/** Another service on the way: asked for by the customer, the shop or staff; nothing begins anew, and nothing after the hand-over. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CardAnswer, CustomerView, OrderView } from '@curbline/contracts/http';
import type { Problem } from '@curbline/contracts/problems';
import type { Caller } from './caller.js';
import { TestSetup } from './test-setup.js';

let setup: TestSetup;
let storeId: string;
let shop: Caller;
let lea: Caller;
beforeAll(async () => {
  setup = await TestSetup.open();
  storeId = await setup.store({ counters: [{ label: 'C1' }] });
  shop = await setup.shop();
  lea = await setup.staff(storeId, 'Léa');
}, 120_000);
afterAll(() => setup.close());

async function visit(service = 'curbside', at = storeId, by = lea) {
  const { order, link } = await setup.order(shop, at, { state: 'ready', service });
  const customer = await setup.customer(link);
  const orderAt = `/v1/stores/${at}/orders/${order.id}`;
  return {
    order,
    customer,
    view: async () => (await customer.get<CustomerView>('trip')).body,
    card: async () =>
      (await by.get<CardAnswer>(`/v1/stores/${at}/orders/by-code/${order.shortCode}`)).body.card,
    act: (action: string, body: object = {}) => by.post<CardAnswer>(`${orderAt}/${action}`, body),
    byCustomer: (to: string) => customer.put<CustomerView & Problem>('trip/service', { service: to }),
    byShop: (to: string) => shop.put<OrderView & Problem>(`/v1/orders/${order.id}/service`, { service: to }),
    byStaff: (to: string) => by.put<CardAnswer & Problem>(`${orderAt}/service`, { service: to }),
    logged: async () =>
      (await setup.eventsOf(at)).filter(
        ({ entityId, type }) => entityId === order.id && type === 'service_changed',
      ),
  };
}

describe('a change of service', () => {
  it('leaves the arrival, the wait and the place in line as they were, and gives the bay up', async () => {
    const first = await visit();
    await first.customer.post('trip/here', { bay: '2', vehicle: { colour: 'red', model: null } });
    setup.clock.advance(60_000);
    const next = await visit();
    await next.customer.post('trip/here', { bay: '3' });
    setup.clock.advance(30_000);
    const before = await first.card();
    const { status, body } = await first.byCustomer('walk_in');
    expect([status, body.service, body.trip.bay, body.placeInLine]).toEqual([200, 'walk_in', null, 1]);
    expect(body.store.bays).toEqual(['C1']);
    const card = await first.card();
    expect(card).toMatchObject({
      service: 'walk_in',
      serviceChange: { from: 'curbside', at: setup.clock.iso() },
      bay: null,
      arrival: before.arrival,
      trip: { state: 'arrived', firstSignAt: before.trip.firstSignAt },
      corrections: 0,
    });
    await first.act('hand-over', { proof: 'none', reason: 'known_customer' });
    expect((await first.card()).wait).toMatchObject({ totalMs: 90_000 });
  });

  it('is one event of the log, which says who wanted it', async () => {
    const one = await visit();
    await one.byCustomer('walk_in');
    await one.byStaff('drive_through');
    await one.byShop('curbside');
    expect(
      (await one.logged()).map(({ actor, payload }) => [actor.kind, payload.card?.serviceChange?.from]),
    ).toEqual([
      ['customer', 'curbside'],
      ['staff', 'walk_in'],
      ['shop', 'drive_through'],
    ]);
  });

  it('to what it is already changes nothing', async () => {
    const one = await visit();
    const same = await one.byStaff('curbside');
    expect([same.status, same.body.card.serviceChange, await one.logged()]).toEqual([200, undefined, []]);
  });

  it('before the customer leaves home keeps the claim and the order as they are', async () => {
    const one = await visit();
    await one.act('claim');
    expect((await one.byShop('walk_in')).body).toMatchObject({ service: 'walk_in', state: 'ready' });
    expect((await one.card()).order.claimedBy?.name).toBe('Léa');
  });

  it('after the hand-over is refused to everybody, in words', async () => {
    const one = await visit();
    await one.act('hand-over', { proof: 'none', reason: 'known_customer' });
    for (const refused of [
      await one.byCustomer('walk_in'),
      await one.byShop('walk_in'),
      await one.byStaff('walk_in'),
    ]) {
      expect([refused.status, refused.body.code]).toEqual([409, 'service-fixed']);
      expect(refused.body.title).toMatch(/handed over|remise/);
    }
    expect(await one.logged()).toEqual([]);
    expect((await one.card()).service).toBe('curbside');
  });

  it('of an order that was canceled, and to a word that is no service, is refused', async () => {
    const one = await visit();
    expect((await one.byCustomer('by_balloon')).status).toBe(400);
    await shop.post(`/v1/orders/${one.order.id}/cancel`);
    expect((await one.byStaff('walk_in')).body.code).toBe('service-fixed');
  });

  it('to what the store does not offer is refused, and no page shows it', async () => {
    const at = await setup.store({ services: ['curbside', 'walk_in'] });
    const one = await visit('curbside', at, await setup.staff(at, 'Tom'));
    expect((await one.view()).services).toEqual(['walk_in']);
    for (const refused of [await one.byCustomer('drive_through'), await one.byStaff('drive_through')]) {
      expect([refused.status, refused.body.code]).toEqual([422, 'service-not-offered']);
    }
    await one.act('hand-over', { proof: 'none', reason: 'known_customer' });
    expect((await one.view()).services).toBeUndefined();
  });

  it('is offered to customers where the store has places for it, unless it said what it offers', async () => {
    const bare = await visit('curbside', await setup.store(), lea);
    expect((await bare.view()).services).toBeUndefined();
    expect((await (await visit()).view()).services).toEqual(['walk_in']);
  });
});
