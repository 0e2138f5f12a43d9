/**
 * What the customer tapped, on its way to the server: one after the other, kept over a reload, tried
 * again until the server has answered. "I'm here" carries the time of the tap, so it counts from then.
 * No coordinate is ever in it.
 *
 * A tap replaces or completes an earlier one of its kind that has not left yet; stopping the sharing
 * goes before everything else that waits.
 */
import type { CustomerView, SayHere, TripDetails } from '@curbline/contracts/http';
import { backOffMs } from './back-off.js';
import type { Answer } from './trip-api.js';

export type Tap =
  | { readonly kind: 'start'; readonly body: { sharing: boolean; declaredMinutes?: number } }
  | { readonly kind: 'sharing'; readonly body: { sharing: boolean } }
  | { readonly kind: 'here'; readonly body: Omit<Partial<SayHere>, 'tappedAt'> }
  | { readonly kind: 'not-here'; readonly body: Record<string, never> }
  | { readonly kind: 'details'; readonly body: TripDetails };

/**
 * `tripId` is the trip that was on the screen when it was tapped: it goes there and nowhere else, whenever it leaves.
 * `tappedAt` is Unix ms of the server's clock, as the page knows it. `key` names the request that the tap
 * becomes, however often that is sent; a tap that was completed since is another request and has a new one.
 */
export type WaitingTap = Tap & { readonly tripId: string; readonly tappedAt: number; readonly key: string };

const METHODS = { start: 'POST', sharing: 'POST', here: 'POST', 'not-here': 'POST', details: 'PUT' } as const;

/** Where a tap goes. */
export const routeOf = ({ kind, tripId }: WaitingTap) =>
  ({ method: METHODS[kind], path: `/v1/trips/${tripId}/${kind}` }) as const;

/** The body of the request that a tap becomes: the same each time, since the key names it with its body. */
export function bodyOf(tap: WaitingTap): unknown {
  return tap.kind === 'here' ? { ...tap.body, tappedAt: new Date(tap.tappedAt).toISOString() } : tap.body;
}

/**
 * The queue with one more tap.
 * @param underWay how many of the first ones are being sent and stay as they are: 0 or 1.
 */
export function addTap(queue: readonly WaitingTap[], tap: WaitingTap, underWay: number): WaitingTap[] {
  const sent = queue.slice(0, underWay);
  const rest = queue.slice(underWay);
  if (tap.kind === 'sharing') {
    const starting = rest.some((waiting) => waiting.kind === 'start');
    if (starting) {
      const { sharing } = tap.body;
      return [
        ...sent,
        ...rest.map((waiting) =>
          waiting.kind === 'start'
            ? { ...waiting, key: tap.key, body: { ...waiting.body, sharing } }
            : waiting,
        ),
      ];
    }
    return [...sent, tap, ...rest.filter((waiting) => waiting.kind !== 'sharing')];
  }
  // The last word counts: whoever is not here takes back a tap that has not left yet, and the other way round.
  const hereOrNot = (kind: Tap['kind']): boolean => kind === 'here' || kind === 'not-here';
  if (hereOrNot(tap.kind) && rest.some(({ kind }) => hereOrNot(kind) && kind !== tap.kind)) {
    return [...sent, ...rest.filter(({ kind }) => !hereOrNot(kind)), tap];
  }
  const at = rest.findIndex((waiting) => waiting.kind === tap.kind);
  const earlier = rest[at];
  if (!earlier) return [...queue, tap];
  const merged = { ...earlier, key: tap.key, body: { ...earlier.body, ...tap.body } } as WaitingTap;
  return [...sent, ...rest.map((waiting, index) => (index === at ? merged : waiting))];
}

export interface OutboxWorld {
  /** The trip on the screen: of all taps that are added. */
  tripId(): string;
  now(): number;
  send(tap: WaitingTap): Promise<Answer<CustomerView>>;
  keep(queue: readonly WaitingTap[]): void;
  after(ms: number, work: () => void): () => void;
  random(): number;
  /** A name that no request had before. */
  newKey(): string;
}

export interface OutboxListener {
  changed(queue: readonly WaitingTap[]): void;
  /** `answer` holds the trip as it is afterwards, or why the server refused. */
  settled(tap: WaitingTap, answer: Exclude<Answer<CustomerView>, { later: true }>): void;
}

export class TripOutbox {
  private queue: readonly WaitingTap[] = [];
  private attempt = 0;
  private busy = false;
  private cancelRetry: () => void = () => {};

  constructor(
    private readonly world: OutboxWorld,
    private readonly listener: OutboxListener,
  ) {}

  get waiting(): readonly WaitingTap[] {
    return this.queue;
  }

  add(tap: Tap): void {
    this.replace(
      addTap(
        this.queue,
        { ...tap, tripId: this.world.tripId(), tappedAt: this.world.now(), key: this.world.newKey() },
        this.busy ? 1 : 0,
      ),
    );
    this.hurry();
  }

  /** Takes up what an earlier life of the page left behind: it goes first. */
  restore(kept: readonly WaitingTap[]): void {
    if (kept.length > 0) this.replace([...kept, ...this.queue]);
    this.hurry();
  }

  /** The network may be back: do not wait for the next try. */
  hurry(): void {
    this.cancelRetry();
    this.pump();
  }

  /** The trip is over or the link dead: nothing left may be sent. */
  clear(): void {
    this.cancelRetry();
    this.replace([]);
  }

  private pump(): void {
    const tap = this.queue[0];
    if (!tap || this.busy) return;
    this.busy = true;
    this.world
      .send(tap)
      .catch((): Answer<CustomerView> => ({ later: true }))
      .then((answer) => {
        this.busy = false;
        this.settle(tap, answer);
      })
      .catch(() => {
        this.busy = false;
      });
  }

  private settle(tap: WaitingTap, answer: Answer<CustomerView>): void {
    if ('later' in answer) {
      const waitMs = Math.max(answer.afterMs ?? 0, backOffMs(this.attempt, this.world.random()));
      this.attempt += 1;
      this.cancelRetry = this.world.after(waitMs, () => this.pump());
      this.listener.changed(this.queue);
      return;
    }
    this.attempt = 0;
    this.listener.settled(tap, answer);
    this.replace(this.queue.filter((waiting) => waiting !== tap));
    this.pump();
  }

  private replace(queue: readonly WaitingTap[]): void {
    this.queue = queue;
    this.world.keep(queue);
    this.listener.changed(queue);
  }
}
