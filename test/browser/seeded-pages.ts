import { readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type {
  Browser,
  BrowserContextOptions,
  CDPSession,
  Page,
  Route,
  WebSocketRoute,
} from 'playwright-core';
import type { BoardSnapshot, DeviceSession } from '@curbline/contracts/http';
import { crowdedStore, deviceSession, type CrowdSize, type Kind } from './crowded-store.js';

/**
 * The pages as they are built, on answers that a test seeds: what a page does with a crowd is a matter of the page
 * alone, and two hundred real arrivals would take minutes. Build first (`apps/web/dist`).
 */
const dist = fileURLToPath(new URL('../../apps/web/dist', import.meta.url));
const MEASURE = ['reach-controls.mjs', 'measure-page.mjs']
  .map((name) => readFileSync(new URL(name, import.meta.url), 'utf8'))
  .join('\n');
/** Browsers trust it as they trust https: a page may ask for a position and use a passkey. */
const ORIGIN = 'http://curbline.localhost';
/** Where pictures of what is measured go, for eyes. Taking one puts the text back to its usual size. */
const SHOTS = process.env['CURBLINE_SHOTS'];
const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
};
const PAGES: Record<string, (language: string) => string> = {
  '/board': () => 'board.html',
  '/p': (language) => `p.${language}.html`,
  '/manager': () => 'manager.html',
  '/': () => 'index.html',
};

export interface Measured {
  readonly elements: number;
  readonly texts: number;
  readonly controls: number;
  readonly faults: readonly string[];
  readonly scrollers: readonly { name: string; x: number; y: number }[];
}

/** A refusal as the server words it. */
const problemOf = (status: number, code: string) => ({ type: 'about:blank', title: code, status, code });

/** What an API path answers; null is 404. */
export type Seeded = (method: string, path: string) => { status?: number; body: unknown } | null;

/** A browser page whose files are the built ones and whose API is `seeded`. */
export async function openSeeded(
  browser: Browser,
  options: BrowserContextOptions,
  seeded: Seeded,
): Promise<Page> {
  const context = await browser.newContext({ reducedMotion: 'reduce', ...options });
  const page = await context.newPage();
  await page.addInitScript(MEASURE);
  await page.route(`${ORIGIN}/**`, (route) => answer(route, seeded));
  return page;
}

async function answer(route: Route, seeded: Seeded): Promise<void> {
  const { pathname } = new URL(route.request().url());
  const french = route.request().headers()['accept-language']?.startsWith('fr');
  const file = PAGES[pathname]?.(french ? 'fr' : 'en') ?? pathname;
  if (PAGES[pathname] || /^\/(assets\/|favicon)/.test(pathname)) {
    const contentType = TYPES[extname(file)] ?? 'application/octet-stream';
    return route.fulfill({ contentType, body: readFileSync(join(dist, file)) });
  }
  const found = seeded(route.request().method(), pathname);
  if (found === null) return route.fulfill({ status: 404, json: problemOf(404, 'not-found') });
  return route.fulfill({ status: found.status ?? 200, json: found.body });
}

export const go = (page: Page, path: string): Promise<unknown> => page.goto(ORIGIN + path);

/** Adds up what was looked at, and keeps every fault with the screen on which it was seen. */
export class Findings {
  private readonly faults: string[] = [];
  /** How many of the faults were already told by an earlier test. */
  private told = 0;
  private screens = 0;
  private elements = 0;
  private texts = 0;
  private controls = 0;

  /** Measures the page as it is; `name` says which screen this is. */
  async look(page: Page, name: string, options: { target?: number; most?: number } = {}): Promise<Measured> {
    if (SHOTS)
      await page.screenshot({ path: join(SHOTS, `${name.replaceAll(/\W+/g, '-')}.png`), fullPage: true });
    const measured = await measure(page, options);
    this.screens += 1;
    this.elements += measured.elements;
    this.texts += measured.texts;
    this.controls += measured.controls;
    this.faults.push(...measured.faults.map((fault) => `${name}: ${fault}`));
    return measured;
  }

  /** The faults found since the last call: each test of a file tells its own. */
  takeFaults(): readonly string[] {
    const fresh = this.faults.slice(this.told);
    this.told = this.faults.length;
    return fresh;
  }

  summary(): string {
    const { screens, elements, texts, controls, faults } = this;
    return `${screens} screens, ${elements} elements, ${texts} lines of text, ${controls} controls reached: ${faults.length} faults`;
  }
}

export const measure = (page: Page, options: { target?: number; most?: number } = {}): Promise<Measured> =>
  page.evaluate(`measurePage(${JSON.stringify(options)})`);

/** Waits until the page has drawn itself after a change: until its boxes stay as they are for three frames. */
export const settled = (page: Page): Promise<unknown> =>
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

export interface BoardScene {
  readonly session: DeviceSession | null;
  readonly snapshot: BoardSnapshot;
}

/** A board that is live on a seeded snapshot. `cut` takes the line away. */
export class SeededBoard {
  private readonly sockets = new Set<WebSocketRoute>();
  private timer: ReturnType<typeof setInterval> | undefined;
  private down = false;
  /** What the server answers besides, by the path's end. */
  answers: Readonly<Record<string, unknown>> = {};

  private constructor(
    readonly page: Page,
    public scene: BoardScene,
  ) {}

