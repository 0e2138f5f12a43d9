/**
 * The trip as the server last told it. Events bring changes at once, polling catches what they miss, and every change is fetched as a whole;
 * an older view never replaces a newer one.
 */
import type { CustomerView, TripProgressPush } from '@curbline/contracts/http';
import type { Problem } from '@curbline/contracts/problems';
import { TripStream } from '../live/trip-stream.js';
import { tripRoute } from './first-request.js';
import type { ServerCalls } from './server-calls.svelte.js';
import { isOver, stageOf, withPush } from './stage.js';

const POLL_MS = 15_000;
/** Positions are erased within a minute of the end; five minutes of asking see that and any recall. */
const POLLS_AFTER_END = 20;

export interface UpdatesListener {
  /** There is a newer view. */
  changed(view: CustomerView): void;
  /** The server knew this page by its cookie. */
  recognized(): void;
  progress(progress: TripProgressPush): void;
  /** The server shows this trip no more. */
  refused(problem: Problem): void;
}

export class TripUpdates {
  /** Null before the first answer. */
  view = $state.raw<CustomerView | null>(null);
  private tripId = '';
  private closed = false;
  private streaming = false;
  private fetching = false;
  private fetchAgain = false;
  private pollsAfterEnd = 0;
  private readonly stream: TripStream;

  constructor(
    private readonly server: ServerCalls,
    private readonly listener: UpdatesListener,
  ) {
    this.stream = new TripStream({
      opened: () => {
        this.streaming = true;
        void this.refresh();
      },
      broken: (silent) => {
        this.streaming = false;
        this.server.lost ||= silent;
        // Perhaps refused for want of the cookie: an event stream does not say why.
        void this.refresh();
      },
      status: (push) => {
        if (this.view) this.take(withPush(this.view, push, this.server.now()));
        void this.refresh();
      },
      progress: (progress) => this.listener.progress(progress),
      queueMoved: () => void this.refresh(),
      ended: () => {
        this.streaming = false;
        void this.refresh();
      },
    });
  }

  /** Shows this trip, and none but this from now on. */
  begin(view: CustomerView): void {
    this.tripId = view.tripId;
    this.take(view);
    this.stream.open(view.tripId);
    setInterval(() => this.poll(), POLL_MS);
  }

  take(view: CustomerView): void {
    if (view.tripId !== this.tripId || (this.view && view.serverTime < this.view.serverTime)) return;
    this.view = view;
    this.listener.changed(view);
  }

  /** The page is seen again, or the network is back: an old stream may only look alive. */
  wake(): void {
    if (this.closed) return;
    this.stream.open(this.tripId);
    void this.refresh();
  }

  async refresh(): Promise<void> {
    if (this.closed) return;
    this.fetchAgain = this.fetching;
    if (this.fetching) return;
    this.fetching = true;
    const outcome = await this.server.ask<CustomerView>(tripRoute(this.tripId));
    this.fetching = false;
    if ('done' in outcome) {
      this.listener.recognized();
      this.take(outcome.done);
    } else if ('refused' in outcome) this.listener.refused(outcome.refused);
    if (this.fetchAgain) await this.refresh();
  }

  /** Nothing is asked from this moment on. */
  close(): void {
    this.closed = true;
    this.stream.close();
  }

  private poll(): void {
    const stage = this.view && stageOf(this.view);
    const over = isOver(stage);
    this.pollsAfterEnd = over ? this.pollsAfterEnd + 1 : 0;
    const done = over && (this.view?.receipt?.erasedAt || this.pollsAfterEnd > POLLS_AFTER_END);
    if (document.hidden || done) return;
    if (!this.streaming || over || stage === 'here') void this.refresh();
  }
}
