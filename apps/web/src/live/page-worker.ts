/**
 * The service worker of this page, by which it opens without a network (src/worker/). A new build waits until every open
 * page of the worker is quiet; a page that is asked says whether it is. Where there are no workers (plain HTTP on a LAN,
 * some private windows), the page is what it is without.
 */
const TRY_EVERY_MS = 15_000;
/** A board is open for months, and a browser looks for a new build only when a page is loaded. */
const LOOK_EVERY_MS = 30 * 60_000;

export interface WorkerOfPage {
  /** `/board-worker.js`. */
  readonly script: string;
  /** `/board`. */
  readonly page: string;
  /** Nobody would miss anything if another build took over now. */
  isQuiet(): boolean;
  /** A new build has taken over: what is loaded from now on is of it. */
  takenOver?(): void;
}

export async function registerWorker({ script, page, isQuiet, takenOver }: WorkerOfPage): Promise<void> {
  const workers = navigator.serviceWorker as ServiceWorkerContainer | undefined;
  const registration = await workers
    ?.register(script, { scope: page, updateViaCache: 'none' })
    .catch(() => undefined);
  if (!workers || !registration) return;
  workers.addEventListener('message', ({ data, ports }) => {
    if (data === 'is-quiet') ports[0]?.postMessage(isQuiet());
  });
  workers.startMessages();
  if (workers.controller) workers.addEventListener('controllerchange', () => takenOver?.());
  const offer = (): void => {
    if (isQuiet()) registration.waiting?.postMessage('take-over');
  };
  setInterval(offer, TRY_EVERY_MS);
  setInterval(() => void registration.update().catch(() => undefined), LOOK_EVERY_MS);
  registration.addEventListener('updatefound', () => {
    registration.installing?.addEventListener('statechange', offer);
  });
  offer();
}
