/** Taps that the server has not answered yet, kept on the device so that a reload loses none. */
import type { Command } from '../live/command-queue.js';

const KEY = 'curbline-board-taps';
/** A tap older than this says nothing true any more: it is dropped at the next start. */
const OLDEST_MS = 12 * 3_600_000;

/** @param nowMs Unix ms; the age of a tap is judged by it. */
export function readTaps(nowMs: number): readonly Command[] {
  try {
    const taps: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    if (!Array.isArray(taps)) return [];
    return (taps as Command[]).filter(
      (tap) => typeof tap.key === 'string' && nowMs - tap.tappedAt < OLDEST_MS,
    );
  } catch {
    return [];
  }
}

export function keepTaps(taps: readonly Command[]): void {
  try {
    if (taps.length === 0) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, JSON.stringify(taps));
  } catch {
    // Storage forbidden or full: the taps live as long as the page does.
  }
}
