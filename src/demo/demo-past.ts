/**
 * Gives the demonstration's stores a past: the fourteen days before today are in their figures, as records without orders
 * behind them. It runs at every start and adds the days that are missing, so that a demonstration that was away for a week
 * has its two weeks again.
 */
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { wallClock } from '@curbline/domain/opening-hours';
import { PickupHistoryService, StoresService } from '@curbline/order-service';
import { Clock } from '@curbline/platform';
import { demoDaysBefore, type DemoPast, demoPickupsOf } from '@curbline/simulation';
import { DEMO_STORES } from './demo-stores.js';

/** The same seed and day give the same past and the same customers. */
export const DEMO_SEED = 20_260;

/** @returns how many pickups were added. */
export async function recordDemoPast(app: NestFastifyApplication): Promise<number> {
  const history = app.get(PickupHistoryService, { strict: false });
  let added = 0;
  for (const [index, { id, pickupsADay }] of DEMO_STORES.entries()) {
    const { timeZone } = (await app.get(StoresService, { strict: false }).get(id)).settings;
    const days = demoDaysBefore(wallClock(timeZone, app.get(Clock).now()).day);
    const recorded = await history.countByDay(id);
    const firstDay = [...days, ...recorded.keys()].reduce((first, day) => (day < first ? day : first));
    const past: DemoPast = { seed: DEMO_SEED + index, firstDay, timeZone, pickupsADay };
    const missing = days.flatMap((day) => {
      const pickups = demoPickupsOf(past, day);
      return (recorded.get(day) ?? 0) < pickups.length ? pickups : [];
    });
    if (missing.length > 0) added += await history.record(id, missing);
  }
  return added;
}
