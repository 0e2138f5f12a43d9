/**
 * Driving times from a router for trips under way, where one is configured.
 *
 * Nobody waits for the router: a position is answered with the router's last answer, and starts a new request in the
 * background. A router that hangs, fails or answers in another form therefore changes nothing but the source of the
 * estimate.
 */
import { Inject, Injectable, Logger, Optional, type OnModuleDestroy } from '@nestjs/common';
import type { Position } from '@curbline/domain/geo';
import type { Remaining } from '@curbline/domain/eta';
import { remainingRouted } from '@curbline/domain/learning';
import { Clock } from '@curbline/platform';
import { CircuitBreaker } from './circuit-breaker.js';
import { ValhallaClient } from './valhalla-client.js';

/** Where the router is. There is none if this is not provided or has no address. */
export class RouterAddress {
  constructor(readonly url: string | undefined) {}
}

/** A trip requests a route at most this often, because roads do not change faster. */
const REQUEST_EVERY_MS = 20_000;
/** An answer counts down and is used for this long. */
const FRESH_MS = 120_000;
/** More requests at once would only wait for each other. */
const MOST_REQUESTS = 32;
const MOST_TRIPS = 50_000;

interface RoutedTrip {
  readonly requestedAt: number;
  readonly answer?: { readonly at: number; readonly seconds: number };
}

@Injectable()
export class RouterEstimatesService implements OnModuleDestroy {
  private readonly logger = new Logger(RouterEstimatesService.name);
  private readonly router: ValhallaClient | undefined;
  private readonly breaker = new CircuitBreaker();
  private readonly trips = new Map<string, RoutedTrip>();
  private readonly requests = new Set<Promise<void>>();

  constructor(
    @Inject(Clock) private readonly clock: Clock,
    @Optional() @Inject(RouterAddress) address?: RouterAddress,
  ) {
    this.router = address?.url ? new ValhallaClient(address.url) : undefined;
  }

  /** Whether there is a router at all. */
  get isConfigured(): boolean {
    return this.router !== undefined;
  }

  /** Seconds left by the router's last answer; `undefined` when there is no fresh one. */
  latest(tripId: string, now: number): Remaining | undefined {
    const answer = this.trips.get(tripId)?.answer;
    if (!answer || now - answer.at > FRESH_MS) return undefined;
    return remainingRouted(answer.seconds, Math.max(0, (now - answer.at) / 1000));
  }

  /** Requests a route in the background, unless this trip has just done so or the router is failing. */
  request(tripId: string, from: Position, to: Position): void {
    const now = this.clock.now();
    const before = this.trips.get(tripId);
    if (!this.router || this.requests.size >= MOST_REQUESTS) return;
    if ((before && now - before.requestedAt < REQUEST_EVERY_MS) || !this.breaker.mayCall(now)) return;
    this.remember(tripId, { ...before, requestedAt: now });
    const request = this.fetchRoute(this.router, tripId, from, to, now).finally(() =>
      this.requests.delete(request),
    );
    this.requests.add(request);
  }

  forget(tripId: string): void {
    this.trips.delete(tripId);
  }

  async onModuleDestroy(): Promise<void> {
    await Promise.all(this.requests);
  }

  private async fetchRoute(
    router: ValhallaClient,
    tripId: string,
    from: Position,
    to: Position,
    requestedAt: number,
  ): Promise<void> {
    try {
      const seconds = await router.drivingSeconds(from, to);
      this.breaker.succeeded();
      // The trip may have ended meanwhile.
      if (seconds !== undefined && this.trips.has(tripId))
        this.remember(tripId, { requestedAt, answer: { at: requestedAt, seconds } });
    } catch (error) {
      if (this.breaker.failed(this.clock.now()))
        this.logger.warn(
          { err: error },
          'The router does not answer. Arrival times are estimated without it, and it is tried again in 30 seconds.',
        );
    }
  }

  private remember(tripId: string, trip: RoutedTrip): void {
    this.trips.delete(tripId);
    this.trips.set(tripId, trip);
    for (const oldest of this.trips.keys()) {
      if (this.trips.size <= MOST_TRIPS) break;
      this.trips.delete(oldest);
    }
  }
}
