/**
 * One screen at work: the link fills it, taps leave it, a second's tick moves its timers and rings its
 * bell. Everything shown is derived from here; nothing here touches the page.
 */
import type { Card } from '@curbline/contracts/events';
import type { BoardSnapshot, DeviceSession } from '@curbline/contracts/http';
import type { Problem } from '@curbline/contracts/problems';
import { findByCode, readSnapshot, sendCommand } from '../live/board-api.js';
import { BoardLink, type EndReason, type LinkPhase } from '../live/board-link.js';
import { openBoardSocket } from '../live/board-socket.js';
import { isCard } from '../live/board-wire.js';
import {
  applyEvents,
  applyProgress,
  fromSnapshot,
  type BoardState,
  type CardChange,
} from '../live/board-state.js';
import { randomKey } from '../live/call.js';
import { CommandQueue, type Command, type CommandAction } from '../live/command-queue.js';
import { ServerClock } from '../live/server-clock.js';
import { after } from '../live/timers.js';
import { language } from '../ui/language.svelte.js';
import { boardView, type BoardView, type Me } from './board-view.js';
import { keptTaps } from './kept-taps.js';
import { Ringer } from './ringer.js';
import { Bell } from './sound.js';
import { Today } from './today.svelte.js';

/** How a tap ended, for whoever is watching it. */
export type TapEnd = { readonly card: Card } | { readonly refused: Problem } | { readonly queued: true };

/** What the desk has to tell a person, besides the cards themselves. */
export type Notice =
  | { readonly kind: 'handed_over'; readonly card: Card; readonly key: string; readonly queued: boolean }
  | { readonly kind: 'refused'; readonly problem: Problem; readonly card: Card | null }
  | { readonly kind: 'dropped'; readonly count: number }
  | { readonly kind: 'arrived'; readonly card: Card };

export interface DeskListener {
  notice(notice: Notice): void;
  /** The server ended this screen's session, or a tap found it ended. */
  ended(reason: EndReason): void;
  /** The store's settings changed: its name and languages may have as well. */
  storeChanged(): void;
}

const TICK_MS = 200;
/** A line that comes back sooner is not worth a banner. Less than a probe may take: one without an answer is told at once. */
const OFFLINE_AFTER_MS = 1_300;

export class Desk {
  board = $state.raw<BoardState | null>(null);
  store = $state.raw<BoardSnapshot['store'] | null>(null);
  phase = $state<LinkPhase>('loading');
  /** Server's time in whole seconds, Unix ms. */
  now = $state(0);
  waiting = $state.raw<readonly Command[]>([]);
  /** When the server was last heard, on its own clock; null before the first time. */
  heardAt = $state<number | null>(null);
  offline = $state(false);
  soundOpen = $state(false);
  me = $state.raw<Me | null>(null);

  readonly bell = new Bell();
  readonly today: Today;
  readonly view: BoardView | null = $derived.by(() =>
    this.board && this.store
      ? boardView({
          board: this.board,
          answers: this.answers,
          waiting: this.waiting,
          me: this.me,
          now: this.now,
          store: this.store,
        })
      : null,
  );

  private answers = $state.raw<ReadonlyMap<string, Card>>(new Map());
  private readonly clock = new ServerClock(() => performance.now());
  private readonly watched = new Map<string, (end: TapEnd) => void>();
  private readonly link: BoardLink;
  private readonly queue: CommandQueue;
  private readonly ringer = new Ringer(this.bell);
  private heardMono = performance.now();
  private stopTicking: () => void = () => {};

  constructor(
    readonly storeId: string,
    private readonly listener: DeskListener,
  ) {
    this.today = new Today(storeId);
    this.link = new BoardLink(
      {
        fetchSnapshot: () => readSnapshot(storeId),
        openSocket: (position, handlers) => openBoardSocket(storeId, position, handlers),
        after,
        monotonicMs: () => performance.now(),
        random: Math.random,
      },
      {
        phase: (phase) => this.enter(phase),
        snapshot: (snapshot) => this.takeSnapshot(snapshot),
        events: (events) => {
          if (!this.board) return 'missing';
          const { state: board, changes, store, gap } = applyEvents(this.board, events);
          this.board = board;
          if (store) void this.today.withChangedSettings(() => this.takeStore(store));
          this.tell(changes);
          return gap;
        },
        progress: (reports) => {
          if (this.board) this.board = applyProgress(this.board, reports);
        },
        position: () => this.board?.position ?? { epoch: '', seq: 0 },
        heard: (serverTime, delayMs) => this.hear(serverTime, delayMs),
        ended: (reason) => listener.ended(reason),
      },
    );
    const kept = keptTaps(randomKey());
    this.queue = new CommandQueue(
      {
        send: (command) => sendCommand(command, language.current),
        keep: (commands) => kept.keep(commands),
        after,
        random: Math.random,
      },
      {
        changed: (waiting) => (this.waiting = waiting),
        done: (command, card) => this.done(command, card),
        refused: (command, problem) => this.refused(command, problem),
        postponed: (command) => this.postponed(command),
        signedOut: () => listener.ended('signed_out'),
      },
      kept.take(Date.now()),
    );
    this.waiting = this.queue.waiting;
  }

