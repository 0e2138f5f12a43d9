/** The figures of any days: golden pickups, with figures worked out by hand beside them. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FiveFigures, StoreStats } from '@curbline/contracts/http';
import type { Caller } from './caller.js';
import { driverOf } from './driver.js';
import { live, type Visit } from './lived-visits.js';
import { TestSetup } from './test-setup.js';

const SECOND = 1000;
const REASON = { proof: 'none', reason: 'known_customer' };

let setup: TestSetup;
let shop: Caller;
beforeAll(async () => {
  setup = await TestSetup.open();
  shop = await setup.shop();
}, 120_000);
afterAll(() => setup.close());

async function statsOf(storeId: string, range = ''): Promise<StoreStats> {
  const manager = await setup.manager(storeId);
  const { status, body } = await manager.get<StoreStats>(`/v1/stores/${storeId}/stats${range}`);
  expect({ status, body: status === 200 ? undefined : body }).toEqual({ status: 200, body: undefined });
  return body;
}

/** Lives visits one after the other, each on its own time. */
async function liveAll(storeId: string, visits: readonly Visit[]): Promise<void> {
  const staff = await setup.staff(storeId, 'Léa');
  for (const visit of visits) await live({ setup, shop, storeId, staff }, visit);
}

describe('the figures of a day', () => {
  it('are those worked out by hand', async () => {
    const storeId = await setup.store({ goalS: 120, promiseS: 300, leadS: 120 });
    await liveAll(storeId, [
      { noticeS: 600, responseS: 20, waitS: 60 },
      { noticeS: 600, responseS: 100, waitS: 200 },
      // Early for 180 s of 280.
      { noticeS: 600, waitS: 280, windowOpensS: 180 },
      // Short notice for 90 s of 200.
      { noticeS: 30, responseS: 30, waitS: 200 },
      { noticeS: 600, responseS: 120, waitS: 420, more: { service: 'walk_in' } },
    ]);
    const { figures, byService, byEvidence, days, heatMap, insight, before, ...rest } =
      await statsOf(storeId);
    expect(rest).toMatchObject({
      from: '2026-03-11',
      to: '2026-03-11',
      timeZone: 'Europe/Paris',
      goalS: 120,
    });
    // Store seconds: 60, 200, 100, 110, 420. Sorted: 60, 100, 110, 200, 420.
    const wait = {
      n: 5,
      missed: 2,
      withinGoalPercent: 60,
      withinPromisePercent: 80,
      medianS: 110,
      // Between the 4th and the 5th: 200 + 0.6 × 220.
      p90S: 332,
      p95S: null,
      worstS: 420,
    };
    expect(figures).toMatchObject({
      handedOver: 5,
      wait,
      split: { totalMs: 1_160_000, earlyMs: 180_000, shortNoticeMs: 90_000, storeMs: 890_000 },
      // 20, 30, 100, 120; the 90th percentile is 100 + 0.7 × 20. The third was never claimed.
      response: { n: 4, medianS: 65, p90S: 114 },
      // 40, 100, 170, 300.
      walk: { n: 4, medianS: 135 },
      arrivals: 5,
      pickups: 5,
      abandoned: { count: 0, percent: 0 },
      optIn: { count: 0, percent: 0 },
      eta: { n: 0, medianErrorS: null, biasS: null, within2MinPercent: null },
    });
    expect(byService.map(({ service, arrivals, sharePercent }) => [service, arrivals, sharePercent])).toEqual(
      [
        ['curbside', 4, 80],
        ['walk_in', 1, 20],
      ],
    );
    expect(byService[1]?.wait).toMatchObject({ n: 1, medianS: 420, withinPromisePercent: 0 });
    expect(byEvidence).toEqual([{ evidence: 'tapped_unseen', arrivals: 5, sharePercent: 100, wait }]);
    expect(days).toEqual([
      { day: '2026-03-11', handedOver: 5, abandoned: 0, notCollected: 0, leftOpen: 0, wait },
    ]);
    expect(heatMap.every(({ weekday }) => weekday === 3)).toBe(true);
    expect(heatMap.reduce((sum, { n }) => sum + n, 0)).toBe(5);
    expect(before).toMatchObject({ from: '2026-03-10', to: '2026-03-10', figures: { wait: { n: 0 } } });
    expect(insight).toMatchObject({ withinGoalPercent: 60, n: 5, change: null, cause: { weekday: 3 } });
  });

  it('know the predictions, the alerts and who shared their position', async () => {
    const storeId = await setup.store({ leadS: 120 });
    const lea = await setup.staff(storeId, 'Léa');
    // Alerted 100 s and 200 s before the arrival; five minutes before, expected 30 s too late and 150 s too early.
    for (const [leadS, errorS, madeBeforeS] of [
      [100, 30, 300],
      [200, -150, 340],
    ] as const) {
      const { order, customer, event } = await driverOf(setup, shop, storeId, {});
      await customer.post('trip/start', { sharing: true });
      const arrivesAt = setup.clock.now() + leadS * SECOND;
      // What was expected at the alert is not what is judged.
      const expectedAt = new Date(arrivesAt).toISOString();
      await setup.tripEvent(event('approaching', setup.clock.now(), { expectedAt }));
      setup.clock.advance(leadS * SECOND);
      const predicted = {
        madeAt: new Date(arrivesAt - madeBeforeS * SECOND).toISOString(),
        arrivalAt: new Date(arrivesAt + errorS * SECOND).toISOString(),
      };
      await setup.tripEvent(event('arrived', arrivesAt, { predicted }));
      setup.clock.advance(60 * SECOND);
      await lea.post(`/v1/stores/${storeId}/orders/${order.id}/hand-over`, REASON);
    }
    const { figures } = await statsOf(storeId);
    expect(figures).toMatchObject({
      eta: { n: 2, medianErrorS: 90, biasS: -60, within2MinPercent: 50, medianMadeBeforeS: 320 },
      lead: { n: 2, medianGivenS: 150, medianWantedS: 120, tooShortPercent: 50 },
      optIn: { count: 2, percent: 100 },
    });
  });

  it('count who left, who never came, whose hand-over was taken back and who was overtaken', async () => {
    const storeId = await setup.store();
    const lea = await setup.staff(storeId, 'Léa');
    const who = { setup, shop, storeId, staff: lea };
    // Left without their order, and comes no more.
    const gone = await driverOf(setup, shop, storeId, {});
    await gone.customer.post('trip/start', { sharing: true });
    await setup.tripEvent(gone.event('arrived', setup.clock.now()));
    setup.clock.advance(240 * SECOND);
    await setup.tripEvent(gone.event('departed', setup.clock.now()));
    // Waits while somebody who came later is served.
    const first = await live(who, { noticeS: 600 });
    setup.clock.advance(10 * SECOND);
    await live(who, { waitS: 30 });
    await lea.post(`${first.at}/hand-over`, REASON);
    await lea.post(`${first.at}/recall`);
    setup.clock.advance(10 * SECOND);
    await lea.post(`${first.at}/hand-over`, REASON);
    // Handed over without an arrival.
    const { order: unseen } = await setup.order(shop, storeId, { state: 'ready' });
    await lea.post(`/v1/stores/${storeId}/orders/${unseen.id}/hand-over`, REASON);
    const { order: canceled } = await setup.order(shop, storeId);
    await shop.post(`/v1/orders/${canceled.id}/cancel`);
    const { figures } = await statsOf(storeId);
    expect(figures).toMatchObject({
      handedOver: 3,
      arrivals: 3,
      pickups: 4,
      abandoned: { count: 1, percent: 25 },
      overtaken: { count: 1, percent: 25 },
      recalled: { count: 1, percent: 25 },
      missedSignal: { count: 1, percent: 100 / 3 },
      notCollected: { count: 0, percent: 0 },
      wait: { n: 2 },
    });
  });

  it('never drop who still waits, and agree with the five figures of the board', async () => {
    const storeId = await setup.store({ goalS: 120 });
    await liveAll(storeId, [{ noticeS: 600, waitS: 60 }, { noticeS: 600 }]);
    const since = setup.clock.iso();
    setup.clock.advance(200 * SECOND);
    const stats = await statsOf(storeId);
    expect(stats.figures.wait).toMatchObject({ n: 2, missed: 1, withinGoalPercent: 50, worstS: 200 });
    expect(stats.now).toEqual({ waiting: 1, longestSince: since });
    const manager = await setup.manager(storeId);
    const { body: five } = await manager.get<FiveFigures>(`/v1/stores/${storeId}/figures`);
    expect(five).toMatchObject({
      handedOver: stats.figures.handedOver,
      withinGoalPercent: stats.figures.wait.withinGoalPercent,
      medianWaitS: stats.figures.wait.medianS,
      judged: { served: 1, open: 1 },
    });
    const past = await statsOf(storeId, '?from=2026-03-01&to=2026-03-10');
    expect([past.now, past.figures.wait.n, past.days.length]).toEqual([null, 0, 10]);
  });

  it('change with a correction, visibly', async () => {
    const storeId = await setup.store();
    const lea = await setup.staff(storeId, 'Léa');
    const { order, customer, event } = await driverOf(setup, shop, storeId, {});
    await customer.post('trip/start', { sharing: true });
    setup.clock.advance(600 * SECOND);
    const arrivedAt = setup.clock.now();
    await setup.tripEvent(event('arrived', arrivedAt));
    setup.clock.advance(100 * SECOND);
    expect((await statsOf(storeId)).figures.corrected.count).toBe(0);
    // The car stood 40 s before we said so.
    await setup.tripEvent(event('arrival_corrected', arrivedAt - 40 * SECOND));
    await lea.post(`/v1/stores/${storeId}/orders/${order.id}/hand-over`, REASON);
    expect((await statsOf(storeId)).figures.wait.medianS).toBe(140);
    // Recalled: it waits again, on the same clock.
    await lea.post(`/v1/stores/${storeId}/orders/${order.id}/recall`);
    await lea.post(`/v1/stores/${storeId}/orders/${order.id}/not-here`);
    const { figures } = await statsOf(storeId);
    expect(figures).toMatchObject({ handedOver: 0, wait: { n: 0 }, arrivals: 0 });
  });

  it('follow a goal that is changed, as the board does', async () => {
    const storeId = await setup.store({ goalS: 120 });
    await liveAll(storeId, [{ noticeS: 600, waitS: 150 }]);
    expect((await statsOf(storeId)).figures.wait.withinGoalPercent).toBe(0);
    const manager = await setup.manager(storeId);
    const { headers } = await manager.get(`/v1/stores/${storeId}`);
    await setup
      .caller({ ...manager.headers, 'if-match': String(headers['etag']) })
      .patch(`/v1/stores/${storeId}`, { goalS: 180 });
    expect((await statsOf(storeId)).figures.wait.withinGoalPercent).toBe(100);
  });
});
