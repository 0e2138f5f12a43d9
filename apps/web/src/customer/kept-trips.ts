/**
 * The trips of this browser as the server last told them, kept on the device so that the page shows pickup code and store
 * also when it is loaded without a network. A trip that is over, or that the server shows no more, is kept no longer, and
 * none for more than a day after the server was last heard. No position of the customer is in it, and no secret: what is
 * kept of a link finds its trip again and opens nothing.
 */
import type { CustomerView } from '@curbline/contracts/http';
import { keep, readKept } from '../ui/device-storage.js';
import type { Entry } from './link.js';
import { isOver, stageOf } from './stage.js';

const PLACE = 'curbline-trips';
const FOR_MS = 24 * 3_600_000;

export interface KeptTrip {
  /** When the server told it, by its own clock: `serverTime`. */
  readonly view: CustomerView;
  /** Of the link's secret that led to it (`linkMark`); null when this browser came to it otherwise. */
  readonly link: string | null;
}

export class KeptTrips {
  /** @param now Unix ms */
  constructor(
    private readonly now: () => number,
    private readonly storageOf?: () => Storage,
  ) {}

  /** Keeps the trip as it is now; one that is over is forgotten. */
  keep(view: CustomerView, link: string | null = null): void {
    const before = this.all().find((trip) => trip.view.tripId === view.tripId);
    if (isOver(stageOf(view))) this.forget(view.tripId);
    else this.replace(view.tripId, [{ view, link: link ?? before?.link ?? null }]);
  }

  forget(tripId: string | undefined): void {
    this.replace(tripId, []);
  }

  /** The trip that an address means, as far as that can be told without the server. */
  of(entry: Entry, link: string | null): CustomerView | undefined {
    const trips = this.all();
    const meant = trips.filter(({ view, link: ofTrip }) => {
      if (entry.kind === 'trip') return view.tripId === entry.tripId;
      if (entry.kind === 'link') return ofTrip !== null && ofTrip === link;
      return entry.kind === 'again' || (entry.kind === 'sign' && view.store.id === entry.storeId);
    });
    // Among several, only the server's list lets the customer choose.
    return meant.length === 1 ? meant[0]?.view : undefined;
  }

  private replace(tripId: string | undefined, by: readonly KeptTrip[]): void {
    const trips = [...this.all().filter(({ view }) => view.tripId !== tripId), ...by];
    keep(PLACE, trips.length > 0 ? trips : undefined, this.storageOf);
  }

  private all(): readonly KeptTrip[] {
    const kept = readKept<unknown>(PLACE, this.storageOf);
    const trips = Array.isArray(kept) ? (kept as KeptTrip[]) : [];
    return trips.filter((trip) => this.now() - trip?.view?.serverTime < FOR_MS);
  }
}

/** By which a link's trip is found again, and which is worth nothing without the link; null where it cannot be made. */
export async function linkMark(token: string): Promise<string | null> {
  try {
    const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(token));
    return [...new Uint8Array(digest).slice(0, 16)].map((b) => b.toString(16).padStart(2, '0')).join('');
  } catch {
    // Pages without https have no `subtle`.
    return null;
  }
}
