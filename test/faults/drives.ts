/** Customers who let their phone tell: a made-up drive into a bay, sent as phones send, until the server knows. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { CustomerView, FixesAnswer, FixInput } from '@curbline/contracts/http';
import { DEMO_STORES } from '../../src/demo/demo-stores.js';
import { durationMs, generateDrive, SeededRandom } from '@curbline/simulation';
import type { Caller } from './caller.js';

const BATCH = 40;
const SENDS_FOR_MS = 45_000;

/** @returns whether the server came to know of the arrival by the positions alone. */
export async function driveIn(
  customer: Caller,
  tripId: string,
  store: string,
  random: SeededRandom,
): Promise<boolean> {
  const bays = DEMO_STORES.find(({ id }) => id === store)?.settings.bays ?? [];
  const [longitude, latitude] = random.pick(bays).position.coordinates;
  const journey = generateDrive(
    { goal: { latitude, longitude }, lengthM: 600, parkedS: 45 },
    new SeededRandom(random.integer(1, 1_000_000)),
  );
  const zero = Date.now() - durationMs(journey);
  const drive = journey.map(({ atMs, ...fix }): FixInput => ({ ...fix, recordedAt: zero + atMs }));
  for (let at = 0; at < drive.length; at += BATCH)
    await report(customer, tripId, drive.slice(at, at + BATCH));
  const last = drive.at(-1);
  for (const until = performance.now() + SENDS_FOR_MS; last && performance.now() < until;) {
    const view = await customer.read<CustomerView>(`/v1/trips/${tripId}`).catch(() => undefined);
    if (view?.trip.state === 'arrived') return true;
    await sleep(1_500);
    // Parked, the phone goes on telling: what an outage swallowed is found out again.
    await report(customer, tripId, [{ ...last, recordedAt: Date.now(), speedMps: 0 }]);
  }
  return false;
}

/** A position that cannot be sent is not worth repeating: the next one says more. */
async function report(customer: Caller, tripId: string, fixes: readonly FixInput[]): Promise<void> {
  await customer
    .set<FixesAnswer>(`/v1/trips/${tripId}/fixes`, { sentAt: Date.now(), fixes })
    .catch(() => undefined);
}
