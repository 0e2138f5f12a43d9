/** Lockers: where an order is put, who learns its code and when, and how it ends. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { BaySigns, CustomerView, StoreView } from '@curbline/contracts/http';
import type { Problem } from '@curbline/contracts/problems';
import { LOCKERS, LockerStore } from './locker-stores.js';
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

describe('an order for a locker that is ready', () => {
  it('is put where it fits best, and the card says where', async () => {
    const { order, ready, types } = await store.order();
    const { waiting } = await store.read();
    expect(waiting).toMatchObject([{ orderId: order.id, state: 'placed', fitting: ['A1', 'A2', 'F1'] }]);
    const { status, body } = await ready();
    expect([status, body.card.order.state]).toEqual([200, 'ready']);
    const assignedAt = setup.clock.iso();
    expect(body.card.locker).toEqual({ bank: 'L1', compartment: 'A1', size: 'small', assignedAt });
    expect(Date.parse(body.card.heldUntil!) - setup.clock.now()).toBe(24 * 3_600_000);
    expect(await types()).toEqual(['order_placed', 'locker_assigned', 'order_ready']);
    expect(await store.used()).toEqual({ A1: order.shortCode });
    expect((await store.read()).waiting).toEqual([]);
    // Said again it stays where it is.
    expect((await ready()).body.card.locker?.compartment).toBe('A1');
  });

  it('goes into another one when staff choose it, also afterwards', async () => {
    const { order, ready } = await store.order();
    expect((await ready({ compartment: 'a2' })).body.card.locker?.compartment).toBe('A2');
    expect((await ready({ compartment: 'A1' })).body.card.locker?.compartment).toBe('A1');
    expect(await store.used()).toEqual({ A1: order.shortCode });
  });

  it.each([
    [['cold'], 'F1', ['A1', 'A2']],
    [['heavy'], 'A2', ['A1']],
  ])('with %j fits %s and none of %j', async (flags, best, unfit) => {
    const { ready } = await store.order({ flags });
    for (const compartment of unfit) {
      const refused = await ready({ compartment });
      expect([refused.status, refused.body.code]).toEqual([422, 'compartment-unfit']);
    }
    expect((await ready()).body.card.locker?.compartment).toBe(best);
  });

  it('is handed over instead when none is free, and when an ID has to be seen', async () => {
    const cold = await store.order({ flags: ['cold'] });
    await cold.ready();
    const second = await store.order({ flags: ['cold'] });
    const refused = await second.ready();
    expect([refused.status, refused.body.code]).toEqual([409, 'no-compartment-free']);
    expect(refused.body.title).toContain('hand it over');
    expect((await second.ready({ compartment: 'F1' })).body.code).toBe('compartment-taken');
    expect(await second.types()).toEqual(['order_placed']);
    const counter = await second.ready({ compartment: null });
    expect([counter.status, counter.body.card.order.state, counter.body.card.locker]).toEqual([
      200,
      'ready',
      undefined,
    ]);
    await second.here();
    const { handOverCode } = (await second.view()).orders[0]!;
    expect((await second.staff('hand-over', { proof: 'code', code: handOverCode })).status).toBe(200);
    const wine = await store.order({ flags: ['id_check'] });
    expect((await wine.ready()).body.code).toBe('no-compartment-free');
    expect((await wine.ready({ compartment: 'A1' })).body.code).toBe('compartment-unfit');
  });

  it('is put into one as well when its shop says that it is ready, or refused', async () => {
    const first = await store.order({ flags: ['cold'] });
    const answer = await store.shop.post<{ locker?: { compartment: string } }>(
      `/v1/orders/${first.order.id}/ready`,
      {},
    );
    expect(answer.body.locker?.compartment).toBe('F1');
    const second = await store.order({ flags: ['cold'] });
    const refused = await store.shop.post<Problem>(`/v1/orders/${second.order.id}/ready`, {});
    expect([refused.status, refused.body.code]).toEqual([409, 'no-compartment-free']);
  });

  it('leaves its compartment free once staff have taken it out, and when it is recalled', async () => {
    const { ready, empty, opened, staff } = await store.order();
    await ready();
    expect((await empty()).body.card.locker).toBeUndefined();
    expect(await store.used()).toEqual({});
    expect((await empty()).status).toBe(409);
    await ready({ compartment: 'A1' });
    await opened('A1');
    expect(await store.used()).toEqual({});
    const recalled = await staff('recall');
    expect([recalled.body.card.order.state, recalled.body.card.locker]).toEqual(['ready', undefined]);
  });
});

describe('the code of a compartment', () => {
  /** Everything that the customer's browser is sent, but what the page does not get from the trip. */
  const shown = (view: CustomerView) =>
    view.orders.map(({ handOverCode, locker }) => [handOverCode, locker?.compartment]);

  it('is in nothing that the customer’s browser is sent before they are there', async () => {
    const { order, customer, ready, code, view } = await store.order();
    expect(shown(await view())).toEqual([[null, undefined]]);
    await ready();
    const { body } = await code();
    expect(body).toEqual({ compartment: 'A1', code: expect.stringMatching(/^[A-Z0-9]{4}$/) });
    expect(shown(await view())).toEqual([[null, 'A1']]);
    const answers = [
      await customer.get('trip'),
      await customer.get('/v1/trips'),
      await customer.post('trip/start', { sharing: false }),
      await customer.put('trip/details', { bay: 'L1' }),
      await customer.put(`trip/locker/${order.id}/opened`, { compartment: 'A1' }),
      await customer.post('trip/not-here', {}),
    ];
    for (const answer of answers) expect(JSON.stringify(answer.body)).not.toContain(`"${body.code}"`);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 409, 200]);
    expect(JSON.stringify(await setup.eventsOf(store.storeId))).not.toContain(`"${body.code}"`);
  });

  it.each([
    ['by their tap', {}],
    ['by the sign', { bay: 'l1' }],
  ])('shows once they are there %s, and no longer when they take that back', async (_how, where) => {
    const { customer, ready, here, view } = await store.order();
    await ready();
    const manager = await setup.manager(store.storeId);
    const { signs } = (await manager.get<BaySigns>(`/v1/stores/${store.storeId}/signs`)).body;
    const sign = signs
      .find(({ bay, kind }) => bay === 'L1' && kind === 'locker')
      ?.url.split('/')
      .at(-1);
    const there = await here('bay' in where ? { ...where, sign } : {});
    expect(there.body.trip.arrival?.evidence).toBe('bay' in where ? 'bay_scanned' : 'tapped_unseen');
    expect(there.body.orders[0]?.handOverCode).not.toBeNull();
    expect(there.body.placeInLine).toBeNull();
    await customer.post('trip/not-here', {});
    expect(shown(await view())).toEqual([[null, 'A1']]);
  });

  it('stays hidden from a tap, and from a photograph of the sign, while the phone is far away', async () => {
    const { order, ready, here, view } = await store.order();
    await ready();
    await setup.progress({
      ...{
        storeId: store.storeId,
        tripId: order.tripId,
        at: setup.clock.iso(),
        lastSeenAt: setup.clock.iso(),
      },
      ...{ eta: null, band: 'far', signalLost: false, probablyHere: false },
    });
    expect((await here()).body.trip.arrival).toMatchObject({ evidence: 'tapped_far', confirmed: false });
    expect(shown(await view())).toEqual([[null, 'A1']]);
  });

  it('is read out for an order in a compartment alone, and by staff of its store', async () => {
    const { order, code } = await store.order();
    expect((await code()).status).toBe(409);
    const elsewhere = await setup.staff(await setup.store(), 'Tom');
    const refused = await elsewhere.get(`/v1/stores/${store.storeId}/orders/${order.id}/locker/code`);
    expect(refused.status).toBe(403);
  });
});

