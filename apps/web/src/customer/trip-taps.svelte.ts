/** What was tapped about the trip on the screen and has not been acknowledged: kept, and sent until it is. */
import type { CustomerView } from '@curbline/contracts/http';
import type { Problem } from '@curbline/contracts/problems';
import { CommandQueue, type SendOutcome } from '../live/command-queue.js';
import { randomKey } from '../live/http.js';
import { KeptCommands } from '../live/kept-commands.js';
import { after } from '../live/timers.js';
import type { ServerCalls } from './server-calls.svelte.js';
import { addTap, bodyOf, routeOf, type Tap, tripTaps, type TripQueue, type WaitingTap } from './taps.js';

/** A tap that the server did not take for want of the cookie waits: with another opening of the link it passes. */
const NO_COOKIE: readonly number[] = [401, 403];
const NO_COOKIE_AFTER_MS = 30_000;

export interface TapsListener {
  /** The trip as it is after a tap. */
  done(view: CustomerView): void;
  refused(problem: Problem): void;
  /** The server does not know this page any more. */
  lost(problem: Problem): void;
}

export class TripTaps {
  waiting = $state.raw<readonly WaitingTap[]>([]);
  private tripId = '';
  private kept: KeptCommands<WaitingTap> | undefined;
  readonly queue: TripQueue;

  constructor(
    private readonly server: ServerCalls,
    private readonly listener: TapsListener,
  ) {
    this.queue = new CommandQueue<WaitingTap, CustomerView>(
      {
        laneOf: ({ tripId }) => tripId,
        place: addTap,
        send: (tap) => this.send(tap),
        keep: (taps) => this.kept?.keep(taps),
        after,
        random: () => Math.random(),
      },
      {
        changed: (taps) => (this.waiting = taps),
        done: (_tap, view) => this.listener.done(view),
        refused: (_tap, problem) => this.listener.refused(problem),
      },
    );
  }

  /** From now on every tap is of this trip; those that an earlier page left behind go first. */
  begin(tripId: string): void {
    this.tripId = tripId;
    this.kept = new KeptCommands(tripTaps(tripId));
    this.queue.restore(this.kept.take());
    this.queue.resume();
  }

  add(tap: Tap): void {
    this.queue.add({ ...tap, tripId: this.tripId, tappedAt: this.server.now(), key: randomKey() });
    this.queue.hurry();
  }

  private async send(tap: WaitingTap): Promise<SendOutcome<CustomerView>> {
    const outcome = await this.server.ask<CustomerView>(routeOf(tap), bodyOf(tap), tap.key);
    if (!('refused' in outcome) || !NO_COOKIE.includes(outcome.refused.status)) return outcome;
    this.listener.lost(outcome.refused);
    return { later: true, afterMs: NO_COOKIE_AFTER_MS };
  }
}
