/** "I'm late": by tap or text message; card and webhook know, and the order is kept until the new time and the usual grace. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CardAnswer, CustomerView } from '@curbline/contracts/http';
import type { Problem } from '@curbline/contracts/problems';
import { HoldsService } from '../src/holds/holds.service.js';
import { TripExpiryService } from '../src/trips/trip-expiry.service.js';
import type { Caller } from './caller.js';
import { LockerStore } from './locker-stores.js';
import { TestSetup } from './test-setup.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

let setup: TestSetup;
let storeId: string;
let shop: Caller;
beforeAll(async () => {
  setup = await TestSetup.open();
  storeId = await setup.store();
  shop = await setup.shop();
}, 120_000);
afterAll(() => setup.close());

const iso = (ms: number): string => new Date(ms).toISOString();
const expire = () => setup.app.get(TripExpiryService, { strict: false }).expire();

async function visit() {
  const now = setup.clock.now();
  const windowTo = now + HOUR;
  const window = { from: iso(now), to: iso(windowTo) };
  const { order, link } = await setup.order(shop, storeId, { state: 'ready', window });
  const customer = await setup.customer(link);
  const lea = await setup.staff(storeId, 'Léa');
  return {
    order,
    customer,
    windowTo,
    late: (at: number, key?: string) =>
      customer.put<CustomerView & Problem>('trip/late', { arrivalAt: iso(at) }, key),
    view: async () => (await customer.get<CustomerView>('trip')).body,
    card: async () =>
      (await lea.get<CardAnswer>(`/v1/stores/${storeId}/orders/by-code/${order.shortCode}`)).body.card,
    types: () => setup.typesOf(storeId, order.id),
  };
}

describe('a customer who is late', () => {
  it('names the new time once, and the card says it, before and after they set off', async () => {
    const one = await visit();
    const at = one.windowTo + 10 * MINUTE;
    const said = await one.late(at, 'the-same-tap-twice');
    expect(said.body.trip).toMatchObject({ declaredArrivalAt: iso(at), lateSaidAt: setup.clock.iso() });
    await one.late(at, 'the-same-tap-twice');
    await one.late(at);
    await one.customer.post('trip/start', { sharing: false });
    expect((await one.card()).trip).toMatchObject({
      state: 'started',
      declaredArrivalAt: iso(at),
      lateSaidAt: setup.clock.iso(),
    });
    expect((await one.types()).filter((type) => type === 'trip_delayed')).toHaveLength(1);
    const [event] = (await setup.eventsOf(storeId)).filter(
      ({ type, entityId }) => type === 'trip_delayed' && entityId === one.order.id,
    );
    expect(event?.actor).toEqual({ kind: 'customer', id: null, name: null });
  });

  it('is awaited until the new time and the grace, and given up after it', async () => {
    const [late, silent] = [await visit(), await visit()];
    const at = late.windowTo + 2 * HOUR;
    await late.late(at);
    setup.clock.advance(at + 4 * HOUR - MINUTE - setup.clock.now());
    await expire();
    expect([(await late.view()).orders[0]?.state, (await silent.view()).orders[0]?.state]).toEqual([
      'ready',
      'not_collected',
    ]);
    setup.clock.advance(2 * MINUTE);
    await expire();
    expect((await late.view()).orders[0]?.state).toBe('not_collected');
    expect((await late.late(setup.clock.now() + MINUTE)).status).toBe(409);
  });

  it('is awaited until then as well where the order lies in a compartment for a time', async () => {
    const store = await LockerStore.open(setup);
    const { ready, view, customer } = await store.order();
    await ready();
    setup.clock.advance(22 * HOUR);
    const holds = setup.app.get(HoldsService, { strict: false });
    await holds.end();
    const arrivalAt = iso(setup.clock.now() + 4 * HOUR);
    expect((await customer.put('trip/late', { arrivalAt })).status).toBe(200);
    setup.clock.advance(4 * HOUR - MINUTE);
    await holds.end();
    expect((await view()).orders[0]?.state).toBe('ready');
    setup.clock.advance(MINUTE);
    await holds.end();
    expect((await view()).orders[0]?.state).toBe('not_collected');
  });

  it.each([
    [-MINUTE, 'late-past'],
    [HOUR + 4 * HOUR + MINUTE, 'late-too-far'],
  ])('who names a time %i ms away is told what is wrong with it', async (away, code) => {
    const one = await visit();
    const refused = await one.late(setup.clock.now() + away);
    expect([refused.status, refused.body.code]).toEqual([422, code]);
    expect(await one.types()).not.toContain('trip_delayed');
  });

  it('is not late any more once they are there', async () => {
    const one = await visit();
    await one.customer.post('trip/here', {});
    const refused = await one.late(setup.clock.now() + 10 * MINUTE);
    expect([refused.status, refused.body.code]).toEqual([409, 'not-possible-now']);
  });

  it('may say so by text message, counted from when they were expected, once for each message', async () => {
    const one = await visit();
    const { tripId } = one.order;
    const now = setup.clock.iso();
    const said = {
      ...{ id: `${tripId}:text-1`, storeId, tripId, type: 'late' as const, occurredAt: now, decidedAt: now },
      ...{ evidence: 'text_message' as const, reasons: null, lateMinutes: 20, requestId: null },
    };
    await setup.tripEvent(said);
    await setup.tripEvent(said);
    await expect
      .poll(async () => (await one.card()).trip.declaredArrivalAt, { timeout: 25_000 })
      .toBe(iso(one.windowTo + 20 * MINUTE));
    expect((await one.types()).filter((type) => type === 'trip_delayed')).toHaveLength(1);
  });
});
