import { setTimeout as sleep } from 'node:timers/promises';
import type { BrowserContext } from 'playwright-core';

const METERS_PER_DEGREE = 111_195;
const TICK_MS = 1_000;

/**
 * Moves the emulated phone in a straight line from `fromM` meters south of a place to it, at `speedMps`, one
 * position a second, accuracy 8 m: an ordinary phone in the open. Parked, it goes on telling where it is, within
 * half a meter, as a real receiver does; the emulated one would fall silent.
 * @param place GeoJSON order: longitude, latitude
 * @returns once parked: a function that ends the telling
 */
export async function driveTo(
  context: BrowserContext,
  [longitude, latitude]: readonly [number, number],
  { fromM, speedMps }: { fromM: number; speedMps: number },
): Promise<() => void> {
  const tell = (southM: number): Promise<void> =>
    context.setGeolocation({ longitude, latitude: latitude - southM / METERS_PER_DEGREE, accuracy: 8 });
  for (let leftM = fromM; leftM > 0; leftM -= speedMps) {
    await tell(leftM);
    await sleep(TICK_MS);
  }
  let ticks = 0;
  const receiver = setInterval(() => {
    ticks += 1;
    tell(0.5 * Math.sin(ticks)).catch(() => clearInterval(receiver));
  }, TICK_MS);
  return () => clearInterval(receiver);
}
