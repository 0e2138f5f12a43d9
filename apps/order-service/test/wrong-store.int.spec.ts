/** A customer who stands at another store of the chain: told themselves, and known on both boards. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TripEvent } from '@curbline/contracts/events';
import type { BoardSnapshot, CustomerView } from '@curbline/contracts/http';
import type { Caller } from './caller.js';
import { TestSetup } from './test-setup.js';

let setup: TestSetup;
beforeAll(async () => {
  setup = await TestSetup.open();
}, 120_000);
afterAll(() => setup.close());

interface Scene {
  readonly own: string;
  readonly other: string;
  readonly tripId: string;
  readonly orderId: string;
  readonly shortCode: string;
  readonly customer: Caller;
  readonly shop: Caller;
  readonly event: (type: TripEvent['type'], more?: Partial<TripEvent>) => Promise<void>;
}

/** On the way to one store, with another of the chain beside it. */
async function scene(): Promise<Scene> {
  const own = await setup.store({ name: 'Halle de la Tête' });
  const other = await setup.store({ name: 'Halle d’Annecy' });
  const shop = await setup.shop();
  const { order, link } = await setup.order(shop, own);
  const customer = await setup.customer(link);
  await customer.post('trip/start', { sharing: true });
  let number = 0;
  const event: Scene['event'] = (type, more = {}) =>
    setup.tripEvent({
      id: `${order.tripId}:${(number += 1)}`,
      storeId: own,
      tripId: order.tripId,
      type,
      occurredAt: new Date(setup.clock.now() - 30_000).toISOString(),
      decidedAt: setup.clock.iso(),
      evidence: null,
      reasons: null,
      requestId: null,
      ...more,
    });
  return {
    own,
    other,
    tripId: order.tripId,
    orderId: order.id,
    shortCode: order.shortCode,
    customer,
    shop,
    event,
  };
}

/** What a board that starts now shows. Readings are shared for a second. */
async function boardOf(storeId: string): Promise<BoardSnapshot> {
  setup.clock.advance(1_100);
  const response = await (
    await setup.staff(storeId, 'Léa')
  ).get<BoardSnapshot>(`/v1/stores/${storeId}/board`);
  expect(response.status).toBe(200);
  return response.body;
}

describe('a customer who stands at another store', () => {
  it('is told where the order waits, and both boards know', async () => {
    const { own, other, tripId, orderId, shortCode, customer, event } = await scene();
    await event('at_other_store', { otherStoreId: other });
    const since = new Date(setup.clock.now() - 30_000).toISOString();

    const page = (await customer.get<CustomerView>('trip')).body;
    expect(page.trip.otherStore).toEqual({ name: 'Halle d’Annecy' });
    expect(page.store.name).toBe('Halle de la Tête');

    expect((await setup.typesOf(own)).slice(-1)).toEqual(['seen_at_other_store']);
    const ownBoard = await boardOf(own);
    expect(ownBoard.cards[0]?.trip.otherStore).toEqual({ storeId: other, name: 'Halle d’Annecy', since });
    expect(ownBoard.visitors).toEqual([]);

    const visitor = {
      orderId,
      tripId,
      shortCode,
      customerName: 'Zoé M.',
      homeStore: { storeId: own, name: 'Halle de la Tête' },
      since,
    };
    const [seen, ...more] = await setup.eventsOf(other);
    expect(more).toEqual([]);
    expect(seen).toMatchObject({ type: 'visitor_seen', entityId: orderId, occurredAt: since });
    expect(seen?.payload).toEqual({ visitor });
    const otherBoard = await boardOf(other);
    expect([otherBoard.cards, otherBoard.visitors]).toEqual([[], [visitor]]);
    expect(otherBoard.figures.onTheWay).toBe(0);
  });

  it('leaves both boards when they drive on', async () => {
    const { own, other, customer, event } = await scene();
    await event('at_other_store', { otherStoreId: other });
    await event('left_other_store');
    await event('left_other_store');
    expect(await setup.typesOf(other)).toEqual(['visitor_seen', 'visitor_left']);
    expect((await setup.typesOf(own)).slice(-2)).toEqual(['seen_at_other_store', 'left_other_store']);
    expect((await customer.get<CustomerView>('trip')).body.trip).not.toHaveProperty('otherStore');
    expect((await boardOf(other)).visitors).toEqual([]);
  });

  it('moves from one wrong store to the next', async () => {
    const { other, event } = await scene();
    const third = await setup.store({ name: 'Halle de Gex' });
    await event('at_other_store', { otherStoreId: other });
    await event('at_other_store', { otherStoreId: third });
    expect(await setup.typesOf(other)).toEqual(['visitor_seen', 'visitor_left']);
    expect(await setup.typesOf(third)).toEqual(['visitor_seen']);
  });

  it.each([
    ['stops the sharing', (s: Scene) => s.customer.post('trip/sharing', { sharing: false })],
    [
      'is entered by the staff of their own store',
      async (s: Scene) =>
        (await setup.staff(s.own, 'Léa')).post(`/v1/stores/${s.own}/orders/${s.orderId}/arrival`),
    ],
    [
      'gets the order all the same',
      async (s: Scene) =>
        (await setup.staff(s.own, 'Léa')).post(`/v1/stores/${s.own}/orders/${s.orderId}/hand-over`, {
          proof: 'none',
          reason: 'known_customer',
        }),
    ],
    ['has the order canceled', (s: Scene) => s.shop.post(`/v1/orders/${s.orderId}/cancel`)],
  ])('is no visitor any more once the customer %s', async (_what, act) => {
    const here = await scene();
    await here.event('at_other_store', { otherStoreId: here.other });
    expect((await act(here)).status).toBe(200);
    expect(await setup.typesOf(here.other)).toEqual(['visitor_seen', 'visitor_left']);
    const rows: unknown[] = await setup.dataSource.query('SELECT 1 FROM visitor WHERE store_id = $1', [
      here.other,
    ]);
    expect(rows).toEqual([]);
  });

  it('may tap "I’m here" at the wrong store and stays known to be there', async () => {
    const { own, other, tripId, customer, event } = await scene();
    await setup.progress({
      storeId: own,
      tripId,
      at: setup.clock.iso(),
      lastSeenAt: setup.clock.iso(),
      eta: null,
      band: 'far',
      signalLost: false,
      probablyHere: false,
    });
    await customer.post('trip/here', {});
    await event('at_other_store', { otherStoreId: other });
    const { trip } = (await customer.get<CustomerView>('trip')).body;
    expect(trip).toMatchObject({
      state: 'arrived',
      arrival: { confirmed: false },
      otherStore: { name: 'Halle d’Annecy' },
    });
  });

  it('is told nothing of a store that does not exist, or is their own', async () => {
    const { own, event } = await scene();
    const before = await setup.typesOf(own);
    await event('at_other_store', { otherStoreId: 'no-such-store' });
    await event('at_other_store', { otherStoreId: own });
    await event('at_other_store');
    expect(await setup.typesOf(own)).toEqual(before);
  });
});
