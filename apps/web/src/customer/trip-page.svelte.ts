/**
 * The customer's page in one place: the trip as the server last told it, what was tapped since, and the shared
 * position. Screens read it and call its verbs.
 *
 * Life: `opening` → `open` (a trip is shown) or `dead` (why there is none). A dead page asks nothing more.
 */
import type { CustomerView, SayHere, TripDetails } from '@curbline/contracts/http';
import type { Problem } from '@curbline/contracts/problems';
import { after } from '../live/timers.js';
import { ScreenLock } from '../live/wake-lock.js';
import { language } from '../ui/language.svelte.js';
import { TripOpening } from './trip-opening.svelte.js';
import type { Route } from './first-request.js';
import type { Entry } from './link.js';
import { ServerCalls } from './server-calls.svelte.js';
import { Sharing } from './sharing.svelte.js';
import { isOver, stageOf, withTaps } from './stage.js';
import { takeFirstAnswer } from './start.js';
import type { Tap } from './taps.js';
import { TripTaps } from './trip-taps.svelte.js';
import { TripUpdates } from './trip-updates.svelte.js';

/** More than this between the phone and the store at "I'm here" looks like the wrong store. Meters. */
const WRONG_STORE_M = 20_000;
/** A tap older than this is said to be unsent. */
const SLOW_MS = 2_500;
const TICK_MS = 1_000;
/** The first screen waits no longer than this for the order's own language. */
const LANGUAGE_WAIT_MS = 1_500;

export class TripPage {
  readonly opening = new TripOpening();
  readonly server = new ServerCalls();
  refusal = $state.raw<Problem | null>(null);
  /** The scanned sign belongs to another store. */
  wrongSign = $state(false);
  /** Meters to the store when "I'm here" was tapped far away. */
  farAwayM = $state<number | null>(null);
  now = $state(Date.now());

  readonly updates = new TripUpdates(this.server, {
    changed: (view) => {
      void language.suggest(view.language);
      this.followState();
    },
    recognized: () => (this.opening.proven = true),
    progress: (progress) => this.sharing.heard(progress),
    refused: (problem) => this.lose(problem),
  });
  readonly taps = new TripTaps(this.server, {
    done: (view) => this.updates.take(view),
    refused: (problem) => this.tapRefused(problem),
    lost: (problem) => this.lose(problem),
  });

  /** As the server told it, with what was tapped since. */
  readonly shown = $derived(this.updates.view ? withTaps(this.updates.view, this.taps.waiting) : null);
  readonly stage = $derived(this.shown ? stageOf(this.shown) : null);
  /** "I'm here" was tapped, and the server has not said that it knows. */
  readonly hereUnsent = $derived(this.taps.waiting.some((tap) => tap.kind === 'here'));
  readonly unsent = $derived(this.taps.waiting.some((tap) => this.now - tap.tappedAt > SLOW_MS));

  readonly sharing = new Sharing(
    () => this.tripId,
    () => this.server.now(),
    (code) => this.fixesRefused(code),
    () => this.act({ kind: 'sharing', body: { sharing: false } }),
  );
  private readonly lock = new ScreenLock();
  /** The trip of this page, from the first answer on and for ever. */
  tripId = '';

  /** Starts the page from its address. */
  async open(): Promise<void> {
    const view = await this.opening.open(
      <Value extends { readonly serverTime: number }>(route: Route, body?: unknown) => {
        const asked = takeFirstAnswer<Value>();
        return asked ? this.server.heard(asked) : this.server.ask<Value>(route, body);
      },
    );
    if (view) await this.begin(view);
  }

  /** From the server, or as the device has kept it: then the server's answer comes later. */
  async begin(view: CustomerView): Promise<void> {
    if (this.tripId) return this.tripId === view.tripId ? this.updates.take(view) : location.reload();
    this.tripId = view.tripId;
    // The order's language need not be the browser's, and then comes from the server: better late than read twice.
    await Promise.race([
      language.suggest(view.language),
      new Promise<void>((go) => after(LANGUAGE_WAIT_MS, go)),
    ]);
    this.taps.begin(view.tripId);
    this.updates.begin(view);
    this.scanned(this.opening.entry, view);
    document.addEventListener('visibilitychange', () => this.seen(!document.hidden));
    addEventListener('online', () => this.hurry());
    addEventListener('offline', () => (this.server.lost = true));
    addEventListener('pageshow', (event) => event.persisted && this.seen(true));
    setInterval(() => (this.now = this.server.now()), TICK_MS);
    if (view.trip.sharing === 'live' && !isOver(stageOf(view))) await this.sharing.resume();
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

  here(details: Omit<Partial<SayHere>, 'tappedAt'> = {}): void {
    const { view } = this.updates;
    const away = (view && this.sharing.metersFrom(view.store.entrance)) ?? 0;
    this.farAwayM = away > WRONG_STORE_M ? away : null;
    this.sharing.flush();
    this.act({ kind: 'here', body: details });
  }

  /** Takes "I'm here" back, or answers the team. */
  readonly notHere = (): void => this.act({ kind: 'not-here', body: {} });

  changeDetails(details: TripDetails): void {
    this.act({ kind: 'details', body: details });
  }

  act(tap: Tap): void {
    this.refusal = null;
    this.taps.add(tap);
    this.followState();
  }

  private scanned(entry: Entry, view: CustomerView): void {
    if (entry.kind !== 'sign') return;
    this.wrongSign = entry.storeId !== view.store.id;
    if (!this.wrongSign && !isOver(stageOf(view)))
      this.here({ bay: entry.bay, ...(entry.code !== null && { sign: entry.code }) });
  }

  private tapRefused(problem: Problem): void {
    if (problem.status === 410) return this.lose(problem);
    this.refusal = problem;
    void this.updates.refresh();
  }

  /** What follows from the trip's state: positions and the lit screen end with it. */
  private followState(): void {
    const { view } = this.updates;
    if (!view) return;
    const shown = withTaps(view, this.taps.waiting);
    const stage = stageOf(shown);
    this.now = this.server.now();
    this.lock.want(stage === 'on-the-way' || stage === 'here');
    this.sharing.allow(view.trip.sharing === 'live');
    if (isOver(stage) || shown.trip.sharing !== 'live') this.sharing.stop();
  }

  /** "Sharing is off" may be a moment's lag behind the tap: the trip itself says which. */
  private fixesRefused(code: string): void {
    if (code !== 'sharing-off') this.sharing.stop();
    void this.updates.refresh();
  }

  private seen(visible: boolean): void {
    this.sharing.show(visible);
    if (visible) this.hurry();
  }

  private hurry(): void {
    if (this.opening.problem) return;
    this.taps.queue.hurry();
    this.sharing.flush();
    this.updates.wake();
  }

  /** The server knows this page no more: it stops, and keeps what was tapped unless the trip is gone for good. */
  private lose(problem: Problem): void {
    this.opening.lose(problem);
    this.updates.close();
    this.sharing.stop();
    this.lock.want(false);
    if (problem.status === 410) this.taps.queue.clear();
  }
}
