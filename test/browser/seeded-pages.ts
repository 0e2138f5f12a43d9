import { readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContextOptions, Page, Route } from 'playwright-core';

/**
 * The pages as they are built, on answers that a test seeds: what a page does with a crowd is a matter of the page
 * alone, and two hundred real arrivals would take minutes. Build first (`apps/web/dist`).
 */
const dist = fileURLToPath(new URL('../../apps/web/dist', import.meta.url));
const MEASURE = ['reach-controls.mjs', 'page-texts.mjs', 'measure-page.mjs']
  .map((name) => readFileSync(new URL(name, import.meta.url), 'utf8'))
  .join('\n');
/** Browsers trust it as they trust https: a page may ask for a position and use a passkey. */
const ORIGIN = 'http://curbline.localhost';
const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
};
const PAGES: Record<string, (language: string) => string> = {
  '/board': () => 'board.html',
  '/p': (language) => `p.${language}.html`,
  '/manager': () => 'manager.html',
  '/': () => 'index.html',
  '/demo': () => 'demo.html',
};

/** A refusal as the server words it. */
export const problemOf = (status: number, code: string) => ({
  type: 'about:blank',
  title: code,
  status,
  code,
});

/** What an API path answers; null is 404. */
export type Seeded = (method: string, path: string) => { status?: number; body: unknown } | null;

/** A browser page whose files are the built ones and whose API is `seeded`. */
export async function openSeeded(
  browser: Browser,
  options: BrowserContextOptions,
  seeded: Seeded,
): Promise<Page> {
  // The answers are seeded in the page, and a worker would ask behind it.
  const context = await browser.newContext({ serviceWorkers: 'block', reducedMotion: 'reduce', ...options });
  const page = await context.newPage();
  watchRequests(page);
  await page.addInitScript(MEASURE);
  await page.route(`${ORIGIN}/**`, (route) => respond(route, seeded));
  return page;
}

async function respond(route: Route, seeded: Seeded): Promise<void> {
  const { pathname } = new URL(route.request().url());
  const french = route.request().headers()['accept-language']?.startsWith('fr');
  const file = PAGES[pathname]?.(french ? 'fr' : 'en') ?? pathname;
  if (PAGES[pathname] || /^\/(assets\/|icons\/|favicon|board\.)/.test(pathname)) {
    const contentType = TYPES[extname(file)] ?? 'application/octet-stream';
    return route.fulfill({ contentType, body: readFileSync(join(dist, file)) });
  }
  const found = seeded(route.request().method(), pathname);
  if (found === null) return route.fulfill({ status: 404, json: problemOf(404, 'not-found') });
  // Lines that come one by one are text as they are.
  if (typeof found.body === 'string')
    return route.fulfill({ contentType: 'application/x-ndjson', body: found.body });
  return route.fulfill({ status: found.status ?? 200, json: found.body });
}

export const go = (page: Page, path: string): Promise<unknown> => page.goto(ORIGIN + path);

/** Of each page: how many requests are under way, and how many have begun or ended so far. */
const requests = new WeakMap<Page, { open: number; changes: number }>();

function watchRequests(page: Page): void {
  const count = { open: 0, changes: 0 };
  requests.set(page, count);
  const note = (by: number) => (): void => {
    count.open += by;
    count.changes += 1;
  };
  page.on('request', note(1)).on('requestfinished', note(-1)).on('requestfailed', note(-1));
}

/** Waits until the page has drawn itself after a change, with every answer and piece that it has asked for. */
export async function settled(page: Page): Promise<void> {
  const count = requests.get(page);
  for (let before = -1; count && (before !== count.changes || count.open > 0);) {
    before = count.changes;
    await still(page);
  }
}

/** Waits until the boxes of a page stay as they are for three frames. */
const still = (page: Page): Promise<unknown> =>
  page.evaluate(`new Promise((resolve) => {
    const look = () => [...document.querySelectorAll('article, h1, h2, ul')].map((e) => {
      const { top, width, height } = e.getBoundingClientRect();
      return [top, width, height, e.childElementCount].join();
    }).join(';');
    let [before, same] = ['', 0];
    const frame = () => {
      const now = look();
      same = now === before ? same + 1 : 0;
      before = now;
      if (same >= 3) resolve(); else requestAnimationFrame(frame);
    };
    frame();
  })`);
