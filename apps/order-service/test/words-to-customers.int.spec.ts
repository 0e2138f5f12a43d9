/** What staff tell a customer from the board, and how they find an order whose code they do not have. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CardAnswer, CustomerView, FoundOrders } from '@curbline/contracts/http';
import type { Caller } from './caller.js';
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

async function visit(more: Record<string, unknown> = {}) {
  const { order, link } = await setup.order(shop, storeId, more);
  const customer = await setup.customer(link);
  const at = `/v1/stores/${storeId}/orders/${order.id}`;
  const act = (action: string, body: object = {}, key?: string) =>
    lea.post<CardAnswer>(`${at}/${action}`, body, key);
  const seen = async () => (await customer.get<CustomerView>('trip')).body;
  return { order, customer, act, seen };
}

async function told(orderId: string) {
  const read = await setup.log.readAfter(storeId, { epoch: '', seq: 0 });
  if (read.kind !== 'events') throw new Error(read.reason);
  return read.events.filter(({ entityId }) => entityId === orderId);
}

describe('"not ready, five more minutes"', () => {
  it('tells the customer a time, moves it with each tap, and forgets it once the order is ready', async () => {
    const { order, act, seen } = await visit({ state: 'preparing' });
    const now = setup.clock.now();
    const in5 = new Date(now + 300_000).toISOString();
    const first = await act('delay', {}, 'the-same-tap-sent-twice');
    expect(first.body.card.order.expectedReadyAt).toBe(in5);
    expect((await act('delay', {}, 'the-same-tap-sent-twice')).body).toEqual(first.body);
    expect((await seen()).orders[0]?.expectedReadyAt).toBe(in5);
    expect((await act('delay')).body.card.order.expectedReadyAt).toBe(new Date(now + 600_000).toISOString());
    const delays = (await told(order.id)).filter(({ type }) => type === 'order_delayed');
    expect(delays.map(({ actor }) => actor.name)).toEqual(['Léa', 'Léa']);
    expect((await act('ready')).body.card.order.expectedReadyAt).toBeUndefined();
    expect((await seen()).orders[0]?.expectedReadyAt).toBeUndefined();
    expect((await act('delay')).status).toBe(409);
  });
});

describe('a short message', () => {
  it('shows on both sides at once and stands in the log, until the journey is over', async () => {
    const { order, customer, act, seen } = await visit({ state: 'ready' });
    expect((await act('message', { message: 'hazard_lights' })).status).toBe(409);
    await customer.post('trip/here', {});
    const sent = { message: 'hazard_lights', sentAt: setup.clock.iso() };
    expect((await act('message', { message: 'hazard_lights' })).body.card.trip.message).toEqual(sent);
    expect((await seen()).trip.message).toEqual(sent);
    expect((await told(order.id)).at(-1)).toMatchObject({ type: 'message_sent', actor: { kind: 'staff' } });
    await act('hand-over', { proof: 'id_checked' });
    expect((await seen()).trip.message).toBeUndefined();
  });

  it.each([{}, { message: 'See you soon' }, { message: null }, { message: 'on_our_way', text: 'x' }])(
    'is none of our own words: %j is refused',
    async (body) => {
      const { customer, act } = await visit();
      await customer.post('trip/start', {});
      expect((await act('message', body)).status).toBe(400);
    },
  );
});

describe('"cannot find the car"', () => {
  it('asks the customer, shows on both sides, and is counted once', async () => {
    const { customer, act, seen } = await visit({ state: 'ready' });
    await customer.post('trip/here', { bay: '2' });
    await act('claim');
    const { card } = (await act('not-here')).body;
    expect(card).toMatchObject({ corrections: 1, bay: '2', order: { claimedBy: { name: 'Léa' } } });
    expect(card.trip.questionedAt).toBe((await seen()).trip.questionedAt);
    expect((await act('not-here')).body.card.corrections).toBe(1);
  });
});

describe('the search', () => {
  let ownStore: string;
  let own: Caller;
  const search = async (q: string, caller = own) =>
    caller.get<FoundOrders>(`/v1/stores/${ownStore}/orders/search?q=${encodeURIComponent(q)}`);
  const names = async (q: string) => (await search(q)).body.cards.map(({ customerName }) => customerName);

  beforeAll(async () => {
    ownStore = await setup.store();
    own = await setup.staff(ownStore, 'Tom');
    for (const [firstName, lastName] of [
      ['Hélène', 'Ober'],
      ['Jean-Marc', 'Dubois'],
      ['Œdipe', 'Roi'],
    ]) {
      await setup.order(shop, ownStore, { customer: { firstName, lastName } });
    }
    for (let i = 0; i < 12; i += 1)
      await setup.order(shop, ownStore, { customer: { firstName: 'Zora', lastName: 'Z' } });
  });

  it('finds names with accents and case folded, before the customer has set off', async () => {
    expect(await names('HELE')).toEqual(['Hélène O.']);
    expect(await names('marc')).toEqual(['Jean-Marc D.']);
    expect(await names('oed')).toEqual(['Œdipe R.']);
    expect(await names('%_')).toEqual([]);
  });

  it('finds by the short code, that order first', async () => {
    const { order } = await setup.order(shop, ownStore, { customer: { firstName: 'Ada', lastName: 'L' } });
    expect((await search(order.shortCode.toLowerCase())).body.cards[0]?.orderId).toBe(order.id);
  });

  it('answers ten at most, and refuses a single letter', async () => {
    expect(await names('zora')).toHaveLength(10);
    expect((await search('z')).status).toBe(400);
    expect((await search('')).status).toBe(400);
  });

  it('shows a store’s orders to its own staff alone', async () => {
    expect((await search('zora', lea)).status).toBe(403);
    expect(await names('hand')).toEqual([]);
  });
});
