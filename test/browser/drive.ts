import { setTimeout as sleep } from 'node:timers/promises';
import type { BrowserContext } from 'playwright-core';

const METRES_PER_DEGREE = 111_195;

/**
 * Moves the emulated phone in a straight line from `fromM` metres south of a place to it, at `speedMps`, one
 * position a second; it is then left standing there. Accuracy 8 m, as an ordinary phone in the open.
 * @param place GeoJSON order: longitude, latitude
 */
export async function driveTo(
  context: BrowserContext,
  [longitude, latitude]: readonly [number, number],
  { fromM, speedMps }: { fromM: number; speedMps: number },
): Promise<void> {
  for (let leftM = fromM; leftM > 0; leftM -= speedMps) {
    await context.setGeolocation({ longitude, latitude: latitude - leftM / METRES_PER_DEGREE, accuracy: 8 });
    await sleep(1_000);
  }
  await context.setGeolocation({ longitude, latitude, accuracy: 8 });
}
