/**
 * Trips whose sharing has just ended. A cached session may be up to two seconds old; during that time this list prevents
 * a late position from starting a new track right after the old one was erased.
 *
 * A trip is added when the log reports its end. It is removed when the log reports that sharing began again, or when
 * every session that was looked up before the end has expired.
 */
export const LOOKUP_LIFETIME_MS = 3_000;

export class ClosedTrips {
  private readonly closedAt = new Map<string, number>();

  /** @param now server's clock, ms */
  close(tripId: string, now: number): void {
    this.closedAt.set(tripId, now);
  }

  open(tripId: string): void {
    this.closedAt.delete(tripId);
  }

  has(tripId: string, now: number): boolean {
    const at = this.closedAt.get(tripId);
    return at !== undefined && now - at < LOOKUP_LIFETIME_MS;
  }

  /** Removes the trips whose time is over. */
  removeExpired(now: number): void {
    for (const [tripId, at] of this.closedAt)
      if (now - at >= LOOKUP_LIFETIME_MS) this.closedAt.delete(tripId);
  }
}
