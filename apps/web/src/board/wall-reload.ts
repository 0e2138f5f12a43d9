/** A screen that nobody touches for months reloads itself: each night, and on a new release. */
import { withoutWorker } from '../live/without-worker.js';
import { keep, readKept, tabStorage } from '../ui/device-storage.js';
import { clockTime } from '../ui/format.js';
import type { BoardModel } from './board-model.svelte.js';

const HOUR_MS = 3_600_000;
const RELOADED_KEY = 'curbline-board-reloaded-at';

/** Reloads once at night, when nobody is here or coming. Returns the end of the watch. */
export function watchForNight(model: BoardModel): () => void {
  const openedAt = performance.now();
  const timer = setInterval(() => {
    const { view, store } = model;
    if (!view || !store || model.offline || performance.now() - openedAt < 6 * HOUR_MS) return;
    const atNight = clockTime(model.now, store.timeZone).startsWith('04');
    const { here, arriving } = view.columns;
    if (atNight && here.length + arriving.length === 0) location.reload();
  }, 60_000);
  return () => clearInterval(timer);
}

/** The server speaks another protocol: this page is of an older release. At most one reload a minute. */
export async function reloadForProtocol(): Promise<void> {
  const last = readKept<number>(RELOADED_KEY, tabStorage) ?? 0;
  if (Date.now() - last < 60_000) return;
  if (!keep(RELOADED_KEY, Date.now(), tabStorage)) return;
  // The page that this device keeps is of that release as well.
  await withoutWorker('/board');
  location.reload();
}
