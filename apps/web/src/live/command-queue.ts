/**
 * Taps of the staff on their way to the server: sent one after the other in the order they were made (those
 * that the server cannot manage let the other orders' pass), kept over a reload, and repeated under the same idempotency key until the server has answered. So a
 * tap made without a network acts once, later, with the time at which it was made.
 *
 * A tap leaves the queue by an answer: done, refused (the reader learns why), or dropped because
 * somebody else signed in on this device meanwhile: a tap acts in the name of whoever made it.
 */
import type { Card } from '@curbline/contracts/events';
import type { HandOver } from '@curbline/contracts/http';
import type { Problem } from '@curbline/contracts/problems';
import { backOffMs } from './back-off.js';

/** The last part of the command's address, with what its body carries besides the tap's time. */
export type CommandAction =
  | { readonly action: 'claim' | 'release' | 'recall' | 'ready' | 'not-here' }
  | { readonly action: 'arrival'; readonly bay: string | null }
  | { readonly action: 'hand-over'; readonly proof: HandOver['proof']; readonly code?: string };

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
  /** `failed`: the server was there and could not do it, which others need not wait for. */
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

export class CommandQueue {
  private attempt = 0;
  /** Keys that the server may have. */
  private readonly sent = new Set<string>();
  private busy = false;
  private resting = true;
  private cancelRetry: () => void = () => {};

  constructor(
    private readonly world: QueueWorld,
    private readonly listener: QueueListener,
    private commands: readonly Command[] = [],
  ) {}

  get waiting(): readonly Command[] {
    return this.commands;
  }

  /** Adds a tap and sends it as soon as those before it are through. */
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
    this.cancelRetry();
    this.pump();
  }

  private pump(): void {
    const command = this.commands[0];
    if (!command || this.busy || this.resting) return;
    this.busy = true;
    this.sent.add(command.key);
    this.cancelRetry();
    void this.world
      .send(command)
      .catch((): SendAnswer => ({ later: true }))
      .then((answer) => {
        this.busy = false;
        this.settle(command, answer);
      });
  }

  private settle(command: Command, answer: SendAnswer): void {
    if ('later' in answer) {
      const waitMs = Math.max(answer.afterMs ?? 0, backOffMs(this.attempt, this.world.random()));
      this.attempt += 1;
      if (answer.failed) this.letOthersPass(command);
      this.cancelRetry = this.world.after(waitMs, () => this.pump());
      this.listener.postponed(command);
      return;
    }
    this.attempt = 0;
    if ('signedOut' in answer) {
      this.resting = true;
      this.listener.signedOut();
      return;
    }
    // Told before it leaves the list: in between, a screen would show the card as it was before the tap.
    if ('card' in answer) this.listener.done(command, answer.card);
    else this.listener.refused(command, answer.refused);
    this.replace(this.commands.filter(({ key }) => key !== command.key));
    this.pump();
  }

  /** What concerns one order keeps its own order. */
  private letOthersPass({ orderId }: Command): void {
    const ofOthers = this.commands.filter((command) => command.orderId !== orderId);
    this.replace([...ofOthers, ...this.commands.filter((command) => command.orderId === orderId)]);
  }

  private replace(commands: readonly Command[]): void {
    this.commands = commands;
    this.world.keep(commands);
    this.listener.changed(commands);
  }
}
