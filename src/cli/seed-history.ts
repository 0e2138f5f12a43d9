/** The histories of `npm run seed -- --history`: past pickups in the statistics, without orders behind them. */
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { PickupHistoryService, StoresService } from '@curbline/order-service';
import { generateHistory } from '@curbline/simulation';
import { DEMO_STORES } from '../demo/demo-stores.js';

const DAY_MS = 86_400_000;
/** Of a month of a further store: a hundred a day. */
const PICKUPS_A_MONTH = 3_000;

export interface HistoryWish {
  readonly seed: number;
  /** Unix ms; the histories end the day before. */
  readonly now: number;
  /** Pickups of a year of the first demo store. */
  readonly pickups: number;
  /** How many further stores get a month. */
  readonly stores: number;
}

/** Records the histories; the same ones again change nothing. @returns how many pickups they have */
export async function seedHistory(
  app: NestFastifyApplication,
  { seed, now, pickups, stores }: HistoryWish,
  onProgress: (line: string) => void,
): Promise<number> {
  const history = app.get(PickupHistoryService, { strict: false });
  const storesService = app.get(StoresService, { strict: false });
  const [{ id, settings }] = DEMO_STORES;
  const { timeZone } = settings;
  const daysAgo = (days: number): string => new Date(now - days * DAY_MS).toISOString().slice(0, 10);
  onProgress(`A year of ${pickups} pickups of ${id}…`);
  const year = { seed, from: daysAgo(365), days: 365, timeZone, pickups };
  let recorded = await history.record(id, generateHistory(year));
  for (let number = 1; number <= stores; number += 1) {
    const storeId = `history-${String(number).padStart(3, '0')}`;
    if (!(await storesService.find(storeId)))
      await storesService.create(storeId, { ...settings, name: `${settings.name} ${number}` });
    const month = { seed: seed + number, from: daysAgo(30), days: 30, timeZone, pickups: PICKUPS_A_MONTH };
    recorded += await history.record(storeId, generateHistory(month));
    if (number % 50 === 0) onProgress(`${number} of ${stores} stores with a month each…`);
  }
  return recorded;
}
