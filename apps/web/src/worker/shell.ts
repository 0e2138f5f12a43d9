/**
 * Keeps a page on the device, so that it opens without a network: its HTML, its scripts, styles and texts, all of one
 * build. Nothing else is kept here: what the server answers about orders and people never passes through.
 *
 *   install ──all files are here──► waiting ──no page of this worker is busy, or none is open──► active
 *
 * The page comes from the device first, which is at once on every line, and its HTML is asked for again behind it, for
 * its headers. A build never mixes with another: a worker that is installed for one serves it until the next one takes
 * over, and the files of the build before it stay for pages that are still open.
 */
import { answerOf, isOfBuild } from './answer-of.js';
import { mayTakeOver } from './take-over.js';

declare const self: ServiceWorkerGlobalScope;

export interface Shell {
  /** The path of the page: `/board`. */
  readonly page: string;
  /** Names the build. */
  readonly version: string;
  /** The addresses of its files. */
  readonly files: readonly string[];
}

/** Answers for this page from now on. */
export function serveShell({ page, version, files }: Shell): void {
  const prefix = `curbline${page}-`;
  const ownCache = (): Promise<Cache> => caches.open(prefix + version);

  /** Keeps HTML of this build; that of another one is for another worker. */
  async function keepPage(answer: Response): Promise<boolean> {
    if (!answer.ok || !isOfBuild(await answer.clone().text(), files)) return false;
    await (await ownCache()).put(page, answer);
    return true;
  }

  async function install(): Promise<void> {
    await (await ownCache()).addAll(files);
    if (!(await keepPage(await fetch(page, { cache: 'no-store' }))))
      throw new Error(`${page} is of another build: tried again with the next visit`);
  }

  /** Keeps this build and the one before it. */
  async function activate(): Promise<void> {
    const earlier = (await caches.keys()).filter(
      (name) => name.startsWith(prefix) && name !== prefix + version,
    );
    await Promise.all(earlier.slice(0, -1).map((name) => caches.delete(name)));
  }

  async function answerPage(event: FetchEvent): Promise<Response> {
    const kept = await (await ownCache()).match(page, { ignoreVary: true });
    if (!kept) return fetch(event.request);
    event.waitUntil(fetch(page, { cache: 'no-store' }).then(keepPage, () => false));
    return kept;
  }

  async function answerFile(request: Request): Promise<Response> {
    // One that was asked for again under another address is the same file (src/ui/import-piece.ts).
    const kept = await caches.match(request, { ignoreSearch: true, ignoreVary: true });
    if (kept) return kept;
    const answer = await fetch(request);
    const { pathname } = new URL(request.url);
    if (answer.ok) await (await ownCache()).put(pathname, answer.clone());
    // The device has lost a file that the server has no more: the next load asks the server for the whole page.
    else if (answer.status === 404 && files.includes(pathname)) await (await ownCache()).delete(page);
    return answer;
  }

  self.addEventListener('install', (event) => event.waitUntil(install()));
  self.addEventListener('activate', (event) => event.waitUntil(activate()));
  self.addEventListener('fetch', (event) => {
    const answer = answerOf(event.request, { origin: self.location.origin, page });
    if (answer === 'page') event.respondWith(answerPage(event));
    if (answer === 'file') event.respondWith(answerFile(event.request));
  });
  self.addEventListener('message', (event) => {
    if (event.data === 'take-over')
      event.waitUntil(mayTakeOver(self, page).then((may) => (may ? self.skipWaiting() : undefined)));
  });
}
