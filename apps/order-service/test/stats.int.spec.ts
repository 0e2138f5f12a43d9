/** A golden day: known pickups, and figures worked out by hand beside them. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { FiveFigures, TodayStats } from '@curbline/contracts/http';
import type { Caller } from './caller.js';
import { live as liveVisit, type Visit } from './lived-visits.js';
import { TestSetup } from './test-setup.js';

let setup: TestSetup;
let shop: Caller;
beforeAll(async () => {
  setup = await TestSetup.open();
  shop = await setup.shop();
}, 120_000);
afterAll(() => setup.close());

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** Lives one visit and gives its order's short code. */
const live = async (storeId: string, staff: Caller, visit: Visit): Promise<string> =>
  (await liveVisit({ setup, shop, storeId, staff }, visit)).shortCode;

const waitsOf = (stats: TodayStats) =>
  Object.fromEntries(
    stats.pickups.map(({ shortCode, wait }) => [
      shortCode,
      wait && [wait.totalMs, wait.earlyMs, wait.shortNoticeMs, wait.storeMs].map((ms) => ms / SECOND),
    ]),
  );

describe('today', () => {
  it('splits each wait into early, short notice and store, and judges store minutes alone', async () => {
    const storeId = await setup.store({ goalS: 120, leadS: 120 });
    const lea = await setup.staff(storeId, 'Léa');
    const manager = await setup.manager(storeId);
    const prompt = await live(storeId, lea, { noticeS: 600, waitS: 60 });
    const late = await live(storeId, lea, { noticeS: 600, waitS: 200 });
    // Three minutes before the window: those are not the store's; the other 100 s are.
    const early = await live(storeId, lea, { noticeS: 600, waitS: 280, windowOpensS: 180 });
    // 30 s of notice where the store wants 120: 90 s of the wait are short notice.
    const short = await live(storeId, lea, { noticeS: 30, waitS: 200 });
    // No notice at all: at most the lead counts as short notice.
    const sudden = await live(storeId, lea, { waitS: 300 });

    const { body } = await manager.get<TodayStats>(`/v1/stores/${storeId}/stats/today`);
    expect(body).toMatchObject({ date: '2026-03-11', timeZone: 'Europe/Paris', goalS: 120 });
    expect(waitsOf(body)).toEqual({
      [prompt]: [60, 0, 0, 60],
      [late]: [200, 0, 0, 200],
      [early]: [280, 180, 0, 100],
      [short]: [200, 0, 90, 110],
      [sudden]: [300, 0, 120, 180],
    });
    // Within 120 store seconds: prompt, early, short. Median of 60, 100, 110, 180, 200 store seconds.
    expect(body.figures).toEqual({
      handedOver: 5,
      withinGoalPercent: 60,
      medianWaitS: 110,
      goalS: 120,
      judged: { served: 5, open: 0 },
      longestOpenSince: null,
      onTheWay: 0,
    });
  });

  it('never drops who is still waiting: a miss once past the goal, unsaid before', async () => {
    const storeId = await setup.store({ goalS: 120 });
    const lea = await setup.staff(storeId, 'Léa');
    const manager = await setup.manager(storeId);
    const figures = async () => (await lea.get<FiveFigures>(`/v1/stores/${storeId}/figures`)).body;
    await live(storeId, lea, { noticeS: 600, waitS: 60 });
    const open = await live(storeId, lea, { noticeS: 600 });
    const since = setup.clock.iso();
    setup.clock.advance(100 * SECOND);
    expect(await figures()).toMatchObject({
      handedOver: 1,
      withinGoalPercent: 100,
      judged: { served: 1, open: 0 },
      medianWaitS: 60,
      longestOpenSince: since,
    });
    setup.clock.advance(40 * SECOND);
    expect(await figures()).toMatchObject({
      handedOver: 1,
      withinGoalPercent: 50,
      medianWaitS: 100,
      judged: { served: 1, open: 1 },
    });
    const { body } = await manager.get<TodayStats>(`/v1/stores/${storeId}/stats/today`);
    expect(body.pickups[0]).toMatchObject({
      shortCode: open,
      wait: { totalMs: 140_000, storeMs: 140_000, open: true },
      handedOverAt: null,
    });
    expect(body.pickups[1]?.wait?.open).toBe(false);
  });

  it('leaves out what was recalled, and counts who is on the way', async () => {
    const storeId = await setup.store();
    const lea = await setup.staff(storeId, 'Léa');
    const { order, link } = await setup.order(shop, storeId);
    const customer = await setup.customer(link);
    await customer.post('trip/start', {});
    const figures = async () => (await lea.get<FiveFigures>(`/v1/stores/${storeId}/figures`)).body;
    expect(await figures()).toMatchObject({ handedOver: 0, onTheWay: 1, withinGoalPercent: null });
    const at = `/v1/stores/${storeId}/orders/${order.id}`;
    await lea.post(`${at}/hand-over`, { proof: 'none', reason: 'known_customer' });
    expect(await figures()).toMatchObject({ handedOver: 1, onTheWay: 0, medianWaitS: null });
    await lea.post(`${at}/recall`);
    expect(await figures()).toMatchObject({ handedOver: 0, onTheWay: 1 });
  });

  it('begins at the store’s own midnight, and a wait outlives it', async () => {
    const storeId = await setup.store({ timeZone: 'America/New_York' });
    const staff = () => setup.staff(storeId, 'Léa');
    // 23:50 in New York on 10 March (EDT): 03:50Z on the 11th.
    setup.clock.advance(Date.parse('2026-03-12T03:50:00Z') - setup.clock.now());
    await live(storeId, await staff(), { noticeS: 60, waitS: 60 });
    const open = await live(storeId, await staff(), { noticeS: 60 });
    const before = await (await setup.manager(storeId)).get<TodayStats>(`/v1/stores/${storeId}/stats/today`);
    expect(before.body).toMatchObject({ date: '2026-03-11', figures: { handedOver: 1 } });
    setup.clock.advance(15 * MINUTE);
    const after = await (await setup.manager(storeId)).get<TodayStats>(`/v1/stores/${storeId}/stats/today`);
    expect(after.body).toMatchObject({
      date: '2026-03-12',
      figures: { handedOver: 0, withinGoalPercent: 0 },
    });
    expect(after.body.pickups.map(({ shortCode }) => shortCode)).toEqual([open]);
  });

  it('is for the store’s own people', async () => {
    const [storeId, other] = [await setup.store(), await setup.store()];
    const lea = await setup.staff(other, 'Léa');
    const manager = await setup.manager(other);
    for (const who of [lea, manager]) {
      expect((await who.get(`/v1/stores/${storeId}/figures`)).status).toBe(403);
      expect((await who.get(`/v1/stores/${other}/figures`)).status).toBe(200);
    }
    expect((await lea.get(`/v1/stores/${other}/stats/today`)).status).toBe(401);
    expect((await manager.get(`/v1/stores/${storeId}/stats/today`)).status).toBe(403);
  });
});
