/**
 * Counts the connections and attempts of callers without an enrolled device, by network: an IPv4 address, or an IPv6 /64
 * and the /48 around it, and all networks together. Pure: the caller passes the time.
 */
import type { ConnectionLimits } from '@curbline/platform';

const WINDOW_MS = 60_000;
/** An IPv6 /48 is a whole site with many /64 networks, so its limit is that of one network times this. */
const SITE_FACTOR = 4;
/** The most attempts, and the most unknown device cookies, per minute from all networks together. */
const TOTAL_ATTEMPTS = 3_000;
/** The most networks whose counts are stored at once. */
const MAX_NETWORKS = 20_000;
const ALL = 'all';

interface NetworkCounts {
  open: number;
  attempts: number;
  failures: number;
  since: number;
}

export class AnonymousConnections {
  /** In the order in which their windows began. */
  private readonly networks = new Map<string, NetworkCounts>();

  constructor(
    private readonly limits: Pick<
      ConnectionLimits,
      'anonymousPerAddress' | 'attemptsPerAddress' | 'anonymous'
    >,
  ) {}

  get open(): number {
    return this.networks.get(ALL)?.open ?? 0;
  }

  /** Whether this address has attempts left in its window. */
  mayAttempt(address: string, now: number): boolean {
    return this.isWithin('attempts', address, now);
  }

  /** Counts a request that was refused, or that opened an anonymous connection. */
  countAttempt(address: string, now: number): void {
    for (const key of networksOf(address)) this.network(key, now).attempts += 1;
  }

  /** Whether this address sent so many unknown device cookies that its lookups are slowed. */
  isSlowed(address: string, now: number): boolean {
    return !this.isWithin('failures', address, now);
  }

  countFailure(address: string, now: number): void {
    for (const key of networksOf(address)) this.network(key, now).failures += 1;
  }

  /** Takes back one failure: the cookie belongs to a device. */
  takeBackFailure(address: string): void {
    for (const key of networksOf(address)) {
      const network = this.networks.get(key);
      if (network && network.failures > 0) network.failures -= 1;
    }
  }

  /** Counts one more open connection. @returns false when the limit is reached; else `release` must follow. */
  acquire(address: string, now: number): boolean {
    const { anonymousPerAddress, anonymous } = this.limits;
    const open = (key: string): number => this.networks.get(key)?.open ?? 0;
    if (open(ALL) >= anonymous || open(address) >= anonymousPerAddress) return false;
    if (open(siteOf(address)) >= anonymousPerAddress * SITE_FACTOR) return false;
    for (const key of networksOf(address)) this.network(key, now).open += 1;
    return true;
  }

  release(address: string): void {
    for (const key of networksOf(address)) {
      const network = this.networks.get(key);
      if (network) network.open -= 1;
    }
  }

  private isWithin(what: 'attempts' | 'failures', address: string, now: number): boolean {
    const { attemptsPerAddress } = this.limits;
    const used = (key: string): number => {
      const network = this.networks.get(key);
      return network && now - network.since < WINDOW_MS ? network[what] : 0;
    };
    if (used(address) >= attemptsPerAddress || used(ALL) >= TOTAL_ATTEMPTS) return false;
    return used(siteOf(address)) < attemptsPerAddress * SITE_FACTOR;
  }

  private network(key: string, now: number): NetworkCounts {
    let network = this.networks.get(key);
    if (network && now - network.since < WINDOW_MS) return network;
    this.networks.delete(key);
    network = { open: network?.open ?? 0, attempts: 0, failures: 0, since: now };
    this.networks.set(key, network);
    this.cleanUp(now);
    return network;
  }

  /** Removes networks whose window is over and, when there are too many, the oldest; never one with open connections. */
  private cleanUp(now: number): void {
    for (const [key, { open, since }] of this.networks) {
      const full = this.networks.size > MAX_NETWORKS;
      if (!full && now - since < WINDOW_MS) return;
      if (open === 0) this.networks.delete(key);
      else if (!full) return;
    }
  }
}

/** `2001:db8:1:2` (a /64, as `addressKey` writes it) is in `2001:db8:1::/48`; an IPv4 address is its own. */
const siteOf = (address: string): string =>
  address.includes(':') ? `${address.split(':').slice(0, 3).join(':')}::/48` : address;

const networksOf = (address: string): Set<string> => new Set([address, siteOf(address), ALL]);
