/** Two who do the same at once: one wins, the other is told who did, and no card ever shows half of it. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CardAnswer } from '@curbline/contracts/http';
import type { Problem } from '@curbline/contracts/problems';
import { eventsOfStore, raceForClaims } from './race-for-claims.js';
import { World } from './world.js';

let world: World;
beforeAll(async () => {
  world = await World.open();
}, 120_000);
afterAll(() => world.close());

const RACES = 100;

const eventsOf = (storeId: string) => eventsOfStore(world, storeId);

describe('two members of staff', () => {
  it(`claim the same order at once, ${RACES} times: one winner each, the other sees who`, async () => {
    expect(await raceForClaims(world, RACES)).toEqual({ races: RACES, wrong: [] });
  }, 120_000);

  it('tell the loser in French too', async () => {
    const storeId = await world.store();
    const { order } = await world.order(await world.shop(), storeId);
    const at = `/v1/stores/${storeId}/orders/${order.id}/claim`;
    await (await world.staff(storeId, 'Léa')).post(at);
    world.clock.advance(4_000);
    const tom = await world.staff(storeId, 'Tom');
    const english = await tom.post<Problem>(at);
    expect(english.body.detail).toBe('Taken by Léa 4 s ago');
    const french = await world.app.inject({
      method: 'POST',
      url: at,
      headers: { ...tom.headers, 'idempotency-key': randomUUID(), 'accept-language': 'fr' },
      payload: {},
    });
    expect(french.json<Problem>().detail).toBe('Prise par Léa il y a 4\u00a0s');
  });

  it('release only what is theirs, a manager anybody’s', async () => {
    const storeId = await world.store();
    const { order } = await world.order(await world.shop(), storeId);
    const at = `/v1/stores/${storeId}/orders/${order.id}`;
    const lea = await world.staff(storeId, 'Léa');
    const tom = await world.staff(storeId, 'Tom');
    const manon = await world.staff(storeId, 'Manon', 'manager');
    await lea.post(`${at}/claim`);
    expect((await tom.post<Problem>(`${at}/release`)).body.code).toBe('not-claimed-by-you');
    expect((await manon.post<CardAnswer>(`${at}/release`)).body.card.order.claimedBy).toBeNull();
    expect((await tom.post<CardAnswer>(`${at}/claim`)).body.card.order.claimedBy?.name).toBe('Tom');
  });
});

describe('a card in the log', () => {
  it('never forgets what another change wrote a moment before', async () => {
    const storeId = await world.store();
    const shop = await world.shop();
    const lea = await world.staff(storeId, 'Léa');
    for (let round = 0; round < 20; round += 1) {
      const { order, link } = await world.order(shop, storeId);
      const customer = await world.customer(link);
      await Promise.all([
        customer.post('trip/here', { bay: '2' }),
        lea.post(`/v1/stores/${storeId}/orders/${order.id}/claim`),
        shop.post(`/v1/orders/${order.id}/ready`),
      ]);
      const mine = (await eventsOf(storeId)).filter(({ entityId }) => entityId === order.id);
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
