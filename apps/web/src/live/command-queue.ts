/**
 * Taps of the staff on their way to the server. Those of one order go one after the other, in the order in which they
 * were made; orders do not wait for each other. Taps are kept over a reload and repeated under the same idempotency
 * key until the server has answered, so a tap made without a network acts once, later, with the time at which it was made.
 *
 * A tap leaves the queue by an answer: done, refused (the reader learns why), or dropped because
 * somebody else signed in on this device meanwhile: a tap acts in the name of whoever made it.
 *
 * Two things make a tap wait. Without a network the whole queue waits, and its first tap alone tries again, so that
 * a board does not knock sixty times. When the server was reached and failed, only that order waits.
 */
import type { Card } from '@curbline/contracts/events';
import type { HandOver } from '@curbline/contracts/http';
import type { ShortMessage } from '@curbline/contracts/ids';
import type { Problem } from '@curbline/contracts/problems';
import { backOffMs } from './back-off.js';

/** The last part of the command's address, with what its body carries besides the tap's time. */
export type CommandAction =
  | { readonly action: 'claim' | 'release' | 'recall' | 'ready' | 'delay' | 'not-here' }
  | { readonly action: 'message'; readonly message: ShortMessage }
  | { readonly action: 'arrival'; readonly bay: string | null }
  | ({ readonly action: 'hand-over'; readonly proof: HandOver['proof'] } & Pick<
      HandOver,
      'code' | 'reason' | 'reasonNote'
    >);

export type Command = CommandAction & {
  /** Idempotency key: the same at every try. */
  readonly key: string;
  readonly storeId: string;
  readonly orderId: string;
  readonly staffId: string;
  /** Unix ms, server's time. */
  readonly tappedAt: number;
};

export type SendAnswer =
  | { readonly card: Card }
  | { readonly refused: Problem }
  | { readonly signedOut: true }
  /** No answer, or, as `failed`, one that says the server could not do it: other orders need not wait for that. */
  | { readonly later: true; readonly afterMs?: number; readonly failed?: boolean };

export interface QueueWorld {
  send(command: Command): Promise<SendAnswer>;
  keep(commands: readonly Command[]): void;
  after(ms: number, work: () => void): () => void;
  random(): number;
}

export interface QueueListener {
  changed(waiting: readonly Command[]): void;
  done(command: Command, card: Card): void;
  refused(command: Command, problem: Problem): void;
  /** The server could not be asked: the tap is kept and goes out later. */
  postponed(command: Command): void;
  /** The session is over: the queue rests until `resume`. */
  signedOut(): void;
}

/** Requests under way at once: enough for a busy minute, few enough for a weak network. */
const MOST_UNDER_WAY = 4;

/** An order whose last try failed at the server. */
interface FailedOrder {
  readonly tries: number;
  /** Set until the next try is due. */
  readonly cancelRetry: (() => void) | null;
}

export class CommandQueue {
  /** Tries without an answer since the network was last there. */
  private unanswered = 0;
  private cancelRetry: (() => void) | null = null;
  private readonly failed = new Map<string, FailedOrder>();
  /** Orders with a request under way. */
  private readonly underWay = new Set<string>();
  /** Keys that the server may have. */
  private readonly sent = new Set<string>();
  private resting = true;

  constructor(
    private readonly world: QueueWorld,
    private readonly listener: QueueListener,
    private commands: readonly Command[] = [],
  ) {}

  get waiting(): readonly Command[] {
    return this.commands;
  }

  /** Adds a tap and sends it as soon as those before it on the same order are through. */
  add(command: Command): void {
    this.replace([...this.commands, command]);
    this.pump();
  }

  /** Takes back a tap that was not sent yet; false when it is already under way. */
  withdraw(key: string): boolean {
    if (this.sent.has(key) || !this.commands.some((command) => command.key === key)) return false;
    this.replace(this.commands.filter((command) => command.key !== key));
    return true;
  }

  /** Somebody is signed in: their taps go on; those of others are given up and returned. */
  resume(staffId: string): readonly Command[] {
    const foreign = this.commands.filter((command) => command.staffId !== staffId);
    if (foreign.length > 0) this.replace(this.commands.filter((command) => command.staffId === staffId));
    this.resting = false;
    this.hurry();
    return foreign;
  }

  /** The network is back: do not wait for the next try. */
  hurry(): void {
    this.cancelRetry?.();
    this.cancelRetry = null;
    for (const [orderId, { tries, cancelRetry }] of this.failed) {
      cancelRetry?.();
      this.failed.set(orderId, { tries, cancelRetry: null });
    }
    this.pump();
  }

  private pump(): void {
    if (this.resting || this.cancelRetry) return;
    const seen = new Set<string>();
    for (const command of this.commands) {
      const most = this.unanswered > 0 ? 1 : MOST_UNDER_WAY;
      if (this.underWay.size >= most) return;
      const first = !seen.has(command.orderId);
      seen.add(command.orderId);
      if (first && this.mayGo(command.orderId)) this.send(command);
    }
  }

  private mayGo(orderId: string): boolean {
    return !this.underWay.has(orderId) && !this.failed.get(orderId)?.cancelRetry;
  }

  private send(command: Command): void {
    this.underWay.add(command.orderId);
    this.sent.add(command.key);
    void this.world
      .send(command)
      .catch((): SendAnswer => ({ later: true }))
      .then((answer) => {
        this.underWay.delete(command.orderId);
        this.settle(command, answer);
      });
  }

  private settle(command: Command, answer: SendAnswer): void {
    if ('later' in answer) {
      if (answer.failed) this.holdOrder(command, answer.afterMs);
      else this.holdAll(answer.afterMs);
      this.listener.postponed(command);
      return this.pump();
    }
    this.unanswered = 0;
    this.failed.delete(command.orderId);
    if ('signedOut' in answer) {
      this.resting = true;
      this.listener.signedOut();
      return;
    }
    // Told before it leaves the list: in between, a screen would show the card as it was before the tap.
    if ('card' in answer) this.listener.done(command, answer.card);
    else this.listener.refused(command, answer.refused);
    this.sent.delete(command.key);
    this.replace(this.commands.filter(({ key }) => key !== command.key));
    this.pump();
  }

  private holdAll(afterMs = 0): void {
    const waitMs = Math.max(afterMs, backOffMs(this.unanswered, this.world.random()));
    this.unanswered += 1;
    this.cancelRetry?.();
    this.cancelRetry = this.world.after(waitMs, () => {
      this.cancelRetry = null;
      this.pump();
    });
  }

  private holdOrder({ orderId }: Command, afterMs = 0): void {
    this.unanswered = 0;
    const tries = this.failed.get(orderId)?.tries ?? 0;
    const waitMs = Math.max(afterMs, backOffMs(tries, this.world.random()));
    const cancelRetry = this.world.after(waitMs, () => {
      this.failed.set(orderId, { tries: tries + 1, cancelRetry: null });
      this.pump();
    });
    this.failed.set(orderId, { tries: tries + 1, cancelRetry });
  }

  private replace(commands: readonly Command[]): void {
    this.commands = commands;
    this.world.keep(commands);
    this.listener.changed(commands);
  }
}
