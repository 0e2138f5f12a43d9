/** A change of service and the lockers: away from one its compartment is free again, and to one nothing is changed. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CardAnswer, CustomerView, OrderView } from '@curbline/contracts/http';
import type { Problem } from '@curbline/contracts/problems';
import { LockerStore } from './locker-stores.js';
import { TestSetup } from './test-setup.js';

let setup: TestSetup;
let store: LockerStore;
beforeAll(async () => {
  setup = await TestSetup.open();
}, 120_000);
afterAll(() => setup.close());
beforeEach(async () => {
  store = await LockerStore.open(setup);
});

async function visit(service = 'locker') {
  const visited = await store.order({ service });
  const { order, customer } = visited;
  return {
    ...visited,
    byCustomer: (to: string) => customer.put<CustomerView & Problem>('trip/service', { service: to }),
    byShop: (to: string) =>
      store.shop.put<OrderView & Problem>(`/v1/orders/${order.id}/service`, { service: to }),
    byStaff: (to: string) =>
      store.lea.put<CardAnswer & Problem>(`/v1/stores/${store.storeId}/orders/${order.id}/service`, {
        service: to,
      }),
  };
}

describe('a change of service away from a locker', () => {
  it('frees the compartment, and the next order lies in it', async () => {
    const one = await visit();
    await one.ready({ compartment: 'A1' });
    const { status, body } = await one.byStaff('curbside');
    expect([status, body.card.service, body.card.order.state]).toEqual([200, 'curbside', 'ready']);
    expect([body.card.locker, body.card.heldUntil]).toEqual([undefined, undefined]);
    expect((await one.types()).slice(-2)).toEqual(['locker_emptied', 'service_changed']);
    expect(await store.used()).toEqual({});
    const next = await visit();
    expect((await next.ready({ compartment: 'A1' })).body.card.locker?.compartment).toBe('A1');
    expect((await one.code()).body.code).toBe('not-possible-now');
  });

  it('is a matter of the customer only until the order lies in its compartment', async () => {
    const early = await visit();
    expect((await early.view()).services).toEqual(['curbside']);
    expect((await early.byCustomer('curbside')).body.service).toBe('curbside');
    const late = await visit();
    await late.ready();
    expect((await late.view()).services).toBeUndefined();
    const refused = await late.byCustomer('curbside');
    expect([refused.status, refused.body.code]).toEqual([422, 'service-not-offered']);
    expect((await late.byShop('curbside')).body.service).toBe('curbside');
    expect(await store.used()).toEqual({});
  });
});

it('nobody changes an order into one for a locker', async () => {
  const one = await visit('curbside');
  expect((await one.view()).services).toBeUndefined();
  for (const refused of [
    await one.byCustomer('locker'),
    await one.byShop('locker'),
    await one.byStaff('locker'),
  ]) {
    expect([refused.status, refused.body.code]).toEqual([422, 'service-not-offered']);
  }
});