  /** Goes live, and lets the timers run. */
  start(): void {
    this.link.start();
    const timer = setInterval(() => this.tick(), TICK_MS);
    this.stopTicking = () => clearInterval(timer);
  }

  stop(): void {
    this.stopTicking();
    this.link.stop();
  }

  /** The link was ended by the server and may try again, for instance after somebody signed in. */
  restart(): void {
    this.link.start();
  }

  /** The screen woke, or the network came or went. */
  wake(): void {
    this.link.wake();
    this.queue.hurry();
  }

  /** Who acts on this screen from now on; null leaves it to be looked at. */
  signedIn(session: DeviceSession['signedIn']): void {
    this.me = session ? { staffId: session.staffId, name: session.name } : null;
    if (!session) return;
    const dropped = this.queue.resume(session.staffId);
    if (dropped.length > 0) this.listener.notice({ kind: 'dropped', count: dropped.length });
  }

  /** One tap by whoever is signed in; settles when it is done, refused, or kept for later. */
  tap(orderId: string, action: CommandAction): Promise<TapEnd> {
    const { me } = this;
    if (!me) return Promise.resolve({ queued: true });
    const tappedAt = Math.round(this.clock.known ? this.clock.now() : Date.now());
    const command: Command = {
      ...action,
      key: randomKey(),
      storeId: this.storeId,
      orderId,
      staffId: me.staffId,
      tappedAt,
    };
    return new Promise((settled) => {
      this.watched.set(command.key, settled);
      this.queue.add(command);
    });
  }

  /** An order that is not on the board, by its short code; null when there is none or nobody answers. */
  async find(shortCode: string): Promise<Card | null> {
    const answer = await findByCode(this.storeId, shortCode, language.current);
    return answer.ok ? answer.value.card : null;
  }

  /** Takes a hand-over back: from the queue if it is still there, else by a recall. */
  undo(notice: Extract<Notice, { kind: 'handed_over' }>): void {
    if (!this.queue.withdraw(notice.key)) void this.tap(notice.card.orderId, { action: 'recall' });
  }

  async unlockSound(): Promise<void> {
    this.soundOpen = await this.bell.unlock();
  }

  private enter(phase: LinkPhase): void {
    this.phase = phase;
    this.judgeLine();
    if (phase === 'live') this.queue.hurry();
  }

  /** At each tick, and at once when the line was found dead: within two seconds after the screen woke. */
  private judgeLine(): void {
    this.offline = this.phase !== 'live' && performance.now() - this.heardMono > OFFLINE_AFTER_MS;
  }

  private takeSnapshot(snapshot: BoardSnapshot): void {
    this.board = fromSnapshot(snapshot);
    this.store = snapshot.store;
    this.today.take(snapshot.figures);
    this.answers = new Map();
  }

  private takeStore(store: BoardSnapshot['store']): void {
    this.store = store;
    this.listener.storeChanged();
  }

  private hear(serverTime: number | null, delayMs: number): void {
    if (serverTime !== null) this.clock.learn(serverTime, delayMs);
    this.heardMono = performance.now();
    this.heardAt = this.clock.now();
    this.setNow();
  }

  private tell(changes: readonly CardChange[]): void {
    for (const { type, card, before } of changes) {
      if (type === 'trip_arrived' && before?.trip.state !== 'arrived') {
        this.listener.notice({ kind: 'arrived', card });
      }
    }
    if (changes.length > 0) this.today.moved();
  }

  /** A card from an answer: shown until the events have caught up with it. */
  private learn(card: Card): void {
    this.answers = new Map(this.answers).set(card.orderId, card);
  }

  private done(command: Command, card: Card): void {
    this.learn(card);
    this.settle(command.key, { card });
    if (command.action === 'hand-over') {
      this.listener.notice({ kind: 'handed_over', card, key: command.key, queued: false });
    }
  }

  private refused(command: Command, problem: Problem): void {
    const given = isCard(problem.card) ? problem.card : null;
    if (given) this.learn(given);
    const card = given ?? this.view?.cards.find(({ orderId }) => orderId === command.orderId) ?? null;
    // Whoever still has the hand-over in front of them is told there, and not twice.
    const told = command.action === 'hand-over' && given === null && this.watched.has(command.key);
    this.settle(command.key, { refused: problem });
    if (!told) this.listener.notice({ kind: 'refused', problem, card });
  }

  /** The first time only: afterwards nobody watches this tap any more. */
  private postponed(command: Command): void {
    if (!this.watched.has(command.key)) return;
    this.settle(command.key, { queued: true });
    const card = this.view?.cards.find(({ orderId }) => orderId === command.orderId);
    if (command.action === 'hand-over' && card) {
      this.listener.notice({ kind: 'handed_over', card, key: command.key, queued: true });
    }
  }

  private settle(key: string, end: TapEnd): void {
    this.watched.get(key)?.(end);
    this.watched.delete(key);
  }

  private setNow(): void {
    const now = Math.floor(this.clock.now() / 1000) * 1000;
    if (now !== this.now) this.now = now;
  }

  private tick(): void {
    this.setNow();
    this.judgeLine();
    this.soundOpen = this.bell.open;
    this.ring();
    if (this.phase === 'live') void this.today.tick();
  }

  private ring(): void {
    if (this.view) this.ringer.ring(this.view, { now: this.now, me: this.me, offline: this.offline });
  }
}
