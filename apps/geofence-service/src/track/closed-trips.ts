/**
 * Trips whose sharing has just ended. The session's lookup may be up to two seconds old; for those two
 * seconds this memory keeps a late fix from starting a new track right after the old one was erased.
 *
 * A trip enters when the log tells of its end, leaves when the log tells of sharing again, or by itself
 * once every lookup made before the end has expired.
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

  /** Forgets those whose time is over. */
  tidy(now: number): void {
    for (const [tripId, at] of this.closedAt)
      if (now - at >= LOOKUP_LIFETIME_MS) this.closedAt.delete(tripId);
  }
}
