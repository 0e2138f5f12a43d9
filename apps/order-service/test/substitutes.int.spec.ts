/** Another person who collects: let by the customer, with a link and code of their own, and no say in anything else. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CardAnswer, CustomerView, SubstituteLink } from '@curbline/contracts/http';
import type { Problem } from '@curbline/contracts/problems';
import type { Caller } from './caller.js';
import { LockerStore } from './locker-stores.js';
import { TestSetup } from './test-setup.js';

let setup: TestSetup;
let storeId: string;
let shop: Caller;
let lea: Caller;
beforeAll(async () => {
  setup = await TestSetup.open();
  storeId = await setup.store();
  shop = await setup.shop();
  lea = await setup.staff(storeId, 'Léa');
}, 120_000);
afterAll(() => setup.close());

const viewOf = async (caller: Caller) => (await caller.get<CustomerView & Problem>('trip')).body;
const tokenOf = (link: string): string => link.slice(link.indexOf('#') + 1);

async function visit() {
  const contact = { phone: '+33 6 12 34 56 78', email: 'zoe@example.org' };
  const { order, link } = await setup.order(shop, storeId, {
    state: 'ready',
    customer: { firstName: 'Zoé', lastName: 'Martin', ...contact },
  });
  const customer = await setup.customer(link);
  const orderAt = `/v1/stores/${storeId}/orders/${order.id}`;
  return {
    order,
    customer,
    link,
    let: (firstName: string, by = customer) =>
      by.post<SubstituteLink & Problem>('trip/substitute', { firstName }),
    revoke: (by = customer) => by.delete('trip/substitute'),
    byStaff: () => lea.post<CardAnswer & Problem>(`${orderAt}/substitute/revoke`),
    handOver: (code: string) =>
      lea.post<CardAnswer & Problem>(`${orderAt}/hand-over`, { proof: 'code', code }),
    card: async () =>
      (await lea.get<CardAnswer>(`/v1/stores/${storeId}/orders/by-code/${order.shortCode}`)).body.card,
    open: (token: string) => setup.caller({}).post<Problem>('/v1/link', { token }, null),
    logged: async () =>
      (await setup.eventsOf(storeId))
        .filter(({ entityId, type }) => entityId === order.id && /substitute/.test(type))
        .map(({ type, actor }) => `${type} by ${actor.kind}${actor.name ? ` ${actor.name}` : ''}`),
  };
}

async function withPaul() {
  const one = await visit();
  const named = await one.let('Paul');
  expect(named.status).toBe(201);
  return { ...one, paul: await setup.customer(named.body.link), paulsLink: named.body.link };
}

describe('a substitute', () => {
  it('has a page and a code of their own, and the customer keeps theirs', async () => {
    const { customer, paul, card, logged } = await withPaul();
    const [theirs, own] = [await viewOf(paul), await viewOf(customer)];
    expect(theirs).toMatchObject({ customerName: 'Paul', substituteFor: 'Zoé M.', receipt: null });
    expect(own).toMatchObject({ customerName: 'Zoé M.', substitute: { name: 'Paul' } });
    const codes = [theirs, own].map(({ orders }) => orders[0]?.handOverCode);
    expect(new Set(codes).size).toBe(2);
    expect(JSON.stringify(theirs)).not.toContain(codes[1]);
    expect(JSON.stringify(own)).not.toContain(codes[0]);
    expect((await card()).substitute).toEqual({ name: 'Paul', namedAt: setup.clock.iso() });
    expect(await logged()).toEqual(['substitute_named by customer']);
  });

  it('comes, is there and collects; the hand-over records that it was them', async () => {
    const { paul, customer, handOver, card } = await withPaul();
    await paul.post('trip/start', { sharing: false, declaredMinutes: 10 });
    await paul.put('trip/details', { vehicle: { colour: 'blue', model: null } });
    await paul.post('trip/here', { bay: '2' });
    const code = (await viewOf(paul)).orders[0]?.handOverCode ?? '';
    const { status, body } = await handOver(code);
    expect([status, body.card.order.collectedBy, body.card.order.proof]).toEqual([200, 'substitute', 'code']);
    expect((await viewOf(customer)).trip.state).toBe('completed');
    await lea.post(`/v1/stores/${storeId}/orders/${body.card.orderId}/recall`);
    expect((await card()).order.collectedBy).toBeUndefined();
    const own = (await viewOf(customer)).orders[0]?.handOverCode ?? '';
    expect((await handOver(own)).body.card.order.collectedBy).toBeUndefined();
  });

  it.each(['customer', 'staff'] as const)(
    'is revoked by the %s: link, page and code end at once',
    async (by) => {
      const { paul, paulsLink, customer, revoke, byStaff, open, handOver, logged, card } = await withPaul();
      const code = (await viewOf(paul)).orders[0]?.handOverCode ?? '';
      expect((await (by === 'staff' ? byStaff() : revoke())).status).toBe(200);
      expect([(await paul.get('trip')).status, (await open(tokenOf(paulsLink))).status]).toEqual([410, 410]);
      expect((await paul.post('trip/here', {})).status).toBe(410);
      const refused = await handOver(code);
      expect([refused.status, refused.body.code]).toEqual([422, 'wrong-code']);
      expect((await customer.get('trip')).status).toBe(200);
      expect((await card()).substitute).toBeUndefined();
      const who = by === 'staff' ? 'staff Léa' : 'customer';
      expect(await logged()).toEqual(['substitute_named by customer', `substitute_revoked by ${who}`]);
      expect((await (by === 'staff' ? byStaff() : revoke())).status).toBe(200);
      expect(await logged()).toHaveLength(2);
    },
  );

  it('has no say in the rest: no other substitute, no contact, no answer, no push, no phone', async () => {
    const { paul, order, let: allow, revoke } = await withPaul();
    const { tripId } = order;
    const refused = [
      await allow('Eve', paul),
      await revoke(paul),
      await paul.put('trip/rating', { stars: 5 }),
      await paul.put(`trip/shortages/${order.id}/0`, { choice: 'refund' }),
      await paul.get('trip/phone'),
      await paul.put('trip/phone', { token: 'x'.repeat(30) }),
    ];
    expect(refused.map(({ status, body }) => `${status} ${body['code']}`)).toEqual(
      Array.from({ length: refused.length }, () => '403 customer-only'),
    );
    expect((await paul.get(`/v1/orders/${order.id}`)).status).toBe(401);
    const seen = JSON.stringify([await viewOf(paul), (await paul.get('/v1/trips')).body, tripId]);
    for (const secret of ['612345678', '6 12 34', 'zoe@', 'Martin']) expect(seen).not.toContain(secret);
  });

  it('is one at a time, and none once the trip is over', async () => {
    const { let: allow, revoke, handOver, customer } = await withPaul();
    const second = await allow('Eve');
    expect([second.status, second.body.code]).toEqual([409, 'substitute-named']);
    await revoke();
    expect((await allow('Eve')).status).toBe(201);
    await handOver((await viewOf(customer)).orders[0]?.handOverCode ?? '');
    expect((await allow('Ida')).body.code).toBe('not-possible-now');
    expect((await allow('')).status).toBe(400);
  });

  it('sees the end for two hours after the hand-over, and nothing after that', async () => {
    const { paul, paulsLink, handOver, open } = await withPaul();
    await handOver((await viewOf(paul)).orders[0]?.handOverCode ?? '');
    expect((await viewOf(paul)).orders[0]?.handOverCode).toBeNull();
    expect((await paul.post('trip/start', { sharing: true })).status).toBe(409);
    setup.clock.advance(2 * 3_600_000 + 60_000);
    lea = await setup.staff(storeId, 'Léa');
    expect([(await paul.get('trip')).status, (await open(tokenOf(paulsLink))).status]).toEqual([410, 410]);
  });

  it('at a locker is shown its code once they are there, and says that they have the order', async () => {
    const store = await LockerStore.open(setup);
    const { customer, order, ready } = await store.order();
    await ready();
    const named = await customer.post<SubstituteLink>('trip/substitute', { firstName: 'Paul' });
    const paul = await setup.customer(named.body.link);
    const codeOn = async (page: Caller) => (await viewOf(page)).orders[0]?.handOverCode;
    expect(await codeOn(paul)).toBeNull();
    await paul.post('trip/here', {});
    expect(await codeOn(paul)).toBe(await codeOn(customer));
    const said = await paul.put<CustomerView>(`trip/locker/${order.id}/opened`, { compartment: 'A1' });
    expect(said.body).toMatchObject({ customerName: 'Paul', trip: { state: 'completed' } });
    const { payload } = (await setup.eventsOf(store.storeId)).at(-1)!;
    expect(payload.card?.order).toMatchObject({ proof: 'opened', collectedBy: 'substitute' });
  });

  it('and the customer share one position: the later one takes over, and both pages know', async () => {
    const { paul, customer, card, revoke } = await withPaul();
    await customer.post('trip/start', { sharing: true });
    expect([(await viewOf(customer)).trip.sharing, (await viewOf(paul)).trip.sharing]).toEqual([
      'live',
      'none',
    ]);
    await paul.post('trip/start', { sharing: true });
    expect([(await viewOf(customer)).trip.sharing, (await viewOf(paul)).trip.sharing]).toEqual([
      'none',
      'live',
    ]);
    expect((await card()).trip).toMatchObject({ sharing: 'live', sharedBy: 'substitute' });
    await customer.post('trip/sharing', { sharing: false });
    expect((await card()).trip.sharing).toBe('live');
    await revoke();
    expect((await card()).trip.sharing).toBe('stopped');
  });

  it('whose link the customer opens on their own phone leaves the customer who they are', async () => {
    const { customer, paulsLink } = await withPaul();
    await customer.post('/v1/link', { token: tokenOf(paulsLink) }, null);
    expect((await viewOf(customer)).customerName).toBe('Zoé M.');
  });

  it('is kept as a name and a hash: no token stands in any row, and the log has the name alone', async () => {
    const { paulsLink, order } = await withPaul();
    const [, secret = ''] = tokenOf(paulsLink).split('.');
    const events = (await setup.eventsOf(storeId)).filter(({ entityId }) => entityId === order.id);
    expect(JSON.stringify(events)).not.toContain(secret);
    const rows = await setup.dataSource.query<unknown[]>('SELECT * FROM trip_link WHERE trip_id = $1', [
      order.tripId,
    ]);
    expect(JSON.stringify(rows)).not.toContain(secret);
    const { body } = await setup
      .caller({})
      .post<Problem>('/v1/link', { token: `${storeId}.${'A'.repeat(22)}` }, null);
    expect(body.code).toBe('link-unknown');
  });
});
