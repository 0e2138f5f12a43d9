/**
 * The customer's page in one place: the trip as the server last told it, what was tapped since, and the
 * lines that keep both moving (taps out, events in, positions). Screens read it and call its verbs.
 *
 * Life: `opening` → `open` (a trip is shown) or `dead` (why there is none). A dead page asks nothing more.
 */
import type { CustomerView, SayHere, TripDetails } from '@curbline/contracts/http';
import type { Problem } from '@curbline/contracts/problems';
import { randomKey } from '../live/call.js';
import type { Answer } from '../live/trip-api.js';
import { bodyOf, routeOf, type Tap, TripOutbox, type WaitingTap } from '../live/trip-outbox.js';
import { after } from '../live/timers.js';
import { TripStream } from '../live/trip-stream.js';
import { language } from '../ui/language.svelte.js';
import { takeFirstAnswer } from './start.js';
import { Entrance } from './entrance.svelte.js';
import { type Route, tripRoute } from './first-question.js';
import { KeptTaps } from './kept-taps.js';
import type { Entry } from './link.js';
import { ServerCalls } from './server-calls.svelte.js';
import { Sharing } from './sharing.svelte.js';
import { type Stage, stageOf, withPush, withTaps } from './stage.js';
import { ScreenLock } from '../live/wake-lock.js';

/** More than this between the phone and the store at "I'm here" looks like the wrong store. Metres. */
const WRONG_STORE_M = 20_000;
/** A tap older than this is said to be unsent. */
const SLOW_MS = 2_500;
const POLL_MS = 15_000;
/** Positions are erased within a minute of the end; five minutes of asking see that and any recall. */
const POLLS_AFTER_END = 20;
const TICK_MS = 1_000;
/** The first screen waits no longer than this for the order's own language. */
const LANGUAGE_WAIT_MS = 1_500;
const OVER: readonly Stage[] = ['done', 'ended'];

export class TripPage {
  /** As told by the server; `shown` adds what was tapped since. */
  private told = $state.raw<CustomerView | null>(null);
  private taps = $state.raw<readonly WaitingTap[]>([]);
  readonly entrance = new Entrance();
  readonly server = new ServerCalls();
  refusal = $state.raw<Problem | null>(null);
  /** The scanned sign belongs to another store. */
  wrongSign = $state(false);
  /** Metres to the store when "I'm here" was tapped far away. */
  farAwayM = $state<number | null>(null);
  now = $state(Date.now());

  readonly shown = $derived(this.told ? withTaps(this.told, this.taps) : null);
  readonly stage = $derived(this.shown ? stageOf(this.shown) : null);
  /** "I'm here" was tapped, and the server has not said that it knows. */
  readonly telling = $derived(this.taps.some((tap) => tap.kind === 'here'));
  readonly unsent = $derived(this.taps.some((tap) => this.now - tap.tappedAt > SLOW_MS));

  readonly sharing = new Sharing(
    () => this.tripId,
    () => this.server.now(),
    (code) => this.fixesRefused(code),
    () => this.act({ kind: 'sharing', body: { sharing: false } }),
  );
  private readonly lock = new ScreenLock();
  private readonly outbox: TripOutbox;
  private readonly stream: TripStream;
  private readonly kept = new KeptTaps();
  /** The trip of this page, from the first answer on and for ever. */
  private tripId = '';
  private streaming = false;
  private fetching = false;
  private fetchAgain = false;
  private pollsAfterEnd = 0;

