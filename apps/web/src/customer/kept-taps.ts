/**
 * Taps that wait for the network, kept on the phone over a reload: kinds, places and times of taps,
 * never a coordinate. They belong to one trip; another trip's are thrown away. Where storage is refused
 * they live as long as the page.
 */
import { del, get, set } from 'idb-keyval';
import type { WaitingTap } from '../live/trip-outbox.js';

const KEY = 'curbline-taps';

interface Kept {
  readonly tripId: string;
  readonly taps: readonly WaitingTap[];
}

export async function loadTaps(tripId: string): Promise<readonly WaitingTap[]> {
  try {
    const kept = await get<Kept>(KEY);
    if (kept?.tripId === tripId) return kept.taps;
    if (kept) await del(KEY);
  } catch {
    // Nothing kept, then.
  }
  return [];
}

export async function keepTaps(tripId: string, taps: readonly WaitingTap[]): Promise<void> {
  try {
    if (taps.length === 0) await del(KEY);
    else await set(KEY, { tripId, taps: JSON.parse(JSON.stringify(taps)) as WaitingTap[] } satisfies Kept);
  } catch {
    // The tap still leaves from memory.
  }
}
