/**
 * Asks the phone for positions as the plan says and hands each to the reporter. It lives between the
 * tap that starts sharing and the one that stops it (or the end of the trip), asks nothing while the
 * page is hidden, and asks at once when it is seen again.
 *
 * One error is not the end: browsers report passing ones between good positions. Only a refusal (code 1) before the
 * first position, or one that is repeated, stops the asking; the page then goes on without positions.
 */
import type { FixInput } from '@curbline/contracts/http';
import { isDue, planSampling } from './sampling-plan.js';

/** What the page tells the customer about positions. `searching`: asked, nothing yet. */
export type LocatorState = 'off' | 'searching' | 'live' | 'denied' | 'unavailable';

export interface LocatorListener {
  changed(state: LocatorState): void;
  fix(fix: FixInput): void;
}

/** The browser's own limit for one position, and the age it may have. */
const LIMIT_MS = 10_000;
/** A browser that keeps its own limit answers within it, give or take this. */
const ANSWER_GRACE_MS = 500;
/** After a refusal between good positions: how long until the browser is asked whether it means it. */
const REFUSED_AGAIN_MS = 2_000;
/** Past this many failures in a row the page says that there is no position. */
const UNAVAILABLE_AFTER = 2;

export class Locator {
  private sharing = false;
  private visible = true;
  private nextFixInS: number | null = null;
  private failures = 0;
  private lastAt: number | null = null;
  private watchId: number | undefined;
  private watchEveryMs = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private watchdog: ReturnType<typeof setTimeout> | undefined;
  /** Refusals since the last position. */
  private refusals = 0;
  /** Answers to questions asked before the last change of mind are dropped. */
  private round = 0;
  private said: LocatorState = 'off';

  constructor(
    private readonly geolocation: Geolocation | undefined,
    private readonly listener: LocatorListener,
    private readonly monotonicMs: () => number = () => performance.now(),
  ) {}

  get state(): LocatorState {
    return this.said;
  }

  start(): void {
    if (this.sharing) return;
    this.sharing = true;
    this.failures = 0;
    this.refusals = 0;
    this.lastAt = null;
    this.nextFixInS = null;
    if (!this.geolocation) {
      this.stop('unavailable');
      return;
    }
    this.say('searching');
    this.plan();
  }

  /** Nothing is asked or reported from this moment on. */
  stop(state: LocatorState = 'off'): void {
    this.sharing = false;
    this.rest();
    this.say(state);
  }

  /** The page is seen, or no longer seen. Seen again, a position is wanted now. */
  show(visible: boolean): void {
    const back = visible && !this.visible;
    this.visible = visible;
    if (back) {
      this.lastAt = null;
      this.failures = 0;
    }
    if (this.sharing) this.plan();
  }

  /** The server's wish, in seconds. */
  wish(nextFixInS: number): void {
    this.nextFixInS = nextFixInS;
    if (this.sharing) this.plan();
  }

  private plan(): void {
    const sinceLastMs = this.lastAt === null ? null : this.monotonicMs() - this.lastAt;
    const { sharing, visible, nextFixInS, failures } = this;
    const next = planSampling({ sharing, visible, nextFixInS, failures, sinceLastMs });
    if (next.kind === 'watch') {
      this.watchEveryMs = next.everyMs;
      if (this.watchId === undefined) this.watch();
      this.awaitWatch();
      return;
    }
    this.rest();
    if (next.kind === 'once') this.timer = setTimeout(() => this.once(next.precise), next.afterMs);
  }

  private rest(): void {
    this.round += 1;
    clearTimeout(this.timer);
    clearTimeout(this.watchdog);
    if (this.watchId !== undefined) this.geolocation?.clearWatch(this.watchId);
    this.watchId = undefined;
  }

  /** @param final whether a failure ends the asking; while a watch runs, it does not. */
  private once(precise: boolean, final = true): void {
    const { round } = this;
    this.expectAnswer(final);
    this.geolocation?.getCurrentPosition(
      (position) => round === this.round && this.heard(position),
      (error) => round === this.round && this.failed(error, final),
      { enableHighAccuracy: precise, maximumAge: 0, timeout: LIMIT_MS },
    );
  }

  private watch(): void {
    this.rest();
    const { round } = this;
    this.expectAnswer(true);
    this.watchId = this.geolocation?.watchPosition(
      (position) => round === this.round && this.heard(position),
      (error) => round === this.round && this.failed(error, false),
      { enableHighAccuracy: true, maximumAge: 0, timeout: LIMIT_MS },
    );
  }

  /**
   * Some browsers never call back at all, whatever limit they were given: their silence counts as a failure, so that
   * the page says that there is no position and asks for the time instead.
   */
  private expectAnswer(final: boolean): void {
    if (!final) return;
    clearTimeout(this.watchdog);
    this.watchdog = setTimeout(() => {
      this.failures = Math.max(this.failures + 1, UNAVAILABLE_AFTER);
      this.say('unavailable');
      this.plan();
    }, LIMIT_MS + ANSWER_GRACE_MS);
  }

  /**
   * A watch may fall silent once the phone stands still, which is the very moment that counts: when
   * it has said nothing for two intervals the position is asked for beside it.
   */
  private awaitWatch(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.once(true, false);
      this.awaitWatch();
    }, 2 * this.watchEveryMs);
  }

  private heard(position: GeolocationPosition): void {
    const now = this.monotonicMs();
    clearTimeout(this.watchdog);
    this.failures = 0;
    this.refusals = 0;
    this.say('live');
    const watching = this.watchId !== undefined;
    if (watching && !isDue(this.lastAt === null ? null : now - this.lastAt, this.watchEveryMs)) return;
    this.lastAt = now;
    if (watching) this.awaitWatch();
    this.listener.fix(fixOf(position));
    // Until the server says otherwise the last wish stands; without any, a calm default.
    if (!watching) this.wish(this.nextFixInS ?? 15);
  }

  private failed(error: GeolocationPositionError, final: boolean): void {
    clearTimeout(this.watchdog);
    if (error.code === error.PERMISSION_DENIED) {
      this.refusals += 1;
      // Between good positions a browser may say so in passing: it is asked once more before it is believed.
      if (this.lastAt === null || this.refusals > 1) {
        this.stop('denied');
        return;
      }
      this.rest();
      this.timer = setTimeout(() => this.once(true), REFUSED_AGAIN_MS);
      return;
    }
    // A running watch goes on by itself after a passing error.
    if (!final && this.lastAt !== null && this.monotonicMs() - this.lastAt < 3 * LIMIT_MS) return;
    this.failures += 1;
    if (this.failures >= UNAVAILABLE_AFTER) this.say('unavailable');
    this.plan();
  }

  private say(state: LocatorState): void {
    if (state === this.said) return;
    this.said = state;
    this.listener.changed(state);
  }
}

/** The browser's position in our units; what it does not know stays out. */
export function fixOf(position: GeolocationPosition): FixInput {
  const { latitude, longitude, accuracy, speed, heading } = position.coords;
  const known = (value: number | null) => (value !== null && value >= 0 && value < Infinity ? value : null);
  return {
    latitude,
    longitude,
    accuracyM: known(accuracy),
    speedMps: known(speed),
    headingDeg: known(heading),
    recordedAt: Math.round(position.timestamp),
  };
}
