/**
 * Opens the trip of a page: the address's fragment leads to one trip, to a choice of several, or to a dead end that
 * says why and whom to call. The link's secret leaves the address as soon as the server has answered, and not before: a
 * page that is loaded again meanwhile needs it. The trip's id stays in it.
 */
import type { CustomerView, TripSummary } from '@curbline/contracts/http';
import type { Problem } from '@curbline/contracts/problems';
import { entry } from './start.js';
import { type Ask, type DeadEnd, deadEndOf, firstLook } from './first-look.js';
import { type Entry, tripFragment } from './link.js';

export class TripOpening {
  /** Why no trip is shown, or why the one shown may be out of date (`unreachable`). */
  deadEnd = $state<DeadEnd | null>(null);
  /** The server's own refusal, with the store to call where it is known. */
  problem = $state.raw<Problem | null>(null);
  /** Several trips, of which the customer chooses. */
  choice = $state.raw<readonly TripSummary[] | null>(null);
  entry = $state.raw<Entry>({ kind: 'again' });
  /** Whether the browser has shown that it keeps our cookie. */
  proven = false;

  /** @returns the trip, or undefined when there is none yet. */
  open(ask: Ask): Promise<CustomerView | undefined> {
    this.entry = entry;
    // Another link or trip opened in this tab changes the fragment alone.
    addEventListener('hashchange', () => {
      if (location.hash.length > 1) location.reload();
    });
    if (this.entry.kind !== 'broken') return this.enter(this.entry, ask);
    this.deadEnd = 'unknown';
    return Promise.resolve(undefined);
  }

  /** The server refused a trip that was already shown. */
  lose(refused: Problem): void {
    this.problem = refused;
    this.deadEnd = deadEndOf(refused, this.proven ? 'again' : this.entry.kind);
  }

  /** Follows an address to its trip. */
  async enter(entry: Entry, ask: Ask): Promise<CustomerView | undefined> {
    const first = await firstLook(entry, ask, () => {
      this.deadEnd = 'unreachable';
    });
    if (entry.kind !== 'trip') history.replaceState(null, '', location.pathname);
    this.deadEnd = null;
    if ('choose' in first) {
      if (first.choose.length > 0) this.choice = first.choose;
      else this.deadEnd = entry.kind === 'sign' ? 'sign' : 'no-session';
      return undefined;
    }
    if ('refused' in first) {
      this.problem = first.refused;
      this.deadEnd = deadEndOf(first.refused, entry.kind);
      return undefined;
    }
    this.proven = entry.kind !== 'link';
    history.replaceState(null, '', tripFragment(first.done.tripId));
    return first.done;
  }
}
