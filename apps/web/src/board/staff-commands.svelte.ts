/** The commands of whoever is signed in on this screen: sent, kept until they are answered, and how each ended. */
import type { Card } from '@curbline/contracts/events';
import type { DeviceSession } from '@curbline/contracts/http';
import type { Problem } from '@curbline/contracts/problems';
import { sendCommand } from '../live/board-api.js';
import { isCard } from '../live/board-wire.js';
import { CommandQueue } from '../live/command-queue.js';
import { randomKey } from '../live/http.js';
import { KeptCommands } from '../live/kept-commands.js';
import { after } from '../live/timers.js';
import type { StaffMember } from './board-view.js';
import { BOARD_TAPS, type BoardQueue, type Command, type CommandAction, stillMeant } from './command.js';

/** How a tap ended, for whoever is watching it. */
export type TapEnd = { readonly card: Card } | { readonly refused: Problem } | { readonly queued: true };

/** A hand-over that can be taken back. */
export interface HandedOver {
  readonly kind: 'handed_over';
  readonly card: Card;
  readonly key: string;
  /** It has not reached the server. */
  readonly queued: boolean;
}

export type CommandNotice =
  | HandedOver
  | { readonly kind: 'refused'; readonly problem: Problem; readonly card: Card | null }
  | { readonly kind: 'dropped'; readonly count: number };

export interface CommandsListener {
  notice(notice: CommandNotice): void;
  /** A card as it was before any tap. */
  cardOf(orderId: string): Card | null;
  /** A tap found that the session is over. */
  signedOut(): void;
}

export class StaffCommands {
  me = $state.raw<StaffMember | null>(null);
  waiting = $state.raw<readonly Command[]>([]);
  /** Cards from the answers to our own taps, by order id: shown until the events have caught up with them. */
  answers = $state.raw<ReadonlyMap<string, Card>>(new Map());

  private readonly watched = new Map<string, (end: TapEnd) => void>();
  private readonly queue: BoardQueue;

  constructor(
    private readonly storeId: string,
    private readonly serverTime: () => number,
    private readonly listener: CommandsListener,
  ) {
    const kept = new KeptCommands<Command>(BOARD_TAPS);
    this.queue = new CommandQueue<Command, Card>(
      {
        laneOf: ({ orderId }) => orderId,
        send: sendCommand,
        keep: (commands) => kept.keep(commands),
        after,
        random: Math.random,
      },
      {
        changed: (waiting) => (this.waiting = waiting),
        done: (command, card) => this.done(command, card),
        refused: (command, problem) => this.refused(command, problem),
        postponed: (command) => this.postponed(command),
        signedOut: () => listener.signedOut(),
      },
    );
    this.queue.restore(stillMeant(kept.take(), Date.now()));
  }

  /** Who acts on this screen from now on; null leaves it to be looked at. */
  signedIn(session: DeviceSession['signedIn']): void {
    this.me = session ? { staffId: session.staffId, name: session.name } : null;
    if (!session) return;
    const dropped = this.queue.resume(({ staffId }) => staffId === session.staffId);
    if (dropped.length > 0) this.listener.notice({ kind: 'dropped', count: dropped.length });
  }

  /** One tap by whoever is signed in; settles when it is done, refused, or kept for later. */
  tap(orderId: string, action: CommandAction): Promise<TapEnd> {
    const { me, storeId } = this;
    if (!me) return Promise.resolve({ queued: true });
    const { staffId } = me;
    const key = randomKey();
    const command: Command = { ...action, key, storeId, orderId, staffId, tappedAt: this.serverTime() };
    return new Promise((settled) => {
      this.watched.set(key, settled);
      this.queue.add(command);
    });
  }

  /** Takes a hand-over back: from the queue if it is still there, else by a recall. */
  undo({ key, card }: HandedOver): void {
    if (!this.queue.withdraw(key)) void this.tap(card.orderId, { action: 'recall' });
  }

  /** The network is back. */
  hurry(): void {
    this.queue.hurry();
  }

  forgetAnswers(): void {
    this.answers = new Map();
  }

  private learn(card: Card): void {
    this.answers = new Map(this.answers).set(card.orderId, card);
  }

  private done({ key, action }: Command, card: Card): void {
    this.learn(card);
    this.settle(key, { card });
    if (action === 'hand-over') this.listener.notice({ kind: 'handed_over', card, key, queued: false });
  }

  private refused({ key, action, orderId }: Command, problem: Problem): void {
    const given = isCard(problem.card) ? problem.card : null;
    if (given) this.learn(given);
    // Whoever still has the hand-over in front of them reads it there, and does not need it twice.
    const told = action === 'hand-over' && given === null && this.watched.has(key);
    this.settle(key, { refused: problem });
    if (!told)
      this.listener.notice({ kind: 'refused', problem, card: given ?? this.listener.cardOf(orderId) });
  }

  /** The first time only: afterwards nobody watches this tap any more. */
  private postponed({ key, action, orderId }: Command): void {
    if (!this.watched.has(key)) return;
    this.settle(key, { queued: true });
    const card = this.listener.cardOf(orderId);
    if (action === 'hand-over' && card)
      this.listener.notice({ kind: 'handed_over', card, key, queued: true });
  }

  private settle(key: string, end: TapEnd): void {
    this.watched.get(key)?.(end);
    this.watched.delete(key);
  }
}
