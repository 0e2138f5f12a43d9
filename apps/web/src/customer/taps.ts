/**
 * What the customer tapped, as it waits for the server. "I'm here" carries the time of the tap, so it counts from then.
 * No coordinate is ever in it.
 */
import type {
  AnswerShortage,
  ChangeService,
  CompartmentOpened,
  CustomerView,
  RateTrip,
  SayHere,
  SayLate,
  TripDetails,
} from '@curbline/contracts/http';
import type { CommandQueue } from '../live/command-queue.js';

/** An answer about missing goods: its kind is where it goes, so that each line has one. */
export interface ShortageTap {
  readonly kind: `shortages/${string}`;
  readonly body: AnswerShortage;
}

/** The compartment of an order was opened, and the order taken. */
export interface LockerTap {
  readonly kind: `locker/${string}`;
  readonly body: CompartmentOpened;
}

export type Tap =
  | { readonly kind: 'start'; readonly body: { sharing: boolean; declaredMinutes?: number } }
  | { readonly kind: 'sharing'; readonly body: { sharing: boolean } }
  | { readonly kind: 'here'; readonly body: Omit<Partial<SayHere>, 'tappedAt'> }
  | { readonly kind: 'not-here'; readonly body: Record<string, never> }
  | { readonly kind: 'details'; readonly body: TripDetails }
  | { readonly kind: 'rating'; readonly body: RateTrip }
  | LockerTap
  | { readonly kind: 'late'; readonly body: SayLate }
  | { readonly kind: 'service'; readonly body: ChangeService }
  | ShortageTap;

/**
 * `tripId` is the trip that was on the screen when it was tapped: it goes there and nowhere else, whenever it leaves.
 * `tappedAt` is Unix ms of the server's clock, as the page knows it. `key` names the request that the tap
 * becomes, however often that is sent; a tap that was completed since is another request and has a new one.
 */
export type WaitingTap = Tap & { readonly tripId: string; readonly tappedAt: number; readonly key: string };

const METHODS: Partial<Record<Tap['kind'], 'POST'>> = {
  start: 'POST',
  sharing: 'POST',
  here: 'POST',
  'not-here': 'POST',
};

/** Where a tap goes. */
export const routeOf = ({ kind, tripId }: WaitingTap) =>
  ({ method: METHODS[kind] ?? 'PUT', path: `/v1/trips/${tripId}/${kind}` }) as const;

/** The body of the request that a tap becomes: the same each time, since the key names it with its body. */
export function bodyOf(tap: WaitingTap): unknown {
  return tap.kind === 'here' ? { ...tap.body, tappedAt: new Date(tap.tappedAt).toISOString() } : tap.body;
}

/** The taps of a trip go one after the other. */
export type TripQueue = CommandQueue<WaitingTap, CustomerView>;

/** Where the device keeps the taps of a trip. */
export const tripTaps = (tripId: string): string => `curbline-taps-${tripId}`;

/**
 * What waits to be sent, with one more tap: it replaces or completes an earlier one of its kind, and the end of sharing
 * goes before everything else.
 * @param waiting those that are not under way
 */
export function addTap(waiting: readonly WaitingTap[], tap: WaitingTap): readonly WaitingTap[] {
  if (tap.kind === 'sharing') {
    if (!waiting.some(({ kind }) => kind === 'start'))
      return [tap, ...waiting.filter(({ kind }) => kind !== 'sharing')];
    const { sharing } = tap.body;
    return waiting.map((each) =>
      each.kind === 'start' ? { ...each, key: tap.key, body: { ...each.body, sharing } } : each,
    );
  }
  // The last tap counts: whoever is not here takes back a tap that has not left yet, and the other way round.
  const hereOrNot = (kind: Tap['kind']): boolean => kind === 'here' || kind === 'not-here';
  if (hereOrNot(tap.kind) && waiting.some(({ kind }) => hereOrNot(kind) && kind !== tap.kind))
    return [...waiting.filter(({ kind }) => !hereOrNot(kind)), tap];
  const at = waiting.findIndex(({ kind }) => kind === tap.kind);
  const earlier = waiting[at];
  if (!earlier) return [...waiting, tap];
  const merged = { ...earlier, key: tap.key, body: { ...earlier.body, ...tap.body } } as WaitingTap;
  return waiting.map((each, index) => (index === at ? merged : each));
}
