/**
 * A trip as the server's own rule makes it: of all positions that the phone has, those that it would have sent.
 * After each answer the page waits as long as the server wished and sends the next position it gets; a receiver
 * that stays on (wishes of 10 s and less) may be a tenth early, as in the page's own plan.
 */
import { decideArrival, decideTick, newTrack, prepareStore, type Fix } from '@curbline/domain/arrival';
import type { TripCase } from './trip-case.ts';

const RECEIVER_STAYS_ON_S = 10;
const LATENCY_MS = 300;

/** The same trip with the fixes that the rule asks for. */
export function thinned(trip: TripCase): TripCase {
  const store = prepareStore(trip.store);
  let state = newTrack(trip.startedAt);
  let wakeAt: number | undefined;
  let dueAt = -Infinity;
  const fixes: Fix[] = [];
  for (const recorded of trip.fixes) {
    if (recorded.recordedAt < dueAt) continue;
    const fix = { ...recorded, receivedAt: recorded.recordedAt + LATENCY_MS };
    for (let rings = 0; wakeAt !== undefined && wakeAt < fix.receivedAt && rings < 1000; rings++) {
      const rung: ReturnType<typeof decideTick> = decideTick(state, wakeAt, store);
      state = rung.state;
      wakeAt = rung.wakeAt === undefined ? undefined : Math.max(rung.wakeAt, wakeAt + 1);
    }
    const decided = decideArrival(state, fix, fix.receivedAt, store);
    state = decided.state;
    wakeAt = decided.wakeAt;
    fixes.push(fix);
    const early = decided.nextFixInS <= RECEIVER_STAYS_ON_S ? 0.9 : 1;
    dueAt = fix.recordedAt + decided.nextFixInS * early * 1000;
  }
  return { ...trip, fixes };
}
