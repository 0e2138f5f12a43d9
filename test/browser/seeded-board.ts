import type { Browser, BrowserContextOptions, Page, WebSocketRoute } from 'playwright-core';
import type { BoardSnapshot, DeviceSession } from '@curbline/contracts/http';
import { crowdedStore, deviceSession, type CrowdSize, type Kind } from './crowded-store.js';

import { go, openSeeded, problemOf } from './seeded-pages.js';

export interface BoardScene {
  readonly session: DeviceSession | null;
  readonly snapshot: BoardSnapshot;
}

/** A board that is live on a seeded snapshot. `cut` ends its connection. */
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
    const page = await openSeeded(browser, options, (_, path) => board?.respond(path) ?? null);
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

  /** Ends the connection: the server answers no request any more. */
  cut(): void {
    this.down = true;
    for (const socket of this.sockets) void socket.close();
  }

  async close(): Promise<void> {
    clearInterval(this.timer);
    await this.page.context().close();
  }

  private respond(path: string): { status?: number; body: unknown } | null {
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
    const emit = (name: string, message: unknown): void =>
      socket.send(`42/board,${JSON.stringify([name, message])}`);
    const live = (): object => ({ head: this.scene.snapshot.position, serverTime: Date.now() });
    socket.send(
      `0${JSON.stringify({ sid: 'seeded', upgrades: [], pingInterval: 25_000, pingTimeout: 600_000, maxPayload: 1_000_000 })}`,
    );
    socket.onMessage((message) => {
      const text = String(message);
      if (text.startsWith('40/board')) {
        socket.send('40/board,{"sid":"seeded"}');
        emit('live', live());
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
