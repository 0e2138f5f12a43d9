/**
 * Decides who may open a connection, before it is opened. An enrolled device is admitted whatever others at its address
 * do: its cookie is looked up at once, or, where many invalid ones came from that address, after the lookups that wait
 * already. Anonymous callers get few connections for a short time: a device that was revoked is notified on one of
 * them, because a browser cannot read the reason of a refused upgrade.
 */
import { Inject, Injectable } from '@nestjs/common';
import { Sessions } from '@curbline/access';
import { Clock, problem, type ProblemException } from '@curbline/platform';
import { ConcurrencyLimit } from './concurrency-limit.js';
import { OpenConnections } from './open-connections.js';

/** Device lookups at once, and how many may wait: all boards of a large installation, after a restart. */
const MAX_LOOKUPS = 8;
const MAX_WAITING = 2_000;
/** For addresses with many failed attempts: one lookup at a time, two hundred a second at the most. */
const SLOWED_MAX_WAITING = 500;
const SLOWED_PAUSE_MS = 5;
/** Devices admitted lately, by the hash of their token: failed attempts at their address never slow them. */
const MAX_CACHED = 20_000;
const RETRY_AFTER_S = 60;

/** The device that sent the request, an anonymous caller, or a refusal. */
export type Admission =
  { readonly deviceId: string } | { readonly anonymous: true } | { readonly refused: ProblemException };

@Injectable()
export class ConnectionAdmission {
  private readonly lookups = new ConcurrencyLimit(MAX_LOOKUPS, MAX_WAITING);
  private readonly slowedLookups = new ConcurrencyLimit(1, SLOWED_MAX_WAITING, SLOWED_PAUSE_MS);
  private readonly cachedTokens = new Set<string>();

  constructor(
    private readonly sessions: Sessions,
    private readonly connections: OpenConnections,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** @param address as `addressKey` writes it @throws what the database throws */
  async admit(cookieHeader: string | undefined, address: string): Promise<Admission> {
    const token = this.sessions.deviceSession(cookieHeader);
    if (token === undefined) return this.admitAnonymous(address);
    const { anonymous } = this.connections;
    const isSlowed = !this.cachedTokens.has(token) && anonymous.isSlowed(address, this.clock.now());
    // Counted as a failure before the lookup and taken back when it finds a device, so that lookups at once all count.
    anonymous.countFailure(address, this.clock.now());
    const lookup = await (isSlowed ? this.slowedLookups : this.lookups).run(async () => ({
      device: await this.sessions.device(cookieHeader),
    }));
    if (!lookup) return { refused: problem('unavailable', { retryAfterS: 2 }) };
    if (!lookup.device) {
      this.cachedTokens.delete(token);
      return this.admitAnonymous(address);
    }
    anonymous.takeBackFailure(address);
    this.cache(token);
    const { deviceId } = lookup.device;
    return this.connections.mayOpen(deviceId) ? { deviceId } : tooManyRequests();
  }

  /** Counts a caller without a device, or a request for an unknown path, and refuses it past the limit. */
  admitAnonymous(address: string): Admission {
    const { anonymous } = this.connections;
    const now = this.clock.now();
    if (!anonymous.mayAttempt(address, now)) return tooManyRequests();
    anonymous.countAttempt(address, now);
    return { anonymous: true };
  }

  private cache(token: string): void {
    this.cachedTokens.delete(token);
    this.cachedTokens.add(token);
    if (this.cachedTokens.size <= MAX_CACHED) return;
    for (const oldest of this.cachedTokens) {
      this.cachedTokens.delete(oldest);
      return;
    }
  }
}

const tooManyRequests = (): Admission => ({
  refused: problem('too-many-requests', { retryAfterS: RETRY_AFTER_S }),
});
