/** A golden day: known pickups, and figures worked out by hand beside them. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FiveFigures, PastPickup, StoreAlerts, TodayStats } from '@curbline/contracts/http';
import { PickupHistoryService } from '@curbline/order-service';
import type { Caller } from './caller.js';
import { live as liveVisit, type Visit } from './lived-visits.js';
import { LYON } from './store-settings.js';
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

describe('the alerts of a store', () => {
  const alertsOf = async (storeId: string): Promise<StoreAlerts['alerts']> => {
    const manager = await setup.manager(storeId);
    return (await manager.get<StoreAlerts>(`/v1/stores/${storeId}/alerts`)).body.alerts;
  };
  const kindsOf = async (storeId: string): Promise<string[]> =>
    (await alertsOf(storeId)).map(({ kind }) => kind);
  /** What the gateway notes of a board that is connected now. */
  const connected = (storeId: string): Promise<unknown> =>
    setup.dataSource.query('SELECT note_boards_connected($1, $2)', [[storeId], new Date(setup.clock.now())]);

  it('begin when misses burn too fast in both windows, and end with the half hour', async () => {
    const storeId = await setup.store({ goalS: 120 });
    const lea = await setup.staff(storeId, 'Léa');
    // Who only says "here" gave no notice: the first two minutes are not the store's.
    for (const waitS of [100, 320, 370]) await live(storeId, lea, { waitS });
    expect(await kindsOf(storeId)).toEqual([]);
    await live(storeId, lea, { waitS: 420 });
    // A store that has no other day is measured by the four of today: 0.4 misses allowed, 3 used.
    const counted = { n: 4, missed: 3 };
    expect(await alertsOf(storeId)).toEqual([
      { kind: 'misses', lastHalfHour: counted, today: counted, allowedToday: 0, burnPercent: 750 },
    ]);
    setup.clock.advance(30 * MINUTE);
    expect(await alertsOf(storeId)).toEqual([]);
  });

  it('measure a day by what is usual on it, and the share of misses by the store’s objective', async () => {
    const storeId = await setup.store({ goalS: 120, objectivePercent: 80 });
    const lea = await setup.staff(storeId, 'Léa');
    for (let i = 0; i < 12; i += 1) await live(storeId, lea, { waitS: 10 });
    setup.clock.advance(7 * 24 * 60 * MINUTE);
    // Nobody stays signed in for a week.
    const lou = await setup.staff(storeId, 'Lou');
    for (let i = 0; i < 3; i += 1) await live(storeId, lou, { waitS: 320 });
    // A fifth of the twelve of a week ago.
    expect(await alertsOf(storeId)).toMatchObject([{ kind: 'misses', allowedToday: 2, burnPercent: 125 }]);
  });

  it('count a wait that is still open once it is past the goal', async () => {
    const storeId = await setup.store({ goalS: 120 });
    const lea = await setup.staff(storeId, 'Léa');
    await connected(storeId);
    for (let i = 0; i < 3; i += 1) await live(storeId, lea, {});
    setup.clock.advance(239 * SECOND);
    await connected(storeId);
    expect(await kindsOf(storeId)).toEqual([]);
    setup.clock.advance(SECOND);
    expect(await kindsOf(storeId)).toEqual(['misses']);
  });

  it('tell that somebody waits and no board is connected, until one is', async () => {
    const storeId = await setup.store({ hours: LYON.hours.map(() => [{ from: '00:00', to: '00:00' }]) });
    const lea = await setup.staff(storeId, 'Léa');
    await connected(storeId);
    setup.clock.advance(91 * SECOND);
    expect(await kindsOf(storeId)).toEqual([]);
    const since = setup.clock.iso();
    await live(storeId, lea, {});
    expect(await alertsOf(storeId)).toEqual([{ kind: 'dark_board', waiting: 1, waitingSince: since }]);
    await connected(storeId);
    expect(await kindsOf(storeId)).toEqual([]);
  });

  it('do not mind a dark board while the store is closed', async () => {
    const storeId = await setup.store({ hours: LYON.hours.map(() => [{ from: '00:00', to: '00:01' }]) });
    await live(storeId, await setup.staff(storeId, 'Léa'), {});
    expect(await kindsOf(storeId)).toEqual([]);
  });

  it('tell of predictions that have been far off for a week', async () => {
    const storeId = await setup.store();
    const endedAt = setup.clock.now() - 60 * MINUTE;
    const off = (index: number): PastPickup => {
      const at = endedAt - index * MINUTE;
      return {
        service: 'curbside',
        ended: 'handed_over',
        endedAt: at + 30 * SECOND,
        windowFrom: null,
        arrival: { at, evidence: 'position_parked' },
        firstSignAt: at - 20 * MINUTE,
        sharedPosition: true,
        alert: null,
        predicted: { madeAt: at - 5 * MINUTE, arrivalAt: at + 200 * SECOND },
        claimedAt: null,
        recalls: 0,
        corrections: 0,
      };
    };
    const history = setup.app.get(PickupHistoryService, { strict: false });
    await history.record(
      storeId,
      Array.from({ length: 19 }, (_, index) => off(index)),
    );
    expect(await kindsOf(storeId)).toEqual([]);
    await history.record(storeId, [off(100)]);
    expect(await alertsOf(storeId)).toEqual([{ kind: 'eta', n: 20, medianErrorS: 200, biasS: 200 }]);
    setup.clock.advance(7 * 24 * 60 * MINUTE);
    expect(await kindsOf(storeId)).toEqual([]);
  });
});
