/**
 * What strangers hold and try, by where they come from: an IPv4 address, or an IPv6 /64 and the /48 around it, and
 * everybody together. Pure but for the clock that it is given.
 */
import type { LineLimits } from '@curbline/platform';

const WINDOW_MS = 60_000;
/** An IPv6 /48 is a whole site with many /64: so many times the limit of one. */
const WIDER = 4;
/** Tries, and cookies of no screen, in a minute from everywhere. */
const TRIES_OF_ALL = 3_000;
/** Places to remember at once. */
const MOST_PLACES = 20_000;
const ALL = 'all';

interface Place {
  open: number;
  tries: number;
  misses: number;
  since: number;
}

export class StrangerCounts {
  /** In the order in which their window began. */
  private readonly places = new Map<string, Place>();

  constructor(
    private readonly limits: Pick<LineLimits, 'strangersPerAddress' | 'triesPerAddress' | 'strangers'>,
  ) {}

  get open(): number {
    return this.places.get(ALL)?.open ?? 0;
  }

  /** Whether a stranger at this address may have a line, as far as tries go. */
  mayTry(address: string, now: number): boolean {
    return this.isWithin('tries', address, now);
  }

  /** A try that led nowhere, or to a line of a stranger. */
  tried(address: string, now: number): void {
    for (const key of placesOf(address)) this.place(key, now).tries += 1;
  }

  /** Whether so many cookies of no screen came from this address that look-ups for it have to wait in line. */
  isSlowed(address: string, now: number): boolean {
    return !this.isWithin('misses', address, now);
  }

  missed(address: string, now: number): void {
    for (const key of placesOf(address)) this.place(key, now).misses += 1;
  }

  /** What was counted as a miss was none. */
  wasRight(address: string): void {
    for (const key of placesOf(address)) {
      const place = this.places.get(key);
      if (place && place.misses > 0) place.misses -= 1;
    }
  }

  /** @returns false when there is no room for one more line of a stranger; else `left` must follow. */
  enter(address: string, now: number): boolean {
    const { strangersPerAddress, strangers } = this.limits;
    const open = (key: string): number => this.places.get(key)?.open ?? 0;
    if (open(ALL) >= strangers || open(address) >= strangersPerAddress) return false;
    if (open(networkOf(address)) >= strangersPerAddress * WIDER) return false;
    for (const key of placesOf(address)) this.place(key, now).open += 1;
    return true;
  }

  left(address: string): void {
    for (const key of placesOf(address)) {
      const place = this.places.get(key);
      if (place) place.open -= 1;
    }
  }

  private isWithin(what: 'tries' | 'misses', address: string, now: number): boolean {
    const { triesPerAddress } = this.limits;
    const used = (key: string): number => {
      const place = this.places.get(key);
      return place && now - place.since < WINDOW_MS ? place[what] : 0;
    };
    if (used(address) >= triesPerAddress || used(ALL) >= TRIES_OF_ALL) return false;
    return used(networkOf(address)) < triesPerAddress * WIDER;
  }

  private place(key: string, now: number): Place {
    let place = this.places.get(key);
    if (place && now - place.since < WINDOW_MS) return place;
    this.places.delete(key);
    place = { open: place?.open ?? 0, tries: 0, misses: 0, since: now };
    this.places.set(key, place);
    this.tidy(now);
    return place;
  }

  /** Those whose window is over and who hold nothing go; past the bound the oldest of those that hold nothing, too. */
  private tidy(now: number): void {
    for (const [key, { open, since }] of this.places) {
      const full = this.places.size > MOST_PLACES;
      if (!full && now - since < WINDOW_MS) return;
      if (open === 0) this.places.delete(key);
      else if (!full) return;
    }
  }
}

/** `2001:db8:1:2` (a /64, as `addressKey` writes it) is in `2001:db8:1::/48`; an IPv4 address is its own. */
const networkOf = (address: string): string =>
  address.includes(':') ? `${address.split(':').slice(0, 3).join(':')}::/48` : address;

const placesOf = (address: string): Set<string> => new Set([address, networkOf(address), ALL]);