describe('lockers among the settings', () => {
  const change = async (settings: object) => {
    const manager = await setup.manager(store.storeId);
    const { body } = await manager.get<StoreView>(`/v1/stores/${store.storeId}`);
    const caller = setup.caller({ ...manager.headers, 'if-match': `"${body.version}"` });
    return caller.patch<StoreView & Problem>(`/v1/stores/${store.storeId}`, settings);
  };
  const bank = (label: string, ...labels: string[]) => ({
    label,
    compartments: labels.map((one) => ({ label: one, size: 'small' })),
  });

  it('are kept with their compartments', async () => {
    const { body } = await change({ lockers: LOCKERS, lockerHoldHours: 48 });
    expect([body.settings.lockers, body.settings.lockerHoldHours]).toEqual([LOCKERS, 48]);
    expect((await change({ lockers: [] })).body.settings.lockers).toBeUndefined();
  });

  it('show what lies in a compartment that the settings have no more, or name otherwise', async () => {
    const store = await LockerStore.open(setup);
    const [first, cold] = [await store.order(), await store.order({ flags: ['cold'] })];
    for (const { ready } of [first, cold]) expect((await ready()).status).toBe(200);
    const used = await store.used();
    const manager = await setup.manager(store.storeId);
    const edit = setup.caller({ ...manager.headers, 'if-match': '"1"' });
    const left = [bank('L1', 'a1', 'A2')];
    expect((await edit.patch(`/v1/stores/${store.storeId}`, { lockers: left })).status).toBe(200);
    const { banks } = await store.read();
    expect(banks.map(({ label, compartments }) => [label, compartments.map((one) => one.label)])).toEqual([
      ['L1', ['a1', 'A2']],
      ['L2', ['F1']],
    ]);
    expect(await store.used()).toEqual({ a1: used['A1'], F1: used['F1'] });
    expect((await cold.empty()).status).toBe(200);
    expect((await store.read()).banks.map(({ label }) => label)).toEqual(['L1']);
  });

  it.each([
    [[bank('1', 'A1')], 422, 'lockers[0].label'],
    [[bank('L1', 'A1'), bank('l1', 'A2')], 422, 'lockers[1].label'],
    [[bank('L1', 'A1'), bank('L2', 'a1')], 422, 'lockers[1].compartments[0].label'],
    [[bank('L1', 'A1', 'a1')], 400, 'lockers[0].compartments'],
    [[bank('L1')], 400, 'lockers[0].compartments'],
  ])('are refused as %j', async (lockers, refused, field) => {
    const { status, body } = await change({ lockers });
    expect([status, body.errors?.map((error) => error.field)]).toEqual([refused, [field]]);
  });
});
