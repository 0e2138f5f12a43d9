/** The days of a store on the nights on which its clocks change, and once its time zone is corrected. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StoreStats, StoreView } from '@curbline/contracts/http';
import type { Caller } from './caller.js';
import { live } from './lived-visits.js';
import { TestSetup } from './test-setup.js';

const HOUR = 3_600_000;

let setup: TestSetup;
let shop: Caller;
beforeAll(async () => {
  setup = await TestSetup.open();
  shop = await setup.shop();
}, 120_000);
afterAll(() => setup.close());

const goTo = (instant: string): void => void setup.clock.advance(Date.parse(instant) - setup.clock.now());

async function statsOf(storeId: string, range: string): Promise<StoreStats> {
  const manager = await setup.manager(storeId);
  return (await manager.get<StoreStats>(`/v1/stores/${storeId}/stats${range}`)).body;
}

describe('the nights on which the clocks change', () => {
  const paris = (change = {}) => setup.store({ timeZone: 'Europe/Paris', goalS: 120, ...change });
  const perDay = ({ days }: StoreStats) => days.map(({ day, handedOver }) => [day, handedOver]);

  it('in spring have 23 hours, and waits of the true length', async () => {
    goTo('2026-03-28T20:00:00Z');
    const storeId = await paris();
    const visits: [instant: string, waitS: number][] = [
      ['2026-03-28T22:50:00Z', 60], // 23:50 on Saturday
      ['2026-03-28T23:10:00Z', 60], // 00:10 on Sunday
      ['2026-03-29T00:55:00Z', 600], // 01:55 to 03:05: ten minutes
      ['2026-03-29T21:50:00Z', 60], // 23:50 on Sunday, in summer time
      ['2026-03-29T22:10:00Z', 60], // 00:10 on Monday
    ];
    for (const [instant, waitS] of visits) {
      goTo(instant);
      await live({ setup, shop, storeId, staff: await setup.staff(storeId, 'Léa') }, { waitS });
    }
    const stats = await statsOf(storeId, '?from=2026-03-28&to=2026-03-30');
    expect(perDay(stats)).toEqual([
      ['2026-03-28', 1],
      ['2026-03-29', 3],
      ['2026-03-30', 1],
    ]);
    expect((await statsOf(storeId, '?from=2026-03-29&to=2026-03-29')).figures.split.totalMs).toBe(720_000);
    expect(stats.heatMap.map(({ weekday, hour, n }) => [weekday, hour, n])).toEqual([
      [1, 0, 1],
      [6, 23, 1],
      [7, 0, 1],
      [7, 1, 1],
      [7, 23, 1],
    ]);
  });

  it('in autumn have 25 hours, of which two are called 2', async () => {
    goTo('2026-10-24T20:00:00Z');
    const storeId = await paris();
    const visits: [instant: string, waitS: number][] = [
      ['2026-10-24T21:50:00Z', 60], // 23:50 on Saturday, in summer time
      ['2026-10-24T22:10:00Z', 60], // 00:10 on Sunday
      ['2026-10-25T00:55:00Z', 600], // 02:55 in summer time to 02:05 in winter time: ten minutes
      ['2026-10-25T01:30:00Z', 60], // 02:30 in winter time
      ['2026-10-25T22:50:00Z', 60], // 23:50 on Sunday
      ['2026-10-25T23:10:00Z', 60], // 00:10 on Monday
    ];
    for (const [instant, waitS] of visits) {
      goTo(instant);
      await live({ setup, shop, storeId, staff: await setup.staff(storeId, 'Léa') }, { waitS });
    }
    const stats = await statsOf(storeId, '?from=2026-10-24&to=2026-10-26');
    expect(perDay(stats)).toEqual([
      ['2026-10-24', 1],
      ['2026-10-25', 4],
      ['2026-10-26', 1],
    ]);
    expect(stats.heatMap.find(({ weekday, hour }) => weekday === 7 && hour === 2)).toMatchObject({ n: 2 });
    expect((await statsOf(storeId, '?from=2026-10-25&to=2026-10-25')).figures.split.totalMs).toBe(780_000);
  });

  it('and days are other days once the store’s zone is corrected', async () => {
    const storeId = await paris();
    goTo(new Date(Math.ceil(setup.clock.now() / (24 * HOUR)) * 24 * HOUR + 23.5 * HOUR).toISOString());
    const utcDay = setup.clock.iso().slice(0, 10);
    await live({ setup, shop, storeId, staff: await setup.staff(storeId, 'Léa') }, { waitS: 60 });
    const of = async () => (await statsOf(storeId, `?from=${utcDay}&to=${utcDay}`)).figures.handedOver;
    expect(await of()).toBe(0);
    const manager = await setup.manager(storeId);
    const { headers, body } = await manager.get<StoreView>(`/v1/stores/${storeId}`);
    const changed = await setup
      .caller({ ...manager.headers, 'if-match': String(headers['etag']) })
      .put(`/v1/stores/${storeId}`, { ...body.settings, timeZone: 'UTC' });
    expect(changed.status).toBe(200);
    expect(await of()).toBe(1);
  });
});
