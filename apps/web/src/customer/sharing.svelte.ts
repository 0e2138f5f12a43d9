/**
 * The shared position, from the customer's yes to the end: asks the phone, sends, and holds what comes
 * back (the arrival time, "perhaps you are here"). Stopping is immediate here, whatever the network does.
 */
import type { FixesAnswer, FixInput } from '@curbline/contracts/http';
import type { TripProgressPush } from '@curbline/contracts/http';
import { distanceM } from '@curbline/domain/geo';
import { call, outcomeOf } from '../live/http.js';
import { after } from '../live/timers.js';
import { type ArrivalTime, arrivalTimeOf, alongTheWay } from './arrival-time.js';
import { FixReporter } from './fix-reporter.js';
import { Locator, type LocatorState } from './locator.js';

/** Over this speed the page is being held by somebody who drives: it shows no form. 10 km/h. */
const DRIVING_MPS = 10 / 3.6;
/** A position this old says nothing about now. Milliseconds. */
const RECENT_MS = 120_000;
/** Answers in a row that took no position. */
const MISSES = 3;
/** Under this the phone gives an area, not a position: no arrival is drawn from it. Meters. */
const COARSE_M = 200;

export class Sharing {
  locator = $state<LocatorState>('off');
  arrivalTime = $state<ArrivalTime | null>(null);
  probablyHere = $state(false);
  driving = $state(false);
  coarse = $state(false);
  /** The server could use none of the last positions: the store sees nobody. */
  useless = $state(false);
  /** When a position last reached the server or left the phone. Unix ms, server's time. */
  lastSeenAt = $state<number | null>(null);
  signalLost = $state(false);
  /** How far along the car is drawn, 0 to 1. */
  along = $state(0);

  private last: { fix: FixInput; at: number } | null = null;
  private longestS = 0;
  private misses = 0;
  private readonly asking: Locator;
  private readonly reporter: FixReporter;

  /**
   * @param tripId the trip on the screen: all positions go to it.
   * @param refused the server takes no more positions for this trip.
   */
  constructor(
    private readonly tripId: () => string,
    private readonly now: () => number,
    private readonly refused: (code: string) => void,
    private readonly denied: () => void,
  ) {
    this.asking = new Locator('geolocation' in navigator ? navigator.geolocation : undefined, {
      changed: (locatorState) => {
        this.locator = locatorState;
        if (locatorState === 'denied') {
          this.reporter.forget();
          this.denied();
        }
      },
      fix: (fix) => this.noteFix(fix),
    });
    this.reporter = new FixReporter(
      {
        phoneNow: () => Date.now(),
        monotonicMs: () => performance.now(),
        send: async (body) =>
          outcomeOf(
            await call<FixesAnswer>(`/v1/trips/${this.tripId()}/fixes`, {
              method: 'POST',
              body,
              keepalive: document.hidden,
            }),
          ),
        after,
        random: () => Math.random(),
      },
      {
        answered: (answer) => this.answered(answer),
        refused: (code) => this.refused(code),
        unreadable: () => this.missed(),
      },
    );
  }

  /** Sharing is on, and the store sees nothing all the same: the phone finds no position, or none that is of use. */
  get blind(): boolean {
    return this.lastSeenAt === null && (this.useless || this.locator === 'unavailable');
  }

  start(): void {
    this.asking.start();
  }

  /** After a reload: only where the browser will not ask again. Elsewhere the page offers to go on. */
  async resume(): Promise<void> {
    try {
      const permission = await navigator.permissions.query({ name: 'geolocation' });
      if (permission.state === 'granted') this.start();
    } catch {
      // This browser does not say.
    }
  }

  /** From here on nothing leaves the phone, and what waited is forgotten. */
  stop(): void {
    this.asking.stop(this.locator === 'denied' ? 'denied' : 'off');
    this.reporter.forget();
    this.last = null;
    this.driving = false;
    this.coarse = false;
    this.useless = false;
    this.misses = 0;
  }

  show(visible: boolean): void {
    this.asking.show(visible);
    this.reporter.flush();
  }

  /** Whether the server has acknowledged the sharing. */
  allow(allowed: boolean): void {
    this.reporter.allow(allowed);
  }

  flush(): void {
    this.reporter.flush();
  }

  /** Meters between the phone and the store, its own error taken off; null when not known lately. */
  metersFrom(place: { longitude: number; latitude: number }): number | null {
    if (!this.last || this.now() - this.last.at > RECENT_MS) return null;
    const { longitude, latitude, accuracyM } = this.last.fix;
    return Math.max(
      0,
      distanceM([longitude, latitude], [place.longitude, place.latitude]) - (accuracyM ?? 0),
    );
  }

  heard(progress: TripProgressPush): void {
    const { at, eta, expectedAt } = progress;
    // An estimate that has run down stays at the time it named: it does not move on with the clock.
    if (eta) this.project(eta, Date.parse((eta.seconds <= 0 && expectedAt) || at));
    if (progress.lastSeenAt) this.lastSeenAt = Date.parse(progress.lastSeenAt);
    this.signalLost = progress.signalLost;
    this.probablyHere = progress.probablyHere;
  }

  /** The server could use nothing of what was sent. */
  private missed(): void {
    this.misses += 1;
    this.useless = this.misses >= MISSES;
  }

  private answered(answer: FixesAnswer): void {
    if (answer.accepted > 0) {
      this.misses = 0;
      this.useless = false;
      this.lastSeenAt = this.now();
    } else this.missed();
    this.signalLost = false;
    this.probablyHere = answer.probablyHere;
    if (answer.eta) this.project(answer.eta, this.now());
    this.asking.wish(answer.nextFixInS);
  }

  private project(eta: NonNullable<FixesAnswer['eta']>, asOf: number): void {
    this.arrivalTime = arrivalTimeOf(eta, asOf);
    this.longestS = Math.max(this.longestS, eta.seconds);
    this.along = alongTheWay(this.along, eta.seconds, this.longestS);
  }

  private noteFix(fix: FixInput): void {
    this.last = { fix, at: this.now() };
    this.coarse = (fix.accuracyM ?? Number.POSITIVE_INFINITY) > COARSE_M;
    this.driving = (fix.speedMps ?? 0) > DRIVING_MPS;
    this.reporter.add(fix);
  }
}
