/**
 * Taps that wait for the network, kept on the phone over a reload: kinds, places and times of taps, never a
 * coordinate. Each trip's are kept apart, for as long as it takes. Two tabs of one trip keep theirs side by side: each
 * replaces only what it has had itself. Where storage is refused they live as long as the page.
 */
import { del, get, update } from 'idb-keyval';
import type { WaitingTap } from '../live/trip-outbox.js';

const keyOf = (tripId: string): string => `curbline-taps-${tripId}`;

export class KeptTaps {
  /** The keys of all taps that this page has had: what it no longer has is done. */
  private readonly own = new Set<string>();

  async load(tripId: string): Promise<readonly WaitingTap[]> {
    try {
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
