/**
 * Taps on their way to the server. Those of one lane go one after the other, in the order in which they were made;
 * lanes do not wait for each other. Taps are kept over a reload and repeated under the same idempotency key until the
 * server has answered, so a tap made without a network acts once, later, with the time at which it was made.
 *
 * Two things make a tap wait. Without a network the whole queue waits, and its first tap alone tries again, so that
 * a board does not send sixty requests. When the server was reached and failed, only that lane waits.
 */
import type { Problem } from '@curbline/contracts/problems';
import { backOffMs } from './back-off.js';
import type { Outcome } from './http.js';

export interface KeyedCommand {
  /** Idempotency key: the same at every try. */
  readonly key: string;
}

export type SendOutcome<Value> = Outcome<Value> | { readonly signedOut: true };

export interface QueueEnvironment<Command extends KeyedCommand, Value> {
  laneOf(command: Command): string;
  /** The commands that are not under way, with one more; at the end, unless given. */
  place?(waiting: readonly Command[], command: Command): readonly Command[];
  send(command: Command): Promise<SendOutcome<Value>>;
  keep(commands: readonly Command[]): void;
  after(ms: number, work: () => void): () => void;
  random(): number;
}

export interface QueueListener<Command extends KeyedCommand, Value> {
  changed(waiting: readonly Command[]): void;
  done(command: Command, value: Value): void;
  refused(command: Command, problem: Problem): void;
  /** The server could not be asked: the tap is kept and goes out later. */
  postponed?(command: Command): void;
  /** The session is over: the queue rests until `resume`. */
  signedOut?(): void;
}

/** Requests under way at once: enough for a busy minute, few enough for a weak network. */
const MOST_UNDER_WAY = 4;

/** What has to wait after a try that failed: one lane, or, as `NETWORK`, all of them. */
interface Hold {
  readonly tries: number;
  /** Set until the next try is due. */
  readonly cancel: (() => void) | null;
}

const NETWORK = '';

export class CommandQueue<Command extends KeyedCommand, Value> {
  private commands: readonly Command[] = [];
  /** By lane. */
  private readonly holds = new Map<string, Hold>();
  /** The command under way of each lane that has one. */
  private readonly underWay = new Map<string, Command>();
  /** Keys that the server may have. */
  private readonly sent = new Set<string>();
  private resting = true;

  constructor(
    private readonly environment: QueueEnvironment<Command, Value>,
    private readonly listener: QueueListener<Command, Value>,
  ) {}

  get waiting(): readonly Command[] {
    return this.commands;
  }

  /** Takes up what an earlier life of the page left behind: it goes first. */
  restore(kept: readonly Command[]): void {
    if (kept.length > 0) this.replace([...kept, ...this.commands]);
    this.pump();
  }

  /** Adds a tap and sends it as soon as those before it in its lane are through. */
  add(command: Command): void {
    const sent = [...this.underWay.values()];
    const rest = this.commands.filter((each) => !sent.includes(each));
    const { place } = this.environment;
    this.replace(place ? [...sent, ...place(rest, command)] : [...this.commands, command]);
    this.pump();
  }

  /** Takes back a tap that was not sent yet; false when it is already under way. */
  withdraw(key: string): boolean {
    if (this.sent.has(key) || !this.commands.some((command) => command.key === key)) return false;
    this.replace(this.commands.filter((command) => command.key !== key));
    return true;
  }

  /** Somebody is signed in: what they tapped goes on; the rest is given up and returned. */
  resume(isTheirs: (command: Command) => boolean = () => true): readonly Command[] {
    const foreign = this.commands.filter((command) => !isTheirs(command));
    if (foreign.length > 0) this.replace(this.commands.filter(isTheirs));
    this.resting = false;
    this.hurry();
    return foreign;
  }

  /** The network is back: do not wait for the next try. */
  hurry(): void {
    for (const [lane, { tries, cancel }] of this.holds) {
      cancel?.();
      this.holds.set(lane, { tries, cancel: null });
    }
    this.pump();
  }

  /** Nothing of what waits may be sent any more. */
  clear(): void {
    this.replace([]);
  }

  private pump(): void {
    if (this.resting || this.isHeld(NETWORK)) return;
    const most = this.holds.has(NETWORK) ? 1 : MOST_UNDER_WAY;
    const seen = new Set<string>();
    for (const command of this.commands) {
      if (this.underWay.size >= most) return;
      const lane = this.environment.laneOf(command);
      const first = !seen.has(lane);
      seen.add(lane);
      if (first && !this.underWay.has(lane) && !this.isHeld(lane)) this.send(command, lane);
    }
  }

  private isHeld(lane: string): boolean {
    return !!this.holds.get(lane)?.cancel;
  }

  private send(command: Command, lane: string): void {
    this.underWay.set(lane, command);
    this.sent.add(command.key);
    void this.environment
      .send(command)
      .catch((): SendOutcome<Value> => ({ later: true }))
      .then((outcome) => {
        this.underWay.delete(lane);
        this.settle(command, lane, outcome);
      });
  }

  private settle(command: Command, lane: string, outcome: SendOutcome<Value>): void {
    const failed = 'later' in outcome;
    if (!failed || outcome.failed) this.release(NETWORK);
    if (failed) {
      this.hold(outcome.failed ? lane : NETWORK, outcome.afterMs);
      this.listener.postponed?.(command);
      return this.pump();
    }
    this.release(lane);
    if ('signedOut' in outcome) {
      this.resting = true;
      this.listener.signedOut?.();
      return;
    }
    // Told before it leaves the list: in between, a screen would show what it showed before the tap.
    if ('done' in outcome) this.listener.done(command, outcome.done);
    else this.listener.refused(command, outcome.refused);
    this.sent.delete(command.key);
    this.replace(this.commands.filter(({ key }) => key !== command.key));
    this.pump();
  }

  private hold(lane: string, afterMs = 0): void {
    const tries = this.holds.get(lane)?.tries ?? 0;
    this.release(lane);
    const waitMs = Math.max(afterMs, backOffMs(tries, this.environment.random()));
    const cancel = this.environment.after(waitMs, () => {
      this.holds.set(lane, { tries: tries + 1, cancel: null });
      this.pump();
    });
    this.holds.set(lane, { tries: tries + 1, cancel });
  }

  private release(lane: string): void {
    this.holds.get(lane)?.cancel?.();
    this.holds.delete(lane);
  }

  private replace(commands: readonly Command[]): void {
    this.commands = commands;
    this.environment.keep(commands);
    this.listener.changed(commands);
  }
}
