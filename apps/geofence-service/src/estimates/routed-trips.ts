/**
 * What a router says about trips under way, where one is configured.
 *
 * Nobody waits for it: a fix is answered with what the router said to an earlier one, and sets a new question
 * off in the background. A router that hangs, fails or lies in another form therefore changes nothing but the
 * estimate's source.
 */
import { Inject, Injectable, Logger, Optional, type OnModuleDestroy } from '@nestjs/common';
import type { Position } from '@curbline/domain/geo';
import type { Remaining } from '@curbline/domain/eta';
import { remainingRouted } from '@curbline/domain/learning';
import { Clock } from '@curbline/platform';
import { Breaker } from './breaker.js';
import { Valhalla } from './valhalla.js';

/** Where the router is. Not provided, or without an address: there is none. */
export class RouterAddress {
  constructor(readonly url: string | undefined) {}
}

/** One question a trip in so long: roads do not change faster. */
const ASK_EVERY_MS = 20_000;
/** An answer is used for so long, running down. */
const FRESH_MS = 120_000;
/** More at once would only wait for each other. */
const AT_ONCE = 32;
const REMEMBERED = 50_000;

interface Asked {
  readonly askedAt: number;
  readonly answer?: { readonly at: number; readonly seconds: number };
}

@Injectable()
export class RoutedTrips implements OnModuleDestroy {
  private readonly logger = new Logger(RoutedTrips.name);
  private readonly router: Valhalla | undefined;
  private readonly breaker = new Breaker();
  private readonly asked = new Map<string, Asked>();
  private readonly asking = new Set<Promise<void>>();

  constructor(
    @Inject(Clock) private readonly clock: Clock,
    @Optional() @Inject(RouterAddress) address?: RouterAddress,
  ) {
    this.router = address?.url ? new Valhalla(address.url) : undefined;
  }

  /** Whether there is a router at all. */
  get mayAsk(): boolean {
    return this.router !== undefined;
  }

  /** Seconds left by the router's last answer; `undefined` when there is none that is fresh. */
  latest(tripId: string, now: number): Remaining | undefined {
    const answer = this.asked.get(tripId)?.answer;
    if (!answer || now - answer.at > FRESH_MS) return undefined;
    return remainingRouted(answer.seconds, Math.max(0, (now - answer.at) / 1000));
  }

  /** Asks in the background, unless this trip has just asked or the router is not well. */
  ask(tripId: string, from: Position, to: Position): void {
    const now = this.clock.now();
    const before = this.asked.get(tripId);
    if (!this.router || this.asking.size >= AT_ONCE) return;
    if ((before && now - before.askedAt < ASK_EVERY_MS) || !this.breaker.mayCall(now)) return;
    this.remember(tripId, { ...before, askedAt: now });
    const asking = this.answer(this.router, tripId, from, to, now).finally(() => this.asking.delete(asking));
    this.asking.add(asking);
  }

  forget(tripId: string): void {
    this.asked.delete(tripId);
  }

  async onModuleDestroy(): Promise<void> {
    await Promise.all(this.asking);
  }

  private async answer(
    router: Valhalla,
    tripId: string,
    from: Position,
    to: Position,
    askedAt: number,
  ): Promise<void> {
    try {
      const seconds = await router.drivingSeconds(from, to);
      this.breaker.worked();
      // Not if the trip ended meanwhile.
      if (seconds !== undefined && this.asked.has(tripId))
        this.remember(tripId, { askedAt, answer: { at: askedAt, seconds } });
    } catch (error) {
      if (this.breaker.failed(this.clock.now()))
        this.logger.warn({ err: error }, 'the router does not answer; estimates go on without it');
    }
  }

  private remember(tripId: string, asked: Asked): void {
    this.asked.delete(tripId);
    this.asked.set(tripId, asked);
    for (const oldest of this.asked.keys()) {
      if (this.asked.size <= REMEMBERED) break;
      this.asked.delete(oldest);
    }
  }
}
