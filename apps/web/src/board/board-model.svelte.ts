/**
 * The model of one screen: the feed brings the cards, the commands carry taps to the server, and a tick moves the
 * timers and plays the sounds. Everything shown is derived from here; nothing here touches the page.
 */
import type { Card } from '@curbline/contracts/events';
import type { EndReason } from '../live/board-link-environment.js';
import { BoardFeed } from './board-feed.svelte.js';
import { boardView, type BoardView } from './board-view.js';
import type { CommandAction } from './command.js';
import { Ringer } from './ringer.js';
import { Bell } from './sound.js';
import { StaffCommands, type CommandNotice, type TapEnd } from './staff-commands.svelte.js';

/** What a person has to be told, besides the cards themselves. */
export type BoardNotice = CommandNotice | { readonly kind: 'arrived'; readonly card: Card };

export interface BoardModelListener {
  notice(notice: BoardNotice): void;
  /** The server ended this screen's session, or a tap found it ended. */
  ended(reason: EndReason): void;
  /** The store's settings changed: its name and languages may have as well. */
  storeChanged(): void;
}

const TICK_MS = 200;

export class BoardModel {
  readonly feed: BoardFeed;
  readonly commands: StaffCommands;
  readonly bell = new Bell();
  soundOpen = $state(false);
  readonly view: BoardView | null = $derived.by(() => {
    const { board, store, now } = this.feed;
    const { answers, waiting, me } = this.commands;
    return board && store ? boardView({ board, answers, waiting, me, now, store }) : null;
  });

  private readonly ringer = new Ringer(this.bell);
  private stopTicking: () => void = () => {};

  constructor(
    readonly storeId: string,
    listener: BoardModelListener,
  ) {
    this.feed = new BoardFeed(storeId, {
      arrived: (card) => listener.notice({ kind: 'arrived', card }),
      live: () => this.commands.hurry(),
      replaced: () => this.commands.forgetAnswers(),
      ended: (reason) => listener.ended(reason),
      storeChanged: () => listener.storeChanged(),
    });
    this.commands = new StaffCommands(storeId, () => this.feed.serverTime(), {
      notice: (notice) => listener.notice(notice),
      cardOf: (orderId) => this.view?.cards.find((card) => card.orderId === orderId) ?? null,
      signedOut: () => listener.ended('signed_out'),
    });
  }

  get now() {
    return this.feed.now;
  }
  get store() {
    return this.feed.store;
  }
  get offline() {
    return this.feed.offline;
  }
  get heardAt() {
    return this.feed.heardAt;
  }
  get figures() {
    return this.feed.today.figures;
  }
  get me() {
    return this.commands.me;
  }

  /** Goes live, and lets the timers run. */
  start(): void {
    this.feed.start();
    const timer = setInterval(() => this.tick(), TICK_MS);
    this.stopTicking = () => clearInterval(timer);
  }

  stop(): void {
    this.stopTicking();
    this.feed.stop();
  }

  /** The screen woke, or the network came or went. */
  wake(): void {
    this.feed.wake();
    this.commands.hurry();
  }

  tap(orderId: string, action: CommandAction): Promise<TapEnd> {
    return this.commands.tap(orderId, action);
  }

  async unlockSound(): Promise<void> {
    this.soundOpen = await this.bell.unlock();
  }

  private tick(): void {
    this.feed.tick();
    this.soundOpen = this.bell.open;
    const { now, me, offline } = this;
    if (this.view) this.ringer.ring(this.view, { now, me, offline });
  }
}
