/**
 * Server-sent events of the customer's own trip. The browser reconnects by itself, with the last event
 * id, as long as it thinks the connection merely broke; when it gives up (an error status, a proxy's
 * page) this opens a new one with growing waits. A stream only brings sooner what `GET /v1/trips/{tripId}` knows,
 * so whoever listens fetches that after every new connection and nothing can be missed. Events of another trip are ignored.
 */
import type { TripProgressPush, TripStatusPush } from '@curbline/contracts/http';
import { backOffMs } from './back-off.js';

export interface TripStreamListener {
  opened(): void;
  /** @param silent nothing was closed: the connection fell silent, as one does that is frozen. */
  broken(silent: boolean): void;
  status(push: TripStatusPush): void;
  progress(progress: TripProgressPush): void;
  /** Somebody's queue position may have changed. */
  queueMoved(): void;
  ended(): void;
}

/** A connection that lived this long was a good one: the next failure waits from the start again. */
const PROVEN_MS = 30_000;
/** The server gives a sign of life every 5 s; after this long without any the connection only looks alive. */
const SILENT_MS = 12_000;

export class TripStream {
  private source: EventSource | undefined;
  private attempt = 0;
  private openedAt = 0;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private watchdog: ReturnType<typeof setTimeout> | undefined;

  private tripId = '';

  constructor(private readonly listener: TripStreamListener) {}

  /** Opens, or closes what is there and opens anew: after sleep an old one may only look alive. */
  open(tripId: string): void {
    this.close();
    this.tripId = tripId;
    const source = new EventSource(`/v1/trips/${tripId}/events`);
    this.source = source;
    this.expectSomething();
    const on = <Message>(type: string, heard: (message: Message) => void): void =>
      source.addEventListener(type, (event: MessageEvent<string>) => {
        this.expectSomething();
        const message = parse(event.data);
        if (message !== undefined) heard(message as Message);
      });
    source.addEventListener('open', () => {
      this.openedAt = performance.now();
      this.expectSomething();
      this.listener.opened();
    });
    source.addEventListener('error', () => this.failed(source));
    on('heartbeat', () => undefined);
    on<TripStatusPush>('status', (push) => push.tripId === tripId && this.listener.status(push));
    on<TripProgressPush>('progress', (push) => push.tripId === tripId && this.listener.progress(push));
    on('line', () => this.listener.queueMoved());
    on('ended', () => {
      this.close();
      this.listener.ended();
    });
  }

  close(): void {
    clearTimeout(this.retry);
    clearTimeout(this.watchdog);
    this.source?.close();
    this.source = undefined;
  }

  /** Also of a connection that is being made: one that nobody answers would be waited for in silence. */
  private expectSomething(): void {
    clearTimeout(this.watchdog);
    this.watchdog = setTimeout(() => {
      this.listener.broken(true);
      this.open(this.tripId);
    }, SILENT_MS);
  }

  private failed(source: EventSource): void {
    if (source !== this.source) return;
    this.listener.broken(false);
    if (source.readyState !== EventSource.CLOSED) return;
    if (this.openedAt > 0 && performance.now() - this.openedAt > PROVEN_MS) this.attempt = 0;
    this.close();
    this.retry = setTimeout(() => this.open(this.tripId), backOffMs(this.attempt, Math.random()));
    this.attempt += 1;
  }
}

/** An event without a JSON body is still an event. */
function parse(text: string): unknown {
  if (text === '') return {};
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