  constructor() {
    this.outbox = new TripOutbox(
      {
        now: () => this.server.now(),
        tripId: () => this.tripId,
        send: (tap) => this.send(tap),
        keep: (taps) => {
          if (this.tripId) void this.kept.keep(this.tripId, taps);
        },
        after,
        random: () => Math.random(),
        newKey: randomKey,
      },
      {
        changed: (taps) => {
          this.taps = taps;
        },
        settled: (_tap, answer) => this.settled(answer),
      },
    );
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
        if (this.told) this.take(withPush(this.told, push, this.server.now()));
        void this.refresh();
      },
      progress: (progress) => this.sharing.heard(progress),
      line: () => void this.refresh(),
      ended: () => {
        this.streaming = false;
        void this.refresh();
      },
    });
  }

  /** Starts the page from its address. */
  async open(): Promise<void> {
    const view = await this.entrance.open(
      <Value extends { readonly serverTime: number }>(route: Route, body?: unknown) => {
        const asked = takeFirstAnswer<Value>();
        return asked ? this.server.heard(asked) : this.server.ask<Value>(route, body);
      },
    );
    if (view) await this.begin(view);
  }

  /** One of several trips that this browser holds. */
  async choose(tripId: string): Promise<void> {
    const view = await this.entrance.choose(tripId, (route, body) => this.server.ask(route, body));
    if (view) await this.begin(view);
  }

  private async begin(view: CustomerView): Promise<void> {
    this.tripId = view.tripId;
    // The order's language need not be the browser's, and then comes from the server: better late than read twice.
    await Promise.race([
      language.suggest(view.language),
      new Promise((go) => after(LANGUAGE_WAIT_MS, () => go(null))),
    ]);
    this.take(view);
    this.outbox.restore(await this.kept.load(view.tripId));
    this.scanned(this.entrance.entry, view);
    this.stream.open(view.tripId);
    document.addEventListener('visibilitychange', () => this.seen(!document.hidden));
    addEventListener('online', () => this.hurry());
    addEventListener('offline', () => (this.server.lost = true));
    addEventListener('pageshow', (event) => event.persisted && this.seen(true));
    setInterval(() => (this.now = this.server.now()), TICK_MS);
    setInterval(() => this.poll(), POLL_MS);
    if (view.trip.sharing === 'live' && !OVER.includes(stageOf(view))) await this.sharing.resume();
  }

  start(sharing: boolean): void {
    this.act({ kind: 'start', body: { sharing } });
    if (sharing) this.sharing.start();
  }

  share(sharing: boolean): void {
    if (sharing) this.sharing.start();
    else this.sharing.stop();
    this.act({ kind: 'sharing', body: { sharing } });
  }

  here(said: Omit<Partial<SayHere>, 'tappedAt'> = {}): void {
    const away = this.told ? this.sharing.metresFrom(this.told.store.entrance) : null;
    this.farAwayM = away !== null && away > WRONG_STORE_M ? away : null;
    this.sharing.flush();
    this.act({ kind: 'here', body: said });
  }

  /** Takes "I'm here" back, or answers the team. */
  readonly notHere = (): void => this.act({ kind: 'not-here', body: {} });

  tell(details: TripDetails): void {
    this.act({ kind: 'details', body: details });
  }

  private act(tap: Tap): void {
    this.refusal = null;
    this.outbox.add(tap);
    this.keepUp();
  }

  private scanned(entry: Entry, view: CustomerView): void {
    if (entry.kind !== 'sign') return;
    this.wrongSign = entry.storeId !== view.store.id;
    if (!this.wrongSign && !OVER.includes(stageOf(view)))
      this.here({ bay: entry.bay, ...(entry.code !== null && { sign: entry.code }) });
  }

  private async refresh(): Promise<void> {
    if (this.fetching) {
      this.fetchAgain = true;
      return;
    }
    this.fetching = true;
    const answer = await this.server.ask<CustomerView>(tripRoute(this.tripId));
    this.fetching = false;
    if ('value' in answer) {
      this.entrance.proven = true;
      this.take(answer.value);
    } else if ('refused' in answer) this.lose(answer.refused);
    if (this.fetchAgain && !this.entrance.deadEnd) {
      this.fetchAgain = false;
      await this.refresh();
    }
  }

  private settled(answer: { value: CustomerView } | { refused: Problem }): void {
    if ('value' in answer) {
      this.take(answer.value);
      return;
    }
    const { refused } = answer;
    if (refused.status === 410) this.lose(refused);
    else {
      this.refusal = refused;
      void this.refresh();
    }
  }

  /** An answer may be overtaken on its way: an older view never replaces a newer one. */
  private take(view: CustomerView): void {
    if (view.tripId !== this.tripId || (this.told && view.serverTime < this.told.serverTime)) return;
    this.told = view;
    void language.suggest(view.language);
    this.keepUp();
  }

  /** What follows from the trip's state: positions and the lit screen end with it. */
  private keepUp(): void {
    if (!this.told) return;
    const view = withTaps(this.told, this.outbox.waiting);
    const stage = stageOf(view);
    this.now = this.server.now();
    this.lock.want(stage === 'on-the-way' || stage === 'here');
    this.sharing.allow(this.told.trip.sharing === 'live');
    if (OVER.includes(stage) || view.trip.sharing !== 'live') this.sharing.stop();
  }

  /** "Sharing is off" may be a moment's lag behind the tap: the trip itself says which. */
  private fixesRefused(code: string): void {
    if (code !== 'sharing-off') this.sharing.stop();
    void this.refresh();
  }

  private seen(visible: boolean): void {
    this.sharing.show(visible);
    if (!visible || this.entrance.deadEnd) return;
    this.hurry();
  }

  private hurry(): void {
    this.outbox.hurry();
    this.sharing.flush();
    this.stream.open(this.tripId);
    void this.refresh();
  }

  /** Events tell sooner; this makes sure, also of what comes after the end (the erased positions). */
  private poll(): void {
    const erased = this.told?.receipt?.erasedAt;
    const over = this.stage !== null && OVER.includes(this.stage);
    this.pollsAfterEnd = over ? this.pollsAfterEnd + 1 : 0;
    if (
      document.hidden ||
      this.entrance.deadEnd ||
      (over && (erased || this.pollsAfterEnd > POLLS_AFTER_END))
    )
      return;
    if (!this.streaming || over || this.stage === 'here') void this.refresh();
  }

  /** The server knows this page no more: it stops, and keeps what was tapped unless the trip is gone for good. */
  private lose(refused: Problem): void {
    this.entrance.lose(refused);
    this.sharing.stop();
    this.lock.want(false);
    this.stream.close();
    if (refused.status === 410) this.outbox.clear();
  }

  /** A tap that the server did not take for want of the cookie waits: with another opening of the link it passes. */
  private async send(tap: WaitingTap): Promise<Answer<CustomerView>> {
    const answer = await this.server.ask<CustomerView>(routeOf(tap), bodyOf(tap), tap.key);
    if (!('refused' in answer) || ![401, 403].includes(answer.refused.status)) return answer;
    this.lose(answer.refused);
    return { later: true, afterMs: 30_000 };
  }
}
