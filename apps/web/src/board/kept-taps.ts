/**
 * Taps that the server has not answered yet, kept on the device so that a reload loses none. Each page has a place
 * of its own, or two tabs would overwrite each other's; a page that opens takes over what it finds. If the page
 * before it still lives, both send the same taps, under the same keys: they act once.
 */
import type { Command } from '../live/command-queue.js';

const PREFIX = 'curbline-board-taps';
/** A tap older than this says nothing true any more: it is dropped at the next start. */
const OLDEST_MS = 12 * 3_600_000;

export interface KeptTaps {
  /** What pages before left, in the order in which it was tapped. @param nowMs Unix ms. */
  take(nowMs: number): readonly Command[];
  keep(taps: readonly Command[]): void;
}

/** @param page unlike that of every other. @param storageOf may throw where storage is forbidden. */
export function keptTaps(page: string, storageOf = (): Storage => localStorage): KeptTaps {
  const own = `${PREFIX}-${page}`;
  const put = (storage: Storage, taps: readonly Command[]): void => {
    if (taps.length === 0) storage.removeItem(own);
    else storage.setItem(own, JSON.stringify(taps));
  };
  return {
    take(nowMs) {
      try {
        const storage = storageOf();
        const places = Object.keys(storage).filter((place) => place.startsWith(PREFIX));
        const found = places.flatMap((place) => tapsIn(storage.getItem(place)));
        const fresh = [...new Map(found.map((tap) => [tap.key, tap])).values()]
          .filter(({ tappedAt }) => nowMs - tappedAt < OLDEST_MS)
          .sort((a, b) => a.tappedAt - b.tappedAt);
        put(storage, fresh);
        for (const place of places) if (place !== own) storage.removeItem(place);
        return fresh;
      } catch {
        return [];
      }
    },
    keep(taps) {
      try {
        put(storageOf(), taps);
      } catch {
        // Storage forbidden or full: the taps live as long as the page does.
      }
    },
  };
}

function tapsIn(text: string | null): Command[] {
  try {
    const taps: unknown = JSON.parse(text ?? '[]');
    return Array.isArray(taps) ? (taps as Command[]).filter((tap) => typeof tap?.key === 'string') : [];
  } catch {
    return [];
  }
}
