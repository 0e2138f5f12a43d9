/** Small kindnesses: within the store's means, once to an order, shown to the customer, counted without names. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CardAnswer, CustomerView, GivenGestures, PersonalData } from '@curbline/contracts/http';
import type { Problem } from '@curbline/contracts/problems';
import { GESTURE_AFTER_MS } from '@curbline/domain/gesture';
import { ScheduledWorkService } from '../src/scheduled/scheduled-work.service.js';
import type { Caller } from './caller.js';
import { LYON } from './store-settings.js';
import { TestSetup } from './test-setup.js';

const COFFEE = { id: 'coffee', label: { fr: 'Un café', en: 'A coffee' }, perDay: 2 };
const FLOWERS = { id: 'flowers', label: { fr: 'Des fleurs', en: 'Flowers' }, perDay: 500 };
const WORDS = 'Pour la pluie de ce matin, Zoé';
const DAY_MS = 24 * 3_600_000;

let setup: TestSetup;
let shop: Caller;
beforeAll(async () => {
  setup = await TestSetup.open();
  shop = await setup.shop();
}, 120_000);
afterAll(() => setup.close());

const openStore = async (gestures: unknown = [COFFEE, FLOWERS]) => {
  const storeId = await setup.store({ gestures } as Partial<typeof LYON>);
  return { storeId, lea: await setup.staff(storeId, 'Léa') };
};
async function visit({ storeId, lea }: { storeId: string; lea: Caller }) {
  const { order, link } = await setup.order(shop, storeId, { state: 'ready' });
  const at = `/v1/stores/${storeId}/orders/${order.id}`;
  const customer = await setup.customer(link);
  const give = (id: string, body: object = {}, by = lea, key?: string) =>
    by.put<CardAnswer & Problem>(`${at}/gestures/${id}`, body, key);
  const takeBack = (id: string) => lea.post<CardAnswer & Problem>(`${at}/gestures/${id}/take-back`);
  const handOver = () => lea.post(`${at}/hand-over`, { proof: 'none', reason: 'other', reasonNote: 'Test' });
  const seen = async () => (await customer.get<CustomerView>('trip')).body.gestures;
  return { order, customer, give, takeBack, handOver, seen };
}

describe('a gesture', () => {
  it('is on the card and on the customer’s page, with a line that no log has', async () => {
    const store = await openStore();
    const { order, give, seen } = await visit(store);
    expect(await seen()).toBeUndefined();
    const { status, body } = await give('coffee', { words: WORDS });
    expect(status).toBe(200);
    expect(body.card.gestures).toMatchObject([{ gestureId: 'coffee', label: COFFEE.label }]);
    expect(await seen()).toEqual([{ gestureId: 'coffee', label: COFFEE.label, words: WORDS }]);
    const logged = (await setup.eventsOf(store.storeId)).filter(({ entityId }) => entityId === order.id);
    expect(logged.at(-1)).toMatchObject({ type: 'gesture_given', actor: { name: 'Léa' } });
    expect(JSON.stringify(logged)).not.toContain('pluie');
  });

  it('is given once to an order, and taken back after a wrong tap', async () => {
    const { give, takeBack, seen } = await visit(await openStore());
    const first = await give('coffee');
    const again = await give('coffee', { words: WORDS });
    expect(again.body.card.order.version).toBe(first.body.card.order.version);
    expect((await give('flowers')).body.card.gestures).toHaveLength(2);
    expect((await takeBack('coffee')).body.card.gestures).toMatchObject([{ gestureId: 'flowers' }]);
    expect(await seen()).toMatchObject([{ gestureId: 'flowers', words: null }]);
    expect((await takeBack('coffee')).status).toBe(404);
  });

  it('is given as often as the store set for a day, by however many at once, and again the next day', async () => {
    const store = await openStore();
    const visits = await Promise.all(Array.from({ length: 5 }, () => visit(store)));
    const answers = await Promise.all(visits.map(({ give }) => give('coffee')));
    const given = answers.filter(({ status }) => status === 200);
    expect([given.length, new Set(answers.map(({ status }) => status))]).toEqual([2, new Set([200, 409])]);
    const refused = answers.find(({ status }) => status === 409)!.body;
    expect([refused.code, refused.detail]).toEqual(['not-possible-now', expect.stringContaining('tomorrow')]);
    setup.clock.advance(DAY_MS);
    const next = { storeId: store.storeId, lea: await setup.staff(store.storeId, 'Zoé') };
    expect((await (await visit(next)).give('coffee')).status).toBe(200);
  });

  it('is refused where the store gives none, after the order is over, and at another store', async () => {
    const store = await openStore();
    const { order, give, handOver } = await visit(store);
    expect((await give('champagne')).status).toBe(404);
    expect((await give('Not a word')).status).toBe(400);
    expect((await give('coffee', { words: 'a'.repeat(121) })).body.errors?.[0]?.field).toBe('words');
    const stranger = await setup.staff((await openStore()).storeId, 'Max');
    expect((await give('coffee', {}, stranger)).status).toBe(403);
    expect((await give('coffee', {}, setup.caller({}))).status).toBe(401);
    await handOver();
    setup.clock.advance(GESTURE_AFTER_MS + 1_000);
    const late = await give('coffee', {}, await setup.staff(store.storeId, 'Zoé'));
    expect([late.status, late.body.code]).toEqual([409, 'not-possible-now']);
    expect(late.body.card?.orderId).toBe(order.id);
  });
});

describe('what a store gives', () => {
  it('is set with each once, in both languages, a number a day', async () => {
    const admin = await setup.manager(null);
    const tries = async (gestures: unknown) =>
      (await admin.post<Problem>('/v1/stores', { id: 'gestures', settings: { ...LYON, gestures } })).body
        .errors?.[0]?.field;
    expect(await tries([COFFEE, COFFEE])).toBe('settings.gestures');
    expect(await tries([{ ...COFFEE, label: { fr: 'Un café', en: '' } }])).toBe(
      'settings.gestures[0].label.en',
    );
    expect(await tries([{ ...COFFEE, perDay: 0 }])).toBe('settings.gestures[0].perDay');
    expect(await tries(Array.from({ length: 7 }, (_, i) => ({ ...COFFEE, id: `g${i}` })))).toBe(
      'settings.gestures',
    );
  });
});

describe('what was given', () => {
  it('is counted with what those said who got it, and names nobody', async () => {
    const store = await openStore();
    for (const stars of [5, 2, null]) {
      const { customer, give, handOver } = await visit(store);
      await give('flowers');
      await handOver();
      if (stars !== null) await customer.put('trip/rating', { stars });
    }
    const manager = await setup.manager(store.storeId);
    const { status, body } = await manager.get<GivenGestures>(`/v1/stores/${store.storeId}/gestures`);
    expect(status).toBe(200);
    expect(body.gestures).toEqual([
      { gestureId: 'flowers', label: FLOWERS.label, given: 3, rated: 2, pleased: 1 },
    ]);
    expect(JSON.stringify(body)).not.toContain('Léa');
  });

  it('is in a person’s copy, and its line goes with their name', async () => {
    const { order, give, handOver, seen } = await visit(await openStore());
    await give('flowers', { words: WORDS });
    await handOver();
    const admin = await setup.manager(null);
    const { body } = await admin.post<PersonalData>('/v1/personal-data/export', { orderId: order.id }, null);
    expect(body.orders[0]?.gestures).toMatchObject([{ words: WORDS }]);
    expect(await seen()).toHaveLength(1);
    setup.clock.advance(31 * DAY_MS);
    await setup.app.get(ScheduledWorkService).clean();
    const rows = await setup.dataSource.query<object[]>('SELECT words FROM gesture WHERE order_id = $1', [
      order.id,
    ]);
    expect(rows).toEqual([{ words: null }]);
  });
});
