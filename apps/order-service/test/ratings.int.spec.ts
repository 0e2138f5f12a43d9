/** Customers rate their pickup with a tap, and with words that lie sealed; managers read how many, and what was said. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CustomerView, PersonalData, StoreRatings } from '@curbline/contracts/http';
import type { Problem } from '@curbline/contracts/problems';
import { ScheduledWorkService } from '../src/scheduled/scheduled-work.service.js';
import type { Caller } from './caller.js';
import { TestSetup } from './test-setup.js';

const WORDS = 'Sous la pluie, et quelqu’un m’attendait déjà';
const DAY_MS = 24 * 3_600_000;

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

async function served() {
  const { order, link } = await setup.order(shop, storeId, { state: 'ready' });
  const customer = await setup.customer(link);
  await customer.post('trip/here', {});
  const at = `/v1/stores/${storeId}/orders/${order.id}`;
  const rate = (body: object, key?: string) => customer.put<CustomerView & Problem>('trip/rating', body, key);
  const seen = async () => (await customer.get<CustomerView>('trip')).body.rating;
  const handOver = () => lea.post(`${at}/hand-over`, { proof: 'id_checked' });
  return { order, customer, at, rate, seen, handOver };
}
const asked = async () => {
  const manager = await setup.manager(storeId);
  return (await manager.get<StoreRatings>(`/v1/stores/${storeId}/ratings`)).body;
};

describe('a rating', () => {
  it('is one tap after the hand-over, may be completed and changed, and is asked once', async () => {
    const { rate, seen, handOver } = await served();
    expect([await seen(), (await rate({ stars: 5 })).status]).toEqual([undefined, 409]);
    await handOver();
    expect(await seen()).toBeNull();
    expect((await rate({ stars: 2 }, 'one-tap-sent-twice')).body.rating).toEqual({ stars: 2, words: null });
    expect((await rate({ stars: 2 }, 'one-tap-sent-twice')).status).toBe(200);
    expect((await rate({ stars: 4, words: WORDS })).body.rating).toEqual({ stars: 4, words: WORDS });
    expect((await rate({ stars: 5 })).body.rating).toEqual({ stars: 5, words: WORDS });
    expect((await rate({ stars: 5, words: ' ' })).body.rating).toEqual({ stars: 5, words: null });
    expect((await rate({ stars: null })).body.rating).toEqual({ stars: null, words: null });
    expect(await seen()).toEqual({ stars: null, words: null });
  });

  it.each([
    {},
    { stars: 0 },
    { stars: 6 },
    { stars: 2.5 },
    { stars: 5, words: 'x'.repeat(501) },
    { stars: 5, words: 'x'.repeat(10_000) },
    { stars: 5, staff: 'Léa' },
  ])('is refused with the field that is wrong (%#)', async (body) => {
    const { rate, handOver, seen } = await served();
    await handOver();
    const { status, body: refused } = await rate(body);
    expect([status, refused.code, refused.errors?.length]).toEqual([400, 'invalid-input', 1]);
    expect(await seen()).toBeNull();
  });

  it('is of one’s own trip, and nobody else’s', async () => {
    const [mine, other] = [await served(), await served()];
    await other.handOver();
    const { status } = await mine.customer.put(`/v1/trips/${other.order.tripId}/rating`, { stars: 1 });
    expect([status, await other.seen()]).toEqual([401, null]);
  });

  it('ends with its link', async () => {
    const { rate, handOver } = await served();
    await handOver();
    setup.clock.advance(8 * DAY_MS);
    expect([401, 410]).toContain((await rate({ stars: 1 })).status);
    lea = await setup.staff(storeId, 'Léa');
  });
});

describe('what managers read', () => {
  it('has how many, the share of each and the words, and no staff', async () => {
    setup.clock.advance(DAY_MS);
    lea = await setup.staff(storeId, 'Léa');
    for (const rating of [{ stars: 5, words: WORDS }, { stars: 5 }, { stars: 1 }, { stars: null }, null]) {
      const { rate, handOver } = await served();
      await handOver();
      if (rating) await rate(rating);
    }
    const ratings = await asked();
    expect(ratings).toMatchObject({ handedOver: 5, rated: 3, ratedPercent: 60 });
    expect(ratings.shares.map(({ stars, count }) => [stars, count])).toEqual([
      [5, 2],
      [4, 0],
      [3, 0],
      [2, 0],
      [1, 1],
    ]);
    expect(ratings.words).toEqual([{ day: ratings.from, stars: 5, words: WORDS }]);
    expect(JSON.stringify(ratings)).not.toContain('Léa');
    expect((await lea.get(`/v1/stores/${storeId}/ratings`)).status).toBe(401);
  });

  it('is without words that cannot be opened, as after a change of the key; so is the customer’s page', async () => {
    const { order, rate, seen, handOver } = await served();
    await handOver();
    await rate({ stars: 4, words: WORDS });
    await setup.dataSource.query("UPDATE trip_rating SET sealed_words = 'AAAA' WHERE trip_id = $1", [
      order.tripId,
    ]);
    expect(await seen()).toEqual({ stars: 4, words: null });
    const { rated, words } = await asked();
    expect([rated, words.map(({ stars }) => stars)]).toEqual([4, [5]]);
    await setup.dataSource.query('DELETE FROM trip_rating WHERE trip_id = $1', [order.tripId]);
  });

  it('keeps stars when words go: with the names of the trip', async () => {
    const [row] = await setup.dataSource.query<{ text: string }[]>(
      "SELECT string_agg(rating::text, E'\\n') AS text FROM trip_rating AS rating",
    );
    expect(row?.text).not.toContain('pluie');
    setup.clock.advance(31 * DAY_MS);
    await setup.app.get(ScheduledWorkService).clean();
    const from = new Date(setup.clock.now() - 60 * DAY_MS).toISOString().slice(0, 10);
    const manager = await setup.manager(storeId);
    const { body } = await manager.get<StoreRatings>(`/v1/stores/${storeId}/ratings?from=${from}`);
    expect([body.words, body.rated]).toEqual([[], 3]);
  });

  it('is in the copy that a person asks for, and its words go when they ask to be forgotten', async () => {
    lea = await setup.staff(storeId, 'Léa');
    const { order, rate, handOver } = await served();
    await handOver();
    await rate({ stars: 3, words: WORDS });
    const admin = await setup.manager(null);
    const ask = <B>(what: string) => admin.post<B>(`/v1/personal-data/${what}`, { orderId: order.id }, null);
    const copy = await ask<PersonalData>('export');
    expect(copy.body.orders[0]?.rating).toMatchObject({ stars: 3, words: WORDS });
    await ask('erase');
    expect((await asked()).words).toEqual([]);
    expect((await ask<PersonalData>('export')).body.orders[0]?.rating).toMatchObject({
      stars: 3,
      words: null,
    });
  });
});
