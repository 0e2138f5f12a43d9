/**
 * Taps that wait for the network, kept on the phone over a reload: kinds, places and times of taps, never a
 * coordinate. Each trip's are kept apart, for as long as it takes. Two tabs of one trip keep theirs side by side: each
 * replaces only what it has had itself. Where storage is refused they live as long as the page.
 */
import { del, get, update } from 'idb-keyval';
import type { WaitingTap } from '../live/trip-outbox.js';

/** Before each trip had its own there was this one entry, with the trip's id inside. */
const ONCE_KEY = 'curbline-taps';
const keyOf = (tripId: string): string => `${ONCE_KEY}-${tripId}`;

interface KeptOnce {
  readonly tripId: string;
  readonly taps: readonly Omit<WaitingTap, 'tripId'>[];
}

export class KeptTaps {
  /** The keys of all taps that this page has had: what it no longer has is done. */
  private readonly own = new Set<string>();

  async load(tripId: string): Promise<readonly WaitingTap[]> {
    try {
      await moveOld();
      const kept = (await get<readonly WaitingTap[]>(keyOf(tripId))) ?? [];
      for (const { key } of kept) this.own.add(key);
      return kept.filter((tap) => tap.tripId === tripId);
    } catch {
      // Nothing kept, then.
      return [];
    }
  }

  async keep(tripId: string, taps: readonly WaitingTap[]): Promise<void> {
    for (const { key } of taps) this.own.add(key);
    try {
      // Copied, since what the screen holds may be something that storage cannot.
      const copy = JSON.parse(JSON.stringify(taps)) as WaitingTap[];
      let left = 0;
      await update<readonly WaitingTap[]>(keyOf(tripId), (kept = []) => {
        const all = [...kept.filter(({ key }) => !this.own.has(key)), ...copy];
        left = all.length;
        return all;
      });
      if (left === 0) await del(keyOf(tripId));
    } catch {
      // The tap still leaves from memory.
    }
  }
}

/** What an older page of ours left behind goes where it belongs. */
async function moveOld(): Promise<void> {
  const once = await get<KeptOnce>(ONCE_KEY);
  if (!once) return;
  const { tripId } = once;
  await update<readonly WaitingTap[]>(keyOf(tripId), (kept = []) => [
    ...once.taps.map((tap) => ({ ...tap, tripId }) as WaitingTap),
    ...kept,
  ]);
  await del(ONCE_KEY);
}