  static async open(
    browser: Browser,
    options: BrowserContextOptions,
    scene: BoardScene,
    settings: { theme?: 'light' | 'dark'; textSize?: 's' | 'm' | 'l' } = {},
  ): Promise<SeededBoard> {
    let board: SeededBoard | null = null;
    const page = await openSeeded(browser, options, (_, path) => board?.answer(path) ?? null);
    board = new SeededBoard(page, scene);
    await page.addInitScript(
      `localStorage.setItem('curbline-board-settings', ${JSON.stringify(JSON.stringify(settings))})`,
    );
    await page.routeWebSocket(/socket\.io/, (socket) => board.serve(socket));
    await go(page, '/board');
    return board;
  }

  /** Shows another scene, from the beginning. */
  async show(scene: BoardScene): Promise<void> {
    this.scene = scene;
    await go(this.page, '/board');
  }

  async look(theme: 'light' | 'dark', textSize: 's' | 'm' | 'l'): Promise<void> {
    await this.page.evaluate(
      `Object.assign(document.documentElement.dataset, { theme: '${theme}', text: '${textSize}' })`,
    );
  }

  /** The line goes away: nothing is answered any more. */
  cut(): void {
    this.down = true;
    for (const socket of this.sockets) void socket.close();
  }

  async close(): Promise<void> {
    clearInterval(this.timer);
    await this.page.context().close();
  }

  private answer(path: string): { status?: number; body: unknown } | null {
    const { session, snapshot } = this.scene;
    if (this.down) return { status: 503, body: {} };
    if (path === '/v1/device')
      return session ? { body: session } : { status: 401, body: problemOf(401, 'not-signed-in') };
    if (path.endsWith('/board')) return { body: { ...snapshot, serverTime: Date.now() } };
    if (path.endsWith('/figures')) return { body: snapshot.figures };
    const end = Object.keys(this.answers).find((known) => path.endsWith(known));
    return end === undefined ? null : { body: this.answers[end] };
  }

  private serve(socket: WebSocketRoute): void {
    if (this.down) return void socket.close();
    this.sockets.add(socket);
    const say = (name: string, message: unknown): void =>
      socket.send(`42/board,${JSON.stringify([name, message])}`);
    const live = (): object => ({ head: this.scene.snapshot.position, serverTime: Date.now() });
    socket.send(
      `0${JSON.stringify({ sid: 'seeded', upgrades: [], pingInterval: 25_000, pingTimeout: 600_000, maxPayload: 1_000_000 })}`,
    );
    socket.onMessage((message) => {
      const text = String(message);
      if (text.startsWith('40/board')) {
        socket.send('40/board,{"sid":"seeded"}');
        say('live', live());
      }
      const probe = /^42\/board,(\d+)\["probe"/.exec(text);
      if (probe) socket.send(`43/board,${probe[1]}${JSON.stringify([live()])}`);
    });
    this.timer ??= setInterval(() => {
      for (const open of this.sockets)
        if (!this.down) open.send(`42/board,${JSON.stringify(['heartbeat', live()])}`);
    }, 4_000).unref();
    socket.onClose(() => this.sockets.delete(socket));
  }
}

/** A board of a crowd as it is now, live, on a screen of 412 × 915 with the light theme. */
export const openCrowdedStore = (
  browser: Browser,
  language: 'fr' | 'en',
  size: CrowdSize,
  kind: Kind,
  who: { device?: 'handheld' | 'wall'; out?: boolean; people?: number } = {},
): Promise<SeededBoard> =>
  SeededBoard.open(
    browser,
    {
      viewport: { width: 412, height: 915 },
      locale: language === 'fr' ? 'fr-FR' : 'en-GB',
      hasTouch: true,
    },
    {
      session: deviceSession(who.device ?? 'handheld', kind, language, who),
      snapshot: crowdedStore(size, kind, language, Date.now()),
    },
    { theme: 'light' },
  );

/** Gives the window another size, and waits until the page has followed. CSS pixels. */
export async function resize(page: Page, [width, height]: readonly [number, number]): Promise<void> {
  await page.setViewportSize({ width, height });
  await settled(page);
}

/** The widths of phones, a tablet and a desk, each with the height that goes with it. CSS pixels. */
export const WIDTHS = [
  [320, 640],
  [360, 740],
  [412, 915],
  [768, 1024],
  [1280, 800],
] as const;

/** Measures what a page shows at every width, and on some with text twice as large, as a browser's setting makes it. */
export async function lookAtAllSizes(page: Page, found: Findings, name: string): Promise<void> {
  const session = await fontSessionOf(page);
  for (const larger of [1, 2]) {
    await session.send('Page.setFontSizes', { fontSizes: { standard: 16 * larger } });
    for (const screen of larger === 1 ? WIDTHS : [WIDTHS[0], WIDTHS[2]]) {
      await resize(page, screen);
      await found.look(page, `${name} ${screen[0]} ×${larger}`, { target: 48 });
    }
  }
  await session.send('Page.setFontSizes', { fontSizes: { standard: 16 } });
}

const fontSessions = new WeakMap<Page, Promise<CDPSession>>();
/** One for the life of a page: what a session has set lasts as long as it does. */
function fontSessionOf(page: Page): Promise<CDPSession> {
  const session = fontSessions.get(page) ?? page.context().newCDPSession(page);
  fontSessions.set(page, session);
  return session;
}
