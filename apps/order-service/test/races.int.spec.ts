/** Two who do the same at once: one wins, the other is told who did, and no card ever shows half of it. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CardAnswer } from '@curbline/contracts/http';
import type { Problem } from '@curbline/contracts/problems';
import { raceForClaims } from './race-for-claims.js';
import { TestSetup } from './test-setup.js';

let setup: TestSetup;
beforeAll(async () => {
  setup = await TestSetup.open();
}, 120_000);
afterAll(() => setup.close());

const RACES = 100;

describe('two members of staff', () => {
  it(`claim the same order at once, ${RACES} times: one winner each, the other sees who`, async () => {
    expect(await raceForClaims(setup, RACES)).toEqual({ races: RACES, wrong: [] });
  }, 120_000);

  it('tell the loser in French too', async () => {
    const storeId = await setup.store();
    const { order } = await setup.order(await setup.shop(), storeId);
    const at = `/v1/stores/${storeId}/orders/${order.id}/claim`;
    await (await setup.staff(storeId, 'Léa')).post(at);
    setup.clock.advance(4_000);
    const tom = await setup.staff(storeId, 'Tom');
    const english = await tom.post<Problem>(at);
    expect(english.body.detail).toBe('Taken by Léa 4 s ago');
    const french = await setup.app.inject({
      method: 'POST',
      url: at,
      headers: { ...tom.headers, 'idempotency-key': randomUUID(), 'accept-language': 'fr' },
      payload: {},
    });
    expect(french.json<Problem>().detail).toBe('Prise par Léa il y a 4\u00a0s');
  });

  it('release only what is theirs, a manager anybody’s', async () => {
    const storeId = await setup.store();
    const { order } = await setup.order(await setup.shop(), storeId);
    const at = `/v1/stores/${storeId}/orders/${order.id}`;
    const lea = await setup.staff(storeId, 'Léa');
    const tom = await setup.staff(storeId, 'Tom');
    const manon = await setup.staff(storeId, 'Manon', 'manager');
    await lea.post(`${at}/claim`);
    expect((await tom.post<Problem>(`${at}/release`)).body.code).toBe('not-claimed-by-you');
    expect((await manon.post<CardAnswer>(`${at}/release`)).body.card.order.claimedBy).toBeNull();
    expect((await tom.post<CardAnswer>(`${at}/claim`)).body.card.order.claimedBy?.name).toBe('Tom');
  });
});

describe('a card in the log', () => {
  it('never forgets what another change wrote a moment before', async () => {
    const storeId = await setup.store();
    const shop = await setup.shop();
    const lea = await setup.staff(storeId, 'Léa');
    for (let round = 0; round < 20; round += 1) {
      const { order, link } = await setup.order(shop, storeId);
      const customer = await setup.customer(link);
      await Promise.all([
        customer.post('trip/here', { bay: '2' }),
        lea.post(`/v1/stores/${storeId}/orders/${order.id}/claim`),
        shop.post(`/v1/orders/${order.id}/ready`),
      ]);
      const mine = (await setup.eventsOf(storeId)).filter(({ entityId }) => entityId === order.id);
      const last = mine.at(-1)?.payload.card;
      expect(last).toMatchObject({
        order: { state: 'ready', claimedBy: { name: 'Léa' } },
        trip: { state: 'arrived' },
        bay: '2',
      });
      for (const [index, event] of mine.entries()) {
        const before = mine[index - 1]?.payload.card;
        if (!before) continue;
        expect(event.payload.card?.order.version).toBeGreaterThanOrEqual(before.order.version);
        expect(event.payload.card?.trip.version).toBeGreaterThanOrEqual(before.trip.version);
      }
    }
  }, 60_000);
});
